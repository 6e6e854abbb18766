"""A backup taken under load restores elsewhere, whole, without its keys and without what was destroyed."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from pathlib import Path

import pytest

from balise.web.operations import recovery_sheet
from tests.integration.web.operations.conftest import House, wait_for

pytestmark = pytest.mark.slow  # each runs the command line several times


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _everything(archive: Path) -> bytes:
    with tarfile.open(archive) as tar:
        return b"".join(tar.extractfile(member).read() for member in tar if member.isfile())  # type: ignore[union-attr]


def test_a_backup_under_load_restores_elsewhere_with_all_that_was_acknowledged(
    house: House, twin: House, tmp_path: Path
) -> None:
    house.balise("upgrade")
    sealed = house.script("seal", "before", "after", "kept")
    house.script("destroy", "before")
    house.script("queue", "tests.mail")
    picture = house.data / "files" / "images" / "ab" / "ab.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a picture" * 1000)
    acknowledged = tmp_path / "acknowledged"
    load = house.start(str(Path(__file__).with_name("life.py")), "write", "100000", str(acknowledged), module=False)
    wait_for(lambda: len(_lines(acknowledged)) > 40)
    known = _lines(acknowledged)
    backup = tmp_path / "away" / "one.tar.gz"
    said = house.balise("backup", str(backup))
    assert len(_lines(acknowledged)) > len(known), "nobody wrote meanwhile"
    load.kill()
    load.communicate()
    assert backup.stat().st_mode & 0o077 == 0
    (store,) = backup.parent.glob("balise-*.keys")
    assert str(store) in said
    assert sorted(backup.parent.iterdir()) == sorted([backup, store])

    house.script("destroy", "after")  # since the backup: the list in the keys folder knows
    twin.balise("restore", str(backup))
    found = twin.script("look", json.dumps(sealed))
    assert set(known) <= set(found["people"])
    assert found["broken"] is None
    assert found["opened"] == {"before": "destroyed", "after": "destroyed", "kept": "un secret écrit au dossier"}
    assert found["outbox"] == {"tests.mail": "uncertain"}
    assert found["restorations"] == [[2, 1]]
    assert found["backups"] == [["done", ""]]
    assert "system:restoration:record" in found["tags"]
    assert (twin.data / "files" / "images" / "ab" / "ab.png").read_bytes() == picture.read_bytes()
    assert "whole" in twin.balise("audit", "verify")
    if found["vendor"] == "sqlite":
        assert (twin.data / "balise.sqlite3").stat().st_mode & 0o077 == 0
    assert not list(twin.data.parent.glob("*.restoring-*"))


def test_what_retention_destroyed_since_does_not_come_back(house: House, twin: House, tmp_path: Path) -> None:
    """Its words are readable in the backup: the row itself has to go again, and that is told."""
    house.balise("upgrade")
    assert house.script("left")["stays"] == 1
    backup = tmp_path / "one.tar.gz"
    house.balise("backup", str(backup))
    assert house.script("left", "gone") == {"stays": 0, "again": [False]}
    twin.balise("restore", str(backup))
    assert twin.script("days") == {"stays": 0, "again": [True]}
    assert "whole" in twin.balise("audit", "verify")


def test_no_key_is_in_it_wrapped_or_not_nor_any_session(house: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    house.script("seal", "one", "two")
    backup = tmp_path / "one.tar.gz"
    house.balise("backup", str(backup))
    inside = _everything(backup)
    for key in house.keys.glob("*.key"):
        assert key.read_bytes() not in inside
        assert key.read_bytes().hex().encode() not in inside
    store = sqlite3.connect(next(tmp_path.glob("balise-*.keys")))
    wrapped = [row[0] for row in store.execute("SELECT wrapped FROM living")]
    store.close()
    assert len(wrapped) == 2
    for one in wrapped:
        assert one not in inside
        assert one.hex().encode() not in inside
    house.script("destroy", "one")
    house.balise("backup", str(tmp_path / "two.tar.gz"))
    assert wrapped[0] not in next(tmp_path.glob("balise-*.keys")).read_bytes()


def test_wrapped_keys_outlive_an_emptied_database(house: House, twin: House, tmp_path: Path) -> None:
    """The data are lost, somebody starts again and backs up before restoring: the old backups must still open."""
    house.balise("upgrade")
    sealed = house.script("seal", "kept")
    house.balise("backup", str(tmp_path / "old.tar.gz"))
    twin.balise("upgrade")
    twin.balise("backup", str(tmp_path / "empty.tar.gz"))
    twin.balise("restore", str(tmp_path / "old.tar.gz"), "--replace")
    assert twin.script("look", json.dumps(sealed))["opened"] == {"kept": "un secret écrit au dossier"}


def test_new_rows_find_free_numbers_after_a_restoration(house: House, twin: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    house.script("write", "3", str(tmp_path / "acknowledged"))
    house.balise("backup", str(tmp_path / "one.tar.gz"))
    twin.balise("restore", str(tmp_path / "one.tar.gz"))
    assert twin.script("next", "somebody") == 13
    twin.script("write", "2", str(tmp_path / "more"))
    assert "whole" in twin.balise("audit", "verify")


def test_a_number_whose_key_was_destroyed_since_is_not_drawn_again(house: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    first = house.script("ask")
    house.balise("backup", str(tmp_path / "one.tar.gz"))
    gone = [house.script("ask", "withdrawn") for _ in range(2)]
    house.balise("restore", str(tmp_path / "one.tar.gz"), "--replace")
    assert first < min(gone) <= max(gone) < house.script("ask")


def test_no_secret_of_before_opens_anything(house: House, tmp_path: Path) -> None:
    """Nobody knows which were revoked since the backup."""
    house.balise("upgrade")
    opened = house.script("open-doors")
    assert opened == {"tokens": [True], "feeds": [True], "codes": [True, False], "links": ["open", "used"]}
    house.balise("backup", str(tmp_path / "one.tar.gz"))
    said = house.balise("restore", str(tmp_path / "one.tar.gz"), "--replace")
    assert house.script("doors") == {
        "tokens": [False],
        "feeds": [False],
        "codes": [False, False],
        "links": ["cancelled", "used"],
    }
    assert "Connect tools and calendars again" in said
    assert "Accounts closed since the backup" in said


def test_what_was_sealed_checks_out_on_a_new_machine_that_has_the_sheet_and_a_backup(
    house: House, tmp_path: Path
) -> None:
    house.balise("upgrade")
    first = house.script("seal-file", str(tmp_path / "first.pdf"))
    second = house.script("replace-seal")
    house.script("seal-file", str(tmp_path / "second.pdf"))
    key = (house.keys / "seal.key").read_bytes()
    for line in recovery_sheet.lines_of("seal", key):
        assert line in house.balise("keys", "sheet", "-")
    backup = tmp_path / "away" / "one.tar.gz"
    house.balise("backup", str(backup))
    new = House(tmp_path / "new")
    codes = tmp_path / "codes.txt"  # what a reader of QR codes says of the sheet
    codes.write_text("\n".join(recovery_sheet.code_of(one.stem, one.read_bytes()) for one in house.keys.glob("*.key")))
    new.balise("keys", "restore", "--from", str(codes))
    new.balise("restore", str(backup))
    assert new.script("verify-file", str(tmp_path / "first.pdf")) == ["intact", first]
    assert new.script("verify-file", str(tmp_path / "second.pdf")) == ["intact", second]
    assert new.script("seal-file", str(tmp_path / "third.pdf")) == second
    assert not (new.data / "seal-certificates").exists()


def test_nothing_that_may_have_left_since_leaves_again(house: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    house.script("send")
    house.balise("backup", str(tmp_path / "one.tar.gz"))
    house.balise("restore", str(tmp_path / "one.tar.gz"), "--replace")
    assert house.script("sent") == {
        "rows": {"waiting": ["uncertain", "restored"], "uncertain": ["uncertain", "restored"], "done": ["done", ""]},
        "mails": ["none", "queued"],
    }


def test_what_was_there_is_kept_aside(house: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    house.balise("backup", str(tmp_path / "one.tar.gz"))
    house.script("write", "2", str(tmp_path / "later"))
    refused = house.balise("restore", str(tmp_path / "one.tar.gz"), expect=2)
    assert "--replace" in refused
    assert len(house.script("look")["people"]) == 8
    said = house.balise("restore", str(tmp_path / "one.tar.gz"), "--replace")
    assert house.script("look")["people"] == []
    if not house.database:
        (before,) = tmp_path.glob("data.before-*")
        assert str(before) in said
        old = sqlite3.connect(before / "balise.sqlite3")
        assert old.execute("SELECT count(*) FROM people_person").fetchone() == (8,)
        old.close()


def test_it_never_overwrites_a_backup(house: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    target = tmp_path / "one.tar.gz"
    target.write_bytes(b"something else")
    assert "already exists" in house.balise("backup", str(target), expect=2)
    assert target.read_bytes() == b"something else"
