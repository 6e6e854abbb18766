"""A full disk, a missing key, a newer or cut-off backup…: a message that says what to do, and nothing damaged."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import signal
import socket
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from balise.web.audit.models import Record
from balise.web.events import subscribe, unsubscribe
from balise.web.operations.backups import archive
from balise.web.operations.backups.recording import run
from balise.web.operations.events import BackupFailed
from balise.web.operations.models import Backup
from balise.web.operations.trouble import Trouble
from tests.integration.web.operations.conftest import House, wait_for

pytestmark = pytest.mark.slow  # each runs the command line several times

Members = dict[str, bytes]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with a backup, ``one.tar.gz`` in its folder of backups, that tests only read."""
    made = House(tmp_path_factory.mktemp("source"))
    made.balise("upgrade")
    made.script("seal", "kept")
    made.balise("backup", str(made.backups / "one.tar.gz"))
    yield made
    made.close()


@pytest.fixture
def target(source: House, tmp_path: Path) -> Iterator[House]:
    """An empty place under the same keys, and the same folder of backups."""
    made = House(tmp_path, keys=source.keys)
    made.backups = source.backups
    yield made
    made.close()


def _refused(target: House, backup: Path, *options: str) -> str:
    said = target.balise("restore", str(backup), *options, expect=2)
    assert not target.data.exists() or (target.database and not any(target.data.iterdir()))
    assert not list(target.data.parent.glob("*.restoring-*"))
    assert "Traceback" not in said
    return said


