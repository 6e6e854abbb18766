"""What happens to accounts reads like this in a history; states, levels and fields as pages call them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.presence.models import Access, Account, Lookalike
from balise.web.presence.resembling import Likeness
from balise.web.ui.badges import Badge
from balise.web.workflow.wording import Words

WORDS = {
    "access:ask_removal": Words(_("a demandé de retirer un accès à un compte"), "user-minus", "warning"),
    "access:change": Words(_("a changé un accès à un compte"), "pencil", "neutral"),
    "access:give": Words(_("a inscrit un accès à un compte"), "user-plus", "info"),
    "access:keep": Words(_("a gardé un accès à un compte"), "arrow-uturn-left", "neutral"),
    "access:remove": Words(_("a retiré un accès à un compte"), "user-minus", "good"),
    "account:edit": Words(_("a changé la fiche du compte"), "pencil", "neutral"),
    "account:look": Words(_("a demandé de vérifier l’adresse"), "eye", "neutral"),
    "account:note_connection": Words(_("a noté l’état de la connexion"), "signal", "neutral"),
    "account:note_link": Words(_("a trouvé autre chose à l’adresse"), "link", "warning"),
    "account:read": Words(_("a lu le contact de secours"), "eye", "neutral"),
    "account:register": Words(_("a inscrit le compte au registre"), "plus", "good"),
    "account:restore": Words(_("a remis le compte au registre"), "arrow-uturn-left", "info"),
    "account:retire": Words(_("a retiré le compte du registre"), "archive-box", "warning"),
    "account:review": Words(_("a revu le compte"), "check-badge", "good"),
    "lookalike:close": Words(_("a clos le suivi de l’imitation"), "archive-box", "neutral"),
    "lookalike:confirm": Words(_("a reconnu une imitation"), "exclamation-triangle", "danger"),
    "lookalike:dismiss": Words(_("n’a pas vu d’imitation"), "check-circle", "good"),
    "lookalike:reopen": Words(_("a repris l’examen"), "arrow-path", "info"),
    "lookalike:report": Words(_("a signalé une imitation"), "flag", "warning"),
    "lookalike:report_again": Words(_("a signalé la même adresse"), "flag", "warning"),
    "lookalike:tell_network": Words(_("l’a signalée au réseau"), "megaphone", "info"),
}
ACCOUNT_STATES = {
    "active": Badge(_p("compte", "Au registre"), "check-circle", "good"),
    "retired": Badge(_p("compte", "Retiré"), "archive-box", "neutral"),
}
ACCESS_STATES = {
    "active": Badge(_p("accès", "En vigueur"), "check-circle", "good"),
    "to_remove": Badge(_p("accès", "À retirer"), "exclamation-triangle", "danger"),
    "removed": Badge(_p("accès", "Retiré"), "archive-box", "neutral"),
}
LOOKALIKE_STATES = {
    "reported": Badge(_p("imitation", "Signalée"), "flag", "warning"),
    "confirmed": Badge(_p("imitation", "Reconnue"), "exclamation-triangle", "danger"),
    "told": Badge(_p("imitation", "Signalée au réseau"), "megaphone", "info"),
    "closed": Badge(_p("imitation", "Close"), "archive-box", "neutral"),
    "dismissed": Badge(_p("imitation", "Pas une imitation"), "check-circle", "good"),
}
LINKS = {
    "unknown": Badge(_p("adresse", "Pas encore vérifiée"), "question-mark-circle", "neutral"),
    "good": Badge(_p("adresse", "Répond"), "check-circle", "good"),
    "unsure": Badge(_p("adresse", "À regarder soi-même"), "eye", "neutral"),
    "moved": Badge(_p("adresse", "Mène ailleurs"), "arrow-top-right-on-square", "warning"),
    "dead": Badge(_p("adresse", "Ne répond plus"), "x-circle", "danger"),
}
CONNECTIONS = {
    "none": Badge(_p("connexion", "À la main"), "hand-raised", "neutral"),
    "connected": Badge(_p("connexion", "Connecté"), "signal", "good"),
    "expiring": Badge(_p("connexion", "Expire bientôt"), "clock", "warning"),
    "broken": Badge(_p("connexion", "Rompue"), "signal-slash", "danger"),
}
TWO_FACTOR = {
    "unknown": Badge(_p("double authentification", "À vérifier"), "question-mark-circle", "warning"),
    "on": Badge(_p("double authentification", "Activée"), "shield-check", "good"),
    "off": Badge(_p("double authentification", "Désactivée"), "shield-exclamation", "danger"),
}
LEVELS = {
    Access.Level.OWNER: _("Propriétaire : tout, y compris donner le compte"),
    Access.Level.ADMIN: _("Administration : publier, régler, donner des accès"),
    Access.Level.EDITOR: _("Rédaction : publier et répondre"),
    Access.Level.MODERATOR: _("Modération : répondre et masquer"),
    Access.Level.ANALYST: _("Lecture : statistiques seulement"),
}
OUTCOMES = {
    Lookalike.Outcome.GONE: _("Elle a disparu"),
    Lookalike.Outcome.CHANGED: _("Elle ne nous imite plus"),
    Lookalike.Outcome.LEFT: _("Le réseau la laisse en place"),
}
LIKENESSES = {
    Likeness.LETTERS: _("des lettres ou des chiffres qui se ressemblent"),
    Likeness.SAME: _("le même nom, ailleurs"),
    Likeness.ADDED: _("notre nom, avec autre chose autour"),
    Likeness.CLOSE: _("une lettre ou deux de différence"),
}
FIELDS = {
    "address": _("Adresse"),
    "handle": _("Nom sur le réseau"),
    "partner_id": _("Partenaire"),
}
TWO_FACTOR_CHOICES = [
    (Account.TwoFactor.UNKNOWN.value, _("À vérifier")),
    (Account.TwoFactor.ON.value, _("Oui")),
    (Account.TwoFactor.OFF.value, _("Non")),
]
DETAILS = {
    "bad-redirection": _("elle renvoie à une adresse illisible"),
    "certificate": _("son certificat n’est pas valable"),
    "no-answer": _("le site ne répond pas"),
    "no-such-name": _("ce nom de site n’existe pas"),
    "private-address": _("elle mène à l’intérieur d’un réseau privé"),
    "sign-in": _("le réseau demande de se connecter pour la voir"),
    "too-many-redirections": _("elle renvoie trop de fois ailleurs"),
    "too-slow": _("le site est trop lent"),
    "unreadable": _("elle ne se lit pas"),
}
