"""The same by its pages, as browsers send them: with and without htmx, in both languages, with what people and machines mistype."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from balise.web.publishing.models import Publication

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
TEXT = "Notre prochaine collecte aura lieu samedi à Québec."
RUDE = "Le directeur est un imbécile. Mon NAS est le 046 454 286."
HTMX = {"HX-Request": "true"}


def _html(answer: Any) -> str:
    return str(answer.content.decode())


def _said(answer: Any) -> str:
    return re.sub(r"\s+", " ", _html(answer))


def _form(publication: Publication, **values: Any) -> dict[str, Any]:
    kept = publication.content
    return {
        "version": publication.version,
        "title": publication.title,
        "networks": list(kept.networks),
        "common": kept.common,
        "links": "",
        "video": "",
        "earliest": "",
        "latest": "",
        "planned": "",
        **{f"alt_{image.sha}": image.alt for image in kept.images},
        **values,
    }


def test_the_whole_way_through_pages(cast: SimpleNamespace, seat: Callable[[Any], Client]) -> None:  # noqa: PLR0915 - one journey
    elise, camille, denise = seat(cast.employee), seat(cast.communications), seat(cast.management)
    assert elise.get("/publications/nouvelle/").status_code == 200
    sent = {"voice": "official", "networks": ["facebook"], "common": RUDE, "then": "submit"}
    made = elise.post("/publications/nouvelle/", sent)
    publication = Publication.objects.get()
    base = f"/publications/{publication.pk}"
    assert made.url == f"{base}/soumettre/"
    page = _html(elise.get(made.url))
    assert "3.3" in page
    assert "3.4" in page
    assert "justification" in page
    # corrected while typing: the panel comes back without findings
    typed = _form(publication, common=TEXT)
    panel = elise.post(f"{base}/enregistrer/", typed, headers=HTMX)
    assert panel.headers["HX-Trigger"] == "balise:saved"
    assert "Aucun constat" in _html(panel)
    publication.refresh_from_db()
    assert publication.content.common == TEXT
    gone = elise.post(f"{base}/soumettre/", {"hash": publication.hash}, follow=True)
    assert "C’est envoyé" in _html(gone)
    # returned with a comment on the text
    assert TEXT in _html(camille.get("/approbations/"))
    review = camille.get(f"/approbations/{publication.pk}/")
    assert review.status_code == 200
    back = {"hash": publication.hash, "place": "text:facebook", "quote": "samedi", "comment": "Quelle date?"}
    camille.post(f"/approbations/{publication.pk}/retourner/", back)
    assert "Quelle date?" in _html(elise.get(f"{base}/"))
    assert "Quelle date?" in _html(elise.get(f"{base}/modifier/"))
    publication.refresh_from_db()
    better = TEXT.replace("samedi", "samedi 28 novembre")
    elise.post(f"{base}/modifier/", _form(publication, common=better, then="submit"))
    publication.refresh_from_db()
    elise.post(f"{base}/soumettre/", {"hash": publication.hash})
    diff = _html(camille.get(f"/approbations/{publication.pk}/"))
    assert "<ins>" in diff
    assert "28 novembre" in diff
    done = camille.post(
        f"/approbations/{publication.pk}/approuver/", {"hash": publication.hash, "by": "communications"}, follow=True
    )
    assert "Votre approbation est inscrite" in _html(done)
    # published by hand
    sheet = _html(camille.get(f"{base}/fiche/"))
    assert better in sheet
    assert "Marche à suivre" in sheet
    wrong = camille.post(f"{base}/fiche/adresse/", {"network": "facebook", "address": "https://exemple.org/1"})
    assert wrong.status_code == 422
    assert "https://exemple.org/1" in _html(wrong)  # what was typed is still there
    address = "https://www.facebook.com/page/posts/1"
    live = camille.post(f"{base}/fiche/adresse/", {"network": "facebook", "address": address}, follow=True)
    assert "C’est publié et inscrit" in _html(live)
    assert address in _html(elise.get(f"{base}/"))
    # retracted
    unsaid = elise.post(f"{base}/retrait/", {"clause": "3.6", "reason": " "})
    assert unsaid.status_code == 422
    assert '<a href="#id_reason">' in _html(unsaid)  # the message leads to the field
    elise.post(f"{base}/retrait/", {"clause": "", "reason": "Erreur de date"})
    assert "Erreur de date" in _html(camille.get(f"{base}/retrait/"))
    camille.post(f"{base}/retrait/fait/", {})
    denise.post(f"{base}/retrait/confirmer/", {})
    publication.refresh_from_db()
    assert publication.state == "retracted"
    story = _html(elise.get(f"{base}/historique/"))
    for words in ("a commencé le brouillon", "a soumis", "a retourné", "a approuvé", "a confirmé le retrait"):
        assert words in story
    assert "Camille" in story


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_opens_in_both_languages(
    cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make, language: str
) -> None:
    sent = send(write(cast.employee))
    draft = write(cast.employee)
    camille, elise = seat(cast.communications), seat(cast.employee)
    for client, address in (
        (elise, "/publications/"),
        (camille, "/publications/?voir=toutes&tri=auteur"),
        (camille, "/publications/?voir=a-publier"),
        (elise, "/publications/nouvelle/"),
        (elise, f"/publications/{draft.pk}/modifier/"),
        (elise, f"/publications/{draft.pk}/soumettre/"),
        (elise, f"/publications/{draft.pk}/abandonner/"),
        (elise, f"/publications/{sent.pk}/reprendre/"),
        (elise, f"/publications/{sent.pk}/"),
        (camille, "/approbations/"),
        (camille, f"/approbations/{sent.pk}/"),
        (camille, "/mandats/"),
        (camille, "/mandats/accorder/"),
        (camille, f"/publications/{sent.pk}/historique/"),
    ):
        client.cookies["language"] = language
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert f'lang="{language}"' in _html(answer)


def test_nothing_typed_is_lost_to_a_mistake(cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make) -> None:
    draft = write(cast.employee)
    elise, base = seat(cast.employee), f"/publications/{draft.pk}"
    megabyte = "é" * 1_000_000
    answer = elise.post(f"{base}/modifier/", _form(draft, common=megabyte))
    assert answer.status_code == 422
    assert megabyte in _html(answer)
    assert "100" in _said(answer)
    odd = elise.post(f"{base}/modifier/", _form(draft, common="Gardé", earliest="demain", networks=["telex"]))
    assert odd.status_code == 422
    assert "Gardé" in _html(odd)
    panel = elise.post(f"{base}/enregistrer/", _form(draft, common="Gardé", earliest="demain"), headers=HTMX)
    assert "Pas encore enregistré" in _html(panel)
    assert "HX-Trigger" not in panel.headers
    draft.refresh_from_db()
    assert draft.content.common != "Gardé"
    stale = elise.post(f"{base}/modifier/", _form(draft, common="Autre fenêtre", version=draft.version - 1))
    assert stale.status_code == 409
    assert "Autre fenêtre" in _html(stale)
    again = re.search(r'name="version" value="(\d+)"', _html(stale))
    assert again
    elise.post(f"{base}/modifier/", _form(draft, common="Autre fenêtre", version=again[1]))
    draft.refresh_from_db()
    assert draft.content.common == "Autre fenêtre"


def test_a_megabyte_sent_to_htmx_is_answered_too(
    cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make
) -> None:
    draft = write(cast.employee)
    answer = seat(cast.employee).post(
        f"/publications/{draft.pk}/enregistrer/", _form(draft, common="a" * 3_000_000), headers=HTMX
    )
    assert answer.status_code in {400, 413}
    assert "trop gros" in _html(answer)


def test_images_through_the_page(
    cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make, photo: bytes
) -> None:
    draft = write(cast.employee)
    elise, base = seat(cast.employee), f"/publications/{draft.pk}"
    fake = elise.post(
        f"{base}/ajouter-image/", {"image": SimpleUploadedFile("a.jpg", b"<script>"), "alt": "Mon texte tapé"}
    )
    assert fake.status_code == 422
    assert "n’est pas une image" in _html(fake)
    assert "Mon texte tapé" in _html(fake)
    assert elise.post(f"{base}/ajouter-image/", {"alt": "rien"}).status_code == 422
    elise.post(f"{base}/ajouter-image/", {"image": SimpleUploadedFile("a.jpg", photo), "alt": "Un écran"})
    draft.refresh_from_db()
    [image] = draft.content.images
    picture = elise.get(f"{base}/images/{image.sha}/?telecharger=1")
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert "attachment" in picture.headers["Content-Disposition"]
    assert b"".join(picture.streaming_content).startswith(b"\xff\xd8")
    assert seat(cast.communications).get(f"{base}/images/{image.sha}/").status_code == 404
    send(draft)
    seen = seat(cast.communications).get(f"{base}/images/{image.sha}/")
    assert seen.status_code == 200
    assert b"".join(seen.streaming_content)
    assert elise.get(f"{base}/images/{'0' * 64}/").status_code == 404
    assert elise.get(f"{base}/images/..%2f..%2fkeys/").status_code == 404


def test_wrong_ids_and_forged_forms(
    cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make
) -> None:
    draft, sent = write(cast.employee), send(write(cast.employee))
    other, camille = seat(cast.hr), seat(cast.communications)
    for address in (
        f"/publications/{draft.pk}/",
        f"/publications/{draft.pk}/modifier/",
        f"/publications/{draft.pk}/soumettre/",
        f"/publications/{draft.pk}/historique/",
        f"/publications/{sent.pk}/",
        f"/approbations/{sent.pk}/",
        "/publications/999999999/",
        "/publications/99999999999999999999999/",
    ):
        assert other.get(address).status_code in {403, 404}, address
    assert (
        other.post(f"/approbations/{sent.pk}/approuver/", {"hash": sent.hash, "by": "communications"}).status_code
        == 404
    )
    forged = camille.post(f"/approbations/{sent.pk}/approuver/", {"hash": "0" * 64, "by": "communications"})
    assert forged.status_code == 422
    assert camille.post(f"/approbations/{sent.pk}/supprimer/").status_code == 404
    assert camille.post(f"/publications/{sent.pk}/obligation/", {"need": "a|b", "hash": sent.hash}).status_code == 422
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.force_login(cast.communications)
    assert strict.post(f"/approbations/{sent.pk}/approuver/", {"hash": sent.hash}).status_code == 403
    sent.refresh_from_db()
    assert sent.state == "submitted"


def test_the_second_approver_is_told(
    cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make
) -> None:
    sent = send(write(cast.employee))
    answer = {"hash": sent.hash, "by": "communications"}
    seat(cast.communications).post(f"/approbations/{sent.pk}/approuver/", answer)
    late = seat(cast.communications).post(f"/approbations/{sent.pk}/approuver/", answer, follow=True)
    said = _said(late)
    assert "Trop tard" in said
    assert "Camille" in said


def test_comments_survive_an_error(
    cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make
) -> None:
    sent = send(write(cast.employee))
    answer = seat(cast.communications).post(
        f"/approbations/{sent.pk}/retourner/",
        {
            "hash": sent.hash,
            "place": ["text:facebook", "text:facebook"],
            "quote": ["absent du texte", ""],
            "comment": ["Ma longue remarque", "Une autre"],
            "reason": "Sur l’ensemble, merci",
        },
    )
    assert answer.status_code == 422
    for typed in ("absent du texte", "Ma longue remarque", "Une autre", "Sur l’ensemble, merci"):
        assert typed in _html(answer)


def test_voided_approvals_are_said_on_the_page(
    cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make
) -> None:
    sent = send(write(cast.employee))
    elise, base = seat(cast.employee), f"/publications/{sent.pk}"
    seat(cast.communications).post(f"/approbations/{sent.pk}/approuver/", {"hash": sent.hash, "by": "communications"})
    assert "elles tombent" in _html(elise.get(f"{base}/reprendre/"))
    elise.post(f"{base}/reprendre/")
    sent.refresh_from_db()
    panel = elise.post(f"{base}/enregistrer/", _form(sent, common=sent.content.common + "!"), headers=HTMX)
    assert "annule une approbation (Camille)" in _html(panel)
    sent.refresh_from_db()
    assert f'value="{sent.version}"' in _html(panel)


def test_what_is_being_written_again_is_the_authors_alone(
    cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make
) -> None:
    sent = send(write(cast.employee))
    elise, camille, base = seat(cast.employee), seat(cast.communications), f"/publications/{sent.pk}"
    elise.post(f"{base}/reprendre/")
    sent.refresh_from_db()
    elise.post(f"{base}/modifier/", _form(sent, common="Je réfléchis encore."))
    assert "Je réfléchis encore." in _html(elise.get(f"{base}/"))
    for address in (f"{base}/", "/publications/?voir=toutes"):
        assert "Je réfléchis encore." not in _html(camille.get(address))


def test_choosing_the_time(cast: SimpleNamespace, seat: Callable[[Any], Client], write: Make, send: Make) -> None:
    now = timezone.now()
    sent = send(write(cast.employee, latest=now + dt.timedelta(days=3)))
    seat(cast.communications).post(f"/approbations/{sent.pk}/approuver/", {"hash": sent.hash, "by": "communications"})
    elise, base = seat(cast.employee), f"/publications/{sent.pk}"
    far = timezone.localtime(now + dt.timedelta(days=9))
    assert elise.post(f"{base}/heure/", {"planned": f"{far:%Y-%m-%dT%H:%M}"}).status_code == 422
    near = timezone.localtime(now + dt.timedelta(days=1))
    assert elise.post(f"{base}/heure/", {"planned": f"{near:%d/%m/%Y %H:%M}"}).status_code == 302
    sent.refresh_from_db()
    assert sent.state == "approved"
    assert "Ne publiez pas encore" in _html(seat(cast.communications).get(f"{base}/fiche/"))


def test_a_mandate_through_its_pages(cast: SimpleNamespace, seat: Callable[[Any], Client]) -> None:
    camille = seat(cast.communications)
    today = timezone.localdate()
    form = {"holder": cast.employee.pk, "topic": "Les collectes", "since": today.isoformat(), "until": "2020-01-01"}
    wrong = camille.post("/mandats/accorder/", form)
    assert wrong.status_code == 422
    assert "Les collectes" in _html(wrong)
    until = today + dt.timedelta(days=30)
    assert camille.post("/mandats/accorder/", {**form, "until": until.isoformat()}).status_code == 302
    assert "Les collectes" in _html(camille.get("/mandats/"))
    assert seat(cast.employee).get("/mandats/").status_code == 403
    number = cast.employee.mandates.get().pk
    assert camille.post(f"/mandats/{number}/terminer/").status_code == 302
    assert cast.employee.mandates.get().state == "ended"


def test_what_the_check_hands_over_is_sent(cast: SimpleNamespace, now: dt.datetime) -> None:
    from balise.web.verdicts.handover import Errand, Handed, receiver_of

    receiver = receiver_of(Errand.AUTHORISATION)
    assert receiver is not None
    handed = Handed(text=TEXT, voice="personal", networks=("facebook",))
    address = receiver(person=cast.employee, handed=handed, now=now)
    sent = Publication.objects.get()
    assert address == f"/publications/{sent.pk}/"
    assert (sent.state, sent.voice, sent.content.common) == ("submitted", "personal", TEXT)
    address = receiver(person=cast.employee, handed=Handed(text=TEXT, voice="personal"), now=now)
    assert address.endswith("/soumettre/")
    assert Publication.objects.filter(state="draft").count() == 1
