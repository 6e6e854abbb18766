"""A term of the register is secret for some time: its start comes before the end of its embargo."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.model import Policy
from balise.policy.problems import Problem

_MOST_TOLERANT = 10_000


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each term whose dates cross, and one when too many terms tolerate misspellings."""
    in_toml = len(draft.tables.get("register.toml", {}).get("terms", ()))
    tolerant = 0
    for index, term in enumerate(policy.register):
        tolerant += term.tolerant
        if term.start and term.embargo_end and term.start > term.embargo_end:
            file = "register.toml" if index < in_toml else "register.csv"
            yield draft.problem(
                "register-dates",
                file,
                ("terms", index, "start") if index < in_toml else 0,
                (
                    f"« {term.term} » serait secret jusqu'au {term.embargo_end}, avant de l'être ({term.start}).",
                    f"“{term.term}” would be secret until {term.embargo_end}, before it starts ({term.start}).",
                ),
                ("Corrigez l'une des deux dates.", "Mend one of the two dates."),
            )
    if tolerant > _MOST_TOLERANT:
        yield draft.problem(
            "register-tolerant",
            "register.toml" if in_toml else "register.csv",
            0,
            (
                f"{tolerant} termes tolèrent des fautes; le plus est {_MOST_TOLERANT}.",
                f"{tolerant} terms tolerate misspellings; the most is {_MOST_TOLERANT}.",
            ),
            ("Gardez-la pour les noms les plus délicats.", "Keep it for the most delicate names."),
        )
