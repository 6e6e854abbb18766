"""Automatic work that did not end by itself: an administrator sees it, and says what becomes of it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.ui import badges, navigation


def register() -> None:
    """Badges, a place in the menu, transitions; called once the apps are ready."""
    from balise.web.operations.jobs import queries, transitions  # noqa: F401 - transitions declare themselves

    badges.register(
        "job",
        {
            "done": badges.Badge(_p("travail", "Fait"), "check-circle", "good"),
            "dropped": badges.Badge(_p("travail", "Laissé de côté"), "archive-box", "neutral"),
            "failed": badges.Badge(_p("travail", "Échoué"), "x-circle", "danger"),
            "sending": badges.Badge(_p("travail", "En cours"), "arrow-path", "info"),
            "uncertain": badges.Badge(_p("travail", "Incertain"), "question-mark-circle", "warning"),
            "waiting": badges.Badge(_p("travail", "En attente"), "clock", "neutral"),
        },
    )

    def reads(request: HttpRequest) -> bool:
        return granted(request.user, Permission.JOB_READ, today=timezone.localdate())

    def stuck(request: HttpRequest) -> int | None:
        return queries.stuck_count(request.user, today=timezone.localdate()) or None  # type: ignore[arg-type]

    navigation.register(
        id="jobs",
        label=_("Travaux automatiques"),
        url_name="operations:jobs",
        purpose=_("Ce qui devait partir de Balise et n’a pas abouti : à refaire, à régler ou à laisser."),
        icon="cog-6-tooth",
        order=92,
        visible=reads,
        count=stuck,
    )
