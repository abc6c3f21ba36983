"""What this room holds of a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import personal
from portal.accounts.models import User
from portal.personal import Section
from portal.privacy.models import DataRequest
from portal.ui import formats


@personal.source(
    "privacy",
    label=gettext_lazy("Your requests"),
    what=gettext_lazy("When you asked to be erased, and what was answered"),
    order=95,
)
def requests(user: User) -> Iterable[Section]:
    """The person's own requests. One query."""
    rows = DataRequest.objects.filter(user=user).order_by("asked_at", "pk")
    yield Section(
        _("Requests to be erased"),
        [
            (formats.moment(row.asked_at), " · ".join(filter(None, [row.get_state_display(), row.reason, row.answer])))
            for row in rows
        ],
    )
