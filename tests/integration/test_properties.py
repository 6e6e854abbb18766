"""What must hold for any text whatever, over the whole engine with the pack opeq."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise import Content, Decision, Screener, Verdict, load_policy
from tests.evaluation.measure import read_cases

VOICES = st.sampled_from(["personal", "official", "visitor"])
ANY_TEXT = st.text(st.characters(codec=None), max_size=300)
CASES = read_cases("development")
SEEDS = st.sampled_from([case.text for case in CASES])
MIXED = st.lists(st.one_of(SEEDS, ANY_TEXT), max_size=3).map(" ".join)
INVISIBLE = st.sampled_from(["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u0301"])
SEPARATORS = st.sampled_from([" ", "-", ".", "_", "/", "*", "\u00a0", "–", "·"])
IDENTIFIERS = (
    ("Mon NAS est le ", ["046", "454", "286"]),
    ("son NAS : ", ["130", "692", "544"]),
    ("ma carte ", ["4539", "1488", "0343", "6467"]),
    ("his card ", ["5555", "5555", "5555", "4444"]),
)
INSULTS = ("connard", "imbécile", "salope", "enculé", "asshole", "moron", "idiote")


@pytest.fixture(scope="module")
def screener() -> Screener:
    return Screener(load_policy("opeq"), sentences=False)


def told(verdict: Verdict) -> tuple[object, ...]:
    return verdict.decision, verdict.findings, verdict.obligations


def categories(verdict: Verdict) -> set[str]:
    return {finding.category for finding in verdict.findings}


@given(MIXED, VOICES)
def test_spans_lie_in_the_text_and_cover_what_they_say(screener: Screener, text: str, voice: str) -> None:
    for finding in screener.screen(Content(text, voice)).findings:
        if finding.start is None or finding.end is None:
            assert finding.matched is None
            continue
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.matched == text[finding.start : finding.end]
        assert 0 < finding.confidence <= 1


@given(ANY_TEXT, VOICES, st.one_of(st.none(), ANY_TEXT))
def test_no_text_raises(screener: Screener, text: str, voice: str, reply_to: str | None) -> None:
    verdict = screener.screen(Content(text, voice, reply_to=reply_to))
    assert verdict.language
    if voice == "official":
        assert verdict.decision >= Decision.APPROVAL
    if voice == "visitor":
        assert verdict.decision != Decision.APPROVAL


@given(st.lists(MIXED, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_answer_depends_on_the_text_alone(screener: Screener, texts: list[str], chooser: random.Random) -> None:
    alone = {text: told(screener.screen(Content(text))) for text in texts}
    shuffled = list(texts)
    chooser.shuffle(shuffled)
    for verdict in screener.screen_many(Content(text) for text in shuffled):
        assert told(verdict) == alone[verdict.content.text]


@given(st.sampled_from(IDENTIFIERS), st.data(), INVISIBLE)
def test_what_is_invisible_hides_no_identifier(
    screener: Screener, known: tuple[str, list[str]], data: st.DataObject, invisible: str
) -> None:
    text = known[0] + " ".join(known[1])
    for place in sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)), reverse=True):
        text = text[:place] + invisible + text[place:]
    assert "personal-information" in categories(screener.screen(Content(text)))


@given(st.sampled_from(IDENTIFIERS), SEPARATORS, st.booleans())
def test_one_separator_hides_no_identifier(
    screener: Screener, known: tuple[str, list[str]], separator: str, each: bool
) -> None:
    digits = separator.join("".join(known[1])) if each else separator.join(known[1])
    assert "personal-information" in categories(screener.screen(Content(known[0] + digits)))


@given(st.sampled_from(INSULTS), st.data(), INVISIBLE)
def test_case_and_the_invisible_hide_no_insult(
    screener: Screener, word: str, data: st.DataObject, invisible: str
) -> None:
    text = f"t'es juste un {word}"
    flips = data.draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    text = "".join(character.upper() if flip else character for character, flip in zip(text, flips, strict=True))
    for place in sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)), reverse=True):
        text = text[:place] + invisible + text[place:]
    assert "insult" in categories(screener.screen(Content(text)))


@given(st.sampled_from(INSULTS), SEPARATORS)
def test_one_separator_between_all_letters_hides_no_insult(screener: Screener, word: str, separator: str) -> None:
    assert "insult" in categories(screener.screen(Content(f"t'es juste un {separator.join(word)}")))


def test_both_engines_give_the_same_verdicts(screener: Screener) -> None:
    slow = Screener(load_policy("opeq"), engine="re", sentences=False)
    contents = [Content(case.text, case.voice, reply_to=case.reply_to) for case in CASES[::12]]
    for fast_verdict, slow_verdict in zip(screener.screen_many(contents), slow.screen_many(contents), strict=True):
        assert told(fast_verdict) == told(slow_verdict), fast_verdict.content.text


def test_an_unknown_voice_is_refused(screener: Screener) -> None:
    with pytest.raises(ValueError, match="voice"):
        screener.screen(Content("bonjour", "robot"))
