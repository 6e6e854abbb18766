"""Who comes in by the API, and what it answers to whoever does not. Every operation × role × scope, from a table."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balise.web.api import guarding
from balise.web.api.describing import guards
from balise.web.api.door import LARGEST, api, described
from balise.web.api.models import Replay, Token
from balise.web.api.problems import PROBLEMS
from balise.web.api.scopes import Scope
from balise.web.api.transitions import create_token, revoke_token
from balise.web.directory import transitions as directory
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.publishing.models import Publication
from balise.web.verdicts.pacing import Pace
from balise.web.workflow import Invalid, perform
from tests.integration.web.api.conftest import Tool
from tests.integration.web.test_access import PERMISSIONS

pytestmark = pytest.mark.django_db

# operation: its permission and its scope
OPERATIONS = {
    "GET /me": ("token.create", ""),
    "GET /publications": ("publication.read", "publications:read"),
    "GET /publications/{publication_id}": ("publication.read", "publications:read"),
    "PATCH /publications/{publication_id}": ("publication.edit", "publications:write"),
    "POST /check": ("check.use", "check"),
    "POST /departures": ("stay.manage", "stays:write"),
    "POST /departures/cancel": ("stay.manage", "stays:write"),
    "POST /hires": ("stay.manage", "stays:write"),
    "POST /publications": ("publication.create", "publications:write"),
    "POST /publications/{publication_id}/addresses": ("publication.publish", "publications:publish"),
    "POST /publications/{publication_id}/approve": ("publication.approve", "publications:decide"),
    "POST /publications/{publication_id}/left-out": ("publication.publish", "publications:publish"),
    "POST /publications/{publication_id}/refuse": ("publication.refuse", "publications:decide"),
    "POST /publications/{publication_id}/reopen": ("publication.edit", "publications:write"),
    "POST /publications/{publication_id}/retraction": ("publication.retract_ask", "publications:publish"),
    "POST /publications/{publication_id}/retraction/confirm": ("publication.retract_confirm", "publications:publish"),
    "POST /publications/{publication_id}/retraction/decline": ("publication.retract_confirm", "publications:publish"),
    "POST /publications/{publication_id}/retraction/done": ("publication.publish", "publications:publish"),
    "POST /publications/{publication_id}/return": ("publication.return", "publications:decide"),
    "POST /publications/{publication_id}/submit": ("publication.submit", "publications:write"),
    "POST /publications/{publication_id}/withdraw": ("publication.withdraw", "publications:write"),
}


def test_every_operation_has_its_row() -> None:
    found = {
        f"{method} {path}": (guard.permission.value, guard.scope.value if guard.scope else "")
        for method, path, _operation, guard in guards(api)
    }
    assert dict(sorted(found.items())) == OPERATIONS
    assert list(OPERATIONS) == sorted(OPERATIONS)


@pytest.mark.parametrize("role", Role)
def test_each_role_is_refused_the_operations_it_has_no_permission_for(role: Role, tool: Callable[..., Tool]) -> None:
    person = Person.objects.create_user(f"only-{role}", name=role)
    RoleHolding.objects.create(person=person, role=role, since=timezone.localdate())
    one = tool(person)
    for row, (permission, _scope) in OPERATIONS.items():
        method, _space, path = row.partition(" ")
        answer = one(method, path.replace("{publication_id}", "1"), {} if method != "GET" else None)
        may = role.value in PERMISSIONS[permission].split()
        assert (answer.status_code == 403) is not may, (row, role, answer.content)
        if not may:
            assert answer.json()["code"] == "forbidden"


@pytest.mark.parametrize("scope", Scope)
def test_each_scope_opens_its_own_operations_alone(
    scope: Scope, cast: SimpleNamespace, tool: Callable[..., Tool]
) -> None:
    one = tool(cast.management, scope)
    for row, (_permission, wanted) in OPERATIONS.items():
        method, _space, path = row.partition(" ")
        answer = one(method, path.replace("{publication_id}", "1"), {} if method != "GET" else None)
        refused = answer.status_code == 403 and answer.json()["code"] == "scope"
        assert refused is (wanted not in {"", scope.value}), (row, scope, answer.content)


def test_without_a_token_that_is_whole_known_and_in_use_nothing_opens(cast: SimpleNamespace, now: dt.datetime) -> None:
    token, secret = create_token(
        actor=cast.employee, name="x", scopes=[Scope.READ], expires=now + dt.timedelta(days=1), now=now
    )
    assert secret not in str(vars(token)), "only a hash is kept"
    assert Tool(secret)("GET", "/me").json()["scopes"] == ["publications:read"]
    wrong = secret[:-1] + ("0" if secret[-1] != "0" else "1")
    for text in ("", "x", "balise__", wrong, secret.upper(), f"balise_{'0' * 12}_{'0' * 64}", "é" * 20, secret + "_"):
        answer = Tool(text)("GET", "/me")
        assert answer.status_code == 401, text
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert Client().get("/api/v1/me", headers={"authorization": f"Basic {secret}"}).status_code == 401
    seated = Client()
    seated.force_login(cast.employee, backend="django.contrib.auth.backends.ModelBackend")
    assert seated.get("/api/v1/me").status_code == 401, "a browser's session is no token"
    Token.objects.update(expires=now - dt.timedelta(seconds=1))
    assert Tool(secret)("GET", "/me").status_code == 401
    Token.objects.update(expires=now + dt.timedelta(days=1))
    revoke_token(actor=cast.admin, token=token, now=now)
    assert Tool(secret)("GET", "/me").status_code == 401


def test_tokens_end_with_the_account_even_if_it_opens_again(
    cast: SimpleNamespace, tool: Callable[..., Tool], now: Any
) -> None:
    one = tool(cast.employee)
    assert one("GET", "/me").status_code == 200
    gone = perform(actor=cast.hr, transition=directory.DEACTIVATE, subject=cast.employee, now=now)
    assert one("GET", "/me").status_code == 401
    perform(actor=cast.hr, transition=directory.REACTIVATE, subject=gone, now=now)
    assert one("GET", "/me").status_code == 401
    assert Token.objects.get(person=cast.employee).state == "revoked"


def test_a_role_withdrawn_is_withdrawn_from_its_tools(cast: SimpleNamespace, tool: Callable[..., Tool]) -> None:
    one = tool(cast.auditor)
    assert one("GET", "/publications").status_code == 200
    RoleHolding.objects.filter(person=cast.auditor).update(until=timezone.localdate() - dt.timedelta(days=1))
    assert one("GET", "/publications").json()["code"] == "forbidden"


def test_a_second_factor_that_is_owed_closes_the_door(
    cast: SimpleNamespace, tool: Callable[..., Tool], settings: Any
) -> None:
    one = tool(cast.hr)
    settings.BALISE_OIDC_SECOND_FACTOR = False
    assert one("GET", "/me").json()["code"] == "second-factor"


def test_the_day_of_the_last_use_is_noted_once(
    cast: SimpleNamespace, tool: Callable[..., Tool], today: dt.date
) -> None:
    one = tool(cast.employee)
    assert Token.objects.get().last_used is None
    one("GET", "/me")
    assert Token.objects.get().last_used == today


def test_a_tool_that_runs_wild_slows_itself_down(
    cast: SimpleNamespace, tool: Callable[..., Tool], monkeypatch: Any
) -> None:
    monkeypatch.setattr(guarding, "of_tokens", Pace(burst=3, rate=0.001))
    one, other = tool(cast.employee), tool(cast.employee)
    codes = [one("GET", "/me").status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert one("GET", "/me").headers["Retry-After"] == "1"
    assert other("GET", "/me").status_code == 200


def test_a_body_too_large_or_unreadable_is_told(cast: SimpleNamespace, tool: Callable[..., Tool]) -> None:
    one = tool(cast.employee)
    assert one("POST", "/check", {"text": "x" * LARGEST}).json()["code"] == "too-large"
    for body in (b"{", b"\xff\xfe", b"[]", b"nul"):
        answer = one.client.post("/api/v1/check", data=body, content_type="application/json", headers=one.headers)
        assert answer.status_code in {400, 422}, body
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [("GET", "/nothing", "not-found"), ("DELETE", "/publications", "method"), ("GET", "/check", "method"), ("GET", "/", "not-found"),
     ("GET", "/publications?%00=x", "unreadable"), ("GET", "/publications/%00", "unreadable"),
     ("GET", "/publications/x", "invalid"), ("GET", f"/publications/{10**30}", "invalid"), ("TRACE", "/me", "method")],
)  # fmt: skip
def test_an_address_or_a_method_that_is_not_there(
    method: str, path: str, code: str, cast: SimpleNamespace, tool: Callable[..., Tool]
) -> None:
    answer = tool(cast.employee)(method, path)
    assert answer.json()["code"] == code
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    if code == "method":
        assert answer.headers["Allow"]


def test_a_tool_stopped_before_the_door_is_told_so_in_its_own_way(
    cast: SimpleNamespace, tool: Callable[..., Tool]
) -> None:
    answer = tool(cast.employee)("GET", "/publications?%00=x", accept_language="en")
    assert (answer.status_code, answer.json()["title"], answer["Content-Language"]) == (400, "Unreadable request", "en")
    page = Client().get("/publications/?%00=x")
    assert (page.status_code, page["Content-Type"].split(";")[0]) == (400, "text/html"), "people still get a page"


def test_a_check_leaves_no_trace(
    cast: SimpleNamespace, tool: Callable[..., Tool], caplog: Any, django_assert_num_queries: Any
) -> None:
    one = tool(cast.employee)
    one("POST", "/check", {"text": "Bonjour."})
    secret = "Mon voisin est un imbécile, NAS 046 454 286."
    with caplog.at_level("DEBUG"):
        answer = one("POST", "/check", {"text": secret, "voice": "official"}, accept_language="en")
    verdict = answer.json()
    assert verdict["schema"] == 1
    assert verdict["decision"] == "forbidden"
    found = verdict["findings"][0]
    assert secret[found["start"] : found["end"]] == found["matched"]
    assert found["message"].isascii() or "“" in found["message"]
    assert "imbécile" not in caplog.text
    assert not Publication.objects.exists()
    assert not Replay.objects.exists()
    assert one("POST", "/check", {"text": "x", "network": "minitel"}).json()["errors"][0]["field"] == "network"


def test_the_description_is_served_and_says_what_is_answered(client: Client) -> None:
    answer = client.get("/api/v1/openapi.json")
    schema = answer.json()
    assert schema["openapi"].startswith("3.1")
    for methods in schema["paths"].values():
        for operation in methods.values():
            assert operation["security"]
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    assert list(response["content"]) == ["application/problem+json"]
    assert set(described()["paths"]) == set(schema["paths"])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_tells_every_operation_and_every_problem(client: Client, language: str) -> None:
    page = client.get("/api/", headers={"accept-language": language}).content.decode()
    for row in OPERATIONS:
        method, _space, path = row.partition(" ")
        assert f"{method} /api/v1{path}" in page
    for code in PROBLEMS:
        assert f'id="{code}"' in page


def test_a_token_has_bounds(cast: SimpleNamespace, now: dt.datetime) -> None:
    def make(**values: Any) -> None:
        given = {"name": "x", "scopes": [Scope.READ], "expires": now + dt.timedelta(days=1), **values}
        create_token(actor=cast.employee, now=now, **given)

    for wrong in (
        {"name": " "},
        {"scopes": []},
        {"scopes": ["all"]},
        {"expires": now},
        {"expires": now + dt.timedelta(days=900)},
    ):
        with pytest.raises(Invalid):
            make(**wrong)
    for _ in range(20):
        make()
    with pytest.raises(Invalid):
        make()


def test_the_pages_show_a_token_once_and_end_it(cast: SimpleNamespace, seat: Callable[[Any], Client]) -> None:
    elise, adam, hugo = seat(cast.employee), seat(cast.admin), seat(cast.hr)
    assert elise.post("/jetons/", {"name": "", "days": "7"}).status_code == 422
    made = elise.post("/jetons/", {"name": "Veille", "scopes": ["check"], "days": "30"}).content.decode()
    secret = made.split('value="balise_')[1].split('"')[0]
    assert Tool(f"balise_{secret}")("GET", "/me").status_code == 200
    assert secret not in elise.get("/jetons/").content.decode()
    token = Token.objects.get()
    address = f"/jetons/{token.pk}/revoquer/"
    assert hugo.get(address).status_code == 404
    assert hugo.post(address).status_code == 404
    assert "Veille" in adam.get("/jetons/tous/").content.decode()
    assert elise.get("/jetons/tous/").status_code == 403
    assert adam.post(address).status_code == 302
    assert Tool(f"balise_{secret}")("GET", "/me").status_code == 401
    assert elise.post(address).status_code == 302, "twice says so and breaks nothing"


def test_nothing_of_a_session_is_made(cast: SimpleNamespace, tool: Callable[..., Tool]) -> None:
    answer = tool(cast.employee)("GET", "/me")
    assert not answer.cookies
    assert json.loads(answer.content)["person"]["name"] == "Elise"
