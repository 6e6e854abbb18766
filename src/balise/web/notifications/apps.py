from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.ui import navigation


class NotificationsConfig(AppConfig):
    name = "balise.web.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Declare transitions, carry mails, and put the bell on every page."""
        from balise.web.access import Permission, granted
        from balise.web.notifications import (
            queries,
            reading,
            sending,
            transitions,  # noqa: F401 - transitions declare themselves
        )
        from balise.web.notifications.wording import WORDS
        from balise.web.workflow import wording

        sending.register()
        reading.listen()
        wording.register(WORDS)

        def keeps_profile(request: HttpRequest) -> bool:
            return granted(request.user, Permission.PROFILE_EDIT, today=timezone.localdate())

        def unread(request: HttpRequest) -> int | None:
            return queries.unread_count(request.user) or None  # type: ignore[arg-type]

        navigation.register(
            id="notifications",
            label=_("Avis"),
            url_name="notifications:list",
            icon="bell",
            place=navigation.Place.HEADER,
            visible=keeps_profile,
            count=unread,
        )
        navigation.register(
            id="notification-preferences",
            label=_("Avis et courriels"),
            url_name="notifications:preferences",
            icon="bell",
            order=105,
            place=navigation.Place.USER,
            visible=keeps_profile,
        )
