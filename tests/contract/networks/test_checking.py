"""Prism really stands between: what no description has is told, whatever the double says."""

from __future__ import annotations

import pytest

from tests.contract.networks.doubles.checked import Checked
from tests.contract.networks.doubles.described import answer
from tests.contract.networks.gate import Request

_JSON = {"content-type": "application/json", "authorization": "Bearer a"}


@pytest.mark.parametrize(
    ("description", "request_", "place"),
    [
        ("x", Request("POST", "/2/tweets", _JSON, b'{"texte": "Bonjour"}'), "request.body"),
        ("x", Request("GET", "/2/tweets/abc", _JSON, b""), "request.path"),
        ("x", Request("GET", "/2/users/1/tweets?max_results=1000", _JSON, b""), "request.query"),
        ("pinterest", Request("POST", "/pins", _JSON, b'{"board_id": "un tableau"}'), "request.body"),
        ("pinterest", Request("POST", "/media", _JSON, b'{"media_type": "image"}'), "request.body"),
        ("mastodon", Request("POST", "/api/v1/statuses", _JSON, b'{"media_ids": "77"}'), "request.body"),
    ],
)
def test_a_wrong_request_is_told(description: str, request_: Request, place: str) -> None:
    checked = Checked.of(description, lambda _request: answer({}))
    if not checked.checking:
        pytest.skip("Prism is not installed (make peers)")
    checked(request_)
    assert any(place in one for one in checked.wrong), checked.wrong


def test_a_wrong_answer_of_a_double_is_told() -> None:
    checked = Checked.of("pinterest", lambda _request: answer({"id": "un"}))
    if not checked.checking:
        pytest.skip("Prism is not installed (make peers)")
    checked(Request("GET", "/pins/1", _JSON, b""))
    assert any("response" in one for one in checked.wrong), checked.wrong
