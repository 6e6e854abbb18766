from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignaturesConfig(AppConfig):
    name = "balise.web.signatures"
    label = "signatures"

    def ready(self) -> None:
        """Declare transitions and say how they read."""
        from balise.web.signatures import transitions  # noqa: F401 - it declares itself
        from balise.web.workflow import wording

        wording.register({"signature:make": (_("a signé"), "pencil", "good")})
