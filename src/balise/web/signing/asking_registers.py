"""The register of a version or of a campaign: who answered what, who still owes an answer. As a sheet, or as a PDF."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from balise.documents.certificates import Line
from balise.documents.registers import Register, written
from balise.web.evidence.sealing import the_seal
from balise.web.signing.asking_queries import DROPPED, EXEMPT, LATE, OWED, register_rows
from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.asking import Campaign, Due, Exemption
from balise.web.signing.models.versions import PolicyVersion
from balise.web.signing.wording import FOLLOWED, STATES, method_said, population_said, state_said
from balise.web.ui.dates import day, moment

_PIECE = 2_000


@dataclass(frozen=True, kw_only=True)
class Row:
    """One person and one version: an answer, or what is owed (``answer`` is then None)."""

    person: str
    state: str  # of an answer, or ``owed``, ``late``, ``exempt``
    answer: Attestation | None = None


def rows_of(version: PolicyVersion, *, campaign: Campaign | None = None, today: dt.date) -> list[Row]:
    """Answers and what is owed, by name; of a campaign, only whom it asked. For HR. Three queries."""
    dues = Due.objects.filter(version=version).select_related("person")
    answers = register_rows().filter(version=version)
    if campaign is not None:
        dues = dues.filter(campaign=campaign)
        answers = answers.filter(person__in=dues.values("person"))
    exempt = set(
        Exemption.objects.filter(state=Exemption.State.GRANTED, until__gte=today).values_list("person", flat=True)
    )
    found = [Row(person=one.person_name, state=one.state, answer=one) for one in answers.iterator(chunk_size=_PIECE)]
    for due in dues.exclude(state=Due.State.ANSWERED).iterator(chunk_size=_PIECE):
        if due.state == Due.State.DROPPED:
            state = DROPPED
        else:
            state = EXEMPT if due.person_id in exempt else LATE if due.due < today else OWED
        found.append(Row(person=due.person.get_full_name(), state=state))
    return sorted(found, key=lambda one: one.person.casefold())


def sheet(answers: Iterable[Attestation]) -> Iterator[str]:
    """Every answer, as a spreadsheet reads it; no cell can be taken for a formula."""
    said = {True: _("Oui"), False: _("Non")}
    heads = [_("Personne"), _("Version"), _("A lu"), _("Accepte"), _("Nom"), _("Date"), _("Lieu"), _("Façon")]
    yield "\ufeff" + _line([*heads, _("Numéro")])
    for one in answers:
        yield _line(_cells(one, said))


def sheet_of(version: PolicyVersion, rows: Sequence[Row]) -> Iterator[str]:
    """The same with a column for the state, and those who owe an answer."""
    said = {True: _("Oui"), False: _("Non")}
    heads = [_("Personne"), _("Version"), _("A lu"), _("Accepte"), _("Nom"), _("Date"), _("Lieu"), _("Façon")]
    yield "\ufeff" + _line([*heads, _("Numéro"), _("État")])
    for row in rows:
        cells = _cells(row.answer, said) if row.answer else [row.person, version.number, *[""] * 7]
        yield _line([*cells, _state(row.state)])


def _cells(one: Attestation, said: dict[bool, str]) -> list[Any]:
    row = [one.person_name, one.version.number, said[one.acknowledged], said[one.agrees], one.name]
    return [*row, f"{one.date:%Y-%m-%d}", one.place, method_said(one.method), one.number]


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow([_plain(str(cell)) for cell in cells])
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def pdf_of(
    version: PolicyVersion, rows: Sequence[Row], *, campaign: Campaign | None, language: str, now: dt.datetime
) -> bytes:
    """The register to print and keep, under the organisation's seal. Raises ``UnusableKey``."""
    organisation = str(settings.BALISE_ORGANISATION or "Balise")
    counts = Counter(row.state for row in rows)
    counted = [
        f"{_state(state)}\u00a0: {counts[state]}" for state in [*STATES, OWED, LATE, EXEMPT, DROPPED] if counts[state]
    ]
    title = _("Registre de la version n° %(number)d") % {"number": version.number}
    lines = [
        Line(name=_("Politique"), value=_("Version n° %(number)d") % {"number": version.number}),
        Line(name=_("Empreinte de la version"), value=version.content_hash, code=True),
        *_of_campaign(campaign),
        Line(name=_("En date du"), value=moment(now)),
        Line(name=_("Compte"), value=", ".join(counted) or _("personne")),
    ]
    columns = [_("Personne"), _("Réponse"), _("Nom écrit"), _("Date"), _("Lieu"), _("Façon"), _("Numéro")]
    facts = {
        "policy": {"version": version.number, "content": version.content_hash},
        "campaign": campaign.pk if campaign else None,
        "counts": dict(sorted(counts.items())),
        "made": now.isoformat(),
    }
    content = written(
        Register(
            organisation=organisation,
            title=title,
            lead=_("Réponses à la politique des médias sociaux. Les raisons d’un refus n’y sont jamais."),
            footer=title,
            language=language,
            made=now,
            lines=lines,
            columns=columns,
            rows=[_printed(row) for row in rows],
            empty=_("Personne n’a encore répondu, et personne ne doit de réponse."),
            facts=facts,
        )
    )
    seal = the_seal(organisation=organisation, now=now)
    return seal.on(content, organisation=organisation, reason=_("Registre délivré par l’organisation"))


def _of_campaign(campaign: Campaign | None) -> list[Line]:
    if campaign is None:
        return []
    lines = [Line(name=_("Campagne"), value=str(population_said(campaign)))]
    if campaign.launched_at is not None:
        lines.append(Line(name=_("Lancée"), value=moment(campaign.launched_at)))
    return [*lines, Line(name=_("À répondre au plus tard le"), value=day(campaign.due))]


def _printed(row: Row) -> list[str]:
    one = row.answer
    if one is None:
        return [row.person, _state(row.state), "", "", "", "", ""]
    return [row.person, _state(row.state), one.name, day(one.date), one.place, str(method_said(one.method)), one.number]


def _state(state: str) -> str:
    return str(STATES.get(state) or FOLLOWED.get(state) or state_said(state))
