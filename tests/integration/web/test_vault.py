"""What is sealed opens only where it was sealed, and never again once its key is destroyed."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as running
from hypothesis import strategies as st

from balise.web.keys import read_or_draw
from balise.web.vault.models import WrappedKey
from balise.web.vault.sealing import Destroyed, Tampered, destroy, open_sealed, seal

HERE = {"table": "cases.case", "column": "facts", "record": 7}


@pytest.mark.django_db
@running(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text())
def test_what_was_sealed_comes_back(text: str) -> None:
    sealed = seal(text, **HERE)
    assert open_sealed(sealed, **HERE) == text
    assert sealed != seal(text, **HERE)
    if len(text.encode()) > 3:
        assert text.encode() not in sealed


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere",
    [{"table": "reports.report"}, {"column": "title"}, {"record": 8}, {"record": "71"}],
    ids=lambda moved: next(iter(moved)),
)
def test_it_opens_nowhere_else(elsewhere: dict[str, object]) -> None:
    sealed = seal("secret", **HERE)
    place = {**HERE, **elsewhere}
    seal("autre", **place)
    with pytest.raises(Tampered):
        open_sealed(sealed, **place)


@pytest.mark.django_db
def test_a_wrapped_key_does_not_open_another_record() -> None:
    sealed = seal("secret", **HERE)
    seal("autre", **{**HERE, "record": 8})
    own = WrappedKey.objects.get(record="7")
    WrappedKey.objects.filter(record="8").update(wrapped=own.wrapped)
    with pytest.raises(Tampered):
        open_sealed(sealed, **{**HERE, "record": 8})


@pytest.mark.django_db
@pytest.mark.parametrize("at", [0, 1, 13, -1])
def test_a_changed_byte_is_seen(at: int) -> None:
    sealed = bytearray(seal("secret", **HERE))
    sealed[at] ^= 1
    with pytest.raises(Tampered):
        open_sealed(bytes(sealed), **HERE)


@pytest.mark.django_db
def test_a_destroyed_key_opens_and_seals_nothing_more(now: dt.datetime) -> None:
    sealed, other = seal("secret", **HERE), seal("autre", **{**HERE, "record": 8})
    destroy(table="cases.case", record=7, now=now)
    for attempt in (lambda: open_sealed(sealed, **HERE), lambda: seal("encore", **HERE)):
        with pytest.raises(Destroyed):
            attempt()
    assert open_sealed(other, **{**HERE, "record": 8}) == "autre"
    assert WrappedKey.objects.get(record="7").destroyed == now
    destroy(table="cases.case", record=99, now=now)  # a restored backup replays what it never had
    with pytest.raises(Destroyed):
        seal("x", **{**HERE, "record": 99})


@pytest.mark.django_db
def test_keys_stay_out_of_the_data_folder_and_for_this_account_alone() -> None:
    seal("secret", **HERE)
    keys = Path(settings.BALISE_KEYS)
    assert not keys.is_relative_to(settings.BALISE_DATA)
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.glob("*.key")} == {0o600}
    assert not list(keys.glob(".*"))


def test_a_key_is_drawn_once_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    first = read_or_draw(folder=tmp_path / "k", name="vault")
    assert len(first) == 32
    assert read_or_draw(folder=tmp_path / "k", name="vault") == first
    assert read_or_draw(folder=tmp_path / "k", name="audit") != first
    (tmp_path / "k" / "vault.key").write_bytes(b"short")
    with pytest.raises(ValueError, match="32"):
        read_or_draw(folder=tmp_path / "k", name="vault")
