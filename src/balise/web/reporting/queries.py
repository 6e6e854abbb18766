"""All reads of reports: for a desk, for who signed one, for who holds a receipt code. Lists open nothing."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from balise.web.people.models import Person
from balise.web.reporting import receipts
from balise.web.reporting.models import File, Level, Message, Part
from balise.web.reporting.receiving import waiting_at
from balise.web.reporting.rules import receives

S = Part.State
_OPEN = (S.RECEIVED, S.ACKNOWLEDGED, S.ANSWERED)


class NotThere(Exception):
    """No such part or file, or none for this reader."""


def received(reader: Person, *, today: dt.date) -> QuerySet[Part]:
    """All that comes to this reader, the latest day first; in a day, by a number that says nothing."""
    found = Part.objects.filter(waiting_at(reader, today=today)).exclude(state=S.HELD)
    return found.defer("content").order_by("-received", "pk")


def to_do(reader: Person, *, today: dt.date) -> QuerySet[Part]:
    """What waits for a receipt, an answer, or another look."""
    return received(reader, today=today).filter(state__in=_OPEN).order_by("received", "pk")


def part_for(reader: Person, number: int, *, today: dt.date) -> Part:
    """One part, if it comes to this reader."""
    found = Part.objects.filter(pk=number).first()
    if found is None or not receives(reader, found, today):
        raise NotThere
    return found


def signed_by(person: Person) -> QuerySet[Part]:
    """What this person signed."""
    return Part.objects.filter(owner=receipts.owner_of(person.pk)).order_by("-made", "desk", "pk")


def answers_to_read(person: Person) -> int:
    """How many of their reports have an answer that they have not looked at."""
    return signed_by(person).filter(to_read=True).order_by().count()


def parts_of(root: str) -> list[Part]:
    """The parts that a receipt code leads to, those taken from them later included."""
    found: list[Part] = []
    wanted = receipts.locators(root)
    while wanted:
        there = list(Part.objects.filter(locator__in=wanted))
        found += there
        wanted = [
            receipts.locator_of_offspring(one.locator, number)
            for one in there
            for number in range(1, one.offspring + 1)
        ]
    return sorted(found, key=lambda part: (part.made, part.desk, part.pk))


def outside_part(number: int) -> Part:
    """A part that is read from outside, for who holds its link."""
    found = Part.objects.filter(pk=number, level=Level.OUTSIDE).exclude(state=S.HELD).first()
    if found is None:
        raise NotThere
    return found


def conversation(part: Part, *, desk: bool) -> list[Message]:
    """The messages of a part; what is not delivered yet is shown to who wrote it alone."""
    found = part.messages.prefetch_related("files").order_by("number")
    return list(found.filter(released=True) if desk else found)


def own_files(part: Part) -> list[File]:
    """The files that came with the report itself."""
    return list(part.files.filter(message=None).defer("content").order_by("number"))


def file_of(part: Part, reference: str, *, desk: bool) -> File:
    """A file of this very part, and of nothing that its reader may not see yet."""
    found = part.files.select_related("message").filter(reference=reference).first()
    if found is None or (desk and found.message is not None and not found.message.released):
        raise NotThere
    return found
