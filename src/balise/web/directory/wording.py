"""What changes to people read like in a history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from balise.web.workflow.wording import Words

WORDS = {
    "paper_code:give": Words(_("a remis un code sur papier"), "printer", "info"),
    "paper_code:use": Words(_("a accepté le code sur papier"), "key", "info"),
    "person:create": Words(_("a créé le compte"), "user-plus", "good"),
    "person:deactivate": Words(_("a fermé le compte"), "lock-closed", "danger"),
    "person:edit": Words(_("a changé les coordonnées"), "pencil", "neutral"),
    "person:reactivate": Words(_("a rouvert le compte"), "lock-open", "good"),
    "person:set_absence": Words(_("a inscrit une absence ou un retour"), "calendar-days", "neutral"),
    "profile:edit": Words(_("a changé son profil"), "user-circle", "neutral"),
    "role:end": Words(_("a retiré un rôle"), "minus-circle", "warning"),
    "role:grant": Words(_("a donné un rôle, ou nommé sa suppléance"), "identification", "info"),
}

# The names of fields as forms show them.
FIELDS = {
    "absent_from": _("premier jour d’absence"),
    "absent_until": _("dernier jour d’absence"),
    "address": _("adresse"),
    "aliases": _("autres adresses"),
    "email": _("courriel"),
    "handle": _("nom sur le réseau"),
    "label": _("nom au registre"),
    "first_day": _("premier jour"),
    "kind": _("emploi ou stage"),
    "language": _("langue"),
    "last_day": _("dernier jour"),
    "manager": _("gestionnaire"),
    "name": _("nom"),
    "network": _("réseau"),
    "owner": _("responsable"),
    "partner_id": _("partenaire"),
    "recovery": _("contact de secours"),
    "roles": _("rôles"),
    "two_factor": _("double authentification"),
    "username": _("nom d’utilisateur"),
}

# What a history is about, by the kind of its subject.
KINDS = {
    "evidence.sealedfile": _("Preuve scellée"),
    "signatures.signature": _("Signature"),
    "signing.attestation": _("Réponse à la politique"),
    "signing.campaign": _("Campagne de signature"),
    "signing.due": _("Réponse demandée"),
    "signing.exemption": _("Exemption de réponse"),
    "signing.policyversion": _("Version de la politique"),
    "signing.refusalreason": _("Raison d’un refus"),
    "signing.signedpage": _("Page signée"),
    "signing.signinglink": _("Lien pour signer"),
    "api.token": _("Jeton"),
    "approvals.mandate": _("Mandat de parole"),
    "lifecycle.departurelink": _("Lien pour confirmer un départ"),
    "lifecycle.stay": _("Emploi ou stage"),
    "operations.backup": _("Sauvegarde"),
    "operations.restoration": _("Restauration"),
    "outbox.outboxrow": _("Travail automatique"),
    "people.person": _("Personne"),
    "presence.access": _("Accès à un compte officiel"),
    "presence.account": _("Compte officiel"),
    "presence.lookalike": _("Imitation signalée"),
    "publishing.publication": _("Publication"),
    "questions.question": _("Question"),
    "retention.destruction": _("Destruction"),
    "retention.hold": _("Suspension de destruction"),
    "retention.rule": _("Durée de conservation"),
    "setup.organisation": _("Organisation"),
    "webhooks.delivery": _("Annonce"),
    "webhooks.subscription": _("Abonnement d’un outil"),
}
