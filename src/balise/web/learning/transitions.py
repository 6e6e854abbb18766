"""All writes of practising. Each is about the person who does it; the audit says that it was done, nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from balise.policy.model import Situation
from balise.web.access.permissions import Permission
from balise.web.events import publish
from balise.web.learning import queries
from balise.web.learning.choosing import draw, next_meeting
from balise.web.learning.events import SeriesFinished
from balise.web.learning.models import Practice, Recall
from balise.web.people.models import Person
from balise.web.verdicts.engine import the_policy
from balise.web.workflow import Inputs, Invalid, System, Transition, declare, perform

ACCOUNT_END = System("account-end")


class AlreadyAnswered(Invalid):
    """This situation is not the one before the person: another page answered it, or the series is over."""


def _begin(person: Person, _inputs: Inputs, now: dt.datetime) -> None:
    practice = _practice(person)
    if queries.remaining(practice):
        return  # begun from another page
    drawn = draw(the_policy(), queries.met(practice), key=str(person.pk), now=now)
    if not drawn:
        raise Invalid(
            fr="Cette politique n’a pas encore de situations.",
            en="This policy has no situations yet.",
        )
    practice.series, practice.place, practice.aside_reference = drawn, 0, ""
    practice.save()


def _answer(person: Person, inputs: Inputs, now: dt.datetime) -> None:
    practice = _practice(person)
    situation: Situation = inputs["situation"]
    ahead = queries.remaining(practice)
    if not ahead or ahead[0].id != situation.id:
        raise AlreadyAnswered(
            fr="Vous aviez déjà répondu à cette situation. Votre première réponse est conservée.",
            en="You had already answered this situation. Your first answer is kept.",
        )
    if inputs["answer"] not in situation.answers:
        raise Invalid(field="answer", fr="Choisissez une des réponses.", en="Choose one of the answers.")
    right = inputs["answer"] == situation.answer
    step, due = next_meeting(queries.met(practice).get(situation.id), right=right, now=now)
    Recall.objects.update_or_create(
        practice=practice,
        situation=situation.id,
        defaults={"chosen": inputs["answer"], "right": right, "step": step, "due": due, "answered_at": now},
    )
    practice.place = practice.series.index(situation.id) + 1
    reference = the_policy().reference
    if len(ahead) == 1 and practice.finished_reference != reference:
        practice.finished_at, practice.finished_reference = now, reference
        publish(SeriesFinished(person.pk, reference))
    practice.save()


def _forget(person: Person, inputs: Inputs, _now: dt.datetime) -> None:
    if isinstance(inputs.actor, System):
        Practice.objects.filter(person=person).delete()
        return
    practice = _practice(person)
    practice.recalls.all().delete()
    practice.series, practice.place = [], 0
    practice.save()


def _set_aside(person: Person, _inputs: Inputs, _now: dt.datetime) -> None:
    practice = _practice(person)
    practice.aside_reference = the_policy().reference
    practice.save()


def _practice(person: Person) -> Practice:
    """Theirs; the person is locked, so that nobody else makes it meanwhile."""
    return Practice.objects.get_or_create(person=person)[0]


def _way(name: str, change: Callable[[Any, Inputs, dt.datetime], None], *systems: str) -> Transition:
    return declare(
        Transition(
            id=f"situation.{name}",
            subject=Person,
            permission=Permission.SITUATION_PRACTISE,
            source=frozenset({"active"}),
            target=None,
            change=change,
            systems=frozenset(systems),
        )
    )


ANSWER = _way("answer", _answer)
BEGIN = _way("begin", _begin)
FORGET = _way("forget", _forget, ACCOUNT_END.name)
SET_ASIDE = _way("set_aside", _set_aside)


def begin(*, actor: Person, now: dt.datetime) -> None:
    """Draw a series, unless one is under way. Raises ``Invalid`` where the pack has no situation."""
    perform(actor=actor, transition=BEGIN, subject=actor, now=now)


def answer(*, actor: Person, situation: Situation, answer: str, now: dt.datetime) -> None:
    """Answer the situation before them. Raises ``AlreadyAnswered`` or ``Invalid`` with nothing kept."""
    inputs = {"situation": situation, "answer": answer}
    perform(actor=actor, transition=ANSWER, subject=actor, now=now, inputs=inputs)


def forget(*, actor: Person, now: dt.datetime) -> None:
    """Erase every answer of theirs. That a series was gone through stays: it goes with what they sign."""
    perform(actor=actor, transition=FORGET, subject=actor, now=now)


def set_aside(*, actor: Person, now: dt.datetime) -> None:
    """Not offered any more among what waits, until the policy changes or they begin a series."""
    perform(actor=actor, transition=SET_ASIDE, subject=actor, now=now)


def end_with_account(*, person_id: int, now: dt.datetime) -> None:
    """Whoever no longer has an account leaves nothing behind."""
    for practice in Practice.objects.filter(person_id=person_id).select_related("person"):
        perform(actor=ACCOUNT_END, transition=FORGET, subject=practice.person, now=now)
