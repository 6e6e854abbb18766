"""Whether an account that a network let us into is the one of the register."""

from __future__ import annotations

from urllib.parse import urlsplit

from balise.networks.credentials import Account as Remote
from balise.web.presence.addresses import Unreadable, completed, read
from balise.web.presence.models import Account


def remote_key(remote: Remote) -> str:
    """What tells it from every other account of its network."""
    return f"{remote.server}|{remote.id}"[:600]


def same(account: Account, remote: Remote) -> bool:
    """Whether one of its addresses is one of those of the register, however either is written.

    A network gives one address and the register may hold another of the same account: by its number, by its name.
    """
    ours = {account.key, *(_key(alias, account.network) for alias in account.aliases)} - {""}
    return any(_key(address, account.network) in ours for address in _addresses(remote))


def _addresses(remote: Remote) -> list[str]:
    """The address that the network gives, and those that its number and its name make of it."""
    if not remote.address:
        return []
    parts = urlsplit(remote.address)
    origin, folder = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/").rpartition("/")[0]
    named = [name for name in (remote.id, remote.handle) if name and "/" not in name]
    made = [f"{origin}{folder}/{name}" for name in named]
    return [remote.address, *made, *([f"{origin}/@{remote.handle}"] if remote.handle in named else [])]


def _key(address: str, network: str) -> str:
    """What identifies the account; empty for what names none on this network."""
    try:
        reading = read(completed(address))
    except Unreadable:
        return ""
    return reading.key if reading.network == network and not reading.inside else ""
