"""Writing: birth, saving, images, claims, taking back, giving up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from balise.web.access.permissions import Permission
from balise.web.approvals import recording
from balise.web.approvals.acting import acting
from balise.web.events import publish
from balise.web.publishing.claims import claims_hash
from balise.web.publishing.content import Draft, Picture, clean, content_hash
from balise.web.publishing.events import ApprovalsVoided, Withdrawn
from balise.web.publishing.images import MOST_IMAGES, Stored
from balise.web.publishing.models import Claim, Image, Publication
from balise.web.publishing.online import mark_images, must_not_have_begun, shown_hashes
from balise.web.publishing.sending.queueing import release
from balise.web.publishing.settling import settle
from balise.web.workflow import Actor, Inputs, Invalid, Transition, create, declare, perform

WRITING = frozenset({"correcting", "draft", "returned"})
TITLE = 120


def _put(publication: Publication, draft: Draft, inputs: Inputs, now: dt.datetime) -> None:
    """Put a draft in its place; approvals given to another content are voided, and those concerned told."""
    draft = clean(draft)
    mark_images(publication, draft, now=now)
    publication.draft = draft.as_json()
    publication.changed = now
    publication.version += 1
    changed = content_hash(draft)
    publication.voided_now = ()  # type: ignore[attr-defined]
    if changed == publication.hash:
        return
    publication.hash = changed
    if publication.submitted is None:
        return  # nobody was ever asked: one query less at each autosave
    spared = shown_hashes(publication)  # what is online stays approved
    voided = recording.void(source=publication.source, content_hash=changed, spared=spared, now=now)
    publication.voided_now = tuple(voided)  # type: ignore[attr-defined]
    if voided:
        approvers = tuple(sorted({approval.approver_id for approval in voided}))
        publish(ApprovalsVoided(publication.pk, acting(inputs).pk, approvers))


def _create(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    draft = clean(inputs["draft"])
    publication.author = acting(inputs)
    publication.voice = inputs["voice"]
    publication.title = inputs["title"][:TITLE]
    publication.draft = draft.as_json()
    publication.hash = content_hash(draft)
    publication.planned = inputs["planned"]
    publication.created = publication.changed = now


def _save(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    if inputs["version"] != publication.version:
        raise Invalid(
            field="version",
            fr="Ce brouillon a été enregistré dans une autre fenêtre depuis que vous avez ouvert celle-ci. Votre texte "
            "est encore ici\u00a0: comparez, puis enregistrez de nouveau pour garder le vôtre.",
            en="This draft was saved in another window since you opened this one. Your text is still here: compare, "
            "then save again to keep yours.",
        )
    publication.title = inputs["title"][:TITLE]
    publication.planned = inputs["planned"]
    _put(publication, inputs["draft"], inputs, now)


def _add_image(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    stored: Stored = inputs["stored"]
    draft = publication.content
    if any(image.sha == stored.sha for image in draft.images):
        raise Invalid(field="image", fr="Cette image y est déjà.", en="This image is already there.")
    if len(draft.images) >= MOST_IMAGES:
        raise Invalid(
            field="image",
            fr=f"Une publication porte au plus {MOST_IMAGES} images.",
            en=f"A publication carries at most {MOST_IMAGES} images.",
        )
    Image.objects.update_or_create(
        publication=publication,
        sha=stored.sha,
        defaults={
            "extension": stored.extension,
            "name": stored.name,
            "width": stored.width,
            "height": stored.height,
            "size": stored.size,
            "added": now,
            "removed": None,
        },
    )
    picture = Picture(sha=stored.sha, alt=inputs["alt"], name=stored.name)
    _put(publication, replace(draft, images=(*draft.images, picture)), inputs, now)


def _remove_image(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    draft = publication.content
    kept = tuple(image for image in draft.images if image.sha != inputs["sha"])
    if len(kept) == len(draft.images):
        raise Invalid(field="image", fr="Cette image n’y est plus.", en="This image is no longer there.")
    _put(publication, replace(draft, images=kept), inputs, now)


def _add_claim(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    statement, source = inputs["statement"].strip(), inputs["source"].strip()
    if not statement or not source:
        raise Invalid(
            field="source",
            fr="Dites ce qui est affirmé et d’où cela vient.",
            en="Say what is stated and where it comes from.",
        )
    if publication.claims.count() >= 50:
        raise Invalid(field="source", fr="Cinquante sources suffisent.", en="Fifty sources are enough.")
    Claim.objects.create(
        publication=publication,
        statement=statement[:500],
        source=source[:500],
        verified_by=acting(inputs) if inputs["checked"] else None,
        verified=now if inputs["checked"] else None,
    )
    _claims_changed(publication, inputs, now)
    settle(publication, now=now)


def _remove_claim(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    _claim(publication, inputs["claim"]).delete()
    _claims_changed(publication, inputs, now)


def _claims_changed(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    """Claims are not in the content's hash, but those who said yes said it with these: they are asked again."""
    publication.voided_now = ()  # type: ignore[attr-defined]
    online = publication.online.hash if publication.online else ""
    if publication.submitted is None or publication.hash == online:
        return
    voided = recording.void_other_annexes(
        source=publication.source, content_hash=publication.hash, annex=claims_hash(publication), now=now
    )
    publication.voided_now = tuple(voided)  # type: ignore[attr-defined]
    if voided:
        approvers = tuple(sorted({approval.approver_id for approval in voided}))
        publish(ApprovalsVoided(publication.pk, acting(inputs).pk, approvers))


