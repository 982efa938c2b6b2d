"""What Django is told: read once, from the environment that `travaux serve` sets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from getpass import getuser
from pathlib import Path
from typing import Any, Final

from csp.constants import NONCE, NONE, SELF

from travaux.store.conninfo import parameters
from travaux.store.postgres import ACCOUNTS
from travaux.web.accounts.issuers import Issuer, issuers_in
from travaux.web.accounts.post import post_office
from travaux.web.accounts.postgres.shared import shared

HERE: Final = Path(__file__).parent
FOLDER: Final = Path(os.environ.get("TRAVAUX_WEB_FOLDER", "."))
"""Where the accounts are, and the secret of this server."""
ALONE: Final = os.environ.get("TRAVAUX_WEB_ALONE") == "1"
"""One person, on one machine: no accounts; whoever has the ticket that was printed is let in."""
TICKET: Final = os.environ.get("TRAVAUX_WEB_TICKET", "")
HTTPS: Final = os.environ.get("TRAVAUX_WEB_HTTPS") == "1"
"""Whether people reach this server by HTTPS: cookies then go by nothing else."""
AT: Final = os.environ.get("TRAVAUX_WEB_AT", "")
"""The address under which people reach this server, where that is told; links in letters have it."""
ISSUERS: Final[tuple[Issuer, ...]] = issuers_in(os.environ.get("TRAVAUX_WEB_OIDC", ""))
"""Those whose word on who somebody is counts here, beside the accounts' own; nobody else is asked."""


def _database(conninfo: str) -> dict[str, Any]:
    """Say where the accounts are: in the database of the record, or in a file beside the record."""
    if not conninfo:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": FOLDER / "people.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
            },
        }
    given = dict(parameters(conninfo))
    if "PGSERVICE" in os.environ:
        given.setdefault("service", os.environ["PGSERVICE"])
    return {
        "ENGINE": "travaux.web.accounts.postgres",
        "NAME": given.pop("dbname", "") or _named(given),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "OPTIONS": {**given, "options": f"-c search_path={ACCOUNTS}", **shared()},
    }


def _named(given: Mapping[str, str]) -> str:
    """Say which database is meant where its address does not, as libpq does; Django wants to know."""
    said = os.environ.get("PGDATABASE", "")
    if said or "service" in given:
        return said
    return given.get("user") or os.environ.get("PGUSER") or getuser()


SECRET_KEY: Final = os.environ.get("TRAVAUX_WEB_SECRET", "only tests run without a secret of their own")
DEBUG: Final = False
ALLOWED_HOSTS: Final = os.environ.get("TRAVAUX_WEB_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS: Final = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS: Final = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "travaux.web.accounts",
    "travaux.web",
]
MIDDLEWARE: Final = [
    "travaux.web.around.counting.counted",
    "django.middleware.security.SecurityMiddleware",
    "travaux.web.around.statics.Statics",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "travaux.web.around.language.of_the_reader",
    "travaux.web.around.whence.from_an_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "travaux.web.accounts.presence.present",
    "travaux.web.seat.seated",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "travaux.web.around.limits.limited",
    "travaux.web.around.faults.housed",
    "travaux.web.around.given_back.GivenBack",
    "travaux.web.around.carrying.Carrying",
]
CSRF_FAILURE_VIEW: Final = "travaux.web.around.given_back.not_of_this_session"
ROOT_URLCONF: Final = "travaux.web.urls"
ASGI_APPLICATION: Final = "travaux.web.asgi.application"
TEMPLATES: Final[list[dict[str, Any]]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "travaux.web.seat.shown",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "travaux.web.templatetags.told",
            ],
        },
    }
]
DATABASES: Final = {"default": _database(os.environ.get("TRAVAUX_WEB_DATABASE", ""))}
DEFAULT_AUTO_FIELD: Final = "django.db.models.BigAutoField"

AUTH_USER_MODEL: Final = "accounts.Person"
AUTHENTICATION_BACKENDS: Final = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
SHORTEST_PASSWORD: Final = 12
AUTH_PASSWORD_VALIDATORS: Final[list[dict[str, Any]]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": SHORTEST_PASSWORD}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL: Final = "account_login"
LOGIN_REDIRECT_URL: Final = "status"

LANGUAGE_CODE: Final = "en"
LANGUAGES: Final = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "français"),
    ("ru", "русский"),
    ("es", "español"),
]
LOCALE_PATHS: Final = [HERE / "locale"]
USE_I18N: Final = True
USE_TZ: Final = True
TIME_ZONE: Final = "UTC"

STATIC_URL: Final = "static/"
STATICFILES_DIRS: Final[list[Path]] = []
WHITENOISE_USE_FINDERS: Final = True

