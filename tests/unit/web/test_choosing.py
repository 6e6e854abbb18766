"""Which situations come next: due ones, new ones, known ones; and the days between two meetings."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from balise.policy.loading import load_policy
from balise.web.learning.choosing import COMING_BACK, SERIES, SPACING, Met, draw, next_meeting

NOW = dt.datetime(2026, 11, 24, 15, tzinfo=dt.UTC)
POLICY = load_policy("exemple")
IDS = [one.id for one in POLICY.situations]
CLAUSE = {one.id: one.clause for one in POLICY.situations}
MOMENTS = st.integers(-900, 900).map(lambda hours: NOW + dt.timedelta(hours=hours))
MET = st.builds(Met, step=st.integers(0, 3), due=st.none() | MOMENTS, answered_at=MOMENTS)


def test_answered_well_at_once_is_known() -> None:
    step, due = next_meeting(None, right=True, now=NOW)
    assert due is None
    known = Met(step=step, due=due, answered_at=NOW)
    assert next_meeting(known, right=True, now=NOW) == (step, None)
    assert next_meeting(known, right=False, now=NOW) == (0, NOW)


def test_missed_comes_back_at_once_then_at_growing_distances() -> None:
    step, due = next_meeting(None, right=False, now=NOW)
    waits = []
    while due is not None:
        waits.append(due - NOW)
        step, due = next_meeting(Met(step=step, due=due, answered_at=NOW), right=True, now=NOW)
    assert waits == [dt.timedelta(0), *SPACING]


@given(st.dictionaries(st.sampled_from([*IDS, "gone"]), MET), st.text(max_size=5))
def test_a_series_is_whole_without_repeats_and_due_ones_come_first(met: dict[str, Met], key: str) -> None:
    series = draw(POLICY, met, key=key, now=NOW)
    assert len(series) == len(set(series)) == SERIES
    assert set(series) <= set(IDS)
    due = [name for name in IDS if name in met and (at := met[name].due) is not None and at <= NOW]
    assert len(set(series) & set(due)) >= min(len(due), COMING_BACK)
    new = [name for name in IDS if name not in met]
    if len(new) >= SERIES:
        assert len(set(series) & set(due)) == min(len(due), COMING_BACK)


@given(st.text(max_size=8))
def test_new_ones_are_of_different_clauses_what_binds_most_first(key: str) -> None:
    series = draw(POLICY, {}, key=key, now=NOW)
    assert len({CLAUSE[name] for name in series}) == SERIES
    forbidden = {clause.id for clause in POLICY.clauses if clause.modality == "forbidden"}
    assert {CLAUSE[name] for name in series[: len(forbidden)]} == forbidden


def test_two_people_do_not_go_through_the_same_list() -> None:
    assert len({tuple(draw(POLICY, {}, key=str(key), now=NOW)) for key in range(30)}) > 10


def test_what_is_known_is_gone_over_the_longest_unseen_first() -> None:
    met = {name: Met(step=2, due=None, answered_at=NOW - dt.timedelta(days=at)) for at, name in enumerate(IDS)}
    assert draw(POLICY, met, key="", now=NOW) == IDS[: -SERIES - 1 : -1]
