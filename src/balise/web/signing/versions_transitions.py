"""All writes of policy versions: drafted, approved by another, published, withdrawn. Approval binds to content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from balise.documents import importing
from balise.documents.importing import Problem, Unreadable
from balise.documents.likeness import propose
from balise.documents.sections import paragraphs
from balise.web.access.permissions import Permission
from balise.web.events import publish as tell
from balise.web.people.models import Person
from balise.web.search.indexing import index
from balise.web.signing.clauses_searching import SOURCE as CLAUSES
from balise.web.signing.events import VersionPublished, VersionWithdrawn
from balise.web.signing.models.versions import ClauseAnchor, PolicySection, PolicyText, PolicyVersion
from balise.web.signing.versions_content import LANGUAGES, as_sections, fingerprint, is_passage, living, sought
from balise.web.signing.versions_searching import SOURCE as SECTIONS
from balise.web.verdicts.engine import the_policy
from balise.web.workflow import Actor, Inputs, Invalid, System, Transition, create, declare, perform

S = PolicyVersion.State
_DEMO = frozenset({"demo"})
_NEW_VERSION = System("new-version")

_UNREADABLE = {
    Problem.DAMAGED: (
        "Ce fichier est abîmé : ouvrez-le dans son logiciel, enregistrez-le de nouveau, puis réessayez.",
        "This file is damaged: open it in its own program, save it again, then try again.",
    ),
    Problem.EMPTY: ("Ce fichier est vide.", "This file is empty."),
    Problem.LOCKED: (
        "Ce PDF demande un mot de passe : enregistrez-en une copie sans mot de passe.",
        "This PDF asks for a password: save a copy without one.",
    ),
    Problem.NO_WORDS: (
        "Ce PDF ne contient que des images de texte : donnez plutôt le document d’origine (DOCX ou Markdown).",
        "This PDF holds only pictures of text: give the original document instead (DOCX or Markdown).",
    ),
    Problem.TOO_BIG: ("Ce fichier est trop gros : 10 Mo au plus.", "This file is too big: 10 MB at most."),
    Problem.UNKNOWN: (
        "Ce fichier n’est ni un DOCX, ni un PDF, ni du Markdown en UTF-8.",
        "This file is neither a DOCX, nor a PDF, nor Markdown in UTF-8.",
    ),
}


def _draft(version: PolicyVersion, inputs: Inputs, now: dt.datetime) -> None:
    last = PolicyVersion.objects.aggregate(last=Max("number"))["last"] or 0
    version.number = last + 1
    version.pack_reference = the_policy().reference
    drafter = _person(inputs)
    version.drafted_by, version.hands, version.drafted_at = drafter, [drafter.pk], now


def _import_text(version: PolicyVersion, inputs: Inputs, now: dt.datetime) -> None:
    language, content, read = inputs["language"], inputs["content"], inputs["read"]
    if language not in LANGUAGES:
        raise Invalid(fr="Choisissez la langue du texte.", en="Choose the language of the text.", field="language")
    by_hand = list(version.anchors.filter(language=language, by_hand=True))
    version.texts.filter(language=language).delete()
    version.anchors.filter(language=language).delete()
    text = PolicyText.objects.create(
        version=version,
        language=language,
        filename=_plain_name(inputs["filename"], read.media_type),
        media_type=read.media_type.value,
        original=content,
        sha256=sha256(content).hexdigest(),
        imported_at=now,
    )
    rows = [
        PolicySection(
            text=text,
            position=position,
            anchor=section.anchor[:80],
            number=section.number,
            level=section.level,
            title=section.title,
            html=section.html,
            words=section.words,
        )
        for position, section in enumerate(read.sections)
    ]
    PolicySection.objects.bulk_create(rows)  # no signal: a draft is not looked through
    _propose(version, language, rows, by_hand)
    version.pack_reference = the_policy().reference
    _touch(version, inputs)


def _propose(
    version: PolicyVersion, language: str, rows: Sequence[PolicySection], by_hand: Sequence[ClauseAnchor]
) -> None:
    """Passages by likeness; those that a person chose stay where the new text still says the same."""
    policy = the_policy()
    sections = {row.anchor: row for row in rows}
    kept = {
        one.clause_id: one
        for one in by_hand
        if one.section_anchor in sections and is_passage(sections[one.section_anchor], one.passage)
    }
    proposed = propose(sought(policy, language), as_sections(rows))
    made = []
    for clause in living(policy):
        old, new = kept.get(clause.id), proposed.get(clause.id)
        if old is None and new is None:
            continue
        made.append(
            ClauseAnchor(
                version=version,
                language=language,
                clause_id=clause.id,
                section_anchor=old.section_anchor if old else new.anchor,  # type: ignore[union-attr]
                passage=old.passage if old else new.passage,  # type: ignore[union-attr]
                by_hand=old is not None,
            )
        )
    ClauseAnchor.objects.bulk_create(made)


def _remove_text(version: PolicyVersion, inputs: Inputs, _now: dt.datetime) -> None:
    if inputs["language"] == "fr":
        raise Invalid(
            fr="Le texte français fait autorité : remplacez-le, il ne s’enlève pas.",
            en="The French text is authoritative: replace it, it cannot be removed.",
        )
    version.texts.filter(language=inputs["language"]).delete()
    version.anchors.filter(language=inputs["language"]).delete()
    _touch(version, inputs)


def _anchor(version: PolicyVersion, inputs: Inputs, _now: dt.datetime) -> None:
    clause_id, language = inputs["clause_id"], inputs["language"]
    if clause_id not in {clause.id for clause in living(the_policy())}:
        raise Invalid(fr="La politique n’a pas cet article.", en="The policy has no such clause.", field="clause")
    anchors = version.anchors.filter(language=language, clause_id=clause_id)
    if not inputs["section_anchor"]:
        anchors.delete()
    else:
        section = PolicySection.objects.filter(
            text__version=version, text__language=language, anchor=inputs["section_anchor"]
        ).first()
        passage = "\n".join(paragraphs(inputs["passage"]))
        if section is None or not is_passage(section, passage):
            raise Invalid(
                fr="Cochez au moins un paragraphe de la section : la citation est prise mot à mot.",
                en="Tick at least one paragraph of the section: the quotation is word for word.",
                field="paragraphs",
            )
        said = {"section_anchor": section.anchor, "passage": passage, "by_hand": True}
        ClauseAnchor.objects.update_or_create(version=version, language=language, clause_id=clause_id, defaults=said)
    _touch(version, inputs)


def _approve(version: PolicyVersion, inputs: Inputs, now: dt.datetime) -> None:
    if not version.texts.filter(language="fr").exists():
        raise Invalid(
            fr="Il manque le texte français, qui fait autorité : importez-le d’abord.",
            en="The French text, which is authoritative, is missing: import it first.",
        )
    if version.pack_reference != the_policy().reference:
        raise Invalid(
            fr="Les articles ont changé depuis que ce texte a été importé : importez-le de nouveau.",
            en="The clauses have changed since this text was imported: import it again.",
        )
    content_hash = fingerprint(version)
    if inputs.get("content_hash", content_hash) != content_hash:
        raise Invalid(
            fr="La version a changé pendant que vous la lisiez : relisez-la avant de l’approuver.",
            en="The version changed while you were reading it: read it again before approving it.",
        )
    version.content_hash = content_hash
    version.approved_by, version.approved_at = _person(inputs), now


def _reopen(version: PolicyVersion, inputs: Inputs, _now: dt.datetime) -> None:
    version.content_hash, version.approved_by, version.approved_at = "", None, None
    _touch(version, inputs)


def _publish(version: PolicyVersion, inputs: Inputs, now: dt.datetime) -> None:
    if fingerprint(version) != version.content_hash or not all(text.intact() for text in version.texts.all()):
        raise Invalid(
            fr="Ce texte n’est plus celui qui a été approuvé : remettez-le en brouillon et faites-le approuver.",
            en="This text is no longer the one that was approved: take the version back to draft and have it approved.",
        )
    version.published_by, version.published_at = _person(inputs), now
    tell(VersionPublished(version.pk, inputs.get("replaced")))


def _replace(version: PolicyVersion, _inputs: Inputs, now: dt.datetime) -> None:
    version.withdrawn_at = now


def _withdraw(version: PolicyVersion, inputs: Inputs, now: dt.datetime) -> None:
    version.withdrawn_at, version.withdrawal_reason = now, inputs.reason.strip()
    if version.published_at is not None:
        tell(VersionWithdrawn(version.pk))


def _touch(version: PolicyVersion, inputs: Inputs) -> None:
    if isinstance(inputs.actor, Person) and inputs.actor.pk not in version.hands:
        version.hands = [*version.hands, inputs.actor.pk]


def _person(inputs: Inputs) -> Person:
    """Who acts; the demonstration says for whom it does."""
    return inputs["for"] if isinstance(inputs.actor, System) else inputs.actor


def _plain_name(name: str, media_type: importing.MediaType) -> str:
    """A name that every system takes, with the ending that its content has."""
    stem = "".join(one if one.isalnum() or one in "-_ ." else "-" for one in name.rsplit(".", 1)[0]).strip(" .-")
    return f"{stem[:150] or 'politique'}{media_type.suffix}"


def _said_text(_version: PolicyVersion, inputs: Inputs) -> Mapping[str, Any]:
    return {"language": inputs["language"]}


def _said_import(version: PolicyVersion, inputs: Inputs) -> Mapping[str, Any]:
    text = version.texts.only("sha256").get(language=inputs["language"])
    return {"language": inputs["language"], "sha256": text.sha256}


def _said_clause(_version: PolicyVersion, inputs: Inputs) -> Mapping[str, Any]:
    return {"language": inputs["language"], "clause": inputs["clause_id"]}


def _said_hash(version: PolicyVersion, _inputs: Inputs) -> Mapping[str, Any]:
    return {"content": version.content_hash}


def _way(name: str, permission: Permission, source: set[S], target: S | None, change: Any, **more: Any) -> Transition:
    return declare(
        Transition(
            id=f"policy_version.{name}",
            subject=PolicyVersion,
            permission=permission,
            source=frozenset(source),
            target=target,
            change=change,
            systems=more.pop("systems", _DEMO),
            **more,
        )
    )


P = Permission
DRAFT = _way("draft", P.POLICY_DRAFT, set(), S.DRAFT, _draft)
IMPORT_TEXT = _way("import_text", P.POLICY_DRAFT, {S.DRAFT}, None, _import_text, detail=_said_import)
REMOVE_TEXT = _way("remove_text", P.POLICY_DRAFT, {S.DRAFT}, None, _remove_text, detail=_said_text, systems=frozenset())
ANCHOR = _way("anchor", P.POLICY_DRAFT, {S.DRAFT}, None, _anchor, detail=_said_clause, systems=frozenset())
APPROVE = _way("approve", P.POLICY_APPROVE, {S.DRAFT}, S.APPROVED, _approve, detail=_said_hash)
REOPEN = _way("reopen", P.POLICY_DRAFT, {S.APPROVED}, S.DRAFT, _reopen, systems=frozenset())
PUBLISH = _way("publish", P.POLICY_PUBLISH, {S.APPROVED}, S.PUBLISHED, _publish, detail=_said_hash)
REPLACE = _way(
    "replace", P.POLICY_WITHDRAW, {S.PUBLISHED}, S.WITHDRAWN, _replace, systems=frozenset({_NEW_VERSION.name})
)
WITHDRAW = _way(
    "withdraw",
    P.POLICY_WITHDRAW,
    {S.DRAFT, S.APPROVED, S.PUBLISHED},
    S.WITHDRAWN,
    _withdraw,
    systems=frozenset(),
    reason=True,
)


def draft(*, actor: Actor, now: dt.datetime, on_behalf: Person | None = None) -> PolicyVersion:
    """A new version, empty, bound to the pack as it is now. ``on_behalf`` is whom the demonstration speaks for."""
    for _ in range(2):
        with suppress(IntegrityError):  # somebody took that number meanwhile
            return _drafted(actor, now, on_behalf)
    return _drafted(actor, now, on_behalf)


def _drafted(actor: Actor, now: dt.datetime, on_behalf: Person | None) -> PolicyVersion:
    version: PolicyVersion = create(actor=actor, transition=DRAFT, now=now, inputs={"for": on_behalf})
    return version


def import_text(
    *, actor: Actor, version: PolicyVersion, language: str, filename: str, content: bytes, now: dt.datetime
) -> PolicyVersion:
    """Take the official text in a language, in place of the one before; ``Invalid`` says why a file won't do."""
    try:
        read = importing.read(content)  # before the transaction: a long document must hold nobody up
    except Unreadable as error:
        said = _UNREADABLE[error.problem]
        raise Invalid(fr=said[0], en=said[1], field="file") from None
    inputs = {"language": language, "filename": filename, "content": content, "read": read}
    return perform(actor=actor, transition=IMPORT_TEXT, subject=version, now=now, inputs=inputs)


