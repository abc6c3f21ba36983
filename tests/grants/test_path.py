"""The whole first path through the services: from draft to award, ledger, letter and journal."""

from __future__ import annotations

import hashlib

import pytest
from django.db import DatabaseError, connection, transaction

from associations.models import Support
from grants.enums import ApplicationState
from grants.models import Award
from portal.decisions.models import Decision
from portal.jobs.models import Job
from portal.journal.models import Event, RowImage
from portal.outbox.models import Message
from tests.factories import grants

pytestmark = pytest.mark.django_db


def test_submitting_stores_a_hashed_snapshot_a_receipt_and_a_pdf_job_together():
    application = grants.submitted()
    submission = application.submissions.get()
    assert application.state == ApplicationState.SUBMITTED
    assert application.requested_cents == 50_000
    assert submission.sha256 == hashlib.sha256(submission.content.encode()).hexdigest()
    assert [row["text"]["fi"] for row in submission.answers()][:1] == ["Kuoron nuotit"]
    assert Message.objects.get(kind="grants.receipt").address == application.started_by.email
    assert Job.objects.get(name="grants.receipt_pdf").args == [submission.pk, "fi"]


def test_a_granted_application_is_decision_award_ledger_and_letter_at_once():
    application = grants.decided()
    decision = Decision.objects.get(subject_id=str(application.pk))
    award = Award.objects.get()
    support = Support.objects.get()
    assert application.state == ApplicationState.GRANTED
    assert (award.amount_cents, award.purpose, award.decision) == (50_000, "Kuoron nuotit", decision)
    assert (support.value_cents, support.association_id) == (50_000, application.association_id)
    assert decision.case_number == application.case_number
    assert decision.last_day is not None
    assert Message.objects.get(kind="grants.decision").context["last_day"] == {"$day": decision.last_day.isoformat()}


def test_an_application_that_is_not_granted_gives_no_award():
    application = grants.decided(amount_cents=0)
    assert application.state == ApplicationState.REJECTED
    assert Award.objects.count() == 0
    assert Support.objects.count() == 0
    assert Decision.objects.count() == 1


def test_every_step_is_an_event_with_its_actor():
    application = grants.decided()
    verbs = list(Event.objects.about(application).values_list("verb", flat=True))
    assert verbs == [
        "grants.application_started",
        "grants.application_submitted",
        "grants.review_started",
        "grants.review_given",
        "grants.review_given",
        "grants.application_proposed",
        "grants.application_granted",
    ]
    assert set(Event.objects.about(application).values_list("actor_kind", flat=True)) == {"user"}


def test_a_sum_changed_by_plain_sql_is_in_the_record():
    award = Award.objects.get(application=grants.decided())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE grants_award SET amount_cents = 99 WHERE id = %s", [award.pk])
    image = RowImage.objects.filter(table="grants_award", operation="UPDATE").get()
    assert image.before is not None
    assert image.after is not None
    assert (image.before["amount_cents"], image.after["amount_cents"]) == (50_000, 99)


@pytest.mark.parametrize("statement", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["journal_event", "journal_rowimage"])
def test_the_app_role_cannot_change_the_journal(statement: str, table: str):
    grants.submitted()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("statement", ["UPDATE grants_submission SET content = ''", "DELETE FROM grants_submission"])
def test_the_app_role_cannot_change_what_was_submitted(statement: str):
    grants.submitted()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
