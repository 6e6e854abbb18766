"""How arrivals and departures are said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.workflow.wording import Words

KINDS = {"job": _("Emploi"), "traineeship": _("Stage")}
STATES = {
    "cancelled": (_p("emploi", "Annulé"), "x-mark", "neutral"),
    "closed": (_p("emploi", "Départ fermé"), "archive-box", "neutral"),
    "ended": (_p("emploi", "Départ à fermer"), "clock", "warning"),
    "here": (_p("emploi", "Ici"), "check", "good"),
    "leaving": (_p("emploi", "Départ prévu"), "arrow-right-start-on-rectangle", "info"),
}
LOOKS = {
    "done": (_p("liste", "Fait"), "check", "good"),
    "missing": (_p("liste", "Il manque"), "exclamation-triangle", "warning"),
    "planned": (_p("liste", "Prévu"), "clock", "info"),
}
WORDS = {
    "stay:allow_end": Words(_("a permis la fermeture du compte"), "lock-open", "info"),
    "stay:cancel": Words(_("a annulé l’arrivée"), "x-mark", "warning"),
    "stay:change": Words(_("a changé la date d’arrivée"), "calendar-days", "neutral"),
    "stay:close": Words(_("a fermé le départ"), "archive-box", "good"),
    "stay:confirm": Words(_("a confirmé la date de fin sur les profils"), "check-badge", "good"),
    "stay:end": Words(_("a mis fin à l’accès"), "lock-closed", "warning"),
    "stay:file_confirmation": Words(_("a déposé une confirmation sur papier"), "document-text", "good"),
    "stay:hand_over": Words(_("a confié les textes à quelqu’un d’autre"), "arrow-right-circle", "info"),
    "stay:hire": Words(_("a inscrit l’arrivée"), "user-plus", "good"),
    "stay:leave": Words(_("a inscrit le départ"), "arrow-right-start-on-rectangle", "warning"),
    "stay:name_successor": Words(_("a nommé qui prend le rôle"), "identification", "info"),
    "stay:remind": Words(_("a rappelé ce qui manque"), "bell", "neutral"),
    "stay:reschedule": Words(_("a changé la date du départ"), "calendar-days", "neutral"),
    "stay:stay_on": Words(_("a annulé le départ"), "arrow-uturn-left", "good"),
    "stay_link:give": Words(_("a donné un lien pour confirmer"), "link", "neutral"),
    "stay_link:try": Words(_("a refusé un mauvais code"), "exclamation-triangle", "warning"),
    "stay_link:use": Words(_("a reçu une confirmation par un lien"), "link", "good"),
}
