"""The weights of the learned tier, and the sums they make: one file written by ``make train``, read when first needed.

For each category a text's score is a sum over its features (``features``), plus a product with the mean of its words'
vectors, which lets a word never met in training speak through its neighbours in meaning. Scores are log-odds. All
weights are whole numbers of eight bits with one scale a category, so sums are exact and the same on every machine.

The *sieve* is a sum of its own over words and pairs of words: it tells in a fraction of a microsecond which texts
deserve a closer look at all.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from balise.screening.learned.features import TAKES, Features, sign_keys
from balise.screening.register.hashing import FIRST, SECOND, SINGLE, Hashes, Places, hash_words

WEIGHTS = Path(__file__).parent / "weights.npz"
BITS = 18
"""Features and words are told apart by so many bits of their hash."""
_SENTENCE_SPREAD = 18.0
"""Vectors have length one; stretched so, their numbers are about one."""
TOXIC = ("hate", "threat", "insult", "harassment")
"""What makes a text toxic, in the order of the weights that tell how likely any of them is."""
_FAR = 9.0
_SHIFT = np.uint64(64 - BITS)
_SHARED_BY = 2
_SHARED = np.array([column for column, size in enumerate(TAKES) if size <= _SHARED_BY])
_SHARED_TAKES = np.array([float(TAKES[column]) for column in _SHARED])
_PAIRS = _SHARED_TAKES == _SHARED_BY
_ONE_THREAD = 2**17  # multiplications of one product that stay in one thread: OpenBLAS shares them out from 2¹⁸
Scores = NDArray[np.float64]


def slots(keys: Hashes) -> Places:
    """The place of each key in tables of ``2 ** BITS`` entries."""
    return (keys >> _SHIFT).astype(np.intp)


def gathered(odds: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """What the likelihood of toxicity is told from: the log-odds of ``TOXIC``, within bounds, and of any of them
    (as if they never went together); one row a text."""
    table = np.clip(np.stack(odds, axis=-1), -_FAR, _FAR)
    return np.concatenate((table, np.log(np.exp(table).sum(axis=-1, keepdims=True))), axis=-1)


def stretched(vectors: NDArray[np.float64], voices: Sequence[str], replying: Sequence[bool]) -> NDArray[np.float64]:
    """What the network over sentences is given: vectors less their mean, who speaks, whether it answers a text."""
    known = [
        [voice == "personal", voice == "official", answers] for voice, answers in zip(voices, replying, strict=True)
    ]
    return np.hstack([vectors * _SENTENCE_SPREAD, np.array(known, dtype=np.float64)])


class Vectors(NamedTuple):
    """Vectors of words by slot: ``rows`` leads from a slot to a vector (0 for none), ``keys`` tells whose it is."""

    rows: NDArray[np.uint16]
    keys: Hashes
    values: NDArray[np.int8]
    weights: NDArray[np.float32]

    def known(self, word: str) -> bool:
        """Whether a folded word has a vector."""
        hashes = hash_words(np.frombuffer(word.encode("latin-1"), dtype=np.uint8)).hashes
        return len(hashes) == 1 and bool(self.keys[self.rows[slots(hashes)[0]]] == hashes[0])

    def mean(self, hashes: Hashes, bounds: Places) -> NDArray[np.float32]:
        """For each text, the weighted sum of its words' vectors over the length of the weights."""
        found = self.rows.take(slots(hashes))
        found[self.keys.take(found) != hashes] = 0
        weights = self.weights.take(found)
        sums = _by_text(self.values.take(found, axis=0) * weights[:, None], bounds, np.float32)
        norms = np.sqrt(_by_text(weights * weights, bounds, np.float32))
        return np.asarray(sums / (np.maximum(norms, 1e-9) * np.float32(127.0))[:, None])


class Blend(NamedTuple):
    """How the tiers are weighed together for one category: log-odds of a text from what each says of it."""

    bias: float
    words: float
    rule: float
    seen: float
    sentences: float
    threshold: float

    def odds(self, words: float, rule: float, sentences: float = 0.0) -> float:
        """The log-odds; ``rule`` is the confidence of the surest rule, 0 where none saw anything."""
        seen = self.seen if rule else 0.0
        return self.bias + self.words * words + self.rule * rule + seen + self.sentences * sentences


