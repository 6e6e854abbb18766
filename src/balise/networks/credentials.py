"""What opens an account. Nothing here shows a secret by accident: ask for it by ``reveal``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn


class Secret:
    """A token, a password, a key. Its text never shows in ``repr``, ``str``, a format or a traceback of values."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself: for a header or a signature, for nothing that is kept or shown."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __bool__(self) -> bool:
        return bool(self._text)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")


@dataclass(frozen=True, kw_only=True)
class App:
    """The application that the organisation registered at the network.

    ``settings`` are plain words of the network's own (``api_version``). ``verify_token`` is what the organisation
    chose for the handshake of webhooks, where the network asks for one.
    """

    client_id: str
    client_secret: Secret = field(default_factory=lambda: Secret(""))
    verify_token: Secret = field(default_factory=lambda: Secret(""))
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """What the network gave: ``expires`` is aware, None when it does not; ``scopes`` are those really granted."""

    access: Secret
    refresh: Secret | None = None
    expires: dt.datetime | None = None
    refresh_expires: dt.datetime | None = None
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Account:
    """One account at a network: ``id`` as its API calls it (a page, a channel, a DID).

    ``server`` is the https origin that holds the account, where every account has not the same (Mastodon, Bluesky);
    empty elsewhere.
    """

    id: str
    name: str = ""
    handle: str = ""
    address: str = ""
    server: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
