from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.ui import navigation


class RetentionConfig(AppConfig):
    name = "balise.web.retention"
    label = "retention"

    def ready(self) -> None:
        """Declare transitions; take part in notifications and menus."""
        from balise.web.access.deciding import granted
        from balise.web.access.permissions import Permission
        from balise.web.retention import telling, transitions  # noqa: F401 - they declare themselves
        from balise.web.workflow import wording

        telling.listen()
        wording.register(
            {
                "destruction:make": (_("a détruit ce qui n’est plus à garder"), "trash", "warning"),
                "hold:lift": (_("a levé une suspension de destruction"), "lock-open", "neutral"),
                "hold:place": (_("a suspendu une destruction"), "hand-raised", "info"),
                "hold:read": (_("a lu pourquoi une destruction est suspendue"), "eye", "neutral"),
                "retention:change": (_("a changé une durée de conservation"), "clock", "info"),
                "retention:set": (_("a fixé une durée de conservation"), "clock", "info"),
            }
        )

        def reads(request: HttpRequest) -> bool:
            return granted(request.user, Permission.RETENTION_READ, today=timezone.localdate())

        navigation.register(
            id="retention",
            label=_("Conservation"),
            url_name="retention:home",
            purpose=_("Combien de temps les documents sont gardés, ce qui sera détruit, ce qui est suspendu."),
            icon="archive-box",
            order=85,
            visible=reads,
        )