MEGABYTE: Final = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE: Final = 8 * MEGABYTE
FILE_UPLOAD_MAX_MEMORY_SIZE: Final = 4 * MEGABYTE
LARGEST_UPLOAD: Final = 64 * MEGABYTE
FILE_UPLOAD_HANDLERS: Final = [
    "travaux.web.around.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SESSION_COOKIE_AGE: Final = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY: Final = True
SESSION_COOKIE_SAMESITE: Final = "Lax"
SESSION_COOKIE_SECURE: Final = HTTPS
CSRF_COOKIE_SECURE: Final = HTTPS
CSRF_COOKIE_HTTPONLY: Final = True
CSRF_COOKIE_SAMESITE: Final = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF: Final = True
SECURE_REFERRER_POLICY: Final = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY: Final = "same-origin"
SECURE_HSTS_SECONDS: Final = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT: Final = HTTPS
SECURE_REDIRECT_EXEMPT: Final = [r"^health/$", r"^metrics/$"]
SILENCED_SYSTEM_CHECKS: Final = ["security.W005", "security.W021"]
"""What holds for other hosts under the same name is for whoever has that name to say."""
SECURE_PROXY_SSL_HEADER: Final = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS: Final = "DENY"
CONTENT_SECURITY_POLICY: Final = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF, NONCE],
        "script-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *(one.origin for one in ISSUERS)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
MAILS: Final = bool(os.environ.get("TRAVAUX_WEB_EMAIL"))
"""Whether invitations are sent by e-mail; the link is shown to whoever invites in any case."""
POST: Final = post_office(os.environ.get("TRAVAUX_WEB_EMAIL", ""))
EMAIL_BACKEND: Final = f"django.core.mail.backends.{POST.backend}.EmailBackend"
EMAIL_HOST: Final = POST.host
EMAIL_PORT: Final = POST.port
EMAIL_HOST_USER: Final = POST.user
EMAIL_HOST_PASSWORD: Final = POST.password
EMAIL_USE_TLS: Final = POST.starts_tls
EMAIL_USE_SSL: Final = POST.is_tls
EMAIL_TIMEOUT: Final = 10
DEFAULT_FROM_EMAIL: Final = POST.sender
SERVER_EMAIL: Final = POST.sender

ACCOUNT_LOGIN_METHODS: Final = {"email"}
ACCOUNT_SIGNUP_FIELDS: Final = ["email*", "password1*"]
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS: Final = False
"""Nobody has this server write to strangers."""
ACCOUNT_EMAIL_VERIFICATION: Final = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD: Final = None
ACCOUNT_ADAPTER: Final = "travaux.web.accounts.adapter.ByInvitation"
ACCOUNT_SESSION_REMEMBER: Final = True
ACCOUNT_REAUTHENTICATION_REQUIRED: Final = True
ACCOUNT_REAUTHENTICATION_TIMEOUT: Final = 15 * 60
ACCOUNT_REAUTHENTICATION_METHODS: Final = {"password", "mfa"}
ACCOUNT_RATE_LIMITS: Final = {"login_failed": "10/m/ip,5/5m/key"}
"""Passwords tried in vain: from one address for all accounts, and for one account from one address.

There is no count of an account alone: whoever knows the e-mail address of its owner would keep her out.
"""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE: Final = True
ACCOUNT_FORMS: Final = {
    "reset_password": "travaux.web.accounts.password.AsksForAnother",
    "reset_password_from_key": "travaux.web.accounts.password.SetsAnother",
}
SOCIALACCOUNT_ADAPTER: Final = "travaux.web.accounts.adapter.OfThoseInvited"
SOCIALACCOUNT_PROVIDERS: Final = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [one.app for one in ISSUERS]}
}
MFA_ADAPTER: Final = "travaux.web.accounts.adapter.FurtherSteps"
MFA_FORMS: Final = {
    "add_webauthn": "travaux.web.accounts.passkeys.AddsPasskey",
    "edit_webauthn": "travaux.web.accounts.passkeys.RenamesPasskey",
    "login_webauthn": "travaux.web.accounts.passkeys.SignsInByPasskey",
}
MFA_ALLOW_UNVERIFIED_EMAIL: Final = True
"""One's address is that of one's invitation. Whoever asks for another password in somebody's name leaves it
written down as unverified, and would keep them from adding a passkey."""
MFA_SUPPORTED_TYPES: Final = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED: Final = True
MFA_TOTP_ISSUER: Final = "Travaux"

CACHES: Final = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
"""What is counted by the minute: one process serves, so it is kept there."""
LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "travaux.web.around.logs.Quiet"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["out"], "level": "ERROR", "propagate": False},
        "travaux.web": {"handlers": ["out"], "level": "WARNING" if ALONE else "INFO", "propagate": False},
        "uvicorn": {"handlers": ["out"], "level": "WARNING", "propagate": False},
    },
}