def _verify_claim(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    claim = _claim(publication, inputs["claim"])
    claim.verified_by, claim.verified = acting(inputs), now
    claim.save()
    settle(publication, now=now)


def _claim(publication: Publication, claim_id: int) -> Claim:
    claim = publication.claims.filter(pk=claim_id).first()
    if claim is None:
        raise Invalid(field="source", fr="Cette source n’y est plus.", en="This source is no longer there.")
    return claim


def _reopen(publication: Publication, _inputs: Inputs, now: dt.datetime) -> None:
    release(publication, now=now)
    if publication.online_id is not None:
        must_not_have_begun(publication)
    elif publication.placements.exclude(address="").exists():
        raise Invalid(
            fr="Cette publication est déjà en ligne quelque part\u00a0: demandez son retrait, puis refaites-en une.",
            en="This post is already online somewhere: ask for its retraction, then make another.",
        )
    recording.close(source=publication.source)
    publication.state = Publication.State.DRAFT if publication.online_id is None else Publication.State.CORRECTING
    publication.changed = now


def _withdraw(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    release(publication, now=now)
    if publication.online_id is not None:
        raise Invalid(
            fr="Cette publication est en ligne\u00a0: abandonnez plutôt sa correction, ou demandez son retrait.",
            en="This post is online: give up its correction instead, or ask for its retraction.",
        )
    if publication.placements.exclude(address="").exists():
        raise Invalid(
            fr="Cette publication est déjà en ligne quelque part\u00a0: demandez plutôt son retrait.",
            en="This post is already online somewhere: ask for its retraction instead.",
        )
    recording.close(source=publication.source)
    publication.changed = now
    publish(Withdrawn(publication.pk, acting(inputs).pk))


def _hashed(publication: Publication, _inputs: Inputs) -> Mapping[str, Any]:
    return {"hash": publication.hash}


def _declared(name: str, permission: Permission, change: Any, **more: Any) -> Transition:
    settings = {"source": WRITING, "target": None, "detail": _hashed, **more}
    return declare(Transition(id=name, subject=Publication, permission=permission, change=change, **settings))


CREATE = _declared("publication.create", Permission.PUBLICATION_CREATE, _create, source=frozenset(), target="draft")
SAVE = _declared("publication.save", Permission.PUBLICATION_EDIT, _save)
ADD_IMAGE = _declared("publication.add_image", Permission.PUBLICATION_EDIT, _add_image)
REMOVE_IMAGE = _declared("publication.remove_image", Permission.PUBLICATION_EDIT, _remove_image)
ADD_CLAIM = _declared("publication.add_claim", Permission.PUBLICATION_EDIT, _add_claim, source=WRITING | {"submitted"})
REMOVE_CLAIM = _declared("publication.remove_claim", Permission.PUBLICATION_EDIT, _remove_claim)
VERIFY_CLAIM = _declared(
    "publication.verify_claim", Permission.SOURCE_VERIFY, _verify_claim, source=WRITING | {"submitted"}
)
REOPEN = _declared(
    "publication.reopen",
    Permission.PUBLICATION_EDIT,
    _reopen,
    source=frozenset({"submitted", "approved"}),
)
WITHDRAW = _declared(
    "publication.withdraw",
    Permission.PUBLICATION_WITHDRAW,
    _withdraw,
    source=WRITING | {"submitted", "approved"},
    target="withdrawn",
)


def create_publication(
    *, actor: Actor, voice: str, draft: Draft, title: str = "", planned: dt.datetime | None = None, now: dt.datetime
) -> Publication:
    """A new draft of the actor's."""
    inputs = {"voice": voice, "draft": draft, "title": title, "planned": planned}
    publication: Publication = create(actor=actor, transition=CREATE, inputs=inputs, now=now)
    return publication


def save_draft(
    *,
    actor: Actor,
    publication: Publication,
    version: int,
    draft: Draft,
    title: str,
    planned: dt.datetime | None,
    now: dt.datetime,
) -> Publication:
    """Save what is written; ``voided_now`` on the result holds the approvals that this change voided."""
    inputs = {"version": version, "draft": draft, "title": title, "planned": planned}
    return perform(actor=actor, transition=SAVE, subject=publication, inputs=inputs, now=now)


def add_image(*, actor: Actor, publication: Publication, stored: Stored, alt: str, now: dt.datetime) -> Publication:
    """Put a kept picture at the end of the images."""
    inputs = {"stored": stored, "alt": alt}
    return perform(actor=actor, transition=ADD_IMAGE, subject=publication, inputs=inputs, now=now)


def remove_image(*, actor: Actor, publication: Publication, sha: str, now: dt.datetime) -> Publication:
    """Take an image out; revisions that had it keep it."""
    return perform(actor=actor, transition=REMOVE_IMAGE, subject=publication, inputs={"sha": sha}, now=now)


def add_claim(
    *, actor: Actor, publication: Publication, statement: str, source: str, checked: bool, now: dt.datetime
) -> Publication:
    """Name the source of something stated; ``checked`` when the author verified it."""
    inputs = {"statement": statement, "source": source, "checked": checked}
    return perform(actor=actor, transition=ADD_CLAIM, subject=publication, inputs=inputs, now=now)


def remove_claim(*, actor: Actor, publication: Publication, claim: int, now: dt.datetime) -> Publication:
    """Take a source out."""
    return perform(actor=actor, transition=REMOVE_CLAIM, subject=publication, inputs={"claim": claim}, now=now)


def verify_claim(*, actor: Actor, publication: Publication, claim: int, now: dt.datetime) -> Publication:
    """Say that one looked at the source and that it says so."""
    return perform(actor=actor, transition=VERIFY_CLAIM, subject=publication, inputs={"claim": claim}, now=now)


def reopen(*, actor: Actor, publication: Publication, now: dt.datetime) -> Publication:
    """Take back what was sent, to change it. Approvals hold until a character changes."""
    return perform(actor=actor, transition=REOPEN, subject=publication, now=now)


def withdraw(*, actor: Actor, publication: Publication, now: dt.datetime) -> Publication:
    """Give it up."""
    return perform(actor=actor, transition=WITHDRAW, subject=publication, now=now)
