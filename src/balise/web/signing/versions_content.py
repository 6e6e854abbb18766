"""What a version holds, as values: its fingerprint, what its clauses point at, what changed from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import orjson

from balise.documents.likeness import Sought
from balise.documents.sections import Section, paragraphs
from balise.policy.model import Clause, Policy
from balise.screening.explaining import in_words
from balise.web.signing.models.versions import ClauseAnchor, PolicySection, PolicyVersion

LANGUAGES = ("fr", "en")


def living(policy: Policy) -> list[Clause]:
    """The clauses that a text is expected to say, in the order of the policy."""
    return [clause for clause in policy.clauses if clause.retired_into is None]


def sought(policy: Policy, language: str) -> list[Sought]:
    """The same, as likeness looks for them in a text of this language."""
    return [
        Sought(
            id=clause.id,
            title=in_words(clause.title, language),
            rule=(clause.texts.get(language) or next(iter(clause.texts.values()))).rule,
        )
        for clause in living(policy)
    ]


def as_sections(rows: Sequence[PolicySection]) -> list[Section]:
    """Kept sections, as the importer made them."""
    return [
        Section(anchor=row.anchor, number=row.number, level=row.level, title=row.title, html=row.html, words=row.words)
        for row in rows
    ]


def fingerprint(version: PolicyVersion) -> str:
    """SHA-256 (hex) of all that is approved: files, what is shown of them, clauses and their passages, the pack."""
    texts = [
        {
            "language": text.language,
            "sha256": text.sha256,
            "media_type": text.media_type,
            "sections": [
                [one.anchor, one.number, one.level, one.title, one.html, one.words] for one in text.sections.all()
            ],
        }
        for text in version.texts.defer("original").prefetch_related("sections").order_by("language")
    ]
    anchors = version.anchors.order_by("language", "clause_id")
    said = {
        "pack": version.pack_reference,
        "texts": texts,
        "anchors": list(anchors.values_list("language", "clause_id", "section_anchor", "passage")),
    }
    return sha256(orjson.dumps(said)).hexdigest()


def side_by_side(
    ours: Sequence[PolicySection], theirs: Sequence[PolicySection], anchors: Sequence[ClauseAnchor]
) -> dict[str, PolicySection]:
    """For each section of one text (by its anchor) the section of the other that says it, where there is one.

    The same anchor (a number), else the section of the same clause, else the same place in texts of the same length.
    """
    named = {one.anchor: one for one in theirs}
    mine = {one.anchor for one in ours}
    paired = {anchor: named[anchor] for anchor in mine & named.keys()}
    by_clause: dict[str, set[str]] = {}
    for anchor in anchors:
        by_clause.setdefault(anchor.clause_id, set()).add(anchor.section_anchor)
    for places in by_clause.values():
        for place in places & mine - paired.keys():
            other = next((one for one in places & named.keys() if named[one] not in paired.values()), None)
            if other is not None:
                paired[place] = named[other]
    if len(ours) == len(theirs):
        for one, other in zip(ours, theirs, strict=True):
            if one.anchor not in paired and other not in paired.values():
                paired[one.anchor] = other
    return paired


class Change(StrEnum):
    """What happened to a section between two versions."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    SAME = "same"


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One section of either version, in the order of the new one; removed ones stand where they stood."""

    change: Change
    anchor: str
    number: str
    title: str
    old: str = ""
    new: str = ""


def changes(old: Sequence[PolicySection], new: Sequence[PolicySection]) -> list[Changed]:
    """Every section of both, told by anchor: the same words under the same title are the same."""
    before = {one.anchor: one for one in old}
    present = {one.anchor for one in new}
    found = []
    gone = [one for one in old if one.anchor not in present]
    places = {one.anchor: at for at, one in enumerate(old)}
    for section in new:
        known = before.get(section.anchor)
        while gone and known is not None and places[gone[0].anchor] < places[section.anchor]:
            found.append(_removed(gone.pop(0)))
        if known is None:
            change = Change.ADDED
        else:
            change = Change.SAME if _said(known) == _said(section) else Change.CHANGED
        found.append(
            Changed(
                change=change,
                anchor=section.anchor,
                number=section.number,
                title=section.title,
                old=_said(known) if known else "",
                new=_said(section),
            )
        )
    return found + [_removed(one) for one in gone]


def is_passage(section: PolicySection, passage: str) -> bool:
    """Whether every paragraph of the passage stands in the section, word for word."""
    whole = set(paragraphs(section.words))
    wanted = paragraphs(passage)
    return bool(wanted) and all(one in whole for one in wanted)


def _removed(section: PolicySection) -> Changed:
    return Changed(
        change=Change.REMOVED,
        anchor=section.anchor,
        number=section.number,
        title=section.title,
        old=_said(section),
    )


def _said(section: PolicySection) -> str:
    return f"{section.title}\n{section.words}".strip()
