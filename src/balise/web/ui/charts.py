"""Where the bars and points of a chart stand; templates draw them as SVG with a table beside."""

import math
from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 480, 220
LEFT, RIGHT, TOP, BOTTOM = 50, 8, 12, 28


class Tick(NamedTuple):
    """A line of the scale: its height in the drawing and the value it stands for."""

    y: float
    value: float


class Bar(NamedTuple):
    """A bar: its rectangle, the middle for its label, and what it shows."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    value: float
    labelled: bool


class Point(NamedTuple):
    """A point of a line, and whether there is room for its label."""

    x: float
    y: float
    label: str
    value: float
    labelled: bool


def ceiling(largest: float) -> float:
    """The top of a scale that holds `largest`: four equal steps, each a round whole number; 4 at least."""
    quarter = largest / 4
    if quarter <= 1:
        return 4.0
    power: int = 10 ** math.floor(math.log10(quarter))
    steps = (1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10) if power > 1 else (1, 2, 3, 4, 5, 10)
    return 4.0 * next(step * power for step in steps if step * power >= quarter)


def scale(largest: float) -> list[Tick]:
    """Five lines from zero to the ceiling."""
    top = ceiling(largest)
    return [Tick(_y(top * quarter / 4, top), top * quarter / 4) for quarter in range(5)]


def bars(points: Sequence[tuple[str, float]]) -> list[Bar]:
    """One bar a point, in order."""
    if not points:
        return []
    top = ceiling(max(value for _, value in points))
    step = (WIDTH - LEFT - RIGHT) / len(points)
    width = min(step * 0.7, 64)
    every = _label_every(len(points))
    result = []
    for index, (label, value) in enumerate(points):
        middle = LEFT + step * (index + 0.5)
        y = _y(value, top)
        height = round(HEIGHT - BOTTOM - y, 1)
        x = round(middle - width / 2, 1)
        result.append(Bar(x, y, round(width, 1), height, round(middle, 1), label, value, index % every == 0))
    return result


def line(points: Sequence[tuple[str, float]]) -> list[Point]:
    """The points of a line from edge to edge."""
    if not points:
        return []
    top = ceiling(max(value for _, value in points))
    room = WIDTH - LEFT - RIGHT - 32
    step = room / max(1, len(points) - 1)
    every = _label_every(len(points))
    return [
        Point(round(LEFT + 16 + step * index, 1), _y(value, top), label, value, index % every == 0)
        for index, (label, value) in enumerate(points)
    ]


def _label_every(count: int) -> int:
    """Labels are thinned so that neighbours do not touch."""
    return max(1, math.ceil(count / 12))


def _y(value: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)
