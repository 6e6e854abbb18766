"""The policy of an organisation as frozen data: what a pack holds once it is loaded.

Every text for people is a mapping from language code (``fr``, ``en``) to the sentence in that language.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Texts = Mapping[str, str]


class Decision(enum.IntEnum):
    """What may happen to a text, from the mildest to the most severe; compared with ``<`` and ``max``."""

    CLEAR = 0
    ADVISE = 1
    APPROVAL = 2
    FORBIDDEN = 3

    @property
    def word(self) -> str:
        """The name used in packs, JSON and the command line: ``clear``, ``advise``, ``approval``, ``forbidden``."""
        return self.name.lower()

    @classmethod
    def from_word(cls, word: str) -> Decision:
        """The decision called ``word``; raises ``ValueError`` for any other word."""
        try:
            return cls[word.upper()]
        except KeyError:
            raise ValueError(f"unknown decision {word!r}") from None


class Modality(enum.StrEnum):
    """How strongly a clause binds; it bounds the decision (``asked`` and below never forbid)."""

    FORBIDDEN = "forbidden"
    MUST = "must"
    ASKED = "asked"
    ENCOURAGED = "encouraged"
    MAY = "may"


class Voice(enum.StrEnum):
    """Who speaks: a person of the staff, the organisation itself, or a visitor on its pages."""

    PERSONAL = "personal"
    OFFICIAL = "official"
    VISITOR = "visitor"


class Severity(enum.StrEnum):
    """How grave a finding is, for ordering and for readers; it is not the decision."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for low, 1 for medium, 2 for high."""
        return ("low", "medium", "high").index(self.value)


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a clause document, run by ``balise policy test``.

    ``line`` is the 1-based line of the file. An ``avoid`` example must give a finding of its clause; a fine one
    must give none. ``category`` and ``decision`` narrow what is expected.
    """

    text: str
    kind: Literal["avoid", "fine"]
    language: str
    voice: Voice = Voice.PERSONAL
    network: str | None = None
    reply_to: str | None = None
    category: str | None = None
    decision: Decision | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """What a clause asks the detectors to look for.

    ``when`` is a CEL condition over ``voice`` and ``network`` (strings; an absent network is ``""``), or None for
    always. ``decision`` replaces the default of the category, never beyond what ``modality`` allows.
    ``detectors`` limits the rule to these detector ids (empty: every detector that gives the category).
    """

    category: str
    modality: Modality
    voices: tuple[Voice, ...]
    severity: Severity | None = None
    decision: Decision | None = None
    detectors: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause for people in one language: the rule in our words, why it exists, examples."""

    rule: str
    why: str
    avoid: tuple[Example, ...] = ()
    fine: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the policy: a document, a rule and a test.

    ``retired_into`` names the clause that took over a retired id; ``looked_after_by`` names the role that watches
    over what no text can show (hours of use, profile dates), or None.
    """

    id: str
    slug: str
    title: Texts
    modality: Modality
    binds: tuple[str, ...]
    voices: tuple[Voice, ...]
    rules: tuple[Rule, ...]
    texts: Mapping[str, ClauseText]
    looked_after_by: str | None = None
    retired_into: str | None = None


YES_NO = ("yes", "no")
"""The answers of a situation that asks yes or no."""
LETTERS = ("a", "b", "c", "d")
"""The answers of a situation with choices, in the order they are written."""
ANSWERS = (*YES_NO, *LETTERS)


@dataclass(frozen=True, slots=True)
class SituationText:
    """A situation in one language: what happens, the choices (none for yes or no), why, and words of the clause."""

    story: str
    choices: tuple[str, ...]
    why: str
    quote: str


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that may happen to somebody, with the answer that the clause ``clause`` gives: one of ``ANSWERS``.

    ``id`` is the name of its file, for ever: what somebody answered is kept under it.
    """

    id: str
    clause: str
    answer: str
    texts: Mapping[str, SituationText]

    @property
    def answers(self) -> tuple[str, ...]:
        """What may be answered: ``yes`` and ``no``, or a letter for each choice."""
        if self.answer in YES_NO:
            return YES_NO
        return LETTERS[: len(next(iter(self.texts.values())).choices)]


