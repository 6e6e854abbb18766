"""Every text for people is there in every language of the pack, and in no other."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.problems import Problem
from balise.policy.schema import Kind, places


def check(draft: Draft) -> Iterator[Problem]:
    """One problem for each text that lacks a language or has one that ``languages`` does not list."""
    wanted = draft.languages
    if not wanted:
        return
    listed = ", ".join(wanted)
    for file, table in draft.tables.items():
        for place in places(file, table):
            for name, value in place.table.items():
                key = place.keys.get(name)
                if key is None or key.kind is not Kind.TEXTS or not isinstance(value, dict):
                    continue
                for language in (language for language in wanted if language not in value):
                    yield draft.problem(
                        "missing-language",
                        file,
                        (*place.path, name),
                        (
                            f"« {name} » n'est pas écrit dans la langue « {language} ».",
                            f"“{name}” is not written in the language “{language}”.",
                        ),
                        (
                            f'Ajoutez-y {language} = "…"; langues de la politique : {listed}.',
                            f'Add {language} = "…" to it; languages of the pack: {listed}.',
                        ),
                    )
                for language in (language for language in value if language not in wanted):
                    yield draft.problem(
                        "extra-language",
                        file,
                        (*place.path, name, language),
                        (
                            f"La langue « {language} » n'est pas de celles de la politique.",
                            f"The language “{language}” is not one of the pack's.",
                        ),
                        (
                            f"Ajoutez-la à « languages » dans pack.toml, ou retirez-la ({listed}).",
                            f"Add it to “languages” in pack.toml, or take it away ({listed}).",
                        ),
                    )
