"""All writes of questions: asked, answered with clauses, closed; or taken back, which destroys its texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from balise.policy.model import Policy
from balise.web.access.permissions import Permission
from balise.web.approvals.acting import acting
from balise.web.events import publish
from balise.web.questions.events import QuestionAnswered, QuestionAsked, QuestionClosed, QuestionWithdrawn
from balise.web.questions.models import TABLE, Question
from balise.web.vault.sealing import destroy
from balise.web.verdicts.engine import the_policy
from balise.web.workflow import Actor, Inputs, Invalid, Transition, create, declare, declare_disclosure, perform

LONGEST_QUESTION = 2_000
LONGEST_ANSWER = 4_000


def _ask(question: Question, inputs: Inputs, now: dt.datetime) -> None:
    asked = inputs["question"].strip()
    if not asked or not inputs["text"].strip():
        raise Invalid(field="question", fr="Écrivez votre question.", en="Write your question.")
    question.asker = acting(inputs)
    question.voice = inputs["voice"]
    question.asked = now
    question.save()  # its key is drawn for its id
    question.put("text", inputs["text"])
    question.put("question", asked[:LONGEST_QUESTION])
    publish(QuestionAsked(question.pk, question.asker_id, question.asker_id))


def _answer(question: Question, inputs: Inputs, now: dt.datetime) -> None:
    said = inputs["answer"].strip()
    if not said:
        raise Invalid(field="answer", fr="Écrivez votre réponse.", en="Write your answer.")
    if len(said) > LONGEST_ANSWER:
        raise Invalid(
            field="answer",
            fr=f"Votre réponse dépasse {LONGEST_ANSWER} caractères\u00a0: raccourcissez-la.",
            en=f"Your answer is over {LONGEST_ANSWER} characters: make it shorter.",
        )
    question.clauses = _known(inputs["clauses"], the_policy())
    question.put("answer", said)
    question.answered_by, question.answered = acting(inputs), now
    publish(QuestionAnswered(question.pk, question.asker_id, acting(inputs).pk))


def _known(ids: Sequence[str], policy: Policy) -> list[str]:
    present = {clause.id for clause in policy.clauses if clause.retired_into is None}
    if set(ids) - present:
        raise Invalid(
            field="clauses",
            fr="Un des articles n’est plus dans la politique\u00a0: choisissez parmi ceux de la liste.",
            en="One of the clauses is no longer in the policy: choose among those of the list.",
        )
    return [clause.id for clause in policy.clauses if clause.id in set(ids)]


def _close(question: Question, inputs: Inputs, now: dt.datetime) -> None:
    question.ended = now
    publish(QuestionClosed(question.pk, question.asker_id, acting(inputs).pk))


def _withdraw(question: Question, inputs: Inputs, now: dt.datetime) -> None:
    question.ended = now
    question.text = question.question = b""
    destroy(table=TABLE, record=question.pk, now=now)
    publish(QuestionWithdrawn(question.pk, question.asker_id, acting(inputs).pk))


def _quoted(question: Question, _inputs: Inputs) -> Mapping[str, Any]:
    return {"clauses": question.clauses}


ASK = declare(
    Transition(
        id="question.ask",
        subject=Question,
        permission=Permission.QUESTION_ASK,
        source=frozenset(),
        target="asked",
        change=_ask,
    )
)
ANSWER = declare(
    Transition(
        id="question.answer",
        subject=Question,
        permission=Permission.QUESTION_ANSWER,
        source=frozenset({"asked"}),
        target="answered",
        change=_answer,
        detail=_quoted,
    )
)
CLOSE = declare(
    Transition(
        id="question.close",
        subject=Question,
        permission=Permission.QUESTION_CLOSE,
        source=frozenset({"answered"}),
        target="closed",
        change=_close,
    )
)
WITHDRAW = declare(
    Transition(
        id="question.withdraw",
        subject=Question,
        permission=Permission.QUESTION_WITHDRAW,
        source=frozenset({"asked"}),
        target="withdrawn",
        change=_withdraw,
    )
)
declare_disclosure(Question, Permission.QUESTION_READ)


def ask(*, actor: Actor, text: str, voice: str, question: str, now: dt.datetime) -> Question:
    """Put a question about a message to communications."""
    inputs = {"text": text, "voice": voice, "question": question}
    asked: Question = create(actor=actor, transition=ASK, inputs=inputs, now=now)
    return asked


def answer(*, actor: Actor, question: Question, answer: str, clauses: Sequence[str], now: dt.datetime) -> Question:
    """Answer it, quoting clauses of the policy by their ids (none when no clause says anything about it)."""
    inputs = {"answer": answer, "clauses": list(clauses)}
    return perform(actor=actor, transition=ANSWER, subject=question, inputs=inputs, now=now)


def close(*, actor: Actor, question: Question, now: dt.datetime) -> Question:
    """Say that nothing more is to be said. What was asked and answered stays readable by the same people."""
    return perform(actor=actor, transition=CLOSE, subject=question, now=now)


def withdraw(*, actor: Actor, question: Question, now: dt.datetime) -> Question:
    """Take it back before it is answered: the key of its texts is destroyed."""
    return perform(actor=actor, transition=WITHDRAW, subject=question, now=now)
