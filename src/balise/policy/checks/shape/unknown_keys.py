"""A key that no file of this kind has is refused, with the nearest one that exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.problems import Problem
from balise.policy.schema import places


def check(draft: Draft) -> Iterator[Problem]:
    """One problem for each key that the schema does not know."""
    for file, table in draft.tables.items():
        for place in places(file, table):
            for name in place.table:
                if name not in place.keys:
                    near = difflib.get_close_matches(name, place.keys, n=1, cutoff=0.6)
                    known = ", ".join(place.keys)
                    yield draft.problem(
                        "unknown-key",
                        file,
                        (*place.path, name),
                        (f"La clé « {name} » est inconnue ici.", f"The key “{name}” is not known here."),
                        (f"Vouliez-vous écrire « {near[0]} »?", f"Did you mean “{near[0]}”?")
                        if near
                        else (f"Clés possibles : {known}.", f"Possible keys: {known}."),
                    )
