"""Keys of records (``tid`` of the AT Protocol): 53 bits of microseconds, 10 bits to tell neighbours apart, base 32."""

from __future__ import annotations

import datetime as dt
import hashlib

_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_SPREAD = 1_000_000  # microseconds


def record_key(*, mark: str, since: dt.datetime) -> str:
    """The same key whenever the same publication is tried: a second writing finds the first one there.

    ``mark`` names the publication, ``since`` is when it was first wanted (it must not change between tries). Two
    marks of the same second differ by the 30 bits of their hash.
    """
    digest = int.from_bytes(hashlib.sha256(mark.encode()).digest()[:8])
    second = (since.astimezone(dt.UTC) - _EPOCH) // dt.timedelta(seconds=1)
    microseconds = second * 1_000_000 + digest % _SPREAD
    return _written((microseconds << 10) | (digest // _SPREAD) % 1024)


def _written(number: int) -> str:
    letters = []
    for _ in range(13):
        letters.append(_LETTERS[number % 32])
        number //= 32
    return "".join(reversed(letters))
