from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.ui import badges, navigation


class WebhooksConfig(AppConfig):
    name = "balise.web.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        """Hear events, carry out rows, take part in menus and badges."""
        from balise.web.access import Permission, granted
        from balise.web.webhooks import sending, transitions  # noqa: F401 - transitions declare themselves
        from balise.web.webhooks.wording import WORDS
        from balise.web.workflow import wording

        sending.listen()
        wording.register(WORDS)

        def manages(request: HttpRequest) -> bool:
            return granted(request.user, Permission.WEBHOOK_MANAGE, today=timezone.localdate())

        badges.register(
            "webhook",
            {
                "active": badges.Badge(_p("abonnement", "En service"), "check-circle", "good"),
                "ended": badges.Badge(_p("abonnement", "Terminé"), "archive-box", "neutral"),
            },
        )
        badges.register(
            "delivery",
            {
                "waiting": badges.Badge(_p("envoi", "En attente"), "clock", "info"),
                "delivered": badges.Badge(_p("envoi", "Reçu"), "check-circle", "good"),
                "failed": badges.Badge(_p("envoi", "Abandonné"), "exclamation-triangle", "danger"),
            },
        )
        navigation.register(
            id="webhooks",
            label=_("Annonces aux outils"),
            url_name="webhooks:home",
            purpose=_("Les outils à qui Balise annonce ce qui arrive aux publications, et ce qu’ils ont répondu."),
            icon="signal",
            order=95,
            visible=manages,
        )
