from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "balise.web.operations"
    label = "operations"

    def ready(self) -> None:
        """Take part in menus and badges."""
        from balise.web.operations import health_entries, transitions  # noqa: F401 - transitions declare themselves

        health_entries.register()
