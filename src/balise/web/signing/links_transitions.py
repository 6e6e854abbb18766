"""All writes of personal links: given by who looks after somebody, tried, used once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse

from balise.web.access.permissions import Permission
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.signatures import personal_links
from balise.web.signatures.personal_links import TRIES
from balise.web.signing.answers_transitions import LINK, Act, Answer, give
from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.asking import SigningLink, new_reference
from balise.web.signing.models.versions import PolicyVersion
from balise.web.workflow import Actor, Inputs, Invalid, Transition, create, declare, perform

S = SigningLink.State
M = SigningLink.Method
MAIL = "signing.link"
LASTS = {M.LINK: dt.timedelta(days=7), M.TABLET: dt.timedelta(minutes=30)}


def token_of(link: SigningLink) -> str:
    """What stands in its address: worked out with a key that the database does not hold."""
    return personal_links.token_of(link.reference)


def address_of(link: SigningLink) -> str:
    """The path of its page."""
    return reverse("signing:link", args=[token_of(link)])


def link_named(token: str) -> SigningLink | None:
    """The link that a token stands for, whatever its state; None for a forged one."""
    reference = personal_links.reference_in(token)
    if reference is None:
        return None
    found = SigningLink.objects.filter(reference=reference)
    return found.select_related("person", "version", "given_by").first()


def _give(link: SigningLink, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    person, version, method = inputs["person"], inputs["version"], inputs["method"]
    if version.state != PolicyVersion.State.PUBLISHED:
        raise Invalid(fr="Cette version n’est pas en vigueur.", en="This version is not in force.")
    if not person.is_active:
        raise Invalid(fr="Ce compte est fermé.", en="This account is closed.")
    if Attestation.objects.filter(
        person=person.pk, version=version, current=True, acknowledged=True, agrees=True
    ).exists():
        raise Invalid(
            fr="Cette personne a déjà signé cette version.", en="This person has already signed this version."
        )
    SigningLink.objects.filter(person=person, state=S.OPEN).update(state=S.CANCELLED)
    link.reference, link.method = new_reference(), method
    link.person, link.version, link.given_by, link.given_at = person, version, inputs.person, now
    link.expires = now + LASTS[method]
    link.code_hash = personal_links.hash_of(inputs["code"]) if inputs["code"] else ""
    link.save()
    if method == M.LINK and person.email and inputs["mail"]:
        return [OutboxRow(kind=MAIL, payload={"link": link.pk})]
    return []


def _try(link: SigningLink, _inputs: Inputs, _now: dt.datetime) -> None:
    link.tries += 1
    if link.tries >= TRIES:
        link.state = S.CANCELLED


def _use(link: SigningLink, _inputs: Inputs, now: dt.datetime) -> None:
    if link.expires <= now:
        raise Invalid(
            fr="Ce lien a expiré. Demandez-en un autre à la personne qui vous l’a donné. Rien n’a été signé.",
            en="This link has expired. Ask whoever gave it to you for another. Nothing was signed.",
        )
    link.used_at = now


def _facts(link: SigningLink, _inputs: Inputs) -> Mapping[str, Any]:
    return {"person": link.person_id, "version": link.version.number, "method": link.method}


def _way(name: str, source: set[S], target: S | None, change: Any, *systems: str) -> Transition:
    return declare(
        Transition(
            id=f"signing_link.{name}",
            subject=SigningLink,
            permission=Permission.SIGNING_LINK_GIVE,
            source=frozenset(source),
            target=target,
            change=change,
            detail=_facts,
            systems=frozenset(systems),
        )
    )


GIVE = _way("give", set(), S.OPEN, _give)
TRY = _way("try", {S.OPEN}, None, _try, LINK.name)
USE = _way("use", {S.OPEN}, S.USED, _use, LINK.name)


def give_link(
    *, actor: Actor, person: Person, version: PolicyVersion, mail: bool, now: dt.datetime
) -> tuple[SigningLink, str]:
    """A link and its code, which is shown once; the links given before no longer count."""
    code = personal_links.draw_code()
    inputs = {"person": person, "version": version, "method": M.LINK, "code": code, "mail": mail}
    return create(actor=actor, transition=GIVE, now=now, inputs=inputs, about=person), code


def hand_over(*, actor: Actor, person: Person, version: PolicyVersion, now: dt.datetime) -> SigningLink:
    """A link for the device in hand: no code, since the person is there; it lasts half an hour."""
    inputs = {"person": person, "version": version, "method": M.TABLET, "code": "", "mail": False}
    link: SigningLink = create(actor=actor, transition=GIVE, now=now, inputs=inputs, about=person)
    return link


def tried(link: SigningLink, code: str, *, now: dt.datetime) -> bool:
    """Whether this is the code of the link. Wrong ones are counted; after five the link is void."""
    if personal_links.fits(code, link.code_hash):
        return True
    perform(actor=LINK, transition=TRY, subject=link, now=now)
    return False


def answer_by_link(*, link: SigningLink, answer: Answer, act: Act, now: dt.datetime) -> Attestation:
    """Use the link up and keep the answer, together or not at all."""
    with transaction.atomic():
        perform(actor=LINK, transition=USE, subject=link, now=now)
        return give(
            actor=LINK,
            person=link.person,
            version=link.version,
            answer=answer,
            act=act,
            method=link.method,
            filed_by=link.given_by_id,
            now=now,
        )
