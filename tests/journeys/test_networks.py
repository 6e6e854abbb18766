"""A post on three networks, one of which fails first and one of which is by hand; changed behind our back; retracted.

The networks are folders of this machine (``shelf``): what is there can be counted, and changed past Balise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from balise.networks.errors import Temporary
from balise.networks.registry import all_networks
from balise.web.outbox.dispatching import dispatch
from balise.web.outbox.models import OutboxRow
from balise.web.publishing import transitions
from balise.web.publishing.models import Publication
from tests.integration.web.connections.making import connected
from tests.integration.web.publishing import shelf
from tests.journeys.test_after_approval import ON_A_PHONE_BY_KEYS, WRONG, _sent, _was_refused, people, site
from tests.journeys.test_publication import _enters

__all__ = ["people", "site"]
pytestmark = pytest.mark.django_db(transaction=True)
Visit = Callable[..., Any]


@pytest.fixture
def folder(site: str, people: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Facebook and Mastodon are connected; LinkedIn is not."""
    for number, name in enumerate(("facebook", "mastodon"), 1):
        monkeypatch.setitem(all_networks(), name, all_networks()[name])
        connected(name, now=timezone.now(), remote_id=str(number))
    monkeypatch.setitem(all_networks(), "x", all_networks()["x"])
    monkeypatch.setenv(shelf.FOLDER, "")
    shelf.put_in_place(tmp_path)
    yield tmp_path
    shelf.FAILURES.clear()


def _the_hour_comes(kind: str = "publishing.send") -> None:
    """Whatever waits for a later hour is due, and the jobs run."""
    OutboxRow.objects.filter(kind=kind, state="waiting").update(not_before=timezone.now())
    dispatch()


@ON_A_PHONE_BY_KEYS
def test_one_by_itself_one_after_a_failure_one_by_hand(
    visitor: Visit, folder: Path, site: str, people: SimpleNamespace, width: int, keys: bool
) -> None:
    sent = _sent(people.elise, WRONG, "facebook", "linkedin", "mastodon")
    camille = visitor(site=site, width=width, keys=keys)
    _enters(camille, "camille")
    page, here = camille.page, f"/publications/{sent.pk}/"

    camille.goes(f"/approbations/{sent.pk}/")
    plans = page.locator("#suite")
    expect(plans).to_contain_text("par Balise, à son heure, sur le compte opeq")
    expect(plans).to_contain_text("aucun compte n’y est relié")
    transitions.approve(
        actor=people.camille, publication=sent, content_hash=sent.hash, by=["communications"], now=timezone.now()
    )

    camille.goes(here)
    shelf.fail(folder, "mastodon", Temporary("server"))
    camille.button("Publier maintenant")
    expect(page.get_by_text("L’envoi est demandé")).to_be_visible()
    dispatch()
    networks = page.locator("#reseaux")
    expect(networks).to_contain_text("nouvel essai prévu")  # by itself, without reloading
    expect(networks).to_contain_text("en ligne")
    expect(networks).to_contain_text("à la main")
    camille.looks()
    _the_hour_comes()
    expect(networks.get_by_role("link", name="https://mastodon.example")).to_be_visible()
    assert len(shelf.posts(folder, "facebook")) == len(shelf.posts(folder, "mastodon")) == 1

    camille.goes(here + "fiche/")
    expect(page.get_by_text("publié par Balise").first).to_be_visible()
    camille.writes(page.get_by_label("Adresse de la publication").first, "https://www.linkedin.com/feed/update/1")
    camille.button("C’est publié\u00a0: inscrire l’adresse")
    expect(page.get_by_text("C’est publié et inscrit")).to_be_visible()


def _online(people: SimpleNamespace) -> Publication:
    """A post that Balise published on two networks."""
    sent = _sent(people.elise, WRONG, "facebook", "mastodon")
    post = transitions.approve(
        actor=people.camille, publication=sent, content_hash=sent.hash, by=["communications"], now=timezone.now()
    )
    transitions.send(actor=people.camille, publication=post, now=timezone.now())
    dispatch()
    return Publication.objects.get(pk=post.pk)


