from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from balise.web.people.events import Departing, DepartureCancelled
from balise.web.ui import badges, navigation


class PresenceConfig(AppConfig):
    name = "balise.web.presence"
    label = "presence"

    def ready(self) -> None:
        """Take part in rules, jobs, menus, badges, search, tasks and notices."""
        from balise.web.access.permissions import Permission
        from balise.web.events import subscribe
        from balise.web.presence import links, rules, searching, telling, todo, transitions  # noqa: F401
        from balise.web.presence import wording as words
        from balise.web.presence.models import Account
        from balise.web.workflow import declare_disclosure, wording

        subscribe(Departing, _departing)
        subscribe(DepartureCancelled, _staying)
        rules.register()
        declare_disclosure(Account, Permission.ACCOUNT_RECOVER)
        links.listen()
        telling.listen()
        todo.contribute()
        searching.register()
        wording.register(words.WORDS)
        for kind, states in {
            "account": words.ACCOUNT_STATES,
            "account-access": words.ACCESS_STATES,
            "account-connection": words.CONNECTIONS,
            "account-link": words.LINKS,
            "lookalike": words.LOOKALIKE_STATES,
            "two-factor": words.TWO_FACTOR,
        }.items():
            badges.register(kind, states)

        navigation.register(
            id="presence",
            label=_("Présence web"),
            url_name="presence:register",
            purpose=_("Les comptes officiels : qui en répond, qui y a accès, et si leur adresse répond encore."),
            icon="globe-alt",
            order=60,
            visible=rules.reads_register,
        )
        navigation.register(
            id="lookalikes",
            label=_("Imitations"),
            url_name="presence:lookalikes",
            purpose=_("Les adresses qui nous imitent : les signaler, et voir ce qui en a été décidé."),
            icon="flag",
            order=61,
        )
        navigation.register(
            id="official-accounts",
            label=_("Nos comptes officiels"),
            url_name="presence:official",
            order=5,
            place=navigation.Place.FOOTER,
            visible=navigation.always,
        )


def _departing(event: Departing) -> None:
    """What they could do on the official accounts is to be taken away there by their last day."""
    from balise.web.events import moment
    from balise.web.presence.leaving import accesses_end

    accesses_end(person_id=event.person_id, on=event.last_day, now=moment())


def _staying(event: DepartureCancelled) -> None:
    from balise.web.events import moment
    from balise.web.presence.leaving import accesses_stay

    accesses_stay(person_id=event.person_id, now=moment())
