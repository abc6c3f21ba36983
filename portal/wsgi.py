"""The WSGI door that gunicorn opens."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_wsgi_application()

# What is loaded now, the pages' code included, stays for as long as the process does. Unfrozen, the collector would
# look through all of it every few dozen pages, and one reader in the middle of it would wait for a tenth of a second.
get_resolver().url_patterns  # noqa: B018 - imports the views
gc.collect()
gc.freeze()
