"""The settings of the workers that the fault tests start: the real ones, with short waits."""

from portal.settings import env
from portal.settings.test import *  # noqa: F403
from portal.settings.test import CELERY_BROKER_TRANSPORT_OPTIONS, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.helpers.errands"]
CELERY_BROKER_TRANSPORT_OPTIONS = {
    **CELERY_BROKER_TRANSPORT_OPTIONS,
    "visibility_timeout": env.number("CELERY_VISIBILITY_TIMEOUT", 3),
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
}
CELERY_BEAT_SCHEDULE = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 1.0},
    "jobs-sweep": {"task": "jobs.sweep", "schedule": 1.0},
}
CELERY_BEAT_MAX_LOOP_INTERVAL = 1
EMAIL_TIMEOUT = 20
# Longer than any mail takes on a busy machine, short enough to wait for.
OUTBOX_STUCK_SECONDS = 6
OUTBOX_RETRY_SECONDS = 0.5
JOBS_RETRY_SECONDS = 0.5
