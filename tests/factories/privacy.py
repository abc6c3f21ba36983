"""Requests about own data, runs of the retention plan, feedback: made through the services as people make them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import acting
from portal.feedback import services
from portal.feedback.models import Feedback
from portal.jobs import runner
from portal.privacy.models import DataRequest, RetentionRun
from portal.privacy.services import requests, runs


def feedback(**fields: Any) -> Feedback:
    """Feedback on accessibility with an address."""
    given = {"text": "Ruudunlukija ei lue kuukautta.", "page": "/fi/yhdistykset/", "email": "anni@mail.example"}
    with override("fi"):
        return services.receive(**{**given, **fields})


def data_request(user: User, reason: str = "En käytä tiliä enää.") -> DataRequest:
    """The person's request to be erased."""
    with acting(actor_of(user)):
        return requests.ask(reason=reason)


def dry_run(administrator: User) -> RetentionRun:
    """A run that has listed what is due today."""
    with acting(actor_of(administrator)):
        run = runs.ask()
    return work(run)


def carried_out(run: RetentionRun, administrator: User) -> RetentionRun:
    """The same run after what it listed has been erased."""
    with acting(actor_of(administrator)):
        runs.begin(run)
    return work(run)


def work(run: RetentionRun) -> RetentionRun:
    """Do the run's background work, as a worker does."""
    run.refresh_from_db()
    assert run.job_id is not None
    runner.run(run.job_id)
    run.refresh_from_db()
    return run
