"""All writes of arrivals and departures, by what they are for. Each function is one transition, or one transaction."""

from __future__ import annotations

from balise.web.lifecycle.transitions.arriving import arrive, cancel, change, hire
from balise.web.lifecycle.transitions.confirming import (
    answer_by_link,
    confirm,
    file_confirmation,
    give_link,
    link_named,
    path_of,
    tried,
)
from balise.web.lifecycle.transitions.ending import allow_end, close, end, remind
from balise.web.lifecycle.transitions.leaving import hand_over, leave, name_successor, reschedule, stay_on

__all__ = [
    "allow_end",
    "answer_by_link",
    "arrive",
    "cancel",
    "change",
    "close",
    "confirm",
    "end",
    "file_confirmation",
    "give_link",
    "hand_over",
    "hire",
    "leave",
    "link_named",
    "name_successor",
    "path_of",
    "remind",
    "reschedule",
    "stay_on",
    "tried",
]
