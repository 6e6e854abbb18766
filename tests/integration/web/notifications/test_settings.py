"""Settings of mail: each documented in both languages, a wrong one refused with its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

from balise.web.config import mail

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.parametrize("page", ["fr/courriel.md", "en/mail.md"])
def test_every_setting_and_service_is_documented(page: str) -> None:
    told = (ROOT / "docs" / page).read_text(encoding="utf-8")
    read = re.findall(r'_env\.\w+\(\s*"(\w+)"', Path(mail.__file__).read_text(encoding="utf-8"))
    for name in {*read, "ADDRESS"} - {"DATA"}:
        assert f"`BALISE_{name}`" in told, name
    for service in ("console", "file", "smtp", *mail.SERVICES):
        assert f"`{service}`" in told, service


@pytest.mark.parametrize("said", ["console", "file", "smtp", *mail.SERVICES])
def test_every_name_is_a_backend_that_loads(said: str) -> None:
    import_string(mail.backend(said))


def test_a_wrong_word_is_refused_with_the_name_of_its_setting() -> None:
    for reading, word, name in (
        (mail.backend, "gmail", "BALISE_EMAIL_BACKEND"),
        (mail.security, "ssl", "BALISE_EMAIL_SECURITY"),
        (mail.digest_hour, 24, "BALISE_DIGEST_HOUR"),
    ):
        with pytest.raises(ValueError, match=name):
            reading(word)  # type: ignore[operator]