def remove_text(*, actor: Actor, version: PolicyVersion, language: str, now: dt.datetime) -> PolicyVersion:
    """Take a translation away."""
    return perform(actor=actor, transition=REMOVE_TEXT, subject=version, now=now, inputs={"language": language})


def anchor(
    *,
    actor: Actor,
    version: PolicyVersion,
    language: str,
    clause_id: str,
    section_anchor: str,
    passage: str,
    now: dt.datetime,
) -> PolicyVersion:
    """Say where a clause stands in a text; an empty ``section_anchor`` says that it stands nowhere."""
    inputs = {
        "language": language,
        "clause_id": clause_id,
        "section_anchor": section_anchor,
        "passage": passage,
    }
    return perform(actor=actor, transition=ANCHOR, subject=version, now=now, inputs=inputs)


def approve(
    *, actor: Actor, version: PolicyVersion, content_hash: str, now: dt.datetime, on_behalf: Person | None = None
) -> PolicyVersion:
    """Approve what was read: ``content_hash`` is the fingerprint that the page showed."""
    inputs = {"content_hash": content_hash, "for": on_behalf}
    return perform(actor=actor, transition=APPROVE, subject=version, now=now, inputs=inputs)


def reopen(*, actor: Actor, version: PolicyVersion, now: dt.datetime) -> PolicyVersion:
    """Take an approved version back to draft; its approval is void."""
    return perform(actor=actor, transition=REOPEN, subject=version, now=now)


