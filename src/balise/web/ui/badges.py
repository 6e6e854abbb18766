"""The words, icons and tones of what has a state. Never a colour alone: an icon and a word always stand there."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as _p


class Badge(NamedTuple):
    """How a state is shown; `tone` is neutral, info, good, warning or danger."""

    label: str | Promise
    icon: str
    tone: str


DECISIONS: dict[str, Badge] = {
    "clear": Badge(_p("décision", "Rien à signaler"), "check-circle", "good"),
    "advise": Badge(_p("décision", "À revoir"), "light-bulb", "warning"),
    "approval": Badge(_p("décision", "Approbation requise"), "hand-raised", "info"),
    "forbidden": Badge(_p("décision", "Interdit"), "no-symbol", "danger"),
}

STATES: dict[str, Badge] = {
    "draft": Badge(_p("publication", "Brouillon"), "pencil", "neutral"),
    "submitted": Badge(_p("publication", "Soumise"), "inbox-arrow-down", "info"),
    "returned": Badge(_p("publication", "Retournée"), "arrow-uturn-left", "warning"),
    "approved": Badge(_p("publication", "Approuvée"), "check-badge", "good"),
    "refused": Badge(_p("publication", "Refusée"), "x-circle", "danger"),
    "scheduled": Badge(_p("publication", "Planifiée"), "clock", "info"),
    "published": Badge(_p("publication", "Publiée"), "megaphone", "good"),
    "retracting": Badge(_p("publication", "Retrait demandé"), "exclamation-triangle", "warning"),
    "retracted": Badge(_p("publication", "Retirée"), "eye-slash", "danger"),
    "withdrawn": Badge(_p("publication", "Abandonnée"), "archive-box", "neutral"),
    "voided": Badge(_p("publication", "Approbation annulée"), "arrow-path", "warning"),
}

_kinds: dict[str, dict[str, Badge]] = {"decision": DECISIONS, "publication": STATES}


def register(kind: str, states: dict[str, Badge]) -> None:
    """Add the states of another kind of subject (a case, an account…)."""
    if kind in _kinds and _kinds[kind] != states:
        raise ValueError(f"badges: the kind {kind!r} is taken")
    _kinds[kind] = states


def find(kind: str, state: str) -> Badge:
    """How a state is shown; an unknown one is shown by its own name rather than hidden."""
    return _kinds.get(kind, {}).get(str(state), Badge(str(state), "question-mark-circle", "neutral"))
