"""Telling, after a crash, what had been begun."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from balise.networks.content import Progress
from balise.networks.errors import NetworkError


@contextlib.contextmanager
def noted(progress: Progress, name: str) -> Iterator[None]:
    """Keep ``name`` before a call that others will see; let it go when the call is known not to have been heard."""
    before = progress.get(name)
    progress.put(name, "1")
    try:
        yield
    except NetworkError as error:
        if not error.maybe and not before:
            progress.put(name, "")
        raise
