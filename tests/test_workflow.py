"""The one door for a state change: lock, version, policy, state, rule, journal and all that follows, or nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import override

from grants import queries
from grants.enums import APPLICATION_WORKFLOW
from grants.models import Application, Call, Submission
from grants.services import applying, deciding, reviewing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.decisions.models import Counter, Decision
from portal.decisions.services import Incomplete
from portal.jobs import services as jobs
from portal.jobs.models import Job
from portal.journal.models import Event, RowImage
from portal.outbox import services as outbox
from portal.outbox.models import Message
from portal.workflow import Refused, Stale, edit, transition
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Any:
    """A grant officer acts."""
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))) as actor:
        yield actor


@pytest.fixture
def application() -> Application:
    """A submitted application."""
    return grants.submitted()


def everything() -> dict[str, int]:
    """How many rows of each kind there are."""
    return {model.__name__: model._default_manager.count() for model in (Event, RowImage, Message, Job, Decision)}


def stored(application: Application) -> dict[str, Any]:
    return dict(Application.objects.filter(pk=application.pk).values().get())


def test_a_change_is_state_version_and_event_at_once(application: Application, officer: Any):
    before, known = stored(application), everything()
    returned = transition(application, "review", reason="Syy.", details={"cents": 7})
    after = stored(application)
    assert {name for name in after if after[name] != before[name]} == {"state", "version"}
    assert (after["state"], after["version"]) == ("in_review", before["version"] + 1)
    assert (returned.state, returned.version, returned.pk) == (after["state"], after["version"], application.pk)
    event = Event.objects.about(application).latest("pk")
    assert (event.verb, event.reason, event.details) == ("grants.review_started", "Syy.", {"cents": 7})
    assert event.actor_id == officer.user_id
    assert everything() == {**known, "Event": known["Event"] + 1, "RowImage": known["RowImage"] + 1}


def test_the_object_in_hand_is_not_trusted(application: Application, officer: Any):
    """What is stored decides; what a caller has set on its own copy isn't written."""
    application.requested_cents = 1
    application.state = "in_review"
    transition(application, "review")
    assert (stored(application)["state"], stored(application)["requested_cents"]) == ("in_review", 50_000)


@pytest.mark.django_db(transaction=True)
def test_nobody_holds_a_row_without_a_transaction():
    with transaction.atomic():
        application, who = grants.submitted(), as_employee(employee(StaffRole.GRANT_OFFICER))
    with acting(who):
        with pytest.raises(transaction.TransactionManagementError):
            transition(application, "review", held=True)
        with pytest.raises(transaction.TransactionManagementError):
            queries.locked_matter(application.pk)
    application.refresh_from_db()
    assert application.state == "submitted"


def test_a_row_that_is_held_is_not_read_again(application: Application, officer: Any, django_assert_num_queries: Any):
    with acting(officer), transaction.atomic():
        held = queries.locked_matter(application.pk)
        # The bar of disqualification, the change, its event.
        with django_assert_num_queries(3):
            done = transition(held, "review", held=True)
    assert (done is held, done.state) == (True, "in_review")


def test_changes_are_written_with_the_state(application: Application, officer: Any):
    transition(application, "review", changes={"public_purpose": "Nuotit"})
    assert stored(application)["public_purpose"] == "Nuotit"


def test_an_old_version_is_refused_with_the_row_as_it_stands(application: Application, officer: Any):
    shown = application.version
    transition(application, "review", version=shown)
    known, before = everything(), stored(application)
    with pytest.raises(Stale) as stale:
        transition(application, "review", version=shown)
    assert (stale.value.current.pk, getattr(stale.value.current, "state", None)) == (application.pk, "in_review")
    assert (everything(), stored(application)) == (known, before)


def test_a_state_that_does_not_allow_it_is_refused_with_a_sentence(officer: Any):
    application = grants.in_review()
    known, before = everything(), stored(application)
    with override("en"), pytest.raises(Refused) as refusal:
        transition(application, "review")
    assert str(refusal.value) == "This can't be done any more: the matter is now in the state “being reviewed”."
    assert (everything(), stored(application)) == (known, before)


@pytest.mark.parametrize("state", [state for state, _ in Application._meta.get_field("state").choices or ()])
def test_each_change_leaves_the_states_of_its_line_only(state: str):
    possible = Application(state=state).possible()
    assert possible == [name for name, line in APPLICATION_WORKFLOW.items() if state in line.sources]


def test_who_may_see_but_not_do_it_is_forbidden(application: Application):
    auditor = employee(StaffRole.AUDITOR)
    known, before = everything(), stored(application)
    with acting(as_employee(auditor)), pytest.raises(PermissionDenied):
        transition(application, "review")
    assert (everything(), stored(application)) == (known, before)


def test_who_may_not_even_see_it_finds_nothing(application: Application):
    other = AssociationFactory.create()
    with acting(acting_for(member(other), other)), pytest.raises(Http404):
        transition(application, "withdraw")
    assert stored(application)["state"] == "submitted"


def test_the_policy_is_asked_before_the_state_and_the_version_are_told(application: Application):
    """Otherwise a stranger could learn in which state a matter is."""
    other = AssociationFactory.create()
    with acting(acting_for(member(other), other)):
        for version in (None, 1, 99):
            with pytest.raises(Http404):
                transition(application, "grant", version=version)


