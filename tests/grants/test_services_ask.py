"""Services of the city's side ask the policy and their own rules, whatever a page has let through (cases.md 24)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from grants.enums import AwardMethod, LineOutcome
from grants.models import Application, AwardModel, ListLine
from grants.services import correcting, deciding, deciding_lists, decision_lists, reviewing, sampling, sharing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PROPOSAL: dict[str, Any] = {"amount_cents": 1, "reasons": "Syy.", "public_purpose": "Nuotit"}


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def model_values() -> dict[str, Any]:
    return {"name_fi": "Malli", "method": AwardMethod.POINTS, "valid_from": tomorrow()}


def gathered() -> ListLine:
    return grants.decision_list(grants.proposed()).lines.get()


def presented() -> ListLine:
    return grants.decision_list(grants.proposed(), presented=True).lines.get()


# What it is done to, and how.
ACTS: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "add a model": (lambda: None, lambda _: sharing.add_model(values=model_values())),
    "change a model": (
        lambda: grants.award_model(valid_from=tomorrow()),
        lambda model: sharing.edit_model(model=model, values=model_values()),
    ),
    "begin a version": (grants.award_model, lambda model: sharing.begin_version(model=model, values=model_values())),
    "end a model": (grants.award_model, lambda model: sharing.end_model(model=model)),
    "start a list": (lambda: grants.proposed().call, lambda call: decision_lists.start(call=call)),
    "gather": (gathered, lambda line: decision_lists.gather(decision_list=line.decision_list)),
    "drop": (gathered, lambda line: decision_lists.drop(line=line)),
    "present": (gathered, lambda line: decision_lists.present(decision_list=line.decision_list)),
    "take a list back": (
        presented,
        lambda line: decision_lists.take_back(decision_list=line.decision_list, reason="Syy."),
    ),
    "take off": (presented, lambda line: decision_lists.take_off(line=line, reason="Syy.")),
    "confirm": (presented, lambda line: deciding_lists.confirm(decision_list=line.decision_list, way="letter")),
    "resume": (presented, lambda line: deciding_lists.resume(decision_list=line.decision_list)),
    "change a proposal": (grants.proposed, lambda found: reviewing.edit_proposal(application=found, **PROPOSAL)),
    "announce a sample": (
        grants.call,
        lambda call: sampling.announce(call=call, year=None, size=1, words="Sanat", draw_on=tomorrow()),
    ),
    "note service": (grants.decided, lambda found: correcting.note_service(application=found, on=clock.today())),
}


@pytest.mark.parametrize("act", ACTS)
def test_who_only_reads_is_refused_by_the_service_itself(act: str):
    make, do = ACTS[act]
    made = make()
    with acting(as_employee(employee(StaffRole.AUDITOR))), pytest.raises(PermissionDenied):
        do(made)


def test_a_coming_version_does_not_begin_before_the_one_it_follows():
    model = grants.award_model()
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        later = sharing.begin_version(model=model, values=model_values())
        with pytest.raises(Refused, match="must begin after"):
            sharing.edit_model(model=later, values={**model_values(), "valid_from": model.valid_from})
    assert AwardModel.objects.get(pk=later.pk).valid_from == tomorrow()


def test_what_was_taken_off_or_decided_is_neither_dropped_nor_taken_off_again():
    line, decider = presented(), employee(StaffRole.DECISION_MAKER)
    found = line.decision_list
    with acting(as_employee(decider)):
        decision_lists.take_off(line=line, reason="Syy.")
        # Nothing was left on it, so the list is the officer's again.
        with pytest.raises(Refused):
            decision_lists.take_off(line=line, reason="Syy.")
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))), pytest.raises(Refused):
        decision_lists.drop(line=line)
    assert found.lines.get().outcome == LineOutcome.TAKEN_OFF


def test_one_of_two_is_taken_off_once():
    call = grants.call()
    found = grants.decision_list(grants.proposed(call), grants.proposed(call), presented=True)
    line = found.lines.order_by("pk")[0]
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        decision_lists.take_off(line=line, reason="Syy.")
        with pytest.raises(Refused):
            decision_lists.take_off(line=line, reason="Toinen syy.")
    line.refresh_from_db()
    assert line.taken_off_reason == "Syy."


def test_a_proposal_on_a_presented_list_is_not_changed():
    line = presented()
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))), pytest.raises(Refused):
        reviewing.edit_proposal(application=line.application, **PROPOSAL)
    assert Application.objects.get().proposed_cents == line.cents


def test_nothing_is_decided_without_reasons():
    application = grants.proposed()
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))), pytest.raises(Refused, match="reasons"):
        deciding.decide(application=application, reasons=" ")
    assert Application.objects.get().state == "proposed"


def test_nothing_is_taken_off_before_the_list_is_presented():
    line = gathered()
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))), pytest.raises(Refused):
        decision_lists.take_off(line=line, reason="Syy.")
    line.refresh_from_db()
    assert line.outcome == LineOutcome.WAITING
