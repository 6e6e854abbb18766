"""Cutting a table into pieces that processes read by themselves, and writing what they answer.

A piece is a row group of a Parquet file, or a stretch of bytes of a CSV or JSON Lines file that begins and ends
between two records. Formats are told by the ending of the name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

_STRETCH = 8 << 20
_ROWS_OF_A_GROUP = 131_072


class TableError(ValueError):
    """An input or an output that can't be used; ``code`` names the sentence, ``detail`` what it speaks of."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class Piece(NamedTuple):
    """Part ``number`` of the input: a row group, or the bytes from ``start`` to ``end``."""

    number: int
    start: int
    end: int


class Row(NamedTuple):
    """What is added to a record. ``error`` is empty unless the record could not be read."""

    decision: str
    clauses: str
    categories: str
    findings: str
    error: str


ADDED = ("balise_decision", "balise_clauses", "balise_categories", "balise_findings", "balise_error")


class Table(Protocol):
    """One format: how it is cut, read and written."""

    def pieces(self) -> list[Piece]:
        """The whole input, in order."""

    def read(self, piece: Piece) -> tuple[Any, list[str | None]]:
        """The records of a piece in the format's own shape, and their texts (None: unreadable record)."""

    def write_part(self, records: Any, rows: Sequence[Row], path: Path) -> None:
        """The answered piece, as a part that ``join`` understands."""

    def join(self, parts: Iterator[Path], output: Path) -> None:
        """All parts as one output file; each part may be removed once the next is asked for."""


def open_table(path: Path, column: str) -> Table:
    """The table at ``path``; raises ``TableError`` (``missing``, ``format``, ``column``, ``damaged``)."""
    if not path.is_file():
        raise TableError("missing", str(path))
    formats: dict[str, type[ParquetTable] | type[CsvTable] | type[JsonLinesTable]] = {
        ".parquet": ParquetTable,
        ".csv": CsvTable,
        ".jsonl": JsonLinesTable,
        ".ndjson": JsonLinesTable,
    }
    found = formats.get(path.suffix.lower())
    if found is None:
        raise TableError("format", path.suffix or path.name)
    return found(path, column)


class ParquetTable:
    """Row groups of a Parquet file; parts are Arrow files, which the join reads without decoding."""

    def __init__(self, path: Path, column: str) -> None:
        self._path = path
        self._column = column
        try:
            metadata = pq.read_metadata(path)
            names = pq.read_schema(path).names
        except (pa.ArrowException, OSError) as error:
            raise TableError("damaged", f"{path}: {error}") from None
        if column not in names:
            raise TableError("column", ", ".join(names))
        self._groups = metadata.num_row_groups

    def pieces(self) -> list[Piece]:
        return [Piece(number, number, number + 1) for number in range(self._groups)]

    def read(self, piece: Piece) -> tuple[pa.Table, list[str | None]]:
        with pq.ParquetFile(self._path) as source:
            table = source.read_row_group(piece.start, use_threads=False)
        texts = ["" if text is None else str(text) for text in table.column(self._column).to_pylist()]
        return table, list(texts)

    def write_part(self, records: pa.Table, rows: Sequence[Row], path: Path) -> None:
        table = records
        for name, values in zip(ADDED, zip(*rows, strict=True) if rows else ((),) * len(ADDED), strict=True):
            table = table.append_column(name, pa.array(values, type=pa.string()))
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)

    def join(self, parts: Iterator[Path], output: Path) -> None:
        writer: pq.ParquetWriter | None = None
        try:
            for part in parts:
                with pa.memory_map(str(part)) as source:
                    table = pa.ipc.open_file(source).read_all()
                    if writer is None:
                        writer = pq.ParquetWriter(output, table.schema, compression="snappy")
                    writer.write_table(table, row_group_size=_ROWS_OF_A_GROUP)
        finally:
            if writer is not None:
                writer.close()
        if writer is None:  # no row at all: the columns are answered all the same
            schema = pq.read_schema(self._path)
            for name in ADDED:
                schema = schema.append(pa.field(name, pa.string()))
            pq.write_table(schema.empty_table(), output)


