"""Connecting an account: the least rights, a question that only we can have asked, tokens that can be renewed."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import pytest

from balise.networks.errors import LostPermission, NetworkError
from balise.networks.protocol import Begun, Grant, Joining, Returned, Way
from tests.contract.networks.acting import assert_silent, ended
from tests.contract.networks.conftest import Opens
from tests.contract.networks.gate import Fault, Response
from tests.contract.networks.peering import Opened

REDIRECT = "https://balise.example/comptes/retour/"


def test_an_account_is_connected_renewed_and_let_go(lives: Opens) -> None:
    opened = lives()
    joining, begun = _begun(opened)
    if joining is None or begun is None:
        return
    if joining.way is Way.OAUTH:
        asked = parse_qs(urlsplit(begun.address).query)
        assert asked["redirect_uri"] == [REDIRECT]
        assert asked["state"][0] == begun.state.reveal()
        assert len(begun.state.reveal()) >= 32
        assert begun.state.reveal() not in repr(begun)
        assert "SECRET" not in begun.address
        again = _begun(opened)[1]
        assert again is not None
        assert again.state != begun.state
    grants = _finished(opened, joining, begun)
    found = next(one for one in grants if one.account.id == opened.connector.account.id)
    assert found.account.name
    assert found.tokens.access.reveal()
    opened_by_it = opened.peer.described.load_connector()(
        account=found.account, tokens=found.tokens, app=begun.app, http=opened.http, clock=opened.peer.clock
    )
    assert opened_by_it.verify().id == found.account.id
    if found.tokens.refresh is not None:
        newer = joining.refresh(app=begun.app, grant=found, http=opened.http, now=opened.peer.clock())
        assert newer.access.reveal()
        assert newer.refresh is not None
    joining.revoke(app=begun.app, grant=found, http=opened.http)


def test_an_answer_to_another_question_opens_nothing(lives: Opens, caplog: pytest.LogCaptureFixture) -> None:
    opened = lives()
    joining, begun = _begun(opened)
    if joining is None or begun is None or joining.way is not Way.OAUTH:
        return
    returned = dict(opened.peer.consent(begun.address))
    before = len(opened.gate.requests)
    for wrong in ({**returned, "state": "autre"}, {"code": returned["code"]}, {}):
        with pytest.raises(LostPermission, match="state"):
            _finish(opened, joining, begun, wrong)
    for wrong in ({"error": "access_denied", "state": returned["state"]}, {"state": returned["state"]}):
        with pytest.raises(LostPermission):
            _finish(opened, joining, begun, wrong)
    assert len(opened.gate.requests) == before
    with pytest.raises(NetworkError) as caught:
        _finish(opened, joining, begun, {**returned, "code": "volé"})
    assert_silent(caught.value, caplog, "volé")


@pytest.mark.parametrize(
    "body", [b"[]", b"3", b'{"access_token": []}', b'{"access_token": "x", "data": [3], "items": 3}']
)
def test_an_answer_of_another_shape_connects_nothing(lives: Opens, body: bytes) -> None:
    opened = lives()
    joining, begun = _begun(opened)
    if joining is None or begun is None or not begun.address:
        return
    opened.gate.spoil(Fault.STATUS, response=Response(200, body))
    found = ended(lambda: _finish(opened, joining, begun, opened.peer.consent(begun.address)))
    assert isinstance(found, NetworkError) or found == ()


def test_a_failure_while_connecting_shows_no_secret(lives: Opens, caplog: pytest.LogCaptureFixture) -> None:
    opened = lives()
    joining, begun = _begun(opened)
    if joining is None or begun is None or not begun.address:
        return
    returned = opened.peer.consent(begun.address)
    for fault in (Fault.CUT, Fault.HALF, Fault.WRONG_JSON, Fault.REDIRECT, Fault.STATUS):
        opened.gate.spoil(fault)
        with pytest.raises(NetworkError) as caught:
            _finish(opened, joining, begun, returned)
        assert_silent(caught.value, caplog, returned["code"], begun.verifier.reveal(), begun.state.reveal())
        opened.gate.heal()


def _begun(opened: Opened) -> tuple[Joining | None, Begun | None]:
    if not opened.peer.described.joining:
        return None, None
    joining = opened.peer.described.load_joining()
    app = opened.peer.app() if joining.needs_app else None
    return joining, joining.begin(app=app, typed=opened.peer.typed, redirect=REDIRECT, http=opened.http)


def _finished(opened: Opened, joining: Joining, begun: Begun) -> tuple[Grant, ...]:
    return _finish(opened, joining, begun, opened.peer.consent(begun.address) if begun.address else {})


def _finish(opened: Opened, joining: Joining, begun: Begun, returned: Mapping[str, str]) -> tuple[Grant, ...]:
    return joining.finish(
        begun=begun,
        returned=Returned(returned),
        typed=opened.peer.typed,
        redirect=REDIRECT,
        http=opened.http,
        now=opened.peer.clock(),
    )
