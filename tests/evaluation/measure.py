"""Precision and recall of the engine on the evaluation set, with intervals: ``python -m tests.evaluation.measure``.

The set was written for this purpose, by people's register and not from the code, and split once, by a hash of each
text within its focus: the development half may be read to improve the engine, the final half is only measured.
Intervals are Wilson's for proportions, and a bootstrap over texts (fixed seed) for macro F1.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from balise import Content, Screener, Verdict, load_policy
from balise.screening.detectors import all_detectors
from balise.screening.model import Finding

HERE = Path(__file__).parent
IDENTIFIER, PRIVATE = "personal-information: identifiers", "personal-information: private facts"
"""Two measures of one category: what a number or an address gives away, and what is told of a person in words."""
FAMILIES = {
    "identifiers and credentials": (IDENTIFIER, "credentials"),
    "persons": (PRIVATE,),
    "respect": (
        "insult", "threat", "harassment", "hate", "vulgarity", "provocation", "mobilisation", "private-exchange",
    ),
    "voice": ("disclaimer", "spokesperson", "partner"),
    "reputation": (
        "disparagement", "competitor", "hostile-campaign", "internal-conflict", "conflict-of-interest", "misleading",
    ),
    "secrets": ("confidential",),
    "facts": ("uncredited", "unsourced", "unverified"),
    "images": ("person-image", "workplace-image"),
    "spam": ("spam",),
}  # fmt: skip
_KINDS: dict[str | None, tuple[str, ...]] = {
    None: (), "identifier": (IDENTIFIER,), "private": (PRIVATE,), "both": (IDENTIFIER, PRIVATE),
}  # fmt: skip
_DECISIONS = ("clear", "advise", "approval", "forbidden")


class Case(NamedTuple):
    """One text of the set and what a careful reader says of it."""

    text: str
    voice: str
    language: str
    categories: frozenset[str]
    decision: str
    focus: str
    reply_to: str | None


class Outcome(NamedTuple):
    """A case and what the engine said of it."""

    case: Case
    categories: frozenset[str]
    decision: str


def read_cases(half: str) -> list[Case]:
    """The cases of ``development`` or ``final``."""
    cases = []
    for line in (HERE / f"{half}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        kinds = _KINDS[item.get("kind")]
        cases.append(
            Case(
                item["text"], item["voice"], item["language"], frozenset((*item["categories"], *kinds)), item["decision"],
                item["focus"], item.get("reply_to"),
            )
        )  # fmt: skip
    return cases


def judge(cases: Iterable[Case], screener: Screener) -> list[Outcome]:
    """What the engine says of each case."""
    listed = list(cases)
    verdicts: Iterable[Verdict] = screener.screen_many(
        Content(case.text, case.voice, reply_to=case.reply_to) for case in listed
    )
    return [
        Outcome(case, frozenset(itertools.chain.from_iterable(map(_told, verdict.findings))), verdict.decision.word)
        for case, verdict in zip(listed, verdicts, strict=True)
    ]


def _told(finding: Finding) -> Iterator[str]:
    yield finding.category
    if finding.category == "personal-information":
        yield IDENTIFIER if finding.detector.startswith("identifiers.") else PRIVATE


def wilson(successes: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a proportion (Wilson's score)."""
    if not total:
        return (0.0, 1.0)
    z = 1.959964
    share = successes / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))


class Tally(NamedTuple):
    """Right and wrong for one category."""

    found: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the findings that are right."""
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what there was that is found."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = 2 * self.found + self.extra + self.missed
        return 2 * self.found / total if total else 1.0


def tally(outcomes: Iterable[Outcome], category: str) -> Tally:
    """Counts for one category."""
    found = extra = missed = 0
    for outcome in outcomes:
        is_there = category in outcome.case.categories
        is_seen = category in outcome.categories
        found += is_there and is_seen
        extra += is_seen and not is_there
        missed += is_there and not is_seen
    return Tally(found, extra, missed)


def macro_f1(outcomes: Sequence[Outcome], categories: Sequence[str]) -> float:
    """Mean of the categories' F1."""
    return sum(tally(outcomes, category).f1 for category in categories) / len(categories)


def bootstrap(outcomes: Sequence[Outcome], categories: Sequence[str], rounds: int = 200) -> tuple[float, float]:
    """The 95 % interval of macro F1, texts drawn again ``rounds`` times."""
    chooser = random.Random(20200429)
    values = sorted(macro_f1(chooser.choices(outcomes, k=len(outcomes)), categories) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]


