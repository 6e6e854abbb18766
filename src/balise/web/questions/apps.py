from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.ui import badges, navigation


class QuestionsConfig(AppConfig):
    name = "balise.web.questions"
    label = "questions"

    def ready(self) -> None:
        """Take in what the private check hands over; take part in rules, menus and badges."""
        from balise.web.questions import handing, history, queries, rules, telling, todo
        from balise.web.workflow import wording

        rules.register()
        handing.register()
        telling.listen()
        todo.contribute()
        wording.register(history.WORDS)
        badges.register(
            "question",
            {
                "answered": badges.Badge(_p("question", "Répondue"), "check-badge", "good"),
                "asked": badges.Badge(_p("question", "En attente"), "clock", "info"),
                "closed": badges.Badge(_p("question", "Fermée"), "archive-box", "neutral"),
                "withdrawn": badges.Badge(_p("question", "Reprise"), "arrow-uturn-left", "neutral"),
            },
        )

        def waiting(request: HttpRequest) -> int | None:
            return queries.waiting_count(request.user, today=timezone.localdate()) or None  # type: ignore[arg-type]

        navigation.register(
            id="questions",
            label=_("Questions"),
            url_name="questions:home",
            purpose=_("Ce qu’on a demandé aux communications sur un message, et ce qu’elles ont répondu."),
            icon="chat-bubble-left-right",
            order=35,
            visible=rules.shown,
            count=waiting,
        )
