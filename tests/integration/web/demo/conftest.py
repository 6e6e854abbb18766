"""The demonstration exists on SQLite only: on PostgreSQL, what is tested is that it is refused (``test_elsewhere``)."""

from __future__ import annotations

import os
from pathlib import Path


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what needs the demonstration's database."""
    return True if collection_path.name == "test_demo.py" and os.environ.get("BALISE_DATABASE_URL") else None
