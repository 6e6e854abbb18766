"""What people do with situations reads like this in their own history; nobody else's shows it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from balise.web.workflow.wording import Words

WORDS = {
    "situation:answer": Words(_("a répondu à une situation"), "light-bulb", "neutral"),
    "situation:begin": Words(_("a commencé une série de situations"), "play", "neutral"),
    "situation:forget": Words(_("a effacé ses réponses aux situations"), "trash", "neutral"),
    "situation:set_aside": Words(_("a demandé qu’on ne lui propose plus de situations"), "bell-slash", "neutral"),
}
