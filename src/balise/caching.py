"""Where what can be worked out again is kept between two starts."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """``$BALISE_CACHE``, else ``balise`` in the user's cache folder (XDG). Not created here."""
    chosen = os.environ.get("BALISE_CACHE")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "balise"
