"""A rumour is quoted whole: the words that pass it on say nothing without what they pass on."""

from __future__ import annotations

import pytest

from balise.screening.detectors.facts.unverified import detector

CASES = [
    (
        "Il paraît que la Ville va arrêter de ramasser les vieux appareils. Partagez!",
        "Il paraît que la Ville va arrêter de ramasser les vieux appareils",
    ),
    ("Bonjour à tous, paraît que le parc ferme lundi.", "paraît que le parc ferme lundi"),
    ("Attention: j'ai entendu dire que l'eau sera coupée!!!", "j'ai entendu dire que l'eau sera coupée"),
    (
        "Bonne journée. À ce qu'on dit, le maire aurait vendu le parc.\nÀ bientôt.",
        "À ce qu'on dit, le maire aurait vendu le parc",
    ),
    (
        "Un homme rôde autour des écoles, je sais pas si c'est vrai mais partagez.",
        "Un homme rôde autour des écoles, je sais pas si c'est vrai mais partagez",
    ),
    ("Rumour has it the mayor sold the park to a developer.", "Rumour has it the mayor sold the park to a developer"),
    ("Hi all, I heard that the school is closing (sad).", "I heard that the school is closing (sad)"),
    (
        "Partagez vite avant que ce soit supprimé: ils nous cachent la vérité.",
        "Partagez vite avant que ce soit supprimé: ils nous cachent la vérité",
    ),
]


@pytest.mark.parametrize(("text", "quoted"), CASES)
def test_the_whole_of_what_is_passed_on(sightings, text, quoted):
    [found] = sightings(detector, text)
    assert found.matched == quoted


def test_a_sentence_without_end_is_cut_between_two_words(sightings):
    [found] = sightings(detector, "Il paraît que " + "mot " * 300)
    assert found.matched.startswith("Il paraît que mot")
    assert found.matched.endswith(" mot")
    assert len(found.matched) < 200


def test_what_stands_after_marks_keeps_its_place(sightings):
    text = "« Bonjour » — ﬁn du mois : il paraît que le bureau de Lévis ferme…"
    [found] = sightings(detector, text)
    assert found.matched == text[found.start : found.end] == "il paraît que le bureau de Lévis ferme"
