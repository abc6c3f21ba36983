"""What messages hold of a person, and how they are emptied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import personal
from portal.accounts.models import User
from portal.outbox import cleaning, queries
from portal.outbox.models import Bounce, Message, OutboxSettings, Preference
from portal.outbox.registry import known
from portal.personal import MOST, Section
from portal.translated import active
from portal.ui import formats


@personal.source(
    "outbox",
    label=gettext_lazy("Messages"),
    what=gettext_lazy("What kind of message you got, when, about what, whether you read it; how you want to hear"),
    order=60,
)
def messages(user: User) -> Iterable[Section]:
    """The inbox, newest first, and the choices. Three queries."""
    language = active()
    # One more than fits, so that the copy can say that something was left out.
    rows = Message.objects.in_inbox_of(user.pk)[: MOST + 1]
    read, unread = _("read"), _("not read")
    yield Section(
        _("Messages to you"),
        [
            (
                formats.moment(row.created_at),
                f"{row.kind_label}: {queries.title(row, language)} ({unread if row.is_unread else read})",
            )
            for row in rows.iterator()
        ],
    )
    kinds = known()
    chosen = Preference.objects.filter(user=user).order_by("kind")
    wishes = [
        (str(kinds[one.kind].label) if one.kind in kinds else one.kind, one.get_channel_display()) for one in chosen
    ]
    hours = OutboxSettings.objects.filter(user=user).first()
    if hours is not None:
        quiet = f"{formats.clock(hours.quiet_from)}–{formats.clock(hours.quiet_until)}" if hours.quiet_from else "–"
        wishes += [(_("Quiet hours"), quiet), (_("Hour of the digest"), str(hours.digest_hour))]
    yield Section(_("How you want to hear"), wishes)


def _to(users: Sequence[User]) -> QuerySet[Message]:
    addresses = [user.email.lower() for user in users]
    return Message.objects.filter(Q(recipient__in=[user.pk for user in users]) | Q(address__in=addresses))


@personal.erasure(
    "outbox",
    label=gettext_lazy("Messages to you: address and content; your choices about messages"),
    count=lambda user: cleaning.not_emptied(_to([user])).count(),
    order=100,
)
def empty(users: Sequence[User]) -> None:
    """Empty the messages to the people and drop what they chose."""
    cleaning.empty(_to(users))
    Preference.objects.filter(user__in=users).delete()
    OutboxSettings.objects.filter(user__in=users).delete()
    Bounce.objects.filter(address__in=[user.email.lower() for user in users]).delete()
