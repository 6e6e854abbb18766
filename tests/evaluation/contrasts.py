"""What the engine makes of contrast sets: ``python -m tests.evaluation.contrasts``, by construction, trick and group.

The sentences come from the grammar of ``training/contrast``, from its part ``try``, which may be read while something
is improved, or ``prove``, which is only measured: no predicate and no frame of either was learned from. A sentence is judged right when what it is about is found exactly where it stands: hatred for groups,
insult or threat for one person. ``--write`` makes docs/contrasts.md, with how far the likelihoods mean what they say.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

__all__ = ["PARTS", "constructions", "contrasts", "disguised", "groups", "labels_of", "predicates"]
HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "training"))
from balise import Content, Screener, Verdict, load_policy
from contrasting import (
    PARTS,
    PERSON,
    THINGS,
    UNPROTECTED,
    Contrast,
    constructions,
    contrasts,
    disguised,
    groups,
    labels_of,
    predicates,
)
from tests.evaluation.measure import read_cases, wilson

EACH = 8
TOXIC = frozenset({"hate", "insult", "threat", "harassment"})
BINS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)


class Judged(NamedTuple):
    """A sentence of the set, and the toxic categories that the engine found in it."""

    case: Contrast
    found: frozenset[str]

    @property
    def hostile(self) -> bool:
        """Whether there is something to find."""
        return bool(self.case.labels & self.about)

    @property
    def about(self) -> frozenset[str]:
        """The categories in question."""
        return frozenset({"insult", "threat"}) if self.case.ground == PERSON else frozenset({"hate"})

    @property
    def flagged(self) -> bool:
        """Whether the engine found it."""
        return bool(self.found & (self.case.labels or self.about) & self.about)

    @property
    def right(self) -> bool:
        """Whether it found what there is, and only that."""
        return self.flagged == self.hostile


def judge(cases: Sequence[Contrast], screener: Screener) -> list[Judged]:
    """What the engine finds in each sentence, as a visitor's comment."""
    verdicts = screener.screen_many(Content(case.text, "visitor") for case in cases)
    return [Judged(case, _toxic(verdict)) for case, verdict in zip(cases, verdicts, strict=True)]


def _toxic(verdict: Verdict) -> frozenset[str]:
    return frozenset(finding.category for finding in verdict.findings) & TOXIC


def macro_f1(judged: Iterable[Judged]) -> float:
    """Mean of the F1 of what is hostile and of what is not."""
    counts: dict[tuple[bool, bool], int] = defaultdict(int)
    for one in judged:
        counts[one.hostile, one.flagged] += 1
    wrong = counts[True, False] + counts[False, True]
    scores = []
    for side in (True, False):
        total = 2 * counts[side, side] + wrong
        scores.append(2 * counts[side, side] / total if total else 1.0)
    return sum(scores) / 2


def shares(judged: Iterable[Judged], key: str) -> dict[str, tuple[int, int]]:
    """How many are right, of how many, by a field of the case."""
    counts: dict[str, list[int]] = {}
    for one in judged:
        right = counts.setdefault(getattr(one.case, key), [0, 0])
        right[0] += one.right
        right[1] += 1
    return {name: (right, total) for name, (right, total) in counts.items()}


def false_alarms(judged: Iterable[Judged], key: str) -> dict[str, tuple[int, int, int, int]]:
    """By a field of the case, of protected groups: false alarms, clean sentences, misses, hostile sentences."""
    counts: dict[str, list[int]] = {}
    for one in judged:
        if one.case.ground not in (UNPROTECTED, THINGS, PERSON):
            row = counts.setdefault(getattr(one.case, key), [0, 0, 0, 0])
            row[2 * one.hostile] += not one.right
            row[2 * one.hostile + 1] += 1
    return {name: (row[0], row[1], row[2], row[3]) for name, row in counts.items()}


