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
    links_mailing,
    versions_signed,
)
from balise.web.signing.wording import STATES
from balise.web.ui import badges, navigation
from balise.web.workflow import wording


def register() -> None:
    """Rules, certificates, mails, tasks, notifications, menu, badges."""
    answers_rules.register()
    answers_certifying.register()
    links_mailing.register()
    answers_todo.contribute()
    answers_telling.listen()
    versions_signed.register(answers_queries.last_version_of)
    wording.register(
        {
            "attestation:file": (_("a déposé une réponse sur papier"), "document-text", "neutral"),
            "attestation:give": (_("a répondu à la politique"), "pencil", "good"),
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
