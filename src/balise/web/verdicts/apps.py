from __future__ import annotations

from django.apps import AppConfig


class VerdictsConfig(AppConfig):
    name = "balise.web.verdicts"
    label = "verdicts"
