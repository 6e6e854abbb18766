"""A text as detectors read it: folded, with its sentences, quotations and words, worked out when first asked for."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping
from functools import cached_property, wraps
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from balise.policy.model import Policy, Voice
from balise.screening.folding import Folded, fold
from balise.screening.languages import language_of
from balise.screening.model import Content
from balise.screening.patterns import lazy

_SENTENCE_END = lazy(r"[.!?\x82]+[\"')\]]*(?=[ \n]|$)|\n+|(?<=[a-z0-9\"])[;](?= )")
_WORD = lazy(r"[a-z0-9\x80]+(?:'(?=[a-z]))?")
_ABBREVIATION = lazy(r"\b(?:m|mr|mrs|ms|mme|mlle|dr|dre|st|ste|no|art|p|etc|vs|ex|av|boul|app|tel)\.$")
_QUOTES = lazy(r"[«“„]([^«»“”„]{1,2000})[»”]|(?<![\w\"])\"([^\"\n]{2,2000})\"(?!\w)|(?m:^[ \t]*>[^\n]+)")


_P = ParamSpec("_P")
_T = TypeVar("_T")
_NOT_YET = object()


class Word(NamedTuple):
    """One folded word and its place in the folded text."""

    text: str
    start: int
    end: int


class Span(NamedTuple):
    """A stretch of the folded text, ``end`` exclusive."""

    start: int
    end: int

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and self.start <= place < self.end


class Reading:
    """One text under one policy.

    ``folded`` is the folded text as a string (one character a byte); all offsets that detectors give and get are its
    own. ``original(start, end)`` gives the words as they were written.
    """

    def __init__(self, content: Content, policy: Policy, folded: Folded | None = None) -> None:
        self.content = content
        self.policy = policy
        made = fold(content.text) if folded is None else folded
        self.folded = made.data.decode("latin-1")
        self._positions = made.positions

    @property
    def voice(self) -> str:
        """Who speaks."""
        return self.content.voice

    @property
    def official(self) -> bool:
        """Whether the organisation itself speaks."""
        return self.content.voice == Voice.OFFICIAL

    @property
    def visitor(self) -> bool:
        """Whether a visitor speaks."""
        return self.content.voice == Voice.VISITOR

    @cached_property
    def language(self) -> str:
        """``fr``, ``en``, another code or ``und``."""
        return language_of(self.content.text)

    @cached_property
    def reply_to(self) -> Reading | None:
        """The text this one answers, read in the same way."""
        answered = self.content.reply_to
        return Reading(Content(answered, Voice.VISITOR), self.policy) if answered else None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Code point offsets, in the original text, of a stretch of the folded one."""
        if self._positions is None:
            return start, end
        return int(self._positions[start]), int(self._positions[end - 1]) + 1 if end > start else int(
            self._positions[start]
        )

    def original(self, start: int, end: int) -> str:
        """The words of a stretch as they were written."""
        first, last = self.place(start, end)
        return self.content.text[first:last]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word, in order; an elided article keeps its apostrophe (``l'``)."""
        return tuple(Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(self.folded))

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    def words_before(self, place: int, most: int) -> tuple[Word, ...]:
        """Up to ``most`` words that end at or before ``place``, in order, within its sentence."""
        index = bisect.bisect_left(self._word_starts, place)
        first = self.sentence(place).start
        return tuple(word for word in self.words[max(0, index - most) : index] if word.start >= first)

    def words_after(self, place: int, most: int) -> tuple[Word, ...]:
        """Up to ``most`` words that start at or after ``place``, in order, within its sentence."""
        index = bisect.bisect_left(self._word_starts, place)
        last = self.sentence(max(0, place - 1)).end
        return tuple(word for word in self.words[index : index + most] if word.start < last)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, covering the whole text."""
        spans = []
        start = 0
        for match in _SENTENCE_END.finditer(self.folded):
            if (
                _ABBREVIATION.search(self.folded, max(start, match.start() - 6), match.start() + 1)
                and match.group()[0] == "."
            ):
                continue
            spans.append(Span(start, match.end()))
            start = match.end()
        if start < len(self.folded) or not spans:
            spans.append(Span(start, len(self.folded)))
        return tuple(spans)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def sentence(self, place: int) -> Span:
        """The sentence that holds ``place``."""
        return self.sentences[max(0, bisect.bisect_right(self._sentence_starts, place) - 1)]

    def sentence_text(self, place: int) -> str:
        """That sentence, folded."""
        span = self.sentence(place)
        return self.folded[span.start : span.end]

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """What stands between quotation marks or after ``>`` at the start of a line, in folded offsets."""
        text = self.content.text
        spans = [Span(*match.span()) for match in _QUOTES.finditer(text)]
        if self._positions is None:
            return tuple(spans)
        back = self._positions
        return tuple(
            Span(int(back.searchsorted(span.start, "left")), int(back.searchsorted(span.end, "left"))) for span in spans
        )

    def quoted(self, start: int, end: int) -> bool:
        """Whether a stretch stands inside a quotation."""
        return any(span.start <= start and end <= span.end for span in self.quotations)

    @cached_property
    def memory(self) -> dict[object, object]:
        """A place where detectors that share a costly look at the text keep it for one another."""
        return {}

    @property
    def organisation(self) -> str:
        """The organisation's usual name."""
        return self.policy.organisation.name

    def lexicon(self, name: str) -> tuple[str, ...]:
        """A word list of the pack, empty when the pack has none of that name."""
        lists: Mapping[str, tuple[str, ...]] = self.policy.lexicons
        return lists.get(name, ())


def remembered(look: Callable[Concatenate[Reading, _P], _T]) -> Callable[Concatenate[Reading, _P], _T]:
    """A costly look at a text that several detectors, or one several times, ask for: done once for each stretch.

    What is asked must be told by positional arguments that can be hashed.
    """

    @wraps(look)
    def known(reading: Reading, /, *asked: _P.args, **named: _P.kwargs) -> _T:
        key = (look, asked)
        found = reading.memory.get(key, _NOT_YET)
        if found is _NOT_YET:
            found = reading.memory[key] = look(reading, *asked, **named)
        return found  # type: ignore[return-value]

    return known
