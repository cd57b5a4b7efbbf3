"""Django's settings: the only reader of the environment (the media process has its own)."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from . import environment as env
from .logging import logging_config
from .mail import sender_address, sender_domains, smtp_server
from .storage import storages_by_url

BASE_DIR = Path(__file__).resolve().parent.parent
DEVELOPMENT_KEY = "only-for-development-and-never-in-production"

DEMO_FILE = env.text("DEMO_FILE", "")
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY", DEVELOPMENT_KEY if DEBUG else None)
NEW_SECRET_KEY = env.text("NEW_SECRET_KEY", "")
APP_API_BASE_URL = env.base_url("APP_API_BASE_URL", "http://localhost:8080" if DEBUG else None)
APP_IFRAME_BASE_URL = env.base_url("APP_IFRAME_BASE_URL", APP_API_BASE_URL)

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
if DEBUG and urlsplit(APP_API_BASE_URL).hostname not in LOOPBACK:
    raise ImproperlyConfigured(
        "DEBUG is for development on one machine: set APP_API_BASE_URL to it."
    )
if not DEBUG and len(SECRET_KEY) < 32:
    raise ImproperlyConfigured("SECRET_KEY must have at least 32 characters in production.")
if not DEBUG and SECRET_KEY == DEVELOPMENT_KEY:
    raise ImproperlyConfigured("SECRET_KEY is the one for development. Set one of your own.")

# Who may reach us, and whom we may reach.
ALLOWED_HOSTS = sorted(
    {str(urlsplit(url).hostname) for url in (APP_API_BASE_URL, APP_IFRAME_BASE_URL)}
)
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")
SALEOR_PRIVATE_NETWORKS = env.networks("SALEOR_PRIVATE_NETWORKS")
CALENDAR_PRIVATE_NETWORKS = env.networks("CALENDAR_PRIVATE_NETWORKS")
ALLOWED_DOMAIN_PATTERN = env.pattern("ALLOWED_DOMAIN_PATTERN")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "channels",
    "saleor_personal_shopper.core.installations",
    "saleor_personal_shopper.core.shoppers",
    "saleor_personal_shopper.core.privacy",
    "saleor_personal_shopper.core.notifications",
    "saleor_personal_shopper.core.campaigns",
    "saleor_personal_shopper.core.events",
    "saleor_personal_shopper.core.files",
    "saleor_personal_shopper.core.carts",
    "saleor_personal_shopper.core.attribution",
    "saleor_personal_shopper.saleor",
    "saleor_personal_shopper.graphql",
    "saleor_personal_shopper.realtime",
    "saleor_personal_shopper.dashboard",
]
MIDDLEWARE = [
    "saleor_personal_shopper.config.middleware.RequestContext",
    "saleor_personal_shopper.config.middleware.SecurityHeaders",
    "saleor_personal_shopper.config.direct_middleware.Security",
    "saleor_personal_shopper.config.direct_middleware.StaticFiles",
    "saleor_personal_shopper.config.direct_middleware.Locale",
    "saleor_personal_shopper.config.direct_middleware.Common",
]
ROOT_URLCONF = "saleor_personal_shopper.config.urls"
ASGI_APPLICATION = "saleor_personal_shopper.config.asgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.i18n"]},
    }
]

# PostgreSQL is the source of truth; Redis may be lost at any moment.
DATABASES = {"default": dj_database_url.parse(env.text("DATABASE_URL"), conn_health_checks=True)}
DATABASE_CONNECTIONS = 20
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": DATABASE_CONNECTIONS,
    "timeout": 5,  # seconds; a caller who waits longer for PostgreSQL is told to come again
}
# The API works on so many requests at once; more wait in line, which costs no connection. The
# rest of the connections is for sockets and pages.
API_AT_ONCE = DATABASE_CONNECTIONS * 3 // 5
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "saleor_personal_shopper.config.cache.SharedRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "personal-shopper",
        "OPTIONS": {
            "pool_class": "redis.BlockingConnectionPool",
            "max_connections": 8,  # an answer takes well under a millisecond; more threads wait
            "timeout": 2,
            "socket_timeout": 2,
            "socket_connect_timeout": 2,
        },
    }
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "personal-shopper"},
    }
}

# Private files: nothing here is ever served by the way, and no URL of the storage's own is told.
DATA_DIR = Path.home() / ".local/share/personal-shopper"
STORAGES = storages_by_url(env.text("STORAGE_URL", (DATA_DIR / "files").as_uri()))

# The core's ports, by dotted path.
SALEOR_API = "saleor_personal_shopper.saleor.api.SaleorApiClient"
TOKEN_VERIFIER = "saleor_personal_shopper.saleor.tokens.SaleorTokenVerifier"  # noqa: S105
APP_UPKEEP = "saleor_personal_shopper.saleor.upkeep.SaleorAppUpkeep"
ROOM_PUBLISHER = "saleor_personal_shopper.realtime.publisher.ChannelsRoomPublisher"
MEDIA_SERVER = "saleor_personal_shopper.realtime.media_client.MediaControlClient"
CLAMAV_URL = env.text("CLAMAV_URL", "")
FILE_SCANNER = "saleor_personal_shopper.files.scanners." + (
    "ClamAvScanner" if CLAMAV_URL else "TestSignatureScanner"
)
CALENDAR_FETCHER = "saleor_personal_shopper.saleor.calendars.HttpCalendarFetcher"
MAILER = "saleor_personal_shopper.mail.smtp.SmtpMailer"

# Mail: without a server nothing is sent, and the pages say so.
EMAIL_URL = env.text("EMAIL_URL", "")
SMTP_SERVER = smtp_server(EMAIL_URL)
DEFAULT_FROM_EMAIL = sender_address(
    env.text("DEFAULT_FROM_EMAIL", ""), is_needed=SMTP_SERVER is not None
)
MAIL_FROM_DOMAINS = sender_domains(env.text("MAIL_FROM_DOMAINS", ""))

# Bearer of /metrics; without one it does not exist.
METRICS_TOKEN = env.text("METRICS_TOKEN", "")

# Media: where the worker's private control API listens, and TURN for clients behind firewalls.
MEDIA_CONTROL = env.text("MEDIA_CONTROL", "127.0.0.1:8090")
MEDIA_SECRET = env.text(
    "MEDIA_SECRET", hmac.new(SECRET_KEY.encode(), b"media-control", hashlib.sha256).hexdigest()
)
TURN_URL = env.text("TURN_URL", "")
TURN_SECRET = env.text("TURN_SECRET", "")
if TURN_URL and not TURN_SECRET:
    raise ImproperlyConfigured("TURN_URL is set, so TURN_SECRET must be set too.")

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
    ("ca", _("Catalan")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = None
# Vite's build of the call page and of the loader; the names of its assets hold their digest.
WIDGET_DIR = BASE_DIR / "dashboard/static/personal_shopper/widget"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = r"/widget/assets/"

SECURE_CROSS_ORIGIN_OPENER_POLICY = None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

STAFF_SESSION_LIFETIME = timedelta(hours=12)
STAFF_RIGHTS_LIFETIME = timedelta(seconds=60)
LOGGING = logging_config(env.choice("APP_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"))