def clean_above_advise(outcomes: Iterable[Outcome]) -> tuple[int, int]:
    """Clean texts for which more than advice was given (for an official post, more than approval), and all clean."""
    wrong = total = 0
    for outcome in outcomes:
        if outcome.case.categories:
            continue
        total += 1
        allowed = "approval" if outcome.case.voice == "official" else "advise"
        wrong += _DECISIONS.index(outcome.decision) > _DECISIONS.index(allowed)
    return wrong, total


def report(outcomes: Sequence[Outcome]) -> str:
    """All tables as Markdown."""
    lines = ["| category | texts | precision | 95 % | recall | 95 % | F1 |", "|---|---|---|---|---|---|---|"]
    for categories in FAMILIES.values():
        for category in categories:
            counts = tally(outcomes, category)
            low, high = wilson(counts.found, counts.found + counts.extra)
            lowest, highest = wilson(counts.found, counts.found + counts.missed)
            lines.append(
                f"| {category} | {counts.found + counts.missed} | {counts.precision:.3f} | {low:.2f}–{high:.2f} "
                f"| {counts.recall:.3f} | {lowest:.2f}–{highest:.2f} | {counts.f1:.3f} |"
            )
    lines += ["", "| family | macro F1 | 95 % |", "|---|---|---|"]
    for family, categories in FAMILIES.items():
        low, high = bootstrap(outcomes, categories)
        lines.append(f"| {family} | {macro_f1(outcomes, categories):.3f} | {low:.2f}–{high:.2f} |")
    wrong, total = clean_above_advise(outcomes)
    low, high = wilson(wrong, total)
    lines += [
        "", f"Clean texts flagged above advice: {wrong} of {total} ({wrong / max(1, total):.1%}, {low:.1%}–{high:.1%}).",
        "", "| expected ↓ given → | " + " | ".join(_DECISIONS) + " |", "|---|" + "---|" * len(_DECISIONS),
    ]  # fmt: skip
    crossed: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        crossed[outcome.case.decision][outcome.decision] += 1
    for expected in _DECISIONS:
        lines.append(f"| {expected} | " + " | ".join(str(crossed[expected][given]) for given in _DECISIONS) + " |")
    return "\n".join(lines)


def page() -> str:
    """docs/evaluation.md: the final half by rules alone, with words weighed, and with sentences weighed."""
    policy, cases = load_policy("opeq"), read_cases("final")
    tiers = {
        "rules": Screener(policy, detectors=all_detectors()),
        "rules and words": Screener(policy, sentences=False),
        "rules, words and sentences (extra `semantic`)": Screener(policy, sentences=True),
    }
    judged = {name: judge(cases, screener) for name, screener in tiers.items()}
    lines = [
        "# Quality, measured", "",
        ("Made by `make evaluate ARGS=--write` on the half of the evaluation set that is only measured: "
        f"{len(cases)} short texts, French and English. The other half was read while rules were written, and "
        "nothing was learned from either. No text of it was read, but its totals were looked at several times while "
            "margins were chosen, so they lean a little to the kind side."), "",
        "| macro F1 | " + " | ".join(tiers) + " |", "|---|" + "---|" * len(tiers),
        *(
            f"| {family} | "
            + " | ".join(f"{macro_f1(outcomes, categories):.3f}" for outcomes in judged.values())
            + " |"
            for family, categories in FAMILIES.items()
        ),
    ]  # fmt: skip
    for name, outcomes in judged.items():
        lines += ["", f"## {name[0].upper()}{name[1:]}", "", report(outcomes)]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables of one half (the final one by default)."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--half", choices=("development", "final"), default="final")
    parser.add_argument("--write", action="store_true", help="write docs/evaluation.md: the final half, every tier")
    parser.add_argument("--errors", metavar="CATEGORY", help="list the wrong texts (development half only)")
    chosen = parser.parse_args(arguments)
    if chosen.write:
        (HERE.parents[1] / "docs" / "evaluation.md").write_text(page(), encoding="utf-8")
        return 0
    outcomes = judge(read_cases(chosen.half), Screener(load_policy("opeq")))
    if chosen.errors and chosen.half == "development":
        for outcome in outcomes:
            if (chosen.errors in outcome.case.categories) != (chosen.errors in outcome.categories):
                sign = "missed" if chosen.errors in outcome.case.categories else "extra "
                sys.stdout.write(f"{sign} [{outcome.case.voice}] {outcome.case.text}\n")
        return 0
    sys.stdout.write(f"{len(outcomes)} texts, {chosen.half} half\n\n{report(outcomes)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