def _changed(source: House, target: Path, change: Callable[[Members], None]) -> Path:
    with tarfile.open(source.backups / "one.tar.gz") as tar:
        members = {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]
    change(members)
    with gzip.open(target, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return target


def _head(**said: Any) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members["balise-backup.json"] = json.dumps({**json.loads(members["balise-backup.json"]), **said}).encode()

    return change


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, "disk-full"), (errno.EROFS, "not-writable"), (errno.EIO, "disk-error")]
)
def test_a_disk_that_refuses_leaves_nothing_and_is_told(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: str
) -> None:
    told: list[int] = []
    listener = lambda event: told.append(event.backup_id)  # noqa: E731
    subscribe(BackupFailed, listener)

    def refuse(file: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(archive, "flush", refuse)
    try:
        with pytest.raises(Trouble) as caught:
            run(tmp_path / "away" / "one.tar.gz", slot="daily", by="schedule")
    finally:
        unsubscribe(BackupFailed, listener)
        monkeypatch.undo()
    assert caught.value.kind == kind
    assert str(tmp_path) in caught.value.message("fr")
    assert not list((tmp_path / "away").iterdir())
    failed = Backup.objects.get()
    assert (failed.state, failed.error, told) == ("failed", kind, [failed.pk])
    assert Record.objects.order_by("-number")[0].tag == "system:backup:fail"
    assert run(tmp_path / "one.tar.gz", slot="daily", by="schedule") is not None  # the slot is free again
    assert run(tmp_path / "two.tar.gz", slot="daily", by="schedule") is None


def test_a_folder_where_one_may_not_write(source: House) -> None:
    assert "may not write" in source.balise("backup", "/sys/kernel/one.tar.gz", expect=2)


def test_a_missing_or_other_key_stops_everything_before_harm(source: House, target: House, tmp_path: Path) -> None:
    backup = source.backups / "one.tar.gz"
    target.keys = tmp_path / "no-keys"
    said = _refused(target, backup)
    assert "balise keys restore" in said
    assert not (target.keys / "vault.key").exists()
    (target.keys / "vault.key").write_bytes(bytes(32))
    (target.keys / "audit.key").write_bytes((source.keys / "audit.key").read_bytes())
    assert "is not the one of this backup" in _refused(target, backup)


def test_nothing_is_written_under_a_key_drawn_in_place_of_a_lost_one(house: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    house.script("seal", "kept")
    house.script("write", "1", str(tmp_path / "known"))
    for name in ("vault", "audit"):
        key = house.keys / f"{name}.key"
        aside = key.rename(tmp_path / name)
        for command in (("backup", str(tmp_path / "one.tar.gz")), ("serve", "--port", "8219"), ("jobs",)):
            assert name in house.balise(*command, expect=2)
            assert not key.exists()
        key.write_bytes(bytes(32))
        assert name in house.balise("serve", "--port", "8219", expect=2)
        aside.replace(key)
    house.balise("backup", str(tmp_path / "one.tar.gz"))


@pytest.mark.parametrize(
    "said",
    [{"balise": "99.0.0"}, {"format": 2}, {"migrations": [["people", "0999_of_a_later_time"]]}],
    ids=["version", "format", "migration"],
)
def test_a_newer_backup_is_refused(source: House, target: House, tmp_path: Path, said: dict[str, Any]) -> None:
    assert "newer" in _refused(target, _changed(source, tmp_path / "newer.tar.gz", _head(**said)))


def test_a_backup_of_the_other_database_is_refused(source: House, target: House, tmp_path: Path) -> None:
    other = "sqlite" if source.database else "postgresql"
    assert "BALISE_DATABASE_URL" in _refused(target, _changed(source, tmp_path / "other.tar.gz", _head(database=other)))


def test_a_cut_off_backup_is_refused_whole(source: House, target: House, tmp_path: Path) -> None:
    whole = (source.backups / "one.tar.gz").read_bytes()
    cut = tmp_path / "cut.tar.gz"
    for at, length in enumerate([0, 10, 700, len(whole) // 2, len(whole) - 1_000, len(whole) - 9, len(whole) - 1]):
        cut.write_bytes(whole[:length])
        with pytest.raises(Trouble, match=r"cut-off|not-a-backup"):
            archive.unpack(cut, tmp_path / f"unpacked-{at}", keys=source.keys)
    assert "cut off" in _refused(target, cut)


def test_a_changed_backup_is_refused(source: House, target: House, tmp_path: Path) -> None:
    backup = source.backups / "one.tar.gz"
    flipped = bytearray(backup.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    (tmp_path / "flipped.tar.gz").write_bytes(flipped)
    assert "Nothing was restored" in _refused(target, tmp_path / "flipped.tar.gz")

    def edit(members: Members) -> None:
        name = next(name for name in members if name.startswith("database/"))
        members[name] += b" "

    def add(members: Members) -> None:
        manifest = members.pop("manifest.json")
        members["files/intruder.txt"] = b"x"
        members["manifest.json"] = manifest

    def escape(members: Members) -> None:
        manifest = members.pop("manifest.json")
        members["files/../../escaped.txt"] = b"x"
        members["manifest.json"] = manifest

    def forge(members: Members) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest["members"][0]["size"] += 1
        members["manifest.json"] = json.dumps(manifest).encode()

    for change in (edit, add, escape, forge, lambda members: members.pop("manifest.json")):
        assert "Nothing was restored" in _refused(target, _changed(source, tmp_path / "changed.tar.gz", change))
    assert not list(tmp_path.rglob("escaped.txt"))
    (tmp_path / "letter.txt").write_text("Bonjour")
    assert "not a backup" in _refused(target, tmp_path / "letter.txt")


def test_without_the_wrapped_keys_it_asks_before_giving_them_up(source: House, target: House, tmp_path: Path) -> None:
    backup = tmp_path / "alone" / "one.tar.gz"
    backup.parent.mkdir()
    backup.write_bytes((source.backups / "one.tar.gz").read_bytes())
    target.backups = tmp_path / "nowhere"
    assert "--without-wrapped-keys" in _refused(target, backup)
    (store,) = source.backups.glob("balise-*.keys")
    target.balise("restore", str(backup), "--wrapped-keys", str(store))
    assert target.script("look")["wrapped"] == 1
    target.balise("restore", str(backup), "--without-wrapped-keys", "--replace")
    assert target.script("look")["wrapped"] == 0


def test_a_forged_destruction_destroys_nothing(source: House, target: House, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    for key in source.keys.glob("*.key"):
        (keys / key.name).write_bytes(key.read_bytes())
    line = {"table": "tests.note", "record": "kept", "at": "2026-11-24T00:00:00+00:00", "code": "0" * 64}
    (keys / "destructions.jsonl").write_text(json.dumps(line) + "\n")
    target.keys = keys
    assert "was not written by Balise" in _refused(target, source.backups / "one.tar.gz")


def test_a_restoration_killed_half_way_leaves_what_was_there(house: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    house.balise("backup", str(tmp_path / "one.tar.gz"))
    house.script("write", "5", str(tmp_path / "known"))
    process = house.start("restore", str(tmp_path / "one.tar.gz"), "--replace")
    wait_for(lambda: list(tmp_path.glob("data.restoring-*/*")) or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert len(house.script("look")["people"]) == 20
    house.balise("restore", str(tmp_path / "one.tar.gz"), "--replace")
    assert house.script("look")["people"] == []


def test_data_in_use_are_not_replaced(house: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    house.balise("backup", str(tmp_path / "one.tar.gz"))
    house.script("process", socket.gethostname(), str(os.getpid()))
    if not house.database:
        assert "still running" in house.balise("restore", str(tmp_path / "one.tar.gz"), "--replace", expect=2)
    house.script("older")
    assert "still running" in house.balise("upgrade", expect=2)
    house.script("process", socket.gethostname(), "999999999")  # killed: it could not say that it ended
    house.balise("upgrade")
