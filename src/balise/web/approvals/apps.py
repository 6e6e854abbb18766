from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.ui import badges, navigation


class ApprovalsConfig(AppConfig):
    name = "balise.web.approvals"
    label = "approvals"

    def ready(self) -> None:
        """Take part in rules, menus and badges."""
        from balise.web.approvals import rules, searching, telling, todo

        rules.register()
        searching.register()
        telling.listen()
        todo.contribute()
        badges.register(
            "mandate",
            {
                "active": badges.Badge(_p("mandat", "En vigueur"), "check-badge", "good"),
                "ended": badges.Badge(_p("mandat", "Terminé"), "archive-box", "neutral"),
            },
        )
        navigation.register(
            id="mandates",
            label=_("Mandats de parole"),
            url_name="approvals:mandates",
            purpose=_("Qui peut parler au nom de l’organisation, sur quoi, jusqu’à quand."),
            icon="megaphone",
            order=60,
            visible=rules.sees_mandates,
        )
