"""What happens to connections reads like this in a history; states as pages call them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.ui.badges import Badge
from balise.web.workflow.wording import Words

WORDS = {
    "application:change": Words(_("a changé l’application d’un réseau"), "pencil", "neutral"),
    "application:note": Words(_("a inscrit Balise auprès d’un serveur"), "plus", "neutral"),
    "application:register": Words(_("a inscrit l’application d’un réseau"), "plus", "info"),
    "application:remove": Words(_("a retiré l’application d’un réseau"), "archive-box", "warning"),
    "application:replace": Words(_("a remplacé l’application d’un réseau"), "arrow-path", "neutral"),
    "attempt:begin": Words(_("a commencé à connecter un compte"), "arrow-right", "neutral"),
    "attempt:fail": Words(_("n’a pas pu connecter un compte"), "x-circle", "warning"),
    "attempt:grant": Words(_("a eu l’accord du réseau"), "check-circle", "neutral"),
    "attempt:return": Words(_("a eu la réponse du réseau"), "arrow-uturn-left", "neutral"),
    "attempt:use": Words(_("a choisi le compte à connecter"), "check", "neutral"),
    "connection:break": Words(_("a constaté que le réseau refuse l’accès"), "signal-slash", "danger"),
    "connection:connect": Words(_("a connecté le compte"), "signal", "good"),
    "connection:end": Words(_("a déconnecté le compte"), "signal-slash", "warning"),
    "connection:leave": Words(_("a noté le départ de qui a connecté le compte"), "user-minus", "warning"),
    "connection:let_go": Words(_("a détruit l’accès au compte"), "archive-box", "neutral"),
    "connection:note": Words(_("a vérifié la connexion"), "signal", "neutral"),
    "connection:publish_by": Words(_("a choisi ce compte pour publier"), "megaphone", "info"),
    "connection:reconnect": Words(_("a reconnecté le compte"), "signal", "good"),
    "connection:stop_publishing": Words(_("ne publie plus par ce compte"), "hand-raised", "neutral"),
}
STATES = {
    "active": Badge(_p("connexion", "En service"), "signal", "good"),
    "broken": Badge(_p("connexion", "Rompue"), "signal-slash", "danger"),
    "ended": Badge(_p("connexion", "Terminée"), "archive-box", "neutral"),
}
APPLICATION_STATES = {
    "active": Badge(_p("application", "En service"), "check-circle", "good"),
    "replaced": Badge(_p("application", "Remplacée"), "arrow-path", "neutral"),
    "removed": Badge(_p("application", "Retirée"), "archive-box", "neutral"),
}
