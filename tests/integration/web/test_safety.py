"""Headers, errors, sessions and logs: what every page promises whatever it shows."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from balise.web.config import errors
from balise.web.config.environment import Environment, databases
from balise.web.config.logging import Discreet
from balise.web.people.models import Person

CANARY = "canari-Zx81-du-texte-d’une-personne"


def test_headers_leave_nothing_open(db: None) -> None:
    answer = Client().get("/compte/login/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "img-src 'self' data:" in policy
    assert "unsafe" not in policy
    for name, value in {
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
    }.items():
        assert value in answer.headers[name], name
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("status", [400, 403, 404, 413, 419, 500])
def test_each_error_has_its_page_in_each_language(language: str, status: int, rf: RequestFactory, db: None) -> None:
    request = rf.get("/x")
    handlers: dict[int, Callable[[HttpRequest], HttpResponse]] = {
        400: lambda it: errors.bad_request(it, ValueError(CANARY)),
        403: lambda it: errors.refused(it, PermissionError(CANARY)),
        404: lambda it: errors.not_found(it, LookupError(CANARY)),
        413: lambda it: errors.bad_request(it, RequestDataTooBig(CANARY)),
        419: lambda it: errors.forged_form(it, reason=CANARY),
        500: errors.broken,
    }
    with translation.override(language):
        answer = handlers[status](request)
    page = answer.content.decode()
    title, _ = errors.TEXTS[language][status]
    assert title in page
    assert CANARY not in page
    assert answer.status_code == {419: 403}.get(status, status)


def test_a_wrong_address_and_a_forged_form_are_answered(db: None) -> None:
    missing = Client().get("/nulle-part/")
    assert missing.status_code == 404
    assert "Page introuvable" in missing.content.decode()
    english = Client().get("/nulle-part/", headers={"accept-language": "en-CA"})
    assert "Page not found" in english.content.decode()
    forged = Client(enforce_csrf_checks=True).post("/compte/login/", {"login": "x", "password": "y"})
    assert forged.status_code == 403
    assert "Formulaire expiré" in forged.content.decode()


def test_a_text_of_many_megabytes_is_refused_politely(db: None) -> None:
    answer = Client().post("/compte/login/", {"login": "x" * 4_000_000})
    assert answer.status_code == 413
    assert "trop gros" in answer.content.decode()


@pytest.fixture
def logs() -> Any:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def test_no_text_of_a_person_reaches_the_logs(db: None, logs: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(request: HttpRequest) -> HttpResponse:
        raise ValueError(f"{request.GET} {CANARY}")

    browser = Client(raise_request_exception=False)
    browser.get("/nulle-part/", {"texte": CANARY})
    browser.post("/compte/login/", {"login": CANARY, "password": CANARY})
    browser.post("/personnes/code/", {"username": CANARY, "code": CANARY})
    browser.get(f"/{CANARY}/")
    monkeypatch.setattr("balise.web.config.pages.redirect", fail)
    assert browser.get("/", {"texte": CANARY}).status_code == 500
    try:
        raise RuntimeError(CANARY)  # noqa: TRY301
    except RuntimeError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", CANARY)
        logging.getLogger("balise.tests").exception("something")
    written = logs.getvalue()
    assert "builtins.RuntimeError" in written
    assert "ERROR" in written
    assert "canari" not in written


def test_sessions_end_when_idle_and_after_twelve_hours_whatever(
    cast: SimpleNamespace, signed_in: Callable[[Person], Client], now: dt.datetime
) -> None:
    address = "/personnes/moi/"
    with time_machine.travel(now, tick=False) as clock:
        browser = signed_in(cast.employee)
        assert browser.get(address).status_code == 200
        clock.shift(3 * 3600)
        assert browser.get(address).status_code == 302
        browser = signed_in(cast.employee)
        seen = []
        for _ in range(13):
            seen.append(browser.get(address).status_code)
            clock.shift(3600)
        assert seen == [200] * 13
        assert browser.get(address).status_code == 302


def test_nobody_signs_up(db: None) -> None:
    Client().post("/compte/signup/", {"username": "intrus", "password1": "un-mot-de-passe-long"})
    assert not Person.objects.exists()


def test_passwords_are_tried_a_few_times_only(cast: SimpleNamespace) -> None:
    cast.employee.set_password("un-long-mot-de-passe")
    cast.employee.save()
    for _ in range(5):
        Client().post("/compte/login/", {"login": "elise", "password": "faux"})
    last = Client().post("/compte/login/", {"login": "elise", "password": "un-long-mot-de-passe"})
    assert last.status_code == 200  # the form again: too many tries
    assert "_auth_user_id" not in last.wsgi_request.session


def test_settings_name_what_is_wrong() -> None:
    env = Environment({"BALISE_DEMO": "peut-être", "BALISE_X": "neuf", "BALISE_HOSTS": "a.ca, b.ca"})
    with pytest.raises(ValueError, match="BALISE_DEMO"):
        env.truth("DEMO")
    with pytest.raises(ValueError, match="BALISE_X"):
        env.number("X", 1)
    assert env.words("HOSTS") == ["a.ca", "b.ca"]
    with pytest.raises(ValueError, match="BALISE_DATABASE_URL"):
        databases("mysql://x", data=env.folder("DATA", Path("/x")))
    found = databases("postgresql://u:p%40@h:5433/n?sslmode=require", data=env.folder("DATA", Path("/x")))
    chosen = found["default"]
    assert (chosen["USER"], chosen["PASSWORD"], chosen["HOST"], chosen["PORT"], chosen["NAME"]) == (
        "u",
        "p@",
        "h",
        "5433",
        "n",
    )
    assert chosen["OPTIONS"] == {"sslmode": "require"}
