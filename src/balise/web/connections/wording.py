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
FAILURES = {
    "again": _("Cette demande a déjà servi. Rien n’a changé depuis. Recommencez au besoin."),
    "application": _(
        "Le réseau ne reconnaît pas l’application de l’organisation. L’administration doit vérifier son identifiant et "
        "son secret."
    ),
    "by-hand": _("Sur ce réseau, tout se fait à la main : il n’y a rien à connecter."),
    "demo": _("Dans la démonstration, Balise ne se connecte à aucun réseau."),
    "down": _("Le réseau ne répond pas pour l’instant. Rien n’a été connecté. Recommencez dans quelques minutes."),
    "expired": _(
        "Plus de quinze minutes ont passé : la demande n’est plus valable. Rien n’a été connecté. Recommencez."
    ),
    "no-application": _(
        "L’administration doit d’abord inscrire l’application de l’organisation sur ce réseau. Rien n’a été connecté."
    ),
    "no-such-name": _("Ce serveur n’existe pas : vérifiez son nom."),
    "not-app-password": _(
        "Ce n’est pas un mot de passe d’application : il s’écrit en quatre groupes de quatre signes. Créez-en un dans "
        "les réglages du compte; le vrai mot de passe ne doit jamais être donné à un outil."
    ),
    "not-ours": _("Seul un compte de l’organisation, inscrit au registre, se connecte."),
    "nothing": _(
        "Le réseau n’a donné accès à aucun compte. Rien n’a été connecté. Vérifiez que vous y gérez bien ce compte, "
        "puis recommencez et choisissez-le."
    ),
    "odd": _("Le réseau a donné une réponse que Balise ne comprend pas. Rien n’a été connecté. Réessayez plus tard."),
    "private-address": _("Ce serveur est à l’intérieur du réseau de l’organisation : Balise n’y va pas."),
    "refused": _("Le réseau n’a pas donné l’accès. Rien n’a été connecté. Recommencez et acceptez ce qui est demandé."),
    "scopes": _(
        "Des droits nécessaires n’ont pas été accordés. Rien n’a été connecté. Recommencez et laissez-les tous cochés."
    ),
    "server": _("Ce n’est pas le nom d’un serveur : écrivez-le comme « mastodon.quebec »."),
    "state": _(
        "Cette réponse ne correspond à aucune demande commencée dans cette fenêtre. Rien n’a été connecté. Recommencez "
        "d’ici, sans fermer le navigateur."
    ),
}
PROBLEMS = {
    "application": _("le réseau ne reconnaît plus l’application de l’organisation"),
    "departed": _("la personne qui l’avait connecté est partie"),
    "forbidden": _("le réseau refuse ce que Balise demande"),
    "no-longer-granted": _("le réseau ne donne plus accès à ce compte"),
    "no-refresh": _("l’accès est arrivé à son terme et ne se renouvelle pas"),
    "not-revoked": _("le réseau n’a pas pu être averti : retirez-y Balise à la main, dans les réglages du compte"),
    "other-account": _("l’accès mène maintenant à un autre compte"),
    "permission": _("le réseau a retiré un droit"),
    "refused": _("le réseau ne veut plus renouveler l’accès"),
    "retired": _("le compte a quitté le registre"),
    "revoked-with": _("l’accord a été retiré avec celui d’un autre compte"),
    "scopes": _("il manque des droits"),
    "token": _("l’accès n’est plus valable : il a été retiré, ou le mot de passe du compte a changé"),
    "unauthorised": _("l’accès n’est plus valable : il a été retiré, ou le mot de passe du compte a changé"),
}
OTHER_PROBLEM = _("le réseau refuse l’accès")