def test_a_rule_sees_the_stored_row_before_the_change_and_can_refuse_it(application: Application, officer: Any):
    seen = []

    def rule(row: Application) -> None:
        seen.append((row.state, row.requested_cents))
        raise Refused("Ei käy.")

    application.requested_cents = 1
    known, before = everything(), stored(application)
    with pytest.raises(Refused, match=r"Ei käy\."):
        transition(application, "review", rule=rule)
    assert seen == [("submitted", 50_000)]
    assert (everything(), stored(application)) == (known, before)


def test_when_what_follows_fails_nothing_has_happened(application: Application, officer: Any):
    known, before = everything(), stored(application)

    def then(row: Application) -> None:
        outbox.owe("grants.receipt", subject=row, recipients=["x@people.example"], discriminator="2")
        jobs.defer("grants.receipt_pdf", 1, "fi")
        assert everything() == {
            **known,
            "Event": known["Event"] + 1,
            "RowImage": known["RowImage"] + 1,
            "Message": known["Message"] + 1,
            "Job": known["Job"] + 1,
        }
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        transition(application, "review", then=then)
    assert (everything(), stored(application)) == (known, before)


def test_a_submission_that_fails_late_leaves_a_draft_and_gives_its_case_number_back():
    application = grants.draft()
    # Something else has the number that this one's record would take.
    Submission.objects.create(
        application=application, received_at=application.started_at, submitted_by=application.started_by
    )
    known, before, numbers = everything(), stored(application), list(Counter.objects.values())
    with acting(acting_for(application.started_by, application.association)), pytest.raises(IntegrityError):
        applying.submit(application=application, arrived_at=clock.now(), language="fi")
    assert (everything(), stored(application), list(Counter.objects.values())) == (known, before, numbers)


def test_a_decision_that_cannot_be_made_leaves_the_matter_proposed():
    """The decision asks for its provisions only when it is made, deep inside the transition."""
    application = grants.proposed()
    Call.objects.filter(pk=application.call_id).update(basis_fi="")
    decider = employee(StaffRole.DECISION_MAKER)
    known, before = everything(), stored(application)
    with acting(as_employee(decider)), pytest.raises(Incomplete):
        deciding.decide(application=application, reasons="Syy.")
    assert (everything(), stored(application)) == (known, before)


def test_an_unknown_change_is_a_fault(application: Application):
    with pytest.raises(ImproperlyConfigured, match="no transition garnt"):
        transition(application, "garnt")


def test_editing_changes_fields_with_the_same_lock_version_policy_and_journal(application: Application, officer: Any):
    how: dict[str, Any] = {"permission": "grants.handle_application", "verb": "grants.review_given"}
    auditor = employee(StaffRole.AUDITOR)
    known, shown = everything(), application.version
    edited = edit(application, **how, changes={"public_purpose": "Nuotit"}, version=shown, reason="Syy.")
    assert (edited.public_purpose, edited.version, edited.state) == ("Nuotit", shown + 1, "submitted")
    event = Event.objects.latest("pk")
    assert (event.verb, event.reason, event.actor_id) == ("grants.review_given", "Syy.", officer.user_id)
    with pytest.raises(Stale):
        edit(application, **how, changes={"public_purpose": "Soittimet"}, version=shown)
    with acting(as_employee(auditor)), pytest.raises(PermissionDenied):
        edit(application, **how, changes={"public_purpose": "Soittimet"})
    assert stored(application)["public_purpose"] == "Nuotit"
    assert everything() == {**known, "Event": known["Event"] + 1, "RowImage": known["RowImage"] + 1}


def test_editing_never_changes_a_state(application: Application, officer: Any):
    with pytest.raises(ImproperlyConfigured, match="only through transition"):
        edit(
            application,
            permission="grants.handle_application",
            verb="grants.review_given",
            changes={"state": "granted"},
        )
    assert stored(application)["state"] == "submitted"


def test_a_proposal_needs_its_scores_reasons_and_a_sum_within_the_request():
    application = grants.in_review()
    first, second = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)

    def propose(cents: int, reasons: str = "Syy.") -> None:
        with acting(as_employee(first)):
            reviewing.propose(application=application, amount_cents=cents, reasons=reasons, public_purpose="Nuotit")

    for scorer in (None, first):
        if scorer is not None:
            grants.score(application, scorer)
        with pytest.raises(Refused):
            propose(50_000)
    grants.score(application, second)
    for cents, reasons in [(-1, "Syy."), (50_001, "Syy."), (50_000, " \n")]:
        with pytest.raises(Refused):
            propose(cents, reasons)
    assert stored(application)["state"] == "in_review"
    propose(50_000)
    assert stored(application)["state"] == "proposed"


def test_a_database_that_is_asked_directly_refuses_half_a_state():
    application = grants.submitted()
    for fields in ({"submitted_at": None}, {"case_number": ""}, {"state": "proposed"}, {"state": "granted"}):
        with pytest.raises(Exception, match="application_"), transaction.atomic():
            Application.objects.filter(pk=application.pk).update(**fields)
    assert stored(application)["state"] == "submitted"
