"""What the learned tier makes of a text: it weighs what rules saw, and proposes where none did.

A rule that stands against all the words around it is let go; words that together say what no rule foresaw become a
sighting of their own, with the words that weighed most as its place. Both only where the blend of the category,
learned on texts held out, says so.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balise.policy.model import Decision, Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message
from balise.screening.folding import Folded, join
from balise.screening.learned.clauses import MARGIN, NEARLY, Clause, clauses, denials
from balise.screening.learned.features import About, Features, Reader
from balise.screening.learned.model import TOXIC, Blend, Model, Scores, gathered
from balise.screening.model import Reason, Sighting
from balise.screening.reading import Reading
from balise.screening.register.hashing import WordHashes, hash_words
from balise.screening.semantics.sentences import vectors

_LONGEST_PLACE = 12
_SURE = 0.97
_LEAST = 0.26
_FIRM = 0.75
"""A proposal less sure than this only advises: no rule stands behind it."""
_ALONE, _ALONE_BY_WORDS, _LET_GO = 0.6, 1.0, -0.7
"""Where no rule speaks, more is asked than in the texts learned from, which hold far more near misses than ordinary
talk does, and more still of words that no sentence bears out; where one speaks, words must be further against it for it
to be let go."""
_STRONG, _MARGIN = 0.85, 6.0
"""A rule as sure as the first number stands unless words are against it by so much more."""
_TURNED_DOWN = -2.5
"""The log-odds left to what a correction turned down."""
_MOST_KNOWN = 10_000
OF_PEOPLE = TOXIC[0]
"""The category that is about what is said of people: hatred."""
_NEAR = 2.4
"""How far below its threshold a score by words may stand for sentences to be asked."""


class Proposal(Detector):
    """Sightings of one category that the learned tier proposes; it has no cue of its own."""

    def __init__(self, category: str, severity: Severity, messages: Mapping[str, Mapping[str, Message]]) -> None:
        vars(self).update(id=f"learned.{category}", categories=(category,), severity=severity, messages=messages)

    def cues(self, policy: Policy) -> Sequence[Cue]:
        return ()

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Sequence[Sighting]:
        return ()


def proposals(categories: Sequence[str], detectors: Sequence[Detector]) -> dict[str, Proposal]:
    """A proposing detector for each category that some detector knows, with that detector's plainest message."""
    found: dict[str, Proposal] = {}
    for category in categories:
        for detector in detectors:
            if category in detector.categories and category in detector.messages.get("fr", {}):
                messages = {language: {category: table[category]} for language, table in detector.messages.items()}
                found[category] = Proposal(category, detector.severity, messages)
                break
    return found


class Blends(NamedTuple):
    """The weights of all categories, as arrays: what rules add, and what is needed with a rule and without."""

    rule: NDArray[np.float64]
    seen: NDArray[np.float64]
    carried: NDArray[np.float64]
    alone: NDArray[np.float64]
    toxic: NDArray[np.intp]
    toxicity: NDArray[np.float64]

    def likely(self, weighed: NDArray[np.float64]) -> NDArray[np.float64]:
        """How likely hatred is, and any of ``TOXIC``, from the log-odds of each text (rows)."""
        toxic = weighed.take(self.toxic, axis=-1)
        any_of = gathered([toxic[..., place] for place in range(len(TOXIC))]) @ self.toxicity[1:] + self.toxicity[0]
        odds = np.stack((toxic[..., 0], any_of), axis=-1)
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


class Scored(NamedTuple):
    """One text's scores by category, by words and, when they were asked, by sentences; and where they come from.

    ``weighed`` is the log-odds without any rule, ``blends`` the weights that made it.
    """

    weighed: NDArray[np.float64]
    blends: Blends
    features: Features
    number: int
    words: WordHashes
    start: int
    hopeful: frozenset[Detector]
    """Sieved detectors that could count if they were as sure as they ever are."""
    proposing: bool
    """Whether words or sentences alone make a finding."""
    likely: tuple[float, float]
    """How likely hatred is, and any of ``TOXIC``, without any rule."""


def _arranged(blends: Sequence[Blend], alone: float, toxic: Sequence[int], toxicity: NDArray[np.float64]) -> Blends:
    return Blends(
        np.array([blend.rule for blend in blends]),
        np.array([blend.seen for blend in blends]),
        np.array([blend.threshold + _LET_GO for blend in blends]),
        np.array([blend.threshold + alone for blend in blends]),
        np.array(toxic, dtype=np.intp),
        toxicity,
    )


Proposed = tuple[Proposal, Sighting, tuple[float, float]]
"""A proposal, where, and how likely hatred is, and any of ``TOXIC``."""


