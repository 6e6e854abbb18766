"""All reads of policy versions. What was ever published is for all staff; drafts for those who prepare them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from balise.policy.model import Clause
from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.signing.models.versions import ClauseAnchor, PolicySection, PolicyText, PolicyVersion
from balise.web.signing.versions_content import Changed, changes, living
from balise.web.verdicts.engine import the_policy

S = PolicyVersion.State


class NotThere(Exception):
    """No such version, section or text, or none for this reader."""


def in_force() -> PolicyVersion | None:
    """The version that binds today; None before the first is published."""
    return PolicyVersion.objects.filter(state=S.PUBLISHED).first()


def version_for(reader: Person, number: int, *, today: dt.date) -> PolicyVersion:
    """One version by its number, if the reader may see it. Raises ``NotThere``."""
    found = readable_by(reader, today=today).filter(number=number).first()
    if found is None:
        raise NotThere
    return found


def readable_by(reader: Person, *, today: dt.date) -> QuerySet[PolicyVersion]:
    """All the versions that the reader may see, the latest first."""
    found = PolicyVersion.objects.select_related("drafted_by", "approved_by", "published_by").order_by("-number")
    if prepares(reader, today=today):
        return found
    return found.exclude(published_at=None)


def prepares(reader: Person, *, today: dt.date) -> bool:
    """Whether the reader prepares versions, and so sees drafts."""
    return granted(reader, Permission.POLICY_DRAFT, today=today)


def texts_of(version: PolicyVersion) -> dict[str, PolicyText]:
    """The texts by language, French first, with their sections, without the bytes of their files."""
    ordered = Prefetch("sections", queryset=PolicySection.objects.order_by("position"))
    rows = version.texts.defer("original").prefetch_related(ordered).order_by("-language")
    return {text.language: text for text in rows}


def original_of(version: PolicyVersion, language: str) -> PolicyText:
    """The file as it was given, bytes included."""
    found = version.texts.filter(language=language).first()
    if found is None:
        raise NotThere
    return found


def section_named(section_id: int, reader: Person, *, today: dt.date) -> PolicySection:
    """One section, by its id, if the reader may see its version."""
    found = PolicySection.objects.select_related("text__version").filter(pk=section_id).first()
    if found is None or not readable_by(reader, today=today).filter(pk=found.text.version_id).exists():
        raise NotThere
    return found


def anchor_named(anchor_id: int, reader: Person, *, today: dt.date) -> ClauseAnchor:
    """Where a clause stands, by its id, if the reader may see its version."""
    found = ClauseAnchor.objects.filter(pk=anchor_id).first()
    if found is None or not readable_by(reader, today=today).filter(pk=found.version_id).exists():
        raise NotThere
    return found


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A clause of the pack and where it stands; ``anchor`` is None for a clause without passage."""

    clause: Clause
    anchor: ClauseAnchor | None


@dataclass(frozen=True, kw_only=True)
class Matching:
    """What a text says of the clauses, both ways round."""

    placed: list[Placed]
    alone: list[PolicySection]  # sections that no clause points at

    @property
    def missing(self) -> list[Clause]:
        """Clauses that no passage says."""
        return [one.clause for one in self.placed if one.anchor is None]


def matching(version: PolicyVersion, text: PolicyText) -> Matching:
    """Clauses and passages of one text, those that match nothing included."""
    anchors = {one.clause_id: one for one in version.anchors.filter(language=text.language)}
    placed = [Placed(clause=clause, anchor=anchors.get(clause.id)) for clause in living(the_policy())]
    pointed = {one.anchor.section_anchor for one in placed if one.anchor}
    alone = [one for one in text.sections.all() if one.anchor not in pointed and one.words]
    return Matching(placed=placed, alone=alone)


def between(old: PolicyVersion, new: PolicyVersion, language: str) -> list[Changed]:
    """What changed from one version to another, in French where one of them has no text in this language."""
    before, after = texts_of(old), texts_of(new)
    said = language if language in before and language in after else "fr"
    if said not in before or said not in after:
        raise NotThere
    return changes(list(before[said].sections.all()), list(after[said].sections.all()))


def previous_of(version: PolicyVersion) -> PolicyVersion | None:
    """The version that was in force before this one."""
    found = PolicyVersion.objects.exclude(published_at=None).filter(number__lt=version.number)
    return found.order_by("-number").first()


def to_approve(reader: Person) -> QuerySet[PolicyVersion]:
    """Drafts with a French text that the reader had no hand in."""
    found = PolicyVersion.objects.filter(state=S.DRAFT, texts__language="fr").order_by("number")
    return found.exclude(pk__in=[one.pk for one in found if reader.pk in one.hands])


def to_publish() -> QuerySet[PolicyVersion]:
    """Approved versions."""
    return PolicyVersion.objects.filter(state=S.APPROVED).order_by("number")
