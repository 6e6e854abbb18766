"""Every change of state is declared and goes one way: ``perform``, ``create``, ``disclose``, which write the audit."""

from __future__ import annotations

from balise.web.workflow.actors import Actor, System
from balise.web.workflow.declaring import (
    Inputs,
    Invalid,
    Transition,
    WrongState,
    all_disclosures,
    all_transitions,
    declare,
    declare_disclosure,
    transition_named,
)
from balise.web.workflow.performing import create, disclose, perform

__all__ = [
    "Actor",
    "Inputs",
    "Invalid",
    "System",
    "Transition",
    "WrongState",
    "all_disclosures",
    "all_transitions",
    "create",
    "declare",
    "declare_disclosure",
    "disclose",
    "perform",
    "transition_named",
]
