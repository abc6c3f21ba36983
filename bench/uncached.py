"""The page cache with a header that passes it by, so that one web server answers cached and uncached requests."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.ui import versions
from portal.ui.pagecache import PageCacheMiddleware

HEADER = "X-Bench-Uncached"
_KEY = "HTTP_X_BENCH_UNCACHED"


class MeasuredPageCacheMiddleware(PageCacheMiddleware):
    """Makes the page anew where the header asks for it. Shared fragments stay as they are."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _KEY not in request.META:
            return super().__call__(request)
        with versions.one_request():
            return self.get_response(request)
