from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "balise.web.operations"
    label = "operations"

    def ready(self) -> None:
        """Each part takes its place in menus and declares its transitions."""
        from balise.web.operations import health_entries, jobs, transitions  # noqa: F401 - transitions declare themselves

        jobs.register()
        health_entries.register()
