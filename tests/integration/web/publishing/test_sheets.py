"""A reason that was forgotten is asked at its field, wherever a reason is asked; and titles say which page it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balise.web.publishing import transitions
from balise.web.publishing.models import Publication

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
ADDRESS = "https://www.facebook.com/page/posts/1"
RUDE = "Le directeur est un imbécile."


def _linked(page: str) -> dict[str, str]:
    """What the summary of errors leads to, and what it says there."""
    alert = re.search(r'role="alert".*?</ul>', page, re.DOTALL)
    assert alert, "no summary of errors"
    found = re.findall(r'<a href="#([^"]+)">[^<]*</a>(.*?)</li>', alert.group(), re.DOTALL)
    assert found, "nothing leads to a field"
    for anchor, _said in found:
        assert f'id="{anchor}"' in page, anchor
    return dict(found)


@pytest.fixture
def approved(cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime) -> Publication:
    post = send(write(cast.employee, networks=("facebook", "x")))
    return transitions.approve(
        actor=cast.communications, publication=post, content_hash=post.hash, by=["communications"], now=now
    )


@pytest.fixture
def online(cast: SimpleNamespace, approved: Publication, now: dt.datetime) -> Publication:
    post = approved
    for network, address in (("facebook", ADDRESS), ("x", "https://x.com/page/status/1")):
        post = transitions.record_address(
            actor=cast.communications, publication=post, network=network, address=address, now=now
        )
    return post


def _text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("answer", "given", "anchor"),
    [
        ("urgence", {"reason": " "}, "urgence-reason"),
        ("refuser", {"reason": "", "clause": "3.3"}, "refuser-reason"),
        ("refuser", {"reason": "Non.", "clause": ""}, "refuser-clause"),
        ("refuser", {"reason": "Non.", "clause": "99"}, "refuser-clause"),
        ("retourner", {"reason": ""}, "retourner-reason"),
        ("retourner", {"place": "text:facebook", "quote": "absent", "comment": "Oui"}, "retourner-comments"),
        ("approuver", {"reason": ""}, "approuver-by_0"),
        ("approuver", {"by": "communications", "reason": ""}, "approuver-reason"),  # against the policy: why?
    ],
)
def test_answers_of_approvers(
    cast: SimpleNamespace,
    write: Make,
    send: Make,
    seat: Callable[[Any], Client],
    answer: str,
    given: dict[str, str],
    anchor: str,
) -> None:
    post = send(write(cast.employee, RUDE), justification="Une citation.")
    who = cast.management if answer == "urgence" else cast.communications
    told = seat(who).post(f"/approbations/{post.pk}/{answer}/", {"hash": post.hash, **given})
    assert told.status_code == 422
    assert anchor in _linked(_text(told))
    post.refresh_from_db()
    assert post.state == "submitted"


def test_why_it_is_sent_all_the_same(cast: SimpleNamespace, write: Make, seat: Callable[[Any], Client]) -> None:
    post = write(cast.employee, RUDE)
    told = seat(cast.employee).post(f"/publications/{post.pk}/soumettre/", {"hash": post.hash, "justification": " "})
    assert told.status_code == 422
    assert "écrivez pourquoi" in _linked(_text(told))["id_justification"]


def test_where_the_proof_of_an_obligation_is(
    cast: SimpleNamespace, write: Make, send: Make, photo: bytes, seat: Callable[[Any], Client]
) -> None:
    post = write(cast.employee, "Voici Emma Roy, 9 ans, de l’école Saint-Jean, et son nouvel ordinateur.")
    elise, base = seat(cast.employee), f"/publications/{post.pk}/"
    elise.post(f"{base}ajouter-image/", {"image": SimpleUploadedFile("a.jpg", photo), "alt": "Une enfant de face"})
    post.refresh_from_db()
    send(post, justification="Ses parents le demandent.")
    need = re.search(r'name="need" value="(consent[^"]+)"', _text(elise.get(base)))
    assert need, "no consent is asked"
    given = {"hash": post.hash, "need": need[1], "note": "Formulaire signé, classeur 3"}
    told = elise.post(f"{base}obligation/", given)
    assert told.status_code == 422
    assert set(_linked(_text(told))) == {"id_answer_0"}
    assert "Formulaire signé, classeur 3" in _text(told)  # nothing typed is lost
    assert elise.post(f"{base}obligation/", given | {"answer": "met"}).status_code == 302
    assert "Formulaire signé, classeur 3" in _text(elise.get(base))


def test_why_no_source_is_due(cast: SimpleNamespace, write: Make, send: Make, seat: Callable[[Any], Client]) -> None:
    post = send(write(cast.employee, "C’est prouvé que 90 % des ordinateurs sont jetés trop tôt."))
    given = {"hash": post.hash, "need": "source|author|3.6", "answer": "not_called_for"}
    told = seat(cast.communications).post(f"/publications/{post.pk}/obligation/", given)
    assert told.status_code == 422
    assert set(_linked(_text(told))) == {"id_note"}


def test_a_network_left_aside(cast: SimpleNamespace, approved: Publication, seat: Callable[[Any], Client]) -> None:
    camille, sheet = seat(cast.communications), f"/publications/{approved.pk}/fiche/"
    told = camille.post(f"{sheet}sans/", {"network": "x", "reason": ""})
    assert told.status_code == 422
    assert set(_linked(_text(told))) == {"id_reason"}
    assert _text(told).count("<details open>") == 1  # where the reason is written
    camille.post(f"{sheet}sans/", {"network": "x", "reason": "Le compte est fermé."})
    assert approved.placements.get().left_out == "Le compte est fermé."


def test_a_network_left_as_it_is(
    cast: SimpleNamespace, online: Publication, send: Make, seat: Callable[[Any], Client], now: dt.datetime
) -> None:
    elise, camille = seat(cast.employee), seat(cast.communications)
    base = f"/publications/{online.pk}"
    assert "id_reason" in _linked(_text(camille.post(f"{base}/correction/", {"reason": ""})))
    camille.post(f"{base}/correction/", {"reason": "Le jour est faux."})
    for address, title in (
        (f"{base}/modifier/", "Écrire la correction"),
        (f"{base}/soumettre/", "Soumettre la correction"),
    ):
        page = _text(elise.get(address))
        assert f"<title>{title} ·" in page
        assert f"<h1>{title}</h1>" in page
    online.refresh_from_db()
    elise.post(
        f"{base}/modifier/",
        {"version": online.version, "networks": ["facebook", "x"], "common": "La collecte aura lieu dimanche."},
    )
    online.refresh_from_db()
    sent = send(online)
    transitions.approve(
        actor=cast.communications, publication=sent, content_hash=sent.hash, by=["communications"], now=now
    )
    told = camille.post(f"{base}/correction/telle-quelle/", {"network": "x", "reason": ""})
    assert told.status_code == 422
    assert set(_linked(_text(told))) == {"id_reason"}
    wrong = camille.post(f"{base}/correction/adresse/", {"network": "x", "address": "https://exemple.org/1"})
    assert wrong.status_code == 422
    assert "https://exemple.org/1" in _text(wrong)
    assert set(_linked(_text(wrong))) == {"id_address"}


def test_a_request_set_aside(cast: SimpleNamespace, online: Publication, seat: Callable[[Any], Client]) -> None:
    elise, denise = seat(cast.employee), seat(cast.management)
    base = f"/publications/{online.pk}/retrait/"
    assert "Article" not in _text(elise.post(base, {"reason": "La date est fausse."}, follow=True))
    told = denise.post(f"{base}ecarter/", {"reason": ""})
    assert told.status_code == 422
    assert set(_linked(_text(told))) == {"ecarter-reason"}
    denise.post(f"{base}ecarter/", {"reason": "La date est bonne."})
    online.refresh_from_db()
    assert online.state == "published"


def test_a_clause_that_is_not_there(cast: SimpleNamespace, online: Publication, seat: Callable[[Any], Client]) -> None:
    told = seat(cast.employee).post(f"/publications/{online.pk}/retrait/", {"reason": "Non.", "clause": "99.9"})
    assert told.status_code == 422
    assert "id_clause" in _linked(_text(told))


def test_history_is_told_to_people_and_proven_to_who_checks(
    cast: SimpleNamespace, online: Publication, seat: Callable[[Any], Client]
) -> None:
    page = _text(seat(cast.communications).get(f"/publications/{online.pk}/historique/"))
    story, folded = (
        re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL),
        "".join(re.findall(r"<details class=\"timeline-reference\">.*?</details>", page, flags=re.DOTALL)),
    )
    assert "Facebook" in story
    for technical in ("nscription n°", "mpreinte"):
        assert technical not in story
        assert technical in folded
