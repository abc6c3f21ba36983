"""A shared appropriation, asked for and carried out, for the tests of sharing."""

from __future__ import annotations

from grants.models import Allocation, AwardModel, Call
from grants.services import sharing
from portal.accounts.models import User
from portal.actor import acting
from portal.jobs import runner
from portal.jobs.models import Job
from tests.factories.accounts import as_employee


def propose(call: Call, model: AwardModel, officer: User, money: int | None = None) -> Allocation:
    with acting(as_employee(officer)):
        return sharing.make_proposals(
            call=call, model=model, money_cents=call.appropriation_cents if money is None else money
        )


def carried_out(made: Allocation) -> Job:
    assert made.job is not None
    runner.run(made.job.pk)
    return Job.objects.get(pk=made.job.pk)
