"""What answers and links register when the app is ready."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.evidence import rules as evidence_rules
from balise.web.signing import (
    answers_certifying,
    answers_queries,
    answers_rules,
    answers_searching,
    answers_telling,
    answers_todo,
    asking_hearing,
    links_mailing,
    paper_queries,
    paper_todo,
    retaining,
    versions_signed,
)
from balise.web.signing.paper_transitions import SOURCE
from balise.web.signing.wording import FOLLOWED, STATES, UNANSWERED
from balise.web.ui import badges, navigation
from balise.web.workflow import wording


def register() -> None:
    """Rules, certificates, mails, tasks, notifications, menu, badges."""
    answers_rules.register()
    answers_searching.register()
    answers_certifying.register()
    links_mailing.register()
    retaining.register()
    answers_todo.contribute()
    paper_todo.contribute()
    evidence_rules.also(SOURCE, paper_queries.may_see)
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
            "exemption:read": (_("a lu la raison d’une exemption"), "eye", "neutral"),
            "policy_version:remind": (_("a rappelé les réponses attendues"), "bell", "neutral"),
            "refusalreason:read": (_("a lu la raison d’un refus"), "eye", "neutral"),
            "signed_page:drop": (_("a écarté une page signée"), "trash", "warning"),
            "signed_page:file": (_("a recopié une page signée"), "document-text", "good"),
            "signed_page:receive": (_("a reçu une page signée"), "inbox-arrow-down", "neutral"),
            "signed_page:reopen": (_("a repris une page signée"), "arrow-uturn-left", "warning"),
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
        "dropped": ("minus-circle", "neutral"),
        "exempt": ("minus-circle", "neutral"),
        "late": ("exclamation-triangle", "danger"),
        "not-asked": ("minus", "neutral"),
        "owed": ("clock", "info"),
    }
    said_of = {**FOLLOWED, "dropped": UNANSWERED}
    badges.register("policy-due", {state: badges.Badge(said, *marks[state]) for state, said in said_of.items()})

    badges.register(
        "campaign",
        {
            "closed": badges.Badge(_p("campagne", "Fermée"), "archive-box", "neutral"),
            "open": badges.Badge(_p("campagne", "En cours"), "clock", "info"),
            "prepared": badges.Badge(_p("campagne", "Prête à lancer"), "paper-airplane", "warning"),
        },
    )
    badges.register(
        "signing-link",
        {
            "cancelled": badges.Badge(_p("lien", "Annulé"), "x-circle", "neutral"),
            "expired": badges.Badge(_p("lien", "Expiré"), "clock", "neutral"),
            "open": badges.Badge(_p("lien", "Ouvert"), "link", "info"),
            "used": badges.Badge(_p("lien", "A servi"), "check", "good"),
        },
    )
    badges.register(
        "signed-page",
        {
            "dropped": badges.Badge(_p("page", "Écartée"), "trash", "neutral"),
            "filed": badges.Badge(_p("page", "Recopiée"), "check", "good"),
            "waiting": badges.Badge(_p("page", "À recopier"), "clock", "warning"),
        },
    )

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
