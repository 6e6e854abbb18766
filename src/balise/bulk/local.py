"""Screening a whole table on this machine, one process a worker, each reading its own pieces.

Every answered piece is a part in ``OUTPUT.parts``, written under a temporary name and renamed, so that a run that
was stopped goes on where it was: parts of the same input under the same settings are kept, others are thrown away.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import orjson

from balise.bulk.pieces import Piece, Row, Table, TableError, open_table
from balise.policy.loading import load_policy
from balise.screening.model import Content, Verdict
from balise.screening.screener import Screener
from balise.screening.semantics.sentences import installed


class Job(NamedTuple):
    """What to do: the input, its text column, whose voice, under which pack; with whole sentences weighed or not
    (None: when the extra ``semantic`` is installed).
    """

    source: Path
    column: str
    voice: str
    network: str | None
    pack: str
    sentences: bool | None = None


class Summary(NamedTuple):
    """What was done: texts by decision, unreadable records, and parts found from an earlier run."""

    decisions: dict[str, int]
    unreadable: int
    resumed: int


Count = dict[str, int]

_held: dict[Job, tuple[Table, Screener]] = {}


def _ready(job: Job) -> tuple[Table, Screener]:
    """The table and the screener of this process, made once."""
    if job not in _held:
        _held.clear()
        _held[job] = (open_table(job.source, job.column), Screener(load_policy(job.pack), sentences=job.sentences))
    return _held[job]


def _row(verdict: Verdict) -> Row:
    if not verdict.findings:
        return Row(verdict.decision.word, "", "", "[]", "")
    findings = [
        {
            "clause": finding.clause, "detector": finding.detector, "category": finding.category,
            "severity": finding.severity.value, "confidence": round(finding.confidence, 2),
            "start": finding.start, "end": finding.end,
        }
        for finding in verdict.findings
    ]  # fmt: skip
    return Row(
        verdict.decision.word,
        " ".join(sorted({finding.clause for finding in verdict.findings})),
        " ".join(sorted({finding.category for finding in verdict.findings})),
        orjson.dumps(findings).decode(),
        "",
    )


def screen_piece(job: Job, piece: Piece, part: Path) -> Count:
    """Screen one piece into ``part``; the number of texts by decision, and of unreadable records."""
    table, screener = _ready(job)
    records, texts = table.read(piece)
    verdicts = screener.screen_many(Content(text or "", job.voice, job.network) for text in texts)
    rows = [
        Row("", "", "", "", "unreadable") if text is None else _row(verdict)
        for text, verdict in zip(texts, verdicts, strict=True)
    ]
    count: Count = {}
    for row in rows:
        key = "unreadable" if row.error else row.decision
        count[key] = count.get(key, 0) + 1
    unfinished = part.with_suffix(f".{os.getpid()}")
    table.write_part(records, rows, unfinished)
    part.with_suffix(".count").write_bytes(orjson.dumps(count))
    unfinished.replace(part)
    return count


def _signature(job: Job) -> str:
    state = job.source.stat()
    policy = load_policy(job.pack)
    deep = installed() if job.sentences is None else job.sentences
    described = (str(job.source.resolve()), state.st_size, state.st_mtime_ns, *job[1:4], policy.fingerprint, deep)
    return hashlib.sha256(repr(described).encode()).hexdigest()


def _workshop(job: Job, output: Path) -> Path:
    """The folder of parts, emptied when it comes from another input or other settings."""
    folder = output.with_name(output.name + ".parts")
    mark = folder / "signature"
    signature = _signature(job)
    if folder.exists() and (not mark.exists() or mark.read_text() != signature):
        shutil.rmtree(folder)
    folder.mkdir(exist_ok=True)
    mark.write_text(signature)
    return folder


def screen_table(
    job: Job, output: Path, *, workers: int = 1, progress: Callable[[int, int], None] | None = None
) -> Summary:
    """Screen the whole table into ``output``. ``progress`` is told pieces done and pieces in all.

    Raises ``TableError`` for an input or output that can't be used. Stopped half-way, the same call goes on.
    """
    table = open_table(job.source, job.column)
    if output.suffix.lower() != job.source.suffix.lower():
        raise TableError("output-format", output.suffix or output.name)
    pieces = table.pieces()
    folder = _workshop(job, output)
    parts = [folder / f"part-{piece.number:06d}" for piece in pieces]
    done = [part.exists() for part in parts]
    waiting = [(piece, part) for piece, part, is_done in zip(pieces, parts, done, strict=True) if not is_done]
    finished = len(pieces) - len(waiting)
    resumed = finished

    def told(number: int) -> None:
        if progress is not None:
            progress(number, len(pieces))

    told(finished)
    unfinished = folder / "joined"
    if workers > 1 and len(waiting) > 1:
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        with ProcessPoolExecutor(min(workers, len(waiting)), mp_context=context) as pool:
            running = {part: pool.submit(screen_piece, job, piece, part) for piece, part in waiting}
            table.join(_in_order(parts, running, told, finished), unfinished)
    else:
        table.join(_one_by_one(job, pieces, parts, told, finished), unfinished)
    counts: Count = {}
    for part in parts:
        for key, number in orjson.loads(part.with_suffix(".count").read_bytes()).items():
            counts[key] = counts.get(key, 0) + number
    unfinished.replace(output)
    shutil.rmtree(folder)
    unreadable = counts.pop("unreadable", 0)
    return Summary(counts, unreadable, resumed)


def _in_order(
    parts: list[Path], running: dict[Path, Future[Count]], told: Callable[[int], None], finished: int
) -> Iterator[Path]:
    """Parts as they are ready, in the order of the input, so that joining goes on beside screening."""
    for part in parts:
        future = running.get(part)
        if future is not None:
            future.result()
            finished += 1
            told(finished)
        yield part


def _one_by_one(
    job: Job, pieces: list[Piece], parts: list[Path], told: Callable[[int], None], finished: int
) -> Iterator[Path]:
    for piece, part in zip(pieces, parts, strict=True):
        if not part.exists():
            screen_piece(job, piece, part)
            finished += 1
            told(finished)
        yield part
