"""What people write comes in once, in order; it is answered, hidden, shown, removed as the network means it."""

from __future__ import annotations

import datetime as dt

import pytest

from balise.networks.content import Comment
from balise.networks.describing import Operation
from balise.networks.errors import NetworkError
from tests.contract.networks.acting import publish
from tests.contract.networks.conftest import Opens
from tests.contract.networks.gate import Fault
from tests.contract.networks.peering import Kept, Opened


def test_comments_come_once_oldest_first(lives: Opens) -> None:
    opened = lives()
    if not opened.peer.described.can(Operation.COMMENTS):
        return
    done = publish(opened)
    written = []
    for number in range(7):
        opened.peer.clock.pass_by(seconds=30)
        written.append(opened.peer.write(done.id, f"Bravo {number}"))
    cursor, came = _all(opened, done.id, "")
    assert [one.key.id for one in came] == [key.id for key in written]
    assert [one.text for one in came] == [f"Bravo {number}" for number in range(7)]
    assert all(one.key.post_id == done.id and not one.ours and one.at.tzinfo is not None for one in came)
    assert _all(opened, done.id, cursor)[1] == []
    opened.peer.clock.pass_by(hours=2)
    late = opened.peer.write(done.id, "Et dimanche?")
    answered = opened.peer.answer(written[0], "Oui, bravo")
    cursor, came = _all(opened, done.id, cursor)
    assert {one.key.id for one in came} == {key.id for key in (late, answered) if key is not None}
    if answered is not None:
        parents = {one.key.id: one.key.parent_id for one in came}
        assert parents[answered.id] == written[0].id


def test_two_of_the_same_second_are_both_given(lives: Opens) -> None:
    opened = lives()
    if not opened.peer.described.can(Operation.COMMENTS):
        return
    done = publish(opened)
    first = opened.peer.write(done.id, "Un")
    cursor, came = _all(opened, done.id, "")
    assert [one.key.id for one in came] == [first.id]
    second = opened.peer.write(done.id, "Deux")
    assert [one.key.id for one in _all(opened, done.id, cursor)[1]] == [second.id]


@pytest.mark.parametrize("cursor", ["", "n'importe quoi", "{}", '{"newest": 3, "given": []}'])
def test_a_cursor_that_is_none_begins_again(lives: Opens, cursor: str) -> None:
    opened = lives()
    if not opened.peer.described.can(Operation.COMMENTS):
        return
    done = publish(opened)
    key = opened.peer.write(done.id, "Un")
    assert [one.key.id for one in _all(opened, done.id, cursor)[1]] == [key.id]


def test_an_answer_is_ours_and_found_again(lives: Opens) -> None:
    opened = lives()
    if not opened.peer.described.can(Operation.REPLY):
        return
    done = publish(opened)
    key = opened.peer.write(done.id, "À quelle heure?")
    since = opened.peer.clock() - dt.timedelta(minutes=5)
    ask = {"marker": "r-1", "since": since, "progress": Kept()}
    assert opened.connector.find_reply(key, "À 10 h. Merci!", **ask).reply is None
    written = opened.connector.reply(key, "À 10 h. Merci!", marker="r-1", progress=Kept())
    assert opened.peer.replies(key) == 1
    found = opened.connector.find_reply(key, "À 10 h. Merci!", **ask).reply
    assert found is not None
    assert found.id == written.id
    came = _all(opened, done.id, "")[1]
    assert [one.key.id for one in came if one.ours] == [written.id]


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.CUT])
def test_a_lost_answer_never_replies_twice(lives: Opens, fault: Fault) -> None:
    opened = lives()
    if not opened.peer.described.can(Operation.REPLY):
        return
    done = publish(opened)
    key = opened.peer.write(done.id, "À quelle heure?")
    since, progress = opened.peer.clock() - dt.timedelta(minutes=5), Kept()
    opened.gate.spoil(fault, always=False)
    with pytest.raises(NetworkError) as caught:
        opened.connector.reply(key, "À 10 h.", marker="r-1", progress=progress)
    if caught.value.maybe:
        looked = opened.connector.find_reply(key, "À 10 h.", marker="r-1", since=since, progress=progress)
        if looked.reply is None and not looked.sure:
            assert not opened.peer.proves_replies
            return  # a person is asked
        if looked.reply is not None:
            assert opened.peer.replies(key) == 1
            return
    opened.connector.reply(key, "À 10 h.", marker="r-1", progress=progress)
    assert opened.peer.replies(key) == 1


def test_hidden_shown_again_and_removed(lives: Opens) -> None:
    opened = lives()
    described = opened.peer.described
    done = publish(opened)
    if not described.can(Operation.COMMENTS):
        return
    key = opened.peer.write(done.id, "Vous êtes tous des voleurs")
    assert opened.peer.visible(key)
    if described.can(Operation.HIDE):
        for _twice in range(2):
            opened.connector.hide(key)
            assert not opened.peer.visible(key)
        shown = {one.key.id: one.hidden for one in _all(opened, done.id, "")[1]}
        assert shown.get(key.id, True)
    if described.can(Operation.UNHIDE):
        for _twice in range(2):
            opened.connector.unhide(key)
            assert opened.peer.visible(key)
    if described.can(Operation.DELETE):
        assert not opened.connector.delete(key).already
        assert not opened.peer.visible(key)
        opened.connector.delete(key)


def test_mentions_can_be_listed(lives: Opens) -> None:
    opened = lives()
    if opened.peer.described.can(Operation.MENTIONS):
        found = opened.connector.mentions()
        assert opened.connector.mentions(since=found.cursor).comments == ()


def _all(opened: Opened, post_id: str, cursor: str) -> tuple[str, list[Comment]]:
    came: list[Comment] = []
    for _page in range(20):
        found = opened.connector.comments(post_id, since=cursor)
        came += found.comments
        cursor = found.cursor
        if not found.more:
            return cursor, came
    raise AssertionError("never ends")
