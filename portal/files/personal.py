"""What files hold of a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import personal
from portal.accounts.models import User
from portal.files.models import StoredFile
from portal.personal import MOST, Section
from portal.ui import formats


@personal.source(
    "files",
    label=gettext_lazy("Files"),
    what=gettext_lazy("The names of the files that you attached"),
    order=70,
)
def attached(user: User) -> Iterable[Section]:
    """Names, sizes and moments of what the person attached. One query."""
    # One more than fits, so that the copy can say that something was left out.
    rows = StoredFile.objects.filter(created_by=user).order_by("-created_at", "-pk")[: MOST + 1]
    yield Section(
        _("Files that you attached"),
        [(formats.moment(row.created_at), f"{row.name} ({formats.file_size(row.size)})") for row in rows],
    )
