from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from balise.web.ui import badges, navigation


class ReportingConfig(AppConfig):
    name = "balise.web.reporting"
    label = "reporting"

    def ready(self) -> None:
        """Take part in rules, menus, badges, tasks, notices and retention."""
        from balise.web.reporting import retaining, rules, telling, todo, transitions  # noqa: F401
        from balise.web.reporting import wording as words
        from balise.web.workflow import wording

        rules.register()
        telling.listen()
        todo.contribute()
        retaining.register()
        wording.register(words.WORDS)
        badges.register("report", words.STATES)

        navigation.register(
            id="reports",
            label=_("Signalements reçus"),
            url_name="reporting:desk",
            purpose=_("Ce que des gens ont vu et vous disent, ce que vous leur répondez, et jusqu’à quand."),
            icon="inbox-arrow-down",
            order=37,
            visible=rules.has_desk,
        )
        navigation.register(
            id="report",
            label=_("Signaler"),
            url_name="reporting:start",
            purpose=_("Dire ce que vous avez vu, en votre nom ou sans vous nommer, à qui peut y faire quelque chose."),
            icon="megaphone",
            order=36,
        )
        navigation.register(
            id="report-anybody",
            label=_("Signaler quelque chose"),
            url_name="reporting:start",
            order=6,
            place=navigation.Place.FOOTER,
            visible=navigation.always,
        )
