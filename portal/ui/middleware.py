"""Headers that every answer carries (cases.md, "Promised headers"); Django and django-csp set the others."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PERMISSIONS = "camera=(), geolocation=(), microphone=()"


class PromisedHeadersMiddleware:
    """No camera, microphone or place; no embedding by other sites; nothing of a signed-in person's page is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = response.headers
        headers["Permissions-Policy"] = PERMISSIONS
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # A session may be a signed-in one, or hold text that was typed before a sign-in.
        if "Cache-Control" not in headers and (
            settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
        ):
            headers["Cache-Control"] = "no-store"
        return response
