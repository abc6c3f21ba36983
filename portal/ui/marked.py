"""Public answers that are too large to keep as pages: known by the versions that they are made from.

Who has the answer already is told so (304) before anything is read from the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from portal.ui import pagecache, release, versions

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def marked(*topics: str) -> Callable[[View[P]], View[P]]:
    """Give the view's answer an ETag from the release, its address and the marks of the topics it hangs on.

    The answer must hang on nothing else, least of all on who asks. While Valkey is away it has no mark.
    """
    declared = versions.declare(*topics)

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def conditional(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            etag = _etag(request, declared)
            known = get_conditional_response(request, etag=etag) if etag else None
            response: HttpResponseBase = known or view(request, *args, **kwargs)
            if etag and response.status_code in {200, 304}:
                response.headers["ETag"] = etag
                response.headers["Cache-Control"] = pagecache.CACHE_CONTROL
            return response

        return conditional

    return decorate


def _etag(request: HttpRequest, topics: tuple[str, ...]) -> str:
    marks = versions.current()
    if marks is None or not marks.keys() >= set(topics):
        return ""
    made_from = f"{release.mark()} {request.get_full_path()} {versions.of(topics, marks)}"
    # Weak: the same facts, whose bytes a proxy may compress.
    return f'W/"{hashlib.sha256(made_from.encode()).hexdigest()[:32]}"'
