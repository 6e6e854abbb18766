"""Dates as people write them, in French and English, over folded text."""

from __future__ import annotations

from balise.screening.detectors.identifiers._numbers import SEPARATOR
from balise.screening.patterns import lazy

_MONTHS = (
    r"(?:janvier|january|janv|jan|fevrier|fevr|fev|feb|february|mars|march|mar|avril|avr|april|apr|mai|may|juin|june|jun|"
    r"juillet|juil|jul|july|aout|august|aug|"
    r"septembre|september|sept|sep|octobre|october|oct|novembre|november|nov|decembre|december|dec)"
)
_YEAR = r"(?:1[89][0-9]{2}|20[0-9]{2})"
_SHORT_YEAR = r"(?:'?[0-9]{2})"
_SIGN = rf"{SEPARATOR}{{1,3}}"
_BLANK = r"[ \n,.\-/_]{0,3}"
_DAY = (
    r"(?:(?:3[01]|[12][0-9]|0?[1-9])(?:er|st|nd|rd|th|e|ieme)?|premier|first|"
    r"(?:vingt|trente)(?:[ \-](?:et[ \-]un|deux|trois|quatre|cinq|six|sept|huit|neuf))?|dix(?:[ \-](?:sept|huit|neuf))?|"
    r"deux|trois|quatre|cinq|six|sept|huit|neuf|onze|douze|treize|quatorze|quinze|seize)"
)
FULL = (
    rf"(?:{_YEAR}{_SIGN}(?:1[0-2]|0?[1-9]){_SIGN}(?:3[01]|[12][0-9]|0?[1-9])"
    rf"|(?:3[01]|[12][0-9]|0?[1-9]){_SIGN}(?:3[01]|[12][0-9]|0?[1-9]){_SIGN}(?:{_YEAR}|{_SHORT_YEAR})"
    rf"|{_DAY}{_BLANK}(?:de |of )?{_MONTHS}{_BLANK}(?:de |of |"
    rf"in )?(?:{_YEAR}|{_SHORT_YEAR})"
    rf"|{_MONTHS}{_BLANK}(?:the )?(?:3[01]|[12][0-9]|0?[1-9])(?:er|st|nd|rd|th)?{_BLANK}(?:of |in )?(?:{_YEAR}|"
    rf"{_SHORT_YEAR})"
    rf"|{_YEAR}{_BLANK}{_MONTHS}{_BLANK}(?:3[01]|[12][0-9]|0?[1-9])"
    rf"|[0-9](?P<apart>{SEPARATOR}{{0,3}})[0-9](?:(?P=apart)[0-9]){{6}}"
    r")(?![a-z0-9])(?![.,/][0-9])"
)
"""A day, a month and a year; one named group, ``apart``. Eight digits alone may be any order of the three."""
WITHOUT_YEAR = (
    rf"(?:(?:3[01]|[12][0-9]|0?[1-9])(?:er|st|nd|rd|th|e)?{_BLANK}(?:de |of )?{_MONTHS}"
    rf"|{_MONTHS}{_BLANK}(?:the )?(?:3[01]|[12][0-9]|0?[1-9])(?:er|st|nd|rd|th)?)(?![a-z0-9])"
)
_FOUR = lazy(r"1[89][0-9]{2}|20[0-9]{2}")
_DIGITS = lazy(r"[0-9]")


def year_of(date: str) -> int | None:
    """The year of a date found by ``FULL``, None when it is said with two digits."""
    match = _FOUR.search(date) or _FOUR.search("".join(_DIGITS.findall(date)))
    return int(match.group()) if match else None


def is_date(digits: str) -> bool:
    """Whether eight digits are a date, the year first or last."""
    for year, first, second in (
        (digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]), (digits[4:], digits[:2], digits[2:4]),
    ):  # fmt: skip
        if 1880 <= int(year) <= 2099 and 1 <= int(first) <= 12 and 1 <= int(second) <= 31:
            return True
    return False
