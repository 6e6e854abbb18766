"""What somebody finds. The question put to the database holds who asks: nothing is taken away afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from balise.web.access.deciding import require
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.search.engines import find
from balise.web.search.engines.asking import MOST_FOUND, Filters
from balise.web.search.excerpts import Piece, excerpt, marked
from balise.web.search.models import Entry
from balise.web.search.registry import Source, all_sources, key, period, source_named
from balise.web.search.words import Question, asked, folded

PAGE = 20
_MOST_AUTHORS = 50


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for. ``state`` is ``kind:state``; ``author`` a name or part of one; days are both included."""

    words: str = ""
    kind: str = ""
    state: str = ""
    author: str = ""
    network: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    page: int = 1

    @property
    def empty(self) -> bool:
        """Whether nothing at all was asked."""
        return not (self.words.strip() or self.kind or self.state or self.author.strip() or self.network) and (
            self.since is None and self.until is None
        )


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing found."""

    entry: Entry
    source: Source
    address: str
    author: str
    title: Sequence[Piece]
    excerpt: Sequence[Piece]


@dataclass(frozen=True, kw_only=True)
class Found:
    """A page of what was found. ``total`` is exact unless ``more``, which says that it is at least that many."""

    hits: Sequence[Hit] = field(default=())
    total: int = 0
    more: bool = False
    page: int = 1
    pages: int = 1


def search(*, reader: Person, wanted: Wanted, today: dt.date) -> Found:
    """What this reader finds that day. Raises ``Refused`` for somebody who may not look at all."""
    require(reader, Permission.SEARCH_USE, today=today)
    if wanted.empty:
        return Found()
    question = asked(wanted.words)
    if wanted.words.strip() and not question.wanted:
        return Found()
    filters = _filters(reader, wanted, today)
    if filters is None:
        return Found()
    numbers = find(question, filters)
    more, numbers = len(numbers) > MOST_FOUND, numbers[:MOST_FOUND]
    pages = max(1, -(-len(numbers) // PAGE))
    page = min(max(1, wanted.page), pages)
    shown = numbers[(page - 1) * PAGE : page * PAGE]
    return Found(hits=_hits(shown, question), total=len(numbers), more=more, page=page, pages=pages)


def kinds_for(reader: Person, *, today: dt.date) -> list[Source]:
    """The kinds of things in which this reader may find something."""
    return [source for source in all_sources() if any(source.keys(reader, today))]


def people_named(words: str) -> list[int]:
    """Ids of the people whose name or user name has this in it, by name; accents and capitals do not count.

    No database folds accents the same way: the names are read, and an organisation has few of them.
    """
    wanted = folded(words.strip())
    rows = Person.objects.order_by("name", "pk").values_list("pk", "name", "username")
    return [pk for pk, name, username in rows.iterator() if wanted in folded(name) or wanted in folded(username)]


def _filters(reader: Person, wanted: Wanted, today: dt.date) -> Filters | None:
    """None where the answer is empty whatever the words."""
    kinds = [source for source in all_sources() if wanted.kind in {"", source.kind}]
    narrowed: list[list[str]] = []
    if wanted.kind:
        narrowed.append([key("1", wanted.kind)])
    if wanted.state:
        kind, _colon, state = wanted.state.partition(":")
        narrowed.append([key("2", kind, state)])
    if wanted.network:
        narrowed.append([key("4", wanted.network)])
    if wanted.author.strip():
        narrowed.append([key("3", number) for number in people_named(wanted.author)[:_MOST_AUTHORS]])
        if not narrowed[-1]:
            return None
    months = period(wanted.since, wanted.until or (today if wanted.since is not None else None))
    if months:
        narrowed.append(months)
    return Filters(
        readers=sorted({one for source in kinds for one in source.keys(reader, today)}),
        hidden=key("8", reader.pk),
        narrowed=narrowed,
        since=_midnight(wanted.since),
        until=_midnight(wanted.until, days=1),
    )


def _midnight(day: dt.date | None, *, days: int = 0) -> dt.datetime | None:
    if day is None:
        return None
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=days), dt.time.min))


def _hits(numbers: Sequence[int], question: Question) -> list[Hit]:
    entries = Entry.objects.in_bulk(list(numbers))
    authors = Person.objects.in_bulk({entry.author for entry in entries.values() if entry.author is not None})
    hits = []
    for number in numbers:
        entry = entries.get(number)
        source = source_named(entry.kind) if entry is not None else None
        if entry is None or source is None:
            continue
        author = authors.get(entry.author) if entry.author is not None else None
        hits.append(
            Hit(
                entry=entry,
                source=source,
                address=source.address(entry.record),
                author=author.get_full_name() if author is not None else "",
                title=marked(entry.title, question),
                excerpt=excerpt(entry.text, question) if entry.text else (),
            )
        )
    return hits
