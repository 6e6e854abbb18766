"""What a judgement says to the reader, in their language."""

from __future__ import annotations

from balise.policy.model import Policy
from balise.screening.explaining import explain_finding, in_words
from balise.web.ui.highlighting import Note
from balise.web.verdicts.engine import Judgement, Placed


def clause_title(clause_id: str, policy: Policy, language: str) -> str:
    """The title of a clause; empty for one that the present policy no longer has."""
    try:
        return in_words(policy.clause(clause_id).title, language)
    except KeyError:
        return ""


def note_of(placed: Placed, policy: Policy, language: str) -> Note:
    """A finding for the page: reason, clause, what to change."""
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
        start=finding.start,
        end=finding.end,
    )


def notes_at(judgement: Judgement | None, place: str, policy: Policy, language: str) -> list[Note]:
    """The notes of one place, those of its links included."""
    if judgement is None:
        return []
    places = {place, place.replace("text:", "links:")}
    return [note_of(placed, policy, language) for placed in judgement.findings if placed.place in places]
