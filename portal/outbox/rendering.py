"""A message as a person reads it: the triplet of its kind in the recipient's language, for mail and for the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import override

from portal.outbox import plain, registry
from portal.outbox.models import Message
from portal.translated import LANGUAGES
from portal.ui import mails

MAX_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """The rendered triplet; ``html`` is empty for a kind without an HTML part."""

    subject: str
    text: str
    html: str


def title(message: Message, language: str | None = None) -> str:
    """The subject line, in the message's language unless another is given."""
    with override(language or message.language):
        return _subject(message, _values(message))


def body(message: Message, language: str | None = None) -> str:
    """The text part, in the message's language unless another is given."""
    with override(language or message.language):
        return _text(f"{registry.find(message.kind).template}.txt", _values(message))


def letter(message: Message) -> Letter:
    """The whole triplet in the message's language.

    Raises ImproperlyConfigured for a kind that nobody declares, TemplateDoesNotExist for a missing part.
    """
    template = registry.find(message.kind).template
    with override(message.language):
        values = _values(message)
        subject = _subject(message, values)
        return Letter(
            subject, _text(f"{template}.txt", values), _html(f"{template}.html", {**values, "subject": subject})
        )


def mail(message: Message, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The letter as a mail, with the message's own Message-ID, ready to be sent. Raises as :func:`letter` does."""
    made = letter(message)
    mail = EmailMultiAlternatives(
        subject=made.subject,
        body=made.text,
        to=[message.address],
        reply_to=[settings.CITY_CONTACT["email"]],
        headers={
            "Message-ID": message.message_id,
            # Nobody's holiday reply answers a machine (RFC 3834).
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
        connection=connection,
    )
    if made.html:
        mail.attach_alternative(mails.inlined(made.html), "text/html")
    return mail


def address(message: Message) -> str:
    """The whole address of the page that the message leads to, '' without one.

    Built from the setting and never from a request, so that no forged Host gets into a mail (cases.md 28).
    """
    return f"{settings.PORTAL_URL}{path_in(message, message.language)}" if message.path else ""


def path_in(message: Message, language: str) -> str:
    """The page in the portal that the message leads to, in the language; '' without one."""
    first, _, rest = message.path[1:].partition("/")
    return f"/{language}/{rest}" if first in LANGUAGES else message.path


def _values(message: Message) -> dict[str, Any]:
    """What a template may use: the plain context, and the house's own words."""
    return {
        **plain.load(message.context),
        "link": address(message),
        **mails.words(message.language),
    }


def _subject(message: Message, values: dict[str, Any]) -> str:
    # One line, whatever a name brings along: a line break would begin a header (cases.md 28).
    line = " ".join(_text(f"{registry.find(message.kind).template}.subject.txt", values).split())
    return line if len(line) <= MAX_SUBJECT else f"{line[: MAX_SUBJECT - 1]}…"


def _text(name: str, values: dict[str, Any]) -> str:
    # Below the backend's wrapper, since only there escaping can be left out: a plain text has no mark-up to escape.
    rendered: str = get_template(name).template.render(Context(values, autoescape=False))  # type: ignore[attr-defined]
    return rendered.strip() + "\n"


def _html(name: str, values: dict[str, Any]) -> str:
    try:
        template = get_template(name)
    except TemplateDoesNotExist as error:
        if str(error) == name:
            return ""
        raise
    return template.render(values)
