from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.ui import badges, navigation

if TYPE_CHECKING:
    from balise.web.directory.events import PersonDeactivated


class DirectoryConfig(AppConfig):
    name = "balise.web.directory"
    label = "directory"

    def ready(self) -> None:
        from balise.web.access import Permission, granted
        from balise.web.directory import searching, todo, transitions  # noqa: F401 - transitions declare themselves
        from balise.web.directory.events import PersonDeactivated
        from balise.web.directory.paper_codes import identifies
        from balise.web.directory.rules import add_rules
        from balise.web.directory.speaking import listen
        from balise.web.directory.wording import WORDS
        from balise.web.events import subscribe
        from balise.web.signatures import means
        from balise.web.workflow import wording

        add_rules()
        subscribe(PersonDeactivated, _close_calendar)
        subscribe(PersonDeactivated, _forget_exercises)
        subscribe(PersonDeactivated, _end_accesses)
        listen()
        means.register("paper-code", identifies)
        todo.contribute()
        searching.register()

        badges.register(
            "person",
            {
                "active": badges.Badge(_p("personne", "Compte ouvert"), "check-circle", "good"),
                "inactive": badges.Badge(_p("personne", "Compte fermé"), "no-symbol", "neutral"),
            },
        )
        wording.register(WORDS)

        def reads_people(request: HttpRequest) -> bool:
            return granted(request.user, Permission.PERSON_READ, today=timezone.localdate())

        navigation.register(
            id="people",
            label=_("Personnes"),
            url_name="directory:people",
            purpose=_("Qui travaille ici, leurs rôles, leurs suppléances et leurs absences."),
            icon="user-group",
            order=80,
            visible=reads_people,
        )
        navigation.register(
            id="profile",
            label=_("Mon profil"),
            url_name="directory:profile",
            icon="user-circle",
            place=navigation.Place.USER,
        )


def _close_calendar(event: PersonDeactivated) -> None:
    """Said here: what lies below can't hear what this floor tells."""
    from balise.web.events import moment
    from balise.web.tasks.transitions import end_with_account

    end_with_account(person_id=event.person_id, now=moment())


def _forget_exercises(event: PersonDeactivated) -> None:
    """Likewise: answers to situations serve only whoever gave them."""
    from balise.web.events import moment
    from balise.web.learning.transitions import end_with_account

    end_with_account(person_id=event.person_id, now=moment())


def _end_accesses(event: PersonDeactivated) -> None:
    """What they could do on the official accounts is to be taken away there, today."""
    from balise.web.events import moment
    from balise.web.presence.leaving import accesses_end

    now = moment()
    accesses_end(person_id=event.person_id, on=timezone.localdate(now), now=now)
