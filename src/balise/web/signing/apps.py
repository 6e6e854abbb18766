from __future__ import annotations

from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "balise.web.signing"
    label = "signing"
