"""A completion round: asked thing by thing, answered thing by thing, handed in with a receipt of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.utils import ProgrammingError
from django.http import Http404
from django.test import Client

from associations.enums import Role
from associations.models import Tie
from grants import rules
from grants.enums import ApplicationState, CompletionState
from grants.models import Application, CompletionRequest, Message
from grants.services import applying, completing, messaging, reviewing
from portal import clock, matters
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.files.models import StoredFile
from portal.jobs import runner
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.outbox.models import Message as Mail
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.files.made import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SOON = timedelta(days=14)


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


def handled(officer: User) -> Application:
    application = grants.submitted()
    with acting(as_employee(officer)):
        return reviewing.take_into_review(application=application)


def ask(application: Application, officer: User, *items: str, **given: Any) -> CompletionRequest:
    with acting(as_employee(officer)):
        due_on = given.get("due_on", clock.today() + SOON)
        return completing.ask(application=application, items=items or ("Liitä säännöt.",), due_on=due_on)


def of(application: Application, person: User | None = None) -> Client:
    return client_for(person or application.started_by, application.association)


def answer(request: CompletionRequest, **more: Any) -> Any:
    path = f"/en/hakemukset/{request.application_id}/taydennys/"
    return of(request.application).post(path, more)


def test_a_round_from_the_officers_list_to_the_receipt(officer: User):
    application = handled(officer)
    city, client = client_for(officer), of(application)
    path = f"/en/kaupunki/avustukset/{application.pk}/"
    form = city.get(f"{path}taydennys/").context["form"]
    assert form.initial["due_on"] == clock.today() + SOON
    sent = {"item_1": "Liitä säännöt.", "item_3": "Mistä summa koostuu?", "due_on": f"{clock.today() + SOON:%d.%m.%Y}"}
    assert city.post(f"{path}taydennys/", sent).status_code == 302
    request = CompletionRequest.objects.get()
    items = list(request.items.all())
    assert [item.text for item in items] == ["Liitä säännöt.", "Mistä summa koostuu?"]
    mail = Mail.objects.get(kind="grants.completion_asked")
    assert mail.recipient == application.started_by
    page = client.get(f"/en/hakemukset/{application.pk}/")
    assert b"your turn" in page.content
    # Half of it is saved; the file comes along, and what isn't answered is named.
    first = {f"files-{items[0].pk}": SimpleUploadedFile("säännöt.pdf", PDF)}
    assert answer(request, save="", **first).status_code == 302
    early = answer(request, send="", **{f"text-{items[0].pk}": "Tässä."})
    assert early.status_code == 200
    assert "no answer yet: 2" in str(early.context["form"].non_field_errors())
    done = answer(request, send="", **{f"text-{items[0].pk}": "Tässä.", f"text-{items[1].pk}": "Nuoteista."})
    assert done.status_code == 302
    request.refresh_from_db()
    assert (request.state, request.answered_by) == (CompletionState.ANSWERED, application.started_by)
    submission = application.submissions.get(number=2)
    assert submission.completion == request
    assert rules.digest(submission.content) == submission.sha256
    (stored,) = StoredFile.objects.of(application).of_kind("document")
    assert submission.answers()[0]["value"]["files"][0]["sha256"] == stored.sha256
    assert Mail.objects.get(kind="grants.completion_answered").recipient == officer
    assert Mail.objects.get(kind="grants.completion_received").recipient == application.started_by
    handle = city.get(path)
    assert b"Nuoteista." in handle.content
    assert stored.get_absolute_url().encode() in handle.content
    assert city.get(stored.get_absolute_url()).status_code == 200


def test_the_receipt_of_a_completion_is_made_by_a_worker(officer: User):
    application = handled(officer)
    request = ask(application, officer)
    with acting(acting_for(application.started_by, application.association)):
        completing.save_items(request=request, texts={request.items.get().pk: "Tässä."}, versions={})
        completing.answer(request=request, arrived_at=clock.now(), language="sv")
    for job in Job.objects.filter(name="grants.receipt_pdf"):
        runner.run(job.pk)
    names = list(StoredFile.objects.of(application).of_kind("sealed").values_list("name", flat=True))
    assert [name.rsplit("-", 1)[1] for name in names] == ["1.pdf", "2.pdf"]


@pytest.mark.parametrize(
    ("items", "days", "sentence"),
    [
        *[((), 14, "Say what is missing"), ((" ", ""), 14, "Say what is missing")],
        *[(("Säännöt",) * 21, 14, "Say what is missing"), (("Säännöt",), 0, "still to come")],
    ],
)
def test_a_request_needs_a_thing_and_a_day_to_come(items: tuple[str, ...], days: int, sentence: str, officer: User):
    application = handled(officer)
    with acting(as_employee(officer)), pytest.raises(Refused, match=sentence):
        completing.ask(application=application, items=items, due_on=clock.today() + timedelta(days=days))


def test_one_request_at_a_time_and_only_while_the_matter_is_handled(officer: User):
    application = handled(officer)
    request = ask(application, officer)
    with pytest.raises(Refused, match="open already"):
        ask(application, officer)
    with acting(as_employee(officer)):
        completing.cancel(request=request, reason="Löytyi jo.")
    assert ask(application, officer).pk != request.pk
    proposed = grants.proposed()
    with pytest.raises(Refused, match="being handled"):
        ask(proposed, officer)


def test_what_is_cancelled_or_answered_takes_no_more(officer: User):
    application = handled(officer)
    request = ask(application, officer)
    item = request.items.get()
    with acting(as_employee(officer)):
        completing.cancel(request=request)
    with acting(acting_for(application.started_by, application.association)):
        with pytest.raises(Refused, match="isn't open"):
            completing.save_items(request=request, texts={item.pk: "x"}, versions={})
        with pytest.raises(Refused):
            completing.answer(request=request, arrived_at=clock.now(), language="fi")
    assert answer(request, save="").status_code == 302
    item.refresh_from_db()
    assert item.answer == ""


def test_a_late_answer_is_taken_while_the_matter_is_open_and_not_after_a_decision(officer: User):
    application = handled(officer)
    request = ask(application, officer)
    with time_machine.travel(clock.now() + timedelta(days=20), tick=False):
        done = answer(request, send="", **{f"text-{request.items.get().pk}": "Myöhässä."})
        assert done.status_code == 302
    request.refresh_from_db()
    assert request.answered_at is not None
    assert clock.local(request.answered_at).date() > request.due_on
    second = ask(application, officer)
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.WITHDRAWN)
    late = answer(second, send="", **{f"text-{second.items.get().pk}": "Liian myöhään."})
    assert "no longer handled" in str(late.context["form"].non_field_errors())


def test_two_who_answer_the_same_thing_lose_nothing(officer: User):
    application = handled(officer)
    request = ask(application, officer, "Yksi", "Kaksi")
    one, two = request.items.all()
    page = of(application).get(f"/en/hakemukset/{application.pk}/taydennys/")
    seen = {f"version-{item.pk}": page.context["form"][f"version-{item.pk}"].value() for item in (one, two)}
    other = of(application, member(application.association, Role.CHAIR))
    path = f"/en/hakemukset/{application.pk}/taydennys/"
    assert other.post(path, {"save": "", f"text-{one.pk}": "Puheenjohtajan", **seen}).status_code == 302
    clash = answer(request, save="", **{f"text-{one.pk}": "Omani", f"text-{two.pk}": "Toinen"}, **seen)
    assert clash.status_code == 200
    assert "Puheenjohtajan" in clash.context["form"].errors[f"text-{one.pk}"][0]
    assert clash.context["form"][f"text-{one.pk}"].value() == "Omani"
    assert [item.answer for item in request.items.all()] == ["Puheenjohtajan", "Toinen"]
    again = {name: clash.context["form"][name].value() for name in seen}
    assert (
        answer(request, save="", **{f"text-{one.pk}": "Omani", f"text-{two.pk}": "Toinen"}, **again).status_code == 302
    )
    assert request.items.get(pk=one.pk).answer == "Omani"


def test_a_file_that_somebody_adds_is_no_changed_text(officer: User):
    request = ask(handled(officer), officer)
    item = request.items.get()
    page = of(request.application).get(f"/en/hakemukset/{request.application_id}/taydennys/")
    seen = {f"version-{item.pk}": page.context["form"][f"version-{item.pk}"].value()}
    assert answer(request, save="", **{f"files-{item.pk}": SimpleUploadedFile("a.pdf", PDF)}).status_code == 302
    # The page that was open meanwhile saves its text, and the file stays.
    assert answer(request, save="", **{f"text-{item.pk}": "Teksti"}, **seen).status_code == 302
    item.refresh_from_db()
    assert (item.answer, [one["name"] for one in item.files]) == ("Teksti", ["a.pdf"])


def test_five_files_answer_one_thing_and_one_that_is_taken_away_is_gone(officer: User):
    application = handled(officer)
    (item,) = ask(application, officer).items.all()
    with acting(acting_for(application.started_by, application.association)):
        for number in range(5):
            item = completing.attach(item=item, content=ContentFile(PDF, f"{number}.pdf"))
        with pytest.raises(Refused, match="At most 5 files"):
            completing.attach(item=item, content=ContentFile(PDF, "6.pdf"))
        assert StoredFile.objects.of(application).of_kind("document").count() == 5
        item = completing.detach(item=item, key=item.files[0]["key"])
    assert [one["name"] for one in item.files] == ["1.pdf", "2.pdf", "3.pdf", "4.pdf"]
    assert [row.name for row in StoredFile.objects.of(application).of_kind("document")] == [
        one["name"] for one in item.files
    ]


def test_who_is_shut_out_neither_asks_nor_reads_nor_gets_mail(officer: User):
    application = grants.submitted()
    tied = employee(StaffRole.GRANT_OFFICER)
    Tie.objects.create(user=tied, association=application.association)
    with pytest.raises(Http404):
        ask(application, tied)
    request = ask(application, officer)
    with acting(as_employee(tied)):
        with pytest.raises(Http404):
            completing.cancel(request=request)
        with pytest.raises(Http404):
            messaging.send(application=application, text="Hei")
    with acting(acting_for(application.started_by, application.association)):
        messaging.send(application=application, text="Hei")
    # Nobody has taken it yet: all who review get word, but for the one who is tied.
    recipients = {mail.recipient for mail in Mail.objects.filter(kind="grants.message")}
    assert officer in recipients
    assert tied not in recipients


def test_strangers_see_no_request_and_auditors_change_nothing(officer: User):
    application = handled(officer)
    request = ask(application, officer)
    stranger = member(AssociationFactory.create())
    with acting(acting_for(stranger, stranger.memberships.get().association)), pytest.raises(Http404):
        completing.save_items(request=request, texts={request.items.get().pk: "x"}, versions={})
    with acting(as_employee(employee(StaffRole.AUDITOR))), pytest.raises(PermissionDenied):
        completing.cancel(request=request)


def test_the_desk_says_that_an_answer_is_owed(officer: User):
    application = handled(officer)
    request = ask(application, officer)
    with acting(acting_for(application.started_by, application.association)) as actor:
        (matter,) = matters.of(actor)
    assert matter.yours
    assert matter.url.endswith("/taydennys/")
    assert matter.due is not None
    assert clock.local(matter.due).date() == request.due_on


def test_messages_go_both_ways_and_stand_in_the_matter(officer: User):
    application = handled(officer)
    client, city = of(application), client_for(officer)
    sent = client.post(f"/en/hakemukset/{application.pk}/viesti/", {"text": "Milloin <b>päätös</b> tulee?"})
    assert sent.status_code == 302
    assert city.post(f"/en/kaupunki/avustukset/{application.pk}/viesti/", {"text": "Ensi viikolla."}).status_code == 302
    assert [(row.from_city, row.author) for row in Message.objects.all()] == [
        (False, application.started_by),
        (True, officer),
    ]
    for page in (
        client.get(f"/en/hakemukset/{application.pk}/"),
        city.get(f"/en/kaupunki/avustukset/{application.pk}/"),
    ):
        assert b"Milloin &lt;b&gt;p" in page.content
        assert b"Ensi viikolla." in page.content
    mails = Mail.objects.filter(kind="grants.message").order_by("pk")
    assert [mail.recipient for mail in mails] == [officer, application.started_by]
    # What was written stays in the portal.
    assert "viikolla" not in str([mail.context for mail in mails])
    assert Event.objects.about(application).filter(verb="grants.message_sent").count() == 2


def test_an_empty_or_overlong_message_is_refused_and_what_was_typed_stays(officer: User):
    application = handled(officer)
    for text in (" ", "x" * 4001):
        page = of(application).post(f"/en/hakemukset/{application.pk}/viesti/", {"text": text})
        assert page.status_code == 422
        assert page.context["form"].errors["text"]
    assert page.context["form"]["text"].value() == "x" * 4001
    assert not Message.objects.exists()


def test_nothing_and_too_much_are_no_messages(officer: User, monkeypatch: pytest.MonkeyPatch):
    application = handled(officer)
    with acting(acting_for(application.started_by, application.association)):
        with pytest.raises(Refused, match="Write something"):
            messaging.send(application=application, text=" \n")
        monkeypatch.setattr(messaging, "MOST", 1)
        messaging.send(application=application, text="Yksi")
        with pytest.raises(Refused, match="too many messages"):
            messaging.send(application=application, text="Kaksi")
    assert [row.text for row in application.messages.all()] == ["Yksi"]


def test_there_is_nobody_to_write_to_about_a_draft():
    application = grants.draft()
    answer = of(application).post(f"/en/hakemukset/{application.pk}/viesti/", {"text": "Hei"})
    assert answer.status_code in (403, 404)
    assert not Message.objects.exists()


@pytest.mark.parametrize("table", ["grants_message", "grants_formversion", "grants_submission"])
def test_the_database_lets_nobody_change_what_was_written(table: str):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def test_a_submission_is_the_application_and_not_its_completion(officer: User):
    application = handled(officer)
    request = ask(application, officer)
    answer(request, send="", **{f"text-{request.items.get().pk}": "Tässä."})
    other = employee(StaffRole.GRANT_OFFICER)
    for scorer in (officer, other):
        grants.score(application, scorer)
    page = client_for(officer).get(f"/en/kaupunki/avustukset/{application.pk}/esitys/")
    assert page.context["form"]["public_purpose"].value() == "Kuoron nuotit"
    with acting(acting_for(application.started_by, application.association)):
        # Handing in once more is the same receipt.
        again = applying.submit(application=application, arrived_at=clock.now(), language="fi")
    assert again.submissions.count() == 2
