"""The settings of the web server that test_submit starts: those of production, with three things left out.

Without the files with a hash in their names, which are prepared when an image is built; and without the pool, whose
pauses between attempts to reach a dead server would make twenty of its deaths take minutes.
"""

from portal.settings.production import *  # noqa: F403
from portal.settings.production import DATABASES
from portal.settings.test import CACHES, SECRET_KEY, STORAGES, WHITENOISE_AUTOREFRESH, WHITENOISE_USE_FINDERS

__all__ = ["CACHES", "SECRET_KEY", "STORAGES", "WHITENOISE_AUTOREFRESH", "WHITENOISE_USE_FINDERS"]

DATABASES["default"]["OPTIONS"].pop("pool", None)
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
