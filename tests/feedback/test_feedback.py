"""Feedback on accessibility: sent without an account, answered in 14 days, tracked (306/2019)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client

from portal import clock, matters
from portal.accounts.enums import StaffRole
from portal.actor import acting, system
from portal.dated.models import DatedValue
from portal.feedback import services
from portal.feedback.enums import FeedbackState
from portal.feedback.models import Feedback
from portal.jobs import runner
from portal.jobs import services as jobs
from portal.journal.models import Event
from portal.outbox import rendering
from portal.outbox.models import Message
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.privacy import feedback

pytestmark = pytest.mark.django_db

URL = "/en/saavutettavuus/palaute/"
GOOD = {"text": "The calendar can't be used by keyboard.", "page": "/en/yhdistykset/", "email": "Anni@mail.example"}


def send(client: Client | None = None, **data: str) -> Any:
    return (client or Client()).post(URL, {**GOOD, **data}, follow=True)


class TestSending:
    def test_a_visitor_sends_and_reads_by_when_it_is_answered(self):
        response = send()
        page = response.content.decode()
        row = Feedback.objects.get()
        due = clock.today() + timedelta(days=14)
        assert (row.text, row.page, row.email) == (GOOD["text"], GOOD["page"], "anni@mail.example")
        assert row.language == "en"
        assert row.due_on == due
        assert f"Its number is {row.pk}. It is answered by {due.day}" in page
        # The receipt's page says nothing of what was written.
        assert "keyboard" not in page
        assert "mail.example" not in page

    def test_a_receipt_goes_out_in_the_pages_language_without_what_was_typed(self):
        send(text="<script>alert(1)</script> {x.__init__} %(evil)s")
        [message] = Message.objects.filter(kind="feedback.receipt")
        letter = rendering.letter(message)
        assert (message.address, message.language) == ("anni@mail.example", "en")
        assert letter.subject == "We have received your feedback on accessibility"
        for typed in ("alert", "__init__", "evil"):
            assert typed not in letter.text + letter.html

    def test_no_address_no_mail(self):
        page = send(email="").content.decode()
        assert "You gave no address" in page
        assert not Message.objects.exists()

    def test_the_only_cookie_is_the_forms_own(self):
        client = Client()
        client.get(URL)
        send(client)
        assert set(client.cookies) == {"csrftoken"}

    def test_it_is_protected_from_forgery(self):
        assert Client(enforce_csrf_checks=True).post(URL, GOOD).status_code == 403
        assert not Feedback.objects.exists()

    def test_whoever_is_signed_in_stays_without_a_name(self):
        user = UserFactory.create(first_name="Kaisa")
        send(client_for(user), email="")
        event = Event.objects.get(verb="feedback.feedback_received")
        assert (event.actor_kind, event.actor_id) == ("system", None)

    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            ("/fi/yhdistykset/", "/fi/yhdistykset/"),
            *[
                ("//evil.example/", ""),
                ("/\\evil.example", ""),
                ("https://evil.example/", ""),
                ("javascript:alert(1)", ""),
            ],
            ('/fi/"><script>', "/fi/&quot;&gt;&lt;script&gt;"),
        ],
    )
    def test_the_page_is_filled_in_from_the_link_only_where_it_is_ours(self, given: str, shown: str):
        page = Client().get(URL, {"sivu": given}).content.decode()
        field = re.search(r'<input[^>]*name="page"[^>]*>', page)
        assert field is not None
        found = re.search(r'value="([^"]*)"', field.group())
        assert (found.group(1) if found else "") == shown

    def test_every_page_links_here_with_its_own_address(self):
        page = Client().get("/fi/tietoa/?q=salainen").content.decode()
        assert 'href="/fi/saavutettavuus/palaute/?sivu=/fi/tietoa/"' in page
        assert "/fi/saavutettavuus/palaute/" in Client().get("/fi/saavutettavuus/").content.decode()

    def test_a_machine_that_fills_in_everything_is_stopped_and_a_person_goes_through(self):
        page = Client().post(URL, {**GOOD, "more": "https://spam.example"}).content.decode()
        assert "A hidden field was filled in" in page
        assert "The calendar can&#x27;t be used by keyboard." in page
        assert "spam.example" not in page
        assert not Feedback.objects.exists()

    @pytest.mark.parametrize(
        "data",
        [
            *[{"text": ""}, {"text": "x" * 5001}, {"text": "a\x00b"}, {"text": "a\u202eb"}, {"text": "x" * 1_000_000}],
            *[{"email": "nobody"}, {"email": "a@b.fi\r\nBcc: x@y.fi"}, {"page": "y" * 301}],
        ],
    )
    def test_what_cant_be_stored_is_a_clear_message(self, data: dict[str, str]):
        response = Client().post(URL, {**GOOD, **data})
        assert response.status_code == 200
        assert 'class="error-summary' in response.content.decode()
        assert not Feedback.objects.exists()

    def test_the_days_are_a_dated_rule(self):
        DatedValue.objects.create(name="feedback.answer_days", value=7, valid_from=clock.today(), reason="Päätös")
        assert feedback().due_on == clock.today() + timedelta(days=7)

    def test_another_receipt_is_not_found_by_guessing(self):
        row = feedback()
        good = services.token(row)
        assert Client().get(f"{URL}kuitti/{good}/").status_code == 200
        for wrong in (str(row.pk), good[:-1] + ("a" if good[-1] != "a" else "b"), "x" * 50):
            assert Client().get(f"{URL}kuitti/{wrong}/").status_code == 404


class TestFloods:
    def test_one_address_of_the_network_sends_six_in_ten_minutes(self):
        for _number in range(6):
            assert send().status_code == 200
        response = send(text="One more")
        assert response.status_code == 429
        page = response.content.decode()
        assert "A lot of feedback has come from your network" in page
        assert "One more" in page
        assert Feedback.objects.count() == 6
        assert send(Client(REMOTE_ADDR="203.0.113.7")).status_code == 200

    def test_nobody_is_flooded_with_receipts_through_the_form(self):
        """Case 33: whoever names a stranger's address brings them one mail a day."""
        for _number in range(5):
            send()
        assert Message.objects.filter(kind="feedback.receipt").count() == 1
        with time_machine.travel(clock.now() + timedelta(days=1, minutes=1), tick=False):
            feedback(email="anni@mail.example")
        assert Message.objects.filter(kind="feedback.receipt").count() == 2

    def test_it_is_taken_in_while_valkey_is_away(self, monkeypatch: pytest.MonkeyPatch):
        def away(*args: Any, **kwargs: Any) -> Any:
            raise ConnectionError

        monkeypatch.setattr("django.core.cache.cache.add", away)
        assert send().status_code == 200
        assert Feedback.objects.count() == 1


