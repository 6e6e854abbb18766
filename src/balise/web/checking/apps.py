from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.ui import navigation


def _may_check(request: HttpRequest) -> bool:
    from balise.web.access import Permission, granted

    return granted(request.user, Permission.CHECK_USE, today=timezone.localdate())


class CheckingConfig(AppConfig):
    name = "balise.web.checking"
    label = "checking"

    def ready(self) -> None:
        """Take a place in the menu."""
        navigation.register(
            id="check",
            label=_("Vérifier mon message"),
            url_name="checking:check",
            purpose=_("Savoir tout de suite si un message peut sortir. Personne d’autre ne le voit, rien n’est gardé."),
            icon="shield-check",
            order=10,
            visible=_may_check,
            shortcut="v",
        )
