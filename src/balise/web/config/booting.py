"""Django made ready for a command, before anything that needs its apps is imported."""

from __future__ import annotations

import os

import django


def configure() -> None:
    """Django with the house's settings; harmless twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balise.web.config.settings")
    django.setup()
