"""What a desk does with a part: say it was received, answer, close; hand it to another desk, whole or a piece of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.events import publish
from balise.web.people.models import Person
from balise.web.reporting.cleaning import Bare
from balise.web.reporting.events import DeskWrote, PartDelivered
from balise.web.reporting.models import Desk, Message, Part
from balise.web.reporting.receiving import level_for
from balise.web.reporting.transitions.declaring import OPEN, OUTSIDE, THERE, S, declared, worded
from balise.web.reporting.transitions.keeping import add_message
from balise.web.reporting.transitions.making import Section, take_from
from balise.web.verdicts.engine import the_policy
from balise.web.workflow import Actor, Inputs, Invalid, declare_disclosure, perform

_DESK = Message.Sender.DESK


def _acknowledge(part: Part, _inputs: Inputs, now: dt.datetime) -> None:
    part.acknowledged = timezone.localdate(now)
    add_message(part, sender=_DESK, way=Message.Way.RECEIPT, text="", now=now)
    _told(part)


def _answer(part: Part, inputs: Inputs, now: dt.datetime) -> None:
    words = worded(inputs["text"], field="words", fr="Écrivez votre message.", en="Write your message.")
    clauses = _known(inputs["clauses"])
    add_message(part, sender=_DESK, text=words, files=inputs["files"], clauses=clauses, now=now)
    today = timezone.localdate(now)
    part.acknowledged = part.acknowledged or today
    part.answered = part.answered or today
    part.waiting = False
    _told(part)


def _close(part: Part, inputs: Inputs, now: dt.datetime) -> None:
    words = worded(
        inputs["text"],
        field="words",
        fr="Dites à la personne comment cela finit, et ce qu’elle peut faire encore.",
        en="Tell the person how it ends, and what they can still do.",
    )
    add_message(part, sender=_DESK, way=Message.Way.CLOSING, text=words, now=now)
    today = timezone.localdate(now)
    part.acknowledged, part.answered = part.acknowledged or today, part.answered or today
    part.closed, part.waiting = today, False
    _told(part)


def _move(part: Part, inputs: Inputs, now: dt.datetime) -> None:
    desk = _other_desk(part, inputs["desk"])
    level = _level(part, desk, now)
    add_message(part, sender=_DESK, way=Message.Way.MOVED, text=desk, now=now)
    part.desk, part.level = desk, level
    part.received, part.acknowledged, part.answered = timezone.localdate(now), None, None
    part.to_read, part.waiting = True, False
    publish(PartDelivered(part.pk))


def _share(part: Part, inputs: Inputs, now: dt.datetime) -> None:
    """Another desk gets what is written here and the files chosen, nothing else, and not at the same time."""
    desk = _other_desk(part, inputs["desk"])
    words = worded(
        inputs["text"],
        field="words",
        fr="Écrivez ce que l’autre service doit savoir.",
        en="Write what the other desk must know.",
    )
    wanted = set(inputs["files"])
    files = [Bare(content=one.opened(), ending=one.ending) for one in part.files.order_by("number") if one.pk in wanted]
    said = part.said()
    more = {name: said[name] for name in ("author", "author_id") if name in said} | {"taken": "yes"}
    part.offspring += 1
    section = Section(
        kinds=[part.kind],
        said={"what": words, "who": said.get("who", "") if inputs["who"] else ""},
        files=files,
    )
    take_from(part, desk=desk, level=_level(part, desk, now), section=section, more=more, now=now)
    add_message(part, sender=_DESK, way=Message.Way.MOVED, text=f"+{desk}", now=now)
    part.to_read = True


def _open_outside(_part: Part, _inputs: Inputs, _now: dt.datetime) -> None:
    """Nothing changes: that it was read is what is recorded."""


def _told(part: Part) -> None:
    part.to_read = True
    publish(DeskWrote(part.pk))


def _other_desk(part: Part, desk: str) -> str:
    if desk not in Desk.values or desk == part.desk:
        raise Invalid(field="desk", fr="Choisissez un autre service.", en="Choose another desk.")
    return desk


def _level(part: Part, desk: str, now: dt.datetime) -> int:
    """Where it goes at the other desk: those whom it names there do not receive it either."""
    said = part.said()
    author = int(said["author_id"]) if said.get("author_id", "").isdecimal() else None
    named = [said.get("who", "")]
    found = level_for(desk, team_concerned=False, named=named, author=author, today=timezone.localdate(now))
    if found is None:
        raise Invalid(
            field="desk",
            fr="Personne ne peut le recevoir là sans y être concerné. Gardez-le, et avisez la direction.",
            en="Nobody can receive it there without being concerned. Keep it, and tell management.",
        )
    return found


def _known(ids: Sequence[str]) -> list[str]:
    policy = the_policy()
    present = [clause.id for clause in policy.clauses if clause.retired_into is None]
    if set(ids) - set(present):
        raise Invalid(
            field="clauses",
            fr="Un des articles n’est plus dans la politique\u00a0: choisissez parmi ceux de la liste.",
            en="One of the clauses is no longer in the policy: choose among those of the list.",
        )
    return [one for one in present if one in set(ids)]


ACKNOWLEDGE = declared("acknowledge", _acknowledge, frozenset({S.RECEIVED}), S.ACKNOWLEDGED, systems=(OUTSIDE,))
ANSWER = declared("answer", _answer, OPEN, S.ANSWERED, systems=(OUTSIDE,))
CLOSE = declared("close", _close, OPEN, S.CLOSED, systems=(OUTSIDE,))
MOVE = declared("move", _move, OPEN, S.RECEIVED)
SHARE = declared("share", _share, OPEN, None)
OPEN_OUTSIDE = declared("open_outside", _open_outside, THERE, None, systems=(OUTSIDE,))
declare_disclosure(Part, Permission.REPORT_READ, day_only=True)


def acknowledge(*, actor: Actor, part: Part, now: dt.datetime) -> Part:
    """Say that it was received, and until when the answer may take."""
    return perform(actor=actor, transition=ACKNOWLEDGE, subject=part, now=now)


def answer(
    *, actor: Actor, part: Part, text: str, now: dt.datetime, files: Sequence[Bare] = (), clauses: Sequence[str] = ()
) -> Part:
    """Write to who reported, quoting clauses of the policy by their ids."""
    inputs: dict[str, Any] = {"text": text, "files": files, "clauses": clauses}
    return perform(actor=actor, transition=ANSWER, subject=part, inputs=inputs, now=now)


def close(*, actor: Actor, part: Part, text: str, now: dt.datetime) -> Part:
    """Say how it ends; who reported may still write, which opens it again."""
    return perform(actor=actor, transition=CLOSE, subject=part, inputs={"text": text}, now=now)


def move(*, actor: Person, part: Part, desk: str, now: dt.datetime) -> Part:
    """Give it whole to another desk: this one reads it no more."""
    return perform(actor=actor, transition=MOVE, subject=part, inputs={"desk": desk}, now=now)


def share(
    *, actor: Person, part: Part, desk: str, text: str, files: Sequence[str], who: bool, now: dt.datetime
) -> Part:
    """Give another desk what is its business: words of one's own, files by reference, and ``who`` it is about."""
    inputs = {"desk": desk, "text": text, "files": list(files), "who": who}
    return perform(actor=actor, transition=SHARE, subject=part, inputs=inputs, now=now)


def open_outside(*, part: Part, now: dt.datetime) -> Part:
    """Record that it is read from outside."""
    return perform(actor=OUTSIDE, transition=OPEN_OUTSIDE, subject=part, now=now)
