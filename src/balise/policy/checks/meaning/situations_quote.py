"""A situation quotes its clause word for word: what people are shown stands in the rule."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.files import situation_file
from balise.policy.model import Policy
from balise.policy.problems import Problem, typeset


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each quote that is nowhere in the rule of its clause, in that language."""
    clauses = {clause.id: clause for clause in policy.clauses}
    for situation in policy.situations:
        clause, file = clauses.get(situation.clause), situation_file(situation)
        if clause is None:
            continue
        for language, text in situation.texts.items():
            rule = clause.texts.get(language)
            if rule is None or not text.quote or _plain(text.quote) in _plain(rule.rule):
                continue
            part = draft.documents[file].parts[language]
            yield draft.problem(
                "situation-quote",
                file,
                part.lines.get("quote", part.line),
                (
                    f"Cet extrait n'est pas dans la règle de la clause {clause.id} en « {language} ».",
                    f"This quote is not in the rule of clause {clause.id} in “{language}”.",
                ),
                (
                    "Copiez une phrase de la règle, telle quelle.",
                    "Copy a sentence of the rule as it stands.",
                ),
            )


def _plain(text: str) -> str:
    """The same words whatever the lines they are cut in, and whatever the apostrophes and spaces of French."""
    return " ".join(typeset(text).split())
