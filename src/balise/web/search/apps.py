from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "balise.web.search"
    label = "search"

    def ready(self) -> None:
        """Follow what the apps register."""
        from balise.web.search import indexing

        indexing.listen()
