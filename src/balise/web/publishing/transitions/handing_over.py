"""What somebody who leaves was writing goes to somebody who stays; what they sent too, so that a return finds somebody.

Only what speaks for the organisation: under one's own name nobody else writes. What the new author approved stays where
it is: nobody approves their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, QuerySet

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.approvals import recording
from balise.web.approvals.models import Approval
from balise.web.people.models import Person
from balise.web.publishing.models import KIND, Publication
from balise.web.workflow import Actor, Inputs, Invalid, Transition, declare, perform

S = Publication.State
OPEN = frozenset({"approved", "correcting", "draft", "returned", "submitted"})


def _hand_over(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    to: Person = inputs["to"]
    if publication.voice != Publication.Voice.OFFICIAL:
        raise Invalid(
            fr="Un texte au nom d’une personne reste le sien.", en="A text in somebody’s own name stays theirs."
        )
    if _approved_by(to, publication):
        raise Invalid(
            fr=f"{to} a approuvé ce texte\u00a0: choisissez quelqu’un d’autre pour celui-ci.",
            en=f"{to} approved this text: choose somebody else for it.",
            field="to",
        )
    former, publication.former_author, publication.author = publication.author, publication.author, to
    publication.changed = now
    publication.version += 1  # a window left open on it saves nothing over it
    recording.change_author(source=publication.source, author=to, former=former)


def _approved_by(person: Person, publication: Publication) -> bool:
    kind, ident = publication.source
    yes = Approval.objects.filter(source_kind=kind, source_id=ident, hash=publication.hash, voided=None)
    return yes.filter(answer=Approval.Answer.APPROVE, approver=person).exists()


def _from_whom(publication: Publication, inputs: Inputs) -> Mapping[str, Any]:
    return {"from": inputs["from"], "to": publication.author_id}


HAND_OVER = declare(
    Transition(
        id="publication.hand_over",
        subject=Publication,
        permission=Permission.STAY_PREPARE,
        source=OPEN,
        target=None,
        change=_hand_over,
        detail=_from_whom,
        systems=frozenset({"departure"}),
    )
)


def open_in_name_of(people: Iterable[int]) -> Mapping[int, int]:
    """How many official texts of each of these people are not at their end; one query."""
    found = _open().filter(author__in=list(people)).order_by().values("author").annotate(count=Count("pk"))
    return {row["author"]: row["count"] for row in found}


def takes(person: Person, today: dt.date) -> bool:
    """Whether somebody may be given such texts."""
    return not person.partner_id and granted(person, Permission.PUBLICATION_CREATE, today=today)


def hand_over(*, actor: Actor, person: Person, to: Person, now: dt.datetime) -> int:
    """Give every open official text of ``person`` to ``to``, less those that ``to`` approved; how many went."""
    approved = Approval.objects.filter(
        source_kind=KIND, approver=to, voided=None, answer=Approval.Answer.APPROVE
    ).values_list("source_id", "hash")
    kept = set(approved)
    went = 0
    for publication in _open().filter(author=person).order_by("pk"):
        if (str(publication.pk), publication.hash) in kept:
            continue
        inputs = {"to": to, "from": person.pk}
        perform(actor=actor, transition=HAND_OVER, subject=publication, now=now, inputs=inputs)
        went += 1
    return went


def _open() -> QuerySet[Publication]:
    return Publication.objects.filter(state__in=OPEN, voice=Publication.Voice.OFFICIAL)
