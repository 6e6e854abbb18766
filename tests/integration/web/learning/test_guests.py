"""Situations for who answered by a link or on the manager's device: offered, kept private, gone from the device."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client

from balise.web.learning import queries
from balise.web.learning.models import Practice, Recall
from balise.web.people.models import Person, RoleHolding
from balise.web.signing import links_transitions
from balise.web.signing.models import Attestation

pytestmark = pytest.mark.django_db
GUEST = "/politique/situations/apres-signature/"


def _page(response: Any) -> str:
    return html.unescape(response.content.decode())


def _signs(client: Client, address: str, today: dt.date, **more: str) -> Any:
    said = {"acknowledged": "yes", "agrees": "no", "name": "Elise", "date": f"{today:%d/%m/%Y}", "place": "Lévis"}
    return client.post(address, said | {"how": "drawn", "drawing": "M100 100 L180 60 L260 140"} | more)


@pytest.fixture
def by_link(
    cast: SimpleNamespace, in_force: Any, now: dt.datetime, today: dt.date, settings: Any, tmp_path: Any
) -> Any:
    """A browser without an account, which has just answered by a link, and what it was answered."""
    settings.BALISE_KEYS, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "files"

    def sign() -> tuple[Client, Any]:
        link, code = links_transitions.give_link(
            actor=cast.manager, person=cast.employee, version=in_force, mail=False, now=now
        )
        client, address = Client(), links_transitions.address_of(link)
        client.post(address, {"code": code})
        return client, _signs(client, address, today)

    return sign


def _answers(client: Client, person: Person, choose: Callable[[Any], str]) -> Any:
    situation = queries.before(person)[0]  # type: ignore[index]
    return client.post(GUEST, {"situation": situation.id, "answer": choose(situation)}, follow=True)


def test_a_series_after_a_link_is_kept_with_the_answer_and_leaves_nothing(
    by_link: Any, cast: SimpleNamespace, other: Any
) -> None:
    client, done = by_link()
    assert "C’est facultatif" in _page(done)
    assert Attestation.objects.get().practised_at is None, "nothing is a condition"
    page = client.post(f"{GUEST}commencer/", follow=True)
    for number in range(1, 6):
        assert f"Situation {number} de 5" in _page(client.get(GUEST))
        page = _answers(client, cast.employee, other if number == 2 else lambda one: one.answer)
        assert ("Pas tout à fait" if number == 2 else "C’est bien cela") in _page(page)
        assert 'href="/politique/1/' not in _page(page), "there is no account to read it with"
    assert page.headers["Cache-Control"].count("no-store")
    assert "Terminer la série" in _page(page)
    assert Attestation.objects.get().practised_at is not None
    end = client.post(f"{GUEST}quitter/", follow=True)
    assert "Rien de vos réponses ne reste" in _page(end)
    for address in (GUEST, f"{GUEST}pourquoi/"):
        assert client.get(address).status_code == 410
    assert Recall.objects.count() == 5


def test_on_the_manager_s_device_nothing_is_left_for_the_manager(
    cast: SimpleNamespace, signed_in: Any, in_force: Any, today: dt.date, practise: Any, settings: Any, tmp_path: Any
) -> None:
    settings.BALISE_KEYS, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "files"
    client = signed_in(cast.manager)
    address = client.post(f"/politique/personnes/{cast.employee.pk}/appareil/").headers["Location"]
    before = practise(cast.employee, until=2)  # at home, another day
    assert "C’est facultatif" in _page(_signs(client, address, today))
    assert client.get(f"{GUEST}pourquoi/").status_code == 302, "what was answered at home is not shown here"
    assert queries.before(cast.employee)[0].id == before[2]  # type: ignore[index]
    _answers(client, cast.employee, lambda one: one.answer)
    client.force_login(cast.manager, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(GUEST).status_code == 410, "somebody signed in on it"
    assert client.get(f"{GUEST}pourquoi/").status_code == 410
    assert client.get("/").status_code == 200, "and they stay signed in"


def test_a_quarter_of_an_hour_after_their_last_gesture_it_is_over(by_link: Any, cast: SimpleNamespace) -> None:
    client, _done = by_link()
    client.post(f"{GUEST}commencer/")
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=14), tick=False):
        assert client.get(GUEST).status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=28), tick=False):
        assert client.get(GUEST).status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=44), tick=False):
        assert client.get(GUEST).status_code == 410
        assert client.post(f"{GUEST}commencer/").status_code == 410
    assert not Recall.objects.exists()
    assert Practice.objects.get().person == cast.employee


def test_a_page_sent_twice_and_nothing_chosen(by_link: Any, cast: SimpleNamespace, other: Any) -> None:
    client, _done = by_link()
    client.post(f"{GUEST}commencer/")
    first = queries.before(cast.employee)[0]  # type: ignore[index]
    assert client.post(GUEST, {"situation": first.id}).status_code == 422
    client.post(GUEST, {"situation": first.id, "answer": first.answer})
    again = client.post(GUEST, {"situation": first.id, "answer": other(first)}, follow=True)
    assert "Votre première réponse est conservée" in _page(again)
    assert Recall.objects.get().right


def test_it_is_not_for_strangers_nor_for_who_may_not_practise(by_link: Any, cast: SimpleNamespace) -> None:
    stranger = Client()
    for address in ("", "pourquoi/"):
        assert stranger.get(f"{GUEST}{address}").status_code == 410
    assert stranger.post(f"{GUEST}commencer/").status_code == 410
    RoleHolding.objects.filter(person=cast.employee).delete()
    client, done = by_link()
    assert "facultatif" not in _page(done)
    assert client.get(GUEST).status_code == 410
