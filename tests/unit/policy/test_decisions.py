"""The table of decisions, and what a modality allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.policy.decisions import BY_VOICE, DEFAULTS, bound, decide, default_decision
from balise.policy.model import Decision, Modality, Rule, Voice
from balise.policy.words import CATEGORIES

CLEAR, ADVISE, APPROVAL, FORBIDDEN = Decision


def rule(**said: object) -> Rule:
    return Rule(**{"category": "insult", "modality": Modality.FORBIDDEN, "voices": tuple(Voice), **said})


@pytest.mark.parametrize(
    ("category", "personal", "official", "visitor"),
    [
        ("insult", FORBIDDEN, FORBIDDEN, FORBIDDEN),
        ("personal-information", FORBIDDEN, FORBIDDEN, FORBIDDEN),
        ("hostile-campaign", FORBIDDEN, FORBIDDEN, FORBIDDEN),
        ("spokesperson", APPROVAL, APPROVAL, ADVISE),
        ("person-image", APPROVAL, APPROVAL, ADVISE),
        ("disclaimer", ADVISE, ADVISE, ADVISE),
        ("provocation", ADVISE, ADVISE, ADVISE),
        ("unsourced", ADVISE, APPROVAL, ADVISE),
        ("misleading", ADVISE, APPROVAL, ADVISE),
        ("vulgarity", ADVISE, FORBIDDEN, ADVISE),
        ("mobilisation", ADVISE, FORBIDDEN, ADVISE),
        ("a-category-of-theirs", ADVISE, ADVISE, ADVISE),
    ],
)
def test_default_table(category: str, personal: Decision, official: Decision, visitor: Decision) -> None:
    assert [decide(category, voice, rule()) for voice in Voice] == [personal, official, visitor]


@pytest.mark.parametrize(
    ("modality", "most"),
    [("forbidden", FORBIDDEN), ("must", FORBIDDEN), ("asked", APPROVAL), ("encouraged", ADVISE), ("may", CLEAR)],
)
def test_modality_bounds(modality: str, most: Decision) -> None:
    assert bound(FORBIDDEN, Modality(modality)) == most
    assert decide("insult", Voice.OFFICIAL, rule(modality=Modality(modality))) == most


def test_a_rule_replaces_the_default() -> None:
    assert decide("insult", Voice.PERSONAL, rule(decision=ADVISE)) == ADVISE
    assert decide("spam", Voice.VISITOR, rule(decision=FORBIDDEN)) == FORBIDDEN


@given(st.sampled_from([*DEFAULTS, "other"]), st.sampled_from(Voice), st.sampled_from(Modality))
def test_never_beyond_the_modality_and_no_approval_for_visitors(
    category: str, voice: Voice, modality: Modality
) -> None:
    decision = decide(category, voice, rule(modality=modality))
    assert decision <= max(bound(default_decision(category, voice), modality), CLEAR)
    assert voice is not Voice.VISITOR or decision is not APPROVAL


def test_every_category_has_words() -> None:
    known = set(DEFAULTS) | {category for table in BY_VOICE.values() for category in table}
    assert all(set(words) == known for words in CATEGORIES.values())
