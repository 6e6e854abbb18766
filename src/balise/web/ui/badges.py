"""The words, icons and tones of what has a state. Never a colour alone: an icon and a word always stand there."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Badge(NamedTuple):
    """How a state is shown; `tone` is neutral, info, good, warning or danger."""

    label: str | Promise
    icon: str
    tone: str


DECISIONS: dict[str, Badge] = {
    "clear": Badge(pgettext_lazy("décision", "Rien à signaler"), "check-circle", "good"),
    "advise": Badge(pgettext_lazy("décision", "À revoir"), "light-bulb", "warning"),
    "approval": Badge(pgettext_lazy("décision", "Approbation requise"), "hand-raised", "info"),
    "forbidden": Badge(pgettext_lazy("décision", "Interdit"), "no-symbol", "danger"),
}

STATES: dict[str, Badge] = {
    "draft": Badge(pgettext_lazy("publication", "Brouillon"), "pencil", "neutral"),
    "submitted": Badge(pgettext_lazy("publication", "Soumise"), "inbox-arrow-down", "info"),
    "returned": Badge(pgettext_lazy("publication", "Retournée"), "arrow-uturn-left", "warning"),
    "approved": Badge(pgettext_lazy("publication", "Approuvée"), "check-badge", "good"),
    "correcting": Badge(pgettext_lazy("publication", "En correction"), "pencil-square", "warning"),
    "refused": Badge(pgettext_lazy("publication", "Refusée"), "x-circle", "danger"),
    "scheduled": Badge(pgettext_lazy("publication", "Planifiée"), "clock", "info"),
    "published": Badge(pgettext_lazy("publication", "Publiée"), "megaphone", "good"),
    "retracting": Badge(pgettext_lazy("publication", "Retrait demandé"), "exclamation-triangle", "warning"),
    "retracted": Badge(pgettext_lazy("publication", "Retirée"), "eye-slash", "danger"),
    "withdrawn": Badge(pgettext_lazy("publication", "Abandonnée"), "archive-box", "neutral"),
    "voided": Badge(pgettext_lazy("publication", "Approbation annulée"), "arrow-path", "warning"),
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


def states(kind: str) -> list[tuple[str, Badge]]:
    """The states of a kind, in the order in which they were registered."""
    return list(_kinds.get(kind, {}).items())
