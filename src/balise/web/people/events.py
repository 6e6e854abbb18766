"""Who arrives and who leaves, told from so low that every app can hear it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class Hired(Event):
    """Somebody begins, or begins again, on ``first_day``."""

    person_id: int
    first_day: dt.date


@dataclass(frozen=True)
class Departing(Event):
    """Somebody leaves; told again when the day changes. Their account may stay open until ``last_day``, included."""

    person_id: int
    last_day: dt.date


@dataclass(frozen=True)
class DepartureCancelled(Event):
    """They stay after all."""

    person_id: int


@dataclass(frozen=True)
class Left(Event):
    """Their last day is over: what was opened in their name closes."""

    person_id: int
