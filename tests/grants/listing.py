"""A list of decisions, confirmed and decided as its worker does it, for the tests of lists."""

from __future__ import annotations

from typing import Any

from django.test import Client

from grants.models import DecisionList
from grants.services import deciding_lists
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions.enums import Way
from portal.jobs import runner
from portal.jobs.enums import State
from tests.clients import client_for
from tests.factories.accounts import as_employee


def city(user: User) -> Client:
    return client_for(user, city=True)


def confirm(found: DecisionList, decider: User, **given: Any) -> DecisionList:
    with acting(as_employee(decider)):
        return deciding_lists.confirm(decision_list=found, way=given.pop("way", Way.E_NOTICE), **given)


def work(found: DecisionList) -> DecisionList:
    """The job of the list, done as a worker does it."""
    assert found.job is not None
    assert runner.run(found.job.pk) == State.DONE
    return DecisionList.objects.get(pk=found.pk)


def decided(found: DecisionList, decider: User, **given: Any) -> DecisionList:
    return work(confirm(found, decider, **given))