def publish(
    *, actor: Actor, version: PolicyVersion, now: dt.datetime, on_behalf: Person | None = None
) -> PolicyVersion:
    """Put an approved version in force; the one before is withdrawn in the same moment."""
    with transaction.atomic():
        # all of them, in one order: of two publications at once, the second replaces the first
        list(PolicyVersion.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
        before = PolicyVersion.objects.filter(state=S.PUBLISHED).exclude(pk=version.pk).first()
        if before is not None:
            perform(actor=_NEW_VERSION, transition=REPLACE, subject=before, now=now)
        inputs = {"replaced": before.pk if before else None, "for": on_behalf}
        published = perform(actor=actor, transition=PUBLISH, subject=version, now=now, inputs=inputs)
        _look_again(published, *([before] if before else []))
    return published


def withdraw(*, actor: Actor, version: PolicyVersion, reason: str, now: dt.datetime) -> PolicyVersion:
    """Take a version out of force with nothing in its place, or give a draft up."""
    with transaction.atomic():
        gone = perform(actor=actor, transition=WITHDRAW, subject=version, now=now, reason=reason)
        _look_again(gone)
    return gone


def _look_again(*versions: PolicyVersion) -> None:
    """What is in force can be found, what no longer is cannot."""
    for section in PolicySection.objects.filter(text__version__in=versions).select_related("text__version"):
        index(SECTIONS, section)
    for anchored in ClauseAnchor.objects.filter(version__in=versions).select_related("version"):
        index(CLAUSES, anchored)
