"""What saved views hold of an employee."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import personal
from portal.accounts.models import User
from portal.personal import Section
from portal.savedviews.models import SavedView


@personal.source(
    "savedviews",
    label=gettext_lazy("Saved views"),
    what=gettext_lazy("Filters of lists that you keep under a name"),
    order=80,
)
def views(user: User) -> Iterable[Section]:
    """Name and filters of each view. One query."""
    rows = SavedView.objects.filter(user=user).order_by("page", "name", "pk")
    yield Section(_("Saved views"), [(row.name, row.query) for row in rows])


@personal.erasure(
    "savedviews",
    label=gettext_lazy("Saved views"),
    count=lambda user: SavedView.objects.filter(user=user).count(),
    order=80,
)
def remove(users: Sequence[User]) -> None:
    """Remove the people's views, also those that colleagues use."""
    SavedView.objects.filter(user__in=users).delete()
