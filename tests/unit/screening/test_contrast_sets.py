"""The grammar of contrast sets: what it holds, that its two parts are apart, and what it says of each sentence."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from tests.evaluation.contrasts import (
    PARTS,
    PERSON,
    THINGS,
    UNPROTECTED,
    Contrast,
    Judged,
    constructions,
    contrasts,
    disguised,
    false_alarms,
    groups,
    labels_of,
    macro_f1,
    predicates,
    reliability,
)

GROUNDS = {
    "race", "colour", "sex", "gender", "pregnancy", "orientation", "civil", "age", "religion", "politics", "language",
    "origin", "condition", "handicap",
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_ground_of_the_charter_is_there_in_both_languages(language: str) -> None:
    found = {group.ground for group in groups() if group.language == language}
    assert found == GROUNDS | {PERSON, THINGS, UNPROTECTED}


def test_what_is_proved_on_shares_nothing_with_what_is_learned_from() -> None:
    said: dict[str, set[str]] = {part: set() for part in PARTS}
    for predicate in predicates():
        said[predicate.part] |= {form for form in predicate[3:] if form != "-"}
    for first, second in itertools.combinations(PARTS, 2):
        assert said[first]
        assert not said[first] & said[second]
    frames = [(construction.language, construction.sentence) for construction in constructions()]
    assert len(frames) == len(set(frames))


def test_every_construction_is_proved_and_learned_in_both_languages() -> None:
    counts = Counter((construction.name, construction.language) for construction in constructions())
    assert {name for name, _ in counts} == {name for name, language in counts if language == "fr"}
    for part in PARTS:
        names = {construction.name for construction in constructions() if construction.part == part}
        assert names == {construction.name for construction in constructions()}


@pytest.mark.parametrize("part", PARTS)
def test_groups_stand_evenly_on_both_sides(part: str) -> None:
    cases = [case for case in contrasts(part, each=4) if case.ground in GROUNDS]
    for language in ("fr", "en"):
        hostile = Counter(case.group for case in cases if case.labels and case.language == language)
        other = Counter(case.group for case in cases if not case.labels and case.language == language)
        for counted in (hostile, other):
            assert max(counted.values()) - min(counted.values()) <= max(3, 0.4 * max(counted.values()))


def test_sentences_are_drawn_alike_each_time_and_never_twice() -> None:
    first = contrasts("prove", each=2)
    assert first == contrasts("prove", each=2)
    assert len({case.text for case in first}) == len(first)
    assert not {case.text for case in first} & {case.text for case in contrasts("learn", each=2)}
    assert len(contrasts("learn", each=2)) > 3000


def test_no_slot_is_left_and_sentences_begin_with_a_capital() -> None:
    for part in PARTS:
        for case in contrasts(part):
            assert "{" not in case.text
            assert " - " not in case.text
            assert not case.text[0].islower()


@pytest.mark.parametrize(
    ("kind", "effect", "ground", "labels"),
    [
        ("hostile", "says", "race", {"hate"}),
        ("harm", "says", "handicap", {"hate", "threat"}),
        ("hostile", "denies", "race", set()),
        ("harm", "rejects", "religion", set()),
        ("kind", "says", "religion", set()),
        ("hostile", "says", THINGS, set()),
        ("hostile", "says", UNPROTECTED, {"insult"}),
        ("exclusion", "says", UNPROTECTED, set()),
        ("harm", "says", UNPROTECTED, {"threat"}),
        ("insult", "says", PERSON, {"insult"}),
        ("menace", "rejects", PERSON, set()),
    ],
)
def test_labels_follow_who_is_meant_and_what_is_denied(kind: str, effect: str, ground: str, labels: set[str]) -> None:
    assert labels_of(kind, effect, ground) == labels


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match="learn, try or prove"):
        contrasts("test")


def test_tricks_change_one_word_and_nothing_else() -> None:
    cases = contrasts("prove")
    played = disguised(cases)
    assert {case.trick for case in played} == {
        "spaced", "dotted", "stretched", "leet", "look-alike letters", "hidden characters", "capitals",
    }  # fmt: skip
    plain = {case.text for case in cases}
    assert not {case.text for case in played} & plain
    assert all(case.labels for case in played)


def judged(*pairs: tuple[str, str]) -> list[Judged]:
    """Cases as (what holds, what was found), of one group."""
    return [
        Judged(Contrast("x", "fr", frozenset(held.split()), "c", "g", "race", "p"), frozenset(found.split()))
        for held, found in pairs
    ]


def test_macro_f1_counts_both_sides() -> None:
    assert macro_f1(judged(("hate", "hate"), ("", ""))) == 1.0
    assert macro_f1(judged(("hate", "hate"), ("", "hate"))) == pytest.approx((2 / 3 + 0) / 2)
    assert macro_f1(judged(("hate", ""), ("", ""))) == pytest.approx((0 + 2 / 3) / 2)


def test_false_alarms_are_counted_by_group() -> None:
    assert false_alarms(judged(("hate", ""), ("hate", "hate"), ("", "hate"), ("", ""), ("", "insult")), "group") == {
        "g": (1, 3, 1, 2)
    }


def test_reliability_compares_what_is_said_with_what_holds() -> None:
    rows = reliability([(0.0, False), (0.04, False), (0.9, True), (0.9, False)])
    assert [(count, mean, share) for _, _, count, mean, share in rows] == [
        (2, 0.02, 0.0),
        (2, 0.9, 0.5),
    ]
