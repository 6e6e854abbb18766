"""The ``.tar.gz`` of a backup, written and read as a stream: memory does not grow with what it holds.

It is written beside its final name, flushed to the disk, then renamed: a file that has its name is whole.
"""

from __future__ import annotations

import gzip
import io
import os
import secrets
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from balise.web.operations.backups.manifest import (
    HEAD,
    MANIFEST,
    Head,
    Member,
    cut_off,
    damaged,
    head_bytes,
    manifest_bytes,
    not_a_backup,
    read_head,
    read_manifest,
)

_PIECE = 1 << 20
_FOLDERS = {"audit-heads.jsonl", "database", "files", "seal-certificates"}


class _Counted:
    """A file that is read through, its bytes counted and hashed."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.hash = sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.hash.update(piece)
        self.size += len(piece)
        return piece


class Writer:
    """Adds members to an archive under way."""

    def __init__(self, tar: tarfile.TarFile, head: Head) -> None:
        self._tar = tar
        self._head = head
        self.members: list[Member] = []
        self._add(HEAD, io.BytesIO(head_bytes(head)), len(head_bytes(head)))

    def add(self, name: str, file: IO[bytes], *, size: int, columns: list[str] | None = None) -> None:
        """One member of exactly ``size`` bytes, read from ``file``."""
        counted = self._add(name, file, size)
        self.members.append(
            Member(name=name, size=counted.size, sha256=counted.hash.hexdigest(), columns=columns or [])
        )

    def add_path(self, name: str, path: Path, *, columns: list[str] | None = None) -> None:
        """One member, from the disk."""
        with path.open("rb") as file:
            self.add(name, file, size=os.fstat(file.fileno()).st_size, columns=columns)

    def finish(self, *, keys: Path) -> None:
        """The last member."""
        data = manifest_bytes(self._head, self.members, keys=keys)
        self._add(MANIFEST, io.BytesIO(data), len(data))

    def _add(self, name: str, file: IO[bytes], size: int) -> _Counted:
        info = tarfile.TarInfo(name)
        info.size = size
        info.mode = 0o600
        info.mtime = int(self._head.moment.timestamp())
        counted = _Counted(file)
        self._tar.addfile(info, counted)  # type: ignore[arg-type]  # it only reads
        return counted


@contextmanager
def written(target: Path, head: Head) -> Iterator[Writer]:
    """The archive ``target``, which exists only once all went well."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with (
                gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=5, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|") as tar,
            ):
                yield Writer(tar, head)
            flush(file)
        draft.replace(target)
        flush_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def flush(file: IO[bytes]) -> None:
    """On the disk, not only on its way there."""
    file.flush()
    os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where the system lets a folder be flushed."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    mark = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            mark.update(piece)
    return mark.hexdigest()


@contextmanager
def _opened(source: Path, *, whole: bool) -> Iterator[tarfile.TarFile]:
    try:
        with gzip.open(source, "rb") as packed:
            with tarfile.open(fileobj=packed, mode="r|") as tar:
                yield tar
            if whole:
                while packed.read(_PIECE):  # to the very end, where gzip says whether all is there
                    pass
    except gzip.BadGzipFile as error:
        raise not_a_backup() from error
    except (EOFError, zlib.error) as error:
        raise cut_off() from error
    except tarfile.ReadError as error:
        raise (cut_off() if "unexpected end" in str(error) else not_a_backup()) from error
    except tarfile.TarError as error:
        raise not_a_backup() from error


def head_of(source: Path) -> Head:
    """Who can read this backup; only its beginning is read."""
    with _opened(source, whole=False) as tar:
        return _first(tar)


def _first(tar: tarfile.TarFile) -> Head:
    first = tar.next()
    if first is None or first.name != HEAD:
        raise not_a_backup()
    return read_head(_content(tar, first))


def unpack(source: Path, folder: Path, *, keys: Path) -> tuple[Head, list[Member]]:
    """Every member under ``folder``, each checked against the manifest. ``Trouble`` for anything cut off or changed."""
    found: dict[str, tuple[int, str]] = {}
    members: list[Member] | None = None
    with _opened(source, whole=True) as tar:
        head = _first(tar)
        while (entry := tar.next()) is not None:
            if members is not None or not entry.isfile() or entry.name in found:
                raise damaged(entry.name)
            if entry.name == MANIFEST:
                members = read_manifest(_content(tar, entry), head, keys=keys)
                continue
            found[entry.name] = _write(tar, entry, _place(folder, entry.name))
    if members is None:
        raise cut_off()
    for member in members:
        if found.pop(member.name, None) != (member.size, member.sha256):
            raise damaged(member.name)
    if found:
        raise damaged(next(iter(found)))
    return head, members


def _place(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or parts[0] not in _FOLDERS or ".." in parts or name.startswith("/"):
        raise damaged(name)
    return folder.joinpath(*parts)


def _write(tar: tarfile.TarFile, entry: tarfile.TarInfo, path: Path) -> tuple[int, str]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = _file(tar, entry)
    counted = _Counted(source)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := counted.read(_PIECE):
            file.write(piece)
        flush(file)
    if counted.size != entry.size:
        raise cut_off()
    return counted.size, counted.hash.hexdigest()


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    data = _file(tar, entry).read()
    if len(data) != entry.size:
        raise cut_off()
    return data


def _file(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> Any:
    file = tar.extractfile(entry)
    if file is None:
        raise damaged(entry.name)
    return file
