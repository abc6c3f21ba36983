"""What decisions hold of a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import personal
from portal.accounts.models import User
from portal.decisions.models import Decision
from portal.personal import MOST, Section
from portal.ui import formats

LABEL = gettext_lazy("Decisions that you made")


@personal.source("decisions", label=LABEL, what=gettext_lazy("Case number, title and day"), order=80)
def made(user: User) -> Iterable[Section]:
    """Decisions that the person made for the city. One query."""
    # One more than fits, so that the copy can say that something was left out.
    rows = Decision.objects.filter(decided_by=user).order_by("-decided_at", "-pk")[: MOST + 1]
    yield Section(_("Decisions that you made"), [(formats.moment(row.decided_at), str(row)) for row in rows])


@personal.kept(
    "decisions",
    label=LABEL,
    why=gettext_lazy("A decision names who made it (Administrative Procedure Act, section 44)."),
)
def statutory(user: User) -> int:
    """How many stay."""
    return Decision.objects.filter(decided_by=user).count()
