"""What people of the demonstration reported: one without a name, one signed, one of two parts still on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from balise.web.demo.stage import Stage
from balise.web.reporting.models import Part
from balise.web.reporting.transitions import handling, writing
from balise.web.reporting.transitions.delivering import deliver
from balise.web.reporting.transitions.making import Section, a_form, make

Moment = tuple[float, int]  # days before now, hour of the day


def unsigned(on: Stage) -> Iterator[Moment]:
    """A conflict at the workshop, said without a name, acknowledged and asked about."""
    yield 6, 10
    part = _sent(
        on,
        "conflict",
        what="À la pause du matin, un collègue se fait imiter et moquer devant les autres. Cela dure depuis un mois.",
        where="La salle de pause de l’atelier.",
        when="Presque tous les matins.",
        hope="Que quelqu’un leur parle, sans dire que cela vient de moi.",
    )
    yield 6, 11
    part = deliver(part=part, now=on.now)
    yield 5, 9
    sylvie = on.people["sylvie"]
    part = handling.acknowledge(actor=sylvie, part=part, now=on.now)
    yield 4, 14
    part = handling.answer(
        actor=sylvie,
        part=part,
        text="Merci de nous l’avoir dit. Un gestionnaire est-il présent à la pause? Ne répondez que si vous le voulez.",
        now=on.now,
    )
    yield 3, 12
    writing.write(part=part, text="Non, jamais à cette heure-là.", files=(), now=on.now)


def signed(on: Stage) -> Iterator[Moment]:
    """Information seen online, signed, answered and closed by the privacy officer."""
    yield 15, 13
    part = _sent(
        on,
        "information",
        author="thomas",
        what="Une photo publiée par un visiteur montre un écran de l’atelier, avec des noms d’élèves lisibles.",
        where="Un commentaire sous la publication des portes ouvertes.",
    )
    yield 15, 15
    ines = on.people["ines"]
    text = "Merci Thomas. Le visiteur a retiré la photo à notre demande; l’incident est inscrit au registre."
    handling.close(actor=ines, part=part, text=text, now=on.now)


def of_two_parts(on: Stage) -> Iterator[Moment]:
    """This morning: one part for communications, one for human resources, neither of which knows of the other."""
    yield 0.2, 8
    sections = [
        Section(kinds=["work"], said={"what": "L’horaire affiché n’est pas celui qu’on nous a donné."}),
        Section(kinds=["post"], said={"what": "Un commentaire demande nos heures d’ouverture depuis deux jours."}),
    ]
    for part in make(author=None, form=a_form(), sections=sections, now=on.now):
        deliver(part=part, now=on.now)


def _sent(on: Stage, kind: str, *, author: str = "", **said: str) -> Part:
    section = Section(kinds=[kind], said=said)
    who = on.people[author] if author else None
    return make(author=who, form=a_form(), sections=[section], now=on.now)[0]


WITNESSES: tuple[Callable[[Stage], Iterator[Moment]], ...] = (unsigned, signed, of_two_parts)
