"""Children that carry the outbox and are killed, again and again, until as many were killed as asked; then one finishes.

Arguments: the folder of the shelf, how many to kill, and the seed of the delays. The last line says how many were.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import django


def main() -> None:
    django.setup()

    from django.conf import settings
    from django.db import connections
    from django.utils import timezone

    settings.DATABASES["default"]["NAME"] = os.environ["TESTED_DATABASE"]

    from balise.web.outbox.dispatching import dispatch
    from balise.web.outbox.models import OutboxRow
    from tests.integration.web.publishing import shelf

    shelf.put_in_place(Path(sys.argv[1]))
    wanted, draw, killed = int(sys.argv[2]), random.Random(sys.argv[3]), 0

    def left() -> bool:
        return OutboxRow.objects.filter(kind="publishing.send", state__in=["waiting", "sending"]).exists()

    while left():
        rows = OutboxRow.objects.filter(state="sending")
        rows.update(lease_until=timezone.now())  # its holder is dead: nobody waits two minutes for nothing here
        connections.close_all()
        child = os.fork()
        if child == 0:
            try:
                while dispatch(limit=3):
                    pass
            finally:
                os._exit(0)
        if killed < wanted:
            time.sleep(draw.uniform(0.01, 0.5))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
    print(killed, flush=True)


main()
