"""What downloads hold of an employee."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import personal
from portal.accounts.models import User
from portal.exports.models import Export
from portal.personal import Section
from portal.ui import formats


@personal.source(
    "exports",
    label=gettext_lazy("Downloads"),
    what=gettext_lazy("Lists that you took out as files, for as long as they are kept"),
    order=85,
)
def downloads(user: User) -> Iterable[Section]:
    """When which list was asked for. One query. They go by themselves after their last day."""
    rows = Export.objects.filter(user=user).order_by("-asked_at", "-pk")
    yield Section(_("Downloads"), [(formats.moment(row.asked_at), str(row)) for row in rows])
