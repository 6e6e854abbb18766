"""Every page against hostile addresses and forms: told politely, never broken; and what every answer carries."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Callable, Iterator
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from balise.web.access.guarding import PUBLIC
from balise.web.config.logging import Discreet
from balise.web.people.models import Person
from balise.web.people.roles import Role

CANARY = "canari-Zx81-du-texte-d’une-personne"
HUGE = "9" * 25
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fifty tries, none of which is about hashing


def _views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _views(entry, where)
        elif entry.callback.__module__.startswith("balise."):
            yield where, entry


VIEWS = dict(_views(get_resolver()))
NAMES = [where for where in VIEWS if "sortir" not in where and "logout" not in where]


def _addresses(where: str) -> list[str]:
    """The view's address with ids that are wrong in several ways."""
    if "<" not in where:
        return [f"/{where}"]
    wrong = {
        "int": ["0", "1", HUGE],
        "str": ["x", "%00", "%F0%9F%92%A5", "a" * 3_000, "..%5C", HUGE],
        "uuid": ["0" * 8],
    }
    found = []
    for at in range(3):

        def value(match: re.Match[str], at: int = at) -> str:
            choices = wrong.get(match[1] or "str", wrong["str"])
            return choices[min(at, len(choices) - 1)]

        found.append("/" + re.sub(r"<(?:(\w+):)?\w+>", value, where))
    return list(dict.fromkeys(found))


QUERIES = [
    f"?avant={HUGE}&page={HUGE}&tri=-x&voir=x&etat=x&mots=%F0%9F%92%A5%25%27%22%FF&q=%22%2A%28",
    "?avant=%00&mots=%00&q=%00&page=%C2%B2",
]


@pytest.fixture
def everything(person: Callable[..., Person], settings: Any, signed_in: Callable[[Person], Client]) -> Client:
    """A browser of somebody who holds every role: nothing is refused before it is read."""
    settings.BALISE_OIDC_SECOND_FACTOR = True
    settings.BALISE_PUBLIC_CHECK = True
    client = signed_in(person("toutes", *Role, partner_id="partner"))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("where", NAMES)
def test_no_address_breaks_a_page(everything: Client, where: str) -> None:
    for address in _addresses(where):
        for query in QUERIES:
            status = everything.get(address + query).status_code
            assert status < 500, (status, address[:100] + query)


FORMS: list[dict[str, Any]] = [
    {},
    dict.fromkeys(("text", "reason", "note", "comment", "quote", "place", "justification", "name", "kind"), "\x00" * 3),
    {
        name: value
        for value in ("💥" * 5_000,)
        for name in (
            "common",
            "text",
            "reason",
            "title",
            "statement",
            "source",
            "username",
            "name",
            "topic",
            "hash",
            "by",
        )
    },
    {
        "version": HUGE,
        "planned": "0000-00-00T99:99",
        "since": "2026-02-31",
        "networks": ["x", "\0", "💥"],
        "person": HUGE,
    },
]


@pytest.mark.parametrize("where", NAMES)
def test_no_form_breaks_a_page(everything: Client, where: str) -> None:
    for address in _addresses(where)[:1]:
        for form in FORMS:
            status = everything.post(address, form).status_code
            assert status < 500, (status, address[:100], str(form)[:80])


def test_zero_bytes_in_reasons_and_comments_are_left_out(
    cast: SimpleNamespace, signed_in: Callable[[Person], Client], settings: Any, now: dt.datetime
) -> None:
    """Read past the forms: kept by PostgreSQL only without them."""
    from balise.web.approvals.models import Approval
    from balise.web.publishing import transitions
    from balise.web.publishing.content import Draft
    from balise.web.publishing.readiness import parts_of
    from balise.web.verdicts.engine import judge

    draft = Draft(common="Notre collecte aura lieu samedi à Québec.", networks=("facebook",))
    made = transitions.create_publication(actor=cast.employee, voice="official", draft=draft, planned=None, now=now)
    judgement = judge(parts_of(made.content), voice="official")
    sent = transitions.submit(
        actor=cast.employee, publication=made, content_hash=made.hash, judgement=judgement, now=now
    )
    form = {
        "hash": sent.hash,
        "reason": "À \0revoir.",
        "place": "text:facebook",
        "quote": "samedi",
        "comment": "Lequel\0?",
    }
    answer = signed_in(cast.communications).post(f"/approbations/{sent.pk}/retourner/", form)
    assert answer.headers["Location"] == "/approbations/"
    kept = Approval.objects.get()
    assert (kept.reason, kept.comments[0]["text"]) == ("À revoir.", "Lequel?")


HEADERS = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}


