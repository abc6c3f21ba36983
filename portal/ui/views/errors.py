"""Pages for what went wrong: what happened, and what to do next.

None of them asks the database: it may be what went wrong. The page for 500 doesn't even build the header.
"""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language_from_path
from django.views.decorators.csrf import requires_csrf_token

from portal.translated import LANGUAGES, active
from portal.ui.pages import public


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """The error page in the language of the address; where that has none, in the visitor's."""
    language = get_language_from_path(request.path_info) or translation.get_language_from_request(request)
    with translation.override(language if language in LANGUAGES else active()):
        response = HttpResponse(render_to_string(template, request=request), status=status)
        response.headers["Content-Language"] = active()
    response.headers["Cache-Control"] = "no-store"
    return response


@public
@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent can't be read; 413 when it was more than the portal takes."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return _page(request, "413.html", 413)
    return _page(request, "400.html", 400)


@public
@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the page is there, and isn't this person's."""
    return _page(request, "403.html", 403)


@public
@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or one that this person may not know of."""
    return _page(request, "404.html", 404)


@public
@requires_csrf_token
def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: the same was tried too often. Allauth finds it as ``handler429`` of the URLs."""
    return _page(request, "429.html", 429)


@public
@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500: the portal failed."""
    return _page(request, "500.html", 500)


@public
@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose safety token no longer fits: cookies off, or a page that stood open for days."""
    return _page(request, "403_csrf.html", 403)
