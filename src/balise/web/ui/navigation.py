"""What stands in the menus. Apps register their entries in AppConfig.ready(); nothing else is edited."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


class Place(StrEnum):
    """Where an entry stands."""

    MAIN = "main"
    USER = "user"
    FOOTER = "footer"
    HOME = "home"  # only among the cards of the first page
    HEADER = "header"  # an icon at the top of every page, with how many wait


def always(_request: HttpRequest) -> bool:
    """Shown to everyone."""
    return True


def signed_in(request: HttpRequest) -> bool:
    """Shown to people who have signed in."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry of a menu. `label` is lazily translated; `count` answers how many things wait, None to show nothing.

    `purpose` is a sentence for the first page: what one comes there for.
    """

    id: str
    label: str | Promise
    url_name: str
    icon: str = ""
    section: str | Promise = ""
    order: int = 100
    place: Place = Place.MAIN
    visible: Callable[[HttpRequest], bool] = signed_in
    count: Callable[[HttpRequest], int | None] | None = None
    shortcut: str = ""
    purpose: str | Promise = ""


class Shown(NamedTuple):
    """An entry as one reader sees it."""

    entry: Entry
    address: str
    current: bool
    waiting: int | None


_entries: dict[str, Entry] = {}
_providers: dict[str, Callable[[HttpRequest], tuple[str, str] | None]] = {}


def register(
    *,
    id: str,  # noqa: A002
    label: str | Promise,
    url_name: str,
    icon: str = "",
    section: str | Promise = "",
    order: int = 100,
    place: Place = Place.MAIN,
    visible: Callable[[HttpRequest], bool] = signed_in,
    count: Callable[[HttpRequest], int | None] | None = None,
    shortcut: str = "",
    purpose: str | Promise = "",
) -> Entry:
    """Add an entry; the same entry twice is harmless, two different ones under one id or one shortcut are refused."""
    entry = Entry(
        id=id,
        label=label,
        url_name=url_name,
        icon=icon,
        section=section,
        order=order,
        place=place,
        visible=visible,
        count=count,
        shortcut=shortcut,
        purpose=purpose,
    )
    for known in _entries.values():
        if known.id == id and known.url_name != url_name:
            raise ValueError(f"navigation: the id {id!r} is taken by {known.url_name}")
        if shortcut and known.id != id and known.shortcut == shortcut:
            raise ValueError(f"navigation: the key {shortcut!r} is taken by {known.id}")
    _entries[id] = entry
    return entry


def register_policy_note(provider: Callable[[HttpRequest], tuple[str, str] | None]) -> None:
    """Say which policy applies: the provider answers (words, address) for the footer, the address possibly empty."""
    _providers["policy"] = provider


def policy_note(request: HttpRequest) -> tuple[str, str] | None:
    """The policy named in the footer, if an app told which."""
    provider = _providers.get("policy")
    return provider(request) if provider else None


def entries(request: HttpRequest, place: Place = Place.MAIN) -> list[Shown]:
    """The entries of one place that this reader sees, in order; the longest address that begins theirs is current."""
    seen = [entry for entry in _entries.values() if entry.place is place and entry.visible(request)]
    seen.sort(key=lambda entry: (entry.order, entry.id))
    addresses = {entry.id: reverse(entry.url_name) for entry in seen}
    matching = [address for address in addresses.values() if _under(request.path, address)]
    current = max(matching, key=len, default=None)
    return [
        Shown(entry, addresses[entry.id], addresses[entry.id] == current, entry.count(request) if entry.count else None)
        for entry in seen
    ]


def _under(path: str, address: str) -> bool:
    return path == address or (len(address) > 1 and path.startswith(address.rstrip("/") + "/"))
