"""Whatever the network does, it ends in time, in one of our errors, and no secret shows."""

from __future__ import annotations

import time

import pytest

from balise.networks.content import CommentKey, Done
from balise.networks.describing import REPEATABLE, Operation
from balise.networks.errors import (
    Gone,
    LostPermission,
    NetworkError,
    Permanent,
    Temporary,
    Throttled,
)
from tests.contract.networks.acting import assert_silent, calls, ended, publish
from tests.contract.networks.conftest import Opens
from tests.contract.networks.gate import Fault, Response
from tests.contract.networks.peering import Opened

_STATUSES: dict[int, tuple[type[NetworkError], ...]] = {
    401: (LostPermission,),
    403: (LostPermission, Permanent),
    404: (Gone,),
    409: (Permanent, Temporary),
    429: (Throttled,),
    500: (Temporary,),
    503: (Temporary,),
}
_FAULTS = [Fault.CUT, Fault.HALF, Fault.WRONG_JSON, Fault.REDIRECT, Fault.HUGE]
_SHAPES = [
    b"[]", b"3", b"null", b'"phrase"', b"{}", b'{"data": 3}', b'{"data": [3, null, {"id": [], "from": 3}]}',
    b'{"items": [3, {"id": 3, "snippet": [], "status": "phrase"}]}', b'{"elements": [{"id": 4, "created": "phrase"}]}',
    b'{"id": {}, "message": [], "attachments": [], "created_time": 3, "paging": 3, "comments": {"data": 3}}',
    b'{"value": [], "status_code": [], "children": 3, "content": "phrase", "commentary": {}}', b'{"error": {"code": 1e999}}',
]  # fmt: skip
_SLOW = [Fault.SILENT, Fault.DRIP]


@pytest.mark.parametrize("status", sorted(_STATUSES))
def test_every_status_has_its_meaning(opens: Opens, status: int, caplog: pytest.LogCaptureFixture) -> None:
    opened, post_id, key = _prepared(opens)
    for operation, call in calls(opened, post_id, key).items():
        opened.gate.spoil(Fault.STATUS, response=opened.peer.error(status))
        found = ended(call)
        if isinstance(found, NetworkError):
            assert isinstance(found, _STATUSES[status]), (operation, found)
            assert_silent(found, caplog)
            if isinstance(found, Throttled):
                assert found.until is not None
                assert found.until > opened.peer.clock()
            assert not found.maybe or status >= 500, operation
        else:
            assert status == 404, operation  # what was to be removed is not there
            assert found == Done(already=True)
        opened.gate.heal()


@pytest.mark.parametrize("fault", _FAULTS)
def test_every_broken_answer_is_an_error(opens: Opens, fault: Fault, caplog: pytest.LogCaptureFixture) -> None:
    opened, post_id, key = _prepared(opens)
    for operation, call in calls(opened, post_id, key).items():
        opened.gate.spoil(fault)
        found = ended(call)
        if isinstance(found, NetworkError):
            assert_silent(found, caplog, opened.gate.inside)
        else:  # a network that answers these with nothing is not asked for more
            assert fault is Fault.WRONG_JSON, operation
            assert operation in REPEATABLE
        opened.gate.heal()
    assert opened.gate.trapped == 0


@pytest.mark.parametrize("body", _SHAPES)
def test_an_answer_of_another_shape_breaks_nothing(opens: Opens, body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    opened, post_id, key = _prepared(opens)
    for operation, call in calls(opened, post_id, key).items():
        opened.gate.spoil(Fault.STATUS, response=Response(200, body, {"Content-Type": "application/json"}))
        found = ended(call)  # whatever is answered, it is not an exception of Python's own
        if isinstance(found, NetworkError):
            assert_silent(found, caplog)
        assert "phrase" not in caplog.text, operation
        opened.gate.heal()


@pytest.mark.parametrize("fault", _SLOW)
def test_a_slow_network_holds_nobody(opens: Opens, fault: Fault, caplog: pytest.LogCaptureFixture) -> None:
    opened, post_id, key = _prepared(opens, seconds=0.15, whole=0.4)
    for operation, call in calls(opened, post_id, key).items():
        opened.gate.spoil(fault)
        before = time.monotonic()
        with pytest.raises(Temporary) as caught:
            call()
        assert time.monotonic() - before < 8, operation  # 0.4 s each, on a busy machine
        assert_silent(caught.value, caplog)
        opened.gate.heal()


def test_a_lost_answer_says_that_it_may_have_happened(opens: Opens) -> None:
    opened, post_id, key = _prepared(opens)
    done = calls(opened, post_id, key)
    if Operation.REPLY not in done:
        return
    opened.gate.spoil(Fault.LOST)
    with pytest.raises(NetworkError) as caught:
        done[Operation.REPLY]()
    assert caught.value.maybe
    opened.gate.heal()


def test_nothing_of_ours_shows_a_secret(opens: Opens) -> None:
    opened = opens()
    account, tokens, app = opened.connector.account, opened.connector.tokens, opened.connector.app
    told = (
        f"{opened.connector!r}{opened.connector}{vars(opened.connector)!r}{account!r}{tokens!r}{app!r}{opened.http!r}"
    )
    assert "SECRET" not in told


def _prepared(opens: Opens, *, seconds: float = 2.0, whole: float = 4.0) -> tuple[Opened, str, CommentKey]:
    opened = opens(seconds=seconds, whole=whole)
    done = publish(opened)
    if opened.peer.stateful and opened.peer.described.can(Operation.COMMENTS):
        return opened, done.id, opened.peer.write(done.id, "Bravo")
    return opened, done.id, CommentKey(id="1", post_id=done.id)
