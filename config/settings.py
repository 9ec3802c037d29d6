"""Django settings of the portal: one file; what differs by installation is in ``config.env``."""

import datetime as dt
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.celery_settings import *  # noqa: F403 -- Celery reads its CELERY_* names from here
from config.env import BASE_DIR, read_environment

ENV = read_environment()

SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
DEMO = ENV.demo
FAILPOINTS = ENV.failpoints
ALLOWED_HOSTS = list(ENV.allowed_hosts)
SITE_ORIGIN = ENV.site_origin
PROVINCE_NAME = ENV.province_name
VAR_DIR: Path = ENV.var_dir
BALLOT_KEYS: Path = ENV.ballot_keys
for folder in ("log", "media", "broker", "mail", "static"):
    (VAR_DIR / folder).mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "config",
    "awards",
    "campaigns",
    "emulation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "rules",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "emulation.ui.middleware.CompressMiddleware",
    "emulation.audit.middleware.RequestLogMiddleware",
    "csp.middleware.CSPMiddleware",
    "emulation.ui.middleware.CleanRequestMiddleware",
    "emulation.people.middleware.SessionMiddleware",
    "emulation.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "emulation.people.middleware.MandateMiddleware",
    "emulation.ui.middleware.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

_TEMPLATE_LOADERS = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
FORM_RENDERER = "emulation.ui.widgets.FlatRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "emulation.ui.context_processors.portal",
                "emulation.desk.context_processors.navigation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "emulation.ui.tags",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _TEMPLATE_LOADERS
                    if DEBUG
                    else [("django.template.loaders.cached.Loader", _TEMPLATE_LOADERS)],
                )
            ],
        },
    }
]

SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    # Without IMMEDIATE a reader that starts to write finds the file locked and cannot wait.
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;"
    ),
}
POSTGRES_OPTIONS = {
    "connect_timeout": 5,
    # a line that is broken is noticed, also by who only waits
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    # Queries here are short: to compile them, or to start workers, takes longer than they do.
    "options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=30s -c jit=off"
    " -c max_parallel_workers_per_gather=0",
}
DATABASES = {"default": ENV.database}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["OPTIONS"] = POSTGRES_OPTIONS
    DATABASES["default"]["CONN_MAX_AGE"] = 300
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # parts of the frame that are the same for everybody of a role: a copy in each process
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
    },
    # what all processes count together, without Redis in files
    "limits": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "limits",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    }
    if not ENV.redis_url
    else {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url},
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if not ENV.redis_url
    else {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url},
}

AUTH_USER_MODEL = "emulation.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email", "phone")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "emulation.people.passwords.LocalWordsValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "people:sign-in"

# A whole office shares one address, so a lock is set on account and address together; the
# account alone is slowed, never closed, or anyone could lock anybody out.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "emulation/people/locked_out.html"
AXES_IPWARE_PROXY_COUNT = ENV.trusted_proxies or None
AXES_CLIENT_IP_CALLABLE = "emulation.people.middleware.client_address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Messages travel in a signed cookie, not in the session: a ballot code may stand in one.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "emulation.ui.error_views.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.secure
if ENV.secure:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if ENV.trusted_proxies:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
    }
}

LANGUAGE_CODE = "vi"
FILTERS_EMPTY_CHOICE_LABEL = _("All")
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SENDFILE_PREFIX = ENV.sendfile_prefix
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# What is kept, and why so long. Documents, decisions and the audit trail are never deleted.
JOBS_KEPT = dt.timedelta(days=30)  # to answer "what became of the import of last week?"
FAILED_JOBS_KEPT = dt.timedelta(days=180)  # to see whether a fault comes back
READ_NOTICES_KEPT = dt.timedelta(days=180)  # half a campaign: what was read is no longer news
RECEIPTS_KEPT = dt.timedelta(days=30)  # a form left open longer has lost its session anyway
MAIL_FILES_KEPT = dt.timedelta(days=30)  # mails written to files, for trying the portal out
BROKER_MESSAGES_KEPT = dt.timedelta(hours=1)  # a doorbell only: the job row rings again
ACCESS_LOG = VAR_DIR / "log" / "access.log"
ACCESS_LOG_BYTES = 20 * 1024 * 1024  # some 200,000 requests; the web server does not rotate it

vars().update(ENV.email)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "emulation.audit.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "fontTools": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
    },
}
CELERY_BROKER_FOLDER = VAR_DIR / "broker"
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = broker(  # noqa: F405
    ENV.redis_url, CELERY_BROKER_FOLDER
)
# W040: SQLite reads a row where PostgreSQL finds all it needs in the index
SILENCED_SYSTEM_CHECKS = ["axes.W006", "models.W040"]
