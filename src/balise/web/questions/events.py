"""What happened to questions, for whoever must tell people."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.events import Event


@dataclass(frozen=True)
class QuestionEvent(Event):
    question_id: int
    asker_id: int
    actor_id: int


@dataclass(frozen=True)
class QuestionAsked(QuestionEvent):
    """Communications have something to answer."""


@dataclass(frozen=True)
class QuestionAnswered(QuestionEvent):
    """The answer waits for whoever asked."""


@dataclass(frozen=True)
class QuestionClosed(QuestionEvent):
    """Nothing more is to be said."""


@dataclass(frozen=True)
class QuestionWithdrawn(QuestionEvent):
    """Taken back before any answer; its texts are gone."""
