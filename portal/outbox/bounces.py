"""Addresses from which mail comes back: what the mail server says at once, and the mails that are returned later.

Anybody can send a mail that looks returned (cases.md 28). So a returned mail counts only for what we sent: it quotes
the Message-ID of a message of ours, which nobody can guess, and marks that message's address and no other. Without one
it marks an address to which we wrote lately, and as put off only: it takes a week of such mails to say something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message as Mail
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.db import transaction
from flufl.bounce import all_failures

from portal import clock, policy
from portal.outbox.enums import State
from portal.outbox.models import Bounce, Message, MessageQuerySet

log = structlog.get_logger(__name__)

# A mail that comes back later than this says nothing about today.
LOOK_BACK = timedelta(days=60)
# What a returned mail says stands at its beginning; what it quotes may be long.
MAX_BYTES = 1024 * 1024
# A mail put off a month ago and one put off today are two things, not one that lasts.
FORGOTTEN = timedelta(days=30)

_ANY_ID = re.compile(r"^message-id:\s*(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_REFUSED = re.compile(r"^5\d\d[ -]?(?P<enhanced>\d\.\d+\.\d+)?")


def means_address(answer: str) -> bool:
    """Whether a mail server's answer to RCPT says that the address takes no mail.

    ``5.7.…`` (RFC 3463) is about permission: then our own set-up is at fault, and the address isn't marked.
    """
    found = _REFUSED.match(answer)
    return found is not None and not (found["enhanced"] or "").startswith("5.7.")


@transaction.atomic
def note(address: str, *, reason: str, permanent: bool) -> Bounce:
    """Mark an address: mail to it came back now, for good or for the time being."""
    now = clock.now()
    row, made = Bounce.objects.select_for_update().get_or_create(
        address=address.lower(),
        defaults={"since": now, "last_at": now, "reason": reason[:500], "permanent": permanent},
    )
    if not made:
        # Once refused for good, a milder answer doesn't make it better.
        row.permanent = row.permanent or permanent
        row.since = now if now - row.last_at > FORGOTTEN else row.since
        row.last_at, row.reason = now, reason[:500]
        row.save(update_fields=["permanent", "since", "last_at", "reason"])
    log.info("outbox.bounced", bounce=row.pk, permanent=permanent)
    return row


@transaction.atomic
def clear(address: str) -> bool:
    """Take the mark away: the person or an employee says that the address works. Whether there was one.

    Raises PermissionDenied for another person's address, except to employees who edit the register.
    """
    policy.require("outbox.clear_bounce", address.lower())
    return forget(address)


def forget(address: str) -> bool:
    """Take the mark away because the address has just been confirmed. Whether there was one."""
    removed, _rows = Bounce.objects.filter(address=address.lower()).delete()
    return bool(removed)


def read(raw: bytes) -> list[str]:
    """Read one returned mail and mark whose mail it was. Returns the addresses that were marked, in order.

    A mail that is no report of ours, or is forged, or can't be parsed, marks nothing.
    """
    mail = message_from_bytes(raw[:MAX_BYTES])
    try:
        temporary, permanent = all_failures(mail)
    except Exception:
        # The parser reads what strangers send; a report that it stumbles on must not stop the others.
        log.exception("outbox.bounce_not_read")
        return []
    failed = {_address(found): False for found in temporary} | {_address(found): True for found in permanent}
    if not failed:
        return []
    text = "\n".join(_texts(mail))
    reason = _reason(text)
    mine = sorted(set(_our_ids().findall(text)))
    if mine:
        # The report may name the address to which the mail was forwarded; it is ours that doesn't reach the person.
        addresses = sorted(set(_sent().filter(message_id__in=mine).values_list("address", flat=True)))
        return [note(address, reason=reason, permanent=any(failed.values())).address for address in addresses]
    if _ANY_ID.search(text):
        return []
    known = _sent().filter(address__in=failed).order_by("address").values_list("address", flat=True).distinct()
    return [note(address, reason=reason, permanent=False).address for address in list(known)]


def _sent() -> MessageQuerySet:
    return Message.objects.filter(state=State.SENT, sent_at__gte=clock.now() - LOOK_BACK)


def _our_ids() -> re.Pattern[str]:
    host = re.escape(urlsplit(settings.PORTAL_URL).hostname or "localhost")
    return re.compile(rf"<[0-9a-f]{{32}}@{host}>")


def _address(found: bytes | str) -> str:
    text = found.decode("ascii", "replace") if isinstance(found, bytes) else found
    return text.strip().strip("<>").lower()


def _texts(mail: Mail) -> Iterator[str]:
    """All that the mail says in its parts, the quoted original's headers with it; its own Message-ID is left out."""
    for name in ("In-Reply-To", "References"):
        yield from (str(value) for value in mail.get_all(name, []))
    for part in mail.walk():
        if part is not mail:
            yield "\n".join(f"{name}: {value}" for name, value in part.items())
        if not part.is_multipart():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield content.decode("utf-8", "replace")


def _reason(text: str) -> str:
    """What the other server said: the line with the diagnosis or the status, '' where there is none."""
    for name in ("diagnostic-code", "status"):
        found = re.search(rf"^{name}:[ \t]*(.{{1,300}})", text, re.IGNORECASE | re.MULTILINE)
        if found:
            return " ".join(found[1].split())
    return ""
