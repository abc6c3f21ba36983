"""The guarantee: what fell through by a kill, a lost wake-up or a restarted queue is found here."""

from __future__ import annotations

import structlog
from django.utils.translation import gettext as _

from portal import broker, clock
from portal.outbox import rules, sending
from portal.outbox.enums import State
from portal.outbox.models import Message
from portal.outbox.services import BATCH, SEND_TASK

log = structlog.get_logger(__name__)

DIGEST_TASK = "outbox.digest"


def sweep() -> int:
    """Owe again what a killed process left "sending", and wake senders for all that is due.

    Returns how many messages are due. The mail of a killed process may have gone out already: that is the one
    duplicate that may happen, and it carries the same Message-ID.
    """
    now = clock.now()
    left = Message.objects.left_sending(now - sending.stuck_after())
    # One that has killed its process each time must not do so for ever.
    given_up = left.filter(attempts__gte=rules.MAX_ATTEMPTS).update(
        state=State.FAILED, claimed_at=None, last_error=_("The sending process was stopped again and again.")
    )
    again = left.update(state=State.OWED, claimed_at=None)
    if again or given_up:
        log.warning("outbox.left_sending", again=again, given_up=given_up)
    due = Message.objects.due(now).count()
    if due:
        broker.wake(SEND_TASK, amount=due, batch=BATCH)
    if Message.objects.for_digest(now).exists():
        broker.wake(DIGEST_TASK)
    return due