class Weighed(NamedTuple):
    """Categories whose rules are let go; those that words bear out, how surely and why; and what words propose."""

    let_go: set[str]
    raised: dict[str, tuple[float, Reason]]
    proposed: list[tuple[Proposal, Sighting]]


def _confidence(odds: float) -> float:
    return round(min(_SURE, max(_LEAST, 1 / (1 + math.exp(-max(-30.0, odds))))), 3)


class Learned:
    """The model under one policy; ``sentences`` says whether whole sentences are weighed too."""

    def __init__(self, model: Model, policy: Policy, detectors: Sequence[Detector], *, sentences: bool) -> None:
        self.model = model
        self.sentences = sentences
        self._reader = Reader(policy)
        self.detectors = proposals(model.categories, detectors)
        self._columns = {category: column for column, category in enumerate(model.categories)}
        by_words = [model.blends[category] for category in model.categories]
        by_both = [model.blends_with_sentences[category] for category in model.categories]
        toxic = [self._columns[category] for category in TOXIC]
        self._by_words = _arranged(by_words, _ALONE_BY_WORDS, toxic, model.toxicity)
        self._by_both = _arranged(by_both, _ALONE, toxic, model.toxicity_with_sentences)
        self._biases = np.array([blend.bias for blend in by_words]), np.array([blend.bias for blend in by_both])
        self._slopes = np.array([blend.words for blend in by_words]), np.array([blend.words for blend in by_both])
        self._sentence_slopes = np.array([blend.sentences for blend in by_both])
        self.sieved = frozenset(
            detector for detector in detectors if detector.sieved and set(detector.categories) <= set(model.categories)
        )
        """Detectors whose findings the words of a text may outweigh."""
        hopes = [
            (detector, self._columns[category])
            for detector in detectors
            if detector in self.sieved
            for category in detector.categories
        ]
        self._hoping = [detector for detector, _ in hopes]
        self._hope_columns = np.array([column for _, column in hopes], dtype=np.intp)
        self._known: dict[bytes, frozenset[Detector]] = {}

    def score(
        self, data: bytes, codes: NDArray[np.uint8], words: WordHashes, starts: Sequence[int], about: Sequence[About]
    ) -> list[Scored]:
        """Scores of every text of a buffer."""
        features = self._reader.read(data, codes, words, starts, about)
        scores: Scores = self.model.score(features)
        weighed = scores * self._slopes[0] + self._biases[0]
        found = [
            Scored(row, self._by_words, features, number, words, starts[number], hopeful, proposing, tuple(likely))
            for number, (row, hopeful, proposing, likely) in enumerate(
                zip(
                    weighed,
                    self._hopeful(weighed, self._by_words),
                    (weighed > self._by_words.alone).any(axis=1).tolist(),
                    self._by_words.likely(weighed).tolist(),
                    strict=True,
                )
            )
        ]
        if self.sentences:
            near = np.flatnonzero((weighed > self._by_words.alone - _NEAR).any(axis=1)).tolist()
            if near:
                spoken = self.model.score_sentences(
                    vectors([about[number].text for number in near]),
                    [about[number].voice for number in near],
                    [about[number].replying for number in near],
                )
                both = scores[near] * self._slopes[1] + self._biases[1] + spoken * self._sentence_slopes
                hopes = self._hopeful(both, self._by_both)
                proposing = (both > self._by_both.alone).any(axis=1).tolist()
                likely = self._by_both.likely(both).tolist()
                for number, row, hopeful, proposes, chances in zip(near, both, hopes, proposing, likely, strict=True):
                    found[number] = found[number]._replace(
                        weighed=row, blends=self._by_both, hopeful=hopeful, proposing=proposes, likely=tuple(chances)
                    )
        return found

    def _hopeful(self, weighed: NDArray[np.float64], blends: Blends) -> Iterator[frozenset[Detector]]:
        surest = np.array([detector.surest for detector in self._hoping])
        columns = self._hope_columns
        needed = (blends.carried - blends.seen)[columns] - blends.rule[columns] * surest
        hopes = weighed.take(columns, axis=1) > needed - _MARGIN * (surest >= _STRONG)
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        for row in hopes:
            key = row.tobytes()
            if key not in self._known:
                self._known[key] = frozenset(itertools.compress(self._hoping, row.tolist()))
            yield self._known[key]

    def blend(self, scored: Scored, seen: Mapping[str, float]) -> Weighed:
        """What words make of the rules; ``seen`` gives the surest rule of each category."""
        blends = scored.blends
        let_go: set[str] = set()
        raised: dict[str, tuple[float, Reason]] = {}
        for category, confidence in seen.items():
            column = self._columns.get(category)
            if column is not None:
                odds = scored.weighed[column] + blends.rule[column] * confidence + blends.seen[column]
                if odds <= blends.carried[column] - (_MARGIN if confidence >= _STRONG else 0.0):
                    let_go.add(category)
                elif scored.weighed[column] > blends.alone[column]:
                    raised[category] = (_confidence(float(odds)), self._reason(scored, "raised"))
        proposed: list[tuple[Proposal, Sighting]] = []
        for column in np.flatnonzero(scored.weighed > blends.alone).tolist():
            category = self.model.categories[column]
            detector = self.detectors.get(category)
            if category not in seen and detector is not None:
                proposed.append((detector, self._sighting(scored, column)))
        return Weighed(let_go, raised, proposed)

    def likely(self, scored: Scored, seen: Mapping[str, float], turned_down: Iterable[str]) -> tuple[float, float]:
        """How likely hatred is, and any of ``TOXIC``, with what rules saw; what was turned down hardly is."""
        weighed = scored.weighed.copy()
        for category, confidence in seen.items():
            column = self._columns.get(category)
            if column is not None:
                weighed[column] += scored.blends.rule[column] * confidence + scored.blends.seen[column]
        for category in turned_down:
            column = self._columns[category]
            weighed[column] = min(weighed[column], _TURNED_DOWN)
        hate, toxicity = scored.blends.likely(weighed).tolist()
        return hate, toxicity

    def again(self, texts: Sequence[Folded], about: Sequence[About]) -> list[Scored]:
        """The scores of texts read anew: with tricks undone, or one clause at a time."""
        data, starts = join(texts)
        codes = np.frombuffer(data, dtype=np.uint8)
        return self.score(data, codes, hash_words(codes), starts, about)

    def said_of_people(self, reading: Reading, mentions: Sequence[tuple[int, int]]) -> Iterator[Proposed]:
        """What sentences propose of clauses that name a group, in offsets of the text, when they are sure enough.

        By words alone a clause says little more than the whole: as many kind ones would be taken for hatred as hateful
        ones found.
        """
        listed = clauses(reading, mentions) if self.sentences else []
        for clause, scored in zip(listed, self._clauses(listed), strict=True):
            column = self._columns[OF_PEOPLE]
            detector = self.detectors.get(OF_PEOPLE)
            if detector is not None and scored.weighed[column] > scored.blends.alone[column] + MARGIN:
                sighting = self._sighting(scored, column)
                start, end = clause.start, clause.end
                if sighting.start is not None and sighting.end is not None:
                    start, end = clause.start + sighting.start, clause.start + sighting.end
                yield detector, sighting._replace(start=start, end=end), scored.likely

    def denied_of_people(self, reading: Reading, mentions: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Stretches of the folded text that deny of a group what would be hatred if it were affirmed.

        Only sentences tell «ne vivent pas comme des porcs» from «ne respectent personne»; by words alone, none is told.
        """
        listed = denials(reading, mentions) if self.sentences else []
        column = self._columns[OF_PEOPLE]
        scored = self._clauses([clause for pair in listed for clause in pair])
        return [
            (clause.start, clause.end)
            for (clause, _), said, affirmed in zip(listed, scored[::2], scored[1::2], strict=True)
            if said.blends is affirmed.blends is self._by_both
            and affirmed.weighed[column] >= said.weighed[column]
            and affirmed.weighed[column] > affirmed.blends.alone[column] - NEARLY
        ]

    def _clauses(self, listed: Sequence[Clause]) -> list[Scored]:
        if not listed:
            return []
        return self.again([clause.folded for clause in listed], [clause.about for clause in listed])

    def _reason(self, scored: Scored, effect: str) -> Reason:
        return Reason(effect, "sentence-weighed" if scored.blends is self._by_both else "words-weighed")

    def _sighting(self, scored: Scored, column: int) -> Sighting:
        confidence = _confidence(float(scored.weighed[column]))
        start, end = self._place(scored, column) or (None, None)
        return Sighting(
            self.model.categories[column], start, end, confidence,
            reasons=(self._reason(scored, "matched"),),
            ceiling=Decision.FORBIDDEN if confidence >= _FIRM else Decision.ADVISE,
        )  # fmt: skip

    def _place(self, scored: Scored, column: int) -> tuple[int, int] | None:
        """The run of words that adds most to the score, in offsets of the text; None when no word adds anything."""
        gains = self.model.gains(scored.features, scored.number, column)
        first = int(scored.features.bounds[scored.number])
        best, total, begin, chosen = 0.0, 0.0, 0, None
        for end, gain in enumerate(gains):
            if total <= 0 or end - begin >= _LONGEST_PLACE:
                total, begin = 0.0, end
            total += gain
            if total > best + 1e-9:
                best, chosen = total, (begin, end)
        if chosen is None:
            return None
        words = scored.words
        return int(words.starts[first + chosen[0]]) - scored.start, int(words.ends[first + chosen[1]]) - scored.start