def reliability(told: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int, float, float]]:
    """For each bin of likelihood: its bounds, how many texts, the mean said, the share that holds."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in BINS[1:]]
    for likely, holds in told:
        place = next(index for index, high in enumerate(BINS[1:]) if likely <= high)
        bins[place].append((likely, holds))
    return [
        (low, high, len(held), sum(one for one, _ in held) / len(held), sum(holds for _, holds in held) / len(held))
        for low, high, held in zip(BINS, BINS[1:], bins, strict=False)
        if held
    ]


def likelihoods(screener: Screener, half: str, score: str, categories: frozenset[str]) -> list[tuple[float, bool]]:
    """What ``scores`` says of each case of a half of the evaluation set, and whether it holds."""
    cases = read_cases(half)
    verdicts = screener.screen_many(Content(case.text, case.voice, reply_to=case.reply_to) for case in cases)
    return [
        (verdict.scores[score], not case.categories.isdisjoint(categories))
        for case, verdict in zip(cases, verdicts, strict=True)
    ]


def _rows(counts: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    for name, (right, total) in sorted(counts.items(), key=lambda one: one[1][0] / one[1][1]):
        low, high = wilson(right, total)
        yield f"| {name} | {total} | {right / total:.3f} | {low:.2f}–{high:.2f} |"


def _alarms(judged: Sequence[Judged], key: str) -> Iterator[str]:
    rows = false_alarms(judged, key)
    mean = sum(row[0] for row in rows.values()) / max(1, sum(row[1] for row in rows.values()))
    for name, (alarms, clean, misses, hostile) in sorted(rows.items(), key=lambda row: -row[1][0] / row[1][1]):
        rate = alarms / clean
        yield f"| {name} | {clean} | {rate:.3f} | {rate / mean if mean else 0.0:.2f} | {misses / max(1, hostile):.3f} |"
    yield f"| all | | {mean:.3f} | 1 | |"


def report(screener: Screener, *, part: str, half: str, each: int = EACH) -> str:
    """All tables as Markdown: contrasts of ``part``, likelihoods on a half of the evaluation set."""
    judged = judge(contrasts(part, each=each), screener)
    groups = [one for one in judged if one.case.ground != PERSON]
    persons = [one for one in judged if one.case.ground == PERSON]
    tricks = judge(disguised([one.case for one in judged]), screener)
    plain = {one.case.text: one.right for one in judged if one.case.labels}
    lines = [
        f"Hatred: macro F1 {macro_f1(groups):.3f} over {len(groups)} sentences.", "",
        f"Insult and threat to one person: macro F1 {macro_f1(persons):.3f} over {len(persons)} sentences.", "",
        "| construction | sentences | right | 95 % |", "|---|---|---|---|", *_rows(shares(judged, "construction")), "",
        f"Hostile sentences found without any trick: {sum(plain.values()) / len(plain):.3f}; with one:", "",
        "| trick | sentences | found | 95 % |", "|---|---|---|---|", *_rows(shares(tricks, "trick")), "",
        "| ground | clean sentences | false alarms | × mean | misses |", "|---|---|---|---|---|",
        *_alarms(groups, "ground"), "",
        "| group | clean sentences | false alarms | × mean | misses |", "|---|---|---|---|---|",
        *_alarms(groups, "group"), "",
    ]  # fmt: skip
    for score, categories in (("hate", frozenset({"hate"})), ("toxicity", TOXIC)):
        lines += [
            f"What `{score}` says, and what holds ({half} half of the evaluation set):", "",
            "| said | texts | mean said | holds |", "|---|---|---|---|",
            *(
                f"| {low:.2f}–{high:.2f} | {count} | {mean:.3f} | {share:.3f} |"
                for low, high, count, mean, share in reliability(likelihoods(screener, half, score, categories))
            ), "",
        ]  # fmt: skip
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, or write docs/contrasts.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help="write docs/contrasts.md, with every tier")
    parser.add_argument("--part", choices=PARTS, default="try", help="which sentences (try by default)")
    parser.add_argument("--words", action="store_true", help="without whole sentences")
    parser.add_argument("--each", type=int, default=EACH, help="sentences a construction and predicate")
    chosen = parser.parse_args(arguments)
    policy = load_policy("opeq")
    if not chosen.write:
        screener = Screener(policy, sentences=False) if chosen.words else Screener(policy)
        sys.stdout.write(report(screener, part=chosen.part, half="development", each=chosen.each) + "\n")
        return 0
    lines = [
        "# Contrast sets, measured", "",
        (
            "Made by `python -m tests.evaluation.contrasts --write`, from the part `prove` of the grammar in "
            "`training/contrast`: no predicate and no frame of it was learned from."
        ),
        "",
    ]  # fmt: skip
    for name, sentences in (("Rules and words", False), ("Rules, words and sentences (extra `semantic`)", True)):
        lines += [f"## {name}", "", report(Screener(policy, sentences=sentences), part="prove", half="final")]
    (HERE.parents[1] / "docs" / "contrasts.md").write_text("\n".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
