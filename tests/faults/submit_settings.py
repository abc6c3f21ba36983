"""The settings of the web server that test_submit starts: those of production, with one thing left out.

The files with a hash in their names are prepared only when an image is built.
"""

from portal.settings.production import *  # noqa: F403
from portal.settings.test import CACHES, SECRET_KEY, STORAGES, WHITENOISE_AUTOREFRESH, WHITENOISE_USE_FINDERS

__all__ = ["CACHES", "SECRET_KEY", "STORAGES", "WHITENOISE_AUTOREFRESH", "WHITENOISE_USE_FINDERS"]
