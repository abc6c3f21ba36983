"""Messages between an association and those who handle its application."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from associations.enums import Area
from associations.queries.people import recipients
from grants import queries
from grants.models import Application, Message
from portal import actor as actors
from portal import clock, policy
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.workflow import Refused

# More in a day is no conversation.
MOST = 500


@transaction.atomic
def send(*, application: Application, text: str) -> Message:
    """Write to the other side about the application: it stands in the matter, and word of it goes by mail.

    The mail tells that there is a message, not what it says: it may hold what isn't everybody's. Raises
    :class:`Refused` for an empty message, Http404 or PermissionDenied from the policy.
    """
    fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    policy.require("grants.write_message", fresh)
    if not text.strip():
        raise Refused(_("Write something first."))
    if fresh.messages.count() >= MOST:
        raise Refused(_("There are too many messages here already. Write by e-mail."))
    from_city = actors.current().is_staff
    message = Message.objects.create(
        application=fresh,
        author_id=actors.current().person_id,
        from_city=from_city,
        text=text.strip(),
        sent_at=clock.now(),
    )
    journal.record("grants.message_sent", fresh)
    outbox.owe(
        "grants.message",
        subject=fresh,
        recipients=recipients(fresh.association, Area.GRANTS) if from_city else queries.handlers(fresh),
        context={
            "association": plain.texts(fresh.association, "name"),
            "call": plain.texts(fresh.call, "title"),
            "case_number": fresh.case_number,
            "from_city": from_city,
        },
        path=fresh.get_absolute_url() if from_city else queries.handling_path(fresh),
        discriminator=str(message.pk),
    )
    return message
