"""The organisation's seal: its key in the keys folder, and the certificates of all keys it ever had.

``seal.p12`` is the key, locked by ``seal.key``; ``seal-certificates/`` holds one public certificate for each key, the
present one included. They lie with the keys because a verification trusts them: whoever can write to the data folder
must not be able to add one.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from balise.documents import seals
from balise.documents.seals import UnusableKey, Verified
from balise.web.keys import read_key


@dataclass(frozen=True, kw_only=True)
class Seal:
    """What seals: ``certificate`` (PEM) may be shown to anybody."""

    pkcs12: bytes
    password: bytes
    certificate: bytes

    def on(self, content: bytes, *, organisation: str, reason: str) -> bytes:
        """The PDF, sealed."""
        return seals.seal(content, pkcs12=self.pkcs12, password=self.password, organisation=organisation, reason=reason)


def key_file() -> Path:
    """Where the key is."""
    return Path(settings.BALISE_KEYS) / "seal.p12"


def certificates_folder() -> Path:
    """Where the certificates of all keys are kept."""
    return Path(settings.BALISE_KEYS) / "seal-certificates"


def the_seal(*, organisation: str, now: dt.datetime) -> Seal:
    """The present seal, made the first time it is asked for. Two processes end up with the same one."""
    path, password = key_file(), _password()
    if not path.exists():
        made = seals.make_key(organisation=organisation, password=password, now=now)
        draft = _written(made.pkcs12)
        try:
            os.link(draft, path)  # fails when another process was first
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    pkcs12 = path.read_bytes()
    certificate = seals.certificate_of(pkcs12, password=password)
    _keep(certificate)
    return Seal(pkcs12=pkcs12, password=password, certificate=certificate)


def replace_seal(*, organisation: str, now: dt.datetime) -> Seal:
    """A new key in place of the present one, which is gone. Its certificate stays: what it sealed still checks out."""
    path, password = key_file(), _password()
    if path.exists():
        with suppress(UnusableKey):  # damaged, or its password lost: its certificate was kept when it was made
            _keep(seals.certificate_of(path.read_bytes(), password=password))
    made = seals.make_key(organisation=organisation, password=password, now=now)
    _keep(made.certificate)  # first: a seal whose certificate is nowhere would look like a stranger's
    _written(made.pkcs12).replace(path)
    return Seal(pkcs12=made.pkcs12, password=password, certificate=made.certificate)


def trusted() -> list[bytes]:
    """The certificates (PEM) of every key the organisation had here."""
    return [path.read_bytes() for path in sorted(certificates_folder().glob("*.pem"))]


def verified(content: bytes) -> Verified:
    """What a file is worth here."""
    return seals.verify(content, trusted=trusted())


def _password() -> bytes:
    return read_key("seal").hex().encode()


def _keep(certificate: bytes) -> None:
    folder = certificates_folder()
    path = folder / f"{seals.fingerprint(certificate)}.pem"
    if path.exists():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _written(certificate).replace(path)


def _written(content: bytes) -> Path:
    """A file beside the key, whole and on disk before it takes its name."""
    folder = key_file().parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".seal.{os.getpid()}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft
