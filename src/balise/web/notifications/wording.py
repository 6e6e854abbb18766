"""What people do with their notifications reads like this in a history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from balise.web.workflow.wording import Words

WORDS = {
    "notification:choose": Words(_("a choisi comment recevoir ses avis"), "bell", "neutral"),
    "notification:read": Words(_("a marqué des avis comme lus"), "envelope-open", "neutral"),
    "notification:unsubscribe": Words(_("a cessé de recevoir des courriels d’une sorte"), "bell-slash", "neutral"),
}
