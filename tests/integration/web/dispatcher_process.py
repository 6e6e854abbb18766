"""A dispatcher in a process of its own, for tests that kill it: the handler writes a line, then hangs or goes on.

Arguments: the file where sends are written, and how many milliseconds each takes after having been written.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django


def main() -> None:
    django.setup()

    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = os.environ["TESTED_DATABASE"]

    from balise.web.outbox.dispatching import dispatch
    from balise.web.outbox.handlers import handle
    from balise.web.outbox.models import OutboxRow

    sends = Path(sys.argv[1])
    pause = int(sys.argv[2]) / 1000

    @handle("tests.sent")
    def send(row: OutboxRow) -> None:
        with sends.open("a", encoding="utf-8") as file:
            file.write(f"{row.pk}\n")
            file.flush()
            os.fsync(file.fileno())
        time.sleep(pause)

    print("ready", flush=True)
    while True:
        if not dispatch():
            time.sleep(0.02)


main()
