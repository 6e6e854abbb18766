"""One call of each operation, for tests that only care how it ends."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import pytest

from balise.networks.content import CommentKey, Published
from balise.networks.describing import Operation
from balise.networks.errors import NetworkError, NotReady
from tests.contract.networks.peering import SECRETS, Kept, Opened


def publish(
    opened: Opened, *, text: str = "Journée portes ouvertes samedi.", progress: Kept | None = None
) -> Published:
    """Publish, waiting for what the network prepares."""
    progress = Kept() if progress is None else progress
    post = opened.peer.post(text=text)
    for _attempt in range(6):
        try:
            return opened.connector.publish(post, progress=progress)
        except NotReady as error:
            assert error.until is None or error.until >= opened.peer.clock()  # noqa: PT017
            opened.peer.clock.pass_by(seconds=90)
            opened.peer.ready()
    raise AssertionError("never ready")


def calls(opened: Opened, post_id: str, key: CommentKey) -> dict[Operation, Callable[[], object]]:
    """What the connector carries out, on a post and a comment that are there."""
    connector, peer = opened.connector, opened.peer
    found: dict[Operation, Callable[[], object]] = {
        Operation.PUBLISH: lambda: connector.publish(peer.post(marker="m-2", text="Autre chose."), progress=Kept()),
        Operation.FETCH: lambda: connector.fetch(post_id),
        Operation.UPDATE: lambda: connector.update(post_id, peer.corrected(peer.post(), "Corrigé.")),
        Operation.RETRACT: lambda: connector.retract(post_id),
        Operation.COMMENTS: lambda: connector.comments(post_id),
        Operation.MENTIONS: connector.mentions,
        Operation.REPLY: lambda: connector.reply(key, "Merci!", marker="r-1", progress=Kept()),
        Operation.HIDE: lambda: connector.hide(key),
        Operation.UNHIDE: lambda: connector.unhide(key),
        Operation.DELETE: lambda: connector.delete(key),
        Operation.HOOKS: lambda: connector.subscribe("https://balise.example/reseaux/annonces/"),
    }
    return {operation: call for operation, call in found.items() if peer.described.can(operation)}


def ended(call: Callable[[], object]) -> object:
    """What a call answered, or the error of ours that it ended in."""
    try:
        return call()
    except NetworkError as error:
        return error


def assert_silent(error: BaseException, caplog: pytest.LogCaptureFixture, *more: str) -> None:
    """No secret in an error, in what led to it, in the names of our own code that it would show, or in the logs."""
    told = [caplog.text]
    seen: BaseException | None = error
    while seen is not None:
        told += [str(seen), repr(seen), repr(seen.args), repr(vars(seen))]
        shown = traceback.TracebackException.from_exception(seen, capture_locals=True)
        told += [str(frame.locals) for frame in shown.stack if "/balise/" in frame.filename]
        seen = seen.__cause__ or seen.__context__
    for secret in (*SECRETS, *more):
        assert secret not in "\n".join(told)
    assert not isinstance(error, NetworkError) or " " not in error.said
