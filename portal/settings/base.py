"""Settings that hold everywhere. demo.py, test.py and production.py say only what differs."""

import logging
from pathlib import Path

import bootstrap_wrapper
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.settings import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("PORTAL_VAR_DIR") or BASE_DIR / "var")

SECRET_KEY = env.text("SECRET_KEY")
DEBUG = False
DEMO = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
# Links in mail are built from this address and never from the request's Host header (cases.md 28).
PORTAL_URL = env.text("PORTAL_URL", "http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.admin",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "template_partials",
    "csp",
    "portal.accounts",
    "portal.journal",
    "portal.dated",
    "portal.savedviews",
    "portal.outbox",
    "portal.jobs",
    "portal.files",
    "portal.exports",
    "portal.decisions",
    "portal.privacy",
    "portal.feedback",
    "portal.ui",
    "associations",
    "grants",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.ui.middleware.PromisedHeadersMiddleware",
    "portal.ui.pagecache.PageCacheMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.middleware.ActorMiddleware",
    "associations.middleware.ActingAsMiddleware",
    "portal.accounts.middleware.KeepTypedTextMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "portal.accounts.middleware.StaffMfaMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "portal.ui.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "portal.ui.templatetags.ui",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Two roles: the app role in all that serves, the owner role only in `migrate`. The journal is safe because
# the app role may insert into it and nothing else.
DATABASE_URL = env.text("DATABASE_URL")
DATABASE_OWNER_URL = env.text("DATABASE_OWNER_URL")
DB_APP_ROLE = env.text("DB_APP_ROLE", "portal_app")
AS_OWNER = env.flag("PORTAL_AS_OWNER")
DATABASES = {
    "default": {
        **env.database(
            DATABASE_OWNER_URL if AS_OWNER else DATABASE_URL,
            # The row triggers refuse a write of ours that names no actor; they know us by this name.
            application_name="portal-owner" if AS_OWNER else "portal",
            options="-c statement_timeout=15000 -c timezone=UTC",
        ),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL", "redis://localhost:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
        "TIMEOUT": 3600,
    },
}

AUTH_USER_MODEL = "accounts.User"
# The address is unique by a constraint on lower(email), which the check doesn't see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.EmailBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "associations:desk"
SESSION_ENGINE = "portal.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.ui.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Unknown and known addresses are answered alike (cases.md 25).
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Django's own asks nothing of the database; allauth's would cost queries for known addresses only.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.LoginForm",
    "signup": "portal.accounts.forms.SignupForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.ResetPasswordKeyForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "set_password": "portal.accounts.forms.SetPasswordForm",
    "add_email": "portal.accounts.forms.AddEmailForm",
    "change_email": "portal.accounts.forms.ChangeEmailForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "portal.accounts.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.MfaAuthenticateForm",
    "reauthenticate": "portal.accounts.forms.MfaReauthenticateForm",
    "activate_totp": "portal.accounts.forms.ActivateTotpForm",
    "deactivate_totp": "portal.accounts.forms.DeactivateTotpForm",
    "generate_recovery_codes": "portal.accounts.forms.GenerateRecoveryCodesForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Yhdistysportaali"

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
# Instants are stored in UTC; every rule and every page speaks Helsinki time (Kuntalaki's days are Finnish days).
TIME_ZONE = "Europe/Helsinki"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT") or VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", bootstrap_wrapper.get_bootstrap_dir())]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or VAR_DIR / "files")
# nginx serves private files from this internal location when it is set (docker-compose.yml).
FILES_ACCEL_PREFIX = env.text("FILES_ACCEL_PREFIX")
# A virus scanner: the path of clamd's socket or host:port. Without an answer a file is refused, not passed.
CLAMD_SOCKET = env.text("CLAMD_SOCKET")
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Yhdistysportaali <portaali@example.invalid>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# kombu spells a socket and its database number its own way.
CELERY_BROKER_URL = REDIS_URL
if REDIS_URL.startswith("unix://"):
    CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# Without this a task whose child is killed is lost even with acks_late (cases.md 2).
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.number("CELERY_VISIBILITY_TIMEOUT", 600),
    "socket_timeout": 10,
    # A request that queues work must not wait for a broker that is away: the sweeper finds the row later.
    "socket_connect_timeout": 2,
    "retry_on_timeout": False,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = TIME_ZONE
