"""Two at once: one submission, one draft, no answer lost, the appropriation kept (cases.md 11, 13, 14)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from django.test import Client

from grants.models import Answer, Application, Award, Submission
from grants.services import deciding, reviewing
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.decisions.models import Decision
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, member
from tests.grants.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@transaction.atomic
def draft(**given: Any) -> Application:
    return grants.draft(**given)


@transaction.atomic
def board() -> tuple[Application, Client, Client]:
    """A draft and two of the board, both in it."""
    application = grants.draft()
    association = application.association
    return (
        application,
        client_for(member(association, first_name="Aino"), association),
        client_for(member(association, first_name="Väinö"), association),
    )


def detail(application: Application) -> str:
    return f"/en/hakemukset/{application.pk}/"


def shown(client: Client, application: Application) -> dict[str, Any]:
    """The form as the page shows it: every field with its value, the hidden versions too."""
    form = client.get(f"/en/hakemukset/{application.pk}/muokkaa/").context["form"]
    return {field.html_name: field.value() for field in form}


def save(client: Client, application: Application, fields: dict[str, Any]) -> Any:
    return client.post(f"/en/hakemukset/{application.pk}/muokkaa/", {**fields, "save": ""})


def answers(application: Application) -> dict[str, tuple[Any, int]]:
    return {row.question.key: (row.value, row.version) for row in application.answers.select_related("question")}


def owed(application: Application) -> dict[str, int]:
    """How often each thing that a submission brings about is there."""
    return {
        "submissions": Submission.objects.filter(application=application).count(),
        "receipts": Message.objects.filter(kind="grants.receipt").count(),
        "pdfs": Job.objects.filter(name="grants.receipt_pdf").count(),
        "events": Event.objects.about(application).filter(verb="grants.application_submitted").count(),
    }


ONCE = {"submissions": 1, "receipts": 1, "pdfs": 1, "events": 1}


def test_a_double_click_makes_one_submission_and_shows_the_same_receipt_twice():
    application = draft()
    check = f"/en/hakemukset/{application.pk}/tarkista/"
    clients = [client_for(application.started_by, application.association) for _ in range(2)]
    responses = at_once("grants_submission", *[lambda client=client: client.post(check) for client in clients])

    assert [response.headers["Location"] for response in responses] == [detail(application)] * 2
    assert owed(application) == ONCE
    receipts = [client.get(detail(application)).context["submission"] for client in clients]
    assert receipts == [application.submissions.get()] * 2


def test_back_and_refresh_after_submitting_lead_to_the_same_receipt():
    application = draft()
    client = client_for(application.started_by, application.association)
    check, edit = (f"/en/hakemukset/{application.pk}/{page}/" for page in ("tarkista", "muokkaa"))
    fields = shown(client, application)
    first = client.post(check)
    again = [
        client.post(check),
        client.get(check),
        client.get(edit),
        client.post(edit, {**fields, "plan": "Toinen teksti", "check": ""}),
        client.post(f"/en/hakemukset/{application.pk}/tallenna/", {"plan": "Kolmas", "plan-version": "1"}),
    ]
    assert first.headers["Location"] == detail(application)
    assert [one.headers.get("Location") for one in again] == [detail(application)] * 4 + [None]
    assert again[-1].status_code == 422
    assert owed(application) == ONCE
    assert answers(application)["plan"] == ("Ostamme nuotit ja harjoittelemme.", 1)


def test_starting_twice_at_once_opens_one_draft():
    with transaction.atomic():
        call, association = grants.call(), AssociationFactory.create()
        people = [member(association), member(association)]
    clients = [client_for(person, association) for person in people]
    start = f"/en/avustukset/{call.pk}/hae/"
    responses = at_once("grants_application", *[lambda client=client: client.post(start) for client in clients])

    application = Application.objects.get()
    assert [one.headers["Location"] for one in responses] == [f"/en/hakemukset/{application.pk}/muokkaa/"] * 2
    assert Event.objects.filter(verb="grants.application_started").count() == 1


def test_starting_again_later_opens_the_same_draft():
    application = draft()
    client = client_for(application.started_by, application.association)
    response = client.post(f"/en/avustukset/{application.call_id}/hae/")
    assert response.headers["Location"] == f"/en/hakemukset/{application.pk}/muokkaa/"
    assert list(Application.objects.all()) == [application]


def test_two_people_who_change_different_answers_never_collide():
    application, aino, vaino = board()
    hers, his = shown(aino, application), shown(vaino, application)
    first = save(aino, application, {**hers, "purpose": "Uudet nuotit"})
    second = save(vaino, application, {**his, "plan": "Ostamme ja laulamme."})
    assert [first.status_code, second.status_code] == [302, 302]
    kept = answers(application)
    assert (kept["purpose"], kept["plan"]) == (("Uudet nuotit", 2), ("Ostamme ja laulamme.", 2))


def test_the_later_of_two_changes_to_one_answer_is_refused_with_both_texts_and_can_be_saved_again():
    application, aino, vaino = board()
    hers, his = shown(aino, application), shown(vaino, application)
    save(aino, application, {**hers, "plan": "Ainon teksti"})
    refused = save(vaino, application, {**his, "plan": "Väinön teksti", "purpose": "Väinön otsikko"})

    form = refused.context["form"]
    assert refused.status_code == 200
    assert (form["plan"].value(), list(form.errors)) == ("Väinön teksti", ["plan"])
    assert ["Aino" in one and "“Ainon teksti”" in one for one in form.errors["plan"]] == [True]
    assert refused.content.decode().count("Väinön teksti") == 1
    # What didn't collide is saved all the same, and nothing of hers is gone.
    assert answers(application)["plan"] == ("Ainon teksti", 2)
    assert answers(application)["purpose"] == ("Väinön otsikko", 2)

    again = save(vaino, application, {field.html_name: field.value() for field in form})
    assert again.status_code == 302
    assert answers(application)["plan"] == ("Väinön teksti", 3)


def test_a_choice_in_conflict_is_told_as_it_reads():
    application, aino, vaino = board()
    hers, his = shown(aino, application), shown(vaino, application)
    save(aino, application, {**hers, "amount": "100000"})
    application.call.amounts_cents = [50_000, 70_000, 100_000]
    with transaction.atomic():
        application.call.save(update_fields=["amounts_cents"])
    refused = save(vaino, application, {**his, "amount": "70000"})
    assert ["“€1,000.00”" in one for one in refused.context["form"].errors["amount"]] == [True]


def test_autosave_of_an_answer_that_somebody_else_changed_gives_their_text():
    application, aino, vaino = board()
    autosave = f"/en/hakemukset/{application.pk}/tallenna/"
    version = shown(vaino, application)["plan-version"]
    saved = aino.post(autosave, {"plan": "Ainon teksti", "plan-version": version})
    refused = vaino.post(autosave, {"plan": "Väinön teksti", "plan-version": version})
    assert (saved.status_code, refused.status_code) == (200, 409)
    assert refused.json()["version"] == saved.json()["version"] == shown(vaino, application)["plan-version"]
    assert ["“Ainon teksti”" in one for one in refused.json()["errors"]] == [True]
    assert answers(application)["plan"] == ("Ainon teksti", 2)
    again = vaino.post(autosave, {"plan": "Väinön teksti", "plan-version": refused.json()["version"]})
    assert again.status_code == 200
    assert answers(application)["plan"] == ("Väinön teksti", 3)


def test_a_page_that_is_shown_again_knows_what_it_has_saved():
    """Otherwise the person would be told of a conflict with themselves."""
    application, aino, _vaino = board()
    fields = shown(aino, application)
    page = save(aino, application, {**fields, "purpose": "Uudet nuotit", "plan": "x" * 2001})
    form = page.context["form"]
    assert list(form.errors) == ["plan"]
    fields = {field.html_name: field.value() for field in form}
    assert save(aino, application, {**fields, "purpose": "Nuotteja", "plan": "Lyhyempi"}).status_code == 302
    kept = answers(application)
    assert (kept["purpose"], kept["plan"]) == (("Nuotteja", 3), ("Lyhyempi", 2))


def test_two_who_answer_an_empty_question_at_once_are_told_of_each_other():
    application, aino, vaino = board()
    application.answers.filter(question__key="plan").delete()
    autosave = f"/en/hakemukset/{application.pk}/tallenna/"
    responses = at_once(
        "grants_answer",
        lambda: aino.post(autosave, {"plan": "Ainon teksti", "plan-version": "0"}),
        lambda: vaino.post(autosave, {"plan": "Väinön teksti", "plan-version": "0"}),
    )
    assert sorted(one.status_code for one in responses) == [200, 409]
    assert Answer.objects.filter(question__key="plan").count() == 1


def test_an_answer_never_slips_in_behind_the_submission():
    application, aino, vaino = board()
    autosave = f"/en/hakemukset/{application.pk}/tallenna/"
    submitted, late = at_once(
        "grants_submission",
        lambda: aino.post(f"/en/hakemukset/{application.pk}/tarkista/"),
        lambda: vaino.post(autosave, {"plan": "Myöhässä", "plan-version": "1"}),
    )
    assert (submitted.status_code, late.status_code) == (302, 422)
    [handed_in] = [row["value"] for row in application.submissions.get().answers() if row["key"] == "plan"]
    assert answers(application)["plan"] == (handed_in, 1)


def test_two_officers_who_take_one_application_at_once_take_it_once():
    with transaction.atomic():
        application = grants.submitted()
        officers = [employee(StaffRole.GRANT_OFFICER) for _ in range(2)]

    def take(officer: Any) -> Application:
        with acting(as_employee(officer)):
            return reviewing.take_into_review(application=application)

    outcomes = at_once("journal_event", *[lambda officer=officer: take(officer) for officer in officers])
    assert [type(one).__name__ for one in outcomes] == ["Application", "Refused"]
    before = application.version
    application.refresh_from_db()
    assert (application.state, application.version) == ("in_review", before + 1)
    assert Event.objects.about(application).filter(verb="grants.review_started").count() == 1


def test_two_decisions_on_the_last_of_the_appropriation_never_exceed_it():
    with transaction.atomic():
        call = grants.call(appropriation_cents=80_000)
        applications = [grants.proposed(call), grants.proposed(call)]
        deciders = [employee(StaffRole.DECISION_MAKER) for _ in applications]

    def decide(application: Application, decider: Any) -> Application:
        with acting(as_employee(decider)):
            return deciding.decide(application=application, reasons="Hakemus vastaa perusteita.")

    outcomes = at_once(
        "grants_award",
        *[
            lambda application=application, decider=decider: decide(application, decider)
            for application, decider in zip(applications, deciders, strict=True)
        ],
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Application", "Refused"]
    [refusal] = [one for one in outcomes if isinstance(one, Refused)]
    assert "300,00" in str(refusal)
    assert Award.objects.aggregate(sum=Sum("amount_cents"))["sum"] == 50_000
    assert Decision.objects.count() == 1
    assert sorted(Application.objects.values_list("state", flat=True)) == ["granted", "proposed"]
