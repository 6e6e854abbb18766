"""The list of people narrowed by its address, and what one changes on somebody's page: absence, alternate, partner."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from balise.web.access import Permission, Refused, allowed
from balise.web.audit.models import Record
from balise.web.directory import queries
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import Role

SignIn = Callable[[Person], Client]
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _one_factor(settings: Any, db: None) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True


def _shown(page: bytes) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a href="/personnes/\d+/">([^<]+)</a>', page.decode())


@pytest.fixture
def house(cast: SimpleNamespace) -> SimpleNamespace:
    """One absent, one gone, one with a second factor."""
    Person.objects.filter(pk=cast.employee.pk).update(absent_from=TODAY() - dt.timedelta(days=1))
    Person.objects.filter(pk=cast.partner.pk).update(is_active=False)
    Authenticator.objects.create(user=cast.hr, type=Authenticator.Type.TOTP, data={"secret": "x"})
    Authenticator.objects.create(user=cast.admin, type=Authenticator.Type.RECOVERY_CODES, data={})
    return cast


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=ELI", ["employee"]),
        ("q=zzz", []),
        ("q=ÉLISE", ["employee"]),  # written Elise
        ("equipe=0", None),  # nobody's team: the address was tampered with
        ("role=communications", ["communications"]),
        ("absent=on", ["employee"]),
        ("etat=inactive", ["partner"]),
        ("etat=active&role=hr", ["hr"]),
        ("role=nothing-of-the-sort&q=camille", ["communications"]),
    ],
)
def test_filters_live_in_the_address(
    house: SimpleNamespace, signed_in: SignIn, query: str, expected: list[str] | None
) -> None:
    page = signed_in(house.hr).get(f"/personnes/?{query}")
    assert page.status_code == 200
    if expected is None:
        assert len(_shown(page.content)) == len(_shown(signed_in(house.hr).get("/personnes/").content))
        return
    assert _shown(page.content) == [getattr(house, name).name for name in expected]
    if not expected:
        assert "Rien ne correspond" in page.content.decode()


def test_a_team_is_all_those_of_its_manager(
    house: SimpleNamespace, person: Callable[..., Person], signed_in: SignIn
) -> None:
    other = person("mona", Role.EMPLOYEE, name="Mona")
    Person.objects.filter(pk=house.employee.pk).update(manager=house.manager)
    Person.objects.filter(pk=house.hr.pk).update(manager=other)
    page = signed_in(house.hr).get(f"/personnes/?equipe={house.manager.pk}")
    team = Person.objects.filter(manager=house.manager).order_by("name")
    assert _shown(page.content) == [one.name for one in team]
    assert house.hr.name not in _shown(page.content)
    choices = re.findall(r'<option value="(\d+)"', page.content.decode())
    assert set(choices) == {str(house.manager.pk), str(other.pk)}, "only those who have a team"


def test_somebody_with_a_team_is_found_as_a_manager(house: SimpleNamespace, signed_in: SignIn) -> None:
    RoleHolding.objects.filter(role=Role.MANAGER).delete()
    assert _shown(signed_in(house.hr).get("/personnes/?role=manager").content) == [house.manager.name]


def test_who_lacks_a_second_factor_is_told_only_to_who_edits_accounts(
    house: SimpleNamespace, signed_in: SignIn
) -> None:
    page = signed_in(house.hr).get("/personnes/?facteur=on")
    shown = _shown(page.content)
    assert house.hr.name not in shown
    assert house.admin.name in shown  # recovery codes alone are none
    assert "Manque" in page.content.decode()
    for reader in (house.auditor, house.communications):
        page = signed_in(reader).get("/personnes/?facteur=on")
        assert house.hr.name in _shown(page.content)  # the address asks for what this reader may not ask
        assert "Second facteur" not in page.content.decode()
        assert "Second facteur" not in signed_in(reader).get(f"/personnes/{house.hr.pk}/").content.decode()


def test_the_list_sorts_and_pages(
    person: Callable[..., Person], cast: SimpleNamespace, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        person(f"z{number:02}", Role.EMPLOYEE, name=f"Zoé {number:02}")
    browser = signed_in(cast.hr)
    browser.get("/personnes/")
    with django_assert_max_num_queries(12):
        page = browser.get("/personnes/?q=zoé&tri=-nom&page=2")
    assert _shown(page.content) == [f"Zoé {number:02}" for number in range(34, 9, -1)]
    assert "q=zo%C3%A9" in page.content.decode()  # the other pages keep the filter


def test_hr_records_the_absence_of_somebody_and_their_alternate_acts(cast: SimpleNamespace, signed_in: SignIn) -> None:
    RoleHolding.objects.filter(person=cast.communications).update(alternate=cast.employee)
    assert Role.COMMUNICATIONS not in Person.objects.get(pk=cast.employee.pk).roles(TODAY())
    address = f"/personnes/{cast.communications.pk}/absence/"
    hr = signed_in(cast.hr)
    wrong = hr.post(address, {"absent_from": "2026-07-10", "absent_until": "2026-07-01"})
    assert wrong.status_code == 422
    assert "avant le premier" in wrong.content.decode()
    assert 'value="2026-07-10"' in wrong.content.decode()
    assert hr.post(address, {"absent_from": TODAY().isoformat()}).status_code == 302
    assert Role.COMMUNICATIONS in Person.objects.get(pk=cast.employee.pk).roles(TODAY())
    assert "Absence" in hr.get(f"/personnes/{cast.communications.pk}/").content.decode()
    hr.post(address, {})
    assert Role.COMMUNICATIONS not in Person.objects.get(pk=cast.employee.pk).roles(TODAY())
    assert Record.objects.filter(tag="person:person:set_absence").count() == 2


def test_who_may_say_that_somebody_is_away(cast: SimpleNamespace) -> None:
    def may(actor: Person, subject: Person) -> bool:
        return allowed(Person.objects.get(pk=actor.pk), Permission.ABSENCE_SET, subject, today=TODAY())

    assert may(cast.manager, cast.employee)
    assert not may(cast.manager, cast.hr)  # not of their team
    assert not may(cast.hr, cast.admin)
    assert may(cast.admin, cast.hr)
    assert not may(cast.employee, cast.manager)
    RoleHolding.objects.filter(person=cast.communications).update(alternate=cast.hr)
    assert not may(cast.hr, cast.communications)  # it would hand them the role


def test_an_alternate_is_named_on_the_page_and_a_role_that_ends_still_ends(
    cast: SimpleNamespace, signed_in: SignIn
) -> None:
    last = TODAY() + dt.timedelta(days=30)
    RoleHolding.objects.filter(person=cast.communications).update(until=last)
    admin, address = signed_in(cast.admin), f"/personnes/{cast.communications.pk}/role/"
    said = {"role": "communications", "alternate": cast.manager.pk}
    assert admin.post(address, said, follow=True).status_code == 200
    held = RoleHolding.objects.get(person=cast.communications, role="communications")
    assert (held.alternate, held.until) == (cast.manager, last)
    page = admin.get(f"/personnes/{cast.communications.pk}/").content.decode()
    assert f'<option value="{cast.manager.pk}" selected>' in page
    offered = signed_in(cast.hr).get(f"/personnes/{cast.communications.pk}/").content.decode()
    assert 'value="manager"' in offered
    assert 'value="communications"' not in offered  # only what HR may give
    refused = signed_in(cast.hr).post(address, said, follow=True).content.decode()
    assert "Seule l’administration" in refused
    assert "Choisissez un rôle" in admin.post(address, {"role": "sorcerer"}, follow=True).content.decode()


def test_a_partner_approver_is_tied_to_their_organisation(cast: SimpleNamespace, signed_in: SignIn) -> None:
    browser, address = signed_in(cast.admin), f"/personnes/{cast.partner.pk}/"
    (known,) = re.findall(r'<option value="([^"]+)">CFER de Bellechasse', browser.get(address).content.decode())
    said = {"name": "Paul", "language": "fr", "partner_id": known}
    assert browser.post(address, said).status_code == 302
    assert Person.objects.get(pk=cast.partner.pk).partner_id == known
    said["partner_id"] = "nobody-knows"
    assert browser.post(address, said).status_code == 422
    Person.objects.filter(pk=cast.partner.pk).update(partner_id="gone-from-the-policy")
    assert "gone-from-the-policy" in browser.get(address).content.decode()


def test_queries_refuse_who_may_not_read(cast: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        queries.people(reader=cast.employee, today=TODAY())
