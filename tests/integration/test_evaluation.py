"""The measured quality, held: floors on the half that is only measured, and 300 verdicts that were read one by one."""

from __future__ import annotations

import json

import pytest

from balise import Content, Screener, load_policy
from balise.screening.semantics.sentences import installed
from tests.evaluation.golden import HERE, golden_line
from tests.evaluation.measure import FAMILIES, Outcome, Tally, clean_above_advise, judge, macro_f1, read_cases, tally

TIERS = [
    "words",
    pytest.param(
        "sentences",
        marks=pytest.mark.skipif(not installed(), reason="needs the extra semantic: pip install balise[semantic]"),
    ),
]


@pytest.fixture(scope="module", params=TIERS)
def judged(request: pytest.FixtureRequest) -> tuple[str, list[Outcome]]:
    screener = Screener(load_policy("opeq"), sentences=request.param == "sentences")
    return request.param, judge(read_cases("final"), screener)


def test_the_set_is_large_and_its_halves_are_apart() -> None:
    development, final = read_cases("development"), read_cases("final")
    assert len(development) + len(final) >= 2000
    assert not {case.text for case in development} & {case.text for case in final}


def test_the_floors_hold(judged: tuple[str, list[Outcome]]) -> None:
    tier, outcomes = judged
    floors = FLOORS[tier]
    kinds = [tally(outcomes, category) for category in FAMILIES["identifiers and credentials"]]
    together = Tally(*(sum(counts) for counts in zip(*kinds, strict=True)))  # one asks of both as one family
    assert together.precision >= floors["precision of identifiers and credentials"], together
    assert together.recall >= floors["recall of identifiers and credentials"], together
    for family in ("persons", "respect", "voice", "reputation", "secrets", "facts", "images", "spam"):
        assert macro_f1(outcomes, FAMILIES[family]) >= floors[family], family
    wrong, total = clean_above_advise(outcomes)
    assert wrong / total < floors["clean texts above advice"]


def test_golden_verdicts() -> None:
    screener = Screener(load_policy("opeq"), sentences=False)
    lines = (HERE / "golden.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 300
    changed = []
    for line in lines:
        known = json.loads(line)
        content = Content(known["text"], known["voice"], reply_to=known.get("reply_to"))
        if golden_line(screener.screen(content)) != line:
            changed.append(golden_line(screener.screen(content)))
    assert not changed, "verdicts changed; read them, then run python -m tests.evaluation.golden:\n" + "\n".join(
        changed
    )


FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
