"""Django's settings, typed, from the environment. What an admin changes is a row, not a setting."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from jingjin.site import environment as env

BASE_DIR = Path(__file__).resolve().parents[1]
HOME = env.home()

DEBUG = env.flag("JINGJIN_DEBUG")
DEMO_MODE = env.flag("JINGJIN_DEMO")
LOAD_DEMO = env.flag("JINGJIN_LOAD_DEMO")
PRODUCTION = env.flag("JINGJIN_PRODUCTION")
ROLE = env.text("JINGJIN_ROLE", "web")
BASE_URL = env.text("JINGJIN_URL", "http://localhost:8000")

_ROLE_URLS = {"web": "DATABASE_URL", "worker": "DATABASE_WORKER_URL", "owner": "DATABASE_OWNER_URL"}


def _database_url() -> str:
    return env.text(_ROLE_URLS[ROLE]) or env.text("DATABASE_URL", "postgresql:///jingjin")


def _secret_key() -> str:
    """JINGJIN_SECRET_KEY, or a file of this installation made on the first start."""
    if value := env.text("JINGJIN_SECRET_KEY"):
        return value
    path = HOME / "keys" / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.text("JINGJIN_HOSTS", "*" if not PRODUCTION else "localhost").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env.text("JINGJIN_ORIGINS").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "axes",
    "procrastinate.contrib.django",
    "jingjin.core",
    "jingjin.audit",
    "jingjin.accounts",
    "jingjin.intake",
    "jingjin.org",
    "jingjin.notify",
    "jingjin.metrics",
    "jingjin.goals",
    "jingjin.plans",
    "jingjin.insight",
    "jingjin.workflows",
    "jingjin.desk",
    "jingjin.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jingjin.site.middleware.request_id",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jingjin.site.middleware.actor",
    "jingjin.site.middleware.language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jingjin.site.middleware.security_headers",
    "jingjin.site.middleware.first_start",
    "jingjin.site.middleware.forced_password",
    "axes.middleware.AxesMiddleware",
    "jingjin.site.middleware.api_once",
]

ROOT_URLCONF = "jingjin.site.urls"
ASGI_APPLICATION = "jingjin.site.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "jingjin.accounts.access.PasswordBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "accounts:sign_in"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "jingjin.site.shell.shell",
            ],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {"default": env.database(_database_url())}
if env.flag("JINGJIN_POOL", default=False):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": env.number("JINGJIN_POOL_SIZE", 8)}
PROCRASTINATE_ON_APP_READY = None

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = "jingjin.site.formats"
LANGUAGE_COOKIE_NAME = "jingjin_language"

STATIC_URL = "static/"
STATIC_ROOT = None  # whitenoise serves what the finders find; nothing is collected
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "jingjin.site.assets.FingerprintedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

FILES_ROOT = HOME / "files"
KEYS_ROOT = HOME / "keys"
PDF_FONTS = Path(env.text("JINGJIN_FONTS", str(BASE_DIR.parent / "build" / "pdf-fonts")))
ANCHOR_FILE = HOME / "anchors" / "anchors.jsonl"
BACKUP_ROOT = HOME / "backups"
DATA_UPLOAD_MAX_MEMORY_SIZE = 50 * 1024 * 1024

SESSION_COOKIE_NAME = "jingjin_session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = "jingjin.accounts.access.cool_off"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "jingjin.accounts.access.guessed_name"
AXES_LOCKOUT_CALLABLE = "jingjin.accounts.access.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

EMAIL_HOST = env.text("JINGJIN_MAIL_HOST", "localhost")
EMAIL_PORT = env.number("JINGJIN_MAIL_PORT", 25)
EMAIL_HOST_USER = env.text("JINGJIN_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("JINGJIN_MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("JINGJIN_MAIL_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("JINGJIN_MAIL_FROM", "jingjin@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "jingjin.site.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "httpx": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
        "axes": {"level": "CRITICAL"},
    },
}
