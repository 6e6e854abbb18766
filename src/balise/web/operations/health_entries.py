"""The place of operations in menus, and the badges of its states."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.access import Permission, granted
from balise.web.ui import badges, navigation


def register() -> None:
    """Called once, when the app is ready."""
    badges.register(
        "backup",
        {
            "running": badges.Badge(_p("sauvegarde", "En cours"), "clock", "info"),
            "done": badges.Badge(_p("sauvegarde", "Faite"), "check-badge", "good"),
            "failed": badges.Badge(_p("sauvegarde", "Manquée"), "x-circle", "danger"),
        },
    )
    badges.register(
        "process",
        {
            "alive": badges.Badge(_p("processus", "Actif"), "check-circle", "good"),
            "silent": badges.Badge(_p("processus", "Sans nouvelles"), "exclamation-triangle", "danger"),
            "ended": badges.Badge(_p("processus", "Arrêté"), "archive-box", "neutral"),
        },
    )
    badges.register(
        "finding",
        {
            "good": badges.Badge(_p("état", "En ordre"), "check-circle", "good"),
            "advice": badges.Badge(_p("état", "Conseil"), "light-bulb", "info"),
            "wrong": badges.Badge(_p("état", "À régler"), "exclamation-triangle", "danger"),
        },
    )
    navigation.register(
        id="health",
        label=_("Exploitation"),
        url_name="operations:health",
        purpose=_("Ce qui tourne, les sauvegardes, et ce qu’il y a à régler."),
        icon="server-stack",
        order=95,
        visible=_sees,
    )


def _sees(request: HttpRequest) -> bool:
    return granted(request.user, Permission.OPERATIONS_READ, today=timezone.localdate())
