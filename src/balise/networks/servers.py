"""Servers that people name themselves, where a network has many."""

from __future__ import annotations

from urllib.parse import urlsplit

from balise.networks.errors import Permanent


def server_of(typed: str) -> str:
    """The origin of a server, from what people type: ``mastodon.quebec``, an address there, ``@me@mastodon.quebec``.

    ``Permanent`` (code ``server``) when it is none of these.
    """
    said = typed.strip()
    if "://" not in said:
        said = f"https://{said.rpartition('@')[2]}"
    try:
        parts = urlsplit(said)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise Permanent("server") from None
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host or any(one.isspace() for one in host) or parts.username:
        raise Permanent("server")
    try:
        host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        raise Permanent("server") from None
    return f"{parts.scheme}://{host}{port}"
