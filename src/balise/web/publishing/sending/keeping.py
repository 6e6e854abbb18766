"""What a connector keeps between two attempts, sealed: it may open an upload for a while.

Not a change of state of the publication, so no transition: as with the outbox, the row tells where a call stands, and
it must be committed between two calls of one attempt.
"""

from __future__ import annotations

import json

from balise.web.publishing.models import Dispatch
from balise.web.vault.sealing import open_sealed, seal

_BOUND = {"table": "publishing.dispatch", "column": "progress"}


class Kept:
    """The ``Progress`` of one dispatch."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._id = dispatch.pk
        self._values: dict[str, str] = (
            json.loads(open_sealed(bytes(dispatch.progress), record=dispatch.pk, **_BOUND)) if dispatch.progress else {}
        )

    def get(self, name: str) -> str:
        """The value put under ``name``; empty when there is none."""
        return self._values.get(name, "")

    def put(self, name: str, value: str) -> None:
        """Keep ``value``: it is on the disk when this returns."""
        values = {**self._values, name: value}
        sealed = seal(json.dumps(values), record=self._id, **_BOUND)
        Dispatch.objects.filter(pk=self._id).update(progress=sealed)
        self._values = values
