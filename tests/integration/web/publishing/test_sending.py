"""An approved post goes out at its time to each connected network, once; what fails there stops nothing elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from balise.networks.errors import LostPermission, NotReady, Permanent, Temporary, Throttled
from balise.networks.registry import all_networks
from balise.web.audit.models import Record
from balise.web.connections.models import Connection
from balise.web.outbox.dispatching import LEASE, dispatch
from balise.web.outbox.models import OutboxRow
from balise.web.publishing import transitions
from balise.web.publishing.models import Dispatch, Publication
from balise.web.publishing.sending.going_out import go_out
from balise.web.workflow import Invalid
from tests.integration.web.connections.making import connected
from tests.integration.web.publishing import shelf

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
S = Dispatch.State


class House:
    """What a test says of the world: the shelf, the clock, and the minute that passes."""

    def __init__(self, folder: Path, clock: Any) -> None:
        self.folder = folder
        self._clock = clock

    @property
    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    def pass_by(self, time: dt.timedelta = MINUTE) -> None:
        """Time goes by, then the jobs of one minute run."""
        self._clock.shift(time)
        go_out(now=self.now)
        dispatch()

    def online(self, network: str) -> list[dict[str, Any]]:
        return shelf.posts(self.folder, network)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: dt.datetime) -> Any:
    for name in shelf.NETWORKS:
        monkeypatch.setitem(all_networks(), name, all_networks()[name])
    monkeypatch.setenv(shelf.FOLDER, "")
    shelf.put_in_place(tmp_path)
    with time_machine.travel(now) as clock:
        yield House(tmp_path, clock)
    shelf.FAILURES.clear()


@pytest.fixture
def approved(cast: SimpleNamespace, write: Make, send: Make) -> Make:
    """A post of an employee's, approved by communications."""

    def make(*networks: str, **more: Any) -> Publication:
        post = send(write(cast.employee, networks=networks, **more))
        return transitions.approve(
            actor=cast.communications,
            publication=post,
            content_hash=post.hash,
            by=["communications"],
            now=dt.datetime.now(dt.UTC),
        )

    return make


@pytest.fixture
def three(house: House) -> None:
    """The three networks of the shelf, connected."""
    for number, name in enumerate(shelf.NETWORKS, 1):
        connected(name, now=house.now, remote_id=str(number))


def _states(post: Publication) -> dict[str, str]:
    return dict(post.dispatches.values_list("network", "state"))


def _again(post: Publication) -> Publication:
    return Publication.objects.get(pk=post.pk)


@pytest.mark.usefixtures("three")
def test_it_leaves_at_its_time_for_each_network_and_says_where_it_is(house: House, approved: Make) -> None:
    post = approved("facebook", "mastodon", "x", planned=house.now + HOUR)
    house.pass_by()
    assert not any(house.online(name) for name in shelf.NETWORKS)
    house.pass_by(HOUR)
    assert {name: len(house.online(name)) for name in shelf.NETWORKS} == {"facebook": 1, "mastodon": 1, "x": 1}
    assert house.online("x")[0]["text"] == post.content.common
    post = _again(post)
    assert post.state == "published"
    placed = {one.network: one for one in post.placements.all()}
    assert {one.recorded_by for one in placed.values()} == {None}
    assert placed["x"].address == f"https://x.com/opeq/status/{house.online('x')[0]['id']}"
    assert placed["x"].hash == post.hash
    house.pass_by(HOUR)
    assert [len(house.online(name)) for name in shelf.NETWORKS] == [1, 1, 1]
    tags = Record.objects.filter(subject_id=str(post.pk)).values_list("tag", flat=True)
    assert {"system:publication:send", "system:publication:sending_began", "system:publication:sending_done"} <= set(
        tags
    )


@pytest.mark.usefixtures("three")
def test_one_that_fails_stops_no_other_and_is_tried_later(house: House, approved: Make, cast: SimpleNamespace) -> None:
    """And the one that is not connected is done by hand, as before."""
    shelf.fail(house.folder, "mastodon", Temporary("server"), Throttled("throttled", until=house.now + 5 * HOUR))
    post = approved("facebook", "mastodon", "linkedin", planned=house.now + HOUR)
    house.pass_by(HOUR)
    assert _states(post) == {"facebook": S.DONE, "mastodon": S.WAITING}
    assert post.dispatches.get(network="mastodon").problem == "server"
    assert _again(post).state == "approved"
    house.pass_by(MINUTE)
    waiting = post.dispatches.get(network="mastodon")
    assert waiting.problem == "throttled"
    assert waiting.due > house.now + 3 * HOUR
    house.pass_by(HOUR)
    assert not house.online("mastodon")
    house.pass_by(4 * HOUR)
    assert len(house.online("mastodon")) == 1
    with pytest.raises(Invalid):
        _record(post, cast, "facebook", house)
    post = transitions.record_address(
        actor=cast.communications,
        publication=post,
        network="linkedin",
        address="https://www.linkedin.com/feed/update/1",
        now=house.now,
    )
    assert post.state == "published"


