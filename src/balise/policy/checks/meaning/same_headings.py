"""A clause says the same things in every language: the same sections, none of them empty."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.documents import CLAUSE
from balise.policy.draft import Draft
from balise.policy.files import clause_file
from balise.policy.model import Policy
from balise.policy.problems import Problem


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
                yield draft.problem(
                    "missing-part",
                    file,
                    1,
                    (f"La partie « # {language} » manque.", f"The part “# {language}” is missing."),
                    (
                        f"Écrivez la clause dans chaque langue : {', '.join(policy.languages)}.",
                        f"Write the clause in each language: {', '.join(policy.languages)}.",
                    ),
                )
                continue
            for section, title in zip(CLAUSE.sections, CLAUSE.names(language), strict=True):
                if section in used and not (part.texts.get(section) or part.examples.get(section)):
                    yield draft.problem(
                        "missing-section",
                        file,
                        part.lines.get(section, part.line),
                        (
                            f"La section « ## {title} » manque ou est vide en « {language} ».",
                            f"The section “## {title}” is missing or empty in “{language}”.",
                        ),
                        (
                            "Chaque langue a les mêmes sections; la règle et le pourquoi ne manquent jamais.",
                            "Every language has the same sections; the rule and the why are always there.",
                        ),
                    )
        for language in parts:
            if language not in policy.languages:
                yield draft.problem(
                    "extra-part",
                    file,
                    parts[language].line,
                    (
                        f"« {language} » n'est pas une langue de la politique.",
                        f"“{language}” is not a language of the pack.",
                    ),
                    (
                        "Ajoutez-la à « languages » dans pack.toml, ou retirez cette partie.",
                        "Add it to “languages” in pack.toml, or take this part away.",
                    ),
                )
