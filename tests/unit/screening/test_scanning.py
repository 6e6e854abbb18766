from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.policy.loading import load_policy
from balise.policy.model import Policy
from balise.screening import scanning
from balise.screening.detectors import all_detectors
from balise.screening.preparing import prepare
from balise.screening.scanning import HyperscanScanner, PatternError, ReScanner, check_pattern, plan_for, scanner_for

PATTERNS = [
    r"\bidiot\b",
    r"\b[0-9]{3}[ \-]?[0-9]{3}[ \-]?[0-9]{3}\b",
    r"\bne (?:le )?dites? (?:a )?personne\b",
    r"[a-z]{2}\.[a-z]{2}",
    r"!{3,40}",
    r"\bab+a\b",
]


@pytest.fixture(scope="module")
def scanners() -> tuple[HyperscanScanner, ReScanner]:
    return HyperscanScanner(plan_for(PATTERNS)), ReScanner(plan_for(PATTERNS))


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


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy("exemple")


def test_a_damaged_cache_is_built_again(tmp_path: Path, policy: Policy) -> None:
    first = prepare(policy, all_detectors(), cache=tmp_path)
    (stored,) = tmp_path.glob("*.bin")
    assert stored.stat().st_mode & 0o077 == 0
    again = prepare(policy, all_detectors(), cache=tmp_path)
    assert again.first.phrases.texts == first.first.phrases.texts
    assert again.first.database == first.first.database
    data = bytearray(stored.read_bytes())
    data[-20] ^= 0xFF
    stored.write_bytes(data)
    mended = prepare(policy, all_detectors(), cache=tmp_path)
    assert mended.first.database == first.first.database
    assert stored.read_bytes() != bytes(data)


def test_a_cache_that_cannot_be_written_costs_no_answer(tmp_path: Path, policy: Policy) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("")
    assert prepare(policy, all_detectors(), cache=occupied / "below").first.patterns


def test_the_engine_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scanner_for(plan_for(PATTERNS), engine="re").name == "re"
    monkeypatch.setenv("BALISE_ENGINE", "re")
    assert scanner_for(plan_for(PATTERNS)).name == "re"
    with pytest.raises(ValueError, match="nosuch"):
        scanner_for(plan_for(PATTERNS), engine="nosuch")
    monkeypatch.delenv("BALISE_ENGINE")
    monkeypatch.setattr(scanning, "hyperscan", None)
    assert scanner_for(plan_for(PATTERNS)).name == "re"
