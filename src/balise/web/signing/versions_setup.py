"""What policy versions register when the app is ready."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.signing import practising, versions_quoting, versions_rules, versions_searching, versions_todo
from balise.web.ui import badges, navigation
from balise.web.workflow import wording


def register() -> None:
    """Rules, search, tasks, quotations, menu, badges."""
    versions_rules.register()
    versions_searching.register()
    versions_todo.contribute()
    versions_quoting.register()
    practising.register()
    wording.register(
        {
            "policy_version:anchor": (_("a corrigé un passage"), "pencil-square", "neutral"),
            "policy_version:approve": (_("a approuvé la version"), "check", "good"),
            "policy_version:draft": (_("a préparé une version"), "plus", "neutral"),
            "policy_version:import_text": (_("a importé un texte"), "arrow-up-tray", "neutral"),
            "policy_version:publish": (_("a publié la version"), "paper-airplane", "good"),
            "policy_version:remove_text": (_("a enlevé la traduction"), "trash", "neutral"),
            "policy_version:reopen": (_("a remis la version en brouillon"), "arrow-uturn-left", "neutral"),
            "policy_version:replace": (_("a remplacé la version"), "archive-box", "neutral"),
            "policy_version:withdraw": (_("a retiré la version"), "archive-box", "warning"),
        }
    )
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
