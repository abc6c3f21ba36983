"""Sending what is owed: one mail at a time in a process, a commit a mail."""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import gettext as _

from portal import broker, clock
from portal.outbox import bounces, rendering, rules
from portal.outbox.enums import State
from portal.outbox.models import Message
from portal.outbox.services import BATCH, SEND_TASK

log = structlog.get_logger(__name__)

# The promise "at most one duplicate per killed process" is this lock: a process that is killed has at most one mail
# between the server's 250 and our commit, also in a pool of threads.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one mail: sent (no error), worth another attempt, or refused for good."""

    error: str = ""
    again: bool = False
    line_lost: bool = False
    # The mail server knows no such address.
    unknown: bool = False


def send_due(limit: int = BATCH) -> int:
    """Send what is due, at most ``limit`` mails, over one connection. Returns how many were tried.

    A full batch wakes a worker for the rest. While the mail server can't be reached nothing is claimed, so that
    nothing uses up its attempts.
    """
    with _one_at_a_time:
        if not Message.objects.due(clock.now()).exists():
            return 0
        tried = _send_batch(limit)
    if tried == limit and Message.objects.due(clock.now()).exists():
        broker.wake(SEND_TASK)
    return tried


def _send_batch(limit: int) -> int:
    tried = 0
    with _line() as line:
        message = _claim() if _open(line) else None
        while message is not None:
            tried += 1
            outcome = _attempt(message, line)
            more = tried < limit and (not outcome.line_lost or _reopen(line))
            message = _settle(message, outcome, more=more)
    return tried


def _claim() -> Message | None:
    """The next message that is due, marked as being sent and committed with the caller's transaction."""
    with transaction.atomic(savepoint=False):
        now = clock.now()
        message = (
            Message.objects.due(now)
            .order_by("not_before", "pk")
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if message is None:
            return None
        message.state = State.SENDING
        message.claimed_at = now
        message.attempts += 1
        message.save(update_fields=["state", "claimed_at", "attempts"])
    return message


def _settle(message: Message, outcome: _Outcome, *, more: bool) -> Message | None:
    """Store what became of the message and claim the next one, in one commit."""
    with transaction.atomic():
        now = clock.now()
        if not outcome.error:
            # Whoever else may have taken it in between: it has been sent.
            Message.objects.filter(pk=message.pk).exclude(state=State.SENT).update(
                state=State.SENT, sent_at=now, claimed_at=None, last_error=""
            )
        else:
            mine = Message.objects.filter(pk=message.pk, state=State.SENDING, claimed_at=message.claimed_at)
            if outcome.again and message.attempts < rules.MAX_ATTEMPTS:
                wait = rules.wait_after(message.attempts, retry_seconds())
                mine.update(state=State.OWED, claimed_at=None, not_before=now + wait, last_error=outcome.error)
            else:
                mine.update(state=State.FAILED, claimed_at=None, last_error=outcome.error)
            if outcome.unknown:
                bounces.note(message.address, reason=outcome.error, permanent=True)
            log.warning(
                "outbox.not_sent", message=message.pk, kind=message.kind, again=outcome.again, error=outcome.error
            )
        return _claim() if more else None


def _attempt(message: Message, line: BaseEmailBackend) -> _Outcome:
    """Render the message and hand it to the mail server."""
    try:
        mail = rendering.mail(message, line)
    except Exception as error:
        # A fault in a template is mended by the next release; the message waits for it.
        log.exception("outbox.not_rendered", message=message.pk, kind=message.kind)
        return _Outcome(_in_short(error), again=True)
    try:
        if line.send_messages([mail]) == 1:
            return _Outcome()
        return _Outcome(_("The mail server took no mail and gave no reason."), again=True)
    except smtplib.SMTPRecipientsRefused as refused:
        code, text = next(iter(refused.recipients.values()))
        answer = _answer(code, text)
        return _Outcome(answer, again=code < 500, unknown=bounces.means_address(answer))
    except smtplib.SMTPDataError as refused:
        return _Outcome(_answer(refused.smtp_code, refused.smtp_error), again=refused.smtp_code < 500)
    except smtplib.SMTPResponseException as refused:
        # Our own address or sign-in is refused: a fault of the set-up, which is mended while the messages wait.
        return _Outcome(_answer(refused.smtp_code, refused.smtp_error), again=True, line_lost=True)
    except (smtplib.SMTPException, OSError) as lost:
        return _Outcome(_in_short(lost), again=True, line_lost=True)
    except Exception as error:
        log.exception("outbox.not_sent_unexpectedly", message=message.pk, kind=message.kind)
        return _Outcome(_in_short(error), again=True, line_lost=True)


@contextmanager
def _line() -> Iterator[BaseEmailBackend]:
    """The connection to the mail server, not open yet."""
    line = get_connection()
    try:
        yield line
    finally:
        _close(line)


def _open(line: BaseEmailBackend) -> bool:
    try:
        line.open()
    except (smtplib.SMTPException, OSError) as error:
        log.warning("outbox.mail_server_away", error=_in_short(error))
        return False
    return True


def _reopen(line: BaseEmailBackend) -> bool:
    _close(line)
    return _open(line)


def _close(line: BaseEmailBackend) -> None:
    # A line that the server has dropped can't be ended politely.
    with suppress(smtplib.SMTPException, OSError):
        line.close()


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {said}"[:500]


def _in_short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def retry_seconds() -> float:
    """The wait after the first failed attempt; the fault tests shorten it."""
    return float(getattr(settings, "OUTBOX_RETRY_SECONDS", 30))


def stuck_after() -> timedelta:
    """How old a claim must be to be taken for one of a killed process.

    Longer than one mail can take: each of the eight answers of a mail server may use up EMAIL_TIMEOUT.
    """
    return timedelta(seconds=getattr(settings, "OUTBOX_STUCK_SECONDS", 300))
