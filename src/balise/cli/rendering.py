"""A verdict in a terminal: the text with its findings marked, then each clause, what was seen, what to do.

Marks are brackets with a number, so that the page reads the same without colour, aloud or in a mail.
"""

from __future__ import annotations

import shutil
import textwrap
from typing import NamedTuple

from balise.policy.model import Decision, Policy
from balise.screening.explaining import explain_finding, explain_obligation, headline
from balise.screening.model import Finding, Verdict
from balise.screening.reasons import reason_in_words

_CODES = {Decision.CLEAR: "32", Decision.ADVISE: "36", Decision.APPROVAL: "33", Decision.FORBIDDEN: "31"}
_SIGNS = {Decision.CLEAR: "✓", Decision.ADVISE: "•", Decision.APPROVAL: "▲", Decision.FORBIDDEN: "■"}
_VOICES = {
    "fr": {"personal": "à titre personnel", "official": "au nom de l’organisation", "visitor": "commentaire reçu"},
    "en": {"personal": "in a personal capacity", "official": "for the organisation", "visitor": "comment received"},
}
_WORDS = {
    "fr": {"before": "Avant de publier", "more": "… et {count} autres constats.", "cut": "[…]"},
    "en": {"before": "Before publishing", "more": "… and {count} more findings.", "cut": "[…]"},
}
_LONG = 1200
_AROUND = 120
_MOST_FINDINGS = 30


class Style(NamedTuple):
    """How to write: with terminal colours or without."""

    colour: bool

    def paint(self, text: str, code: str) -> str:
        """``text`` in the colour or weight of an ANSI code, where colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def render(verdict: Verdict, policy: Policy, language: str, style: Style, *, reasons: bool = False) -> str:
    """Several lines for one verdict; with ``reasons``, what counted in each finding and how sure it is."""
    width = min(100, max(40, shutil.get_terminal_size((80, 24)).columns))
    words = _WORDS[language]
    title = f"{_SIGNS[verdict.decision]} {headline(verdict, language)}"
    context = f"{policy.reference} · {_VOICES[language][verdict.content.voice]}"
    lines = [f"{style.paint(title, '1;' + _CODES[verdict.decision])}  {style.paint(context, '2')}"]
    shown = verdict.findings[:_MOST_FINDINGS]
    marked = _marked(verdict.content.text, shown, style, words["cut"])
    lines.extend(textwrap.indent(paragraph, "  ") for paragraph in marked.splitlines() if paragraph.strip())
    for number, finding in enumerate(shown, start=1):
        explanation = explain_finding(finding, policy, language)
        head = f"{number}. {explanation.clause} {explanation.title} ({explanation.severity})"
        lines += ["", f"  {style.paint(head, '1')}"]
        lines.append(textwrap.fill(explanation.what, width, initial_indent="     ", subsequent_indent="     "))
        if explanation.do:
            lines.append(textwrap.fill(explanation.do, width, initial_indent="     → ", subsequent_indent="       "))
        if reasons:
            why = "; ".join(reason_in_words(reason, language) for reason in finding.reasons)
            lines.append(style.paint(f"     {finding.detector} · {finding.confidence:.0%} · {why}", "2"))
    if len(verdict.findings) > len(shown):
        lines += ["", "  " + words["more"].format(count=len(verdict.findings) - len(shown))]
    if verdict.obligations:
        colon = "\u00a0:" if language == "fr" else ":"
        lines += ["", f"  {style.paint(words['before'] + colon, '1')}"]
        for obligation in verdict.obligations:
            sentence = explain_obligation(obligation, policy, language)
            lines.append(textwrap.fill(sentence, width, initial_indent="   - ", subsequent_indent="     "))
    return "\n".join(lines) + "\n"


def _marked(text: str, findings: tuple[Finding, ...], style: Style, cut: str) -> str:
    """The text with each finding between brackets and its number; only what is around them where it is long."""
    marks = sorted(
        (finding.start, finding.end, number, finding.decision)
        for number, finding in enumerate(findings, start=1)
        if finding.start is not None and finding.end is not None
    )
    if len(text) > _LONG and not marks:
        return _visible(text[:_AROUND]) + f" {cut}"
    pieces: list[str] = []
    place = 0
    for start, end, number, decision in marks:
        if start < place:
            pieces.append(style.paint(f"({number})", "1;" + _CODES[decision]))
            continue
        between = text[place:start]
        if len(text) > _LONG and len(between) > 2 * _AROUND:
            head = between[:_AROUND] if place else ""
            between = f"{head} {cut} {between[-_AROUND:]}"
        pieces.append(_visible(between))
        pieces.append(style.paint(f"⟦{_visible(text[start:end])}⟧({number})", "1;" + _CODES[decision]))
        place = end
    rest = text[place:]
    if len(text) > _LONG and len(rest) > _AROUND:
        rest = f"{rest[:_AROUND]} {cut}"
    pieces.append(_visible(rest))
    return "".join(pieces)


def _visible(text: str) -> str:
    """Control characters replaced, so that a hostile text can't drive the terminal."""
    return "".join(
        character if character == "\n" or character.isprintable() or character in "\u00a0\u202f\u200d\ufe0f" else "·"
        for character in text.expandtabs(4)
    )
