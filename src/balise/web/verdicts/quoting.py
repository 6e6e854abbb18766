"""A clause quoted to a reader: the words of the official text where one is in force, and ours, said to be ours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from balise.policy.problems import typeset
from balise.screening.explaining import in_words
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.passages import Passage, passages


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """A clause as ``ui/parts/quoted_clause.html`` shows it."""

    id: str
    title: str
    numbered: bool = True  # people quote it by its id
    rule: str  # in our words, empty for a clause that the present policy no longer has
    language: str = ""  # of the title and of our words
    passage: str = ""  # in those of the official text
    passage_language: str = ""
    url: str = ""


def quoted(clause_id: str, language: str, passage: Passage | None) -> Quoted:
    """A clause for a reader of ``fr`` or ``en``; ``passage`` is what the official text says of it."""
    try:
        clause = the_policy().clause(clause_id)
    except KeyError:  # an earlier policy had it
        return Quoted(id=clause_id, title="", rule="")
    written = language if language in clause.texts else next(iter(clause.texts))
    return Quoted(
        id=clause_id,
        title=in_words(clause.title, language),
        numbered=clause.numbered,
        rule=typeset(clause.texts[written].rule) if written == "fr" else clause.texts[written].rule,
        language=written,
        passage=passage.text if passage else "",
        passage_language=passage.language if passage else "",
        url=passage.url if passage else "",
    )


def quoted_at(moment: str, language: str, *, linked: bool = True) -> list[Quoted]:
    """What the policy says of a moment (``arrival`` or ``departure``) in somebody's time in the organisation.

    Not ``linked`` for a reader who has no account, to whom the address of the text is closed.
    """
    clauses = the_policy().clauses_at(moment)
    said = passages(language) if clauses else {}
    found = [quoted(clause.id, language, said.get(clause.id)) for clause in clauses]
    return found if linked else [replace(one, url="") for one in found]


def clause_choices(language: str) -> list[tuple[str, str]]:
    """Every clause in force, for a list to choose among: by its id where people quote it so, and its title."""
    return [
        (clause.id, f"{clause.id} {title}" if clause.numbered else title)
        for clause in the_policy().clauses
        if clause.retired_into is None
        for title in (in_words(clause.title, language),)
    ]
