from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def balise(*arguments: str, given: bytes | None = None, language: str = "fr") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "BALISE_LANG": language, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "balise", *arguments], input=given, capture_output=True, env=environment, check=False
    )


def answers(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_documented_shape() -> None:
    text = "Mon NAS : 046 454 286, merci"
    done = balise("check", text, "--json", "--lang", "en")
    assert done.returncode == 1
    (answer,) = answers(done)
    assert list(answer) == [
        "schema", "id", "decision", "language", "policy", "tiers", "findings", "obligations", "scores",
    ]  # fmt: skip
    assert (answer["schema"], answer["decision"], answer["policy"]) == (1, "forbidden", "opeq@2020-04-29")
    (finding,) = answer["findings"]  # type: ignore[misc]
    assert list(finding) == [
        "clause", "detector", "category", "severity", "confidence", "start", "end", "matched", "message",
    ]  # fmt: skip
    assert finding["clause"] == "3.4"
    assert finding["matched"] == text[finding["start"] : finding["end"]] == "046 454 286"
    assert set(answer["scores"]) == {"hate", "toxicity"}  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "status"), [("Bonne journée tout le monde", 0), ("Mon NAS est le 046 454 286", 1)])
def test_exit_status_tells_the_decision(text: str, status: int) -> None:
    assert balise("check", text).returncode == status


def test_one_answer_a_line_blank_lines_included() -> None:
    done = balise("check", "-", "--json", given=b"Bonjour\n\nNAS 046 454 286\n")
    found = answers(done)
    assert [answer["id"] for answer in found] == ["1", "2", "3"]
    assert [answer["decision"] for answer in found] == ["clear", "clear", "forbidden"]
    assert done.returncode == 1