def _record(post: Publication, cast: SimpleNamespace, network: str, house: House) -> Publication:
    return transitions.record_address(
        actor=cast.communications,
        publication=post,
        network=network,
        address="https://www.facebook.com/opeq/posts/9",
        now=house.now,
    )


@pytest.mark.parametrize(
    ("error", "problem", "state"),
    [
        (Permanent("duplicate"), "duplicate", "active"),
        (LostPermission("token"), "lost-permission", "broken"),
    ],
)
@pytest.mark.usefixtures("three")
def test_what_will_never_pass_is_given_to_people(
    house: House, approved: Make, heard: Any, cast: SimpleNamespace, error: Exception, problem: str, state: str
) -> None:
    shelf.fail(house.folder, "facebook", error)  # type: ignore[arg-type]
    post = approved("facebook", "x", planned=house.now + HOUR)
    house.pass_by(HOUR)
    failed = post.dispatches.get(network="facebook")
    assert (failed.state, failed.problem) == (S.FAILED, problem)
    assert Connection.objects.get(network="facebook").state == state
    assert [one.network for one in heard.all if type(one).__name__ == "SendingFailed"] == ["facebook"]
    house.pass_by(HOUR)
    assert len(house.online("facebook")) == 0  # nothing tries again behind people's backs
    post = _record(post, cast, "facebook", house)
    assert post.state == "published"
    assert _states(post)["facebook"] == S.STOPPED


@pytest.mark.usefixtures("three")
def test_a_failure_is_tried_again_when_somebody_asks(house: House, approved: Make, cast: SimpleNamespace) -> None:
    shelf.fail(house.folder, "facebook", Permanent("media-refused"))
    post = approved("facebook", planned=house.now + HOUR)
    house.pass_by(HOUR)
    transitions.send_again(actor=cast.communications, publication=post, network="facebook", now=house.now)
    dispatch()
    assert len(house.online("facebook")) == 1
    assert _again(post).state == "published"


@pytest.mark.usefixtures("three")
def test_it_gives_up_after_many_tries(house: House, approved: Make) -> None:
    shelf.fail(house.folder, "x", *[Temporary("server") for _ in range(40)])
    post = approved("x", planned=house.now + HOUR)
    for _ in range(30):
        house.pass_by(3 * HOUR if _ else HOUR)
    one = post.dispatches.get()
    assert (one.state, one.tries, one.problem) == (S.FAILED, 12, "server")


@pytest.mark.usefixtures("three")
def test_waiting_for_a_network_to_be_ready_is_not_trying(house: House, approved: Make) -> None:
    until = [house.now + HOUR + n * MINUTE for n in range(1, 30)]
    shelf.fail(house.folder, "x", *[NotReady("processing", until=one) for one in until])
    post = approved("x", planned=house.now + HOUR)
    house.pass_by(HOUR)
    for _ in range(32):
        house.pass_by(MINUTE + dt.timedelta(seconds=2))
    assert len(house.online("x")) == 1
    assert post.dispatches.get().tries == 1


@pytest.mark.usefixtures("three")
def test_a_lost_answer_is_looked_for_and_repeated_only_when_surely_not_there(house: House, approved: Make) -> None:
    shelf.fail(house.folder, "mastodon", Temporary("too-slow", maybe=True))
    post = approved("mastodon", planned=house.now + HOUR)
    house.pass_by(HOUR)
    assert _states(post) == {"mastodon": S.SENDING}
    house.pass_by()
    assert len(house.online("mastodon")) == 1
    assert _again(post).state == "published"


@pytest.mark.parametrize("answer", ["online", "again", "hand"])
@pytest.mark.usefixtures("three")
def test_where_nobody_can_know_a_person_looks(
    house: House, approved: Make, heard: Any, cast: SimpleNamespace, answer: str
) -> None:
    shelf.fail(house.folder, "x", Temporary("too-slow", maybe=True))
    post = approved("x", planned=house.now + HOUR)
    house.pass_by(HOUR)
    house.pass_by()
    assert _states(post) == {"x": S.UNSURE}
    assert "SendingUnclear" in heard.kinds()
    for _ in range(20):
        house.pass_by(HOUR)
    assert not house.online("x")
    assert heard.kinds().count("SendingUnclear") == 1
    for act in (transitions.reopen, transitions.withdraw):
        with pytest.raises(Invalid):
            act(actor=cast.employee, publication=post, now=house.now)
    address = "https://x.com/opeq/status/12" if answer == "online" else ""
    if answer == "online":
        with pytest.raises(Invalid):
            transitions.settle_sending(
                actor=cast.communications, publication=post, network="x", answer=answer, now=house.now
            )
    post = transitions.settle_sending(
        actor=cast.communications, publication=post, network="x", answer=answer, address=address, now=house.now
    )
    dispatch()
    post = _again(post)
    expected = {
        "online": ("published", 0, S.DONE),
        "again": ("published", 1, S.DONE),
        "hand": ("approved", 0, S.STOPPED),
    }
    assert (post.state, len(house.online("x")), _states(post)["x"]) == expected[answer]
    assert not OutboxRow.objects.filter(state="uncertain").exists()


