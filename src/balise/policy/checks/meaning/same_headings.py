"""A clause says the same things in every language: the same sections, none of them empty."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.checks.languages import extra_parts, missing_part, missing_section
from balise.policy.documents import CLAUSE
from balise.policy.draft import Draft
from balise.policy.files import clause_file
from balise.policy.model import Policy
from balise.policy.problems import Problem

_CURE = (
    "Chaque langue a les mêmes sections; la règle et le pourquoi ne manquent jamais.",
    "Every language has the same sections; the rule and the why are always there.",
)


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each part or section that is missing, empty, or in a language of its own."""
    for clause in policy.clauses:
        file = clause_file(clause)
        parts = draft.documents[file].parts
        if clause.retired_into and not parts:
            continue
        used = {section for part in parts.values() for section in part.lines} | {"rule", "why"}
        for language in policy.languages:
            part = parts.get(language)
            if part is None:
                yield missing_part(draft, policy, file, language, ("la clause", "the clause"))
                continue
            for section, title in zip(CLAUSE.sections, CLAUSE.names(language), strict=True):
                if section in used and not (part.texts.get(section) or part.examples.get(section)):
                    yield missing_section(draft, file, language, part, section=section, title=title, cure=_CURE)
        yield from extra_parts(draft, policy, file)
