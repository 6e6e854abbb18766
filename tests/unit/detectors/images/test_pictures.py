"""Texts that announce pictures of persons or of the workplace."""

from __future__ import annotations

import pytest

from balise.screening.detectors.images import person_image, workplace_image

PERSONS = [
    "Here is a photo of my colleagues this morning.",
    "Quelques photos des enfants pendant l'heure du conte.",
    "Égoportrait avec deux collègues à la fête du personnel.",
    "j'ai filmé la nouvelle stagiaire qui échappe une imprimante mdr",
    "Watch the clip of grade 4 students opening their laptops",
    "Ma photo du jour : Mme Gagnon et ses élèves",
    "la coupe de cheveux de Steeve, mon voisin de bureau. photo ci-dessous",
    "Photo de groupe de nos bénévoles (avec leur consentement)",
    "Nos stagiaires en action! 📸",
]
PLACES = [
    "Tour de l'entrepôt en vidéo!",
    "Petite vidéo de mon bureau à la job",
    "Une photo de nos bureaux fraîchement repeints",
    "Quick pic of my desk at work",
    "Vue de mon bureau à la job 📷",
    "Take a look at our training room (pictures below).",
]
LEFT = [
    "My selfie with the first snow.",
    "Photo de mon chien Max au parc",
    "Photo de ma fille à la plage",
    "A photo of the new shelves, still empty.",
    "Concours photo pour les élèves du secondaire",
    "La vidéo explique aux stagiaires comment changer un disque",
    "Interdit de filmer dans l'entrepôt",
    "On cherche des photos de nos anciens bénévoles",
    "j'ai acheté une carte vidéo pour mon atelier de montage",
    "J'ai repeint mon garage en atelier, les photos sont là",
    "My home office finally has a real chair. Photo for proof.",
    "Please ask for written consent before you photograph anyone",
    "Mes collègues sont formidables 🎉",
]


@pytest.mark.parametrize("text", PERSONS)
def test_persons(sightings, text):
    assert [finding.category for finding in sightings(person_image.detector, text)] == ["person-image"]


@pytest.mark.parametrize("text", PLACES)
def test_workplaces(sightings, text):
    assert [finding.category for finding in sightings(workplace_image.detector, text)] == ["workplace-image"]


@pytest.mark.parametrize("text", LEFT)
def test_neither(sightings, text):
    assert sightings(person_image.detector, text) == []
    assert sightings(workplace_image.detector, text) == []


def test_visitors_publish_no_pictures_of_ours(sightings):
    assert sightings(person_image.detector, "Belle photo de vos stagiaires!", voice="visitor") == []
