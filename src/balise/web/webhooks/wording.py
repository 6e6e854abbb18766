"""What happens to announcements reads like this in a history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from balise.web.workflow.wording import Words

WORDS = {
    "webhook:end": Words(_("a mis fin aux annonces à un outil"), "archive-box", "neutral"),
    "webhook:rotate": Words(_("a changé la clé d’un outil"), "key", "info"),
    "webhook:send_again": Words(_("a demandé de refaire une annonce"), "arrow-path", "info"),
    "webhook:subscribe": Words(_("a abonné un outil aux annonces"), "signal", "info"),
}
