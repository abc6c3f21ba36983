"""The day's work of files, as beat asks for it and a worker does it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from portal import clock
from portal.files import services, tasks
from portal.files.models import StoredFile
from portal.jobs import runner
from portal.jobs.models import Job
from tests.factories.decisions import person
from tests.files import made

pytestmark = pytest.mark.django_db


def test_asked_for_once_and_done(settings):
    stored = services.store(made.PDF, name="a.pdf", kind="document", parent=person())
    path = Path(settings.MEDIA_ROOT) / stored.path
    old = (clock.now() - timedelta(days=2)).timestamp()
    os.utime(path, (old, old))
    StoredFile.objects.all().delete()
    tasks.daily()
    tasks.daily()
    assert runner.run(Job.objects.get(name="files.sweep_orphans").pk) == "done"
    assert not path.exists()
