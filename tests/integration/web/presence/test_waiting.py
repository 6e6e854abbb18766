"""What the presence online asks of people: tasks, notices, reviews in time; and how it is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balise.web.notifications.models import Notification
from balise.web.outbox.dispatching import dispatch
from balise.web.people.models import Person, RoleHolding
from balise.web.presence import todo
from balise.web.presence.importing import carry_out, plan
from balise.web.presence.models import Account
from balise.web.presence.queries import next_review
from balise.web.presence.telling import tell_reviews
from balise.web.presence.transitions import accesses, accounts, lookalikes
from balise.web.search.queries import Wanted, search
from balise.web.tasks.queries import tasks_for
from balise.web.verdicts.engine import the_policy

pytestmark = pytest.mark.django_db
Enter = Callable[..., Account]
KINDS = ("access.", "account.", "lookalike.")


def _waits(person: Person, now: dt.datetime) -> list[str]:
    person.forget_roles()
    return [one.task.id for one in tasks_for(person, now=now) if one.task.id.startswith(KINDS)]


@pytest.fixture
def settled(cast: SimpleNamespace, now: dt.datetime) -> list[Account]:
    """The register as the policy names it, everything in order."""
    policy = the_policy()
    carry_out(actor=cast.communications, policy=policy, wanted=[one.id for one in plan(policy).changes], now=now)
    for account in Account.objects.filter(partner_id=""):
        accounts.edit(actor=cast.communications, account=account, owner=cast.management.pk, two_factor="on", now=now)
    return list(Account.objects.order_by("pk"))


def test_a_register_in_order_asks_nothing(cast: SimpleNamespace, settled: list[Account], now: dt.datetime) -> None:
    assert [name for name, who in vars(cast).items() if _waits(who, now)] == []


def test_each_thing_asks_communications(cast: SimpleNamespace, settled: list[Account], now: dt.datetime) -> None:
    one, other, third = settled[:3]
    accounts.note_link(account=one, seen=accounts.Seen(link="dead", detail="404"), failures=2, now=now)
    accounts.edit(actor=cast.communications, account=other, owner=None, two_factor="off", now=now)
    accounts.note_connection(account=third, connection="broken", now=now)
    held = accesses.give(actor=cast.communications, account=one, outsider="Agence", level="editor", now=now)
    accesses.ask_removal(actor=cast.communications, access=held, by=now.date(), now=now)
    retired = settled[-1]
    accounts.retire(actor=cast.communications, account=retired, now=now)
    assert sorted(_waits(cast.communications, now)) == [
        f"access.remove:{held.pk}",
        f"account.connection:{third.pk}",
        f"account.link:{one.pk}",
        f"account.owner:{other.pk}",
        f"account.second-factor:{other.pk}",
    ]
    assert [name for name, who in vars(cast).items() if _waits(who, now)] == ["communications"]
    Person.objects.filter(pk=cast.management.pk).update(is_active=False)
    assert f"account.owner:{third.pk}" in _waits(cast.communications, now)


def test_where_nobody_is_in_communications_who_may_keeps_it(
    cast: SimpleNamespace, settled: list[Account], now: dt.datetime
) -> None:
    accounts.note_link(account=settled[0], seen=accounts.Seen(link="dead", detail="404"), failures=2, now=now)
    RoleHolding.objects.filter(role="communications").delete()
    assert [name for name, who in vars(cast).items() if _waits(who, now)] == ["management", "admin"]


def test_the_policy_and_the_register_disagree(cast: SimpleNamespace, settled: list[Account], now: dt.datetime) -> None:
    Account.objects.filter(pk=settled[0].pk).update(handle="@autre", address=settled[0].address + "?x=1")
    assert _waits(cast.communications, now) == ["account.import"]


def test_a_review_is_due_reminded_once_and_done(
    cast: SimpleNamespace, settled: list[Account], now: dt.datetime
) -> None:
    own = [one for one in settled if not one.partner_id]
    due = next_review(own[0])
    assert 100 < (due - now).days < 400
    assert tell_reviews(now=due - dt.timedelta(days=20)) == 0
    soon = due - dt.timedelta(days=10)
    assert tell_reviews(now=soon) == len(own)
    assert tell_reviews(now=soon + dt.timedelta(days=1)) == 0
    waiting = {f"account.review:{one.pk}" for one in own}
    assert waiting <= set(_waits(cast.communications, soon))
    accounts.review(actor=cast.communications, account=own[0], two_factor="on", now=soon)
    assert f"account.review:{own[0].pk}" not in _waits(cast.communications, soon)
    own[0].refresh_from_db()
    again = next_review(own[0]) - dt.timedelta(days=1)
    assert tell_reviews(now=again) == 1  # the others were told for their own day


def test_an_imitation_waits_at_each_step(cast: SimpleNamespace, settled: list[Account], now: dt.datetime) -> None:
    made = lookalikes.report(actor=cast.employee, address="https://faux.example/", note="", now=now)
    deciders = ["communications", "management"]

    def asked() -> dict[str, list[str]]:
        return {name: waits for name, who in vars(cast).items() if (waits := _waits(who, now))}

    assert asked() == {key: [f"lookalike.reported:{made.pk}"] for key in deciders}
    lookalikes.confirm(actor=cast.communications, lookalike=made, answer="", now=now)
    assert asked() == {key: [f"lookalike.confirmed:{made.pk}"] for key in deciders}
    lookalikes.tell_network(actor=cast.communications, lookalike=made, reference="", now=now)
    assert asked() == {key: [f"lookalike.told:{made.pk}"] for key in deciders}
    lookalikes.close(actor=cast.communications, lookalike=made, outcome="gone", now=now)
    assert asked() == {}


def test_mails_name_neither_the_account_nor_anybody(
    cast: SimpleNamespace, settled: list[Account], now: dt.datetime, settings: Any
) -> None:
    Person.objects.update(email="quelquun@example.org")
    accesses.give(actor=cast.communications, account=settled[1], person=cast.employee, level="admin", now=now)
    accesses.ask_removal(actor=cast.management, access=settled[1].accesses.get(), by=now.date(), now=now)
    lookalikes.report(actor=cast.employee, address="https://kanari.example/", note="kanariNOTE", now=now)
    dispatch(clock=lambda: now)
    assert len(mail.outbox) >= 2
    for sent in mail.outbox:
        words = f"{sent.subject} {sent.body}"
        for word in ("kanari", cast.employee.name, settled[1].address, settled[1].handle or "@"):
            assert word not in words.replace("quelquun@", ""), word
    assert Notification.objects.filter(kind="presence.reported").exists()


def test_tasks_cost_the_same_whatever_there_is(
    cast: SimpleNamespace, settled: list[Account], enter: Enter, now: dt.datetime
) -> None:
    def cost() -> int:
        person = Person.objects.get(pk=cast.communications.pk)
        with CaptureQueriesContext(connection) as asked:
            list(todo.waiting(person, now))
            list(todo.imitations(person, now))
        return len(asked)

    before = cost()
    for number in range(15):
        made = enter("web", f"https://site-{number}.example/", owner=None, two_factor="off")
        held = accesses.give(actor=cast.communications, account=made, outsider="Agence", level="editor", now=now)
        accesses.ask_removal(actor=cast.communications, access=held, by=now.date(), now=now)
        lookalikes.report(actor=cast.employee, address=f"https://faux-{number}.example/", note="", now=now)
    assert cost() == before <= 6


def test_accounts_and_imitations_are_found_by_who_may_read_them(
    cast: SimpleNamespace, enter: Enter, now: dt.datetime, today: dt.date
) -> None:
    enter("web", "https://boutique-kanari.example/", label="Boutique solidaire", recovery="secours@merle.example")
    lookalikes.report(actor=cast.employee, address="https://imitation-kanari.example/", note="merlenote", now=now)

    def found(words: str) -> set[str]:
        return {name for name, who in vars(cast).items() if name != "outsider" and _found(who, words, today)}

    assert found("solidaire") == {"communications", "management", "admin", "auditor"}
    assert found("imitation") == {"communications", "management"}
    assert found("merle") == found("merlenote") == set()


def _found(person: Person, words: str, today: dt.date) -> bool:
    person.forget_roles()
    return bool(search(reader=person, wanted=Wanted(words=words), today=today).total)
