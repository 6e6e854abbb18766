"""The database check of the audit: ``balise up`` and ``balise doctor`` run it and refuse to start without triggers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error

from balise.web.audit.triggers import missing


def triggers_present(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """One error for each database whose triggers are not all there."""
    return [
        Error(f"audit triggers missing in {alias}: {', '.join(absent)}", hint="balise up", id="balise.audit.E001")
        for alias in databases or ()
        if (absent := missing(alias))
    ]