@pytest.mark.parametrize("where", NAMES)
def test_every_answer_carries_the_headers(everything: Client, where: str) -> None:
    answer = everything.get(_addresses(where)[0])
    for name, value in HEADERS.items():
        assert value in answer.headers[name], (where, name)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Request-Id"]
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        assert "no-store" in answer.headers["Cache-Control"], where


@pytest.mark.parametrize("address", ["/static/ui/ui.css", "/nulle-part/", "/publications/%00/", "/?x=%00"])
def test_errors_and_files_carry_them_too(db: None, address: str) -> None:
    answer = Client().get(address)
    for name, value in HEADERS.items():
        assert value in answer.headers[name], (address, name)


def test_cookies_are_not_for_scripts_nor_for_other_sites(
    cast: SimpleNamespace, signed_in: Callable[[Person], Client], settings: Any
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True  # as behind a proxy
    cast.employee.set_password("un-long-mot-de-passe")
    cast.employee.save()
    client = Client()
    page = client.get("/compte/login/")
    assert page.cookies["csrftoken"]["samesite"] == "Lax"
    assert page.cookies["csrftoken"]["secure"]
    answer = client.post("/compte/login/", {"login": "elise", "password": "un-long-mot-de-passe"})
    session = answer.cookies["sessionid"]
    assert (session["httponly"], session["samesite"], session["secure"]) == (True, "Lax", True)
    assert not session["expires"]  # gone with the browser


def test_a_session_ends_with_the_account_the_password_or_the_role(
    cast: SimpleNamespace, signed_in: Callable[[Person], Client], today: dt.date
) -> None:
    browser = signed_in(cast.employee)
    assert browser.get("/publications/").status_code == 200
    cast.employee.set_password("un-autre-long-mot-de-passe")
    cast.employee.save()
    assert browser.get("/publications/").status_code == 302  # signed in elsewhere with the old one
    again = signed_in(cast.employee)
    cast.employee.holdings.update(until=today - dt.timedelta(days=1))
    assert again.get("/publications/").status_code == 403
    Person.objects.filter(pk=cast.employee.pk).update(is_active=False)
    assert again.get("/personnes/moi/").status_code == 302


def _tries(headers_of: Callable[[int], dict[str, str]]) -> bool:
    """Whether somebody who types the right password gets in after many wrong names were tried, all within a minute."""
    client = Client()
    with time_machine.travel(dt.datetime(2026, 11, 2, 15, tzinfo=dt.UTC), tick=False):
        for at in range(25):
            client.post("/compte/login/", {"login": f"nom-{at}", "password": "faux"}, headers=headers_of(at))
        form = {"login": "elise", "password": "un-long-mot-de-passe"}
        client.post("/compte/login/", form, headers=headers_of(99))
        return "_auth_user_id" in client.session


def test_a_forged_forwarding_header_does_not_open_a_fresh_count(cast: SimpleNamespace, settings: Any) -> None:
    settings.PASSWORD_HASHERS = QUICK
    cast.employee.set_password("un-long-mot-de-passe")
    cast.employee.save()
    settings.BALISE_BEHIND_PROXY = False
    assert not _tries(lambda at: {"x-forwarded-for": f"203.0.113.{at}"})


def test_behind_a_proxy_one_persons_tries_do_not_shut_out_the_others(cast: SimpleNamespace, settings: Any) -> None:
    settings.PASSWORD_HASHERS = QUICK
    cast.employee.set_password("un-long-mot-de-passe")
    cast.employee.save()
    settings.BALISE_BEHIND_PROXY = True
    # what the browser claims comes first; what our proxy saw comes last
    assert _tries(lambda at: {"x-forwarded-for": f"198.51.100.7, 203.0.113.{'9' if at < 50 else '5'}"})


@pytest.fixture
def logs() -> Iterator[StringIO]:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.mark.parametrize("where", NAMES)
def test_a_page_that_breaks_tells_the_logs_no_text_and_mails_nothing(
    everything: Client, logs: StringIO, settings: Any, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    settings.ADMINS = [("Adam", "adam@exemple.org")]

    def fail(*_arguments: Any, **_more: Any) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr("django.template.base.Template.render", fail)
    monkeypatch.setattr("balise.web.workflow.performing.append", fail)
    form = dict.fromkeys(("text", "common", "reason", "name", "username", "title", "networks"), CANARY)
    for address in _addresses(where)[:1]:
        everything.get(address, {"mots": CANARY, "q": CANARY})
        everything.post(address, form)
    assert "canari" not in logs.getvalue()
    assert "toutes" not in logs.getvalue()  # the account's name
    assert mail.outbox == []


def test_every_view_is_tried() -> None:
    assert {getattr(entry.callback, "needs", None) for entry in VIEWS.values()} - {None, PUBLIC}
    assert len(NAMES) > 60