class Model(NamedTuple):
    """All that was learned. ``categories`` orders the columns."""

    categories: tuple[str, ...]
    rows: NDArray[np.uint16]
    weights: NDArray[np.int8]
    sign_weights: NDArray[np.int32]
    scales: NDArray[np.float64]
    biases: NDArray[np.float64]
    vectors: Vectors
    heads: NDArray[np.float64]
    sieve_weights: NDArray[np.int16]
    sieve_threshold: int
    common: Hashes
    blends: dict[str, Blend]
    blends_with_sentences: dict[str, Blend]
    toxicity: NDArray[np.float64]
    toxicity_with_sentences: NDArray[np.float64]
    sentence_mean: NDArray[np.float64]
    sentence_inner: NDArray[np.float32]
    sentence_shift: NDArray[np.float32]
    sentence_outer: NDArray[np.float32]
    sentence_biases: NDArray[np.float32]

    def frequency(self, hashes: Hashes) -> NDArray[np.uint32]:
        """How common words are in clean texts: 0 for rare, else higher the more common."""
        if not len(self.common):
            return np.zeros(len(hashes), dtype=np.uint32)
        order = np.argsort(self.common)
        places = np.minimum(np.searchsorted(self.common, hashes, sorter=order), len(order) - 1)
        known = self.common[order[places]] == hashes
        return np.where(known, len(order) - order[places], 0).astype(np.uint32)

    def sift(self, hashes: Hashes, limits: Places) -> NDArray[np.bool_]:
        """Which texts deserve a closer look, never one without words.

        The words of text ``i`` stand at ``limits[i]`` to ``limits[i + 1]``.
        """
        if not len(hashes):
            return np.zeros(len(limits) - 1, dtype=np.bool_)
        table = self.sieve_weights
        found = table.take(slots(hashes * SINGLE))
        told = limits[1:] > limits[:-1]
        if len(hashes) > 1:
            pairs = table.take(slots(hashes[:-1] * FIRST + hashes[1:] * SECOND))
            # No pair straddles two texts: what a text says must not depend on its neighbours.
            pairs[limits[1:-1][(limits[1:-1] > 0) & (limits[1:-1] < len(hashes))] - 1] = 0
            found[1:] += pairs
        return np.asarray(_by_text(found, limits, np.int64) > self.sieve_threshold) & told

    def score(self, features: Features) -> Scores:
        """Log-odds of each text (rows) for each category (columns), by words alone."""
        rows = self.rows.take(slots(features.keys.ravel()))
        known = rows.nonzero()[0]
        sums = _by_text(
            self.weights.take(rows[known], axis=0), known.searchsorted(features.bounds * len(TAKES)), np.int32
        )
        signs = np.add.reduceat(self.sign_weights.take(features.signs, axis=0), features.sign_bounds[:-1])
        if len(features.pictures):
            drawn = self.weights.take(self.rows.take(slots(features.pictures)), axis=0)
            sums += _by_text(drawn, features.picture_bounds, np.int32)
        dense = self.vectors.mean(features.hashes, features.bounds)
        return np.asarray((sums + signs) * self.scales + _product(dense, self.heads) + self.biases)

    def score_sentences(self, vectors: NDArray[np.float64], voices: Sequence[str], replying: Sequence[bool]) -> Scores:
        """Log-odds of each text for each category, by the vectors of whole sentences and who speaks."""
        table = stretched(vectors - self.sentence_mean, voices, replying).astype(np.float32)
        hidden = np.maximum(_product(table, self.sentence_inner) + self.sentence_shift, 0)
        return np.asarray(_product(hidden, self.sentence_outer) + self.sentence_biases, dtype=np.float64)

    def gains(self, features: Features, text: int, category: int) -> list[float]:
        """What each word of one text adds to the score of one category: by itself, by its beginning, by its pairs."""
        first, last = int(features.bounds[text]), int(features.bounds[text + 1])
        taken = self.rows.take(slots(features.keys[first:last, _SHARED]))
        weights = self.weights[taken, category] * (float(self.scales[category]) / _SHARED_TAKES)
        gains = weights.sum(axis=1)
        gains[1:] += weights[:-1, _PAIRS].sum(axis=1)  # a pair adds to its second word too
        return cast("list[float]", gains.tolist())


def _product(table: NDArray[Any], heads: NDArray[Any]) -> NDArray[Any]:
    """``table @ heads``, by blocks that no library spreads over threads: they would wait for one another, spinning,
    and take the core of the process beside this one.
    """
    rows = max(1, _ONE_THREAD // heads.size)
    return np.concatenate([np.asarray(table[at : at + rows] @ heads) for at in range(0, max(1, len(table)), rows)])


def _by_text(values: NDArray[Any], bounds: Places, kind: type[np.number[Any]]) -> NDArray[Any]:
    """Sums of the rows of each text; a text without any row sums to nothing."""
    full = bounds[1:] > bounds[:-1]
    if full.all():
        return np.add.reduceat(values, bounds[:-1], axis=0, dtype=kind)
    sums = np.zeros((len(bounds) - 1, *values.shape[1:]), dtype=kind)
    if full.any():
        sums[full] = np.add.reduceat(values, bounds[:-1][full], axis=0, dtype=kind)
    return sums


def _blends(described: dict[str, list[float]]) -> dict[str, Blend]:
    return {category: Blend(*numbers) for category, numbers in described.items()}


def read_model(path: Path) -> Model:
    """The model written at ``path``; raises ``OSError`` or ``ValueError`` when it can't be read."""
    with np.load(path, allow_pickle=False) as kept:
        told = json.loads(kept["about"].tobytes())
        rows, weights = kept["rows"], kept["weights"]
        rows[0] = 0  # where the key of no feature leads
        return Model(
            tuple(told["categories"]), rows, weights, weights[rows[slots(sign_keys())]].astype(np.int32),
            kept["scales"], kept["biases"],
            Vectors(kept["word_rows"], kept["word_keys"], kept["word_vectors"], kept["word_weights"]),
            kept["heads"], kept["sieve_weights"], int(told["sieve_threshold"]), kept["common"],
            _blends(told["blends"]), _blends(told["blends_with_sentences"]),
            np.array(told["toxicity"]), np.array(told["toxicity_with_sentences"]),
            kept["sentence_mean"], kept["sentence_inner"].astype(np.float32), kept["sentence_shift"],
            kept["sentence_outer"], kept["sentence_biases"],
        )  # fmt: skip


@cache
def the_model() -> Model | None:
    """The model that comes with this package, or None where the file is missing."""
    return read_model(WEIGHTS) if WEIGHTS.exists() else None
