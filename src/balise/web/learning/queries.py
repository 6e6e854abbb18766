"""All reads of practising: each for the person it is about. Nothing here answers for anybody else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from balise.policy.model import Situation
from balise.web.learning.choosing import Met
from balise.web.learning.models import Practice, Recall
from balise.web.people.models import Person
from balise.web.verdicts.engine import the_policy


class NotThere(Exception):
    """No such situation, or the person has not answered it."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where somebody is, for their own eyes. ``number`` of ``length`` is the situation before them, 0 when none is.

    ``seen`` are the situations they met, in the order of the policy; ``last`` those of the series just ended.
    """

    total: int
    seen: list[Situation]
    number: int
    length: int
    last: list[Situation]
    coming_back: bool
    finished_at: dt.datetime | None
    set_aside: bool


def standing(person: Person, *, now: dt.datetime) -> Standing:
    """Everything that their page says."""
    policy, practice = the_policy(), practice_of(person)
    if practice is None:
        return Standing(
            total=len(policy.situations),
            seen=[],
            number=0,
            length=0,
            last=[],
            coming_back=False,
            finished_at=None,
            set_aside=False,
        )
    known, series, ahead = met(practice), _present(practice.series), remaining(practice)
    return Standing(
        total=len(policy.situations),
        seen=[one for one in policy.situations if one.id in known],
        number=len(series) - len(ahead) + 1 if ahead else 0,
        length=len(series),
        last=[] if ahead else [one for one in series if one.id in known],
        coming_back=_comes_back(known, now),
        finished_at=practice.finished_at if practice.finished_reference == policy.reference else None,
        set_aside=practice.aside_reference == policy.reference,
    )


def practice_of(person: Person) -> Practice | None:
    """Theirs, if they ever began."""
    return Practice.objects.filter(person=person).first()


def met(practice: Practice) -> dict[str, Met]:
    """Every situation that was answered, by id."""
    return {
        one.situation: Met(step=one.step, due=one.due, answered_at=one.answered_at) for one in practice.recalls.all()
    }


def remaining(practice: Practice) -> list[Situation]:
    """What is left of a series, without the situations that the policy no longer has."""
    return _present(practice.series[practice.place :])


def before(person: Person) -> tuple[Situation, int, int] | None:
    """The situation to answer, its number in the series and how many there are; None when no series is under way."""
    practice = practice_of(person)
    ahead = remaining(practice) if practice else []
    if practice is None or not ahead:
        return None
    length = len(_present(practice.series))
    return ahead[0], length - len(ahead) + 1, length


def answered(person: Person, situation_id: str) -> tuple[Situation, Recall]:
    """A situation and the person's last answer to it. Raises ``NotThere``."""
    situation = situation_named(situation_id)
    recall = Recall.objects.filter(practice__person=person, situation=situation_id).first() if situation else None
    if situation is None or recall is None:
        raise NotThere
    return situation, recall


def situation_named(situation_id: str) -> Situation | None:
    """One of the present policy."""
    return next((one for one in the_policy().situations if one.id == situation_id), None)


def finished_at(person_id: int, *, reference: str) -> dt.datetime | None:
    """When somebody first went through a series of this pack, whatever they answered: all that others may know."""
    found = Practice.objects.filter(person=person_id, finished_reference=reference)
    return found.values_list("finished_at", flat=True).first()


def awaits(person: Person, *, now: dt.datetime) -> str:
    """``first``: no series yet; ``back``: some come back today; ``""``: nothing, or not to be offered any more."""
    policy, practice = the_policy(), practice_of(person)
    if not policy.situations:
        return ""
    if practice is None:
        return "first"
    if practice.aside_reference == policy.reference:
        return ""
    if practice.finished_reference != policy.reference:
        return "first"
    return "back" if _comes_back(met(practice), now) else ""


def _present(ids: list[str]) -> list[Situation]:
    return [one for one in map(situation_named, ids) if one is not None]


def _comes_back(known: dict[str, Met], now: dt.datetime) -> bool:
    present = {one.id for one in the_policy().situations}
    return any(one.due is not None and one.due <= now for name, one in known.items() if name in present)
