"""What a network sends by itself: believed only when it is signed."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest

from balise.networks.content import CommentKey
from balise.networks.credentials import App, Secret
from balise.networks.errors import Forged
from balise.networks.protocol import Happened, HookCall, Hooks
from tests.contract.networks.conftest import Opens

KEY = CommentKey(id="c-1", post_id="p-1")


def test_a_signed_call_is_read(opens: Opens) -> None:
    peer = opens().peer
    call = peer.comment_hook(KEY)
    if call is None:
        assert not peer.described.hooks
        return
    hooks: Hooks = peer.described.load_hooks()
    hooks.verify(call, app=_app(peer.app()))
    notices = hooks.parse(call)
    assert [one.what for one in notices] == [Happened.COMMENT]
    assert notices[0].account_id
    assert notices[0].comment is not None
    assert notices[0].comment.id == KEY.id
    assert hooks.handshake(call, app=_app(peer.app())) is None


def test_a_call_that_is_not_signed_is_not_read(opens: Opens) -> None:
    peer = opens().peer
    call = peer.comment_hook(KEY)
    if call is None:
        return
    hooks, app = peer.described.load_hooks(), _app(peer.app())
    for forged in (
        replace(call, body=call.body + b" "),
        replace(call, headers={}),
        replace(call, headers={name: value[:-1] + "é" for name, value in call.headers.items()}),
        replace(call, headers=dict.fromkeys(call.headers, "")),
    ):
        with pytest.raises(Forged):
            hooks.verify(forged, app=app)
    with pytest.raises(Forged):
        hooks.verify(call, app=replace(app, client_secret=Secret("autre")))
    unsigned = replace(app, client_secret=Secret(""))
    with pytest.raises(Forged):
        hooks.verify(call, app=unsigned)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b'{"entry": [{"changes": [3]}]}',
        b'{"object": "page", "entry": [{"changes": 3}]}',
        b'{"object": "instagram", "entry": [{"changes": [{"field": "comments", "value": {"id": 1, "media": 3}}]}]}',
        b'{"notifications": [{"action": []}, 3]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_body_that_can_t_be_read_breaks_nothing(opens: Opens, body: bytes) -> None:
    peer = opens().peer
    if not peer.described.hooks:
        return
    with contextlib.suppress(Forged):
        assert peer.described.load_hooks().parse(HookCall(method="POST", query={}, headers={}, body=body)) == ()


def test_the_handshake_answers_the_network_alone(opens: Opens) -> None:
    peer = opens().peer
    call = peer.shake()
    if call is None:
        return
    hooks, app = peer.described.load_hooks(), _app(peer.app())
    found = hooks.handshake(call, app=app)
    assert found is not None
    assert found.status == 200
    assert found.body
    assert b"SECRET" not in found.body
    assert hooks.handshake(HookCall(method="GET", query={}, headers={}, body=b""), app=app) is None
    with pytest.raises(Forged):
        hooks.handshake(call, app=replace(app, client_secret=Secret(""), verify_token=Secret("")))


def _app(app: App | None) -> App:
    assert app is not None
    return app
