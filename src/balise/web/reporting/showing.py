"""A part opened for its reader: its words by field, its messages, its files, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from balise.screening.explaining import in_words
from balise.web.reporting import queries
from balise.web.reporting.models import Desk, File, Message, Part
from balise.web.reporting.wording import DESKS, KINDS
from balise.web.vault.sealing import Destroyed, Tampered
from balise.web.verdicts.engine import the_policy


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message as it is shown: ``who`` is a desk or who reported, never the name of a person of the desk."""

    mine: bool
    who: str
    day: Any
    text: str
    note: str = ""  # what it is, when it is not only words
    waits: bool = False  # not delivered yet
    files: Sequence[File] = ()
    clauses: Sequence[tuple[str, str]] = ()  # (id and title, rule)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """``readable`` is false once the texts were destroyed, or when what is kept is not what was sealed."""

    readable: bool
    title: str = ""
    author: str = ""
    taken: bool = False
    facts: Sequence[tuple[str, str]] = ()
    files: Sequence[File] = ()
    messages: Sequence[Said] = field(default=())


def numbered(part: Part) -> str:
    """Its number, by groups."""
    digits = str(part.pk)
    return f"{digits[:4]}-{digits[4:7]}-{digits[7:]}"


def file_name(file: File) -> str:
    """What a file is called when it is taken away: nothing of where it comes from."""
    return _("fichier-%(number)d.%(ending)s") % {"number": file.number, "ending": file.ending}


def opened(part: Part, *, desk: bool, language: str) -> Opened:
    """Open it: for its desk, or for who reported."""
    try:
        said = part.said()
        messages = [_shown(one, desk=desk, language=language) for one in queries.conversation(part, desk=desk)]
    except (Destroyed, Tampered):
        return Opened(readable=False)
    labels = {
        "what": _("Ce qui a été vu"),
        "where": _("Où"),
        "when": _("Quand"),
        "who": _("Qui est concerné"),
        "hope": _("Ce qui est souhaité"),
    }
    kinds = [str(KINDS[kind]) for kind in KINDS if kind in said.get("kinds", part.kind).split()]
    return Opened(
        readable=True,
        title=", ".join(kinds),
        author=said.get("author", ""),
        taken="taken" in said,
        facts=[(labels[name], said[name]) for name in labels if said.get(name)],
        files=queries.own_files(part),
        messages=messages,
    )


def _shown(message: Message, *, desk: bool, language: str) -> Said:
    by_desk = message.sender == Message.Sender.DESK
    text, note, service = message.text(), "", ""
    if message.way == Message.Way.RECEIPT:
        note = _("Votre signalement est reçu. On vous répondra ici.")
    elif message.way == Message.Way.CLOSING:
        note = _("Le signalement est fermé. Un nouveau message le rouvre.")
    elif message.way == Message.Way.MOVED:
        service = str(DESKS[Desk(text.lstrip("+"))])
        note = (
            _("Une partie est confiée à un autre service : %(desk)s.")
            if text.startswith("+")
            else _("Le signalement est confié à un autre service : %(desk)s.")
        ) % {"desk": service}
        text = ""
    reporter = _("La personne qui signale") if desk else _("Vous")
    return Said(
        mine=by_desk is desk,
        who=_("Le service qui reçoit") if by_desk and not desk else _("Votre service") if by_desk else reporter,
        day=message.day,
        text=text,
        note=note,
        waits=not message.released,
        files=list(message.files.all()),
        clauses=[_quoted(one, language) for one in message.clauses],
    )


def _quoted(clause_id: str, language: str) -> tuple[str, str]:
    try:
        clause = the_policy().clause(clause_id)
    except KeyError:  # an earlier policy had it
        return clause_id, ""
    text = clause.texts.get(language) or clause.texts["fr"]
    return f"{clause.id} – {in_words(clause.title, language)}", text.rule
