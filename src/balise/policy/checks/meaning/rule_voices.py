"""A rule speaks to voices that its clause speaks to."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.files import clause_file
from balise.policy.model import Policy
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each rule with a voice outside the clause's, or with none."""
    for clause in policy.clauses:
        for index, rule in enumerate(clause.rules):
            outside = [voice for voice in rule.voices if voice not in clause.voices]
            if outside or not rule.voices:
                said = ", ".join(clause.voices) or "—"
                yield draft.problem(
                    "rule-voice",
                    clause_file(clause),
                    ("rules", index, "voices"),
                    (
                        f"La règle « {rule.category} » ne s'adresse pas aux voix de sa clause.",
                        f"The rule “{rule.category}” is not for the voices of its clause.",
                    ),
                    (f"Voix de la clause : {said}.", f"Voices of the clause: {said}."),
                )
