"""What happens to tokens reads like this in a history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from balise.web.workflow.wording import Words

WORDS = {
    "token:create": Words(_("a créé un jeton pour ses outils"), "key", "info"),
    "token:revoke": Words(_("a révoqué un jeton"), "no-symbol", "warning"),
}
