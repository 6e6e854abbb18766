"""Several people at once, with real threads: one wins, the others are told, nothing is done twice."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from balise.web.approvals.models import Approval
from balise.web.audit.models import Record
from balise.web.audit.verifying import verify
from balise.web.people.roles import Role
from balise.web.publishing import transitions
from balise.web.publishing.models import Placement, Publication
from balise.web.workflow import Invalid, WrongState

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]


def _together(*works: Callable[[], Any]) -> list[Any]:
    barrier = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(at: int) -> None:
        barrier.wait()
        try:
            results[at] = works[at]()
        except Exception as error:  # noqa: BLE001 - the error is the result
            results[at] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def _split(results: list[Any]) -> tuple[list[Any], list[Any]]:
    return [one for one in results if isinstance(one, Publication)], [
        one for one in results if not isinstance(one, Publication)
    ]


def test_two_approvers_one_answer(
    cast: SimpleNamespace, person: Make, now: dt.datetime, write: Make, send: Make
) -> None:
    other = person("corinne", Role.EMPLOYEE, Role.COMMUNICATIONS)
    for _ in range(5):
        sent = send(write(cast.employee))

        def say_yes(actor: Any, sent: Any = sent) -> Any:
            return transitions.approve(
                actor=actor, publication=sent, content_hash=sent.hash, by=["communications"], now=now
            )

        results = _together(lambda f=say_yes: f(cast.communications), lambda f=say_yes: f(other))
        winners, losers = _split(results)
        assert (len(winners), len(losers)) == (1, 1), results
        winner = cast.communications if isinstance(results[0], Publication) else other
        assert isinstance(losers[0], WrongState)
        assert (losers[0].state, losers[0].by) == ("approved", winner.get_full_name())
    assert Approval.objects.count() == 5
    assert Record.objects.filter(tag="person:publication:approve").count() == 5
    assert verify() is None


def test_the_same_role_twice_while_another_is_missing(
    cast: SimpleNamespace, person: Make, now: dt.datetime, write: Make, send: Make, photo: bytes
) -> None:
    from balise.web.publishing.images import keep_image

    other = person("corinne", Role.EMPLOYEE, Role.COMMUNICATIONS)
    draft = transitions.add_image(
        actor=cast.employee,
        publication=write(cast.employee),
        stored=keep_image(photo, name="a.jpg"),
        alt="Un écran",
        now=now,
    )
    sent = send(draft)

    def say_yes(actor: Any) -> Any:
        return transitions.approve(
            actor=actor, publication=sent, content_hash=sent.hash, by=["communications"], now=now
        )

    results = _together(lambda: say_yes(cast.communications), lambda: say_yes(other))
    winners, losers = _split(results)
    assert (len(winners), len(losers)) == (1, 1), results
    winner = cast.communications if isinstance(results[0], Publication) else other
    assert isinstance(losers[0], Invalid)
    assert winner.get_full_name() in losers[0].message("fr")
    assert Approval.objects.count() == 1


def test_approved_while_it_is_taken_back(cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make) -> None:
    for _ in range(4):
        sent = send(write(cast.employee))
        results = _together(
            lambda sent=sent: transitions.reopen(actor=cast.employee, publication=sent, now=now),
            lambda sent=sent: transitions.return_to_author(
                actor=cast.communications, publication=sent, content_hash=sent.hash, reason="À revoir.", now=now
            ),
        )
        winners, losers = _split(results)
        assert (len(winners), len(losers)) == (1, 1), results
        assert isinstance(losers[0], WrongState)


def test_published_once(cast: SimpleNamespace, person: Make, now: dt.datetime, write: Make, send: Make) -> None:
    other = person("corinne", Role.EMPLOYEE, Role.COMMUNICATIONS)
    sent = send(write(cast.employee))
    approved = transitions.approve(
        actor=other, publication=sent, content_hash=sent.hash, by=["communications"], now=now
    )

    def record(actor: Any, number: int) -> Any:
        return transitions.record_address(
            actor=actor,
            publication=approved,
            network="facebook",
            address=f"https://www.facebook.com/page/posts/{number}",
            now=now,
        )

    results = _together(lambda: record(cast.communications, 1), lambda: record(other, 2))
    winners, losers = _split(results)
    assert (len(winners), len(losers)) == (1, 1), results
    assert isinstance(losers[0], WrongState)
    assert Placement.objects.count() == 1


def test_saves_from_several_windows_lose_nothing_silently(cast: SimpleNamespace, now: dt.datetime, write: Make) -> None:
    from dataclasses import replace

    draft = write(cast.employee)

    def save(text: str) -> Any:
        return transitions.save_draft(
            actor=cast.employee,
            publication=draft,
            version=draft.version,
            draft=replace(draft.content, common=text),
            title="",
            planned=None,
            now=now,
        )

    results = _together(*(lambda n=n: save(f"Fenêtre {n}") for n in range(4)))
    winners, losers = _split(results)
    assert len(winners) == 1, results
    assert all(isinstance(one, Invalid) and one.field == "version" for one in losers)
    assert Publication.objects.get().content.common == winners[0].content.common


def test_sent_twice_at_once_is_sent_once(cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make) -> None:
    from balise.web.publishing.readiness import parts_of
    from balise.web.verdicts.engine import judge

    draft = write(cast.employee)
    judgement = judge(parts_of(draft.content), voice=draft.voice)  # once: threads must meet in the transition

    def submit() -> Any:
        return transitions.submit(
            actor=cast.employee, publication=draft, content_hash=draft.hash, judgement=judgement, now=now
        )

    winners, losers = _split(_together(submit, submit, submit))
    assert (len(winners), len(losers)) == (1, 2)
    assert {type(one) for one in losers} == {WrongState}
    assert Record.objects.filter(tag="person:publication:submit").count() == 1
    assert draft.revisions.count() == 1


def test_approved_while_another_returns_it(
    cast: SimpleNamespace, person: Make, now: dt.datetime, write: Make, send: Make
) -> None:
    """Two approvers who disagree: the first is heard, the second is told who was first."""
    other = person("corinne", Role.EMPLOYEE, Role.COMMUNICATIONS)
    for _ in range(3):
        sent = send(write(cast.employee))
        results = _together(
            lambda sent=sent: transitions.approve(
                actor=cast.communications, publication=sent, content_hash=sent.hash, by=["communications"], now=now
            ),
            lambda sent=sent: transitions.return_to_author(
                actor=other, publication=sent, content_hash=sent.hash, reason="À revoir.", now=now
            ),
        )
        winners, losers = _split(results)
        assert (len(winners), len(losers)) == (1, 1), results
        assert isinstance(losers[0], WrongState)
        first = cast.communications if isinstance(results[0], Publication) else other
        assert losers[0].by == first.get_full_name()
        assert Approval.objects.filter(source_id=str(sent.pk)).count() == 1


def test_the_loser_reads_on_the_page_who_was_first(
    cast: SimpleNamespace, person: Make, now: dt.datetime, write: Make, send: Make, seat: Make
) -> None:
    """The same through the pages, each approver in a browser of their own."""
    other = person("corinne", Role.EMPLOYEE, Role.COMMUNICATIONS)
    sent = send(write(cast.employee))
    seats = {one.name: seat(one) for one in (cast.communications, other)}
    form = {"hash": sent.hash, "by": "communications"}
    answers = _together(
        *(lambda one=one: one.post(f"/approbations/{sent.pk}/approuver/", form) for one in seats.values())
    )
    places = [answer.headers["Location"] for answer in answers]
    assert sorted(places) == ["/approbations/", f"/publications/{sent.pk}/"], places
    winner, loser = sorted(seats, key=lambda name: places[list(seats).index(name)])
    page = seats[loser].get(f"/publications/{sent.pk}/").content.decode()
    assert winner in page
    assert "déjà" in page or "Trop tard" in page or "maintenant" in page
    assert Approval.objects.count() == 1
