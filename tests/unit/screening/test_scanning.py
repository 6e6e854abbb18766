from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.screening import scanning
from balise.screening.scanning import HyperscanScanner, PatternError, ReScanner, check_pattern, scanner_for

PATTERNS = [
    r"\bidiot\b",
    r"\b[0-9]{3}[ \-]?[0-9]{3}[ \-]?[0-9]{3}\b",
    r"\bne (?:le )?dites? (?:a )?personne\b",
    r"[a-z]{2}\.[a-z]{2}",
    r"!{3,40}",
    r"\bab+a\b",
]


@pytest.fixture(scope="module")
def scanners(tmp_path_factory: pytest.TempPathFactory) -> tuple[HyperscanScanner, ReScanner]:
    return HyperscanScanner(PATTERNS, tmp_path_factory.mktemp("cache")), ReScanner(PATTERNS)


@given(st.text(alphabet="abidot nelsp0123456789.!-\n\x00", max_size=120))
def test_the_two_engines_agree(scanners: tuple[HyperscanScanner, ReScanner], text: str) -> None:
    fast, slow = scanners
    assert sorted(fast.scan(text.encode("latin-1"))) == sorted(slow.scan(text.encode("latin-1")))


@pytest.mark.parametrize(
    "pattern",
    ["a.b", r"\w+", r"[^a]b", r"(?=a)b", r"(a)\1", "a+?", "^a", "a$", "(?:a|b)*", r"\s"],
)
def test_what_the_engines_would_read_differently_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        check_pattern(pattern)


@pytest.mark.parametrize("pattern", [*PATTERNS, r"a\.b", r"\$[0-9]+", r"[ \n]x", r"[.\-]x"])
def test_the_common_syntax_is_accepted(pattern: str) -> None:
    check_pattern(pattern)


def test_a_damaged_cache_is_built_again(tmp_path: Path) -> None:
    HyperscanScanner(PATTERNS, tmp_path)
    (stored,) = tmp_path.glob("*.hsdb")
    assert stored.stat().st_mode & 0o077 == 0
    data = bytearray(stored.read_bytes())
    data[-20] ^= 0xFF
    stored.write_bytes(data)
    assert HyperscanScanner(PATTERNS, tmp_path).scan(b"un idiot") == [(0, 3, 8)]
    assert stored.read_bytes() != bytes(data)


def test_a_cache_that_cannot_be_written_costs_no_answer(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("")
    assert HyperscanScanner(PATTERNS, occupied / "below").scan(b"un idiot") == [(0, 3, 8)]


def test_the_engine_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scanner_for(PATTERNS, engine="re").name == "re"
    monkeypatch.setenv("BALISE_ENGINE", "re")
    assert scanner_for(PATTERNS).name == "re"
    with pytest.raises(ValueError, match="nosuch"):
        scanner_for(PATTERNS, engine="nosuch")
    monkeypatch.delenv("BALISE_ENGINE")
    monkeypatch.setattr(scanning, "hyperscan", None)
    assert scanner_for(PATTERNS).name == "re"
