"""One place performs transitions: everything or nothing, one winner, and the audit tells."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balise.web import events
from balise.web.access import Permission, Refused
from balise.web.audit.models import Record
from balise.web.audit.verifying import verify
from balise.web.outbox.models import OutboxRow
from balise.web.outbox.waking import on_wake
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.vault.sealing import destroy
from balise.web.workflow import (
    Invalid,
    System,
    Transition,
    WrongState,
    create,
    declare,
    declare_disclosure,
    declaring,
    disclose,
    perform,
)
from balise.web.workflow.labels import name_in, names_of


def _rename(subject: Person, inputs: Any, now: dt.datetime) -> list[OutboxRow]:
    if inputs["name"] == "":
        raise Invalid(fr="Donnez un nom.", en="Give a name.", field="name")
    subject.name = inputs["name"]
    return [OutboxRow(kind="tests.told", payload={"person": subject.pk})]


def _nothing(subject: Person, inputs: Any, now: dt.datetime) -> None:
    return None


def _born(subject: Person, inputs: Any, now: dt.datetime) -> None:
    subject.username = inputs["username"]
    subject.name = inputs["username"]


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A few transitions of people, known for the time of a test."""
    monkeypatch.setattr(declaring, "_transitions", {})
    monkeypatch.setattr(declaring, "_disclosures", {})
    common: dict[str, Any] = {"subject": Person, "permission": Permission.PERSON_EDIT}
    active = frozenset({"active"})
    declare_disclosure(Person, Permission.PERSON_READ)
    return SimpleNamespace(
        rename=declare(
            Transition(
                id="tested.rename",
                source=active,
                target=None,
                change=_rename,
                detail=lambda subject, inputs: {"person": subject.pk},
                **common,
            )
        ),
        stop=declare(
            Transition(
                id="tested.stop",
                source=active,
                target="inactive",
                change=_nothing,
                reason=True,
                systems=frozenset({"schedule"}),
                **common,
            )
        ),
        birth=declare(Transition(id="tested.birth", source=frozenset(), target="active", change=_born, **common)),
    )


def test_a_change_is_saved_told_and_recorded_together(
    cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime
) -> None:
    changed = perform(
        actor=cast.admin, transition=ways.rename, subject=cast.employee, now=now, inputs={"name": "Élise B."}
    )
    assert changed.name == Person.objects.get(pk=cast.employee.pk).name == "Élise B."
    row = OutboxRow.objects.get()
    assert (row.kind, row.payload, row.state, row.created) == ("tests.told", {"person": changed.pk}, "waiting", now)
    record = Record.objects.get()
    assert (record.tag, record.subject_kind, record.subject_id) == (
        "person:tested:rename",
        "people.person",
        str(changed.pk),
    )
    assert (record.actor_kind, record.actor_id, record.at) == ("person", str(cast.admin.pk), now)
    assert record.detail == {"person": changed.pk}
    assert name_in(record) == cast.admin.name
    assert cast.admin.name.encode() not in bytes(record.actor_label)
    assert verify() is None


def test_a_destroyed_label_hides_the_name_and_keeps_the_chain(
    cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime
) -> None:
    perform(actor=cast.admin, transition=ways.rename, subject=cast.employee, now=now, inputs={"name": "X"})
    record = Record.objects.get()
    assert names_of([record]) == {record.number: cast.admin.name}
    destroy(table="people.person", record=cast.admin.pk, now=now)
    assert name_in(record) == ""
    assert verify() is None


def test_nothing_is_left_of_a_change_that_fails(cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime) -> None:
    with pytest.raises(Invalid) as told:
        perform(actor=cast.admin, transition=ways.rename, subject=cast.employee, now=now, inputs={"name": ""})
    assert (told.value.message("fr"), told.value.message("en")) == ("Donnez un nom.", "Give a name.")
    with pytest.raises(KeyError):
        perform(actor=cast.admin, transition=ways.rename, subject=cast.employee, now=now)
    assert not Record.objects.exists()
    assert not OutboxRow.objects.exists()


@pytest.mark.parametrize("who", ["employee", "communications", "auditor", "partner", "outsider", "manager"])
def test_who_may_not_is_refused_and_nothing_happens(
    cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime, who: str
) -> None:
    with pytest.raises(Refused):
        perform(actor=getattr(cast, who), transition=ways.rename, subject=cast.hr, now=now, inputs={"name": "X"})
    assert not Record.objects.exists()


def test_a_role_that_ended_a_moment_ago_no_longer_counts(
    cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime, today: dt.date
) -> None:
    assert Role.ADMIN in cast.admin.roles(today)
    RoleHolding.objects.filter(person=cast.admin).update(until=today - dt.timedelta(days=1))
    with pytest.raises(Refused):
        perform(actor=cast.admin, transition=ways.rename, subject=cast.hr, now=now, inputs={"name": "X"})


def test_systems_act_only_where_they_are_named(cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime) -> None:
    with pytest.raises(Refused):
        perform(actor=System("schedule"), transition=ways.rename, subject=cast.hr, now=now, inputs={"name": "X"})
    perform(actor=System("schedule"), transition=ways.stop, subject=cast.hr, now=now, reason="départ")
    record = Record.objects.get()
    assert (record.actor_kind, record.actor_id, record.tag) == ("system", "schedule", "system:tested:stop")


def test_a_reason_is_asked_where_it_is_declared(cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime) -> None:
    with pytest.raises(Invalid):
        perform(actor=cast.admin, transition=ways.stop, subject=cast.hr, now=now, reason="  ")


