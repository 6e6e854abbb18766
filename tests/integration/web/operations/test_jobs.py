"""The administrator's page of automatic work: what failed, what is uncertain, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from balise.web.audit.models import Record
from balise.web.operations.jobs import queries, transitions
from balise.web.outbox import handlers
from balise.web.outbox.dispatching import dispatch
from balise.web.outbox.handlers import NotSent, handle
from balise.web.outbox.models import Intervention, OutboxRow
from balise.web.people.models import Person
from balise.web.workflow import Invalid, WrongState

pytestmark = pytest.mark.django_db
KIND = "tests.sent"
S = OutboxRow.State


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(handlers, "_handlers", {})
    settings.BALISE_OIDC_SECOND_FACTOR = True  # second factors have tests of their own


@pytest.fixture
def row(db: None, now: dt.datetime) -> Callable[..., OutboxRow]:
    def make(**values: object) -> OutboxRow:
        given = {"kind": KIND, "payload": {"publication": 12}, "not_before": now, "created": now, **values}
        return OutboxRow.objects.create(**given)

    return make


@pytest.fixture
def adam(cast: SimpleNamespace, signed_in: Callable[[Person], Client]) -> Client:
    return signed_in(cast.admin)


def _decide(client: Client, it: OutboxRow, decision: str, *, reason: str = "Regardé.", was: str = "") -> Any:
    form = {"was": was or it.state, "decision": decision, "reason": reason}
    return client.post(f"/exploitation/travaux/{it.pk}/", form)


def test_an_empty_page_says_what_would_be_there(adam: Client) -> None:
    page = adam.get("/exploitation/travaux/").content.decode()
    assert "Rien à régler" in page
    assert "Un courriel refusé" in page


def test_what_is_stuck_is_shown_with_what_it_was_for_and_nothing_of_anybody(
    adam: Client, row: Callable[..., OutboxRow]
) -> None:
    handle(KIND, label="Avis de test")(lambda it: None)
    payload = {"publication": 12, "asked": ["hr", "partner:x"], "to": "elise@exemple.org", "text": "Bonjour Élise"}
    it = row(state=S.UNCERTAIN, error="lease-expired", attempts=3, payload=payload)
    row(state=S.DONE, payload={"publication": 99})
    for address in ("/exploitation/travaux/", f"/exploitation/travaux/{it.pk}/"):
        page = adam.get(address).content.decode()
        for words in ("Avis de test", "publication 12", "hr, partner:x", "Incertain", "s’est arrêté pendant l’envoi"):
            assert words in page, words
        for words in ("elise@", "Bonjour", "publication 99"):
            assert words not in page, words
    assert "publication 99" in adam.get("/exploitation/travaux/?voir=regles").content.decode()
    assert '<span class="nav-count">1<' in adam.get("/exploitation/travaux/").content.decode()


def test_a_failed_row_runs_again_and_is_audited(
    adam: Client, cast: SimpleNamespace, row: Callable[..., OutboxRow], now: dt.datetime
) -> None:
    carried: list[int] = []
    handle(KIND)(lambda it: carried.append(it.pk))
    it = row(state=S.FAILED, attempts=12, error="refused", ended=now)
    assert dispatch() == 0
    assert _decide(adam, it, "run-again", reason="Serveur réparé.").status_code == 302
    it.refresh_from_db()
    assert (it.state, it.attempts, it.error, it.ended) == (S.WAITING, 0, "", None)
    assert dispatch() == 1
    assert carried == [it.pk]
    record = Record.objects.get(tag="person:job:run_again")
    assert (record.subject_kind, record.subject_id, record.actor_id) == (
        "outbox.outboxrow",
        str(it.pk),
        str(cast.admin.pk),
    )
    assert record.detail == {"kind": KIND, "was": "failed"}  # the reason is not the audit's
    kept = Intervention.objects.get()
    assert (kept.decision, kept.was, kept.error, kept.attempts, kept.reason) == (
        "run-again",
        "failed",
        "refused",
        12,
        "Serveur réparé.",
    )
    assert "Serveur réparé." in adam.get(f"/exploitation/travaux/{it.pk}/").content.decode()


@pytest.mark.parametrize(
    ("decision", "state", "carried"), [("done", S.DONE, 0), ("run-again", S.DONE, 1), ("dropped", S.DROPPED, 0)]
)
def test_an_uncertain_row_is_settled_by_a_person(
    adam: Client, row: Callable[..., OutboxRow], decision: str, state: str, carried: int
) -> None:
    calls: list[int] = []
    handle(KIND)(lambda it: calls.append(it.pk))
    it = row(state=S.UNCERTAIN, attempts=1, lease="abcd")
    _decide(adam, it, decision)
    dispatch()
    it.refresh_from_db()
    assert (it.state, len(calls)) == (state, carried)


def test_without_a_reason_nothing_is_decided(adam: Client, row: Callable[..., OutboxRow]) -> None:
    it = row(state=S.UNCERTAIN)
    answer = _decide(adam, it, "done", reason="  ")
    assert answer.status_code == 422
    assert "Écrivez la raison." in answer.content.decode()
    it.refresh_from_db()
    assert (it.state, Intervention.objects.count()) == (S.UNCERTAIN, 0)


def test_a_row_that_moved_on_is_not_decided_by_an_old_page(adam: Client, row: Callable[..., OutboxRow]) -> None:
    """Failed when the page was drawn, uncertain now: running it again would be another decision."""
    it = row(state=S.UNCERTAIN)
    answer = _decide(adam, it, "run-again", was="failed", reason="Réparé.")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "a changé d’état" in page
    assert 'value="uncertain"' in page
    assert "Réparé." in page  # nothing typed is lost
    done = row(state=S.DONE)
    late = _decide(adam, done, "done", was="uncertain")
    assert late.status_code == 302
    assert "Trop tard" in adam.get(late.headers["Location"]).content.decode()
    assert not Intervention.objects.exists()


def test_an_unknown_decision_or_row_is_answered(adam: Client, row: Callable[..., OutboxRow]) -> None:
    it = row(state=S.FAILED)
    assert _decide(adam, it, "exploser").status_code == 422
    assert _decide(adam, it, "done").status_code == 302  # what surely did not happen is never « done »
    it.refresh_from_db()
    assert it.state == S.FAILED
    assert adam.get("/exploitation/travaux/9999999999999999999999/").status_code == 404
    assert adam.get("/exploitation/travaux/424242/").status_code == 404


def test_all_that_failed_of_one_kind_runs_again_at_once(adam: Client, row: Callable[..., OutboxRow]) -> None:
    rows = [row(state=S.FAILED) for _ in range(3)]
    other, unsure = row(state=S.FAILED, kind="tests.other"), row(state=S.UNCERTAIN)
    address = "/exploitation/travaux/refaire/"
    empty = adam.post(address, {"kind": KIND, "reason": ""})
    assert empty.status_code == 422
    assert OutboxRow.objects.filter(state=S.FAILED).count() == 4
    assert adam.post(address, {"kind": KIND, "reason": "Réparé."}).status_code == 302
    found = dict(OutboxRow.objects.values_list("pk", "state"))
    assert {found[it.pk] for it in rows} == {S.WAITING}
    assert (found[other.pk], found[unsure.pk]) == (S.FAILED, S.UNCERTAIN)
    assert Record.objects.filter(tag="person:job:run_again").count() == 3


def test_a_late_sender_has_no_say_once_a_person_decided(
    cast: SimpleNamespace, row: Callable[..., OutboxRow], now: dt.datetime
) -> None:
    it = row()

    def slow(taken: OutboxRow) -> None:
        OutboxRow.objects.filter(pk=taken.pk).update(state=S.UNCERTAIN)
        transitions.decide(actor=cast.admin, row=taken, decision="dropped", was="uncertain", reason="Annulé.", now=now)
        raise NotSent("refused")

    handle(KIND)(slow)
    dispatch()
    it.refresh_from_db()
    assert it.state == S.DROPPED


def test_who_decides_must_have_a_name_and_the_right_state(
    cast: SimpleNamespace, row: Callable[..., OutboxRow], now: dt.datetime
) -> None:
    with pytest.raises(WrongState):
        transitions.decide(
            actor=cast.admin, row=row(state=S.FAILED), decision="done", was="failed", reason="x", now=now
        )
    with pytest.raises(Invalid):
        transitions.decide(actor=cast.admin, row=row(state=S.FAILED), decision="?", was="failed", reason="x", now=now)


def test_the_number_of_queries_does_not_grow(adam: Client, row: Callable[..., OutboxRow]) -> None:
    row(state=S.FAILED)

    def count() -> int:
        adam.get("/exploitation/travaux/")
        with CaptureQueriesContext(connection) as asked:
            assert adam.get("/exploitation/travaux/").status_code == 200
        return len(asked)

    before = count()
    for _ in range(40):
        row(state=S.FAILED)
        row(state=S.UNCERTAIN)
        row(state=S.WAITING)
    assert count() == before <= 14


def test_the_summary_counts_what_is_not_ended(
    cast: SimpleNamespace, row: Callable[..., OutboxRow], now: dt.datetime, today: dt.date
) -> None:
    early = now - dt.timedelta(days=2)
    row(created=early), row(), row(state=S.FAILED), row(state=S.DONE)
    found = queries.summary_for(cast.admin, today=today)
    assert found == queries.Summary(failed=1, waiting=2, oldest_waiting=early)
