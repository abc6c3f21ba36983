"""A list of decisions whose worker, queue or mail server fails on the way: each is decided once (cases.md 2 to 6)."""

from __future__ import annotations

import pytest
from django.db import transaction

from associations.models import Support
from grants.enums import LineOutcome, ListState
from grants.models import Application, Award, DecisionList
from grants.queries import waiting_in_order
from grants.services import deciding_lists
from portal import broker
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.celery import app
from portal.decisions.models import Decision
from portal.embedded import Servers
from portal.files.models import StoredFile
from portal.jobs.enums import State
from portal.jobs.models import Job
from portal.outbox.enums import State as Sending
from portal.outbox.models import Message
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.faults.helpers.holding import held
from tests.faults.helpers.mailserver import MailServer
from tests.faults.helpers.waiting import until
from tests.faults.helpers.workers import Workers

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

ROWS = 40
# Where the worker is held and killed: lines are behind it and before it.
HELD_AT = (12, 27)


@pytest.fixture(autouse=True)
def _closed_circuit() -> None:
    broker.circuit.worked()


@transaction.atomic
def presented(rows: int = ROWS) -> DecisionList:
    """So many proposals on one list; every fifth is not to grant. The other work of the making is put aside."""
    call = grants.call(appropriation_cents=10_000_000)
    proposals = [grants.proposed(call, 0 if number % 5 == 0 else 50_000) for number in range(rows)]
    Job.objects.unfinished().delete()
    Message.objects.all().delete()
    return grants.decision_list(*proposals, presented=True)


@transaction.atomic
def confirmed(found: DecisionList) -> User:
    """The list is confirmed by a decision maker."""
    decider = employee(StaffRole.DECISION_MAKER)
    with acting(as_employee(decider)):
        deciding_lists.confirm(decision_list=found, way="e_notice")
    return decider


def all_told(found: DecisionList, *, but: str = "") -> None:
    """The list is decided; each document is made once, and each mail sent but to the one address."""
    letters = Message.objects.filter(kind="grants.decision")
    rows = found.lines.count()
    until(
        lambda: (
            letters.filter(state__in=[Sending.SENT, Sending.FAILED]).count() == rows
            and not Job.objects.exclude(state=State.DONE).exists()
        ),
        within=60,
        what="all mails and documents",
    )
    assert DecisionList.objects.get(pk=found.pk).state == ListState.DECIDED
    assert decided(found) == Decision.objects.count() == letters.values("subject_id").distinct().count() == rows
    assert StoredFile.objects.filter(parent_type="decisions.decision", kind="sealed").count() == rows
    assert [one.address for one in letters.exclude(state=Sending.SENT)] == ([but] if but else [])


def decided(found: DecisionList) -> int:
    return found.lines.filter(outcome=LineOutcome.DECIDED).count()


def test_kill_9_twice_while_a_list_is_decided(workers: Workers):
    found = presented()
    order = waiting_in_order(found.pk)
    lines = {line.pk: line.application_id for line in found.lines.all()}
    decider = confirmed(found)
    for number, at in enumerate(HELD_AT):
        with held("grants_application", lines[order[at]]) as waits:
            worker = workers.start("work", beat=number > 0)
            until(waits, within=60, what="the line in the middle")
            worker.kill()
        # Whole decisions are there, and nothing of the one that was broken off.
        assert decided(found) == at
        assert Decision.objects.count() == Message.objects.filter(kind="grants.decision").count() == at
        # Nobody gives the task back: the sweep finds the row.
        with app.connection_for_write() as connection:
            connection.default_channel.client.flushdb()

    workers.start("work", beat=True)
    until(lambda: DecisionList.objects.get(pk=found.pk).state == ListState.DECIDED, within=90, what="the end")
    until(
        lambda: not Job.objects.exclude(state=State.DONE).filter(name__in=["decisions.seal", "grants.decide_list"]),
        within=90,
        what="all documents",
    )

    assert decided(found) == ROWS
    decisions = Decision.objects.all()
    assert len(decisions) == len({one.subject_id for one in decisions}) == ROWS
    assert {one.decided_by_id for one in decisions} == {decider.pk}
    # Sections without a gap: a decision that was broken off left none behind.
    assert sorted(one.section for one in decisions) == list(range(1, ROWS + 1))
    assert [one.subject_id for one in decisions.order_by("section")] == [str(lines[key]) for key in order]
    messages = Message.objects.filter(kind="grants.decision")
    assert len(messages) == len({one.subject_id for one in messages}) == ROWS
    assert StoredFile.objects.filter(parent_type="decisions.decision", kind="sealed").count() == ROWS
    granted = ROWS - ROWS // 5
    assert Award.objects.count() == Application.objects.filter(state="granted").count() == granted
    assert Award.objects.cents() == sum(Support.objects.values_list("value_cents", flat=True)) == granted * 50_000
    job = Job.objects.get(name="grants.decide_list")
    assert (job.state, job.attempts, job.done, job.total) == (State.DONE, 3, ROWS, ROWS)


FEW = 6


def test_the_queue_goes_away_while_a_list_is_decided(own_queue: Servers, workers: Workers, mailserver: MailServer):
    """Case 4: it was away when the list was confirmed as well; documents and mails follow when it is back."""
    found = presented(FEW)
    valkey = own_queue.valkey
    assert valkey is not None
    valkey.kill()
    valkey.wait()
    confirmed(found)
    own_queue.start_valkey()
    order = waiting_in_order(found.pk)
    third = found.lines.get(pk=order[2]).application_id
    with held("grants_application", third) as waits:
        workers.start("work,mail", beat=True)
        until(waits, within=40, what="the line in the middle")
        valkey = own_queue.valkey
        assert valkey is not None
        valkey.kill()
        valkey.wait()
    # The one that was begun becomes a whole decision without the queue.
    until(lambda: decided(found) > 2, what="the third decision")
    own_queue.start_valkey()
    workers.start("work,mail", beat=True)
    all_told(found)
    addresses = Message.objects.filter(kind="grants.decision").values_list("address", flat=True)
    assert mailserver.copies() == dict.fromkeys(addresses, 1)


def test_the_mail_server_drops_one_letter_of_a_list_and_knows_no_address_of_another(
    workers: Workers, mailserver: MailServer
):
    """Case 6: the one goes again under its own number, and the others aren't sent twice."""
    found = presented(FEW)
    dropped, unknown, *_others = [line.application.started_by.email for line in found.lines.order_by("pk")]
    mailserver.drops[dropped] = 2
    mailserver.refused[unknown] = "550 No such user"
    confirmed(found)
    workers.start("work,mail", beat=True)
    all_told(found, but=unknown)
    letters = {one.address: one for one in Message.objects.filter(kind="grants.decision")}
    assert mailserver.copies() == dict.fromkeys(letters.keys() - {unknown}, 1)
    tried = [mail.message_id for mail in mailserver.attempts if mail.recipient == dropped]
    assert tried == [letters[dropped].message_id] * 3
