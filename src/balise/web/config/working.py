"""``python -m balise.web.config.working``: the process that carries out automatic work, beside the web's."""

from __future__ import annotations

import os

import django

from balise.web.config.parent import leave_with_parent


def main() -> None:
    """Run huey's consumer until told to stop."""
    leave_with_parent()
    work()


def work() -> None:
    """The same without a parent to leave with: ``balise jobs``."""
    os.environ["BALISE_PROCESS_KIND"] = "jobs"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balise.web.config.settings")
    django.setup()

    from balise.web.config.jobs import connect, dispatch_now, huey
    from balise.web.config.starting import alive

    connect()
    alive("jobs")
    dispatch_now()  # what waited while nobody worked must not wait for the next minute
    huey.create_consumer(workers=1, periodic=True, max_delay=2.0, initial_delay=0.2, graceful_signal="TERM").run()


if __name__ == "__main__":
    main()
