from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.ui import navigation


class TasksConfig(AppConfig):
    name = "balise.web.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Declare transitions, take a place in the menus, and tell what the outbox could not send."""
        from balise.web.access import Permission, granted
        from balise.web.tasks import registry, stuck, transitions  # noqa: F401 - transitions declare themselves
        from balise.web.tasks.wording import WORDS
        from balise.web.workflow import wording

        wording.register(WORDS)
        registry.register(id="outbox", label=_("Envois"), find=stuck.stuck_sendings)

        def keeps_profile(request: HttpRequest) -> bool:
            return granted(request.user, Permission.PROFILE_EDIT, today=timezone.localdate())

        navigation.register(
            id="tasks", label=_("À faire"), url_name="home", icon="check-circle", order=1, visible=keeps_profile
        )
        navigation.register(
            id="calendar",
            label=_("Calendrier"),
            url_name="tasks:calendar",
            icon="calendar-days",
            order=110,
            place=navigation.Place.USER,
            visible=keeps_profile,
        )
