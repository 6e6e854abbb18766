"""Private matters told of a person who can be recognised; one's own, public figures and causes are left."""

from __future__ import annotations

import pytest

from balise.policy.model import Decision
from balise.screening.detectors.persons import health, situation, work_record

HEALTH = [
    "Mme Tremblay a un cancer du sein",
    "Ma collègue Julie est enceinte de 3 mois",
    "My coworker is pregnant and hasn't told HR",
    "Julie de la paie est en burnout",
    "un élève de 6e a un TDAH et fait des crises",
    "a student in grade 4 has autism",
    "Bon rétablissement à Julie Côté après son opération au genou",
    "GORDON PIKE A LE CANCER",
    "The technician Greg Olsen told me he's HIV positive",
    "His name is Dominic Farrow. He was diagnosed with ADHD last spring.",
]
WORK = [
    "Le salaire de Marc Gagnon est de 62 000 $",
    "Colin Frasier makes $38.60 an hour",
    "on a congédié Yannick hier",
    "They fired Dave on Friday",
    "Mon collègue Ahmed s'est fait slaquer hier",
    "Mme Roy est en congé de maladie depuis lundi",
    "Simon is on sick leave again",
    "Sébastien Morin s'est fait suspendre trois jours sans solde",
]
SITUATION = [
    "mon boss s'est fait arrêter hier soir",
    "Sophie Lavoie a fait faillite l'an passé",
    "Mrs. Hadley is getting divorced",
    "Luc a perdu la garde de ses enfants",
]
LEFT = [
    "Je suis en burnout depuis un mois",
    "J'ai le cancer et je me bats",
    "My boss knows I have depression",
    "Je suis enceinte!! Julie le savait avant moi",
    "I got fired yesterday",
    "on m'a congédié hier, merci Marc",
    "Marche contre le cancer dimanche avec Julie",
    "Congé de maladie : que dit la loi?",
    "Un employé en congé de maladie a droit à des prestations",
    "Ma mère a le cancer, je prends une pause",
    "L'actrice Emma Watson parle de sa dépression",
    "Paul parle de la dépression économique de 1929",
    "Offre d'emploi : salaire de 24,50 $ l'heure",
    "Belle job Mélanie, ta présentation était claire!",
    "Fired up for the weekend with Dave",
    "Félicitations à Karine, promue chef d'équipe",
    "Le premier ministre a suspendu la séance",
    "Le film raconte le divorce de Pierre et Anne",
]


@pytest.mark.parametrize("text", HEALTH)
def test_health(sightings, text):
    assert [finding.decision for finding in sightings(health.detector, text)] == [Decision.FORBIDDEN]


@pytest.mark.parametrize("text", WORK)
def test_work_record(sightings, text):
    assert [finding.decision for finding in sightings(work_record.detector, text)] == [Decision.FORBIDDEN]


@pytest.mark.parametrize("text", SITUATION)
def test_situation(sightings, text):
    assert [finding.decision for finding in sightings(situation.detector, text)] == [Decision.FORBIDDEN]


@pytest.mark.parametrize("text", LEFT)
def test_nobody_elses_secret(sightings, text):
    for module in (health, work_record, situation):
        assert sightings(module.detector, text) == []


def test_the_span_goes_from_the_person_to_the_matter(sightings):
    found = sightings(health.detector, "Bref, Julie Côté est en dépression depuis mai.")
    assert [finding.matched for finding in found] == ["Julie Côté est en dépression"]
