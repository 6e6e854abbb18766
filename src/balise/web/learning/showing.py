"""A situation and its answer for a reader: in their language, with the words of the official text in force."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from balise.policy.model import YES_NO, Situation
from balise.policy.problems import typeset
from balise.screening.explaining import in_words
from balise.web.learning.models import Recall
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.passages import Passage, passages


@dataclass(frozen=True, kw_only=True)
class Told:
    """A situation before it is answered; ``language`` is that of its words."""

    id: str
    language: str
    paragraphs: list[str]
    choices: list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Explained:
    """The answer, why, and the clause that gives it: ``quote`` in words of the pack, ``passage`` in those in force."""

    right: bool
    chosen: str
    answer: str
    why: list[str]
    clause: str
    clause_title: str
    quote: str
    passage: Passage | None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A situation in a list."""

    id: str
    clause: str
    language: str
    text: str


def told(situation: Situation, language: str) -> Told:
    """What happens, and what may be answered."""
    said = _language(language)
    text = situation.texts[said]
    if situation.answer in YES_NO:
        choices = [("yes", _("Oui")), ("no", _("Non"))]
    else:
        choices = list(zip(situation.answers, (_set(one, said) for one in text.choices), strict=True))
    return Told(id=situation.id, language=said, paragraphs=_paragraphs(text.story, said), choices=choices)


def explained(situation: Situation, recall: Recall, language: str) -> Explained:
    """What was answered, what the policy says, and why."""
    said = _language(language)
    text, labels = situation.texts[said], dict(told(situation, language).choices)
    clause = the_policy().clause(situation.clause)
    # The text may have changed since: what is right today is said, whatever was right then.
    return Explained(
        right=recall.chosen == situation.answer,
        chosen=labels.get(recall.chosen, ""),
        answer=labels[situation.answer],
        why=_paragraphs(text.why, said),
        clause=clause.id,
        clause_title=_set(in_words(clause.title, said), said),
        quote=_set(text.quote, said),
        passage=passages(language).get(clause.id),
    )


def lines(situations: list[Situation], language: str) -> list[Line]:
    """The beginnings of situations, to find one again."""
    said = _language(language)
    return [
        Line(id=one.id, clause=one.clause, language=said, text=_paragraphs(one.texts[said].story, said)[0])
        for one in situations
    ]


def _language(language: str) -> str:
    """The reader's, or the first of the policy where it is not written in theirs."""
    languages = the_policy().languages
    return language if language in languages else languages[0]


def _paragraphs(text: str, language: str) -> list[str]:
    return [_set(" ".join(one.split()), language) for one in text.split("\n\n") if one.strip()]


def _set(text: str, language: str) -> str:
    return typeset(text) if language == "fr" else text
