"""Sending a draft: what the engine said is kept with a frozen revision, and those who must say yes are asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from balise.policy.model import Decision
from balise.web.access.permissions import Permission
from balise.web.approvals import recording
from balise.web.approvals.models import Approval, Mandate
from balise.web.approvals.requirements import required, speaking_clause
from balise.web.events import publish
from balise.web.people.roles import Role
from balise.web.publishing.claims import claims_hash, needs_in, sources_missing, written
from balise.web.publishing.content import name_of
from balise.web.publishing.events import Submitted
from balise.web.publishing.models import Publication, Revision
from balise.web.publishing.online import left_to_right
from balise.web.publishing.settling import settle
from balise.web.verdicts import storing
from balise.web.verdicts.engine import Judgement, the_policy
from balise.web.workflow import Actor, Inputs, Invalid, Transition, declare, perform


def _submit(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    judgement: Judgement = inputs["judgement"]
    if publication.hash != inputs["hash"]:
        raise Invalid(
            field="version",
            fr="Le texte a changé pendant l’envoi. Relisez-le, puis soumettez de nouveau.",
            en="The text changed while it was being sent. Read it again, then submit again.",
        )
    if left_to_right(publication, now=now):
        raise Invalid(
            fr="Il reste quelque chose à corriger avant l’envoi.", en="Something is left to correct before sending."
        )
    forbidden = judgement.decision is Decision.FORBIDDEN
    justification = inputs["justification"].strip()
    if forbidden and not justification:
        raise Invalid(
            field="justification",
            fr="Tel quel, ce message contrevient à la politique. Corrigez-le, ou écrivez pourquoi "
            "vous l’envoyez quand même.",
            en="As it is, this post goes against the policy. Correct it, or write why you are sending it all the same.",
        )
    mandate = inputs["mandate"]
    if mandate is not None:
        mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)  # it may have ended since the page was drawn
        _check_mandate(mandate, publication, forbidden=forbidden, now=now)
        if sources_missing(publication, judgement):
            raise Invalid(
                field="mandate",
                fr="Sous un mandat, personne d’autre ne relit\u00a0: nommez d’abord la source de ce que vous affirmez.",
                en="Under a mandate, nobody else reads it: first name the source of what you state.",
            )
    publication.mandate = mandate
    publication.called = name_of(publication.content, called=publication.called)
    publication.revision = _freeze(publication, justification if forbidden else "", now)
    publication.submitted = publication.changed = now
    publication.urgent = False
    publication.state = Publication.State.SUBMITTED
    storing.keep(source=publication.source, content_hash=publication.hash, judgement=judgement, now=now)
    annex = claims_hash(publication)
    requirements = required(needs_in(judgement), speaking=speaking_clause(the_policy()))
    recording.ask(
        source=publication.source,
        content_hash=publication.hash,
        author=publication.author,
        not_by=publication.former_author,
        requirements=requirements,
        annex=annex,
        now=now,
    )
    if mandate is not None:
        recording.answer(
            source=publication.source,
            content_hash=publication.hash,
            approver=mandate.granted_by,  # who said yes in advance; the author approves nothing
            given=Approval.Answer.APPROVE,
            by=[Role.COMMUNICATIONS.value],
            way=Approval.Way.MANDATE,
            mandate=mandate,
            clause=requirements[0].clauses[0] if requirements[0].clauses else "",
            annex=annex,
            now=now,
        )
    publish(Submitted(publication.pk, publication.author_id, tuple(one.by for one in requirements)))
    settle(publication, now=now)


def _check_mandate(mandate: Mandate, publication: Publication, *, forbidden: bool, now: dt.datetime) -> None:
    draft = publication.content
    last = draft.latest or publication.planned
    if forbidden:
        raise Invalid(
            field="mandate",
            fr="Un mandat ne couvre pas un message qui contrevient à la politique.",
            en="A mandate does not cover a post that goes against the policy.",
        )
    days = {timezone.localdate(now), timezone.localdate(last or now)}
    networks = frozenset(draft.networks)
    if not all(mandate.covers(person=publication.author, networks=networks, day=day) for day in days):
        raise Invalid(
            field="mandate",
            fr="Ce mandat ne couvre pas ces réseaux ou ces dates.",
            en="This mandate does not cover these networks or these dates.",
        )
    if last is None:
        raise Invalid(
            field="mandate",
            fr="Sous un mandat, donnez au message une date limite\u00a0: le mandat en a une.",
            en="Under a mandate, give the post a latest date: the mandate has one.",
        )


def _freeze(publication: Publication, justification: str, now: dt.datetime) -> Revision:
    last = publication.revisions.order_by("-number").first()
    return Revision.objects.create(
        publication=publication,
        number=last.number + 1 if last else 1,
        hash=publication.hash,
        content=publication.draft,
        claims=written(publication),
        justification=justification,
        created=now,
    )


def _told(publication: Publication, inputs: Inputs) -> Mapping[str, Any]:
    return {
        "hash": publication.hash,
        "revision": publication.revision.number if publication.revision else None,
        "decision": inputs["judgement"].decision.word,
        "policy": inputs["judgement"].policy,
        "mandate": publication.mandate_id,
    }


SUBMIT = declare(
    Transition(
        id="publication.submit",
        subject=Publication,
        permission=Permission.PUBLICATION_SUBMIT,
        source=frozenset({"correcting", "draft", "returned"}),
        target=None,
        change=_submit,
        detail=_told,
    )
)


def submit(
    *,
    actor: Actor,
    publication: Publication,
    content_hash: str,
    judgement: Judgement,
    mandate: Mandate | None = None,
    justification: str = "",
    now: dt.datetime,
) -> Publication:
    """Send the draft whose hash was judged. Judging comes before, outside the transaction: it takes its time."""
    inputs = {"hash": content_hash, "judgement": judgement, "mandate": mandate, "justification": justification}
    return perform(actor=actor, transition=SUBMIT, subject=publication, inputs=inputs, now=now)
