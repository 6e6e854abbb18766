from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.ui import navigation


class SetupConfig(AppConfig):
    name = "balise.web.setup"
    label = "setup"

    def ready(self) -> None:
        """Declare transitions, take up what was chosen before, and take a place in the menu."""
        from balise.web.access import Permission, granted
        from balise.web.people.outside import found_by
        from balise.web.setup import choosing, queries, todo, transitions  # noqa: F401 - transitions declare themselves
        from balise.web.workflow import wording

        choosing.take_up()
        found_by(queries.somebody_outside)
        todo.contribute()
        navigation.register_policy_note(choosing.policy_note)

        def configures(request: HttpRequest) -> bool:
            return granted(request.user, Permission.ORGANISATION_CONFIGURE, today=timezone.localdate())

        def reads_contacts(request: HttpRequest) -> bool:
            return granted(request.user, Permission.CONTACT_READ, today=timezone.localdate())

        def reads_duties(request: HttpRequest) -> bool:
            return granted(request.user, Permission.DUTY_READ, today=timezone.localdate())

        navigation.register(
            id="organisation",
            label=_("Organisation"),
            url_name="setup:organisation",
            purpose=_("Le nom, la politique et les contacts que les gens voient."),
            icon="building-office-2",
            order=90,
            visible=configures,
        )
        navigation.register(
            id="duties",
            label=_("Qui fait quoi"),
            url_name="setup:duties",
            purpose=_("Les tâches que personne ne peut faire aujourd’hui, et qui les prendrait."),
            icon="clipboard-document-check",
            order=91,
            visible=reads_duties,
        )
        navigation.register(
            id="contacts",
            label=_("À qui écrire"),
            url_name="setup:contacts",
            icon="envelope",
            order=10,
            place=navigation.Place.FOOTER,
            visible=reads_contacts,
        )
        wording.register(
            {
                "organisation:configure": (
                    _("a changé la fiche de l’organisation"),
                    "building-office-2",
                    "neutral",
                ),
                "organisation:found": (_("a commencé la mise en route"), "flag", "info"),
                "organisation:open": (_("a terminé la mise en route"), "check", "good"),
            }
        )
