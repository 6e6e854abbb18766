"""That profiles show the end date: said by the person, in Balise, by a link, or on a page that somebody files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.evidence import transitions as evidence
from balise.web.lifecycle import telling
from balise.web.lifecycle.models import TABLE, DepartureLink, Stay, new_reference
from balise.web.lifecycle.transitions.declaring import LINK, S, way
from balise.web.outbox.models import OutboxRow
from balise.web.signatures import personal_links
from balise.web.vault.sealing import seal
from balise.web.workflow import Actor, Inputs, Invalid, create, perform

PURPOSE = "departure"
MAIL = "lifecycle.link"
SOURCE = "departure"
LASTS = dt.timedelta(days=30)
LONGEST_LINK = 500
L = DepartureLink.State
_web = URLValidator(schemes=["http", "https"])


def _confirm(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    stay.profiles, stay.confirmed_by = inputs["profiles"], inputs["method"]
    stay.confirmed_on = timezone.localdate(now)
    link = inputs["link"].strip()
    if link and inputs["profiles"] != Stay.Profiles.DATED:
        raise Invalid(
            fr="Vous dites qu’aucun profil ne nomme l’organisation\u00a0: laissez l’adresse vide.",
            en="You say that no profile names the organisation: leave the address empty.",
            field="link",
        )
    stay.profile_link = _sealed_link(stay, link) if link else b""
    if inputs["method"] == Stay.Method.LINK:
        telling.confirms(stay, now=now)


def _sealed_link(stay: Stay, link: str) -> bytes:
    try:
        _web(link)
        right = len(link) <= LONGEST_LINK and bool(urlsplit(link).hostname)
    except (ValidationError, ValueError):
        right = False
    if not right:
        raise Invalid(
            fr="Cette adresse ne convient pas\u00a0: elle commence par https:// et mène à votre profil. Vous pouvez "
            "aussi la laisser vide.",
            en="This address won’t do: it begins with https:// and leads to your profile. You may also leave it empty.",
            field="link",
        )
    return seal(link, table=TABLE, column="profile_link", record=stay.reference)


def _file(stay: Stay, inputs: Inputs, now: dt.datetime) -> None:
    on: dt.date = inputs["on"]
    if on > timezone.localdate(now):
        raise Invalid(fr="Cette date n’est pas encore venue.", en="This date has not come yet.", field="on")
    if stay.leaving_since is not None and on < min(stay.first_day, timezone.localdate(stay.leaving_since)):
        raise Invalid(
            fr="Cette date précède l’annonce du départ.", en="This date is before the departure was known.", field="on"
        )
    stay.profiles, stay.confirmed_by, stay.confirmed_on = inputs["profiles"], Stay.Method.PAPER, on
    if inputs["page"]:
        kept = evidence.keep(
            actor=inputs.person,
            kind=evidence.SCAN,
            content=inputs["page"],
            media_type=inputs["media_type"],
            filename=inputs["filename"],
            source_kind=SOURCE,
            source_id=str(stay.pk),
            person=stay.person_id,
            now=now,
        )
        stay.page = kept.reference


def _give(link: DepartureLink, inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    stay = Stay.objects.select_for_update().get(pk=inputs["stay"].pk)
    if not stay.departing:
        raise Invalid(fr="Ce départ est fermé ou annulé.", en="This departure is closed or cancelled.")
    address = inputs["address"].strip()
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise Invalid(
                fr="Cette adresse de courriel ne convient pas.", en="This e-mail address won’t do.", field="address"
            ) from None
    DepartureLink.objects.filter(stay=stay, state=L.OPEN).update(state=L.CANCELLED)
    link.stay, link.reference = stay, new_reference()
    link.given_by, link.given_at, link.expires = inputs.person, now, now + LASTS
    link.code_hash = personal_links.hash_of(inputs["code"])
    if address:
        link.address = seal(address, table=TABLE, column="address", record=stay.reference)
    link.save()
    return [OutboxRow(kind=MAIL, payload={"link": link.pk})] if address else []


def _try(link: DepartureLink, _inputs: Inputs, _now: dt.datetime) -> None:
    link.tries += 1
    if link.tries >= personal_links.TRIES:
        link.state = L.CANCELLED


def _use(link: DepartureLink, _inputs: Inputs, now: dt.datetime) -> None:
    if link.expires <= now:
        raise Invalid(
            fr="Ce lien a expiré. Demandez-en un autre à la personne qui vous l’a donné. Rien n’est noté.",
            en="This link has expired. Ask whoever gave it to you for another. Nothing is noted.",
        )
    link.used_at = now


def _how(stay: Stay, _inputs: Inputs) -> Mapping[str, Any]:
    return {"person": stay.person_id, "profiles": stay.profiles, "method": stay.confirmed_by, "page": stay.page}


def _whose(link: DepartureLink, _inputs: Inputs) -> Mapping[str, Any]:
    return {"stay": link.stay_id}


_DEPARTING = (S.LEAVING, S.ENDED)
CONFIRM = way("stay.confirm", Permission.STAY_CONFIRM, _DEPARTING, None, _confirm, detail=_how, systems={LINK.name})
FILE = way("stay.file_confirmation", Permission.STAY_FILE, _DEPARTING, None, _file, detail=_how)
GIVE = way("stay_link.give", Permission.STAY_FILE, (), L.OPEN, _give, subject=DepartureLink, detail=_whose)
TRY = way(
    "stay_link.try",
    Permission.STAY_FILE,
    (L.OPEN,),
    None,
    _try,
    subject=DepartureLink,
    detail=_whose,
    systems={LINK.name},
)
USE = way(
    "stay_link.use",
    Permission.STAY_FILE,
    (L.OPEN,),
    L.USED,
    _use,
    subject=DepartureLink,
    detail=_whose,
    systems={LINK.name},
)


def confirm(*, actor: Actor, stay: Stay, profiles: str, link: str, now: dt.datetime) -> Stay:
    """The person says it themselves; ``link`` to a profile may be empty. It may be said again until HR closes."""
    inputs = {"profiles": profiles, "link": link, "method": Stay.Method.APP}
    return perform(actor=actor, transition=CONFIRM, subject=stay, now=now, inputs=inputs)


def file_confirmation(
    *,
    actor: Actor,
    stay: Stay,
    profiles: str,
    on: dt.date,
    page: bytes = b"",
    media_type: str = "",
    filename: str = "",
    now: dt.datetime,
) -> Stay:
    """Write down what a signed page says; the page itself, if given, is kept sealed among the proofs."""
    inputs = {"profiles": profiles, "on": on, "page": page, "media_type": media_type, "filename": filename}
    return perform(actor=actor, transition=FILE, subject=stay, now=now, inputs=inputs)


def give_link(*, actor: Actor, stay: Stay, address: str, now: dt.datetime) -> tuple[DepartureLink, str]:
    """A link and its code, shown once. ``address`` is where the link is mailed; empty: it is handed over."""
    code = personal_links.draw_code()
    inputs = {"stay": stay, "address": address, "code": code}
    return create(actor=actor, transition=GIVE, now=now, inputs=inputs, about=stay), code


def path_of(link: DepartureLink) -> str:
    """The path of its page."""
    return reverse("lifecycle:link", args=[personal_links.token_of(link.reference, purpose=PURPOSE)])


def link_named(token: str) -> DepartureLink | None:
    """The link that a token stands for, whatever its state; None for a forged one."""
    reference = personal_links.reference_in(token, purpose=PURPOSE)
    if reference is None:
        return None
    return DepartureLink.objects.filter(reference=reference).select_related("stay__person", "given_by").first()


def tried(link: DepartureLink, code: str, *, now: dt.datetime) -> bool:
    """Whether this is the code of the link. Wrong ones are counted; after five the link is void."""
    if personal_links.fits(code, link.code_hash):
        return True
    perform(actor=LINK, transition=TRY, subject=link, now=now)
    return False


def answer_by_link(*, link: DepartureLink, profiles: str, address: str, now: dt.datetime) -> Stay:
    """Use the link up and keep what was said, together or not at all."""
    with transaction.atomic():
        perform(actor=LINK, transition=USE, subject=link, now=now)
        inputs = {"profiles": profiles, "link": address, "method": Stay.Method.LINK}
        return perform(actor=LINK, transition=CONFIRM, subject=link.stay, now=now, inputs=inputs)
