"""Logistic regressions of all categories at once: they share the matrix, so each pass over it serves them all.

Newton's method, each step solved by conjugate gradients, preconditioned by the diagonal; every category keeps its own
numbers, so the answer is the one it would get alone. Nothing is drawn by chance, and sums are made in one order: the
same on every run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Block = Any
"""Columns of a matrix with one row a text: a sparse matrix or an array."""
Table = NDArray[np.float64]
_STEPS, _DIRECTIONS, _HALVINGS = 25, 40, 12
_CLOSE = 1e-3
_NEAR = 0.01


class Fitted(NamedTuple):
    """Weights of every category (columns), of all blocks one under the other, and biases."""

    weights: Table
    biases: Table

    def odds(self, blocks: Sequence[Block]) -> Table:
        """Log-odds of each text (rows) for each category."""
        return _Blocks(blocks).ahead(np.vstack([self.weights, self.biases]))


class _Blocks:
    """Blocks side by side and a column of ones."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = [block if isinstance(block, np.ndarray) else block.tocsr() for block in blocks]
        self._turned = [block.T if isinstance(block, np.ndarray) else block.T.tocsr() for block in self._blocks]
        self._squares = [
            (block * block).T if isinstance(block, np.ndarray) else block.multiply(block).T.tocsr()
            for block in self._blocks
        ]
        self._bounds = np.cumsum([0, *(block.shape[1] for block in self._blocks)])
        self.columns = int(self._bounds[-1])

    def ahead(self, table: Table) -> Table:
        """The matrix times a table of weights, the last row that of the ones."""
        parts = zip(self._blocks, self._bounds[:-1], self._bounds[1:], strict=True)
        return np.asarray(sum(block @ table[first:last] for block, first, last in parts) + table[-1])

    def back(self, table: Table) -> Table:
        """The matrix turned, times a table with one row a text."""
        return np.vstack([*(block @ table for block in self._turned), table.sum(axis=0)])

    def squares_back(self, table: Table) -> Table:
        """Likewise with every number of the matrix squared."""
        return np.vstack([*(block @ table for block in self._squares), table.sum(axis=0)])


def fit(
    blocks: Sequence[Block],
    answers: NDArray[np.bool_],
    strength: float,
    heavier: Table | None = None,
    start: Fitted | None = None,
) -> Fitted:
    """Regressions with an L2 penalty of inverse ``strength`` on weights and biases, from ``start`` where one is given.

    ``answers`` has one row a text and one column a category; ``heavier`` gives one weight a text.
    """
    matrix = _Blocks(blocks)
    signs = np.where(answers, 1.0, -1.0)
    costs = strength * (np.ones(len(answers)) if heavier is None else heavier)[:, None]
    shape = (matrix.columns + 1, answers.shape[1])
    weights = np.zeros(shape) if start is None else np.vstack([start.weights, start.biases])
    at_nothing = matrix.back(costs * signs * 0.5)
    enough = _CLOSE * np.maximum(np.sqrt((at_nothing * at_nothing).sum(axis=0)), 1e-12)
    odds = matrix.ahead(weights)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(np.clip(signs * odds, -60, 60)))
        slope = weights - matrix.back(costs * signs * chance)
        going = np.flatnonzero(np.sqrt((slope * slope).sum(axis=0)) > enough)
        if not len(going):
            break
        step = _step(matrix, (costs * chance * (1 - chance))[:, going], slope[:, going])
        moved = matrix.ahead(step)
        share = _share(weights[:, going], odds[:, going], step, moved, signs[:, going], costs, slope[:, going])
        weights[:, going] += share * step
        odds[:, going] += share * moved
    return Fitted(weights[:-1], weights[-1])


def _share(weights: Table, odds: Table, step: Table, moved: Table, signs: Table, costs: Table, slope: Table) -> Table:
    """How much of a step to take: all of it, or half of that again and again until the loss falls."""

    def loss(share: Table) -> Table:
        table = weights + share * step
        wrong = np.logaddexp(0, -signs * (odds + share * moved))
        return (costs * wrong).sum(axis=0) + 0.5 * (table * table).sum(axis=0)

    share = np.ones(step.shape[1])
    before = loss(np.zeros(step.shape[1]))
    promised = (slope * step).sum(axis=0)
    for _ in range(_HALVINGS):
        worse = loss(share) > before + 1e-4 * share * promised
        if not worse.any():
            break
        share[worse] /= 2
    return share


def _step(matrix: _Blocks, bend: Table, slope: Table) -> Table:
    """The step that undoes ``slope`` under the curvature that ``bend`` makes, near enough."""

    def bent(table: Table) -> Table:
        return table + matrix.back(bend * matrix.ahead(table))

    return _solved(bent, 1 / (1 + matrix.squares_back(bend)), -slope)


def _solved(bent: Callable[[Table], Table], eased: Table, wanted: Table) -> Table:
    """The table that ``bent`` turns into ``wanted``, column by column; ``eased`` is near the inverse of ``bent``."""
    found = np.zeros_like(wanted)
    rest = wanted.copy()
    direction = eased * rest
    left = (rest * direction).sum(axis=0)
    enough = _NEAR * left
    for _ in range(_DIRECTIONS):
        active = left > enough
        if not active.any():
            break
        turned = bent(direction)
        across = (direction * turned).sum(axis=0)
        length = np.where(active, left / np.where(across > 0, across, 1.0), 0.0)
        found += length * direction
        rest = rest - length * turned
        near = eased * rest
        now = (rest * near).sum(axis=0)
        direction = near + np.where(active, now / np.where(left > 0, left, 1.0), 0.0) * direction
        left = np.where(active, now, left)
    return found