# Celery leaves the root logger as portal/ui/logs.py has set it: one JSON object a line in workers too.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_ROUTES = {"outbox.*": {"queue": "mail"}}
CELERY_TASK_DEFAULT_QUEUE = "work"
CELERY_BEAT_SCHEDULE = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 60.0},
    "jobs-sweep": {"task": "jobs.sweep", "schedule": 60.0},
    # Just after midnight in Helsinki: what is taken down on a day is gone when the day begins.
    "decisions-daily": {"task": "decisions.daily", "schedule": crontab(hour="0", minute="5")},
    "associations-daily": {"task": "associations.daily", "schedule": crontab(hour="0", minute="10")},
    # In the morning, so that a reminder is read on the day on which it comes.
    "associations-reminders": {"task": "associations.daily_reminders", "schedule": crontab(hour="7", minute="15")},
    "grants-reminders": {"task": "grants.daily_reminders", "schedule": crontab(hour="7", minute="20")},
    "files-daily": {"task": "files.daily", "schedule": crontab(hour="3", minute="30")},
    "privacy-daily": {"task": "privacy.daily", "schedule": crontab(hour="3", minute="45")},
    # Before the working day, so that what is due can be answered on it.
    "feedback-daily": {"task": "feedback.daily", "schedule": crontab(hour="7", minute="0")},
    "exports-daily": {"task": "exports.daily", "schedule": crontab(hour="3", minute="45")},
    "grants-report-reminders": {"task": "grants.daily_report_reminders", "schedule": crontab(hour="7", minute="20")},
    "grants-dossiers": {"task": "grants.daily_dossiers", "schedule": crontab(hour="3", minute="50")},
    "associations-duplicates": {"task": "associations.look_for_duplicates", "schedule": crontab(hour="4", minute="10")},
}

# Proxies: the header in which nginx stamps the moment when a whole request had arrived. Empty: nobody is trusted
# and the start of handling counts (cases.md 15).
ARRIVAL_HEADER = env.text("ARRIVAL_HEADER")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
IDENTITY_PROVIDERS = env.words("IDENTITY_PROVIDERS")
EMBED_ANCESTORS = env.words("EMBED_ANCESTORS")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *IDENTITY_PROVIDERS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# The look: one accent colour, checked for contrast at start-up (portal/ui/checks.py).
CITY_NAME = {"fi": "Porin kaupunki", "sv": "Björneborgs stad", "en": "City of Pori"}
PORTAL_NAME = _("Association portal")
# Who gives grants, in open data: the city's Business ID, and the prefix that 360Giving assigns to each publisher.
CITY_BUSINESS_ID = env.text("CITY_BUSINESS_ID", "0137323-9")
GIVING_PREFIX = env.text("GIVING_PREFIX", "360G-example")
ACCENT_COLOUR = env.text("ACCENT_COLOUR", "#0b4f8a")
CITY_CONTACT = {
    "name": env.text("CITY_CONTACT_NAME", "Porin kaupunki, yhdistysyhteistyö"),
    "email": env.text("CITY_CONTACT_EMAIL", "yhdistykset@example.invalid"),
    "phone": env.text("CITY_CONTACT_PHONE", "+358 2 000 0000"),
    "address": env.text("CITY_CONTACT_ADDRESS", "PL 000, 28101 Pori"),
}
CITY_CONTACT_NAMES = {"sv": env.text("CITY_CONTACT_NAME_SV"), "en": env.text("CITY_CONTACT_NAME_EN")}
# Where a decision on a request for rectification is appealed against (Kuntalaki 410/2015 §135).
ADMINISTRATIVE_COURT = {
    "authority": env.text("COURT_NAME", "Turun hallinto-oikeus"),
    "address": env.text("COURT_ADDRESS", "PL 32, 20101 Turku"),
    "email": env.text("COURT_EMAIL", "turku.hao@oikeus.fi"),
}
ADMINISTRATIVE_COURT_NAMES = {
    "sv": env.text("COURT_NAME_SV", "Åbo förvaltningsdomstol"),
    "en": env.text("COURT_NAME_EN", "Administrative Court of Turku"),
}
# GDPR, article 13(1)(b): a notice names how to reach the data protection officer.
DATA_PROTECTION_EMAIL = env.text("DATA_PROTECTION_EMAIL", "tietosuojavastaava@example.invalid")

LOGGING_CONFIG = "portal.ui.logs.configure"
LOGGING = {"level": env.text("LOG_LEVEL", "INFO")}
# One line a request, when it is answered; the other one would say the same before.
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
