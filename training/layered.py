"""A network of one hidden layer over sentence vectors, all categories at once: small steps down the gradient (AdamW),
half of the hidden numbers left out at each step, from a seed. On one thread, the same on every run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]
WIDTH, ROUNDS, BATCH = 256, 12, 256
SEEDS = (1, 2)
_PACE, _LEFT_OUT, _DECAY = 2e-3, 0.3, 1e-2
_FIRST_GUESS = -3.0
_MEAN, _SQUARE = 0.9, 0.999


class Layered(NamedTuple):
    """Weights into and out of the hidden layer, biases of both: ``relu(x @ inner + shift) @ outer + biases``."""

    inner: Table
    shift: Table
    outer: Table
    biases: Table

    def odds(self, matrix: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log-odds of each text (rows) for each category."""
        hidden = np.maximum(matrix.astype(np.float32) @ self.inner + self.shift, 0)
        return np.asarray(hidden @ self.outer + self.biases, dtype=np.float64)


def learn(matrix: NDArray[np.float64], answers: NDArray[np.bool_], heavier: NDArray[np.float64]) -> Layered:
    """Networks learned from each of ``SEEDS``, as one that gives the mean of their log-odds."""
    found = [_learn(matrix.astype(np.float32), answers.astype(np.float32), heavier, seed) for seed in SEEDS]
    return Layered(
        np.concatenate([one.inner for one in found], axis=1),
        np.concatenate([one.shift for one in found]),
        np.concatenate([one.outer for one in found]) / np.float32(len(found)),
        np.mean([one.biases for one in found], axis=0, dtype=np.float32),
    )


def _learn(matrix: Table, answers: Table, heavier: NDArray[np.float64], seed: int) -> Layered:
    chooser = np.random.default_rng(seed)
    size, count = matrix.shape[1], answers.shape[1]
    weights: list[Table] = [
        (chooser.normal(size=(size, WIDTH)) * np.sqrt(2 / size)).astype(np.float32),
        np.zeros(WIDTH, np.float32),
        (chooser.normal(size=(WIDTH, count)) * np.sqrt(1 / WIDTH)).astype(np.float32),
        np.full(count, _FIRST_GUESS, np.float32),
    ]
    means = [np.zeros_like(table) for table in weights]
    squares = [np.zeros_like(table) for table in weights]
    # Heavier texts are met more often rather than pulled at harder, which would throw the steps off.
    texts = np.repeat(np.arange(len(matrix)), np.maximum(1, np.round(heavier / 2)).astype(np.intp))
    steps = ROUNDS * (len(texts) // BATCH + 1)
    step = 0
    for _ in range(ROUNDS):
        order = chooser.permutation(texts)
        for first in range(0, len(order), BATCH):
            step += 1
            chosen = order[first : first + BATCH]
            pace = np.float32(_PACE * (1 - step / steps) + 1e-5)
            slopes = _slopes(weights, matrix[chosen], answers[chosen], chooser)
            for place, slope in enumerate(slopes):
                means[place] += np.float32(1 - _MEAN) * (slope - means[place])
                squares[place] += np.float32(1 - _SQUARE) * (slope * slope - squares[place])
                moved = means[place] / np.float32(1 - _MEAN**step)
                moved /= np.sqrt(squares[place] / np.float32(1 - _SQUARE**step)) + np.float32(1e-8)
                if weights[place].ndim > 1:
                    moved += np.float32(_DECAY) * weights[place]
                weights[place] -= pace * moved
    return Layered(*weights)


def _slopes(weights: Sequence[Table], matrix: Table, answers: Table, chooser: np.random.Generator) -> list[Table]:
    """The gradient of the mean loss of a batch, by each table of weights."""
    inner, shift, outer, biases = weights
    hidden = matrix @ inner + shift
    kept = (chooser.random(hidden.shape, dtype=np.float32) > _LEFT_OUT) / np.float32(1 - _LEFT_OUT)
    told = np.maximum(hidden, 0) * kept
    wrong = (1 / (1 + np.exp(-(told @ outer + biases))) - answers) / np.float32(len(matrix))
    back = (wrong @ outer.T) * kept * (hidden > 0)
    return [matrix.T @ back, back.sum(axis=0), told.T @ wrong, wrong.sum(axis=0)]
