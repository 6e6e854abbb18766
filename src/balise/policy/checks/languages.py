"""What any document written in several languages must satisfy: each language of the pack, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.documents import Part
from balise.policy.draft import Draft
from balise.policy.model import Policy
from balise.policy.problems import Problem

Pair = tuple[str, str]


def missing_part(draft: Draft, policy: Policy, file: str, language: str, what: Pair) -> Problem:
    """The document is not written in a language of the pack; ``what`` names it with its article, French and English."""
    languages = ", ".join(policy.languages)
    return draft.problem(
        "missing-part",
        file,
        1,
        (f"La partie « # {language} » manque.", f"The part “# {language}” is missing."),
        (
            f"Écrivez {what[0]} dans chaque langue : {languages}.",
            f"Write {what[1]} in each language: {languages}.",
        ),
    )


def missing_section(
    draft: Draft, file: str, language: str, part: Part, *, section: str, title: str, cure: Pair
) -> Problem:
    """A section of one language is not there, or says nothing."""
    return draft.problem(
        "missing-section",
        file,
        part.lines.get(section, part.line),
        (
            f"La section « ## {title} » manque ou est vide en « {language} ».",
            f"The section “## {title}” is missing or empty in “{language}”.",
        ),
        cure,
    )


def extra_parts(draft: Draft, policy: Policy, file: str) -> Iterator[Problem]:
    """The document is written in a language that the pack does not have."""
    for language, part in draft.documents[file].parts.items():
        if language not in policy.languages:
            yield draft.problem(
                "extra-part",
                file,
                part.line,
                (
                    f"« {language} » n'est pas une langue de la politique.",
                    f"“{language}” is not a language of the pack.",
                ),
                (
                    "Ajoutez-la à « languages » dans pack.toml, ou retirez cette partie.",
                    "Add it to “languages” in pack.toml, or take this part away.",
                ),
            )
