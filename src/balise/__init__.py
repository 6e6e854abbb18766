"""Balise lets an organisation live by its social-media policy.

``from balise import Content, Screener, load_policy``. Names are loaded when first asked for, so that commands which
need no engine do not pay for it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from balise.policy.loading import load_policy
    from balise.policy.model import Decision, Policy, Severity, Voice
    from balise.screening.model import Content, Finding, Obligation, Verdict
    from balise.screening.screener import Screener

_HOMES = {
    "Content": "balise.screening.model",
    "Decision": "balise.policy.model",
    "Finding": "balise.screening.model",
    "Obligation": "balise.screening.model",
    "Policy": "balise.policy.model",
    "Screener": "balise.screening.screener",
    "Severity": "balise.policy.model",
    "Verdict": "balise.screening.model",
    "Voice": "balise.policy.model",
    "load_policy": "balise.policy.loading",
}
__all__ = [
    "Content",
    "Decision",
    "Finding",
    "Obligation",
    "Policy",
    "Screener",
    "Severity",
    "Verdict",
    "Voice",
    "load_policy",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'balise' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
