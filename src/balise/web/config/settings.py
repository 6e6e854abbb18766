"""Django's settings, all from ``BALISE_*`` variables; docs/fr/exploitation.md lists them."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from balise.web.config.environment import Environment, databases, default_data_folder, default_keys_folder
from balise.web.config.identity import identity_providers
from balise.web.config.installed import installed_apps
from balise.web.config.storing import backup_folder, storages, within
from balise.web.config.translations import compiled
from balise.web.keys import read_or_draw
from balise.web.ui.packaged import static_directories

_env = Environment()
_web = Path(__file__).resolve().parents[1]

BALISE_DATA = _env.folder("DATA", default_data_folder())
BALISE_KEYS = _env.folder("KEYS", default_keys_folder(BALISE_DATA))
if BALISE_KEYS.is_relative_to(BALISE_DATA):
    raise ValueError("BALISE_KEYS: outside BALISE_DATA, or a copy of the data would carry its keys")
BALISE_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
BALISE_DEMO = _env.truth("DEMO")
BALISE_PACK = _env.text("PACK")
BALISE_ORGANISATION = ""  # taken up from set-up, or from the pack that BALISE_PACK names
BALISE_PUBLIC_CHECK = _env.truth("PUBLIC_CHECK")
BALISE_BACKUP = _env.truth("BACKUP", default=True)  # the jobs make one each day
BALISE_BACKUP_FOLDER = backup_folder(_env, data=BALISE_DATA)
BALISE_BACKUP_HOUR = within("BACKUP_HOUR", _env.number("BACKUP_HOUR", 3), least=0, most=23)
BALISE_BACKUP_DAYS = within("BACKUP_DAYS", _env.number("BACKUP_DAYS", 7), least=1, most=3_650)
BALISE_BACKUP_WEEKS = within("BACKUP_WEEKS", _env.number("BACKUP_WEEKS", 5), least=0, most=520)
BALISE_BACKUP_MONTHS = within("BACKUP_MONTHS", _env.number("BACKUP_MONTHS", 6), least=0, most=120)
BALISE_METRICS = _env.truth("METRICS")  # for this machine only, unless a token is set
BALISE_METRICS_TOKEN = _env.text("METRICS_TOKEN")
BALISE_PROCESS_KIND = _env.text("PROCESS_KIND")  # set by the commands that start processes: web | jobs
BALISE_WEBHOOKS_PRIVATE = _env.truth("WEBHOOKS_PRIVATE")  # receivers on this network, and without TLS
BALISE_NETWORKS_INSIDE = _env.words("NETWORKS_INSIDE")  # host:port of servers of a network on our own machines
BALISE_SERVED_HERE = _env.truth("SERVED_HERE", default=True)  # loopback only: no certificate is needed
BALISE_ADDRESS = _env.text("ADDRESS", "http://localhost:8765").rstrip("/")  # what links of mails begin with
BALISE_OIDC_SECOND_FACTOR = _env.truth("OIDC_SECOND_FACTOR")  # the identity provider already asks for it

SECRET_KEY = urlsafe_b64encode(read_or_draw(folder=BALISE_KEYS, name="django")).decode()
DEBUG = False
ALLOWED_HOSTS = _env.words("HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = _env.words("ORIGINS")
BALISE_BEHIND_PROXY = _env.truth("BEHIND_PROXY")
if BALISE_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = installed_apps(_web)
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "balise.web.config.middleware.caller",
    "balise.web.config.middleware.headers",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "balise.web.config.middleware.telling",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "balise.web.config.middleware.ending",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "balise.web.config.middleware.reader_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "balise.web.config.middleware.readable",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "balise.web.config.urls"
WSGI_APPLICATION = "balise.web.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "balise.web.config.context.site",
                "balise.web.ui.context.layout",
            ],
        },
    }
]

BALISE_DATABASE_URL = _env.text("DATABASE_URL")
DATABASES = databases(BALISE_DATABASE_URL, data=BALISE_DATA)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if BALISE_DATABASE_URL:  # several processes must count the tries at signing in together
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [compiled(_web)]
FORMAT_MODULE_PATH = ["balise.web.config.formats"]
TIME_ZONE = _env.text("TIME_ZONE", "America/Toronto")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = _env.text("STATIC") or None  # only where another server hands out static files
MEDIA_ROOT = _env.folder("FILES", BALISE_DATA / "files")  # a shared folder for several machines
STORAGES = storages(_env)
STATICFILES_DIRS = static_directories()
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 7 * 86_400
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # a text of a megabyte is answered by the form, not by a broken page
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's stylesheet draws its small pictures so
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *_env.words("FORM_TARGETS")],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if BALISE_SERVED_HERE else 31_536_000
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # asked inside the house, without a certificate
SECURE_SSL_REDIRECT = False if BALISE_SERVED_HERE else _env.truth("REDIRECT_TO_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not BALISE_SERVED_HERE
SESSION_COOKIE_AGE = 2 * 3600  # idle; the whole is bounded by the middleware ``ending``
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LANGUAGE_COOKIE_NAME = "language"
CSRF_FAILURE_VIEW = "balise.web.config.errors.forged_form"

from balise.web.config.mail import *  # noqa: E402, F403 - mail, in a file of its own

LOGGING_CONFIG = "balise.web.config.logging.configure"
LOGGING = {"level": _env.text("LOG_LEVEL", "INFO"), "format": _env.text("LOG_FORMAT", "auto")}

SOCIALACCOUNT_PROVIDERS = identity_providers(_env)
from balise.web.config.sign_in import *  # noqa: E402, F403 - allauth's own settings, in a file of their own
