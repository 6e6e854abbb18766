from __future__ import annotations

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "balise.web.directory"
    label = "directory"

    def ready(self) -> None:
        from balise.web.directory import transitions  # noqa: F401 - declares them
        from balise.web.directory.rules import add_rules

        add_rules()
