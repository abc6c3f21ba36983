"""The portal as production sets it up, reachable over plain HTTP on this machine, with a page cache to switch off."""

from portal.settings.production import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
# Without nginx in front there is no TLS; browsers and the bench's client send these cookies back over HTTP.
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
LANGUAGE_COOKIE_SECURE = False

MIDDLEWARE = [
    "bench.uncached.MeasuredPageCacheMiddleware" if name == "portal.ui.pagecache.PageCacheMiddleware" else name
    for name in MIDDLEWARE  # noqa: F405
]
INSTALLED_APPS = [*INSTALLED_APPS, "bench"]  # noqa: F405
# The same addresses of static files as in production; compressing them takes a minute, and nobody asks for them here.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}  # noqa: F405
