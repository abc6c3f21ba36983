"""The demo on one's own machine: `make demo`. One click signs in as any role; nothing leaves the machine."""

from portal.settings import env
from portal.settings.base import *

DEMO = True
SECRET_KEY = env.text("SECRET_KEY", "the-demo-signs-its-own-cookies-and-holds-no-secret")
CITY_CONTACT_NAMES = {"sv": "Björneborgs stad, föreningssamarbete", "en": "City of Pori, association cooperation"}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
# The demo runs without a lock file of static files, so that an edited style shows at once.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