@dataclass(frozen=True, slots=True)
class ObligationRule:
    """What must be true before publishing. ``when`` is CEL over ``voice``, ``network``, ``categories`` (a list).

    ``by`` is a role, or ``partner`` which stands for each partner that the text speaks of (``partner:ID``).
    """

    kind: Literal["approval", "consent", "source", "authorisation"]
    by: str
    clause: str
    when: str


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation in whose name nobody speaks without its approval."""

    id: str
    names: tuple[str, ...]
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """How a role is reached; any part may be absent."""

    role: str
    title: Texts
    email: str | None = None
    phone: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who lives by the policy: names and spellings, what it offers, whom it works with, its public lines.

    ``names`` holds every spelling, the first being the usual one. ``services`` and ``products`` hold terms as
    people write them. ``domains``, ``emails`` and ``phones`` are public and never personal information.
    """

    name: str
    names: tuple[str, ...]
    handles: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    partners: tuple[Partner, ...] = ()
    competitors: tuple[tuple[str, ...], ...] = ()
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    domains: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder, in order: what follows, for whom it is written."""

    id: str
    title: Texts


@dataclass(frozen=True, slots=True)
class Ladder:
    """What may follow a fault. ``kind`` is ``steps`` (in order, one after the other) or ``choice`` (any of them)."""

    id: str
    clause: str
    title: Texts
    kind: Literal["steps", "choice"]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """An official presence on a network, or a partner's site."""

    network: str
    address: str
    handle: str | None = None
    owner: str = "organisation"


@dataclass(frozen=True, slots=True)
class NetworkDefinition:
    """A network as the policy defines it for people; its technical limits live with the network, under its id."""

    id: str
    name: str
    definition: Texts


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the consent form."""

    id: str
    kind: Literal["yes-no", "text", "date", "signature"]
    label: Texts
    required: bool = True


@dataclass(frozen=True, slots=True)
class Role:
    """A role that obligations and contacts may name."""

    id: str
    title: Texts


@dataclass(frozen=True, slots=True)
class RegisterTerm:
    """A confidential term of the organisation. Secret from ``start`` until ``embargo_end`` (both may be open).

    ``tolerant`` marks a term whose misspellings at one edit are looked for too.
    """

    term: str
    kind: str
    start: date | None = None
    embargo_end: date | None = None
    tolerant: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole pack, validated. ``fingerprint`` is the SHA-256 (hex) of its files, for caches."""

    id: str
    version: str
    title: Texts
    languages: tuple[str, ...]
    organisation: Organisation
    clauses: tuple[Clause, ...]
    roles: tuple[Role, ...]
    obligations: tuple[ObligationRule, ...]
    ladders: tuple[Ladder, ...]
    networks: tuple[NetworkDefinition, ...]
    accounts: tuple[Account, ...]
    form: tuple[FormField, ...]
    delays: Mapping[str, int]
    register: tuple[RegisterTerm, ...]
    lexicons: Mapping[str, tuple[str, ...]]
    fingerprint: str
    situations: tuple[Situation, ...] = ()

    @property
    def reference(self) -> str:
        """``id@version``, as verdicts carry it."""
        return f"{self.id}@{self.version}"

    def clause(self, clause_id: str) -> Clause:
        """The clause called ``clause_id``, following retired ids; raises ``KeyError`` when there is none."""
        for clause in self.clauses:
            if clause.id == clause_id:
                return self.clause(clause.retired_into) if clause.retired_into else clause
        raise KeyError(clause_id)

    def situations_of(self, clause_id: str) -> tuple[Situation, ...]:
        """The situations that a clause answers, in the order of their files."""
        return tuple(one for one in self.situations if one.clause == clause_id)
