"""Answers of approvers. Each is about one content: the hash of the page they read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from balise.policy.model import Decision
from balise.web.access.deciding import Refused, require
from balise.web.access.permissions import Permission
from balise.web.approvals import recording
from balise.web.approvals.acting import acting
from balise.web.approvals.answering import eligible, may_answer
from balise.web.approvals.models import Approval, Declaration, Request
from balise.web.approvals.requirements import Need, declared
from balise.web.events import publish
from balise.web.publishing.claims import claims_hash, needs_in, sources_missing
from balise.web.publishing.events import ApprovedUrgently, RefusedByApprover, Returned
from balise.web.publishing.models import Publication
from balise.web.publishing.online import restore
from balise.web.publishing.readiness import text_at
from balise.web.publishing.settling import approve_now, settle
from balise.web.ui.dates import moment_in_words
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.storing import kept
from balise.web.workflow import Actor, Inputs, Invalid, Transition, declare, perform

LONGEST_REMARK = 4_000
_WAITING = frozenset({"submitted"})


def _same_content(publication: Publication, inputs: Inputs) -> None:
    if inputs["hash"] != publication.hash:
        raise Invalid(
            field="hash",
            fr="Le texte a changé depuis que vous avez ouvert cette page. Rien n’a été décidé\u00a0: relisez-le.",
            en="The text changed since you opened this page. Nothing was decided: read it again first.",
        )


def _approve(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    _same_content(publication, inputs)
    person, today = acting(inputs), timezone.localdate(now)
    requests = list(_requests(publication))
    mine = [
        request
        for request in requests
        if request.by in inputs["by"] and may_answer(person, by=request.by, author=publication.author, today=today)
    ]
    waiting = [request for request in mine if request.state == Request.State.WAITING]
    if not waiting:
        raise _already_answered(mine)
    judgement = kept(source=publication.source, content_hash=publication.hash)
    if judgement is not None and judgement.decision is Decision.FORBIDDEN and not inputs.reason.strip():
        raise Invalid(
            field="reason",
            fr="Balise juge ce message contraire à la politique. Pour l’approuver quand même, écrivez pourquoi.",
            en="Balise finds this post against the policy. To approve it all the same, write why.",
        )
    if sources_missing(publication, judgement):
        raise Invalid(
            field="by",
            fr="Ce message affirme quelque chose sans dire d’où cela vient. Retournez-le pour que la source soit "
            "nommée, ou inscrivez, sous Obligations, pourquoi aucune source n’est due.",
            en="This post states something without saying where it comes from. Return it so that the source is named, "
            "or record, under Obligations, why no source is due.",
        )
    recording.answer(
        source=publication.source,
        content_hash=publication.hash,
        annex=claims_hash(publication),
        approver=person,
        given=Approval.Answer.APPROVE,
        by=[request.by for request in waiting],
        clause=next((clause for request in waiting for clause in request.clauses), ""),
        reason=inputs.reason,
        now=now,
    )
    settle(publication, now=now, actor_id=person.pk)


def _already_answered(mine: Sequence[Request]) -> Invalid:
    first = next((request.approval for request in mine if request.approval is not None), None)
    if first is None:
        return Invalid(
            field="by", fr="Rien n’attend votre approbation ici.", en="Nothing here waits for your approval."
        )
    name = first.approver.get_full_name()
    return Invalid(
        field="by",
        fr=f"{name} a déjà répondu le {moment_in_words(first.when, language='fr')}. Votre réponse n’a rien changé.",
        en=f"{name} already answered on {moment_in_words(first.when, language='en')}. Your answer changed nothing.",
    )


def _return(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    _same_content(publication, inputs)
    comments = [_anchored(publication, comment) for comment in inputs["comments"]]
    if not comments and not inputs.reason.strip():
        raise Invalid(
            field="reason",
            fr="Dites à l’auteur ce qu’il faut changer\u00a0: une remarque, ou un commentaire sur un passage.",
            en="Tell the author what to change: a remark, or a comment on a passage.",
        )
    _answer(publication, inputs, Approval.Answer.RETURN, now, comments=comments)
    publish(Returned(publication.pk, acting(inputs).pk))


def _anchored(publication: Publication, comment: Mapping[str, Any]) -> dict[str, Any]:
    """A comment tied to its passage. Offsets are trusted only where they fall on the quoted words."""
    place, quote, text = comment["place"], comment.get("quote", ""), comment["text"].strip()[:LONGEST_REMARK]
    whole = text_at(publication.content, place)
    if not text:
        raise Invalid(field="comments", fr="Un commentaire est vide.", en="A comment is empty.")
    if not quote:
        return {"place": place, "start": None, "end": None, "quote": "", "text": text}
    start = comment.get("start")
    if not isinstance(start, int) or whole[start : start + len(quote)] != quote:
        start = whole.find(quote)
    if start < 0:
        raise Invalid(
            field="comments",
            fr=f"Le passage «\u00a0{quote[:60]}\u00a0» n’est pas dans le texte. Copiez-le tel qu’il y est écrit.",
            en=f"The passage “{quote[:60]}” is not in the text. Copy it as it is written there.",
        )
    return {"place": place, "start": start, "end": start + len(quote), "quote": quote, "text": text}


def _refuse(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    _same_content(publication, inputs)
    clause = _clause(inputs["clause"])
    _answer(publication, inputs, Approval.Answer.REFUSE, now, clause=clause)
    publish(RefusedByApprover(publication.pk, acting(inputs).pk, clause))
    if publication.online_id is None:
        publication.state = Publication.State.REFUSED
    else:  # what was online before stays
        restore(publication, actor_id=acting(inputs).pk, now=now)


def _clause(clause_id: str) -> str:
    try:
        return the_policy().clause(clause_id).id
    except KeyError:
        raise Invalid(
            field="clause", fr="Choisissez l’article de la politique.", en="Choose the clause of the policy."
        ) from None


def _answer(publication: Publication, inputs: Inputs, given: str, now: dt.datetime, **more: Any) -> None:
    person, today = acting(inputs), timezone.localdate(now)
    by = [
        request.by
        for request in _requests(publication)
        if may_answer(person, by=request.by, author=publication.author, today=today)
    ]
    recording.answer(
        source=publication.source,
        content_hash=publication.hash,
        approver=person,
        given=given,
        by=by,
        reason=inputs.reason[:LONGEST_REMARK],
        now=now,
        **more,
    )
    publication.changed = now


def _approve_urgently(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    _same_content(publication, inputs)
    person = acting(inputs)
    requests = list(_requests(publication))
    concerned = {publication.author_id, *(one.approval.approver_id for one in requests if one.approval)}
    missing = [request.by for request in requests if request.state == Request.State.WAITING]
    recording.answer(
        source=publication.source,
        content_hash=publication.hash,
        annex=claims_hash(publication),
        approver=person,
        given=Approval.Answer.APPROVE,
        way=Approval.Way.URGENT,
        by=missing,
        reason=inputs.reason[:LONGEST_REMARK],
        now=now,
    )
    publication.urgent = True
    approve_now(publication, now=now, actor_id=person.pk)
    today = timezone.localdate(now)
    concerned |= {one.pk for by in missing for one in eligible(by, author=publication.author, today=today)}
    publish(ApprovedUrgently(publication.pk, person.pk, tuple(sorted(concerned - {person.pk}))))


def _declare_met(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    _same_content(publication, inputs)
    need, note = Need(*inputs["need"]), inputs["note"].strip()
    judgement = kept(source=publication.source, content_hash=publication.hash)
    needs = needs_in(judgement) if judgement else ()
    if need.kind == "source" and need in needs:
        _may_waive_source(publication, inputs, now)
    elif need not in declared(needs):
        raise Invalid(
            field="need",
            fr="Cette obligation ne concerne pas ce message.",
            en="This obligation is not about this post.",
        )
    if inputs["answer"] not in Declaration.Answer.values:
        raise Invalid(field="answer", fr="Choisissez une réponse.", en="Choose an answer.")
    if not note:
        raise Invalid(
            field="note",
            fr="Dites où se trouve la preuve, ou pourquoi l’obligation ne s’applique pas.",
            en="Say where the proof is, or why the obligation does not apply.",
        )
    recording.declare(
        source=publication.source,
        content_hash=publication.hash,
        need=need,
        person=acting(inputs),
        answer=inputs["answer"],
        note=note[:LONGEST_REMARK],
        now=now,
    )
    settle(publication, now=now, actor_id=acting(inputs).pk)


def _may_waive_source(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    """Sources are named and verified; that none is due is for somebody who verifies them, never for the author."""
    person = acting(inputs)
    require(person, Permission.SOURCE_VERIFY, publication, today=timezone.localdate(now))
    if person.pk in {publication.author_id, publication.former_author_id}:
        raise Refused(Permission.SOURCE_VERIFY, "own")
    if inputs["answer"] != Declaration.Answer.NOT_CALLED_FOR:
        raise Invalid(
            field="answer",
            fr="Une source se nomme et se vérifie\u00a0: ajoutez-la parmi les sources.",
            en="A source is named and verified: add it among the sources.",
        )


def _requests(publication: Publication) -> Any:
    kind, ident = publication.source
    found = Request.objects.filter(source_kind=kind, source_id=ident, hash=publication.hash)
    return found.select_related("approval__approver").order_by("pk")


def _told(publication: Publication, inputs: Inputs) -> Mapping[str, Any]:
    wanted = {name: inputs[name] for name in ("by", "clause", "need", "answer") if name in inputs}
    return {"hash": publication.hash, **wanted}


def _declared(name: str, permission: Permission, change: Any, *, target: str | None = None, **more: Any) -> Transition:
    return declare(
        Transition(
            id=name,
            subject=Publication,
            permission=permission,
            source=_WAITING,
            target=target,
            change=change,
            detail=_told,
            **more,
        )
    )


APPROVE = _declared("publication.approve", Permission.PUBLICATION_APPROVE, _approve)
RETURN = _declared("publication.return", Permission.PUBLICATION_RETURN, _return, target="returned")
REFUSE = _declared("publication.refuse", Permission.PUBLICATION_REFUSE, _refuse, reason=True)
APPROVE_URGENTLY = _declared(
    "publication.approve_urgently", Permission.PUBLICATION_APPROVE_URGENTLY, _approve_urgently, reason=True
)
DECLARE_MET = _declared("publication.declare_met", Permission.OBLIGATION_DECLARE, _declare_met)


def approve(
    *,
    actor: Actor,
    publication: Publication,
    content_hash: str,
    by: Sequence[str],
    reason: str = "",
    now: dt.datetime,
) -> Publication:
    """Say yes for roles or partners; the last missing yes makes it approved."""
    inputs = {"hash": content_hash, "by": list(by)}
    return perform(actor=actor, transition=APPROVE, subject=publication, inputs=inputs, reason=reason, now=now)


def return_to_author(
    *,
    actor: Actor,
    publication: Publication,
    content_hash: str,
    comments: Sequence[Mapping[str, Any]] = (),
    reason: str = "",
    now: dt.datetime,
) -> Publication:
    """Send it back. A comment is ``place``, ``text`` and, when it is about a passage, ``quote`` and maybe ``start``."""
    inputs = {"hash": content_hash, "comments": list(comments)}
    return perform(actor=actor, transition=RETURN, subject=publication, inputs=inputs, reason=reason, now=now)


def refuse(
    *, actor: Actor, publication: Publication, content_hash: str, clause: str, reason: str, now: dt.datetime
) -> Publication:
    """Say no for good, with the clause and the reason."""
    inputs = {"hash": content_hash, "clause": clause}
    return perform(actor=actor, transition=REFUSE, subject=publication, inputs=inputs, reason=reason, now=now)


def approve_urgently(
    *,
    actor: Actor,
    publication: Publication,
    content_hash: str,
    reason: str,
    now: dt.datetime,
) -> Publication:
    """Management alone lets it go. The author, those who had answered and those who would have are told."""
    inputs = {"hash": content_hash}
    return perform(actor=actor, transition=APPROVE_URGENTLY, subject=publication, inputs=inputs, reason=reason, now=now)


def declare_met(
    *,
    actor: Actor,
    publication: Publication,
    content_hash: str,
    need: Sequence[str],
    answer: str,
    note: str,
    now: dt.datetime,
) -> Publication:
    """Say where the proof of a consent is, or why none is called for."""
    inputs = {"hash": content_hash, "need": list(need), "answer": answer, "note": note}
    return perform(actor=actor, transition=DECLARE_MET, subject=publication, inputs=inputs, now=now)
