"""A question opened for its reader: its words, what the engine says, the clauses that the answer quotes."""

from __future__ import annotations

from dataclasses import dataclass

from balise.screening.explaining import in_words
from balise.web.questions.models import Question
from balise.web.ui.highlighting import Note
from balise.web.vault.sealing import Destroyed, Tampered
from balise.web.verdicts.engine import Part, judge, the_policy
from balise.web.verdicts.explaining import note_of


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """A clause as the answer quotes it."""

    id: str
    title: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Opened:
    """``readable`` is false once the texts were destroyed, or when what is kept is not what was sealed."""

    readable: bool
    text: str = ""
    question: str = ""
    answer: str = ""
    decision: str = ""
    notes: tuple[Note, ...] = ()
    clauses: tuple[Quoted, ...] = ()


def opened(question: Question, *, language: str) -> Opened:
    """Open it. The message is judged again each time: nothing of a verdict is kept with a question."""
    if question.state == Question.State.WITHDRAWN:
        return Opened(readable=False)
    try:
        text, asked, answer = (question.words(column) for column in ("text", "question", "answer"))
    except (Destroyed, Tampered):
        return Opened(readable=False)
    policy = the_policy()
    judgement = judge([Part(place="text", text=text)], voice=question.voice)
    return Opened(
        readable=True,
        text=text,
        question=asked,
        answer=answer,
        decision=judgement.decision.word,
        notes=tuple(note_of(placed, policy, language) for placed in judgement.findings),
        clauses=tuple(_quoted(one, language) for one in question.clauses),
    )


def _quoted(clause_id: str, language: str) -> Quoted:
    try:
        clause = the_policy().clause(clause_id)
    except KeyError:  # an earlier policy had it
        return Quoted(id=clause_id, title="", rule="")
    text = clause.texts.get(language) or next(iter(clause.texts.values()))
    return Quoted(id=clause_id, title=in_words(clause.title, language), rule=text.rule)
