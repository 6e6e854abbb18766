from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "balise.web.operations"
    label = "operations"

    def ready(self) -> None:
        """Each part takes its place in menus, declares its transitions, and tells what happens."""
        from balise.web.operations import (
            health_entries,
            jobs,
            telling,
            todo,
            transitions,  # noqa: F401 - transitions declare themselves
        )
        from balise.web.operations.wording import WORDS
        from balise.web.workflow import wording

        jobs.register()
        health_entries.register()
        telling.listen()
        todo.contribute()
        wording.register(WORDS)
