"""What the policy says of a text, for its writer. Nothing here is written anywhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from balise.policy.model import Decision
from balise.screening.explaining import explain_obligation, in_words
from balise.web.approvals.requirements import Requirement, needs_of, required, speaking_clause
from balise.web.people.models import Person
from balise.web.people.queries import holders, partner_approvers
from balise.web.people.roles import Role, role_name
from balise.web.ui.highlighting import Note
from balise.web.verdicts.engine import Judgement, Part, judge, the_policy
from balise.web.verdicts.explaining import notes_of

VOICES = ("personal", "official")
PROFILE = "disclaimer"  # the category that a profile can answer once for all posts


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The decision, what to change, what must be obtained, and whether the profile silenced something."""

    text: str
    decision: str
    notes: list[Note]
    obligations: list[str]
    disclaimer: bool  # a finding that «my profile says it already» would silence
    silenced: bool


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """A yes to ask for: of which role or partner, under which clauses, and who that is today."""

    title: str
    clauses: str
    people: list[Person]
    instead: bool  # nobody holds it: management answers


def answer(text: str, *, voice: str, profile_says: bool, language: str, quoting: bool = True) -> Answer:
    """Check a text; without ``quoting``, nothing of the official text is shown: it is for the staff."""
    judgement, silenced = _judged(text, voice=voice, profile_says=profile_says)
    policy = the_policy()
    return Answer(
        text=text,
        decision=judgement.decision.word,
        notes=notes_of(judgement.findings, policy, language, quoting=quoting),
        obligations=[explain_obligation(one, policy, language) for one in judgement.obligations],
        disclaimer=any(placed.finding.category == PROFILE for placed in judgement.findings),
        silenced=silenced,
    )


def recipients(text: str, *, voice: str, person: Person, language: str, today: dt.date) -> list[Recipients]:
    """Who would be asked to authorise this text. The writer is never among them."""
    judgement, _ = _judged(text, voice=voice, profile_says=False)
    speaking = speaking_clause(the_policy())
    return [
        _recipients(one, person, language, today)
        for one in required(needs_of(judgement.obligations), speaking=speaking)
    ]


def answering(*, person: Person, language: str, today: dt.date) -> Recipients:
    """Who answers a question."""
    asked = Requirement(by=Role.COMMUNICATIONS.value, clauses=(), kinds=())
    return _recipients(asked, person, language, today)


def _judged(text: str, *, voice: str, profile_says: bool) -> tuple[Judgement, bool]:
    judgement = judge([Part(place="text", text=text)], voice=voice)
    kept = tuple(placed for placed in judgement.findings if placed.finding.category != PROFILE)
    if not profile_says or len(kept) == len(judgement.findings):
        return judgement, False
    decision = max((placed.finding.decision for placed in kept), default=Decision.CLEAR)
    return replace(judgement, decision=decision, findings=kept), True


def _recipients(requirement: Requirement, person: Person, language: str, today: dt.date) -> Recipients:
    kind, _, name = requirement.by.partition(":")
    if kind == "partner":
        found = partner_approvers(name, today)
        title = next((one.names[0] for one in the_policy().organisation.partners if one.id == name), name)
    else:
        role = Role(requirement.by)
        found = holders(role, today)
        title = next(
            (in_words(one.title, language) for one in the_policy().roles if one.id == requirement.by),
            role_name(role, language),
        )
    others = [one for one in found if one.pk != person.pk]
    instead = not others
    if instead:  # where a second person is asked for and there is none, management is
        others = [one for one in holders(Role.MANAGEMENT, today) if one.pk != person.pk]
    return Recipients(title=title, clauses=", ".join(requirement.clauses), people=others, instead=instead)
