"""Whether what a suite failed may be tried once more: ``again.py CACHE``, the folder of pytest's cache.

Browsers wait for pages that two suites on two processors make slowly, and now and then for too long. Three journeys at
most get a second try, alone; they are named, for one that comes back often hides a race. Nothing else gets one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

MOST, WHERE = 3, "tests/journeys/"


def main(cache: str) -> int:
    """0 when it may."""
    told = Path(cache) / "v" / "cache" / "lastfailed"
    failed = sorted(json.loads(told.read_text(encoding="utf-8"))) if told.exists() else []
    allowed = 0 < len(failed) <= MOST and all(name.startswith(WHERE) for name in failed)
    for name in failed:
        print("second try:" if allowed else "failed:", name)
    return 0 if allowed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
