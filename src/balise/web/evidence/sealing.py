"""The organisation's seal: one secret in the keys folder, and the certificates of all keys it ever had.

``seal.key`` is the secret, 32 bytes like any other key of the house, so that the recovery sheet carries it; the key
that seals is drawn from it. ``seal-certificates/`` holds the public certificate of each key, the present one
included. They lie with the keys because a verification trusts them: whoever can write to the data folder must not be
able to add one. Backups carry them too, under the code of their manifest.
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

_NAME = "seal"


@dataclass(frozen=True, kw_only=True)
class Seal:
    """What seals: ``certificate`` (PEM) may be shown to anybody."""

    secret: bytes
    certificate: bytes

    def on(self, content: bytes, *, organisation: str, reason: str) -> bytes:
        """The PDF, sealed."""
        return seals.seal(
            content, secret=self.secret, certificate=self.certificate, organisation=organisation, reason=reason
        )


def key_file() -> Path:
    """Where the secret is."""
    return Path(settings.BALISE_KEYS) / f"{_NAME}.key"


def certificates_folder() -> Path:
    """Where the certificates of all keys are kept."""
    return Path(settings.BALISE_KEYS) / "seal-certificates"


def the_seal(*, organisation: str, now: dt.datetime) -> Seal:
    """The present seal; its certificate is made the first time it is asked for. Raises ``UnusableKey``."""
    try:
        secret = read_key(_NAME)
    except ValueError:
        raise UnusableKey from None
    ours = [one for one in trusted() if _is_of(one, secret)]
    if not ours:  # two processes that start together make two certificates of one key: both are kept and good
        ours = [seals.make_certificate(organisation=organisation, secret=secret, now=now)]
        _keep(ours[0])
        _older_form().unlink(missing_ok=True)
    return Seal(secret=secret, certificate=ours[0])


def replace_seal(*, organisation: str, now: dt.datetime) -> Seal:
    """A new key in place of the present one, which is gone. Its certificate stays: what it sealed still checks out."""
    secret = secrets.token_bytes(seals.SECRET)
    certificate = seals.make_certificate(organisation=organisation, secret=secret, now=now)
    _keep(certificate)  # first: a seal whose certificate is nowhere would look like a stranger's
    _written(secret).replace(key_file())
    _older_form().unlink(missing_ok=True)
    return Seal(secret=secret, certificate=certificate)


def take_back(folder: Path) -> None:
    """Put back the certificates of ``folder`` that are not here, from a backup whose manifest was checked."""
    for path in sorted(folder.glob("*.pem")):
        with suppress(ValueError):
            for certificate in seals.certificates_in(path.read_bytes()):
                _keep(certificate)


def trusted() -> list[bytes]:
    """The certificates (PEM) of every key the organisation had here."""
    return [path.read_bytes() for path in sorted(certificates_folder().glob("*.pem"))]


def verified(content: bytes) -> Verified:
    """What a file is worth here."""
    return seals.verify(content, trusted=trusted())


def _is_of(certificate: bytes, secret: bytes) -> bool:
    try:
        return seals.is_of(certificate, secret=secret)
    except ValueError:  # a file of the folder that is no certificate: nothing else depends on it
        return False


def _older_form() -> Path:
    """The key as it was kept before it was drawn from a secret; its certificate is among those kept."""
    return Path(settings.BALISE_KEYS) / "seal.p12"


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
