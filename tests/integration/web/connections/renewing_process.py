"""A process that renews tokens, for tests that kill it: it says where it is, then waits there for ever.

Arguments: the connection, the file where the network keeps the one refresh token that it still takes, and where to
wait: asking (before the network moves), answered (it moved, and the answer is on its way), kept (once it is on disk).
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import django


def main() -> None:
    django.setup()

    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = os.environ["TESTED_DATABASE"]

    from django.utils import timezone

    from balise.networks.x.joining import Joining
    from balise.web.connections import opening
    from balise.web.connections.models import Connection
    from balise.web.connections.transitions import connections as writing
    from tests.integration.web.connections.refreshing import moved

    number, held, place = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

    def here(name: str) -> None:
        if name == place:
            print("here", flush=True)
            time.sleep(600)

    def refresh(_joining: Any, *, grant: Any, now: Any, **_more: Any) -> Any:
        here("asking")
        tokens = moved(held, grant.tokens, now=now)
        here("answered")
        return tokens

    kept = writing.keep_tokens

    def keep(*words: Any, **more: Any) -> bool:
        done = kept(*words, **more)
        here("kept")
        return done

    Joining.refresh = refresh  # type: ignore[method-assign]
    writing.keep_tokens = keep
    opening.opened(Connection.objects.get(pk=number), now=timezone.now())


main()
