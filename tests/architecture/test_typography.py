"""French as Québec writes it: no space before ? ! and ;, in the pages' sentences as in the engine's messages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_SOURCE = Path(__file__).resolve().parents[2] / "src" / "balise"
_PAGES = sorted(path for kind in ("*.html", "*.po", "*.toml", "*.md") for path in _SOURCE.rglob(kind))
_SPACED = re.compile("(?<=[\\w»)%])(?:&nbsp;|[\u00a0\u202f ])[?!;](?=[\\s\"'<]|$)")


@pytest.mark.parametrize("path", _PAGES, ids=lambda path: str(path.relative_to(_SOURCE)))
def test_no_space_before_high_marks(path: Path) -> None:
    found = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if _SPACED.search(line)]
    assert not found, found[:3]


def test_the_check_sees_what_it_looks_for() -> None:
    assert _SPACED.search("Un obstacle\u00a0?")
    assert not _SPACED.search("Un obstacle? {% if a != b %}")
