"""A rule decides nothing more severe than its modality allows: what is only asked is never forbidden."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.decisions import CEILINGS, bound
from balise.policy.draft import Draft
from balise.policy.files import clause_file
from balise.policy.model import Policy
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each ``decision`` beyond the ceiling of its rule's modality."""
    for clause in policy.clauses:
        for index, rule in enumerate(clause.rules):
            if rule.decision is not None and bound(rule.decision, rule.modality) != rule.decision:
                most = CEILINGS[rule.modality].word
                yield draft.problem(
                    "decision-beyond-modality",
                    clause_file(clause),
                    ("rules", index, "decision"),
                    (
                        f"Une règle « {rule.modality} » ne peut pas décider « {rule.decision.word} ».",
                        f"A rule that is “{rule.modality}” cannot decide “{rule.decision.word}”.",
                    ),
                    (
                        f"Choisissez au plus « {most} », ou une modalité plus forte.",
                        f"Choose “{most}” at most, or a stronger modality.",
                    ),
                )
