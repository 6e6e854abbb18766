"""Tables that sort, filter and page by their address alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from balise.web.ui.addresses import with_query

SORT, PAGE = "tri", "page"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column. `cell` makes what is shown (text is escaped, SafeString is not); `order` is the field of the query, or
    for a list the function that gives the key: without it the column does not sort."""

    id: str
    label: str
    cell: Callable[[Any], Any]
    order: str | Callable[[Any], Any] | None = None
    numeric: bool = False
    heading: bool = False


class Heading(NamedTuple):
    """How the head of a column is shown: `sorted` is ascending, descending or empty; `address` is empty if fixed."""

    column: Column
    address: str
    sorted: str


class Cell(NamedTuple):
    """One cell and its column."""

    column: Column
    value: Any


@dataclass(kw_only=True)
class Table:
    """A table of `rows` (a query or a list) for one request.

    `caption` says what the table holds and is read aloud first. `sort` is the default order, «-id» for descending.
    `row_url` is the address that the heading cell leads to. `filters` is a form already bound to request.GET; the page
    applies it to the rows. With `counted=False` no total is asked of the database (for tables of a million rows):
    only previous and next are shown.
    """

    request: HttpRequest
    rows: Any
    columns: Sequence[Column]
    caption: str
    sort: str = ""
    page_size: int = 25
    counted: bool = True
    filters: Any = None
    row_url: Callable[[Any], str] | None = None
    empty_title: str = ""
    empty_text: str = ""
    _ids: dict[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the columns that sort."""
        self._ids = {column.id: column for column in self.columns if column.order is not None}

    @cached_property
    def order(self) -> str:
        """The order asked for in the address, when a column has it; else the default."""
        asked = self.request.GET.get(SORT, "")
        return asked if asked.removeprefix("-") in self._ids else self.sort

    @property
    def filtered(self) -> bool:
        """Whether the reader narrowed the table."""
        names = getattr(self.filters, "fields", {})
        return any(self.request.GET.get(name) for name in names)

    @property
    def cleared(self) -> str:
        """The address without filters."""
        return with_query(self.request.GET, **dict.fromkeys(getattr(self.filters, "fields", {})), **{PAGE: None})

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form must send again: everything in the address that is neither a filter nor the page."""
        names = {*getattr(self.filters, "fields", {}), PAGE}
        return [(key, value) for key, values in self.request.GET.lists() if key not in names for value in values]

    @property
    def headings(self) -> Iterator[Heading]:
        """The heads of the columns, each with the address that sorts by it."""
        for column in self.columns:
            if column.id not in self._ids:
                yield Heading(column, "", "")
                continue
            state = {column.id: "ascending", f"-{column.id}": "descending"}.get(self.order, "")
            following = f"-{column.id}" if state == "ascending" else column.id
            yield Heading(column, with_query(self.request.GET, **{SORT: following, PAGE: None}), state)

    @cached_property
    def _ordered(self) -> Any:
        column = self._ids.get(self.order.removeprefix("-"))
        descending = self.order.startswith("-")
        if column is None:
            return self.rows
        if isinstance(self.rows, QuerySet):
            # The key last, so that equal rows keep one order from page to page.
            sign = "-" if descending else ""
            return self.rows.order_by(f"{sign}{column.order}", f"{sign}pk")
        key = column.order if callable(column.order) else column.cell
        return sorted(self.rows, key=key, reverse=descending)

    @cached_property
    def number(self) -> int:
        """The page asked for, from 1; anything odd in the address means the first."""
        asked = self.request.GET.get(PAGE, "1")
        number = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
        return min(number, self._paginator.num_pages) if self.counted else number

    @cached_property
    def _paginator(self) -> "Paginator[Any]":
        return Paginator(self._ordered, self.page_size)

    @cached_property
    def _window(self) -> list[Any]:
        start = (self.number - 1) * self.page_size
        extra = 0 if self.counted else 1
        return list(self._ordered[start : start + self.page_size + extra])

    @property
    def total(self) -> int | None:
        """How many rows there are in all, None when not counted."""
        return self._paginator.count if self.counted else None

    @property
    def shown(self) -> list[tuple[str, list[Cell]]]:
        """The rows of this page: address of the row (or empty) and its cells."""
        return [
            (self.row_url(row) if self.row_url else "", [Cell(column, column.cell(row)) for column in self.columns])
            for row in self._window[: self.page_size]
        ]

    @property
    def previous(self) -> str:
        """The address of the page before, or empty."""
        return with_query(self.request.GET, **{PAGE: self.number - 1}) if self.number > 1 else ""

    @property
    def following(self) -> str:
        """The address of the page after, or empty."""
        more = self.number < self._paginator.num_pages if self.counted else len(self._window) > self.page_size
        return with_query(self.request.GET, **{PAGE: self.number + 1}) if more else ""

    @property
    def pages(self) -> list[tuple[int | None, str]]:
        """Page numbers with their addresses; (None, "") stands for those left out."""
        if not self.counted or self._paginator.num_pages < 2:
            return []
        numbers = self._paginator.get_elided_page_range(self.number, on_each_side=1, on_ends=1)
        return [
            (number, with_query(self.request.GET, **{PAGE: number})) if isinstance(number, int) else (None, "")
            for number in numbers
        ]
