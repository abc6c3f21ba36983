"""The views that a list page offers."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from portal import actor as actors
from portal.prepared import Prepared
from portal.savedviews.models import SavedView

# What is never part of a view: where one happened to be in the list.
NOT_KEPT = ("page",)
# Far more than anybody keeps; a page isn't made for more.
MOST = 100

# As policy.py lets employees, who alone have any.
_SEEN = Prepared(
    lambda person, page: SavedView.objects.seen_by(person).filter(page=page).order_by("name", "pk")[:MOST],
    int,
    str,
)


@dataclass(frozen=True, slots=True)
class Views:
    """What a page shows of them. ``query`` is what is chosen now, as a view would keep it."""

    page: str
    query: str
    mine: list[SavedView]
    shared: list[SavedView]

    @property
    def here(self) -> SavedView | None:
        """The view that is open now."""
        return next((view for view in (*self.mine, *self.shared) if view.query == self.query), None)

    @property
    def opens_first(self) -> SavedView | None:
        """The one with which the person's list opens."""
        return next((view for view in self.mine if view.is_default), None)


def views_of(page: str, request: HttpRequest) -> Views:
    """The views of the page (the name of its address) that the current actor sees, by name. One query."""
    actor = actors.current()
    who = actor.user_id
    rows = _SEEN.rows(who, page) if actor.is_staff and who is not None else []
    return Views(
        page,
        kept(request.GET),
        [view for view in rows if view.user_id == who],
        [view for view in rows if view.user_id != who],
    )


def kept(query: QueryDict | str) -> str:
    """What a view keeps of a query: filled-in fields in a stable order, without the page of the list."""
    found = QueryDict(query) if isinstance(query, str) else query
    pairs = sorted((name, value) for name, values in found.lists() if name not in NOT_KEPT for value in values if value)
    clean = QueryDict(mutable=True)
    for name, value in pairs:
        clean.appendlist(name, value)
    return clean.urlencode()
