"""A hire makes the policy due on the first day, tells the manager, welcomes the person; by hand, by file, by a tool."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balise.web.access.deciding import Refused
from balise.web.audit.models import Record
from balise.web.lifecycle import transitions
from balise.web.lifecycle.models import Stay
from balise.web.lifecycle.transitions.declaring import DEPARTURE
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.signing.models.asking import Due
from balise.web.workflow import Invalid

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
Sign = Callable[[Person], Client]


def _account(**more: Any) -> dict[str, Any]:
    return {"username": "noe", "name": "Noé Roy", "email": "noe@example.org", "language": "fr", "manager": None, **more}


def test_somebody_new_owes_the_policy_on_their_first_day(
    cast: SimpleNamespace, published: Make, now: dt.datetime, today: dt.date, told: Make, waits: Make
) -> None:
    version = published()
    first = today + dt.timedelta(days=7)
    stay = transitions.arrive(actor=cast.hr, account=_account(manager=cast.manager.pk), first_day=first, now=now)
    noe = stay.person
    due = Due.objects.get(person=noe)
    assert (due.version, due.due, due.campaign) == (version, first, None)
    assert noe.roles(today) == {Role.EMPLOYEE}
    assert told(noe) == ["attestation.due", "stay.welcome"]
    assert told(cast.manager) == ["stay.arrival"]
    assert f"stay.welcome:{stay.pk}" in waits(cast.manager)
    assert f"attestation.give:{version.pk}" in waits(noe)
    record = Record.objects.get(tag="person:stay:hire")
    assert record.detail == {"person": noe.pk, "kind": "job", "first": first.isoformat(), "last": ""}


def test_without_a_version_in_force_nothing_is_due(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    transitions.arrive(actor=cast.hr, account=_account(), first_day=today, now=now)
    assert not Due.objects.exists()


def test_an_arrival_of_long_ago_is_history_and_one_of_last_week_owes_today(
    cast: SimpleNamespace, published: Make, here: Make, now: dt.datetime, today: dt.date
) -> None:
    published()
    here()
    assert not Due.objects.exists()
    here(cast.communications, first_day=today - dt.timedelta(days=6))
    assert Due.objects.get().due == today


def test_another_first_day_moves_what_is_due(
    cast: SimpleNamespace, published: Make, now: dt.datetime, today: dt.date
) -> None:
    published()
    stay = transitions.arrive(actor=cast.hr, account=_account(), first_day=today + dt.timedelta(days=7), now=now)
    later = today + dt.timedelta(days=21)
    transitions.change(actor=cast.hr, stay=stay, first_day=later, kind="job", now=now)
    assert Due.objects.get().due == later


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"first_day": dt.date(2026, 3, 2), "last_day": dt.date(2026, 3, 1)}, "last_day"),
        ({"first_day": dt.date(1800, 1, 1)}, "first_day"),
        ({"first_day": dt.date(2099, 1, 1)}, "first_day"),
        ({"first_day": dt.date(2026, 3, 2), "kind": "traineeship"}, "last_day"),
    ],
)
def test_days_that_make_no_sense_are_refused_with_nothing_kept(
    cast: SimpleNamespace, now: dt.datetime, days: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        transitions.arrive(actor=cast.hr, account=_account(), now=now, **days)
    assert caught.value.field == field
    assert not Person.objects.filter(username="noe").exists()
    assert not Stay.objects.exists()


def test_nobody_is_here_twice_nor_comes_from_a_partner(
    cast: SimpleNamespace, here: Make, now: dt.datetime, today: dt.date
) -> None:
    here()
    with pytest.raises(Invalid) as caught:
        here()
    assert caught.value.field == "person"
    with pytest.raises(Invalid):
        here(cast.partner)
    assert Stay.objects.count() == 1


def test_a_trainee_leaves_on_the_day_told_at_the_start(
    cast: SimpleNamespace, now: dt.datetime, today: dt.date, told: Make, waits: Make
) -> None:
    last = today + dt.timedelta(days=90)
    stay = transitions.arrive(
        actor=cast.hr, account=_account(), first_day=today, last_day=last, kind="traineeship", now=now
    )
    assert (stay.state, stay.last_day) == ("leaving", last)
    assert "stay.own_departure" in told(stay.person)
    assert f"stay.confirm:{stay.pk}" not in waits(stay.person), "three months ahead it is noise"
    near = now + dt.timedelta(days=80)
    assert f"stay.confirm:{stay.pk}" in waits(stay.person, near)


def test_who_never_came_goes_without_a_trace_of_a_task(
    cast: SimpleNamespace, published: Make, now: dt.datetime, today: dt.date, waits: Make
) -> None:
    published()
    stay = transitions.arrive(actor=cast.hr, account=_account(manager=cast.manager.pk), first_day=today, now=now)
    gone = transitions.cancel(actor=cast.hr, stay=stay, close_account=True, now=now)
    gone.person.refresh_from_db()
    assert (gone.state, gone.person.is_active) == ("cancelled", False)
    assert f"stay.welcome:{stay.pk}" not in waits(cast.manager)


def test_who_has_been_here_for_years_came(cast: SimpleNamespace, here: Make, now: dt.datetime) -> None:
    stay = here()
    with pytest.raises(Invalid):
        transitions.cancel(actor=cast.hr, stay=stay, close_account=True, now=now)
    cast.employee.refresh_from_db()
    assert cast.employee.is_active


def test_a_file_of_hr_opens_no_account_that_is_administrations(
    cast: SimpleNamespace, signed_in: Sign, now: dt.datetime, today: dt.date
) -> None:
    Person.objects.filter(pk=cast.management.pk).update(is_active=False)
    hugo = signed_in(cast.hr)
    text = f"utilisateur;arrivee\ndenise;{today:%Y-%m-%d}\n"
    page = hugo.post("/personnes/importer/", {"file": SimpleUploadedFile("p.csv", text.encode())}).content.decode()
    answer = hugo.post("/personnes/importer/", {"sealed": page.split('name="sealed" value="')[1].split('"')[0]})
    assert "Seule l’administration peut rouvrir" in answer.content.decode()
    assert not Person.objects.get(pk=cast.management.pk).is_active
    assert not Stay.objects.exists()


def test_only_hr_and_administration_enter_arrivals(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> None:
    for somebody in (cast.manager, cast.employee, cast.management, cast.communications, cast.outsider):
        with pytest.raises(Refused):
            transitions.arrive(actor=somebody, account=_account(), first_day=today, now=now)
    assert transitions.arrive(actor=cast.admin, account=_account(), first_day=today, now=now).pk


def test_by_hand(cast: SimpleNamespace, published: Make, signed_in: Sign, today: dt.date) -> None:
    published()
    hugo = signed_in(cast.hr)
    page = hugo.get("/arrivees-departs/arrivee/")
    assert page.status_code == 200
    form = {
        "name": "Noé Roy",
        "username": "noe",
        "language": "fr",
        "manager": cast.manager.pk,
        "kind": "job",
        "first_day": "31/02/2027",
    }
    wrong = hugo.post("/arrivees-departs/arrivee/", form)
    assert wrong.status_code == 422
    assert "JJ/MM/AAAA" in wrong.content.decode()
    assert 'value="Noé Roy"' in wrong.content.decode(), "nothing typed is lost"
    done = hugo.post("/arrivees-departs/arrivee/", form | {"first_day": f"{today:%d/%m/%Y}"}, follow=True)
    assert done.redirect_chain[-1][0].startswith("/arrivees-departs/")
    assert Due.objects.get().person.username == "noe"
    taken = hugo.post("/arrivees-departs/arrivee/", form | {"first_day": f"{today:%d/%m/%Y}"})
    assert "déjà pris" in taken.content.decode()


def test_by_file(cast: SimpleNamespace, published: Make, signed_in: Sign, today: dt.date) -> None:
    published()
    hugo = signed_in(cast.hr)
    last = today + dt.timedelta(days=60)
    text = (
        "utilisateur;nom;gestionnaire;type;arrivee;depart\n"
        f"noe;Noé Roy;manon;emploi;{today:%d/%m/%Y};\n"
        f"zoe;Zoé Roy;manon;stage;{today:%Y-%m-%d};{last:%Y-%m-%d}\n"
    )
    page = hugo.post("/personnes/importer/", {"file": SimpleUploadedFile("p.csv", text.encode())}).content.decode()
    assert "premier jour" in page
    assert f"{today:%d/%m/%Y}" in page
    sealed = page.split('name="sealed" value="')[1].split('"')[0]
    assert hugo.post("/personnes/importer/", {"sealed": sealed}).status_code == 302
    stays = {one.person.username: one for one in Stay.objects.select_related("person")}
    assert {name: (one.kind, one.state, one.last_day) for name, one in stays.items()} == {
        "noe": ("job", "here", None),
        "zoe": ("traineeship", "leaving", last),
    }
    assert Due.objects.filter(due=today).count() == 2
    assert stays["noe"].person.roles(today) == {Role.EMPLOYEE}
    again = hugo.post("/personnes/importer/", {"file": SimpleUploadedFile("p.csv", text.encode())}).content.decode()
    assert "tout est déjà comme dans le fichier" in again
    sooner = f"utilisateur;depart\nzoe;{today + dt.timedelta(days=30):%Y-%m-%d}\nnoe;{last:%Y-%m-%d}\n"
    page = hugo.post("/personnes/importer/", {"file": SimpleUploadedFile("p.csv", sooner.encode())}).content.decode()
    sealed = page.split('name="sealed" value="')[1].split('"')[0]
    hugo.post("/personnes/importer/", {"sealed": sealed})
    assert Stay.objects.get(person__username="zoe").last_day == today + dt.timedelta(days=30)
    assert Stay.objects.get(person__username="noe").state == "leaving"


def test_a_file_that_cannot_be_applied_leaves_nothing(
    cast: SimpleNamespace, here: Make, signed_in: Sign, today: dt.date
) -> None:
    here()  # elise is here since last year
    hugo = signed_in(cast.hr)
    over = today + dt.timedelta(days=5 * 366 + 2)
    text = f"utilisateur;nom;arrivee\nnoe;Noé Roy;{today:%Y-%m-%d}\nzoe;Zoé Roy;{over:%Y-%m-%d}\n"
    page = hugo.post("/personnes/importer/", {"file": SimpleUploadedFile("p.csv", text.encode())}).content.decode()
    sealed = page.split('name="sealed" value="')[1].split('"')[0]
    answer = hugo.post("/personnes/importer/", {"sealed": sealed})
    assert "hors du possible" in answer.content.decode()
    assert not Person.objects.filter(username__in=["noe", "zoe"]).exists()


def test_who_comes_back_keeps_their_history(
    cast: SimpleNamespace, leaving: Make, now: dt.datetime, today: dt.date, signed_in: Sign
) -> None:
    stay = leaving(days=0)
    after = now + dt.timedelta(days=1)
    ended = transitions.end(actor=DEPARTURE, stay=stay, now=after)
    transitions.close(actor=cast.hr, stay=ended, missing=["profiles"], now=after)
    person = Person.objects.get(pk=cast.employee.pk)
    assert not person.is_active
    with pytest.raises(Invalid) as caught:
        transitions.hire(actor=cast.hr, person=person, first_day=today, now=after)
    assert caught.value.field == "first_day"
    assert not Person.objects.get(pk=person.pk).is_active, "refused whole"
    again = transitions.hire(actor=cast.hr, person=person, first_day=today + dt.timedelta(days=3), now=after)
    person = Person.objects.get(pk=person.pk)
    assert person.is_active
    assert person.roles(today + dt.timedelta(days=1)) == {Role.EMPLOYEE}
    assert RoleHolding.objects.filter(person=person, role="employee").count() == 2, "the past one stays"
    page = signed_in(cast.hr).get(f"/arrivees-departs/{again.pk}/").content.decode()
    assert f'href="/arrivees-departs/{stay.pk}/"' in page


def test_the_person_is_offered_a_wording_in_both_languages(
    cast: SimpleNamespace, here: Make, signed_in: Sign, settings: Any
) -> None:
    settings.BALISE_ORGANISATION = "Phare inc."
    here(first_day=dt.date(2026, 3, 1))
    page = signed_in(cast.employee).get("/arrivees-departs/moi/").content.decode()
    assert "Depuis le 1er mars 2026, je travaille chez Phare inc." in page
    assert "Since March 1, 2026, I have been working at Phare inc." in page
    assert "jamais une obligation" in page
    nobody = signed_in(cast.communications).get("/arrivees-departs/moi/").content.decode()
    assert "Aucune date n’est inscrite" in nobody


def test_each_sees_their_own_only(cast: SimpleNamespace, here: Make, signed_in: Sign, person: Make) -> None:
    mine = here()
    other = here(cast.communications)
    assert signed_in(cast.manager).get(f"/arrivees-departs/{mine.pk}/").status_code == 200
    assert signed_in(cast.manager).get(f"/arrivees-departs/{other.pk}/").status_code == 404
    assert signed_in(cast.employee).get(f"/arrivees-departs/{mine.pk}/").status_code == 403
    listed = signed_in(cast.manager).get("/arrivees-departs/?voir=").content.decode()
    assert "Elise" in listed
    assert "Camille" not in listed
    card = signed_in(cast.hr).get(f"/personnes/{cast.employee.pk}/").content.decode()
    assert f'href="/arrivees-departs/{mine.pk}/"' in card
