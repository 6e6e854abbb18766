from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "balise.web.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Declare transitions, carry certificates, say who reads, and put proofs in the person's menu."""
        from balise.web.access import Permission, granted
        from balise.web.evidence import making, rules, transitions  # noqa: F401 - they declare themselves
        from balise.web.ui import navigation
        from balise.web.workflow import wording

        rules.register()
        wording.register(
            {
                "evidence:destroy": (_("a détruit une preuve"), "trash", "warning"),
                "evidence:keep": (_("a gardé une preuve"), "lock-closed", "neutral"),
                "sealedfile:read": (_("a lu une preuve"), "eye", "neutral"),
            }
        )

        def reads(request: HttpRequest) -> bool:
            return granted(request.user, Permission.EVIDENCE_READ, today=timezone.localdate())

        navigation.register(
            id="evidence",
            label=_("Mes preuves"),
            url_name="evidence:own",
            icon="document-check",
            place=navigation.Place.USER,
            visible=reads,
        )
