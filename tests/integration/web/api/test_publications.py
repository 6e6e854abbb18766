"""A publication from draft to retraction by tools alone, and what they are refused."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balise.web.audit.models import Record
from balise.web.publishing.models import Publication
from tests.integration.web.api.conftest import GOOD, Tool

pytestmark = pytest.mark.django_db
Tools = Callable[..., Tool]
DRAFT = {"voice": "official", "text": GOOD, "networks": ["facebook"], "title": "Collecte"}


def test_a_publication_goes_its_whole_way(cast: SimpleNamespace, tool: Tools) -> None:
    author, desk, boss = tool(cast.employee), tool(cast.communications), tool(cast.management)
    made = author("POST", "/publications", DRAFT)
    assert made.status_code == 201, made.content
    at = made.headers["Location"].removeprefix("/api/v1")
    changed = author("PATCH", at, {"text": GOOD + " Entrée libre."}, if_match=made.headers["ETag"])
    assert changed.status_code == 200, changed.content
    assert changed.json()["title"] == "Collecte", "what is not given stays"
    read = changed.json()["hash"]
    sent = author("POST", f"{at}/submit", {"hash": read})
    assert sent.json()["state"] == "submitted", sent.content
    assert sent.json()["waiting_for"] == ["communications"]
    assert desk("GET", at).json()["asked_of_me"] == ["communications"]
    back = desk(
        "POST",
        f"{at}/return",
        {"hash": read, "comments": [{"place": "text:facebook", "quote": "samedi", "text": "Date?"}]},
    )
    assert back.json()["state"] == "returned", back.content
    dated = author("PATCH", at, {"text": GOOD + " Le 28 novembre."}, if_match=author("GET", at).headers["ETag"])
    author("POST", f"{at}/submit", {"hash": dated.json()["hash"]})
    stale = desk("POST", f"{at}/approve", {"hash": read})
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition-failed")
    approved = desk("POST", f"{at}/approve", {"hash": dated.json()["hash"]})
    assert approved.json()["state"] == "approved", approved.content
    online = desk(
        "POST", f"{at}/addresses", {"network": "facebook", "address": "https://www.facebook.com/page/posts/1"}
    )
    assert online.json()["state"] == "published", online.content
    asked = author("POST", f"{at}/retraction", {"clause": "3.2", "reason": "Annulé."})
    assert asked.json()["state"] == "retracting", asked.content
    assert desk("POST", f"{at}/retraction/done", {"note": "Fait."}).status_code == 200
    assert desk("POST", f"{at}/retraction/confirm").status_code == 422, "not by whoever took it down"
    assert boss("POST", f"{at}/retraction/confirm").json()["state"] == "retracted"
    tags = list(
        Record.objects.filter(subject_kind="publishing.publication").order_by("number").values_list("tag", flat=True)
    )
    assert tags[0] == "person:publication:create"
    assert tags[-1] == "person:publication:confirm_retraction"
    assert len(tags) == 11


def test_two_tools_do_not_overwrite_each_other(cast: SimpleNamespace, tool: Tools) -> None:
    one = tool(cast.employee)
    made = one("POST", "/publications", DRAFT)
    at, tag = made.headers["Location"].removeprefix("/api/v1"), made.headers["ETag"]
    assert one("PATCH", at, {"text": "x"}).json()["code"] == "precondition-required"
    assert one("PATCH", at, {"text": "Premier."}, if_match=tag).status_code == 200
    lost = one("PATCH", at, {"text": "Second."}, if_match=tag)
    assert (lost.status_code, lost.json()["code"]) == (412, "precondition-failed")
    assert one("GET", at).json()["text"] == "Premier."
    fresh = one("GET", at).headers["ETag"]
    assert one("GET", at, if_none_match=fresh).status_code == 304
    assert one("POST", f"{at}/withdraw", if_match=tag).status_code == 412


def test_the_same_key_works_once(cast: SimpleNamespace, tool: Tools) -> None:
    one = tool(cast.employee)
    first = one("POST", "/publications", DRAFT, idempotency_key="abc")
    again = one("POST", "/publications", DRAFT, idempotency_key="abc")
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (201, "true")
    assert again.json() == first.json()
    assert Publication.objects.count() == 1
    other = one("POST", "/publications", {**DRAFT, "text": "Autre."}, idempotency_key="abc")
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    assert tool(cast.hr)("POST", "/publications", DRAFT, idempotency_key="abc").status_code == 201, "a key is one's own"
    at = first.headers["Location"].removeprefix("/api/v1")
    gone = [one("POST", f"{at}/withdraw", idempotency_key="bye").status_code for _ in range(2)]
    assert gone == [200, 200]
    assert one("POST", f"{at}/withdraw").json()["code"] == "wrong-state"
    bad = [one("POST", f"{at}/submit", {"hash": "0" * 64}, idempotency_key="no").status_code for _ in range(2)]
    assert bad == [409, 409], "what failed is tried again, not remembered"


def test_lists_turn_their_pages_and_show_only_what_one_sees(
    cast: SimpleNamespace, tool: Tools, write: Any, send: Any
) -> None:
    for number in range(5):
        send(write(cast.employee, f"{GOOD} {number}"))
    write(cast.hr)
    desk = tool(cast.communications)
    first = desk("GET", "/publications?limit=3").json()
    rest = desk("GET", f"/publications?limit=3&before={first['next']}").json()
    ids = [one["id"] for one in first["items"] + rest["items"]]
    assert len(ids) == len(set(ids)) == 5
    assert ids == sorted(ids, reverse=True)
    assert rest["next"] is None
    assert desk("GET", "/publications?mine=true").json()["items"] == []
    assert desk("GET", "/publications?state=draft").json()["items"] == []
    assert desk("GET", "/publications?state=nothing").status_code == 422
    hidden = Publication.objects.get(author=cast.hr)
    assert desk("GET", f"/publications/{hidden.pk}").json()["code"] == "not-found"
    assert desk("GET", "/publications/999999999").json()["code"] == "not-found"


def test_a_list_costs_the_same_however_long(cast: SimpleNamespace, tool: Tools, write: Any) -> None:
    one = tool(cast.employee)
    write(cast.employee)
    one("GET", "/publications")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            one("GET", "/publications")
        return len(queries)

    before = cost()
    for _ in range(9):
        write(cast.employee)
    assert cost() == before <= 8


def test_others_read_what_was_sent_not_what_is_being_written(cast: SimpleNamespace, tool: Tools) -> None:
    author, desk = tool(cast.employee), tool(cast.communications)
    made = author("POST", "/publications", DRAFT).json()
    at = f"/publications/{made['id']}"
    author("POST", f"{at}/submit", {"hash": made["hash"]})
    author("POST", f"{at}/reopen")
    author("PATCH", at, {"text": "Un secret."}, if_match=author("GET", at).headers["ETag"])
    shown = desk("GET", at).json()
    assert "secret" not in str(shown)
    assert shown["hash"] == made["hash"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**DRAFT, "networks": ["minitel"]}, "networks"),
        ({**DRAFT, "text": "a\x00b"}, "text"),
        ({**DRAFT, "text": "\ud800"}, "text"),
        ({**DRAFT, "text": "x" * 100_001}, "text"),
        ({**DRAFT, "voice": "visitor"}, "voice"),
        ({**DRAFT, "colour": "red"}, "colour"),
        ({**DRAFT, "planned": "2026-12-01T10:00:00"}, "planned"),
        ({**DRAFT, "planned": "0001-01-01T00:00:00+14:00"}, "planned"),
        ({"text": GOOD}, "voice"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_does_not_fit_is_told_by_field(
    cast: SimpleNamespace, tool: Tools, body: Any, field: str, language: str
) -> None:
    answer = tool(cast.employee)("POST", "/publications", body, accept_language=language)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.headers["Content-Language"] == language
    (error,) = answer.json()["errors"]
    assert error["field"] == field
    ours = ("Cette", "Ce", "Il", "C’", "Un", "Une", "Réseaux") if language == "fr" else ("This", "There", "A", "Known")
    assert error["message"].startswith(ours)
    assert not Publication.objects.exists()


def test_the_reader_s_language_is_their_account_s_unless_asked(cast: SimpleNamespace, tool: Tools) -> None:
    cast.employee.language = "en"
    cast.employee.save()
    one = tool(cast.employee)
    assert one("GET", "/publications/1").json()["title"] == "Not found"
    assert one("GET", "/publications/1", accept_language="fr").json()["title"] == "Introuvable"
