"""What stands in the way of an operation, in words that say what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Trouble(Exception):
    """Nothing was damaged. One message for each reader's language; ``kind`` is a word for records and logs."""

    def __init__(self, kind: str, *, fr: str, en: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.messages = {"fr": fr, "en": en}

    def message(self, language: str) -> str:
        """The message in ``fr`` or ``en``."""
        return self.messages.get(language, self.messages["fr"])


@contextmanager
def telling_disk_trouble(place: Path) -> Iterator[None]:
    """Turn the errors of a full, read-only or forbidden disk into ``Trouble`` that names the place."""
    try:
        yield
    except OSError as error:
        raise disk_trouble(error, place) from error


def disk_trouble(error: OSError, place: Path) -> Trouble:
    """The ``Trouble`` of an error met while writing at ``place``."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return Trouble(
            "disk-full",
            fr=f"Le disque est plein\u00a0: {place}. Rien n’a été abîmé. Libérez de la place, ou choisissez un autre "
            "dossier, puis recommencez.",
            en=f"The disk is full: {place}. Nothing was damaged. Free some space, or choose another folder, then try "
            "again.",
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Trouble(
            "not-writable",
            fr=f"Balise n’a pas le droit d’écrire dans {place}. Rien n’a été abîmé. Choisissez un autre dossier, ou "
            "donnez ce droit au compte qui fait tourner Balise.",
            en=f"Balise may not write in {place}. Nothing was damaged. Choose another folder, or give this right to "
            "the account that runs Balise.",
        )
    return Trouble(
        "disk-error",
        fr=f"Le disque a répondu par une erreur ({errno.errorcode.get(error.errno or 0, error.errno)})\u00a0: {place}. "
        "Rien n’a été abîmé.",
        en=f"The disk answered with an error ({errno.errorcode.get(error.errno or 0, error.errno)}): {place}. "
        "Nothing was damaged.",
    )
