"""Writing requests and answers. Called by transitions of the subject, inside their transaction and under its lock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from balise.web.approvals.models import Approval, Declaration, Mandate, Request
from balise.web.approvals.requirements import Need, Requirement
from balise.web.people.models import Person

Source = tuple[str, str]


def ask(
    *,
    source: Source,
    content_hash: str,
    author: Person,
    requirements: Iterable[Requirement],
    now: dt.datetime,
    annex: str = "",
    not_by: Person | None = None,
) -> list[Request]:
    """Put a content in the queues of those who must say yes; a yes given to this very content and annex is kept.

    ``not_by`` wrote it before ``author`` took it over, and answers no more than they do.
    """
    kind, ident = source
    Request.objects.filter(source_kind=kind, source_id=ident, state=Request.State.WAITING).update(
        state=Request.State.CLOSED
    )
    given = _given(source, content_hash, annex)
    asked = []
    for requirement in requirements:
        approval = given.get(requirement.by)
        request, _ = Request.objects.update_or_create(
            source_kind=kind,
            source_id=ident,
            hash=content_hash,
            by=requirement.by,
            defaults={
                "author": author,
                "not_by": not_by,
                "clauses": list(requirement.clauses),
                "kinds": list(requirement.kinds),
                "state": Request.State.MET if approval else Request.State.WAITING,
                "approval": approval,
                "since": now,
            },
        )
        asked.append(request)
    return asked


def answer(
    *,
    source: Source,
    content_hash: str,
    approver: Person,
    given: str,
    by: Sequence[str],
    now: dt.datetime,
    way: str = Approval.Way.ROLE,
    clause: str = "",
    reason: str = "",
    comments: Sequence[dict[str, Any]] = (),
    mandate: Mandate | None = None,
    annex: str = "",
) -> Approval:
    """Record an answer; a yes meets the requests it is for, a no or a return closes all that wait."""
    kind, ident = source
    approval = Approval.objects.create(
        source_kind=kind,
        source_id=ident,
        hash=content_hash,
        answer=given,
        way=way,
        by=list(by),
        clause=clause,
        reason=reason,
        comments=list(comments),
        approver=approver,
        mandate=mandate,
        annex=annex,
        when=now,
    )
    waiting = Request.objects.filter(source_kind=kind, source_id=ident, hash=content_hash, state=Request.State.WAITING)
    if given == Approval.Answer.APPROVE:
        waiting.filter(by__in=list(by)).update(state=Request.State.MET, approval=approval)
    else:
        waiting.update(state=Request.State.CLOSED, approval=approval)
    return approval


def close(*, source: Source) -> None:
    """Take a content out of every queue."""
    kind, ident = source
    Request.objects.filter(source_kind=kind, source_id=ident, state=Request.State.WAITING).update(
        state=Request.State.CLOSED
    )


def void(*, source: Source, content_hash: str, now: dt.datetime, spared: Sequence[str] = ()) -> list[Approval]:
    """Void the yeses that were given to another content than this one; those voided are returned.

    ``spared`` are hashes of other contents whose yeses hold: what is online while its correction is written.
    """
    kind, ident = source
    standing = Approval.objects.filter(
        source_kind=kind, source_id=ident, answer=Approval.Answer.APPROVE, voided=None
    ).exclude(hash__in=[content_hash, *spared])
    voided = list(standing.select_related("approver").order_by("pk"))
    if voided:
        standing.update(voided=now)
    return voided


def void_other_annexes(*, source: Source, content_hash: str, annex: str, now: dt.datetime) -> list[Approval]:
    """Void the yeses to this content that were given with another annex, and put their requests back in the queues."""
    kind, ident = source
    standing = Approval.objects.filter(
        source_kind=kind, source_id=ident, hash=content_hash, answer=Approval.Answer.APPROVE, voided=None
    ).exclude(annex=annex)
    voided = list(standing.select_related("approver").order_by("pk"))
    if voided:
        Approval.objects.filter(pk__in=[one.pk for one in voided]).update(voided=now)
        Request.objects.filter(approval__in=voided, state=Request.State.MET).update(
            state=Request.State.WAITING, approval=None, since=now
        )
    return voided


def change_author(*, source: Source, author: Person, former: Person) -> None:
    """What waits for an answer has another author; neither of the two answers for it."""
    kind, ident = source
    waiting = Request.objects.filter(source_kind=kind, source_id=ident, state=Request.State.WAITING)
    waiting.update(author=author, not_by=former)


def declare(
    *, source: Source, content_hash: str, need: Need, person: Person, answer: str, note: str, now: dt.datetime
) -> Declaration:
    """Record what a person says about an obligation; the latest word counts, earlier ones stay."""
    kind, ident = source
    return Declaration.objects.create(
        source_kind=kind,
        source_id=ident,
        hash=content_hash,
        kind=need.kind,
        by=need.by,
        clause=need.clause,
        answer=answer,
        note=note,
        person=person,
        when=now,
    )


def _given(source: Source, content_hash: str, annex: str) -> dict[str, Approval]:
    kind, ident = source
    found = Approval.objects.filter(
        source_kind=kind, source_id=ident, hash=content_hash, answer=Approval.Answer.APPROVE, voided=None, annex=annex
    )
    return {name: approval for approval in found for name in approval.by}
