"""Reading the demo's mails, which its mailbox keeps as files. A mail's HTML is only ever shown as text."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from portal.settings import env

MOST = 200
# As the mailbox names them; nothing else is opened, so no path can be made up.
_NAME = re.compile(r"[0-9]{10,25}-[0-9]{1,8}\.eml")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as the page shows it."""

    name: str
    subject: str
    sender: str
    to: str
    at: datetime
    text: str = ""
    html: str = ""
    attachments: tuple[tuple[str, int], ...] = ()


def folder() -> Path | None:
    """Where the mails are; None where the demo keeps none."""
    found = env.text("DEMO_MAIL_DIR")
    return Path(found) if found and settings.DEMO else None


def newest() -> list[Mail]:
    """The newest mails first, at most 200, without their bodies."""
    place = folder()
    if place is None or not place.is_dir():
        return []
    names = sorted((path.name for path in place.iterdir() if _NAME.fullmatch(path.name)), reverse=True)[:MOST]
    return [_head(name, _parse(place / name)) for name in names]


def read(name: str) -> Mail | None:
    """One mail with its bodies; None for a name that isn't a mail's."""
    place = folder()
    if place is None or not _NAME.fullmatch(name) or not (place / name).is_file():
        return None
    message = _parse(place / name)
    head = _head(name, message)
    return Mail(
        name=name,
        subject=head.subject,
        sender=head.sender,
        to=head.to,
        at=head.at,
        text=_body(message, "plain"),
        html=_body(message, "html"),
        attachments=tuple(
            (part.get_filename() or "?", len(part.get_payload(decode=True) or b""))
            for part in message.iter_attachments()
        ),
    )


def _parse(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=policy.default)


def _head(name: str, message: EmailMessage) -> Mail:
    return Mail(
        name=name,
        subject=str(message.get("Subject", "")),
        sender=str(message.get("From", "")),
        to=str(message.get("To", "")),
        at=datetime.fromtimestamp(int(name.partition("-")[0]) / 1e9, UTC),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        return "?"
