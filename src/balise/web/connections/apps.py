from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.ui import badges, navigation


class ConnectionsConfig(AppConfig):
    name = "balise.web.connections"
    label = "connections"

    def ready(self) -> None:
        """Take part in rules, jobs, menus, badges, histories, tasks and notices."""
        from balise.web.access import Permission, granted
        from balise.web.audit.reading import read_by
        from balise.web.connections import health, leaving, letting_go, telling, todo, transitions  # noqa: F401
        from balise.web.connections import wording as words
        from balise.web.connections.models import Connection
        from balise.web.presence.connecting import looked_after_at
        from balise.web.workflow import wording

        health.listen()
        leaving.listen()
        letting_go.listen()
        telling.listen()
        todo.contribute()
        read_by(Connection, Permission.CONNECTION_READ)
        looked_after_at("connections:account")
        wording.register(words.WORDS)
        for kind, states in {"application": words.APPLICATION_STATES, "connection": words.STATES}.items():
            badges.register(kind, states)

        def reads(request: HttpRequest) -> bool:
            return granted(request.user, Permission.CONNECTION_READ, today=timezone.localdate())

        navigation.register(
            id="connections",
            label=_("Comptes connectés"),
            url_name="connections:home",
            purpose=_("Les comptes sur lesquels Balise publie elle-même, et ceux dont la connexion est à refaire."),
            icon="signal",
            order=62,
            visible=reads,
        )
