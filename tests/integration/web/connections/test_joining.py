"""Connecting an account through its pages: each thing that can go wrong is said, and leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balise.web.connections.models import Application, Attempt, Connection
from balise.web.connections.opening import opened
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.presence.models import Account
from balise.web.vault.models import WrappedKey
from tests.integration.web.connections.making import connected, registered, somebody
from tests.networks_here import ACCESS, CLIENT_SECRET, Instance

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]


@pytest.fixture
def account(cast: SimpleNamespace, now: dt.datetime) -> Account:
    return registered("mastodon", now=now, actor=cast.communications)


@pytest.fixture
def camille(cast: SimpleNamespace, signed_in: SignedIn) -> Client:
    return signed_in(cast.communications)


def _set_out(client: Client, account: Account, here: Instance) -> str:
    """The address of the network that the person is about to go to."""
    answer = client.post(f"/connexions/compte/{account.pk}/connecter/", {"server": here.origin}, follow=True)
    found = re.search(rf'href="({re.escape(here.origin)}/oauth/authorize[^"]*)"', answer.content.decode())
    assert found, answer.content.decode()
    return found.group(1).replace("&amp;", "&")


def _come_back(client: Client, query: dict[str, str]) -> Any:
    return client.get("/connexions/retour/", query, follow=True)


def _nothing_kept() -> None:
    assert not Connection.objects.exists()
    assert not Application.objects.exists()
    for attempt in Attempt.objects.all():
        assert attempt.state in {"open", "failed"}
        assert not bytes(attempt.grants)


def test_an_account_is_connected(camille: Client, account: Account, here: Instance, now: dt.datetime) -> None:
    page = camille.get(f"/connexions/compte/{account.pk}/connecter/").content.decode()
    assert "publier, répondre, corriger et retirer" in page
    assert "Masquer un commentaire" in page  # what can't be done there is said before
    answer = _come_back(camille, here.consent(_set_out(camille, account, here)))
    assert "Choisir le compte" in answer.content.decode()
    assert "code=" not in answer.redirect_chain[-1][0]
    done = camille.post(answer.redirect_chain[-1][0], {"compte": "7", "publishes": "on"}, follow=True)
    assert "Le compte est connecté." in done.content.decode()
    connection = Connection.objects.select_related("account", "application").get()
    assert (connection.state, connection.publishes, connection.account.connection) == ("active", True, "connected")
    assert connection.remote["server"] == here.origin
    assert connection.scopes == here.asked["scope"].split()
    assert opened(connection, now=timezone.now()).verify().id == "7"
    attempt = Attempt.objects.get()
    assert (attempt.state, bytes(attempt.question), bytes(attempt.grants)) == ("used", b"", b"")
    assert WrappedKey.objects.get(table="connections.attempt").wrapped is None
    again = camille.post(f"/connexions/compte/{account.pk}/verifier/", follow=True)
    assert "Le réseau répond, et l’accès est bon." in again.content.decode()


def test_what_the_person_refuses_is_not_connected(camille: Client, account: Account, here: Instance) -> None:
    answer = _come_back(camille, here.consent(_set_out(camille, account, here), answer="no"))
    assert "Le réseau n’a pas donné l’accès." in answer.content.decode()
    assert "access_denied" in answer.content.decode()
    _nothing_kept()


def test_an_answer_to_no_question_is_refused(
    camille: Client, account: Account, here: Instance, cast: SimpleNamespace, signed_in: SignedIn
) -> None:
    back = here.consent(_set_out(camille, account, here))
    for query in ({**back, "state": "autre"}, {"code": back["code"]}, {}):
        answer = _come_back(camille, query)
        assert answer.status_code == 400
        assert "aucune demande commencée dans cette fenêtre" in answer.content.decode()
    elsewhere = signed_in(cast.communications)  # the same person in another browser
    assert _come_back(elsewhere, back).status_code == 400
    assert _come_back(signed_in(cast.management), back).status_code == 400
    _nothing_kept()
    assert here.verified == 0
    assert "Choisir le compte" in _come_back(camille, back).content.decode()  # nobody else used it up


def test_an_answer_serves_once(camille: Client, account: Account, here: Instance) -> None:
    back = here.consent(_set_out(camille, account, here))
    _come_back(camille, back)
    asked = here.verified
    again = _come_back(camille, back)
    assert "Choisir le compte" in again.content.decode()
    assert here.verified == asked
    camille.post(again.redirect_chain[-1][0], {"compte": "7"})
    gone = camille.post(again.redirect_chain[-1][0], {"compte": "7"}, follow=True)
    assert gone.redirect_chain[-1][0].endswith(f"/connexions/compte/{account.pk}/")
    assert Connection.objects.count() == 1


def test_too_late_is_too_late(camille: Client, account: Account, here: Instance) -> None:
    back = here.consent(_set_out(camille, account, here))
    Attempt.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert "Plus de quinze minutes" in _come_back(camille, back).content.decode()
    back = here.consent(_set_out(camille, account, here))
    page = _come_back(camille, back).redirect_chain[-1][0]
    Attempt.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert "Plus de quinze minutes" in camille.post(page, {"compte": "7"}).content.decode()
    assert not Connection.objects.exists()


def test_a_network_that_is_down_is_said(camille: Client, account: Account, here: Instance) -> None:
    here.down = True
    answer = camille.post(f"/connexions/compte/{account.pk}/connecter/", {"server": here.origin})
    assert answer.status_code == 422
    assert "ne répond pas pour l’instant" in answer.content.decode()
    assert here.origin in answer.content.decode()  # what was typed is still there
    here.down = False
    back = here.consent(_set_out(camille, account, here))
    here.down = True
    assert "ne répond pas pour l’instant" in _come_back(camille, back).content.decode()
    _nothing_kept()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "obligatoire"),
        ("pas un serveur", "Ce n’est pas le nom d’un serveur"),
        ("http://127.0.0.1:1", "Balise n’y va pas"),
        ("serveur.invalid", "Ce serveur n’existe pas"),
    ],
)
def test_a_server_that_is_none_is_said(camille: Client, account: Account, typed: str, said: str) -> None:
    answer = camille.post(f"/connexions/compte/{account.pk}/connecter/", {"server": typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    _nothing_kept()


def test_another_account_is_said_and_not_connected(camille: Client, account: Account, here: Instance) -> None:
    here.handle = "camille-perso"
    answer = _come_back(camille, here.consent(_set_out(camille, account, here)))
    page = answer.content.decode()
    assert "Ce n’est pas le compte du registre" in page
    assert "camille-perso" in page
    forced = camille.post(answer.redirect_chain[-1][0], {"compte": "7"})
    assert "Ce n’est pas le compte du registre" in forced.content.decode()
    assert not Connection.objects.exists()
    assert not Application.objects.exists()


def test_rights_that_were_not_given_are_named(camille: Client, account: Account, here: Instance) -> None:
    here.scopes = "read:accounts read:statuses read:notifications write:statuses"
    answer = _come_back(camille, here.consent(_set_out(camille, account, here)))
    assert "joindre des images et des vidéos" in answer.content.decode()
    forced = camille.post(answer.redirect_chain[-1][0], {"compte": "7"})
    assert "Des droits nécessaires n’ont pas été accordés" in forced.content.decode()
    assert not Connection.objects.exists()


def test_a_colleague_who_was_faster_is_named(
    camille: Client, account: Account, here: Instance, cast: SimpleNamespace
) -> None:
    answer = _come_back(camille, here.consent(_set_out(camille, account, here)))
    connected("mastodon", now=timezone.now(), account=account, actor=cast.management, remote_id="7")
    done = camille.post(answer.redirect_chain[-1][0], {"compte": "7"})
    assert "Denise vient de connecter ce compte" in done.content.decode()
    assert Connection.objects.get().connected_by == cast.management
    page = camille.get(f"/connexions/compte/{account.pk}/connecter/").content.decode()
    assert "Denise l’a connecté le" in page  # said before beginning again, too


def test_a_network_without_its_application_says_who_can_help(
    cast: SimpleNamespace, signed_in: SignedIn, now: dt.datetime
) -> None:
    account = registered("x", now=now)
    page = signed_in(cast.communications).get(f"/connexions/compte/{account.pk}/").content.decode()
    assert "L’administration doit d’abord inscrire l’application" in page
    page = signed_in(cast.admin).get(f"/connexions/compte/{account.pk}/").content.decode()
    assert "/connexions/applications/x/" in page


def test_the_password_of_an_account_is_never_taken(camille: Client, cast: SimpleNamespace, now: dt.datetime) -> None:
    account = registered("bluesky", now=now, handle="opeq.bsky.social")
    said = {"handle": "opeq.bsky.social", "password": "canaryPASSWORDword"}
    answer = camille.post(f"/connexions/compte/{account.pk}/connecter/", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ce n’est pas un mot de passe d’application" in page
    assert "opeq.bsky.social" in page
    assert "canaryPASSWORDword" not in page
    _nothing_kept()


def test_disconnecting_tells_the_network_and_destroys_the_access(
    camille: Client, account: Account, here: Instance
) -> None:
    from balise.web.outbox.dispatching import dispatch

    answer = _come_back(camille, here.consent(_set_out(camille, account, here)))
    camille.post(answer.redirect_chain[-1][0], {"compte": "7", "publishes": "on"})
    page = camille.get(f"/connexions/compte/{account.pk}/deconnecter/").content.decode()
    assert "Ce qui est en ligne y reste." in page
    camille.post(f"/connexions/compte/{account.pk}/deconnecter/")
    connection = Connection.objects.select_related("account").get()
    assert (connection.state, connection.publishes, connection.account.connection) == ("ended", False, "none")
    here.down = True
    dispatch()
    assert here.revoked == []
    assert bytes(Connection.objects.get().tokens)
    here.down = False
    dispatch(clock=lambda: timezone.now() + dt.timedelta(hours=1))
    assert here.revoked == [ACCESS]
    connection = Connection.objects.get()
    assert (bytes(connection.tokens), connection.problem) == (b"", "")
    assert WrappedKey.objects.get(table="connections.connection").wrapped is None
    assert CLIENT_SECRET not in page


def test_an_outsider_sees_nothing_of_it(account: Account, cast: SimpleNamespace, signed_in: SignedIn) -> None:
    assert signed_in(cast.employee).get("/connexions/").status_code == 403
    assert signed_in(cast.auditor).get("/connexions/").status_code == 200
    assert signed_in(cast.auditor).get(f"/connexions/compte/{account.pk}/connecter/").status_code == 403
    assert signed_in(somebody(Role.COMMUNICATIONS, timezone.now())).get("/connexions/compte/999/").status_code == 404