class TestAnswering:
    def test_an_employee_answers_and_the_sender_gets_it(self):
        row = feedback(text="<b>Kuukausi</b> ei lue.")
        client = client_for(employee(StaffRole.COMMUNICATIONS))
        data = {"answer": "Korjattu & julkaistu.", "version": "1"}
        page = client.post(f"/en/kaupunki/palaute/{row.pk}/", data, follow=True).content.decode()
        assert "Answered. The answer goes out by mail." in page
        row.refresh_from_db()
        assert (row.state, row.answer) == (FeedbackState.ANSWERED, "Korjattu & julkaistu.")
        [message] = Message.objects.filter(kind="feedback.answer")
        letter = rendering.letter(message)
        assert "Korjattu & julkaistu." in letter.text
        assert "Korjattu &amp; julkaistu." in letter.html
        assert "<b>Kuukausi" not in letter.html
        assert message.language == row.language == "fi"

    def test_without_an_address_it_is_answered_in_the_list_only(self):
        row = feedback(email="")
        with acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
            services.answer(row, answer="Korjattu.")
        assert not Message.objects.filter(kind="feedback.answer").exists()

    def test_it_is_answered_once(self):
        row = feedback()
        with acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
            services.answer(row, answer="Korjattu.", version=1)
            with pytest.raises(Stale):
                services.answer(row, answer="Toinen.", version=1)
            with pytest.raises(Refused, match="can't be done any more"):
                services.answer(row, answer="Toinen.")

    def test_two_at_once_see_that_the_other_was_faster(self):
        row = feedback()
        first, second = (client_for(employee(StaffRole.ADMINISTRATOR)) for _number in range(2))
        address = f"/en/kaupunki/palaute/{row.pk}/"
        first.post(address, {"answer": "Ensin.", "version": "1"})
        page = second.post(address, {"answer": "Sitten.", "version": "1"}).content.decode()
        assert "Somebody else changed this in between" in page
        row.refresh_from_db()
        assert row.answer == "Ensin."

    def test_what_is_none_is_set_aside_with_a_reason_and_nobody_is_written_to(self):
        row = feedback(text="Osta halvalla")
        client = client_for(employee(StaffRole.COMMUNICATIONS))
        client.post(f"/en/kaupunki/palaute/{row.pk}/", {"reason": "Mainos", "version": "1"})
        row.refresh_from_db()
        assert row.state == FeedbackState.SET_ASIDE
        assert Event.objects.get(verb="feedback.feedback_set_aside").reason == "Mainos"
        assert not Message.objects.filter(kind="feedback.answer").exists()

    @pytest.mark.parametrize("role", [StaffRole.GRANT_OFFICER, StaffRole.AUDITOR, None])
    def test_others_neither_see_nor_answer(self, role: StaffRole | None):
        row = feedback()
        user = employee(role) if role else UserFactory.create()
        assert client_for(user).get(f"/en/kaupunki/palaute/{row.pk}/").status_code == 403
        with acting(as_employee(user)), pytest.raises((PermissionDenied, Http404)):
            services.answer(row, answer="Korjattu.")

    def test_posted_fields_of_other_kinds_are_ignored(self):
        send(state="answered", answer="Hienoa", due_on="2030-01-01", answered_by="1")
        row = Feedback.objects.get()
        assert (row.state, row.answer, row.answered_by_id) == (FeedbackState.OPEN, "", None)
        assert row.due_on == clock.today() + timedelta(days=14)

    def test_script_is_inert_on_the_pages(self):
        row = feedback(text="<script>alert(1)</script>", page="javascript:alert(1)", email="")
        client = client_for(employee(StaffRole.ADMINISTRATOR))
        for address in (f"/en/kaupunki/palaute/{row.pk}/", "/en/kaupunki/palaute/"):
            page = client.get(address).content.decode()
            assert "<script>alert" not in page
            assert 'href="javascript:' not in page


