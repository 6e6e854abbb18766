"""A departure: a checklist, access and mandates that end on the day, texts and duties that go to somebody, a closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.web.access.deciding import Refused
from balise.web.approvals.models import Request
from balise.web.approvals.transitions import grant_mandate
from balise.web.audit.models import Record
from balise.web.directory.transitions import DEACTIVATE
from balise.web.events import subscribe, unsubscribe
from balise.web.lifecycle import transitions
from balise.web.lifecycle.checklist import items_of
from balise.web.lifecycle.daily import look
from balise.web.lifecycle.models import Stay
from balise.web.people.events import Departing, Left
from balise.web.people.models import Person, RoleHolding
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.workflow import Invalid, perform

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
Sign = Callable[[Person], Client]


def _items(stay: Stay, today: dt.date) -> dict[str, str]:
    fresh = Stay.objects.select_related("person", "heir").get(pk=stay.pk)
    return {one.id: one.status.value for one in items_of(fresh, today=today)}


def _day(now: dt.datetime, days: int) -> dt.datetime:
    return now + dt.timedelta(days=days)


def test_a_last_day_starts_the_checklist_and_tells_everybody_concerned(
    cast: SimpleNamespace, leaving: Make, today: dt.date, told: Make, waits: Make
) -> None:
    heard: list[Any] = []
    subscribe(Departing, heard.append)
    try:
        stay = leaving(days=5)
    finally:
        unsubscribe(Departing, heard.append)
    assert heard == [Departing(cast.employee.pk, today + dt.timedelta(days=5))]
    assert _items(stay, today) == {"profiles": "missing", "texts": "done", "access": "planned"}
    assert told(cast.employee)[-1] == "stay.own_departure"
    assert told(cast.manager)[-1] == "stay.departure"
    assert "stay.departure" not in told(cast.hr), "who did it knows"
    assert f"stay.confirm:{stay.pk}" in waits(cast.employee)


def test_access_and_mandates_end_after_the_last_day_and_not_before(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, today: dt.date, told: Make, signed_in: Sign
) -> None:
    mandate = grant_mandate(
        actor=cast.management,
        holder=cast.employee,
        topic="Les ateliers",
        networks=[],
        since=today,
        until=today + dt.timedelta(days=100),
        now=now,
    )
    browser = signed_in(cast.employee)
    stay = leaving(days=5)
    assert _items(stay, today)["mandates"] == "planned"
    look(now=_day(now, 5))
    assert Person.objects.get(pk=cast.employee.pk).is_active, "the last day is theirs"
    gone: list[Any] = []
    subscribe(Left, gone.append)
    try:
        assert look(now=_day(now, 6)) == 1
        assert look(now=_day(now, 6)) == 0, "as often as wanted"
    finally:
        unsubscribe(Left, gone.append)
    mandate.refresh_from_db()
    stay.refresh_from_db()
    assert (stay.state, mandate.state, len(gone)) == ("ended", "ended", 1)
    person = Person.objects.get(pk=cast.employee.pk)
    assert not person.is_active
    assert browser.get("/publications/").status_code == 302
    assert not RoleHolding.objects.on(today + dt.timedelta(days=6)).filter(person=person).exists()
    assert RoleHolding.objects.filter(person=person).exists(), "past roles stay"
    assert "stay.gone" in told(cast.hr)
    assert Record.objects.filter(tag="system:person:deactivate", subject_id=str(person.pk)).exists()


def test_a_day_that_is_past_ends_access_at_the_next_look(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime
) -> None:
    stay = leaving(days=-2)
    assert look(now=now) >= 1
    stay.refresh_from_db()
    assert (stay.state, Person.objects.get(pk=cast.employee.pk).is_active) == ("ended", False)


def test_access_may_be_closed_at_once(cast: SimpleNamespace, leaving: Make, now: dt.datetime, signed_in: Sign) -> None:
    stay = leaving(days=20)
    hugo = signed_in(cast.hr)
    assert "dès maintenant" in hugo.get(f"/arrivees-departs/{stay.pk}/acces/fermer/").content.decode()
    hugo.post(f"/arrivees-departs/{stay.pk}/acces/fermer/")
    stay.refresh_from_db()
    assert (stay.state, Person.objects.get(pk=cast.employee.pk).is_active) == ("ended", False)


def test_hr_does_not_shut_out_administration_by_a_date(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, told: Make, waits: Make, today: dt.date
) -> None:
    stay = leaving(cast.privacy, days=1)
    assert stay.allowed_by is None
    assert "stay.access" in told(cast.admin)
    assert f"stay.allow_end:{stay.pk}" in waits(cast.admin)
    assert f"stay.allow_end:{stay.pk}" not in waits(cast.hr)
    with pytest.raises(Refused):
        transitions.allow_end(actor=cast.hr, stay=stay, now=now)
    with pytest.raises(Refused):
        transitions.end(actor=cast.hr, stay=stay, now=now)
    look(now=_day(now, 2))
    assert Person.objects.get(pk=cast.privacy.pk).is_active
    assert _items(stay, today + dt.timedelta(days=2))["access"] == "missing"
    transitions.allow_end(actor=cast.admin, stay=stay, now=_day(now, 2))
    assert not Person.objects.get(pk=cast.privacy.pk).is_active
    assert f"stay.allow_end:{stay.pk}" not in waits(cast.admin, _day(now, 2))


def test_the_last_account_that_administers_is_never_closed(
    cast: SimpleNamespace, person: Make, leaving: Make, now: dt.datetime, today: dt.date
) -> None:
    second = person("alma", Role.ADMIN)
    stay = leaving(cast.admin, days=1, by=second)
    other = leaving(second, days=1, by=cast.admin)
    look(now=_day(now, 2))
    still = Person.objects.filter(pk__in=[cast.admin.pk, second.pk], is_active=True)
    assert still.count() == 1
    open_one = stay if still.get().pk == cast.admin.pk else other
    assert _items(open_one, today + dt.timedelta(days=2))["access"] == "missing"


def test_official_texts_go_to_somebody_and_ones_own_stay(
    cast: SimpleNamespace,
    leaving: Make,
    write: Make,
    send: Make,
    approve: Make,
    now: dt.datetime,
    today: dt.date,
    told: Make,
    waits: Make,
) -> None:
    draft, sent = write(cast.employee), send(write(cast.employee))
    approved = approve(send(write(cast.employee)), cast.communications)
    own = write(cast.employee, voice="personal", networks=("linkedin",))
    stay = leaving(days=3)
    assert _items(stay, today)["texts"] == "missing"
    assert f"stay.hand_over:{stay.pk}" in waits(cast.manager)
    with pytest.raises(Invalid):
        transitions.hand_over(actor=cast.hr, stay=stay, to=cast.outsider, now=now)
    with pytest.raises(Invalid):
        transitions.hand_over(actor=cast.hr, stay=stay, to=cast.employee, now=now)
    with pytest.raises(Refused):
        transitions.hand_over(actor=cast.communications, stay=stay, to=cast.communications, now=now)
    done = transitions.hand_over(actor=cast.manager, stay=stay, to=cast.management, now=now)
    assert done.handed_over == 3
    for one in (draft, sent, approved):
        one.refresh_from_db()
        assert one.author == cast.management
    own.refresh_from_db()
    assert own.author == cast.employee
    assert Request.objects.get(source_id=str(sent.pk), state="waiting").author == cast.management
    assert f"publication.approve:{sent.pk}" not in waits(cast.management), "nobody approves their own"
    assert f"publication.correct:{draft.pk}" in waits(cast.management)
    assert told(cast.management)[-1] == "stay.work"
    assert _items(stay, today)["texts"] == "done"
    late = write(cast.employee)
    assert _items(stay, today)["texts"] == "planned"
    look(now=_day(now, 4))
    late.refresh_from_db()
    assert late.author == cast.management


def test_who_wrote_a_text_does_not_approve_it_once_it_is_somebody_elses(
    cast: SimpleNamespace,
    person: Make,
    leaving: Make,
    write: Make,
    send: Make,
    approve: Make,
    now: dt.datetime,
    waits: Make,
) -> None:
    second = person("olga", Role.EMPLOYEE, Role.COMMUNICATIONS)
    sent, draft = send(write(cast.communications)), write(cast.communications)
    stay = leaving(cast.communications, days=3)
    transitions.hand_over(actor=cast.hr, stay=stay, to=cast.employee, now=now)
    draft.refresh_from_db()
    later = send(draft)
    for one in (sent, later):
        one.refresh_from_db()
        assert one.author == cast.employee
        assert f"publication.approve:{one.pk}" in waits(second)
        assert f"publication.approve:{one.pk}" not in waits(cast.communications)
        with pytest.raises(Refused):
            approve(one, cast.communications)
        approve(one, second)


def test_what_somebody_approved_does_not_become_theirs(
    cast: SimpleNamespace, leaving: Make, write: Make, send: Make, approve: Make, now: dt.datetime, today: dt.date
) -> None:
    approved = approve(send(write(cast.employee)), cast.communications)
    stay = leaving(days=3)
    done = transitions.hand_over(actor=cast.hr, stay=stay, to=cast.communications, now=now)
    approved.refresh_from_db()
    assert (done.handed_over, approved.author) == (0, cast.employee)
    assert _items(stay, today)["texts"] != "done"


def test_the_person_hands_over_their_own(
    cast: SimpleNamespace, leaving: Make, write: Make, signed_in: Sign, now: dt.datetime
) -> None:
    draft, stay = write(cast.employee), leaving(days=3)
    elise = signed_in(cast.employee)
    assert "1 texte" in elise.get("/arrivees-departs/moi/").content.decode()
    answer = elise.post(f"/arrivees-departs/{stay.pk}/textes/", {"to": cast.manager.pk})
    assert answer["Location"] == "/arrivees-departs/moi/"
    draft.refresh_from_db()
    assert draft.author == cast.manager
    other = leaving(cast.communications, days=3)
    assert elise.post(f"/arrivees-departs/{other.pk}/textes/", {"to": cast.manager.pk}).status_code == 404


def test_who_takes_a_role_is_told_and_administration_gives_it(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, today: dt.date, told: Make, waits: Make
) -> None:
    stay = leaving(cast.communications, days=3)
    assert _items(stay, today)["duties"] == "missing", "nobody else holds it"
    with pytest.raises(Invalid):
        transitions.name_successor(actor=cast.hr, stay=stay, role="privacy", to=cast.employee, now=now)
    with pytest.raises(Refused):
        transitions.name_successor(actor=cast.manager, stay=stay, role="communications", to=cast.employee, now=now)
    transitions.name_successor(actor=cast.hr, stay=stay, role="communications", to=cast.employee, now=now)
    assert _items(stay, today)["duties"] == "planned"
    assert told(cast.employee)[-1] == "stay.duty"
    assert told(cast.admin)[-1] == "stay.role_to_give"
    task = next(one for one in waits(cast.admin) if one.startswith("stay.give_role:"))
    RoleHolding.objects.create(person=cast.employee, role="communications", since=today)
    assert _items(stay, today)["duties"] == "done"
    assert task not in waits(cast.admin)


def test_an_alternate_keeps_a_role_until_it_is_given_to_somebody(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, today: dt.date
) -> None:
    RoleHolding.objects.filter(person=cast.communications, role="communications").update(alternate=cast.employee)
    stay = leaving(cast.communications, days=0)
    assert _items(stay, today)["duties"] == "done"
    look(now=_day(now, 1))
    after = today + dt.timedelta(days=1)
    assert [one.pk for one in holders(Role.COMMUNICATIONS, after)] == [cast.employee.pk]
    assert not RoleHolding.objects.on(after).filter(person=cast.communications, role="employee").exists()


def test_a_team_goes_to_who_was_named(
    cast: SimpleNamespace, person: Make, leaving: Make, now: dt.datetime, today: dt.date
) -> None:
    lead = person("lise", Role.EMPLOYEE, manager=cast.manager)
    under = person("ugo", Role.EMPLOYEE, manager=lead)
    Person.objects.filter(pk=cast.manager.pk).update(manager=cast.management)
    stay = leaving(Person.objects.get(pk=cast.manager.pk), days=0)
    assert _items(stay, today)["team"] == "missing"
    with pytest.raises(Invalid) as caught:
        transitions.name_successor(actor=cast.hr, stay=stay, role="manager", to=under, now=now)
    assert "Lise" in caught.value.message("fr")
    transitions.name_successor(actor=cast.hr, stay=stay, role="manager", to=lead, now=now)
    assert _items(stay, today)["team"] == "planned"
    look(now=_day(now, 1))
    lead.refresh_from_db()
    cast.employee.refresh_from_db()
    assert (lead.manager, cast.employee.manager) == (cast.management, lead)


def test_the_date_changes_then_the_departure_is_cancelled(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, today: dt.date, told: Make, signed_in: Sign
) -> None:
    stay = leaving(days=2)
    transitions.confirm(actor=cast.employee, stay=stay, profiles="dated", link="https://exemple.org/elise", now=now)
    hugo = signed_in(cast.hr)
    later = today + dt.timedelta(days=9)
    hugo.post(f"/arrivees-departs/{stay.pk}/depart/", {"last_day": f"{later:%d/%m/%Y}"})
    stay.refresh_from_db()
    assert (stay.last_day, stay.profiles) == (later, "dated"), "what was done stays done"
    assert told(cast.employee)[-1] == "stay.own_change"
    look(now=_day(now, 3))
    assert Person.objects.get(pk=cast.employee.pk).is_active
    hugo.post(f"/arrivees-departs/{stay.pk}/depart/annuler/")
    stay.refresh_from_db()
    assert (stay.state, stay.last_day, stay.profiles, bytes(stay.profile_link)) == ("here", None, "", b"")
    look(now=_day(now, 20))
    assert Person.objects.get(pk=cast.employee.pk).is_active
    again = transitions.leave(actor=cast.hr, stay=stay, last_day=later, now=now)
    transitions.confirm(actor=cast.employee, stay=again, profiles="dated", link="https://exemple.org/e", now=now)


def test_another_day_asks_administration_again(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, today: dt.date
) -> None:
    stay = leaving(cast.privacy, days=20)
    stay = transitions.allow_end(actor=cast.admin, stay=stay, now=now)
    stay = transitions.reschedule(actor=cast.hr, stay=stay, last_day=today - dt.timedelta(days=1), now=now)
    look(now=now)
    assert Person.objects.get(pk=cast.privacy.pk).is_active, "agreed to was another day"


def test_an_old_departure_does_not_touch_who_came_back(
    cast: SimpleNamespace, leaving: Make, here: Make, now: dt.datetime, today: dt.date, write: Make
) -> None:
    stay = leaving(days=-3)
    look(now=now)
    here(Person.objects.get(pk=cast.employee.pk), first_day=today)
    write(Person.objects.get(pk=cast.employee.pk))
    assert _items(stay, today) == {"profiles": "missing"}
    stay.refresh_from_db()
    with pytest.raises(Invalid):
        transitions.allow_end(actor=cast.admin, stay=stay, now=now)
    assert Person.objects.get(pk=cast.employee.pk).is_active


def test_an_account_closed_without_a_date_waits_for_one(
    cast: SimpleNamespace, here: Make, now: dt.datetime, today: dt.date, waits: Make
) -> None:
    stay = here()
    perform(actor=cast.hr, transition=DEACTIVATE, subject=cast.employee, now=now)
    assert f"stay.leave:{stay.pk}" in waits(cast.hr)
    transitions.leave(actor=cast.hr, stay=stay, last_day=today - dt.timedelta(days=9), now=now)
    assert f"stay.leave:{stay.pk}" not in waits(cast.hr)
    look(now=now)
    stay.refresh_from_db()
    assert stay.state == "ended"
    assert not RoleHolding.objects.on(today).filter(person=cast.employee).exists()


def test_reminders_go_to_the_person_before_and_to_who_follows_after(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, told: Make
) -> None:
    stay = leaving(days=20)
    for day in range(45):
        look(now=_day(now, day))
        look(now=_day(now, day))
    assert told(cast.employee).count("stay.own_departure") == 1 + 3, "14 and 3 days before, and the last day"
    assert told(cast.manager).count("stay.missing") == 3
    assert told(cast.hr).count("stay.missing") == 3
    stay.refresh_from_db()
    assert stay.reminders == 6


def test_reminders_stop_once_it_is_confirmed(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, told: Make
) -> None:
    stay = leaving(days=20)
    transitions.confirm(actor=cast.employee, stay=stay, profiles="none", link="", now=now)
    for day in range(45):
        look(now=_day(now, day))
    assert told(cast.employee).count("stay.own_departure") == 1
    assert "stay.missing" not in told(cast.manager)


def test_hr_closes_with_what_is_missing_and_only_what_was_read(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, signed_in: Sign, waits: Make
) -> None:
    stay = leaving(days=-1)
    look(now=now)
    assert f"stay.close:{stay.pk}" in waits(cast.hr)
    with pytest.raises(Refused):
        transitions.close(actor=cast.manager, stay=stay, missing=["profiles"], now=now)
    hugo = signed_in(cast.hr)
    page = hugo.get(f"/arrivees-departs/{stay.pk}/fermer/").content.decode()
    assert 'name="missing" value="profiles"' in page
    hugo.post(f"/arrivees-departs/{stay.pk}/fermer/", {"missing": []})
    stay.refresh_from_db()
    assert stay.state == "ended", "what was read is not what is there"
    hugo.post(f"/arrivees-departs/{stay.pk}/fermer/", {"missing": ["profiles"]})
    stay.refresh_from_db()
    assert (stay.state, stay.missing, stay.closed_by) == ("closed", ["profiles"], cast.hr)
    assert "La date de fin sur les profils" in hugo.get(f"/arrivees-departs/{stay.pk}/").content.decode()
    assert f"stay.close:{stay.pk}" not in waits(cast.hr)


def test_who_leaves_while_others_do_gives_a_bounded_number_of_queries(
    cast: SimpleNamespace, person: Make, leaving: Make, now: dt.datetime, django_assert_max_num_queries: Any
) -> None:
    from balise.web.lifecycle import todo

    for number in range(12):
        leaving(person(f"p-{number}", Role.EMPLOYEE, manager=cast.manager), days=2)
    with django_assert_max_num_queries(12):
        found = [one.id for one in todo.departures(cast.hr, now)]
    assert found == []
    look(now=_day(now, 3))
    with django_assert_max_num_queries(12):
        assert len([one.id for one in todo.departures(cast.hr, _day(now, 3))]) == 12
