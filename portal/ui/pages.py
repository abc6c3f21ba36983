"""Who may open a page, said at the view: ``@public`` for everyone, ``@city(right)`` for a city employee.

A view without either is for any signed-in person; its own look-ups go through policy.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, overload

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal import policy
from portal.ui import versions

P = ParamSpec("P")
V = TypeVar("V", bound=Callable[..., HttpResponseBase])
R = TypeVar("R", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], R]

# The permission behind `city`; accounts/policy.py registers it, since the ui knows no roles.
HOLDS_RIGHT = "accounts.hold_right"


@overload
def public(view: V) -> V: ...
@overload
def public(*, topics: Iterable[str] | None = None, own_language: bool = False) -> Callable[[V], V]: ...


def public(
    view: V | None = None, *, topics: Iterable[str] | None = None, own_language: bool = False
) -> V | Callable[[V], V]:
    """Open a view to everyone.

    ``topics`` also lets PageCacheMiddleware keep its answers for visitors without a session: they are dropped when
    one of the topics is bumped (``pagecache.bump("associations")``). An empty tuple means a page that changes only
    with a release; without ``topics`` nothing is kept. ``own_language`` says of a machine address that what it answers
    never hangs on the language that a browser wishes, so that it can be kept too.
    """

    def mark(function: V) -> V:
        opened = login_not_required(function)
        opened.audience = "public"  # type: ignore[attr-defined]
        opened.page_cache = None if topics is None else versions.declare(*topics)  # type: ignore[attr-defined]
        opened.own_language = own_language  # type: ignore[attr-defined]
        return opened

    return mark if view is None else mark(view)


def city(right: str) -> Callable[[View[P, R]], View[P, R]]:
    """Open a view to city employees whose roles give the right and who don't act for an association.

    Everyone else who is signed in gets the plain 403 page; visitors are sent to sign in before it comes to that.
    """

    def guard(view: View[P, R]) -> View[P, R]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if not policy.allows(HOLDS_RIGHT, right):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.audience = "city"  # type: ignore[attr-defined]
        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return guard