@pytest.mark.usefixtures("three")
def test_found_later_by_itself_where_a_list_lags(house: House, approved: Make, monkeypatch: Any) -> None:
    (house.folder / "lag").touch()
    told = shelf.X._new

    def heard_and_lost(self: Any, post: Any, *, shown: bool) -> Any:
        told(self, post, shown=shown)
        raise Temporary("too-slow", maybe=True)

    monkeypatch.setattr(shelf.X, "_new", heard_and_lost)
    post = approved("x", planned=house.now + HOUR)
    house.pass_by(HOUR)
    house.pass_by()
    assert _states(post) == {"x": S.UNSURE}
    (house.folder / "lag").unlink()
    house.pass_by(HOUR)
    assert _states(post) == {"x": S.DONE}
    assert len(house.online("x")) == 1


@pytest.mark.usefixtures("three")
def test_a_process_killed_after_saying_that_it_sends_leaves_nothing_twice(house: House, approved: Make) -> None:
    post = approved("facebook", planned=house.now + HOUR)
    sent = house.now

    class Killed(BaseException):
        pass

    def die(*_a: Any, **_m: Any) -> Any:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf.Facebook, "_published", die)
        with pytest.raises(Killed):
            house.pass_by(HOUR)
    assert len(house.online("facebook")) == 1
    assert OutboxRow.objects.get(kind="publishing.send").state == "sending"
    house.pass_by(LEASE + MINUTE)
    house.pass_by()
    assert len(house.online("facebook")) == 1
    assert _again(post).state == "published"
    assert post.dispatches.get().tries == 1
    assert sent < house.now


@pytest.mark.usefixtures("three")
def test_paused_withdrawn_or_late_it_does_not_leave(
    house: House, approved: Make, heard: Any, cast: SimpleNamespace
) -> None:
    paused, withdrawn, late = (approved("x", planned=house.now + HOUR, text=f"Bonjour à tous, {n}.") for n in "abc")
    transitions.reschedule(actor=cast.employee, publication=paused, planned=None, now=house.now)
    transitions.withdraw(actor=cast.employee, publication=withdrawn, now=house.now)
    house.pass_by(5 * HOUR)  # the machine was off
    assert not house.online("x")
    assert _again(late).planned is None
    assert heard.kinds().count("TimeMissed") == 1
    transitions.send(actor=cast.communications, publication=paused, now=house.now)
    dispatch()
    assert len(house.online("x")) == 1


@pytest.mark.usefixtures("three")
def test_what_waits_for_another_try_is_taken_back_with_its_text(
    house: House, approved: Make, cast: SimpleNamespace
) -> None:
    shelf.fail(house.folder, "x", Temporary("server"))
    post = approved("x", planned=house.now + HOUR)
    house.pass_by(HOUR)
    transitions.reopen(actor=cast.employee, publication=post, now=house.now)
    house.pass_by(HOUR)
    assert not house.online("x")
    assert _states(post) == {"x": S.STOPPED}


@pytest.mark.usefixtures("three")
def test_a_person_takes_it_over(house: House, approved: Make, cast: SimpleNamespace) -> None:
    shelf.fail(house.folder, "facebook", Temporary("server"))
    post = approved("facebook", planned=house.now + HOUR)
    house.pass_by(HOUR)
    with pytest.raises(Invalid):
        _record(post, cast, "facebook", house)
    transitions.stop_sending(actor=cast.communications, publication=post, network="facebook", now=house.now)
    house.pass_by(HOUR)
    assert not house.online("facebook")
    assert _record(post, cast, "facebook", house).state == "published"


@pytest.mark.usefixtures("three")
def test_its_period_over_nothing_leaves(house: House, approved: Make) -> None:
    shelf.fail(house.folder, "x", Temporary("server"))
    post = approved("x", planned=house.now + HOUR, latest=house.now + HOUR + dt.timedelta(seconds=30))
    house.pass_by(HOUR)
    house.pass_by(HOUR)
    assert (post.dispatches.get().state, post.dispatches.get().problem) == (S.FAILED, "window-over")
    assert not house.online("x")


@pytest.mark.usefixtures("three")
def test_what_somebody_says_in_their_own_name_never_goes_through_the_organisation(
    house: House, write: Make, cast: SimpleNamespace
) -> None:
    from balise.web.publishing.sending.ways import ways_for

    post = write(cast.employee, voice="personal", networks=("x",))
    assert [way.why for way in ways_for(post, post.content)] == ["personal"]
