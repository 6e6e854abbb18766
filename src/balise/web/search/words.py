"""Words as they are compared: without case or accents, down to a stem. Pure.

The same stems are written in the index of either database and asked of it, so both find the same things. The stemmers
are light ones, which take off inflection only: they never join two words that are not forms of one another
(docs/decisions/0015-one-stemmer-for-both-databases.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_WORD = 64
MOST_WORDS = 16_000  # of one text: what PostgreSQL can tell the place of
MOST_TERMS = 12  # of a question
LONGEST_QUESTION = 300

_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l"})
_QUESTION = re.compile(r"(-?)(?:[\"«“]([^\"»”]*)(?:[\"»”]|$)|([^\s\"«»“”]+))")
_FRENCH_ENDINGS = (
    "issement", "eraient", "assent", "issent", "ement", "aient", "erait", "eront", "erez", "erent",
    "ant", "ent", "ait", "ees", "ee", "er", "ez", "e",
)  # fmt: skip
_LITTLE_WORDS = """a au aux c ce ces d dans de des du elle en est et il j je l la le les leur lui m ma mais me mes n ne
    nos notre ou par pas pour qu que qui s sa se ses son sur t ta te tes un une vos votre y an and are as at be by for
    from in is it of on or that the this to was with"""
_LITTLE = frozenset(_LITTLE_WORDS.split())


def folded(text: str) -> str:
    """Lower case, ligatures opened, accents gone. Not always as long as the text."""
    spread = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def words_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word of a text: where it begins and ends in the text as it was given, and its folded form."""
    for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
        yield match.start(), match.end(), folded(match.group())[:LONGEST_WORD]


def stems_of(text: str, language: str) -> list[str]:
    """The stems of a text in order, ``MOST_WORDS`` at most. A word that folding cuts in two counts as two."""
    found: list[str] = []
    for _start, _end, word in words_of(text):
        found += [stem(part, language) for part in _WORD.findall(word)]
        if len(found) >= MOST_WORDS:
            break
    return found[:MOST_WORDS]


def stem(word: str, language: str) -> str:
    """The stem of a folded word, in French unless ``en``."""
    return _english(word) if language == "en" else _french(word)


def forms(word: str) -> tuple[str, ...]:
    """What a word of a question is looked up as, since nobody says in which language it is asked."""
    return tuple(dict.fromkeys((_french(word), _english(word))))


def _french(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    if len(word) > 4 and word.endswith("aux"):
        word = word[:-1] if word.endswith("eaux") else word[:-3] + "al"
    elif word[-1] in "sx" and word[-2] not in "su":
        word = word[:-1]
    elif word.endswith(("us", "eux")):
        word = word[:-1] if len(word) > 5 else word
    for ending in _FRENCH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _english(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and word[-2] not in "su":
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@dataclass(frozen=True)
class Term:
    """One thing asked for: words side by side, or one word, or how it begins. ``words`` are folded, not yet stems."""

    words: tuple[str, ...]
    beginning: bool = False

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """The stems to look up, each way a row of them: as French, as English."""
        if self.beginning:
            return (self.words,)
        rows = (tuple(_french(word) for word in self.words), tuple(_english(word) for word in self.words))
        return tuple(dict.fromkeys(rows))


@dataclass(frozen=True)
class Question:
    """What was asked: every one of ``wanted``, none of ``unwanted``."""

    wanted: tuple[Term, ...] = field(default=())
    unwanted: tuple[Term, ...] = field(default=())

    @property
    def together(self) -> Term | None:
        """All the plain words side by side, when there are several: found so, they are nearer to what was meant."""
        plain = tuple(term.words[0] for term in self.wanted if len(term.words) == 1 and not term.beginning)
        return Term(plain) if len(plain) > 1 and len(plain) == len(self.wanted) else None

    def matches(self, word: str) -> bool:
        """Whether a folded word of a text is one of those asked for: it is shown marked."""
        for term in self.wanted:
            if term.beginning and word.startswith(term.words[0]):
                return True
            if not term.beginning and any(
                stem(word, language) == stem(asked, language) for asked in term.words for language in ("fr", "en")
            ):
                return True
        return False


def asked(text: str) -> Question:
    """Read what somebody typed: words, "words side by side", a beginning*, -without. Little words do not count."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for minus, quoted, bare in _QUESTION.findall(text[:LONGEST_QUESTION]):
        said = quoted or bare
        words = tuple(part for _start, _end, word in words_of(said) for part in _WORD.findall(word))
        if not words:
            continue
        target = unwanted if minus else wanted
        if quoted:
            target.append(Term(words[:MOST_TERMS]))
        elif bare.endswith("*") and len(words) == 1 and len(words[0]) > 1:
            target.append(Term(words, beginning=True))
        else:
            target += [Term((word,)) for word in words]
    telling = [term for term in wanted if len(term.words) > 1 or term.beginning or term.words[0] not in _LITTLE]
    kept = tuple(dict.fromkeys(telling or wanted))[:MOST_TERMS]
    return Question(kept, tuple(dict.fromkeys(unwanted))[:MOST_TERMS])