class _BytesTable:
    """What CSV and JSON Lines share: stretches of bytes, and parts joined end to end."""

    def __init__(self, path: Path, column: str) -> None:
        self._path = path
        self._column = column
        self._first = 0

    def _ends_record(self, block: bytes, open_quote: bool) -> tuple[int, bool]:
        """Where the last whole record of ``block`` ends (0: none), and whether a quotation stays open at its end."""
        return block.rfind(b"\n") + 1, open_quote

    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        size = self._path.stat().st_size
        with self._path.open("rb") as source:
            start = self._first
            while start < size:
                end = min(size, start + _STRETCH)
                while end < size:
                    source.seek(start)
                    cut, _ = self._ends_record(source.read(end - start), open_quote=False)
                    if cut:
                        end = start + cut
                        break
                    end = min(size, end + _STRETCH)
                found.append(Piece(len(found), start, end))
                start = end
        return found

    def _stretch(self, piece: Piece) -> bytes:
        with self._path.open("rb") as source:
            source.seek(piece.start)
            return source.read(piece.end - piece.start)

    def _opening(self) -> bytes:
        return b""

    def join(self, parts: Iterator[Path], output: Path) -> None:
        with output.open("wb") as sink:
            sink.write(self._opening())
            for part in parts:
                sink.write(part.read_bytes())


class JsonLinesTable(_BytesTable):
    """One JSON object a line; a line that is none keeps its place and gets an error."""

    def read(self, piece: Piece) -> tuple[list[dict[str, Any]], list[str | None]]:
        records: list[dict[str, Any]] = []
        texts: list[str | None] = []
        for line in self._stretch(piece).splitlines():
            if not line.strip():
                continue
            try:
                record = orjson.loads(line)
                text = record[self._column]
            except (orjson.JSONDecodeError, KeyError, TypeError):
                records.append({})
                texts.append(None)
                continue
            records.append(record)
            texts.append(text if isinstance(text, str) else "" if text is None else str(text))
        return records, texts

    def write_part(self, records: list[dict[str, Any]], rows: Sequence[Row], path: Path) -> None:
        lines = []
        for record, row in zip(records, rows, strict=True):
            if row.error:
                added: dict[str, Any] = {"balise_error": row.error}
            else:
                added = {
                    "balise_decision": row.decision,
                    "balise_clauses": row.clauses.split() if row.clauses else [],
                    "balise_categories": row.categories.split() if row.categories else [],
                    "balise_findings": orjson.Fragment(row.findings),
                }
            lines.append(orjson.dumps({**record, **added}) + b"\n")
        path.write_bytes(b"".join(lines))


class CsvTable(_BytesTable):
    """Comma or semicolon separated, UTF-8 with or without a byte order mark, first line the names of columns."""

    def __init__(self, path: Path, column: str) -> None:
        super().__init__(path, column)
        with path.open("rb") as source:
            block = source.read(1 << 20)
        head, _, _ = block.partition(b"\n")
        try:
            names_line = head.decode("utf-8-sig").rstrip("\r")
        except UnicodeDecodeError as error:
            raise TableError("encoding", f"{path}, {error.start + 1}") from None
        self._separator = max(",;\t", key=names_line.count)
        self._names = next(csv.reader([names_line], delimiter=self._separator), [])
        if column not in self._names:
            raise TableError("column", ", ".join(self._names))
        self._place = self._names.index(column)
        self._first = len(head) + 1

    def _ends_record(self, block: bytes, open_quote: bool) -> tuple[int, bool]:
        # A line end inside quotes does not end a record: it is one when an even number of quotes stands before it.
        cut = block.rfind(b"\n") + 1
        while cut and block.count(b'"', 0, cut) % 2:
            cut = block.rfind(b"\n", 0, cut - 1) + 1
        return cut, open_quote

    def _opening(self) -> bytes:
        return self._line([*self._names, *ADDED])

    def _line(self, values: Sequence[str]) -> bytes:
        sink = io.StringIO()
        csv.writer(sink, delimiter=self._separator, lineterminator="\n").writerow(values)
        return sink.getvalue().encode()

    def read(self, piece: Piece) -> tuple[list[list[str]], list[str | None]]:
        text = self._stretch(piece).decode("utf-8", "replace")
        records = [record for record in csv.reader(io.StringIO(text, newline=""), delimiter=self._separator) if record]
        return records, [record[self._place] if len(record) > self._place else None for record in records]

    def write_part(self, records: list[list[str]], rows: Sequence[Row], path: Path) -> None:
        width = len(self._names)
        path.write_bytes(
            b"".join(
                self._line([*record[:width], *[""] * (width - len(record)), *row])
                for record, row in zip(records, rows, strict=True)
            )
        )