@ON_A_PHONE_BY_KEYS
def test_what_was_changed_behind_our_back_is_put_right(
    visitor: Visit, folder: Path, site: str, people: SimpleNamespace, width: int, keys: bool
) -> None:
    post = _online(people)
    camille = visitor(site=site, width=width, keys=keys)
    _enters(camille, "camille")
    page, here = camille.page, f"/publications/{post.pk}/"
    networks = page.locator("#reseaux")
    shelf.change(folder, "mastodon", shelf.posts(folder, "mastodon")[0]["id"], text="La collecte est annulée.")
    _the_hour_comes("publishing.check")
    camille.goes("/")
    expect(page.get_by_text("qui n’est plus pareil sur Mastodon").first).to_be_visible()
    camille.goes(here)
    expect(networks).to_contain_text("changé en ligne")
    camille.link("Voir la différence")
    page.wait_for_url("**/difference/")
    expect(page.get_by_text("annulée").first).to_be_visible()
    camille.looks()
    camille.button("Accepter cette différence")
    expect(page.get_by_role("alert")).to_contain_text("Dites pourquoi")
    _was_refused(camille)
    camille.button("Remettre en ligne le texte approuvé")
    expect(page.get_by_text("Balise remet en ligne")).to_be_visible()
    dispatch()
    _the_hour_comes("publishing.check")
    assert shelf.posts(folder, "mastodon")[0]["text"] == WRONG
    camille.goes(here)
    expect(networks).to_contain_text("Pareil à ce qui a été approuvé")


@ON_A_PHONE_BY_KEYS
def test_taken_down_everywhere_with_proof(
    visitor: Visit, folder: Path, site: str, people: SimpleNamespace, width: int, keys: bool
) -> None:
    post = _online(people)
    camille, clara = (visitor(site=site, width=width, keys=keys) for _ in range(2))
    _enters(camille, "camille")
    _enters(clara, "clara")
    page, here = camille.page, f"/publications/{post.pk}/"
    camille.goes(here)
    camille.link("Demander le retrait…")
    page.wait_for_url("**/retrait/")
    expect(page.locator("#retraits")).to_contain_text("supprimé de votre instance, sans retour")
    camille.writes(page.locator("#id_reason"), "La date est fausse.")
    camille.button("Demander le retrait")
    expect(page.get_by_text("Le retrait est demandé")).to_be_visible()
    camille.looks()
    camille.button("Retirer maintenant")
    expect(page.get_by_text("Le retrait est en cours")).to_be_visible()
    camille.looks()
    dispatch()
    expect(page.locator("#retraits")).to_contain_text("le réseau lui-même dit qu’il n’y est plus")
    assert shelf.posts(folder, "facebook") == shelf.posts(folder, "mastodon") == []
    clara.goes(here + "retrait/")
    clara.button("J’ai vu que tout a disparu")
    expect(clara.page.get_by_text("Le retrait est confirmé")).to_be_visible()
    assert Publication.objects.get(pk=post.pk).state == "retracted"


@ON_A_PHONE_BY_KEYS
def test_when_nobody_can_know_somebody_goes_and_looks(
    visitor: Visit, folder: Path, site: str, people: SimpleNamespace, width: int, keys: bool
) -> None:
    connected("x", now=timezone.now(), remote_id="3")
    sent = _sent(people.elise, WRONG, "x")
    post = transitions.approve(
        actor=people.camille, publication=sent, content_hash=sent.hash, by=["communications"], now=timezone.now()
    )
    shelf.fail(folder, "x", Temporary("too-slow", maybe=True))
    transitions.send(actor=people.camille, publication=post, now=timezone.now())
    dispatch()
    dispatch()
    camille = visitor(site=site, width=width, keys=keys)
    _enters(camille, "camille")
    camille.goes(f"/publications/{post.pk}/")
    camille.link("Aller voir et le dire")
    page = camille.page
    page.wait_for_url("**/constater/")
    camille.looks()
    camille.button("C’est ce que j’ai vu")
    expect(page.get_by_role("alert")).to_contain_text("Choisissez une réponse")
    _was_refused(camille)
    answer = page.get_by_label("La publication y est", exact=True)
    camille.presses(answer, key="Space")
    camille.writes(page.locator("#id_address"), "https://x.com/opeq/status/5")
    camille.button("C’est ce que j’ai vu")
    expect(page.get_by_text("C’est noté")).to_be_visible()
    assert Publication.objects.get(pk=post.pk).state == "published"
    assert shelf.posts(folder, "x") == []
