"""What people do with their calendar reads like this in a history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from balise.web.workflow.wording import Words

WORDS = {
    "calendar:close": Words(_("a fermé l’adresse de son calendrier"), "calendar-days", "neutral"),
    "calendar:open": Words(_("a ouvert une adresse pour son calendrier"), "calendar-days", "info"),
}