class TestReminding:
    def test_what_is_due_soon_or_late_is_told_to_those_who_answer_once_a_day(self):
        feedback()
        answering = {employee(StaffRole.COMMUNICATIONS).email, employee(StaffRole.ADMINISTRATOR).email}
        employee(StaffRole.GRANT_OFFICER)
        for days, told in ((10, 0), (11, 2), (11, 2), (12, 4), (20, 6)):
            with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
                with acting(system("test")):
                    job = jobs.defer("feedback.remind")
                assert runner.run(job.pk) == "done"
            assert Message.objects.filter(kind="feedback.reminder").count() == told
        assert set(Message.objects.filter(kind="feedback.reminder").values_list("address", flat=True)) == answering

    def test_the_reminder_names_what_is_late(self):
        row = feedback()
        employee(StaffRole.COMMUNICATIONS, language="en")
        with time_machine.travel(clock.now() + timedelta(days=15), tick=False):
            services.remind()
            letter = rendering.letter(Message.objects.get(kind="feedback.reminder"))
        assert f"Feedback {row.pk}: " in letter.text
        assert "(late)" in letter.text

    def test_nothing_due_nobody_told(self):
        employee(StaffRole.COMMUNICATIONS)
        with acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
            services.answer(feedback(), answer="Korjattu.")
        with time_machine.travel(clock.now() + timedelta(days=15), tick=False):
            assert services.remind() == 0

    def test_it_stands_on_the_desk_of_those_who_answer(self):
        row = feedback()
        [mine] = matters.of(as_employee(employee(StaffRole.COMMUNICATIONS)))
        assert (mine.title, mine.url, mine.yours) == (str(row), row.get_absolute_url(), True)
        assert matters.of(as_employee(employee(StaffRole.AUDITOR))) == []

    def test_what_is_due_first_stands_on_top(self):
        old, new = feedback(text="Vanha"), feedback(text="Uusi")
        done = feedback(text="Valmis")
        Feedback.objects.filter(pk=new.pk).update(due_on=clock.today() + timedelta(days=2))
        with acting(as_employee(employee(StaffRole.ADMINISTRATOR))):
            services.answer(done, answer="Korjattu.")
        assert list(Feedback.objects.in_turn()) == [new, old, done]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(rows: int, django_assert_num_queries: Any):
    for number in range(rows):
        feedback(text=f"Palaute {number}", email="")
    client = client_for(employee(StaffRole.COMMUNICATIONS))
    client.get("/fi/kaupunki/palaute/")
    # Four of every signed-in page; the number of rows, and the rows.
    with django_assert_num_queries(6):
        page = client.get("/fi/kaupunki/palaute/")
    assert page.content.count(b'<th scope="row">') == rows


def test_the_form_asks_the_database_nothing(django_assert_num_queries: Any):
    client = Client()
    client.get(URL)
    with django_assert_num_queries(0):
        client.get(URL)
