"""Where only some words are allowed (a modality, a voice, a decision …), another one is refused."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.model import Decision, Voice
from balise.policy.problems import Problem
from balise.policy.schema import places

_IN_EXAMPLES = {"voice": tuple(Voice), "decision": tuple(decision.word for decision in Decision)}


def check(draft: Draft) -> Iterator[Problem]:
    """One problem for each word outside its list, in headers and in the attributes of examples."""
    for file, table in draft.tables.items():
        for place in places(file, table):
            for name, value in place.table.items():
                key = place.keys.get(name)
                if key is None or not key.words:
                    continue
                for word in value if isinstance(value, list) else [value]:
                    if isinstance(word, str) and word not in key.words:
                        line = draft.line(file, (*place.path, name))
                        yield _problem(draft, file, line, name, word, key.words)
    for file, document in draft.documents.items():
        for part in document.parts.values():
            for examples in part.examples.values():
                for example in examples:
                    for name, words in _IN_EXAMPLES.items():
                        said = example.attributes.get(name)
                        if said is not None and said not in words:
                            yield _problem(draft, file, example.line, name, said, words)


def _problem(draft: Draft, file: str, line: int, name: str, word: str, words: tuple[str, ...]) -> Problem:
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    known = ", ".join(words)
    return draft.problem(
        "unknown-word",
        file,
        line,
        (
            f"« {word} » n'est pas une valeur possible de « {name} ».",
            f"“{word}” is not a possible value of “{name}”.",
        ),
        (f"Vouliez-vous écrire « {near[0]} »?", f"Did you mean “{near[0]}”?")
        if near
        else (f"Valeurs possibles : {known}.", f"Possible values: {known}."),
    )
