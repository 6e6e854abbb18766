from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.ui import badges, navigation


class LifecycleConfig(AppConfig):
    name = "balise.web.lifecycle"
    label = "lifecycle"

    def ready(self) -> None:
        """Take part in rules, files of people, pages of people, tasks, notifications, menus and retention."""
        from balise.web.access.deciding import granted
        from balise.web.access.permissions import Permission
        from balise.web.directory import cards as directory_cards
        from balise.web.directory import dating
        from balise.web.lifecycle import (
            cards,
            filing,
            mailing,
            queries,
            retaining,
            rules,
            telling,
            todo,
            transitions,  # noqa: F401 - they declare themselves
            wording,
        )
        from balise.web.workflow import wording as acts

        rules.register()
        dating.register(read=queries.dates_of_everybody, keep=filing.keep)
        directory_cards.register(cards.days)
        mailing.register()
        retaining.register()
        telling.listen()
        todo.contribute()
        acts.register(wording.WORDS)
        badges.register("stay", {state: badges.Badge(*said) for state, said in wording.STATES.items()})
        badges.register("departure-item", {state: badges.Badge(*said) for state, said in wording.LOOKS.items()})

        def follows(request: HttpRequest) -> bool:
            return granted(request.user, Permission.STAY_READ, today=timezone.localdate())

        def concerned(request: HttpRequest) -> bool:
            return granted(request.user, Permission.STAY_CONFIRM, today=timezone.localdate())

        navigation.register(
            id="arrivals-departures",
            label=_("Arrivées et départs"),
            url_name="lifecycle:home",
            purpose=_("Qui arrive, qui part, et ce qu’il reste à faire pour chaque personne."),
            icon="arrows-right-left",
            order=79,
            visible=follows,
        )
        navigation.register(
            id="own-stay",
            label=_("Mon arrivée, mon départ"),
            url_name="lifecycle:mine",
            icon="calendar-days",
            place=navigation.Place.USER,
            visible=concerned,
        )
