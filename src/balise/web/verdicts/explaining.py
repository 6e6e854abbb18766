"""What a judgement says to the reader, in their language."""

from __future__ import annotations

from collections.abc import Iterable

from balise.policy.model import Policy
from balise.screening.explaining import explain_finding, in_words
from balise.web.ui.highlighting import Note
from balise.web.verdicts.engine import Judgement, Placed
from balise.web.verdicts.passages import Passage, passages


def clause_title(clause_id: str, policy: Policy, language: str) -> str:
    """The title of a clause; empty for one that the present policy no longer has."""
    try:
        return in_words(policy.clause(clause_id).title, language)
    except KeyError:
        return ""


def notes_of(found: Iterable[Placed], policy: Policy, language: str, *, quoting: bool = True) -> list[Note]:
    """Findings for the page: reason, clause, the passage of the official text unless told not to, what to change."""
    placed = list(found)
    said = passages(language) if placed and quoting else {}
    quoted: set[str] = set()
    notes = []
    for one in placed:
        passage = said.get(one.finding.clause)
        notes.append(_note(one, policy, language, passage, quote=one.finding.clause not in quoted))
        quoted.add(one.finding.clause)
    return notes


def _note(placed: Placed, policy: Policy, language: str, passage: Passage | None, *, quote: bool) -> Note:
    """One finding; the passage is quoted under the first of its clause only."""
    finding = placed.finding
    try:
        explanation = explain_finding(finding, policy, language)
        what, advice = explanation.what, explanation.do
    except KeyError:  # kept under an older policy or engine: the quote and the clause still say something
        what, advice = finding.matched or finding.category, ""
    return Note(
        message=what,
        advice=advice,
        decision=finding.decision.word,
        clause=finding.clause,
        clause_title=clause_title(finding.clause, policy, language),
        passage_url=passage.url if passage and quote else "",
        passage=passage.text if passage and quote else "",
        passage_language=passage.language if passage else "",
        start=finding.start,
        end=finding.end,
    )


def notes_at(judgement: Judgement | None, place: str, policy: Policy, language: str) -> list[Note]:
    """The notes of one place, those of its links included."""
    if judgement is None:
        return []
    places = {place, place.replace("text:", "links:")}
    return notes_of((placed for placed in judgement.findings if placed.place in places), policy, language)
