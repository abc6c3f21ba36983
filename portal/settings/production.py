"""Production: behind nginx over HTTPS, set up by the environment alone (docker-compose.yml names all of it)."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings import env
from portal.settings.base import *

if not SECRET_KEY and not AS_OWNER:
    raise ImproperlyConfigured("SECRET_KEY is not set.")
SECRET_KEY = SECRET_KEY or "the-owner-role-only-migrates-and-signs-nothing-at-all-in-this-portal"

SECURE_SSL_REDIRECT = True
# Health checks come from the container network over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True

# Only names with a hash are linked to, and sources for a browser's inspector needn't be small: an image is built in
# a tenth of the time.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "jpg", "gif", "webp", "zip", "gz", "br", "woff", "woff2"]

# Behind a proxy every visitor has the proxy's address; sign-in limits need the visitor's own.
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = env.text("CLIENT_IP_HEADER") or None

# A worker on a host that is lost frees its job's lock in about 90 seconds and not in two hours.
DATABASES["default"]["OPTIONS"]["options"] += (
    " -c tcp_keepalives_idle=60 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
)

# No pool: a sync worker uses one connection, which base.py keeps and checks. With a pool a request in flight held its
# worker for ten seconds when PostgreSQL died, and the first answers after its return were errors (tests/faults).
