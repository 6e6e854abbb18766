"""Answers and exemptions are kept for a time after the person has left, then destroyed with all that goes with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from balise.web.evidence import transitions as evidence
from balise.web.evidence.models import SealedFile
from balise.web.retention import registry
from balise.web.retention.transitions import RETENTION
from balise.web.signatures import transitions as signatures
from balise.web.signing.answers_transitions import SOURCE
from balise.web.signing.models.answers import REASONS, Attestation
from balise.web.signing.models.asking import Due, Exemption, SigningLink
from balise.web.signing.models.paper import SignedPage
from balise.web.vault.sealing import destroy as destroy_key
from balise.web.verdicts.engine import the_policy


def register() -> None:
    """Called once the apps are ready."""
    registry.register(ANSWERS)
    registry.register(EXEMPTIONS)


def _days() -> int:
    """What the policy says, else employment and three years."""
    return the_policy().delays.get("attestations", 3 * 365)


def _answers_of(people: Sequence[int]) -> Iterable[tuple[str, int]]:
    rows = Attestation.objects.filter(person__in=people).order_by("pk").values_list("pk", "person")
    return [(str(pk), person) for pk, person in rows]


def _exemptions_of(people: Sequence[int]) -> Iterable[tuple[str, int]]:
    rows = Exemption.objects.filter(person__in=people).order_by("pk").values_list("pk", "person_id")
    return [(str(pk), person) for pk, person in rows]


def _answers_there(numbers: Sequence[str]) -> set[str]:
    rows = Attestation.objects.filter(pk__in=[int(one) for one in numbers]).values_list("pk", flat=True)
    return {str(pk) for pk in rows}


def _exemptions_there(numbers: Sequence[str]) -> set[str]:
    rows = Exemption.objects.filter(pk__in=[int(one) for one in numbers]).values_list("pk", flat=True)
    return {str(pk) for pk in rows}


def _number(pk: str) -> str:
    return Attestation.objects.filter(pk=int(pk)).values_list("number", flat=True).first() or ""


def _destroy_answer(pk: str, now: dt.datetime) -> Mapping[str, int]:
    """The answer, its certificate, its page, what was drawn, why a no, and what was asked and given for it."""
    answer = Attestation.objects.select_related("signature").get(pk=int(pk))
    proofs = SealedFile.objects.filter(source_kind=SOURCE, source_id=pk, state=SealedFile.State.KEPT)
    if answer.scan:
        proofs = proofs | SealedFile.objects.filter(reference=answer.scan, state=SealedFile.State.KEPT)
    parts = {"proofs": 0, "signature": 0, "reason": 0}
    for proof in proofs.distinct():
        evidence.destroy(actor=RETENTION, file=proof, now=now)
        parts["proofs"] += 1
    if hasattr(answer, "refusal_reason"):
        destroy_key(table=REASONS, record=pk, now=now)
        parts["reason"] = 1
    signature = answer.signature
    other = Attestation.objects.filter(person=answer.person, version=answer.version_id).exclude(pk=answer.pk)
    SignedPage.objects.filter(attestation=answer).delete()
    if not other.exists():
        parts["proofs"] += _destroy_pages(answer.person, answer.version_id, now)
        Due.objects.filter(person=answer.person, version=answer.version_id).delete()
        SigningLink.objects.filter(person=answer.person, version=answer.version_id).delete()
    answer.delete()
    if signature is not None:
        signatures.erase(signature, now=now)
        parts["signature"] = 1
    return parts


def _destroy_pages(person: int | None, version: int, now: dt.datetime) -> int:
    """The pages of that person that nobody wrote down, or put aside; how many files were destroyed."""
    pages = SignedPage.objects.filter(person=person, version=version)
    kept = SealedFile.objects.filter(reference__in=pages.values("scan"), state=SealedFile.State.KEPT)
    files = list(kept)
    for file in files:
        evidence.destroy(actor=RETENTION, file=file, now=now)
    pages.delete()
    return len(files)


def _destroy_exemption(pk: str, _now: dt.datetime) -> Mapping[str, int]:
    Exemption.objects.filter(pk=int(pk)).delete()  # its reason is sealed under its number, which goes with it
    return {}


ANSWERS = registry.Kind(
    id="attestation",
    label=_("Réponses à la politique"),
    table="signing.attestation",
    days=_days,
    of_people=_answers_of,
    there=_answers_there,
    destroy=_destroy_answer,
    name=_number,
)
EXEMPTIONS = registry.Kind(
    id="exemption",
    label=_("Exemptions de réponse"),
    table="signing.exemption",
    days=_days,
    of_people=_exemptions_of,
    there=_exemptions_there,
    destroy=_destroy_exemption,
)
