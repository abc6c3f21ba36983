"""The documents of a list of decisions: sealed by the list's own work, none left out, none in the way of the others."""

from __future__ import annotations

import pytest

from grants.enums import ListState
from grants.models import Call, DecisionList
from grants.services import deciding_lists
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions import document
from portal.decisions.models import Decision
from portal.documents.typst_pdf import Unprintable
from portal.jobs import runner
from portal.jobs.enums import State
from portal.jobs.models import Job
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def decider() -> User:
    return employee(StaffRole.DECISION_MAKER)


@pytest.fixture
def call() -> Call:
    return grants.call(appropriation_cents=1_000_000)


def confirmed(call: Call, decider: User) -> Job:
    """The work of a confirmed list of two."""
    found = grants.decision_list(*[grants.proposed(call) for _ in range(2)], presented=True)
    with acting(as_employee(decider)):
        job = deciding_lists.confirm(decision_list=found, way="e_notice").job
    assert job is not None
    return job


def test_each_decision_is_sealed_by_the_lists_own_work(call: Call, decider: User):
    assert runner.run(confirmed(call, decider).pk) == State.DONE
    assert Decision.objects.count() == Decision.objects.exclude(sealed=None).count() == 2
    assert not Job.objects.filter(name="decisions.seal").exists()


def test_what_a_broken_run_left_unsealed_is_sealed_by_the_next(
    call: Call, decider: User, monkeypatch: pytest.MonkeyPatch
):
    job, made = confirmed(call, decider), document.pdf
    monkeypatch.setattr(deciding_lists, "SHEAF", 1)

    def full(_decision: Decision) -> bytes:
        raise OSError("No space left on device")

    monkeypatch.setattr(document, "pdf", full)
    assert runner.run(job.pk) == State.QUEUED
    assert Decision.objects.filter(sealed=None).count() == 1
    monkeypatch.setattr(document, "pdf", made)
    Job.objects.filter(pk=job.pk).update(not_before=job.created_at)
    assert runner.run(job.pk) == State.DONE
    assert Decision.objects.count() == Decision.objects.exclude(sealed=None).count() == 2


def test_a_document_that_cannot_be_made_holds_up_nobody_and_gets_work_of_its_own(
    call: Call, decider: User, monkeypatch: pytest.MonkeyPatch
):
    job, made = confirmed(call, decider), document.pdf

    def without_the_first(decision: Decision) -> bytes:
        if decision.section == 1:
            raise Unprintable("a glyph")
        return made(decision)

    monkeypatch.setattr(document, "pdf", without_the_first)
    assert runner.run(job.pk) == State.DONE
    assert DecisionList.objects.get().state == ListState.DECIDED
    left = Decision.objects.get(sealed=None)
    assert Job.objects.get(name="decisions.seal").args == [left.pk]


def test_a_single_decision_asks_for_its_document():
    application = grants.decided()
    decision = Decision.objects.about(application).get()
    assert Job.objects.filter(name="decisions.seal").values_list("args", flat=True).get() == [decision.pk]
