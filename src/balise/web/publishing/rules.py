"""The conditions on a publication, besides roles. Who may see it is decided here, and only here."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from balise.web.access.deciding import add_rule, granted
from balise.web.access.permissions import Permission
from balise.web.approvals.answering import may_answer
from balise.web.approvals.models import Request
from balise.web.audit.reading import read_by
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.publishing.models import KIND, Publication

_AUTHORS = (
    Permission.PUBLICATION_EDIT,
    Permission.PUBLICATION_RESCHEDULE,
    Permission.PUBLICATION_SUBMIT,
    Permission.PUBLICATION_WITHDRAW,
)
_ANSWERS = (Permission.PUBLICATION_APPROVE, Permission.PUBLICATION_REFUSE, Permission.PUBLICATION_RETURN)


def register() -> None:
    """Tell access; called once the apps are ready."""
    for permission in _AUTHORS:
        add_rule(permission, _is_author)
    for permission in _ANSWERS:
        add_rule(permission, _is_asked)
    add_rule(Permission.OBLIGATION_DECLARE, _declares)
    add_rule(Permission.PUBLICATION_APPROVE_URGENTLY, _is_not_author)
    add_rule(Permission.PUBLICATION_APPROVE_URGENTLY, may_read)
    add_rule(Permission.PUBLICATION_CORRECT, _corrects)
    add_rule(Permission.PUBLICATION_PUBLISH, _publishes)
    add_rule(Permission.PUBLICATION_READ, may_read)
    add_rule(Permission.PUBLICATION_REREAD, may_read)
    add_rule(Permission.PUBLICATION_RETRACT_ASK, may_read)
    add_rule(Permission.PUBLICATION_RETRACT_CONFIRM, may_read)
    add_rule(Permission.SOURCE_VERIFY, may_read)
    read_by(Publication, Permission.PUBLICATION_READ)


def may_read(person: Person, publication: Any, today: dt.date) -> bool:
    """Whether somebody may see it: its author; once sent, those who were asked; and who reads all of that voice.

    A draft never sent is its author's alone. What is said under one's own name is seen by who was asked, nobody else.
    """
    if publication.author_id == person.pk:
        return True
    if publication.submitted is None:
        return False
    if publication.voice == Publication.Voice.OFFICIAL and granted(
        person, Permission.PUBLICATION_READ_ALL, today=today
    ):
        return True
    return Role.COMMUNICATIONS in person.roles(today) or _was_asked(person, publication, today)


def begins(request: HttpRequest) -> bool:
    """Whether the first page offers to write: those who only read or answer write nothing."""
    return granted(request.user, Permission.PUBLICATION_CREATE, today=timezone.localdate())


def has_queue(request: HttpRequest) -> bool:
    """Whether the menu shows the queue."""
    return granted(request.user, Permission.QUEUE_READ, today=timezone.localdate())


def writes(request: HttpRequest) -> bool:
    """Whether the menu shows one's publications."""
    return granted(request.user, Permission.PUBLICATION_READ, today=timezone.localdate())


def _is_author(person: Person, publication: Any, _today: dt.date) -> bool:
    return bool(publication.author_id == person.pk)


def _is_not_author(person: Person, publication: Any, _today: dt.date) -> bool:
    return person.pk not in {publication.author_id, publication.former_author_id}


def _is_asked(person: Person, publication: Any, today: dt.date) -> bool:
    return _is_not_author(person, publication, today) and _was_asked(person, publication, today)


def _was_asked(person: Person, publication: Publication, today: dt.date) -> bool:
    asked = Request.objects.filter(source_kind=KIND, source_id=str(publication.pk)).values_list("by", flat=True)
    return any(may_answer(person, by=by, author=publication.author, today=today) for by in set(asked))


def _declares(person: Person, publication: Any, today: dt.date) -> bool:
    """The author knows where the consents are; communications may have them."""
    return publication.author_id == person.pk or (
        Role.COMMUNICATIONS in person.roles(today) and may_read(person, publication, today)
    )


def _corrects(person: Person, publication: Any, today: dt.date) -> bool:
    """Its author; and communications, where it speaks for the organisation."""
    official = publication.voice == Publication.Voice.OFFICIAL
    return publication.author_id == person.pk or (official and Role.COMMUNICATIONS in person.roles(today))


def _publishes(person: Person, publication: Any, today: dt.date) -> bool:
    """One publishes under one's own name; the official accounts are communications', or of who has a mandate."""
    if publication.voice == Publication.Voice.PERSONAL:
        return bool(publication.author_id == person.pk)
    if Role.COMMUNICATIONS in person.roles(today):
        return True
    return publication.author_id == person.pk and under_mandate(publication, today)


def under_mandate(publication: Publication, today: dt.date) -> bool:
    """Whether a mandate lets its author publish it that day: one that ended since it was sent does not."""
    mandate = publication.mandate
    networks = frozenset(publication.content.networks)
    return mandate is not None and mandate.covers(person=publication.author, networks=networks, day=today)
