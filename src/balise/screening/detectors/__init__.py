"""Every kind of finding, one module each, found by their place in these folders.

A package outside Balise offers more through the entry point group ``balise.detectors``, each a ``Detector``.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from functools import cache
from pathlib import Path

from balise.screening.detecting import Detector


@cache
def all_detectors() -> tuple[Detector, ...]:
    """Every detector, ordered by id; raises ``ValueError`` when two have the same id."""
    found: dict[str, Detector] = {}
    here = Path(__file__).parent
    for path in sorted(here.glob("*/*.py")):
        if path.stem.startswith("_"):
            continue
        module = importlib.import_module(f"{__name__}.{path.parent.name}.{path.stem}")
        offered = getattr(module, "detector", None)
        if offered is None:
            continue
        if offered.id in found:
            raise ValueError(f"two detectors are called {offered.id}")
        found[offered.id] = offered
    for point in importlib.metadata.entry_points(group="balise.detectors"):
        offered = point.load()
        if offered.id in found:
            raise ValueError(f"two detectors are called {offered.id}")
        found[offered.id] = offered
    return tuple(found[name] for name in sorted(found))
