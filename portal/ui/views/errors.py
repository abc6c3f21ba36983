"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose safety token no longer fits."""
    return HttpResponse(status=403)
