"""How mail leaves, from ``BALISE_EMAIL_*``; docs/fr/courriel.md and docs/en/mail.md tell each of them."""

from __future__ import annotations

import os
from typing import Any

from balise.web.config.environment import Environment, default_data_folder

_env = Environment()
_NAMES = {
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
}
# Services that django-anymail speaks to with nothing more to install; their own settings are BALISE_ANYMAIL_*.
SERVICES = (
    "brevo", "mailersend", "mailgun", "mailjet", "mandrill", "postal", "postmark", "resend",
    "scaleway", "sendgrid", "sparkpost", "unisender_go",
)  # fmt: skip
_SECURITY = {"starttls", "tls", "none"}


def backend(said: str) -> str:
    """Django's name of a backend: ``console``, ``file``, ``smtp``, a service of django-anymail, or a dotted path."""
    if said in _NAMES:
        return _NAMES[said]
    if said in SERVICES:
        return f"anymail.backends.{said}.EmailBackend"
    if "." in said:
        return said
    known = ", ".join([*_NAMES, *SERVICES])
    raise ValueError(f"BALISE_EMAIL_BACKEND: {known}, or the dotted path of a backend, not {said!r}")


def security(said: str) -> str:
    """``starttls``, ``tls`` (from the first byte) or ``none`` (the same machine only)."""
    if said not in _SECURITY:
        raise ValueError(f"BALISE_EMAIL_SECURITY: {' | '.join(sorted(_SECURITY))}, not {said!r}")
    return said


def digest_hour(said: int) -> int:
    """The hour from which daily mails go, local time."""
    if not 0 <= said <= 23:
        raise ValueError(f"BALISE_DIGEST_HOUR: from 0 to 23, not {said}")
    return said


EMAIL_BACKEND = backend(_env.text("EMAIL_BACKEND", "console"))
EMAIL_FILE_PATH = _env.folder("EMAIL_FOLDER", _env.folder("DATA", default_data_folder()) / "mail")
EMAIL_HOST = _env.text("EMAIL_HOST", "localhost")
_secure = security(_env.text("EMAIL_SECURITY", "starttls"))
EMAIL_USE_TLS, EMAIL_USE_SSL = _secure == "starttls", _secure == "tls"
EMAIL_PORT = _env.number("EMAIL_PORT", {"starttls": 587, "tls": 465, "none": 25}[_secure])
EMAIL_HOST_USER = _env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = _env.text("EMAIL_PASSWORD")
EMAIL_TIMEOUT = _env.number("EMAIL_TIMEOUT", 20)  # seconds; below the margin of the outbox
DEFAULT_FROM_EMAIL = _env.text("EMAIL_FROM", "balise@localhost")
BALISE_DIGEST_HOUR = digest_hour(_env.number("DIGEST_HOUR", 7))

ANYMAIL: dict[str, Any] = {
    name.removeprefix("BALISE_ANYMAIL_"): value
    for name, value in sorted(os.environ.items())
    if name.startswith("BALISE_ANYMAIL_")
} | {"REQUESTS_TIMEOUT": EMAIL_TIMEOUT}
