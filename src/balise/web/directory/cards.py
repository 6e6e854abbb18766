"""What other apps show on somebody's page: each says in ``ready()`` which card it draws for which reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from balise.web.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Card:
    """A few facts (name, value) and the pages that lead further (label, address)."""

    id: str
    title: str | Promise
    facts: tuple[tuple[Any, Any], ...] = ()
    text: str = ""
    links: tuple[tuple[Any, str], ...] = ()


Draw = Callable[[Person, Person, dt.date], Card | None]
_draws: list[Draw] = []


def register(draw: Draw) -> None:
    """``draw(reader, subject, today)`` answers None for who may not see it; twice counts once."""
    if draw not in _draws:
        _draws.append(draw)


def cards_for(reader: Person, subject: Person, *, today: dt.date) -> list[Card]:
    """The cards that this reader sees."""
    drawn = (draw(reader, subject, today) for draw in _draws)
    return [card for card in drawn if card is not None]
