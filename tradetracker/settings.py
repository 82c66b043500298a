"""All settings, from the environment only; a missing or wrong one fails at once and says what to do.

Without ``DATABASE_URL`` and ``REDIS_URL`` the running embedded servers of this checkout are used: their
addresses stand in the file that ``make run`` leaves in the data folder (see ``tradetracker.launch``).
The table of variables is in README.md.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from kombu import Queue

from tradetracker.environment import parse_database_url, read_bool, read_int, read_list
from tradetracker.launch.environment import home_folder
from tradetracker.launch.environment import read as read_launch_file

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = home_folder(BASE_DIR, os.environ)
ENV = {**read_launch_file(HOME), **os.environ}

DEBUG = read_bool(ENV, "DEBUG", False)
SECRET_KEY = ENV.get("SECRET_KEY", "")
if not SECRET_KEY:
    if "pytest" in sys.modules or DEBUG:
        SECRET_KEY = "insecure-key-for-tests-and-debugging-only-0123456789abcdefghij"
    else:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. `make run` makes one by itself; on a server of your own set it to a "
            "long random text."
        )
ALLOWED_HOSTS = read_list(ENV, "ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = read_list(ENV, "CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "sources",
    "deals",
    "simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "tradetracker.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tradetracker.nul.NulInAddressMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "tradetracker.urls"
WSGI_APPLICATION = "tradetracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
            ],
        },
    },
]

# Database: one dialect, Postgres. A UTF-8 ctype is required (pg_trgm sees no Chinese without it).
if not ENV.get("DATABASE_URL"):
    raise ImproperlyConfigured(
        "DATABASE_URL is not set and no embedded server of this checkout is running. "
        "Start everything with `make run`, or set DATABASE_URL=postgres://user:password@host:5432/name."
    )
_DATABASE = parse_database_url(ENV["DATABASE_URL"])
_OPTIONS = {
    # A server that vanished (its machine, a cable) says nothing: found out within a minute, not a quarter of an hour.
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
    # Of web processes alone (wsgi.py sets it): no page may hold a thread for ever, whatever was asked.
    "options": f"-c statement_timeout={read_int(ENV, 'STATEMENT_SECONDS', 0) * 1000}",
}
DATABASES = {
    "default": {
        **_DATABASE,
        "OPTIONS": {**_OPTIONS, **_DATABASE["OPTIONS"]},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {
            "NAME": ENV.get("TEST_DATABASE_NAME") or None,
            "TEMPLATE": "template0",
            "CHARSET": "UTF8",
        },
    }
}

REDIS_URL = ENV.get("REDIS_URL", "")
if not REDIS_URL:
    raise ImproperlyConfigured(
        "REDIS_URL is not set and no embedded server of this checkout is running. "
        "Start everything with `make run`, or set REDIS_URL=redis://host:6379/0."
    )

# What pages were last answered with (deals/freshness.py); losing it costs a rendering, never a wrong answer.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "tradetracker",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}

# Celery: short tasks that carry ids and can be run twice; the schedule itself is columns on Feed.
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 10,
    # As of the database: a broker that vanished without a word must not leave worker or scheduler waiting for it.
    "socket_keepalive": True,
    "socket_keepalive_options": {
        getattr(socket, name): value
        for name, value in (
            ("TCP_KEEPIDLE", 30),
            ("TCP_KEEPINTVL", 10),
            ("TCP_KEEPCNT", 3),
            ("TCP_USER_TIMEOUT", 60_000),
        )
        if hasattr(socket, name)
    },
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Not a connection for each task: ``KeepingTask`` in celery.py closes those that are old, broken or of a failed task.
CELERY_DB_REUSE_MAX = 1_000_000
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_CONCURRENCY = read_int(ENV, "WORKER_CONCURRENCY", 2, least=1)
CELERY_TIMEZONE = "UTC"
# Rules have a queue of their own, so that polls never wait behind a thousand texts. A worker takes both unless told.
CELERY_TASK_DEFAULT_QUEUE = "celery"
CELERY_TASK_QUEUES = (Queue("celery"), Queue("rules"))
CELERY_TASK_ROUTES = {
    "sources.tasks.extract_version": {"queue": "rules"},
    "sources.tasks.extract_versions": {"queue": "rules"},
}
TICK_SECONDS = read_int(ENV, "TICK_SECONDS", 60, least=1)
CELERY_BEAT_SCHEDULER = "tradetracker.beat:SteadyScheduler"
CELERY_BEAT_SCHEDULE = {
    "poll-due-feeds": {
        "task": "sources.tasks.poll_due_feeds",
        "schedule": TICK_SECONDS,
    },
    "sweep-unfinished": {
        "task": "sources.tasks.sweep_unfinished",
        "schedule": TICK_SECONDS,
    },
    "match-pending-claims": {
        "task": "deals.tasks.match_pending_claims",
        "schedule": TICK_SECONDS,
    },
    "group-echoes": {"task": "sources.tasks.group_echoes", "schedule": TICK_SECONDS},
    "recheck-evidence": {"task": "deals.tasks.recheck_evidence", "schedule": TICK_SECONDS},
    "hint-hot-feeds": {"task": "deals.tasks.hint_hot_feeds", "schedule": 60 * 60},
    "learn-rhythms": {"task": "sources.tasks.learn_rhythms", "schedule": 24 * 60 * 60},
    "prune-fetches": {"task": "sources.tasks.prune_fetches", "schedule": 24 * 60 * 60},
}

# Fetching (sources/fetching.py takes these as arguments)
FETCH_CONTACT = ENV.get("FETCH_CONTACT", "")
FETCH_USER_AGENT = "TradeTracker/0.1" + (f" (+{FETCH_CONTACT})" if FETCH_CONTACT else "")
FETCH_ALLOW_NETWORKS = tuple(read_list(ENV, "FETCH_ALLOW_NETWORKS"))
FETCH_TOTAL_SECONDS = read_int(ENV, "FETCH_TOTAL_SECONDS", 20, least=1)
FETCH_MAX_BYTES = read_int(ENV, "FETCH_MAX_BYTES", 10_000_000, least=1_000)
FETCH_PER_HOST = read_int(ENV, "FETCH_PER_HOST", 1, least=1)
FETCH_PROXY = ENV.get("FETCH_PROXY", "")
CLAIM_LIMIT = read_int(ENV, "CLAIM_LIMIT", 200, least=1)

# The second reader: off unless an address is set (https://host/v1/chat/completions of any OpenAI-compatible server)
SECOND_READER_URL = ENV.get("SECOND_READER_URL", "")
SECOND_READER_MODEL = ENV.get("SECOND_READER_MODEL", "")
SECOND_READER_KEY = ENV.get("SECOND_READER_KEY", "")
SECOND_READER_SECONDS = read_int(ENV, "SECOND_READER_SECONDS", 40, least=1)
if SECOND_READER_URL and not SECOND_READER_MODEL:
    raise ImproperlyConfigured("SECOND_READER_URL is set: name the model too, in SECOND_READER_MODEL.")

# Review: publish an editor's accept only when another person confirms it (a chief editor may do so alone)
REVIEW_NEEDS_SECOND = read_bool(ENV, "REVIEW_NEEDS_SECOND", False)

# Time and language
LANGUAGE_CODE = "en"
# Only languages whose catalogue is whole: half a page of Django's own words in another tongue helps nobody.
LANGUAGES = [("en", "English")]
USE_I18N = True
FORMAT_MODULE_PATH = ["tradetracker.formats"]
TIME_ZONE = "UTC"
USE_TZ = True

# Static files
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(ENV.get("STATIC_ROOT") or BASE_DIR / "staticfiles")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or "pytest" in sys.modules
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or "pytest" in sys.modules

# Security. HTTPS=True when a proxy in front ends TLS; `check --deploy` is run with it.
HTTPS = read_bool(ENV, "HTTPS", False)
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = (
    5 * 24 * 60 * 60
)  # a working week; Django's own two weeks are long for a desk that publishes
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Own proxies in front, each of which adds the address it saw to X-Forwarded-For: logins are limited by it.
PROXY_HOPS = read_int(ENV, "PROXY_HOPS", 1 if HTTPS else 0)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"django.contrib.auth.password_validation.{name}",
        "OPTIONS": {"min_length": 12} if name == "MinimumLengthValidator" else {},
    }
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": ENV.get("LOG_LEVEL", "INFO")},
}
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False
