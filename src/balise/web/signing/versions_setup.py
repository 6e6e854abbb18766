"""What policy versions register when the app is ready."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.signing import versions_quoting, versions_rules, versions_searching, versions_todo
from balise.web.ui import badges, navigation


def register() -> None:
    """Rules, search, tasks, quotations, menu, badges."""
    versions_rules.register()
    versions_searching.register()
    versions_todo.contribute()
    versions_quoting.register()
    badges.register(
        "policy-version",
        {
            "approved": badges.Badge(_p("version", "Approuvée"), "check", "info"),
            "draft": badges.Badge(_p("version", "Brouillon"), "pencil-square", "neutral"),
            "published": badges.Badge(_p("version", "En vigueur"), "check-badge", "good"),
            "withdrawn": badges.Badge(_p("version", "Retirée"), "archive-box", "neutral"),
        },
    )

    def reads(request: HttpRequest) -> bool:
        return granted(request.user, Permission.POLICY_READ, today=timezone.localdate())

    navigation.register(
        id="policy",
        label=_("Politique"),
        url_name="signing:policy",
        purpose=_("Le texte officiel, ses versions, ce qui a changé."),
        icon="book-open",
        order=8,
        visible=reads,
    )
