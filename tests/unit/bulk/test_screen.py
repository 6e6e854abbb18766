from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from balise.bulk import local
from balise.bulk.local import Job, screen_table
from balise.bulk.pieces import CsvTable, Piece, TableError, open_table

ROOT = Path(__file__).resolve().parents[3]
TEXTS = [
    "Bonne journée",
    "Mon NAS est le 046 454 286",
    'Il a dit "non"\nsur deux lignes, point',
    "",
    "Écris à julie@exemple.ca",
]


def write(folder: Path, kind: str, texts: list[str], copies: int = 1) -> Path:
    path = folder / f"posts.{kind}"
    rows = [{"n": number, "text": text} for number, text in enumerate(texts * copies)]
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=max(1, len(rows) // 4))
    elif kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, ["n", "text"])
            writer.writeheader()
            writer.writerows(rows)
    else:
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, object]]:
    if path.suffix == ".parquet":
        return list(pq.read_table(path).to_pylist())
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
@pytest.mark.parametrize("workers", [1, 2])
def test_every_row_is_answered_in_order(tmp_path: Path, kind: str, workers: int) -> None:
    source = write(tmp_path, kind, TEXTS, copies=3)
    output = tmp_path / f"out.{kind}"
    told: list[tuple[int, int]] = []
    summary = screen_table(
        Job(source, "text", "personal", None, "opeq"), output, workers=workers,
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    rows = read(output)
    assert [row["text"] for row in rows] == TEXTS * 3
    assert [row["balise_decision"] for row in rows][:2] == ["clear", "forbidden"]
    assert sum(summary.decisions.values()) == len(rows)
    assert told[-1][0] == told[-1][1]
    assert not output.with_name(output.name + ".parts").exists()


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path, "parquet", TEXTS, copies=4)
    job = Job(source, "text", "personal", None, "opeq")
    screened: list[int] = []
    real = local.screen_piece

    def interrupted(job: Job, piece: Piece, part: Path) -> dict[str, int]:
        if len(screened) == 2:
            raise KeyboardInterrupt
        screened.append(piece.number)
        return real(job, piece, part)

    monkeypatch.setattr(local, "screen_piece", interrupted)
    with pytest.raises(KeyboardInterrupt):
        screen_table(job, tmp_path / "out.parquet")
    assert not (tmp_path / "out.parquet").exists()
    monkeypatch.setattr(local, "screen_piece", real)
    summary = screen_table(job, tmp_path / "out.parquet")
    assert summary.resumed == 2
    assert len(read(tmp_path / "out.parquet")) == len(TEXTS) * 4


def test_parts_of_another_input_are_thrown_away(tmp_path: Path) -> None:
    source = write(tmp_path, "jsonl", TEXTS)
    folder = tmp_path / "out.jsonl.parts"
    folder.mkdir()
    (folder / "signature").write_text("other")
    (folder / "part-000000").write_text('{"text": "stale"}\n')
    summary = screen_table(Job(source, "text", "personal", None, "opeq"), tmp_path / "out.jsonl")
    assert summary.resumed == 0
    assert [row["text"] for row in read(tmp_path / "out.jsonl")] == TEXTS


def test_unreadable_rows_keep_their_place(tmp_path: Path) -> None:
    source = tmp_path / "posts.jsonl"
    source.write_text('{"text": "a"}\nnot json\n{"other": 1}\n{"text": null}\n{"text": "b"}\n', encoding="utf-8")
    summary = screen_table(Job(source, "text", "visitor", None, "opeq"), tmp_path / "out.jsonl")
    rows = read(tmp_path / "out.jsonl")
    assert len(rows) == 5
    assert summary.unreadable == 2
    assert [("balise_error" in row) for row in rows] == [False, True, True, False, False]


def test_csv_pieces_never_cut_a_quoted_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("balise.bulk.pieces._STRETCH", 64)
    source = write(tmp_path, "csv", ['a "quoted"\n\n\nmultiline, text' for _ in range(30)])
    table = open_table(source, "text")
    assert isinstance(table, CsvTable)
    pieces = table.pieces()
    assert len(pieces) > 5
    texts = [text for piece in pieces for text in table.read(piece)[1]]
    assert texts == ['a "quoted"\n\n\nmultiline, text'] * 30


def test_semicolons_and_a_byte_order_mark(tmp_path: Path) -> None:
    source = tmp_path / "posts.csv"
    source.write_bytes("\ufeffn;text\n1;Bonne journée\n".encode())
    screen_table(Job(source, "text", "personal", None, "opeq"), tmp_path / "out.csv")
    assert "1;Bonne journée;clear" in (tmp_path / "out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
def test_an_empty_table(tmp_path: Path, kind: str) -> None:
    source = tmp_path / f"posts.{kind}"
    if kind == "parquet":
        pq.write_table(pa.table({"text": pa.array([], pa.string())}), source)
    else:
        source.write_text("text\n" if kind == "csv" else "")
    summary = screen_table(Job(source, "text", "personal", None, "opeq"), tmp_path / f"out.{kind}")
    assert summary.decisions == {}
    assert read(tmp_path / f"out.{kind}") == []


@pytest.mark.parametrize(
    ("name", "content", "column", "code"),
    [
        ("none.csv", None, "text", "missing"),
        ("a.xlsx", b"x", "text", "format"),
        ("a.csv", b"a,b\n1,2\n", "text", "column"),
        ("a.csv", b"caf\xe9,text\n", "text", "encoding"),
        ("a.parquet", b"not parquet", "text", "damaged"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, name: str, content: bytes | None, column: str, code: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TableError) as caught:
        open_table(path, column)
    assert caught.value.code == code


def test_the_command(tmp_path: Path) -> None:
    source = write(tmp_path, "csv", TEXTS)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "BALISE_LANG": "fr"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "balise", "screen", *arguments],
            capture_output=True, text=True, env=environment, check=False,
        )  # fmt: skip

    done = run(str(source), "-o", str(tmp_path / "out.csv"), "--workers", "2")
    assert done.returncode == 1, done.stderr
    assert "5 textes examinés" in done.stderr
    again = run(str(source), "-o", str(tmp_path / "out.csv"))
    assert again.returncode == 2
    assert "--overwrite" in again.stderr
    assert run(str(source), "-o", str(tmp_path / "out.csv"), "--overwrite").returncode == 1
    assert run(str(source), "-o", str(tmp_path / "out.parquet")).returncode == 2
    assert run(str(source), "-o", str(tmp_path / "o.csv"), "--column", "nosuch").returncode == 2
