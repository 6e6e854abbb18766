"""Where the bytes of proofs lie: sealed, in the files' storage, under names that say nothing."""

from __future__ import annotations

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from balise.web.evidence.models import TABLE, SealedFile
from balise.web.vault.sealing import Tampered, open_bytes, seal_bytes

_FOLDER = "evidence"


class Lost(Exception):
    """The file is no longer in the storage, or what is there is not what was kept."""


def put(content: bytes, *, reference: str) -> str:
    """Seal and lay down; the name to keep. Before the row is committed: a file without row is harmless."""
    sealed = seal_bytes(content, table=TABLE, column="content", record=reference)
    return str(default_storage.save(f"{_FOLDER}/{reference[:2]}/{reference}", ContentFile(sealed)))


def take(file: SealedFile) -> bytes:
    """The bytes as they were kept. Raises ``Lost`` or the vault's ``Destroyed``."""
    try:
        with default_storage.open(file.stored, "rb") as opened:
            sealed = opened.read()
    except OSError:
        raise Lost(file.pk) from None
    try:
        content = open_bytes(sealed, table=TABLE, column="content", record=file.reference)
    except Tampered:
        raise Lost(file.pk) from None
    if sha256(content).hexdigest() != file.sha256:
        raise Lost(file.pk)
    return content


def drop(name: str) -> None:
    """Take the sealed bytes away, once the key is destroyed."""
    default_storage.delete(name)
