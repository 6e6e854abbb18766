"""What reports, their states and their desks are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.reporting.models import Desk, Kind
from balise.web.ui.badges import Badge

WORDS = {
    "part:read": (_("a lu le signalement"), "eye", "neutral"),
    "report:acknowledge": (_("a accusé réception du signalement"), "check", "info"),
    "report:answer": (_("a répondu au signalement"), "chat-bubble-left-right", "good"),
    "report:close": (_("a fermé le signalement"), "archive-box", "neutral"),
    "report:deliver": (_("a remis le signalement à qui le reçoit"), "inbox-arrow-down", "info"),
    "report:look": (_("a lu la réponse"), "envelope-open", "neutral"),
    "report:make": (_("a fait un signalement"), "flag", "info"),
    "report:move": (_("a confié le signalement à un autre service"), "arrow-right", "neutral"),
    "report:open_outside": (_("a lu le signalement de l’extérieur"), "eye", "neutral"),
    "report:release": (_("a remis un message à qui reçoit le signalement"), "inbox-arrow-down", "info"),
    "report:share": (_("a confié une partie du signalement à un autre service"), "arrows-right-left", "neutral"),
    "report:write": (_("a ajouté un message au signalement"), "pencil-square", "info"),
}

STATES = {
    "acknowledged": Badge(_p("report", "Reçu, à l’étude"), "eye", "info"),
    "answered": Badge(_p("report", "Répondu"), "chat-bubble-left-right", "good"),
    "closed": Badge(_p("report", "Fermé"), "archive-box", "neutral"),
    "held": Badge(_p("report", "En chemin"), "paper-airplane", "neutral"),
    "received": Badge(_p("report", "Remis"), "inbox", "warning"),
}

DESKS = {
    Desk.COMMUNICATIONS: _("Communications"),
    Desk.HR: _("Ressources humaines"),
    Desk.PRIVACY: _("Protection des renseignements personnels"),
}

# said where the reader chooses
KINDS = {
    Kind.POST: _("Une publication ou un commentaire qui demande une réponse"),
    Kind.LOOKALIKE: _("Un faux compte, une adresse qui nous imite"),
    Kind.INFORMATION: _("Un renseignement confidentiel ou personnel vu en ligne"),
    Kind.CONFLICT: _("Un conflit, un malaise, du harcèlement au travail"),
    Kind.WORK: _("Une question ou un commentaire sur le travail"),
    Kind.PHONE: _("Le téléphone ou un usage personnel pendant le travail"),
    Kind.DOUBT: _("Un doute sur ce qu’on peut faire"),
}
