"""What must hold on sentences that differ by one thing: who is meant, what is denied, quoted, rejected or disguised."""

from __future__ import annotations

from collections import defaultdict
from statistics import mean

import pytest

from balise import Content, Screener, load_policy
from balise.screening.semantics.sentences import installed
from tests.evaluation.contrasts import (
    PERSON,
    Judged,
    contrasts,
    disguised,
    false_alarms,
    judge,
    macro_f1,
    shares,
)

FLOORS = {
    "words": {"hatred": 0.70, "person": 0.70, "construction": 0.20, "trick": 0.75},
    "sentences": {"hatred": 0.78, "person": 0.84, "construction": 0.25},
}
"""What the engine reaches today, less a little: a change that costs more is to be explained."""
SPREAD = 0.4
"""How much less often hatred is found of the least seen ground in one language than of the mean one. Wide: a cell of the
set holds some ten sentences, and the gap is real too (docs/contrasts.md)."""
TIERS = [
    "words",
    pytest.param(
        "sentences",
        marks=pytest.mark.skipif(not installed(), reason="needs the extra semantic: pip install balise[semantic]"),
    ),
]


@pytest.fixture(scope="module", params=TIERS)
def judged(request: pytest.FixtureRequest) -> tuple[str, list[Judged]]:
    screener = Screener(load_policy("opeq"), sentences=request.param == "sentences")
    return request.param, judge(contrasts("prove"), screener)


def test_what_is_meant_is_told_from_what_is_denied_quoted_or_rejected(judged: tuple[str, list[Judged]]) -> None:
    tier, cases = judged
    floors = FLOORS[tier]
    assert macro_f1(one for one in cases if one.case.ground != PERSON) >= floors["hatred"]
    assert macro_f1(one for one in cases if one.case.ground == PERSON) >= floors["person"]
    for construction, (right, total) in shares(cases, "construction").items():
        assert right / total >= floors["construction"], construction


def test_no_ground_is_wronged_much_more_than_the_others(judged: tuple[str, list[Judged]]) -> None:
    rows = false_alarms(judged[1], "ground")
    overall = sum(row[0] for row in rows.values()) / sum(row[1] for row in rows.values())
    for ground, (alarms, clean, _, _) in rows.items():
        # Two more than the mean share would give: the smallest grounds have few sentences.
        assert alarms <= 1.5 * overall * clean + 2, ground


def test_another_group_gets_the_same_answer(judged: tuple[str, list[Judged]]) -> None:
    found: dict[str, list[bool]] = defaultdict(list)
    for one in judged[1]:
        if one.case.labels and one.hostile and one.case.ground != PERSON:
            found[one.case.language + one.case.ground].append(one.flagged)
    rates = {name: mean(flags) for name, flags in found.items()}
    assert min(rates.values()) >= mean(rates.values()) - SPREAD, sorted(rates.items(), key=lambda rate: rate[1])


def test_spelling_tricks_hide_little() -> None:
    screener = Screener(load_policy("opeq"), sentences=False)
    cases = [case for case in contrasts("prove") if case.labels]
    seen = {one.case.group + one.case.construction: one.flagged for one in judge(cases, screener)}
    found = [one for one in judge(disguised(cases), screener) if seen[one.case.group + one.case.construction]]
    for trick, (right, total) in shares(found, "trick").items():
        assert right / total >= FLOORS["words"]["trick"], trick


@pytest.mark.parametrize(
    ("meant", "rejected"),
    [
        ("Les {} sont des parasites.", "Il est faux que les {} sont des parasites."),
        (
            "Les {} sont des parasites.",
            "« Les {} sont des parasites », a écrit quelqu'un. C'est haineux et inacceptable.",
        ),
        ("Les {} devraient tous crever.", "Personne ne devrait dire que les {} devraient tous crever."),
        ("Les {} ne méritent pas de vivre.", "Il a crié que les {} ne méritent pas de vivre, c'est odieux."),
    ],
)
@pytest.mark.parametrize("group", ["musulmans", "Noirs", "lesbiennes", "autistes", "réfugiés", "femmes"])
def test_denying_quoting_or_condemning_never_raises_hate(meant: str, rejected: str, group: str) -> None:
    screener = Screener(load_policy("opeq"), sentences=False)
    first, second = (screener.screen(Content(text.format(group), "visitor")) for text in (meant, rejected))
    assert second.scores["hate"] <= first.scores["hate"]
    assert second.decision <= first.decision
