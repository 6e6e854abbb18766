"""Addresses of static files carry their content's hash, so that browsers may keep them and see changes at once."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class Storage(StaticFilesStorage):
    def url(self, name: str | None) -> str:
        address = super().url(name)
        mark = _mark(name) if name else ""
        return f"{address}?v={mark}" if mark else address


@lru_cache(maxsize=2048)
def _mark(name: str) -> str:
    found = finders.find(name)
    return sha256(Path(found).read_bytes()).hexdigest()[:10] if isinstance(found, str) and Path(found).is_file() else ""
