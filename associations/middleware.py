"""Acting as: for whom a session acts, put on the request and into the actor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class ActingAsMiddleware:
    """Placeholder until the models stand."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
