"""What answers and links register when the app is ready."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.signing import (
    answers_certifying,
    answers_queries,
    answers_rules,
    answers_telling,
    answers_todo,
    asking_hearing,
    links_mailing,
    retaining,
    versions_signed,
)
from balise.web.signing.wording import FOLLOWED, STATES
from balise.web.ui import badges, navigation
from balise.web.workflow import wording


def register() -> None:
    """Rules, certificates, mails, tasks, notifications, menu, badges."""
    answers_rules.register()
    answers_certifying.register()
    links_mailing.register()
    retaining.register()
    answers_todo.contribute()
    answers_telling.listen()
    asking_hearing.listen()
    versions_signed.register(answers_queries.last_version_of)
    wording.register(
        {
            "attestation:file": (_("a déposé une réponse sur papier"), "document-text", "neutral"),
            "attestation:give": (_("a répondu à la politique"), "pencil", "good"),
            "campaign:close": (_("a fermé la campagne"), "archive-box", "neutral"),
            "campaign:launch": (_("a lancé la campagne"), "paper-airplane", "good"),
            "campaign:prepare": (_("a préparé la campagne"), "plus", "neutral"),
            "due:ask": (_("a demandé une réponse"), "envelope", "neutral"),
            "due:move": (_("a changé l’échéance d’une réponse"), "calendar-days", "neutral"),
            "exemption:end": (_("a terminé une exemption"), "clock", "neutral"),
            "exemption:grant": (_("a accordé une exemption"), "clock", "neutral"),
            "policy_version:remind": (_("a rappelé les réponses attendues"), "bell", "neutral"),
            "refusalreason:read": (_("a lu la raison d’un refus"), "eye", "neutral"),
            "signing_link:give": (_("a donné un lien de signature"), "link", "neutral"),
            "signing_link:try": (_("a refusé un mauvais code"), "exclamation-triangle", "warning"),
            "signing_link:use": (_("a reçu une réponse par un lien"), "link", "good"),
        }
    )
    looks = {
        "read-agrees": ("check-badge", "good"),
        "read-disagrees": ("hand-raised", "warning"),
        "unread-agrees": ("question-mark-circle", "warning"),
        "unread-disagrees": ("hand-raised", "warning"),
    }
    badges.register("attestation", {state: badges.Badge(said, *looks[state]) for state, said in STATES.items()})

    marks = {
        "answered": ("check", "good"),
        "exempt": ("minus-circle", "neutral"),
        "late": ("exclamation-triangle", "danger"),
        "not-asked": ("minus", "neutral"),
        "owed": ("clock", "info"),
    }
    badges.register("policy-due", {state: badges.Badge(said, *marks[state]) for state, said in FOLLOWED.items()})

    def follows(request: HttpRequest) -> bool:
        return granted(request.user, Permission.DUE_READ, today=timezone.localdate())

    navigation.register(
        id="policy-follow-up",
        label=_("Suivi des signatures"),
        url_name="signing:follow-up",
        purpose=_("Qui a répondu à la politique, qui doit encore répondre."),
        icon="table-cells",
        order=10,
        visible=follows,
    )

    def reads(request: HttpRequest) -> bool:
        return granted(request.user, Permission.ATTESTATION_READ, today=timezone.localdate())

    navigation.register(
        id="policy-answers",
        label=_("Réponses"),
        url_name="signing:answers",
        purpose=_("Ce que chaque personne a répondu à la politique."),
        icon="clipboard-document-check",
        order=9,
        visible=reads,
    )
