"""A clause with rules shows, in each language, at least six texts to avoid and six that are fine."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.documents import CLAUSE
from balise.policy.draft import Draft
from balise.policy.files import clause_file
from balise.policy.model import Policy
from balise.policy.problems import Problem

LEAST = 6


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each language and kind with fewer than ``LEAST`` different examples."""
    for clause in policy.clauses:
        if not clause.rules or clause.retired_into:
            continue
        file = clause_file(clause)
        for language in policy.languages:
            text, part = clause.texts.get(language), draft.documents[file].parts.get(language)
            if text is None or part is None:
                continue
            _, _, avoid, fine = CLAUSE.names(language)
            for section, title, examples in (("avoid", avoid, text.avoid), ("fine", fine, text.fine)):
                count = len({(example.text, example.voice, example.reply_to) for example in examples})
                if count < LEAST:
                    yield draft.problem(
                        "few-examples",
                        file,
                        part.lines.get(section, part.line),
                        (
                            f"« {title} » compte {count} exemples différents sur {LEAST} en « {language} ».",
                            f"“{title}” has {count} different examples out of {LEAST} in “{language}”.",
                        ),
                        (
                            "Ajoutez-en, y compris des textes qui frôlent ce que la clause vise sans l'enfreindre.",
                            "Add some, with texts that look like what the clause is about without breaking it.",
                        ),
                    )
