"""A message as a person reads it (cases.md 27, 28)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.outbox import rendering
from portal.outbox.services import owe
from tests.outbox.conftest import MANDATORY


def html_of(mail):
    return [str(content) for content, kind in mail.alternatives if kind == "text/html"]


def letter_to(person, name="Shakki & Go ry", **given):
    [message] = owe(
        MANDATORY,
        subject=person,
        recipients=[person],
        context={
            "name": name,
            "call": {"$text": {"fi": "Haku", "sv": "Utlysning", "en": "Call"}},
            "until": date(2026, 12, 31),
            "at": datetime(2026, 11, 24, 13, 0, tzinfo=UTC),
            "amount": 100000,
        },
        path=given.pop("path", "/fi/avustukset/1/"),
        **given,
    )
    message.refresh_from_db()
    return message


def test_the_recipients_language_and_formats(person):
    person.language = "sv"
    message = letter_to(person)
    assert rendering.letter(message).text.splitlines() == [
        "[sv] Shakki & Go ry, Utlysning",
        "31.12.2026 24.11.2026 kl. 15.00 1\xa0000,00\xa0€",
        "https://portal.test/sv/avustukset/1/",
    ]
    assert rendering.body(message, "en").startswith("[en] Shakki & Go ry, Call")


def test_a_mail_has_its_headers_and_both_parts(person, settings):
    message = letter_to(person)
    mail = rendering.mail(message)
    assert mail.subject == "Päätös: Shakki & Go ry"
    assert mail.to == [person.email]
    assert mail.reply_to == [settings.CITY_CONTACT["email"]]
    headers = mail.message()
    assert headers["Message-ID"] == message.message_id
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Content-Language"] == "fi"
    [html] = html_of(mail)
    assert "Shakki &amp; Go ry" in html
    assert 'style="color: #0b4f8a' in html


@pytest.mark.parametrize("name", ["{x.__init__}", "{{ message.recipient }}", "{% debug %}", "{0.__class__}", "%(x)s"])
def test_a_placeholder_in_a_value_stays_literal(person, name):
    made = rendering.letter(letter_to(person, name))
    assert made.subject == f"Päätös: {name}"
    assert name in made.text


def test_script_in_a_value_is_inert_in_html_and_literal_in_text(person):
    name = "<script>alert(1)</script>"
    mail = rendering.mail(letter_to(person, name))
    assert name in str(mail.body)
    assert "<script>" not in html_of(mail)[0]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85"])
def test_a_line_break_in_a_name_makes_no_header(person, end):
    mail = rendering.mail(letter_to(person, f"Kerho{end}Bcc: thief@example.invalid"))
    assert mail.subject == "Päätös: Kerho Bcc: thief@example.invalid"
    sent = mail.message()
    assert sent["Bcc"] is None
    assert mail.recipients() == [person.email]


def test_a_long_subject_is_cut(person):
    assert len(rendering.title(letter_to(person, "x" * 500))) == rendering.MAX_SUBJECT


def test_links_come_from_the_setting_and_lead_to_the_recipients_language(person, settings):
    settings.PORTAL_URL = "https://real.example"
    person.language = "en"
    assert rendering.address(letter_to(person)) == "https://real.example/en/avustukset/1/"
    assert rendering.address(letter_to(person, path="/liite/7/", discriminator="2")) == "https://real.example/liite/7/"
    assert rendering.address(letter_to(person, path="", discriminator="3")) == ""
