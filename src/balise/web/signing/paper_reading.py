"""A scan made sense of, before anything is kept: whose page it is, of which version, and how one knows."""

from __future__ import annotations

from dataclasses import dataclass

from balise.documents import scans
from balise.documents.scans import Problem, Unreadable
from balise.web.people.models import Person
from balise.web.signing import paper_codes
from balise.web.signing.models.paper import SignedPage
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.paper_codes import Forged, Named
from balise.web.workflow import Invalid

K = SignedPage.KnownBy
_UNREADABLE = {
    Problem.DAMAGED: (
        "Ce fichier est abîmé, ou n’est pas ce que son nom dit. Numérisez la page de nouveau.",
        "This file is damaged, or is not what its name says. Scan the page again.",
    ),
    Problem.EMPTY: (
        "Ce fichier est vide. Numérisez la page de nouveau.",
        "This file is empty. Scan the page again.",
    ),
    Problem.LOCKED: (
        "Ce PDF demande un mot de passe : enregistrez-en une copie sans mot de passe.",
        "This PDF asks for a password: save a copy without one.",
    ),
    Problem.TOO_BIG: (
        "Ce fichier est trop gros : 15 Mo au plus. Numérisez en noir et blanc, à 200 ou 300 points par pouce.",
        "This file is too big: 15 MB at most. Scan in black and white, at 200 or 300 dots an inch.",
    ),
    Problem.TOO_LARGE: (
        "Cette image est trop grande pour être lue. Numérisez la page à 200 ou 300 points par pouce.",
        "This image is too large to be read. Scan the page at 200 or 300 dots an inch.",
    ),
    Problem.TOO_MANY: (
        f"Ce fichier a trop de pages : {scans.MOST_PAGES} au plus. Ne numérisez que le formulaire signé.",
        f"This file has too many pages: {scans.MOST_PAGES} at most. Scan only the signed form.",
    ),
    Problem.TOO_SLOW: (
        "Ce fichier est trop long à lire. Numérisez la page de nouveau, en noir et blanc.",
        "This file takes too long to read. Scan the page again, in black and white.",
    ),
    Problem.UNKNOWN: (
        "Ce fichier n’est ni un PDF ni une image (JPEG, PNG, TIFF ou WebP).",
        "This file is neither a PDF nor a picture (JPEG, PNG, TIFF or WebP).",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """A scan, whose it is, and how that is known."""

    content: bytes
    media_type: str
    pages: int
    turn: int
    person: Person
    version: PolicyVersion
    known_by: SignedPage.KnownBy


def recognise(
    *, content: bytes, typed: str = "", expected: Person | None = None, by_hand: PolicyVersion | None = None
) -> Recognised:
    """Whose page this is. ``expected`` is whom the reader is filing for; ``by_hand`` the version that HR read on it.

    Raises ``Invalid`` with nothing kept.
    """
    try:
        scan = scans.read(content)
    except Unreadable as unreadable:
        french, english = _UNREADABLE[unreadable.problem]
        raise Invalid(fr=french, en=english, field="file") from None
    named, known_by = _read_in(scan.codes), K.CODE
    if named is None and typed.strip():
        named, known_by = _typed(typed), K.TYPED
    if named is not None:
        person, version = _there(named)
    elif expected is not None and by_hand is not None:
        person, version, known_by = expected, by_hand, K.HAND
    else:
        raise Invalid(
            fr="Aucun code lisible sur cette page. Numérisez-la de nouveau, à plat et en entier, ou tapez le code "
            "imprimé sous le carré. Rien n’a été gardé.",
            en="No readable code on this page. Scan it again, flat and whole, or type the code printed under the "
            "square. Nothing was kept.",
            field="file",
        )
    if expected is not None and person.pk != expected.pk:
        raise Invalid(
            fr="Cette page est celle d’une autre personne. Vérifiez le nom écrit sur la page. Rien n’a été gardé.",
            en="This page is another person’s. Check the name written on the page. Nothing was kept.",
            field="file",
        )
    return Recognised(
        content=content,
        media_type=scan.media_type,
        pages=len(scan.pages),
        turn=scan.turn,
        person=person,
        version=version,
        known_by=known_by,
    )


def _read_in(codes: tuple[str, ...]) -> Named | None:
    try:
        found = {named for named in map(paper_codes.scanned, codes) if named is not None}
    except Forged:
        raise Invalid(
            fr="Le code de cette page n’a pas été imprimé ici : ce n’est pas un formulaire de cette organisation, ou "
            "il a été changé. Rien n’a été gardé.",
            en="The code of this page was not printed here: it is not a form of this organisation, or it was changed. "
            "Nothing was kept.",
            field="file",
        ) from None
    if len(found) > 1:
        raise Invalid(
            fr="Ce fichier porte plusieurs formulaires différents. Numérisez chacun dans son propre fichier. Rien "
            "n’a été gardé.",
            en="This file holds several different forms. Scan each form into a file of its own. Nothing was kept.",
            field="file",
        )
    return found.pop() if found else None


def _typed(text: str) -> Named:
    try:
        return paper_codes.typed(text)
    except Forged:
        raise Invalid(
            fr="Ce code ne va pas : recopiez celui qui est imprimé sous le carré, avec ses traits d’union.",
            en="This code does not check: copy the one printed under the square, with its hyphens.",
            field="code",
        ) from None


def _there(named: Named) -> tuple[Person, PolicyVersion]:
    person = Person.objects.filter(pk=named.person).first()
    version = PolicyVersion.objects.filter(number=named.version).exclude(published_at=None).first()
    if person is None or version is None:
        raise Invalid(
            fr="Cette page parle d’une personne ou d’une version qui n’est plus ici. Rien n’a été gardé.",
            en="This page is about a person or a version that is no longer here. Nothing was kept.",
            field="file",
        )
    return person, version
