"""A report is made: one part for each desk, which nothing in the database ties together."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import SystemRandom

from django.db import IntegrityError, transaction
from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.reporting import receipts
from balise.web.reporting.cleaning import Bare
from balise.web.reporting.models import Part
from balise.web.reporting.receiving import level_for
from balise.web.reporting.routing import DESK_OF
from balise.web.reporting.transitions.declaring import REPORTER, S, declared, worded
from balise.web.reporting.transitions.delivering import deliver
from balise.web.reporting.transitions.keeping import add_files
from balise.web.workflow import Inputs, Invalid, create

FIELDS = ("what", "where", "when", "who", "hope")


@dataclass(frozen=True, kw_only=True)
class Section:
    """What one desk is to receive. ``kinds``: the gravest first. ``said``: words by field, those of ``FIELDS``.

    ``team_concerned``: somebody of this desk is concerned, and none of them is to read it.
    """

    kinds: Sequence[str]
    said: Mapping[str, str]
    files: Sequence[Bare] = ()
    team_concerned: bool = False


def _make(part: Part, inputs: Inputs, now: dt.datetime) -> None:
    section: Section = inputs["section"]
    author: Person | None = inputs["author"]
    part.kind = section.kinds[0]
    part.desk = inputs.get("desk") or DESK_OF[part.kind]
    level = inputs["level"]
    if level is None:
        level = level_for(
            part.desk,
            team_concerned=section.team_concerned,
            named=[section.said.get("who", "")],
            author=author.pk if author else None,
            today=timezone.localdate(now),
        )
    if level is None:
        raise Invalid(
            fr="Personne ici ne peut recevoir ce signalement sans y être concerné. Écrivez à la personne de "
            "l’extérieur, si votre organisation en a nommé une, ou à un organisme public. Rien n’a été envoyé.",
            en="Nobody here can receive this report without being concerned by it. Write to the person outside, if "
            "your organisation named one, or to a public body. Nothing was sent.",
        )
    part.level, part.apart = level, inputs["apart"]
    part.locator, part.owner = inputs["locator"], inputs["owner"]
    part.made = timezone.localdate(now)
    part.save(force_insert=True)  # its key is drawn for its number
    said = {name: words for name in FIELDS if (words := section.said.get(name, "").strip())}
    if not section.files or said.get("what"):
        said["what"] = worded(
            said.get("what", ""), field="what", fr="Dites ce que vous avez vu.", en="Say what you saw."
        )
    said["kinds"] = " ".join(section.kinds)
    if author is not None:
        said["author"], said["author_id"] = author.get_full_name(), str(author.pk)
    part.put(said | dict(inputs.get("more") or {}))
    add_files(part, section.files)


MAKE = declared("make", _make, frozenset(), S.HELD, permission=Permission.REPORT_MAKE, systems=(REPORTER,))


def make(*, author: Person | None, form: str, sections: Sequence[Section], now: dt.datetime) -> list[Part]:
    """All parts of a report or none. ``form`` is the secret of the form: sent twice, it is one report.

    Without ``author``, only the receipt code of the form leads back to the parts. Raises ``Invalid``.
    """
    if not sections:
        raise Invalid(fr="Choisissez ce que vous voulez signaler.", en="Choose what you want to report.", field="kinds")
    places = receipts.locators(receipts.root_of(receipts.code_of(form)))
    known = list(Part.objects.filter(locator__in=places))
    if known:
        return known
    apart = len(sections) > 1
    order = list(zip(sections, places, strict=False))
    SystemRandom().shuffle(order)  # rows that are made one after the other say nothing of their order on the form
    try:
        with transaction.atomic():
            made = [_made(section, place, author=author, apart=apart, now=now) for section, place in order]
    except IntegrityError:
        known = list(Part.objects.filter(locator__in=places))
        if not known:
            raise
        return known  # the same form, sent twice at the same moment
    return made


def _made(section: Section, place: str, *, author: Person | None, apart: bool, now: dt.datetime) -> Part:
    owner = receipts.owner_of(author.pk) if author is not None else ""
    inputs = {"section": section, "locator": place, "author": author, "owner": owner, "apart": apart, "level": None}
    part: Part = create(actor=REPORTER, transition=MAKE, inputs=inputs, now=now)
    # what is signed and goes to one desk has no hour to hide
    return deliver(part=part, now=now) if author is not None and not apart else part


def take_from(
    part: Part, *, desk: str, level: int, section: Section, more: Mapping[str, str], now: dt.datetime
) -> Part:
    """A part taken from another, for another desk; found again only by who reported. The first one is locked."""
    inputs = {
        "section": section,
        "locator": receipts.locator_of_offspring(part.locator, part.offspring),
        "author": None,
        "owner": part.owner,
        "apart": True,
        "desk": desk,
        "level": level,
        "more": more,
    }
    made: Part = create(actor=REPORTER, transition=MAKE, inputs=inputs, now=now)
    return made


def a_form() -> str:
    """The secret of a form, where there is no page: a story of the demonstration, a test."""
    return secrets.token_hex(16)
