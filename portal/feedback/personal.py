"""What feedback holds of a person: only where the person left the address of the account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import personal
from portal.accounts.models import User
from portal.feedback.models import Feedback
from portal.personal import Section
from portal.ui import formats


def _from(users: Sequence[User]) -> QuerySet[Feedback]:
    return Feedback.objects.annotate(sender=Lower("email")).filter(sender__in=[user.email.lower() for user in users])


@personal.source(
    "feedback",
    label=gettext_lazy("Feedback"),
    what=gettext_lazy("Feedback on accessibility that you sent with your address"),
    order=85,
)
def sent(user: User) -> Iterable[Section]:
    """Feedback with the account's address. One query."""
    rows = _from([user]).order_by("received_at", "pk")
    yield Section(
        _("Feedback on accessibility"),
        [(formats.moment(row.received_at), "\n".join(filter(None, [row.page, row.text, row.answer]))) for row in rows],
    )


@personal.erasure(
    "feedback",
    label=gettext_lazy("Feedback on accessibility with your address: address and text"),
    count=lambda user: _from([user]).count(),
    order=150,
)
def empty(users: Sequence[User]) -> None:
    """Take address and texts away; that something was asked and answered stays."""
    Feedback.objects.filter(pk__in=[row.pk for row in _from(users)]).update(email="", text="–", answer="")
