from __future__ import annotations

from django.apps import AppConfig

from balise.web.ui import badges


class ConnectionsConfig(AppConfig):
    name = "balise.web.connections"
    label = "connections"

    def ready(self) -> None:
        """Declare the transitions, take part in histories and badges."""
        from balise.web.connections import transitions  # noqa: F401
        from balise.web.connections import wording as words
        from balise.web.workflow import wording

        wording.register(words.WORDS)
        for kind, states in {"application": words.APPLICATION_STATES, "connection": words.STATES}.items():
            badges.register(kind, states)
