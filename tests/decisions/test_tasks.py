"""The work of decisions, as it is asked for and as a worker does it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from portal.decisions import services, tasks
from portal.jobs import runner
from portal.jobs.models import Job
from tests.factories.decisions import decision

pytestmark = pytest.mark.django_db


def test_a_decision_is_sealed_by_its_job():
    made = decision()
    assert runner.run(Job.objects.get(name="decisions.seal").pk) == "done"
    made.refresh_from_db()
    assert made.sealed is not None


def test_what_is_due_is_taken_down_on_helsinkis_day():
    with time_machine.travel("2026-03-02 12:00+02:00", tick=False):
        made = services.publish(decision(published_title="Avustus", published_text="Myönnetty."))
    assert made.take_down_on == date(2026, 3, 24)
    with time_machine.travel("2026-03-24 00:30+02:00", tick=False):
        tasks.daily()
        tasks.daily()
        assert runner.run(Job.objects.get(name="decisions.take_down_due").pk) == "done"
    made.refresh_from_db()
    assert made.taken_down_at is not None
