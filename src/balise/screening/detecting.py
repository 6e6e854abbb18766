"""What a detector is: the cues it asks the scanner for, and what it makes of them.

Every cue of every detector is looked for in one pass over the folded text; a detector runs only on texts where one
of its cues stands. So a cue should be rare in ordinary texts and cheap to look for, and everything else the detector
needs to know (who is addressed, what is negated, what is quoted) is asked of the ``Reading`` once a cue is there.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from balise.policy.model import Policy, Severity, Voice
from balise.screening.folding import fold_term
from balise.screening.model import Sighting

if TYPE_CHECKING:
    from balise.screening.reading import Reading

EVERY_VOICE = (Voice.PERSONAL, Voice.OFFICIAL, Voice.VISITOR)
STAFF_VOICES = (Voice.PERSONAL, Voice.OFFICIAL)


class Cue(NamedTuple):
    """A regular expression over folded text (ASCII, lower case), and the name its hits carry.

    The syntax is what hyperscan and ``re`` share: no look-around, no back-reference, no lazy quantifier, no anchor
    but ``\\b``; ``.`` and negated classes are refused because they could run from one text of a batch into the next.
    Write ``[^...]`` as the class of what is allowed; ``gap`` and ``WORD`` below help. ``in_replies`` keeps a cue for
    contents that answer another text, so that turns of phrase common elsewhere cost nothing there.
    """

    name: str
    pattern: str
    in_replies: bool = False


class Hit(NamedTuple):
    """Where a cue stands in the folded text (``end`` exclusive)."""

    cue: str
    start: int
    end: int


class Message(NamedTuple):
    """What a person is told of a finding: ``what`` was seen, and what to ``do``.

    Both may hold ``{matched}``, ``{organisation}`` and the names of the sighting's parameters.
    """

    what: str
    do: str


SPACE = r"[ \n]"
"""Between two words, on one line or two."""
WORD = r"[a-z0-9'\x80]{1,20}"
"""Any one word."""


def gap(most: int) -> str:
    """At most ``most`` words between two cues, on one line and within one sentence; starts and ends with a space."""
    return rf"(?:[ ,]{{1,2}}[a-z0-9'\x80\-]{{1,20}}){{0,{most}}}[ ,]{{1,2}}"


def any_of(terms: Iterable[str]) -> str:
    """A pattern for any of ``terms`` (plain text, folded here), longest first. Folding leaves one blank of a run."""
    folded = sorted({fold_term(term) for term in terms if term.strip()}, key=lambda term: (-len(term), term))
    return "(?:" + "|".join(re.escape(term).replace(r"\ ", " ") for term in folded) + ")"


def words(name: str, terms: Iterable[str]) -> Iterator[Cue]:
    """One cue a term, for whole words of a list. Cheap: thousands of them cost little."""
    for term in sorted({fold_term(term) for term in terms if term.strip()}):
        pattern = re.escape(term).replace(r"\ ", " ")
        head = r"\b" if term[0].isalnum() else ""
        tail = r"\b" if term[-1].isalnum() else ""
        yield Cue(name, head + pattern + tail)


class Detector(ABC):
    """One kind of finding. Subclasses are stateless; a module of ``detectors`` offers one as ``detector``.

    ``id`` is ``family.name``; ``categories`` lists what it may give; ``messages`` holds, for each language and each
    category (or ``category/variant`` when a sighting has the parameter ``variant``), what people are told.
    ``through_tricks`` says whether it also reads the text with spelling tricks undone. ``sieved`` says that its cues
    made of common words, and its patterns, are looked for only in texts that the learned sieve keeps, or that hold a
    rare word of some cue; identifiers and secrets are looked for everywhere, and so is a category that the learned tier
    does not know. ``surest`` is the most confidence it gives: what is given beyond counts as that. The lower it is, the
    more often the words of a text tell beforehand that asking is of no use. ``subjects`` are the cues that name people
    of whom something may be said: what is said of them is weighed apart from the rest of the text.
    """

    id: ClassVar[str]
    categories: ClassVar[tuple[str, ...]]
    voices: ClassVar[tuple[Voice, ...]] = EVERY_VOICE
    severity: ClassVar[Severity] = Severity.MEDIUM
    through_tricks: ClassVar[bool] = False
    subjects: ClassVar[frozenset[str]] = frozenset()
    sieved: ClassVar[bool] = True
    surest: ClassVar[float] = 1.0
    messages: ClassVar[Mapping[str, Mapping[str, Message]]]

    @abstractmethod
    def cues(self, policy: Policy) -> Iterable[Cue]:
        """What to look for, for this policy."""

    @abstractmethod
    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterable[Sighting]:
        """What the hits mean in this text. ``hits`` holds this detector's only, by place, none inside another of
        the same cue."""
