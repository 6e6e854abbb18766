"""A question opened for its reader: its words, what the engine says, the clauses that the answer quotes."""

from __future__ import annotations

from dataclasses import dataclass

from balise.web.questions.models import Question
from balise.web.ui.highlighting import Note
from balise.web.vault.sealing import Destroyed, Tampered
from balise.web.verdicts.engine import Part, judge, the_policy
from balise.web.verdicts.explaining import notes_of
from balise.web.verdicts.passages import passages
from balise.web.verdicts.quoting import Quoted, quoted


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
    said = passages(language) if question.clauses else {}
    judgement = judge([Part(place="text", text=text)], voice=question.voice)
    return Opened(
        readable=True,
        text=text,
        question=asked,
        answer=answer,
        decision=judgement.decision.word,
        notes=tuple(notes_of(judgement.findings, policy, language)),
        clauses=tuple(quoted(one, language, said.get(one)) for one in question.clauses),
    )