def test_births_go_through_create_only(cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime) -> None:
    with pytest.raises(ValueError, match="births"):
        perform(actor=cast.admin, transition=ways.birth, subject=cast.hr, now=now)
    with pytest.raises(ValueError, match="births"):
        create(actor=cast.admin, transition=ways.rename, now=now)
    newborn = create(actor=cast.admin, transition=ways.birth, now=now, inputs={"username": "nina"})
    assert Record.objects.get().subject_id == str(newborn.pk)
    with pytest.raises(Refused):
        create(actor=cast.employee, transition=ways.birth, now=now, inputs={"username": "nino"})


def test_only_declared_transitions_are_performed(
    cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime
) -> None:
    forged = Transition(
        id="tested.rename",
        subject=Person,
        permission=Permission.PROFILE_EDIT,
        source=frozenset({"active"}),
        target=None,
        change=_rename,
    )
    with pytest.raises(ValueError, match="declared"):
        perform(actor=cast.employee, transition=forged, subject=cast.hr, now=now, inputs={"name": "X"})
    with pytest.raises(ValueError, match="twice"):
        declare(forged)


def test_reading_a_sensitive_record_is_an_event(cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime) -> None:
    disclose(actor=cast.hr, subject=cast.employee, now=now)
    assert Record.objects.get().tag == "person:person:read"
    with pytest.raises(Refused):
        disclose(actor=cast.employee, subject=cast.hr, now=now)
    with pytest.raises(Refused):
        disclose(actor=cast.hr, subject=OutboxRow(pk=1), now=now)
    assert Record.objects.count() == 1


def _together(*works: Callable[[], Any]) -> list[Any]:
    """Run in threads that start at the same moment; what each returned or raised."""
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


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_wins_and_the_other_is_told(
    cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime
) -> None:
    for number in range(8):
        target = Person.objects.create_user(f"cible{number}", name="Cible")

        def stop(actor: Person, target: Person = target) -> Person:
            return perform(actor=actor, transition=ways.stop, subject=target, now=now, reason="x")

        results = _together(lambda stop=stop: stop(cast.admin), lambda stop=stop: stop(cast.hr))
        winners = [result for result in results if isinstance(result, Person)]
        losers = [result for result in results if isinstance(result, WrongState)]
        assert (len(winners), len(losers)) == (1, 1), results
        winner = cast.admin if isinstance(results[0], Person) else cast.hr
        assert (losers[0].state, losers[0].by, losers[0].tag) == ("inactive", winner.name, "person:tested:stop")
    assert Record.objects.count() == 8
    assert verify() is None


@pytest.mark.django_db(transaction=True)
def test_many_writers_make_one_whole_chain(cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime) -> None:
    targets = [Person.objects.create_user(f"cible{number}", name="Cible") for number in range(6)]

    def rename(target: Person) -> Callable[[], None]:
        def work() -> None:
            for turn in range(10):
                perform(actor=cast.admin, transition=ways.rename, subject=target, now=now, inputs={"name": str(turn)})

        return work

    assert _together(*(rename(target) for target in targets)) == [None] * 6
    assert Record.objects.count() == OutboxRow.objects.count() == 60
    assert verify() is None


@pytest.mark.django_db(transaction=True)
def test_a_wake_up_follows_the_commit_and_never_precedes_it(
    cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime
) -> None:
    woken: list[int] = []
    on_wake(lambda: woken.append(OutboxRow.objects.count()))
    with transaction.atomic():
        perform(actor=cast.admin, transition=ways.rename, subject=cast.hr, now=now, inputs={"name": "X"})
        assert woken == []
    assert woken == [1]


class _Renamed(events.Event):
    pass


@pytest.mark.django_db(transaction=True)
def test_an_event_whose_handler_fails_undoes_everything(
    cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(event: _Renamed) -> None:
        raise LookupError

    def change(subject: Person, inputs: Any, when: dt.datetime) -> None:
        subject.name = "changed"
        subject.save()
        events.publish(_Renamed())

    way = declare(
        Transition(
            id="tested.told",
            subject=Person,
            permission=Permission.PERSON_EDIT,
            source=frozenset({"active"}),
            target=None,
            change=change,
        )
    )
    events.subscribe(_Renamed, fail)
    with pytest.raises(LookupError):
        perform(actor=cast.admin, transition=way, subject=cast.hr, now=now)
    assert Person.objects.get(pk=cast.hr.pk).name == cast.hr.name
    assert not Record.objects.exists()
    events.unsubscribe(_Renamed, fail)
    with pytest.raises(RuntimeError):
        events.publish(_Renamed())


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["rename", "stop", "refused", "invalid"]), max_size=8))
def test_the_audit_holds_exactly_what_was_done(
    cast: SimpleNamespace, ways: SimpleNamespace, now: dt.datetime, steps: list[str]
) -> None:
    """A model of the state beside the real one: whatever the order, state and number of records agree."""
    target = Person.objects.create_user(uuid4().hex, name="Cible")
    before, state, expected = Record.objects.count(), "active", 0
    for step in steps:
        try:
            if step == "stop":
                perform(actor=cast.admin, transition=ways.stop, subject=target, now=now, reason="x")
            else:
                actor = cast.employee if step == "refused" else cast.admin
                name = "" if step == "invalid" else "X"
                perform(actor=actor, transition=ways.rename, subject=target, now=now, inputs={"name": name})
        except (Refused, Invalid, WrongState):
            assert step in {"refused", "invalid"} or state == "inactive"
        else:
            assert state == "active"
            expected += 1
            state = "inactive" if step == "stop" else state
    assert Person.objects.get(pk=target.pk).state == state
    assert Record.objects.count() - before == expected
    assert verify() is None
