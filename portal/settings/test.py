"""Tests: the real database, queue and mailbox on this machine, with the two roles of production."""

from portal.settings import env
from portal.settings.base import *

SECRET_KEY = "tests-sign-with-this"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PORTAL_URL = "https://portal.test"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES["default"]["KEY_PREFIX"] = f"test-{env.text('PYTEST_XDIST_WORKER', 'main')}"
ACCOUNT_RATE_LIMITS = False
