"""The measured quality, held: floors on the half that is only measured, and 300 verdicts that were read one by one."""

from __future__ import annotations

import json

import pytest

from balise import Content, Screener, load_policy
from tests.evaluation.golden import HERE, golden_line
from tests.evaluation.measure import FAMILIES, Outcome, clean_above_advise, judge, macro_f1, read_cases, tally


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return judge(read_cases("final"), Screener(load_policy("opeq")))


def test_the_set_is_large_and_its_halves_are_apart() -> None:
    development, final = read_cases("development"), read_cases("final")
    assert len(development) + len(final) >= 2000
    assert not {case.text for case in development} & {case.text for case in final}


@pytest.mark.parametrize("category", FAMILIES["identifiers and credentials"])
def test_identifiers_and_credentials(outcomes: list[Outcome], category: str) -> None:
    counts = tally(outcomes, category)
    assert counts.precision >= FLOORS["precision"][category]
    assert counts.recall >= FLOORS["recall"][category]


@pytest.mark.parametrize("family", ["respect", "voice", "reputation", "secrets", "facts"])
def test_macro_f1(outcomes: list[Outcome], family: str) -> None:
    assert macro_f1(outcomes, FAMILIES[family]) >= FLOORS["macro"][family]


def test_clean_texts_are_left_alone(outcomes: list[Outcome]) -> None:
    wrong, total = clean_above_advise(outcomes)
    assert wrong / total < FLOORS["clean"]["above advise"]


def test_golden_verdicts() -> None:
    screener = Screener(load_policy("opeq"))
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
