"""Where bars and points stand."""

import pytest

from balise.web.ui import charts


@pytest.mark.parametrize(
    ("largest", "top"),
    [(0, 4), (3, 4), (4, 4), (5, 8), (11, 12), (47, 60), (99, 100), (101, 120), (1000, 1000), (1573, 1600)],
)
def test_a_scale_has_round_steps_and_holds_the_largest(largest: float, top: float) -> None:
    assert charts.ceiling(largest) == top
    assert all(tick.value == int(tick.value) for tick in charts.scale(largest))


@pytest.mark.parametrize("largest", [0.5, 4.1, 13, 77, 250, 999, 12_345, 98_765_432])
def test_nothing_goes_over_the_top(largest: float) -> None:
    assert charts.ceiling(largest) >= largest


def test_bars_stand_on_the_base_and_inside() -> None:
    drawn = charts.bars([(str(number), number) for number in range(30)])
    assert all(bar.y + bar.height == pytest.approx(charts.HEIGHT - charts.BOTTOM, abs=0.2) for bar in drawn)
    assert drawn[0].x >= charts.LEFT
    assert drawn[-1].x + drawn[-1].width <= charts.WIDTH
    assert sum(bar.labelled for bar in drawn) <= 12


def test_one_point_and_none() -> None:
    assert len(charts.line([("a", 1)])) == 1
    assert charts.line([]) == charts.bars([]) == []
