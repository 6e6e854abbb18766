"""A key that must be there is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.draft import Draft
from balise.policy.problems import Problem
from balise.policy.schema import places


def check(draft: Draft) -> Iterator[Problem]:
    """One problem for each required key that a table lacks, at the line of the table."""
    for file, table in draft.tables.items():
        for place in places(file, table):
            for name, key in place.keys.items():
                if key.required and name not in place.table:
                    yield draft.problem(
                        "missing-key",
                        file,
                        place.path,
                        (f"Il manque la clé « {name} ».", f"The key “{name}” is missing."),
                        (f"Ajoutez « {name} = … » à cet endroit.", f"Add “{name} = …” here."),
                    )
