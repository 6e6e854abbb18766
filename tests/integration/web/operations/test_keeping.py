"""When a backup is due, which ones go, keys on paper, destructions apart, upgrades and the way back."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from balise.web.config import jobs
from balise.web.operations import recovery_sheet as sheets
from balise.web.operations.backups import keeping, recording, wrapped
from balise.web.operations.models import Backup
from balise.web.operations.trouble import Trouble
from balise.web.vault import destructions
from balise.web.vault.models import WrappedKey
from balise.web.vault.sealing import destroy, seal
from tests.integration.web.operations.conftest import House

START = dt.datetime(2026, 1, 1, 8, 0, tzinfo=dt.UTC)


def test_days_weeks_and_months_are_kept() -> None:
    kept: list[dt.datetime] = []
    for day in range(400):
        kept.append(START + dt.timedelta(days=day))
        gone = keeping.to_delete(kept, days=7, weeks=5, months=6)
        kept = [moment for moment in kept if moment not in gone]
    ages = [(kept[-1] - moment).days for moment in reversed(kept)]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert 120 < ages[-1] < 185
    assert len(kept) <= 7 + 5 + 6
    assert keeping.to_delete([START], days=1, weeks=0, months=0) == []


@given(
    st.lists(st.integers(0, 10**5).map(lambda hours: START + dt.timedelta(hours=hours)), unique=True),
    st.integers(1, 9),
    st.integers(0, 9),
)
def test_the_latest_is_never_deleted(moments: list[dt.datetime], days: int, others: int) -> None:
    gone = keeping.to_delete(moments, days=days, weeks=others, months=others)
    assert not moments or max(moments) not in gone
    assert set(gone) <= set(moments)


def test_it_is_due_once_a_day_past_the_hour_and_after_a_long_sleep(settings: Any) -> None:
    settings.BALISE_BACKUP_HOUR = 3  # at Toronto: 8 h UTC in winter
    three = START
    assert keeping.due(None, now=three - dt.timedelta(hours=3))
    assert not keeping.due(three - dt.timedelta(hours=20), now=three - dt.timedelta(minutes=1))
    assert keeping.due(three - dt.timedelta(hours=20), now=three)
    assert not keeping.due(three, now=three + dt.timedelta(hours=12))
    assert keeping.due(three, now=three + dt.timedelta(hours=25, minutes=1))


def test_the_jobs_make_one_a_day_and_let_old_ones_go(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    settings.BALISE_BACKUP_FOLDER, settings.BALISE_BACKUP_DAYS = tmp_path / "kept", 2
    settings.BALISE_BACKUP_WEEKS = settings.BALISE_BACKUP_MONTHS = 0
    stranger = tmp_path / "kept" / "balise-00000000-20200101T000000Z.tar.gz"
    stranger.parent.mkdir()
    stranger.write_bytes(b"of another installation")
    for day in range(4):
        now = START + dt.timedelta(days=day)
        assert recording.daily(clock=lambda now=now: now) is not None
        assert recording.daily(clock=lambda now=now: now + dt.timedelta(hours=1)) is None
    assert len(keeping.ours(tmp_path / "kept")) == 2
    assert stranger.exists()
    assert Backup.objects.filter(state="done", made_by="schedule").count() == 4
    settings.BALISE_BACKUP = False
    assert recording.daily(clock=lambda: START + dt.timedelta(days=9)) is None


def test_one_that_was_killed_does_not_keep_its_day(transactional_db: None, settings: Any, tmp_path: Path) -> None:
    settings.BALISE_BACKUP_FOLDER = tmp_path / "kept"
    Backup.objects.create(slot="daily-2026-01-01", made_by="schedule", started=START)
    soon, later = START + dt.timedelta(hours=1), START + dt.timedelta(hours=7)
    assert recording.daily(clock=lambda: soon) is None
    assert recording.daily(clock=lambda: later) is not None
    assert list(Backup.objects.order_by("pk").values_list("state", "error")) == [
        ("failed", "interrupted"),
        ("done", ""),
    ]


def test_a_failed_one_does_not_stop_the_jobs(transactional_db: None, settings: Any) -> None:
    settings.BALISE_BACKUP_FOLDER = Path("/sys/kernel/nowhere")
    jobs._keep_safe()
    assert Backup.objects.get().error == "not-writable"
    with pytest.raises(Trouble):
        recording.daily()


def test_destructions_are_told_apart_once_they_are_certain(transactional_db: None, now: dt.datetime) -> None:
    here = {"table": "tests.told", "column": "text"}
    before = len(list(destructions.remembered()))
    for record in (1, 2, 3):
        seal("secret", record=record, **here)

    with transaction.atomic():
        destroy(table="tests.told", record=1, now=now)
        transaction.set_rollback(True)
    destroy(table="tests.told", record=2, now=now)
    told = list(destructions.remembered())[before:]
    assert [(one.table, one.record, one.at) for one in told] == [("tests.told", "2", now)]
    assert destructions.list_file().stat().st_mode & 0o077 == 0
    with destructions.list_file().open("ab") as file:
        file.write(b'{"table": "tests.told", "rec')  # a crash in the middle of a line
    WrappedKey.objects.filter(record="3").update(wrapped=None, destroyed=now)  # and one between the two writings
    assert destructions.catch_up() == 1
    assert destructions.catch_up() == 0
    assert [one.record for one in list(destructions.remembered())[before:]] == ["2", "3"]


def test_the_store_of_wrapped_keys_forgets_what_is_destroyed(
    transactional_db: None, now: dt.datetime, tmp_path: Path
) -> None:
    store = tmp_path / "balise-0.keys"
    seal("secret", table="tests.store", column="text", record=1)
    seal("secret", table="tests.store", column="text", record=2)
    assert wrapped.update(store, destroyed=[], now=now) == 2
    kept = {record: key for _, record, key, _ in wrapped.living(store)}
    WrappedKey.objects.filter(record="2").delete()  # a database that no longer knows it
    destroy(table="tests.store", record=1, now=now)
    assert wrapped.update(store, destroyed=[], now=now) == 1
    assert [record for _, record, _, _ in wrapped.living(store)] == ["2"]
    assert kept["1"] not in store.read_bytes()
    assert [one.record for one in wrapped.gone(store)] == ["1"]
    assert wrapped.updated(store) == now
    store.write_bytes(b"not a store")
    with pytest.raises(Trouble, match="wrapped-keys-damaged"):
        wrapped.update(store, destroyed=[], now=now)
    assert store.read_bytes() == b"not a store"


@given(
    st.binary(min_size=32, max_size=32),
    st.integers(0, 3),
    st.integers(0, 14),
    st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
)
def test_a_typed_key_comes_back_and_a_wrong_letter_is_found_at_its_line(
    key: bytes, line: int, at: int, letter: str
) -> None:
    lines = sheets.lines_of("vault", key)
    assert (
        sheets.read_lines(
            "vault", [line.lower().replace("-", " ").replace("0", "o").replace("1", "l") for line in lines]
        )
        == key
    )
    assert sheets.read_code(sheets.code_of("vault", key)) == ("vault", key)
    plain = lines[line].replace("-", "")
    wrong = plain[:at] + letter + plain[at + 1 :]
    if wrong != plain:
        with pytest.raises(sheets.Mistyped) as caught:
            sheets.read_lines("vault", [*lines[:line], wrong, *lines[line + 1 :]])
        assert caught.value.line == line + 1


def test_lines_of_another_key_or_order_are_refused() -> None:
    lines = sheets.lines_of("vault", bytes(range(32)))
    for wrong in (lines[:3], [lines[1], lines[0], *lines[2:]], sheets.lines_of("audit", bytes(range(32)))):
        with pytest.raises(sheets.Mistyped):
            sheets.read_lines("vault", wrong)
    for code in ("", "BALISE1:vault", "https://example.org", sheets.code_of("vault", bytes(32))[:-1] + "?"):
        with pytest.raises(sheets.Mistyped):
            sheets.read_code(code)


def test_the_sheet_goes_to_paper_and_comes_back(house: House, twin: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    house.script("seal", "kept")
    house.script("write", "1", str(tmp_path / "known"))
    assert "on no recovery sheet" in house.balise("doctor")
    assert "Not in the data folder" in house.balise("keys", "sheet", str(house.data / "sheet.html"), expect=2)
    said = house.balise("keys", "sheet", str(tmp_path / "sheet.html"))
    assert "Whoever holds it with a backup reads everything" in said
    page = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert (tmp_path / "sheet.html").stat().st_mode & 0o077 == 0
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "on no recovery sheet" not in house.balise("doctor")
    vault, audit = ((house.keys / f"{name}.key").read_bytes() for name in ("vault", "audit"))
    for key, name in ((vault, "vault"), (audit, "audit")):
        for line in sheets.lines_of(name, key):
            assert line in page
    typed = "\n".join(
        [
            *sheets.lines_of("audit", audit)[:2],
            "wrong",
            *sheets.lines_of("audit", audit)[2:],
            sheets.lines_of("vault", vault)[0],  # the next key of this sheet, which has no second-factor
            "",
            *sheets.lines_of("vault", vault),
            "",
        ]
    )
    twin.keys = tmp_path / "typed"
    process = twin.start("keys", "restore", stdin=True)
    said, _ = process.communicate(typed + "\n", timeout=60)
    assert process.returncode == 0, said
    assert "does not check" in said
    assert "line 1 of the key vault" in said
    assert {path.name: path.read_bytes() for path in twin.keys.glob("*.key")} == {
        "vault.key": vault,
        "audit.key": audit,
    }
    assert {path.stat().st_mode & 0o777 for path in twin.keys.iterdir()} == {0o600}
    codes = tmp_path / "codes.txt"
    codes.write_text(sheets.code_of("vault", vault) + "\n")
    assert "it is the same" in twin.balise("keys", "restore", "--from", str(codes))
    codes.write_text(sheets.code_of("vault", bytes(32)) + "\n")
    assert "overwrites none" in twin.balise("keys", "restore", "--from", str(codes), expect=2)
    assert (twin.keys / "vault.key").read_bytes() == vault


def test_the_printed_code_can_be_scanned(tmp_path: Path) -> None:
    import segno

    code = sheets.code_of("second-factor", bytes(range(32)))
    segno.make(code, error="q").save(str(tmp_path / "code.png"), scale=3, border=4)
    (found,) = zxingcpp.read_barcodes(Image.open(tmp_path / "code.png"))
    assert sheets.read_code(found.text) == ("second-factor", bytes(range(32)))


def test_an_upgrade_backs_up_first_and_can_go_back(house: House, tmp_path: Path) -> None:
    assert "Database created" in house.balise("upgrade")
    assert "already" in house.balise("upgrade")
    assert not house.backups.exists()
    sealed = house.script("seal", "kept")
    house.script("write", "2", str(tmp_path / "known"))
    house.script("older")
    assert "balise upgrade" in house.balise("doctor", expect=1)
    said = house.balise("upgrade")
    (backup,) = house.backups.glob("*-before-upgrade.tar.gz")
    assert str(backup) in said
    assert house.script("tables") == "new"
    assert len(house.script("look", json.dumps(sealed))["people"]) == 8
    said = house.balise("upgrade", "--back")
    assert "Install that version" in said
    assert house.script("tables") == "old"
    house.balise("upgrade")
    found = house.script("look", json.dumps(sealed))
    assert (len(found["people"]), found["broken"], found["opened"]) == (8, None, {"kept": "un secret écrit au dossier"})


def test_an_upgrade_that_fails_is_undone_by_itself(house: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    house.script("write", "2", str(tmp_path / "known"))
    house.script("older")
    house.script("obstacle")  # a table in the way of a migration
    said = house.balise("upgrade", expect=2)
    assert "did not succeed" in said
    assert "Going back" in said
    assert house.script("tables") == "old"
    assert len(house.script("count")) == 8


def test_an_upgrade_without_room_for_its_backup_changes_nothing(house: House) -> None:
    house.balise("upgrade")
    house.script("older")
    said = house.balise("upgrade", expect=2, BALISE_BACKUP_FOLDER="/sys/kernel/nowhere")
    assert "may not write" in said
    assert house.script("tables") == "old"


def test_data_of_before_are_upgraded_when_they_are_started(house: House) -> None:
    """Somebody who only knows ``balise up`` loses nothing either."""
    house.balise("upgrade")
    house.script("older")
    process = house.start("up", "--no-browser", "--port", "8217")
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "stop it" in line:
            break
    process.terminate()
    process.communicate(timeout=60)
    assert "Data upgraded. Backup from before" in said
    (backup,) = house.backups.glob("*-before-upgrade.tar.gz")
    assert backup.stat().st_size > 1000
    assert sqlite3.connect(next(house.backups.glob("balise-*.keys"))).execute(
        "SELECT count(*) FROM updated"
    ).fetchone() == (1,)