def test_objects_keep_their_ids_and_their_voice() -> None:
    lines = [
        {"id": "a", "text": "Bonne journée"},
        {"id": 7, "text": "Bonne journée", "voice": "official"},
        {"text": "Bonne journée", "voice": "visitor", "network": "facebook", "reply_to": "Salut"},
    ]
    given = "\n".join(json.dumps(line) for line in lines).encode()
    found = answers(balise("check", "-", "--json", "--input", "jsonl", given=given))
    assert [answer["id"] for answer in found] == ["a", 7, "3"]
    assert [answer["decision"] for answer in found] == ["clear", "approval", "clear"]
    assert found[1]["obligations"] == [{"kind": "approval", "by": "communications", "clause": "3.2"}]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"text": "a", "colour": 1}', "unknown-key"),
        (b'{"text": 5}', "text"),
        (b"{", "json"),
        (b"[1]", "json"),
        (b'{"text": "a", "voice": "robot"}', "voice"),
        (b'{"text": "a", "network": "nosuch"}', "network"),
        (b'{"text": "a", "reply_to": 3}', "type"),
        (b'{"text": "a", "id": [1]}', "type"),
        (b'{"text": "\xff"}', "encoding"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_bad_object_is_told_and_work_goes_on(line: bytes, code: str, language: str) -> None:
    done = balise("check", "-", "--json", "--input", "jsonl", "--lang", language, given=line + b'\n{"text": "a"}\n')
    first, second = answers(done)
    assert (first["id"], first["line"]) == (None, 1)
    assert first["error"]["code"] == code  # type: ignore[index]
    assert len(first["error"]["message"]) > 10  # type: ignore[index]
    assert second["decision"] == "clear"
    assert done.returncode == 2


def test_lines_that_look_like_json_are_not_guessed_at() -> None:
    done = balise("check", "-", "--json", given=b'{"text": "bonjour"}\n')
    assert len(answers(done)) == 1
    assert "--input jsonl" in done.stderr.decode()


def test_invalid_utf8_and_nul_bytes() -> None:
    done = balise("check", "-", "--json", given=b"caf\xe9\na\0b\n")
    first, second = answers(done)
    assert first["error"]["code"] == "encoding"  # type: ignore[index]
    assert second["decision"] == "clear"
    assert done.returncode == 2


def test_a_megabyte_is_one_text() -> None:
    text = "un message bien ordinaire, sans rien de spécial. " * 21_000 + "NAS 046 454 286"
    done = balise("check", "-", "--json", given=text.encode())
    (answer,) = answers(done)
    assert answer["decision"] == "forbidden"
    (finding,) = [found for found in answer["findings"] if found["detector"] == "identifiers.sin"]  # type: ignore[attr-defined]
    assert finding["matched"] == text[finding["start"] : finding["end"]] == "046 454 286"


def test_whole_input_as_one_text() -> None:
    found = answers(balise("check", "-", "--json", "--input", "text", given=b"NAS\n046 454 286\n"))
    assert [answer["decision"] for answer in found] == ["forbidden"]


def test_a_lone_surrogate_in_an_object_is_answered() -> None:
    done = balise("check", "-", "--json", "--input", "jsonl", given=b'{"text": "\\ud800 NAS 046 454 286"}\n')
    assert done.returncode in {1, 2}
    assert len(answers(done)) == 1


def test_a_reader_that_leaves_early_gets_no_traceback() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    text = "\n".join(["NAS 046 454 286"] * 20_000).encode()
    with subprocess.Popen(
        [sys.executable, "-m", "balise", "check", "-", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"NAS 046 454 286\n")
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(text)
            process.stdin.close()
        errors = process.stderr.read().decode()
        process.wait()
    assert "Traceback" not in errors
    assert process.returncode == 141


def test_answers_come_before_the_input_ends() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, "-m", "balise", "check", "-", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"Bonjour\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["decision"] == "clear"
        process.stdin.close()
        process.wait()


def test_a_terminal_reader_understands_without_colour() -> None:
    done = balise("check", "Mon NAS est le 046 454 286, svp")
    page = done.stdout.decode()
    assert "⟦046 454 286⟧(1)" in page
    assert "3.4" in page
    assert "\x1b[" not in page
    coloured = balise("check", "Mon NAS est le 046 454 286", "--color").stdout.decode()
    assert "\x1b[" in coloured


def test_control_characters_never_reach_the_terminal() -> None:
    page = balise("check", "a\x1b[2J\x07b NAS 046 454 286").stdout.decode()
    assert "\x1b" not in page
    assert "\x07" not in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_unknown_and_broken_packs(tmp_path: Path, language: str) -> None:
    unknown = balise("check", "a", "--policy", "nosuch", language=language)
    assert unknown.returncode == 2
    assert "nosuch" in unknown.stderr.decode()
    (tmp_path / "pack.toml").write_text("id = ", encoding="utf-8")
    broken = balise("check", "a", "--policy", str(tmp_path), language=language)
    assert broken.returncode == 2
    assert "pack.toml:1" in broken.stderr.decode()
    assert "Traceback" not in broken.stderr.decode()


def test_unknown_network_and_missing_text() -> None:
    done = balise("check", "a", "--network", "nosuch")
    assert done.returncode == 2
    assert "facebook" in done.stderr.decode()
    assert balise("check").returncode == 2


def test_an_image_is_asked_about(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 20)
    (answer,) = answers(balise("check", "Bonne journée", "--image", str(picture), "--json"))
    (finding,) = answer["findings"]  # type: ignore[misc]
    assert (finding["detector"], finding["start"], finding["matched"]) == ("images.unread", None, None)
    assert balise("check", "Bonjour", "--image", str(tmp_path / "none.png")).returncode == 2


def test_a_saved_register_is_read(tmp_path: Path) -> None:
    table = tmp_path / "terms.csv"
    table.write_text("term,kind,start,embargo_end,tolerant\nProjet Aurore,projet,,,oui\n", encoding="utf-8")
    saved = tmp_path / "terms.register"
    assert balise("register", "build", str(table), "-o", str(saved)).returncode == 0
    (answer,) = answers(balise("check", "Le projet aurrore avance", "--register", str(saved), "--json"))
    assert answer["decision"] == "forbidden"
    saved.write_bytes(b"x" * 100)
    assert balise("check", "a", "--register", str(saved)).returncode == 2


@pytest.mark.parametrize("bad", ["terme,kind\na,b\n", "term,start\na,hier\n", "term,kind\n,b\n", "term,kind\n***,b\n"])
def test_a_bad_register_table_is_told(tmp_path: Path, bad: str) -> None:
    table = tmp_path / "terms.csv"
    table.write_text(bad, encoding="utf-8")
    done = balise("register", "build", str(table), "-o", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_a_conversation(tmp_path: Path) -> None:
    given = "Mon NAS est le 046 454 286\n\n:officiel\nBonjour\n\n:article 3.4\n:article 99\n:zut\n:en\n:q\n"
    done = balise("try", given=given.encode())
    page = done.stdout.decode()
    assert done.returncode == 0
    assert "046 454 286" in page
    assert "Approbation nécessaire" in page
    assert "Paste or type" in page
