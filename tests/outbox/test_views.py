"""The reader's pages."""

from __future__ import annotations

from datetime import time

import pytest
from django.urls import reverse

from portal.outbox import queries, services
from portal.outbox.enums import Channel
from portal.outbox.models import Message, OutboxSettings, Preference
from portal.outbox.services import owe
from tests.outbox.conftest import MANDATORY, OPTIONAL, someone

INBOX = "/fi/viestit/"


def tell(person, name="Kerho", kind=MANDATORY, path="/fi/avustukset/1/"):
    return owe(kind, subject=person, recipients=[person], context={"name": name}, path=path, discriminator=name)[0]


@pytest.fixture
def reader(client, person):
    client.force_login(person)
    return client


def test_visitors_are_sent_to_sign_in(client, person):
    message = tell(person)
    for address in (INBOX, f"{INBOX}{message.pk}/", f"{INBOX}asetukset/"):
        answer = client.get(address)
        assert (answer.status_code, "next=" in answer["Location"]) == (302, True)


def test_the_inbox_shows_the_persons_messages_newest_first(reader, person):
    other = someone()
    owe(MANDATORY, subject=person, recipients=[other], context={"name": "Toisen"})
    tell(person, "Vanha")
    tell(person, "<b>Uusi</b>")
    page = reader.get(INBOX).content.decode()
    assert page.index("Päätös: &lt;b&gt;Uusi&lt;/b&gt;") < page.index("Päätös: Vanha")
    assert "Toisen" not in page


def test_the_inbox_costs_the_same_at_one_and_at_three_rows(reader, person, django_assert_num_queries):
    tell(person, "0")
    reader.get(INBOX)
    counted = 8
    with django_assert_num_queries(counted):
        reader.get(INBOX)
    for number in (1, 2):
        tell(person, str(number))
    with django_assert_num_queries(counted):
        reader.get(INBOX)


def test_the_inbox_has_pages(reader, person):
    for number in range(26):
        tell(person, f"Viesti {number:02d}")
    assert "Viesti 00" not in reader.get(INBOX).content.decode()
    assert "Viesti 00" in reader.get(f"{INBOX}?page=2").content.decode()
    assert reader.get(f"{INBOX}?page=999").status_code == 200


def test_opening_a_message_marks_it_as_read(reader, person):
    message = tell(person)
    assert queries.unread_count(person.pk) == 1
    assert reader.head(f"{INBOX}{message.pk}/").status_code == 200
    assert queries.unread_count(person.pk) == 1
    page = reader.get(f"{INBOX}{message.pk}/").content.decode()
    assert "Päätös: Kerho" in page
    assert 'href="/fi/avustukset/1/"' in page
    assert queries.unread_count(person.pk) == 0


def test_a_message_is_read_in_the_pages_language(reader, person):
    message = tell(person)
    page = reader.get(f"/sv/viestit/{message.pk}/").content.decode()
    assert "[sv] Kerho" in page
    assert 'href="/sv/avustukset/1/"' in page


def test_anothers_message_is_not_there(reader, person):
    [message] = owe(MANDATORY, subject=person, recipients=[someone()])
    assert reader.get(f"{INBOX}{message.pk}/").status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_all_can_be_marked_as_read_by_post_only(reader, person):
    tell(person)
    assert reader.get(reverse("outbox:read_all")).status_code == 405
    assert reader.post(reverse("outbox:read_all")).status_code == 302
    assert queries.unread_count(person.pk) == 0


def test_a_message_of_an_app_that_is_gone_breaks_no_page(reader, person):
    message = tell(person)
    Message.objects.filter(pk=message.pk).update(kind="letters.gone")
    assert "letters.gone" in reader.get(INBOX).content.decode()
    assert reader.get(f"{INBOX}{message.pk}/").status_code == 200


def fields(page):
    form = page.context["form"]
    return form, {name: form[name].value() for name in form.fields}


def test_choices_are_shown_and_stored(reader, person):
    form, values = fields(reader.get(f"{INBOX}asetukset/"))
    [kind] = [name for name, declared in form._kinds.items() if declared.name == OPTIONAL]
    assert MANDATORY not in {declared.name for declared in form._kinds.values()}
    values |= {kind: Channel.DIGEST.value, "digest_hour": "18", "quiet_from": "22:00", "quiet_until": "07:00"}
    assert reader.post(f"{INBOX}asetukset/", values).status_code == 302
    assert Preference.objects.get(user=person, kind=OPTIONAL).channel == Channel.DIGEST
    stored = OutboxSettings.objects.get(user=person)
    assert (stored.digest_hour, stored.quiet_from, stored.quiet_until) == (18, time(22), time(7))
    _form, shown = fields(reader.get(f"{INBOX}asetukset/"))
    assert (shown[kind], shown["digest_hour"]) == (Channel.DIGEST, 18)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quiet_from": "22:00"}, "quiet_until"),
        ({"quiet_until": "07:00"}, "quiet_from"),
        ({"quiet_from": "07:00", "quiet_until": "07:00"}, "quiet_until"),
        ({"quiet_from": "25:99", "quiet_until": "07:00"}, "quiet_from"),
        ({"digest_hour": "24"}, "digest_hour"),
        ({"kind_0": "never"}, "kind_0"),
    ],
)
def test_wrong_choices_are_refused_with_a_sentence(reader, person, wrong, field):
    _form, values = fields(reader.get(f"{INBOX}asetukset/"))
    sent = {name: value for name, value in values.items() if value is not None} | wrong
    page = reader.post(f"{INBOX}asetukset/", sent)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert not Preference.objects.exists()


def test_held_and_silenced_messages_are_in_the_inbox(reader, person):
    services.choose(person, channels={OPTIONAL: "portal_only"}, quiet_from=None, quiet_until=None, digest_hour=8)
    tell(person, "Hiljainen", OPTIONAL)
    services.choose(person, channels={OPTIONAL: "digest"}, quiet_from=None, quiet_until=None, digest_hour=8)
    tell(person, "Kooste", OPTIONAL)
    page = reader.get(INBOX).content.decode()
    assert "Hiljainen" in page
    assert "Kooste" in page
