"""Personal links: expired, used, forged, with a wrong code; and the device handed over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from balise.web.access import Refused
from balise.web.outbox.dispatching import dispatch
from balise.web.signing import links_transitions
from balise.web.signing.models import Attestation, SigningLink
from tests.integration.web.signing.conftest import FRENCH

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _of_this_test(settings: Any, tmp_path: Any) -> None:
    settings.BALISE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def given(published: Any, cast: Any, now: Any) -> Callable[..., tuple[str, str]]:
    def give(**more: Any) -> tuple[str, str]:
        version = published()
        link, code = links_transitions.give_link(
            actor=cast.manager, person=cast.employee, version=version, mail=True, now=now, **more
        )
        return links_transitions.address_of(link), code

    return give


def _form(today: dt.date, **changed: str) -> dict[str, str]:
    said = {"acknowledged": "yes", "agrees": "yes", "name": "Élise", "date": f"{today:%d/%m/%Y}", "place": "Lévis"}
    return said | {"how": "drawn", "drawing": "M100 100 L180 60 L260 140"} | changed


def _html(response: Any) -> str:
    return response.content.decode()


def test_a_link_and_its_code_sign_once(given: Any, cast: Any, today: Any) -> None:
    address, code = given()
    visitor = Client()
    assert "Les injures" not in _html(visitor.get(address))
    assert "Les injures" in _html(visitor.post(address, {"code": f"{code[:4]} {code[4:]}"}, follow=True))
    refused = visitor.post(address, _form(today, how="identified", secret="00000000", place="Lac-canari"))
    assert refused.status_code == 422
    assert "Lac-canari" in _html(refused)
    done = visitor.post(address, _form(today, how="identified", secret=code))
    one = Attestation.objects.select_related("signature").get()
    assert one.number in _html(done)
    assert (one.method, one.person, one.filed_by) == ("link", cast.employee.pk, cast.manager.pk)
    assert (one.signature.means, one.signature.entered_by) == ("code", "link")
    again = Client().get(address)
    assert again.status_code == 410
    assert "déjà servi" in _html(again)


def test_the_right_link_with_wrong_codes_closes(given: Any, today: Any) -> None:
    address, code = given()
    wrong = "1" * 8 if code != "1" * 8 else "2" * 8
    for _ in range(4):
        answer = Client().post(address, {"code": wrong})
        assert answer.status_code == 422
        assert "pas le code" in _html(answer)
    assert Client().post(address, {"code": wrong}).status_code == 410
    assert Client().post(address, {"code": code}).status_code == 410
    assert SigningLink.objects.get().state == "cancelled"
    assert not Attestation.objects.exists()


def test_without_the_code_the_form_is_not_taken(given: Any, today: Any) -> None:
    address, _code = given()
    assert Client().post(address, _form(today)).status_code == 422
    assert not Attestation.objects.exists()


def test_an_expired_link_says_so_even_while_one_reads(given: Any, today: Any, now: Any) -> None:
    address, code = given()
    visitor = Client()
    visitor.post(address, {"code": code})
    with time_machine.travel(now + dt.timedelta(days=8), tick=False):
        answer = visitor.post(address, _form(today))
        assert answer.status_code == 410
        assert "expiré" in _html(answer)
    assert not Attestation.objects.exists()


def test_a_forged_or_cut_link_opens_nothing(given: Any) -> None:
    address, _code = given()
    for forged in (address[:-3] + "/", address.replace("lien/", "lien/é"), f"/politique/lien/{'0' * 64}/"):
        answer = Client().get(forged)
        assert answer.status_code == 404
        assert "pas valable" in _html(answer)


def test_a_version_withdrawn_meanwhile_closes_the_link(given: Any, published: Any, today: Any) -> None:
    address, code = given()
    visitor = Client()
    visitor.post(address, {"code": code})
    published(FRENCH + "\nFin.\n")
    answer = visitor.post(address, _form(today))
    assert answer.status_code == 410
    assert "plus en vigueur" in _html(answer)


def test_another_link_closes_the_one_before(given: Any, cast: Any, now: Any) -> None:
    address, _code = given()
    version = SigningLink.objects.get().version
    links_transitions.give_link(actor=cast.hr, person=cast.employee, version=version, mail=False, now=now)
    assert Client().get(address).status_code == 410


def test_one_gives_links_to_one_s_team_only_and_never_to_oneself(published: Any, cast: Any, now: Any) -> None:
    version = published()
    for actor, person in ((cast.manager, cast.privacy), (cast.manager, cast.manager), (cast.hr, cast.hr)):
        with pytest.raises(Refused):
            links_transitions.give_link(actor=actor, person=person, version=version, mail=False, now=now)


def test_the_mail_carries_the_link_and_never_the_code(
    given: Any, cast: Any, django_capture_on_commit_callbacks: Any
) -> None:
    cast.employee.email = "elise@example.org"
    cast.employee.save()
    address, code = given()
    dispatch()
    (sent,) = [one for one in mail.outbox if one.to == ["elise@example.org"] and address in one.body]
    assert code not in sent.body


def test_a_device_handed_over_closes_the_manager_s_session(
    published: Any, cast: Any, signed_in: Any, today: Any
) -> None:
    published()
    device = signed_in(cast.manager)
    page = _html(device.post(f"/politique/personnes/{cast.employee.pk}/appareil/", follow=True))
    assert "Les injures" in page
    assert device.get("/personnes/").status_code == 302
    address = links_transitions.address_of(SigningLink.objects.get())
    assert Client().post(address, {"code": ""}).status_code == 422
    device.post(address, _form(today))
    one = Attestation.objects.get()
    assert (one.method, one.person, one.filed_by) == ("tablet", cast.employee.pk, cast.manager.pk)


def test_the_page_shows_the_code_once(published: Any, cast: Any, signed_in: Any) -> None:
    published()
    client = signed_in(cast.manager)
    address = f"/politique/personnes/{cast.employee.pk}/lien/"
    assert client.get(address).status_code == 200
    assert "Dites-le de vive voix" in _html(client.post(address))
    assert client.get(f"/politique/personnes/{cast.privacy.pk}/lien/").status_code == 404
