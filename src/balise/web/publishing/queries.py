"""All reads of publications, always for somebody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.approvals.answering import may_answer, requests_for, waiting_for
from balise.web.approvals.models import Approval, Mandate, Request
from balise.web.approvals.queries import mandates_of
from balise.web.approvals.standing import Standing
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.publishing.models import KIND, Publication, Rereading, Revision
from balise.web.publishing.rules import may_read
from balise.web.publishing.settling import standing_of
from balise.web.verdicts.engine import Judgement
from balise.web.verdicts.storing import kept

MOST_COUNTED = 1_000


class NotThere(Exception):
    """No such publication, or none for this reader."""


def publication_for(reader: Person, publication_id: int, *, today: dt.date) -> Publication:
    """One publication with its author and revision, if the reader may see it."""
    found = Publication.objects.select_related("author__manager", "revision", "online", "mandate__granted_by").filter(
        pk=publication_id
    )
    publication = found.first()
    if publication is None or not may_read(reader, publication, today):
        raise NotThere
    return publication


def publications_for(reader: Person, *, today: dt.date, mine: bool = True) -> QuerySet[Publication]:
    """One's own, or all that the reader may see besides."""
    found = Publication.objects.select_related("author")
    own = found.filter(author=reader)
    if mine:
        return own
    seen = Q(author=reader)
    if granted(reader, Permission.PUBLICATION_READ_ALL, today=today):
        seen |= Q(voice=Publication.Voice.OFFICIAL, submitted__isnull=False)
    if Role.COMMUNICATIONS in reader.roles(today):
        seen |= Q(submitted__isnull=False)
    elif granted(reader, Permission.QUEUE_READ, today=today):
        seen |= Q(pk__in=asked_ids(reader, today=today), submitted__isnull=False)
    return found.filter(seen)


def asked_ids(reader: Person, *, today: dt.date) -> list[int]:
    """The latest 500 about which this person was asked, answered or not."""
    # Ids of other kinds are words, of this kind numbers: compared as texts in the queue's own table.
    asked = Request.objects.filter(waiting_for(reader, today=today), source_kind=KIND)
    return [int(one) for one in asked.order_by("-since").values_list("source_id", flat=True)[:500]]


def to_publish(reader: Person, *, today: dt.date) -> QuerySet[Publication]:
    """What was approved and waits for this person to publish it."""
    found = Publication.objects.select_related("author").filter(state=Publication.State.APPROVED)
    in_force = Q(mandate__state=Mandate.State.ACTIVE, mandate__since__lte=today, mandate__until__gte=today)
    mine = Q(author=reader, voice=Publication.Voice.PERSONAL) | (Q(author=reader) & in_force)
    if Role.COMMUNICATIONS in reader.roles(today):
        mine |= Q(voice=Publication.Voice.OFFICIAL)
    return found.filter(mine).order_by("-urgent", "planned", "changed")


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A line of the queue: the publication and what is asked of the reader."""

    publication: Publication
    requests: tuple[Request, ...]

    @property
    def since(self) -> dt.datetime:
        return min(request.since for request in self.requests)


def queue_for(reader: Person, *, today: dt.date, limit: int = 100) -> list[Waiting]:
    """What waits for this person's yes, the oldest first; a bounded number of queries."""
    by_publication: dict[int, list[Request]] = {}
    for request in requests_for(reader, today=today, kind=KIND, limit=limit * 3):
        by_publication.setdefault(int(request.source_id), []).append(request)
    found = Publication.objects.select_related("author", "revision").defer("draft")  # approvers see what was sent
    publications = found.in_bulk(list(by_publication)[:limit])
    return [
        Waiting(publication=publications[pk], requests=tuple(requests))
        for pk, requests in by_publication.items()
        if pk in publications and publications[pk].state == Publication.State.SUBMITTED
    ]


def queue_count(reader: Person, *, today: dt.date) -> int:
    """How many publications wait for this person, counted to ``MOST_COUNTED``: every page of theirs asks.

    Distinct here and not in the query, where SQLite would read the requests of all times in the order of their source.
    """
    found = Request.objects.filter(waiting_for(reader, today=today), state=Request.State.WAITING, source_kind=KIND)
    return len(set(found.values_list("source_id", flat=True)[:MOST_COUNTED]))


@dataclass(frozen=True, kw_only=True)
class File:
    """What a page about a submitted publication needs."""

    publication: Publication
    judgement: Judgement | None
    standing: Standing | None
    revisions: tuple[Revision, ...]
    answers: tuple[Approval, ...]

    @property
    def previous(self) -> Revision | None:
        """The revision before the last that says something else."""
        if not self.revisions:
            return None
        last = self.revisions[-1]
        return next((one for one in reversed(self.revisions) if one.hash != last.hash), None)


def file_of(publication: Publication) -> File:
    """The whole file of a publication the reader was already allowed to see."""
    revision = publication.revision
    judgement = kept(source=publication.source, content_hash=revision.hash) if revision else None
    kind, ident = publication.source
    return File(
        publication=publication,
        judgement=judgement,
        standing=standing_of(publication, judgement) if revision else None,
        revisions=tuple(publication.revisions.order_by("number")),
        answers=tuple(
            Approval.objects.filter(source_kind=kind, source_id=ident)
            .select_related("approver", "mandate")
            .order_by("when", "pk")
        ),
    )


@dataclass(frozen=True, kw_only=True)
class UrgentFile:
    """What management let go alone: the answer, what it was about, and who read it again since."""

    approval: Approval
    revision: Revision
    judgement: Judgement | None
    rereadings: tuple[Rereading, ...]


def urgent_file(publication: Publication, approval_id: int) -> UrgentFile:
    """One urgent approval of a publication the reader was already allowed to see. Raises ``NotThere``."""
    kind, ident = publication.source
    found = Approval.objects.filter(source_kind=kind, source_id=ident, way=Approval.Way.URGENT, pk=approval_id)
    approval = found.select_related("approver").first()
    revision = publication.revisions.filter(hash=approval.hash).order_by("-number").first() if approval else None
    if approval is None or revision is None:
        raise NotThere
    return UrgentFile(
        approval=approval,
        revision=revision,
        judgement=kept(source=publication.source, content_hash=approval.hash),
        rereadings=tuple(publication.rereadings.filter(approval=approval).select_related("person").order_by("pk")),
    )


def asked_of(reader: Person, file: File, *, today: dt.date) -> list[str]:
    """The missing yeses that the reader may give."""
    if file.standing is None or file.publication.state != Publication.State.SUBMITTED:
        return []
    if reader.pk == file.publication.former_author_id:
        return []
    return [
        yes.requirement.by
        for yes in file.standing.yeses
        if not yes.met and may_answer(reader, by=yes.requirement.by, author=file.publication.author, today=today)
    ]


def usable_mandates(author: Person, publication: Publication, *, today: dt.date) -> list[Mandate]:
    """The author's mandates that cover the networks of an official draft."""
    if publication.voice != Publication.Voice.OFFICIAL:
        return []
    return mandates_of(author, networks=frozenset(publication.content.networks), day=today)
