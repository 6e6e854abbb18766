"""What the certificate of an answer says: the text, the answers, the signature and what identified the signer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from balise.documents.certificates import Block, Certificate, Drawing, Line
from balise.web.evidence import making
from balise.web.evidence.models import SealedFile
from balise.web.people.models import Person
from balise.web.signatures.queries import drawn_path
from balise.web.signing.answers_transitions import SOURCE
from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.paper import SignedPage
from balise.web.signing.wording import answers_of, known_by_said, means_said, method_said
from balise.web.ui.dates import day, moment


def register() -> None:
    """Called once the apps are ready."""
    making.register(SOURCE, made)


def made(source_id: str) -> making.Making | None:
    """The certificate of one answer, in the language of whom it is about."""
    found = Attestation.objects.select_related("version", "signature").filter(pk=int(source_id)).first()
    if found is None:
        return None
    person = Person.objects.filter(pk=found.person).first()
    language = person.language if person else "fr"
    with override(language):
        return making.Making(
            certificate=_certificate(found, language), person=found.person, filename=f"attestation-{found.number}.pdf"
        )


def _certificate(one: Attestation, language: str) -> Certificate:
    texts = list(one.version.texts.defer("original").order_by("-language"))
    names = {"fr": _("Fichier français (SHA-256)"), "en": _("Fichier anglais (SHA-256)")}
    parts = [
        Block(
            title=_("Le texte"),
            lines=[
                Line(name=_("Politique"), value=_("Version n° %(number)d") % {"number": one.version.number}),
                Line(name=_("Articles de"), value=one.version.pack_reference),
                Line(name=_("Empreinte de la version"), value=one.content_hash, code=True),
                *(
                    Line(
                        name=names[text.language],
                        value=text.sha256,
                        code=True,
                    )
                    for text in texts
                ),
            ],
        ),
        Block(
            title=_("La réponse"),
            lines=[
                *(Line(name=name, value=value) for name, value in answers_of(one)),
                Line(name=_("Nom"), value=one.name),
                Line(name=_("Date"), value=day(one.date)),
                Line(name=_("Lieu"), value=one.place),
                *([Line(name=_("Situations parcourues"), value=day(one.practised_at))] if one.practised_at else []),
            ],
        ),
        _signature(one),
    ]
    return Certificate(
        organisation=str(settings.BALISE_ORGANISATION or "Balise"),
        title=_("Attestation %(number)s") % {"number": one.number},
        lead=_("Réponse de %(name)s à la politique des médias sociaux.") % {"name": one.person_name},
        footer=_("Attestation %(number)s") % {"number": one.number},
        language=language,
        made=one.answered_at,
        parts=parts,
        facts=_facts(one, {text.language: text.sha256 for text in texts}),
    )


def _signature(one: Attestation) -> Block:
    lines = [
        Line(name=_("Façon"), value=str(method_said(one.method))),
        Line(name=_("Reçue"), value=moment(one.answered_at)),
        Line(name=_("Ce qui est signé"), value=one.statement, code=True),
    ]
    drawing = None
    if one.signature is not None:
        lines += [
            Line(name=_("Identification"), value=str(means_said(one.signature.means))),
            Line(
                name=_("Session"), value=f"{one.signature.session_mark} {one.signature.entered_by}".strip(), code=True
            ),
        ]
        path = drawn_path(one.signature)
        if path:
            alt = _("Signature dessinée par %(name)s") % {"name": one.name}
            drawing = Drawing(path=path, width=one.signature.width, height=one.signature.height, alt=alt)
    if one.scan:
        page = SignedPage.objects.filter(scan=one.scan).first()
        if page is not None:
            lines.append(Line(name=_("Page reconnue"), value=str(known_by_said(page.known_by))))
        filer = Person.objects.filter(pk=one.filed_by or 0).first()
        lines.append(Line(name=_("Recopiée par"), value=filer.get_full_name() if filer else ""))
        lines.append(Line(name=_("Page numérisée (SHA-256)"), value=_hash_of(one), code=True))
    return Block(title=_("La signature"), lines=lines, drawing=drawing)


def _hash_of(one: Attestation) -> str:
    return SealedFile.objects.filter(reference=one.scan).values_list("sha256", flat=True).first() or ""


def _facts(one: Attestation, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "attestation": one.number,
        "person": {"id": one.person, "name": one.person_name},
        "policy": {"version": one.version.number, "content": one.content_hash, "texts": texts},
        "answers": {"acknowledged": one.acknowledged, "agrees": one.agrees},
        "name": one.name,
        "date": one.date.isoformat(),
        "place": one.place,
        "method": one.method,
        "means": one.signature.means if one.signature else "",
        "session": one.signature.session_mark if one.signature else "",
        "scan": _hash_of(one) if one.scan else "",
        "statement": one.statement,
        "answered_at": one.answered_at.isoformat(),
    }
