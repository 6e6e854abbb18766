"""What people may be told of. Each app says its kinds in ``AppConfig.ready``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from balise.web.access import Permission
from balise.web.notifications.models import How
from balise.web.people.models import Person

Titles = Callable[[Person, Sequence[str], dt.datetime], dict[str, str]]
Address = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of news.

    ``id``       ``subject.what``, for ever: it is in the database
    ``label``    what the page of preferences calls it
    ``says``     the whole sentence, with no name and no content: it goes in mails as it is
    ``address``  the page to open, from the id of the subject; it asks to sign in and checks for itself
    ``duty``     something is asked of the reader: no link in the mail turns it off
    ``usual``    how it is told to who chose nothing
    ``needs``    whom it may concern at all: the page of preferences shows no other
    ``titles``   names of subjects that this reader may see, by id, for the list in the application
    ``about``    ``app.model`` of its subjects, when their ids are its own: acting on one reads what was told about it
    """

    id: str
    label: str | Promise
    says: str | Promise
    address: Address
    duty: bool = False
    usual: How = How.NOW
    titles: Titles | None = None
    about: str = ""
    needs: Permission | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; one under each id."""
    if _kinds.setdefault(kind.id, kind) is not kind:
        raise ValueError(f"notifications: {kind.id!r} is taken")
    return kind


def all_kinds() -> list[Kind]:
    """Every kind, duties first, then in the order in which apps told them."""
    return sorted(_kinds.values(), key=lambda kind: not kind.duty)


def find(kind_id: str) -> Kind | None:
    """A kind, or None for one whose app is gone."""
    return _kinds.get(kind_id)
