from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.ui import navigation, shortcuts


class PublishingConfig(AppConfig):
    name = "balise.web.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Declare transitions and rules, take part in menus, answer for sources."""
        from balise.web.approvals.standing import add_resolver
        from balise.web.publishing import (
            handing,
            history,
            queries,
            rules,
            searching,
            settling,
            telling,
            todo,
            transitions,  # noqa: F401 - transitions declare themselves
        )
        from balise.web.publishing.sending import carrying, checking, todo_online
        from balise.web.workflow import wording

        rules.register()
        handing.register()
        searching.register()
        telling.listen()
        todo.contribute()
        todo_online.contribute()
        carrying.register_handler()
        checking.register_handler()
        wording.register(history.WORDS)
        add_resolver(settling.sources_resolver)

        def waiting(request: HttpRequest) -> int | None:
            return queries.queue_count(request.user, today=timezone.localdate()) or None  # type: ignore[arg-type]

        navigation.register(
            id="publications",
            label=_("Publications"),
            url_name="publishing:home",
            purpose=_("Vos brouillons et ce que vous avez envoyé : où chacun en est, et ce qui reste à faire."),
            icon="document-text",
            order=20,
            visible=rules.writes,
        )
        navigation.register(
            id="queue",
            label=_("À approuver"),
            url_name="publishing:queue",
            purpose=_("Les messages qui attendent votre réponse, du plus ancien au plus récent."),
            icon="inbox-arrow-down",
            order=30,
            visible=rules.has_queue,
            count=waiting,
        )
        navigation.register(
            id="new-publication",
            label=_("Écrire une publication"),
            url_name="publishing:new",
            purpose=_("Un message pour les comptes de l’organisation, ou en votre nom : Balise dit quoi y changer."),
            icon="pencil-square",
            order=15,
            place=navigation.Place.HOME,
            visible=rules.begins,
        )
        shortcuts.register("e", _("Modifier (sur la page d’une publication)"))
        shortcuts.register("a", _("Aller au bouton « Approuver » (sur la page d’une publication à approuver)"))
