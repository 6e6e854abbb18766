"""Published once, as approved; changed or gone is noticed; corrected and taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from balise.networks.comparing import differences
from balise.networks.content import CommentKey, Outgoing, Presence
from balise.networks.describing import Operation
from balise.networks.errors import Gone, LostPermission, NetworkError, NotReady, Permanent
from tests.contract.networks.acting import assert_silent, publish
from tests.contract.networks.conftest import Opens
from tests.contract.networks.gate import Fault
from tests.contract.networks.peering import Kept, Opened


def test_the_account_is_known(opens: Opens) -> None:
    opened = opens()
    found = opened.connector.verify()
    assert found.id == opened.connector.account.id if opened.peer.stateful else found.id
    assert found.name
    assert found.missing == ()
    assert found.expires is None or found.expires > opened.peer.clock()
    for quota in found.quotas:
        assert quota.used >= 0


def test_what_is_published_is_what_was_approved(lives: Opens) -> None:
    opened = lives()
    text = (
        "Journée « portes ouvertes » samedi :\n\ncafé, outils* et #réparation (https://lac-vert.example/atelier?x=1_2)."
    )
    done = publish(opened, text=text)
    assert opened.peer.posts() == 1
    assert done.id
    assert done.address.startswith("https://")
    seen = opened.connector.fetch(done.id)
    assert seen.state in {Presence.ONLINE, Presence.PROCESSING}
    assert seen.id == done.id
    assert differences(opened.peer.post(text=text), seen) == ()


def test_a_change_behind_our_back_is_seen(lives: Opens) -> None:
    opened = lives()
    done = publish(opened)
    opened.peer.alter(done.id, "Tout est gratuit, venez chercher vos portables.")
    found = differences(opened.peer.post(text="Journée portes ouvertes samedi."), opened.connector.fetch(done.id))
    assert [one.code for one in found] == ["text"]
    opened.peer.remove(done.id)
    with pytest.raises(Gone):
        opened.connector.fetch(done.id)


def test_a_correction_or_a_plain_refusal(lives: Opens) -> None:
    opened = lives()
    done = publish(opened)
    corrected = opened.peer.corrected(opened.peer.post(), "Journée portes ouvertes dimanche, finalement.")
    if not opened.peer.described.can(Operation.UPDATE):
        with pytest.raises(Permanent, match="not-offered"):
            opened.connector.update(done.id, corrected)
        return
    assert opened.connector.update(done.id, corrected).id == done.id
    opened.connector.update(done.id, corrected)  # asked twice, the same is left
    assert differences(corrected, opened.connector.fetch(done.id)) == ()
    assert opened.peer.posts() == 1
    other = opened.peer.uneditable(corrected)
    if other is not None:
        with pytest.raises(Permanent, match="not-editable"):
            opened.connector.update(done.id, other)


def test_retraction_and_asked_again(lives: Opens) -> None:
    opened = lives()
    done = publish(opened)
    if not opened.peer.described.can(Operation.RETRACT):
        with pytest.raises(Permanent, match="not-offered"):
            opened.connector.retract(done.id)
        return
    assert not opened.connector.retract(done.id).already
    assert opened.peer.posts() == 0
    with pytest.raises(Gone):
        opened.connector.fetch(done.id)
    opened.connector.retract(done.id)
    assert opened.peer.posts() == 0


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.CUT])
def test_a_lost_answer_never_publishes_twice(lives: Opens, fault: Fault) -> None:
    """At each call of publishing in turn: what was found out, done again or asked of a person leaves one post."""
    healthy = lives()
    publish(healthy)
    for place in range(len(healthy.gate.requests)):
        opened = lives()
        opened.gate.spoil(fault, after=place, always=False)
        asked = _settled(opened, opened.peer.post(text="Journée portes ouvertes samedi."), Kept())
        assert opened.peer.posts() == 1 or (asked and opened.peer.posts() == 0), place
        assert not (asked and opened.peer.proves), place


def test_a_look_finds_nothing_before_anything_left(lives: Opens) -> None:
    opened = lives()
    since = opened.peer.clock() - dt.timedelta(minutes=5)
    found = opened.connector.find(opened.peer.post(), since=since, progress=Kept())
    assert found.post is None
    publish(opened, progress=(progress := Kept()))
    found = opened.connector.find(
        opened.peer.post(text="Journée portes ouvertes samedi."), since=since, progress=progress
    )
    assert found.post is not None


def test_what_the_network_lacks_is_refused_plainly(opens: Opens) -> None:
    opened = opens()
    key = CommentKey(id="1", post_id="2")
    calls = {
        Operation.HIDE: lambda: opened.connector.hide(key),
        Operation.UNHIDE: lambda: opened.connector.unhide(key),
        Operation.DELETE: lambda: opened.connector.delete(key),
        Operation.REPLY: lambda: opened.connector.reply(key, "Merci!", marker="r", progress=Kept()),
        Operation.COMMENTS: lambda: opened.connector.comments("1"),
        Operation.MENTIONS: opened.connector.mentions,
        Operation.HOOKS: lambda: opened.connector.subscribe("https://balise.example/"),
    }
    for operation, call in calls.items():
        if not opened.peer.described.can(operation):
            with pytest.raises(Permanent, match="not-offered"):
                call()
    assert opened.gate.requests == []


def test_an_access_that_is_over_is_told_as_such(lives: Opens, caplog: pytest.LogCaptureFixture) -> None:
    opened = lives()
    opened.gate.spoil(Fault.STATUS, response=opened.peer.error(401))
    with pytest.raises(LostPermission) as caught:
        opened.connector.verify()
    assert_silent(caught.value, caplog)


def _settled(opened: Opened, post: Outgoing, progress: Kept) -> bool:
    """Publish as the outbox does; whether a person had to be asked."""
    since = opened.peer.clock() - dt.timedelta(minutes=5)
    for _attempt in range(8):
        try:
            opened.connector.publish(post, progress=progress)
        except NotReady:
            opened.peer.clock.pass_by(seconds=90)
            opened.peer.ready()
        except NetworkError as error:
            if not error.maybe:
                continue
            found = opened.connector.find(post, since=since, progress=progress)
            if found.post is not None:
                return False
            if not found.sure:
                return True
        else:
            return False
    raise AssertionError("never settled")
