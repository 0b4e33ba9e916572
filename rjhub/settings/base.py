"""Settings that hold wherever RJ Hub runs."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from rjhub.design.environment import TEMPLATES_BACKEND
from rjhub.kernel.pooling import Pooled
from rjhub.settings.environment import ROOT, connection, environment
from rjhub.settings.signing_in import *  # noqa: F403 - all that allauth is told, in a module of its own
from rjhub.settings.signing_in import SIGN_ON_PROVIDERS

SECRET_KEY = environment.secret("secret_key")
DEBUG = False
ALLOWED_HOSTS = environment.hosts
CSRF_TRUSTED_ORIGINS = environment.origins
DEMONSTRATION = environment.demonstration

INSTALLED_APPS = [
    "rjhub.apps.Composition",
    "rjhub.reading",
    "rjhub.reporting",
    "rjhub.hubmeetings",
    "rjhub.workload",
    "rjhub.allocation",
    "rjhub.feedback",
    "rjhub.cases",
    "rjhub.referrals",
    "rjhub.asking",
    "rjhub.offers",
    "rjhub.matching",
    "rjhub.letters",
    "rjhub.people",
    "rjhub.facilitators",
    "rjhub.tokens",
    "rjhub.sharing",
    "rjhub.partnership",
    "rjhub.outbound",
    "rjhub.audit",
    "rjhub.tasks",
    "rjhub.design",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # allauth's list of sessions needs it
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "rjhub.design.middleware.headers",
    "rjhub.design.middleware.failures",
    "rjhub.partnership.middleware.FrontDoor",
    "rjhub.partnership.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rjhub.partnership.middleware.ActingStaff",
    "rjhub.tokens.middleware.ByToken",
    "rjhub.sharing.middleware.ConfidentialFile",
]

ROOT_URLCONF = "rjhub.urls"
WSGI_APPLICATION = "rjhub.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    TEMPLATES_BACKEND,
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _owner() -> dict[str, str]:
    if environment.database_url:
        return connection(environment.database_url)
    from rjhub.server import postgres

    cluster = postgres.find(environment.data / "postgres")
    socket = cluster.socket if cluster else str(environment.data / "postgres")
    return {
        "NAME": environment.database_name,
        "USER": "rjhub_owner",
        "PASSWORD": "",
        "HOST": socket,
        "PORT": "",
    }


def databases() -> dict[str, dict[str, Any]]:
    """The same database seen as four roles: `owner` migrates, `default` may what the application may.

    `responsible` takes the place of `default` for staff who do not work with people harmed, and `front` for signing in:
    `rjhub.kernel.connecting`.
    """
    owner = _owner()
    app = owner | {"USER": "rjhub_app", "PASSWORD": environment.secret("app_password")}
    responsible = owner | {
        "USER": "rjhub_responsible",
        "PASSWORD": environment.secret("responsible_password"),
    }
    front = owner | {"USER": "rjhub_front", "PASSWORD": environment.secret("front_password")}
    # No server-side cursors, so that PgBouncer in transaction mode may stand between.
    common = {"ENGINE": "django.db.backends.postgresql", "DISABLE_SERVER_SIDE_CURSORS": True}
    # Planning a statement that row security guards takes longer than running it: at its third use it is kept planned.
    kept = {"server_side_binding": True, "prepare_threshold": 2 if environment.prepared_statements else None}
    looked_at = {"connection_class": Pooled, "max_size": 8, "timeout": 5}
    pool = kept | {"pool": {"min_size": 1, **looked_at}}
    # As many as threads ask at once, and none where nobody does.
    few = kept | {"pool": {"min_size": 0, **looked_at}}
    return {
        # Looked at before use: a connection from before the database went away and came back is none.
        "default": common | app | {"OPTIONS": pool, "CONN_HEALTH_CHECKS": True},
        "responsible": common
        | responsible
        | {"OPTIONS": dict(few), "CONN_HEALTH_CHECKS": True, "TEST": {"MIRROR": "default"}},
        "front": common
        | front
        | {"OPTIONS": dict(few), "CONN_HEALTH_CHECKS": True, "TEST": {"MIRROR": "default"}},
        "owner": common | owner | {"OPTIONS": {"prepare_threshold": None}, "TEST": {"MIRROR": "default"}},
    }


DATABASES = databases()
DATABASE_ROUTERS = ["rjhub.sharing.router.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS: list[str] = []
STATIC_ROOT = environment.data / "static"
DATA_ROOT = environment.data

# Signing in
AUTH_USER_MODEL = "partnership.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SESSION_COOKIE_AGE = int(timedelta(minutes=environment.idle_minutes).total_seconds())
SESSION_ENGINE = "rjhub.partnership.sessions"
SESSION_SAVE_EVERY_REQUEST = True
LONGEST_SESSION = timedelta(hours=environment.longest_session_hours)
# How long the database believes who asks after the program signed it: as long as the longest job, in one transaction.
SIGNATURES_HOLD = timedelta(hours=12)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rjhub.design.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *(provider.origin for provider in SIGN_ON_PROVIDERS)],
        "frame-ancestors": [NONE],
    },
}

# Nothing that somebody uploads or pastes may be larger; a bulk import has a limit of its own on its page.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_HANDLERS = [
    "rjhub.design.uploading.Quota"
]  # in memory only: no upload touches a disk unencrypted
LARGEST_UPLOAD = 20_000_000

PROCRASTINATE_IMPORT_PATHS = [
    "rjhub.schedule",
    "rjhub.letters.jobs",
    "rjhub.offers.jobs",
    "rjhub.referrals.jobs",
    "rjhub.partnership.signing_in.later",
]

# The day on which section 5 of the Sentencing Act 2026 came into force (twelve months of deferral instead of six). It
# was not known when this was written; None means "not yet".
LONGER_DEFERRAL_SINCE = environment.longer_deferral_since

# A folder that the agencies copy from, each its own part of it: there the receipts for the sealed log are put.
RECEIPTS_FOLDER = environment.receipts

# Where the register of noes is written, to be compared after a restore. It belongs on another disk than the database.
REGISTER_FOLDER: Path | None = environment.noes_register or DATA_ROOT / "register"

DEFAULT_FROM_EMAIL = environment.mail_from
# From whom e-mails to people come: somebody else may see the sender, so it should name nothing. Texts go as mail to the
# organisation's provider, at an address made of the number; without one, no text messages are offered.
MAIL_FROM_TO_PEOPLE = environment.mail_from_to_people
TEXTS_BY_MAIL = environment.texts_by_mail
PROJECT_ROOT = ROOT
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
