"""Dates as people in Québec write them: 24/11/2026, 14 h 05; in English the unambiguous 2026-11-24, 14:05.

In figures where they stand alone (a cell, a line of a list); in words inside a sentence: « avant le 3 décembre 2026 ».
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language, override


def _french() -> bool:
    return (get_language() or "fr").startswith("fr")


def day(value: date) -> str:
    """The day alone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%d/%m/%Y}" if _french() else f"{value:%Y-%m-%d}"


def hour(value: datetime) -> str:
    """The time of day on 24 hours."""
    if timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.hour}\u00a0h\u00a0{value:%M}" if _french() else f"{value:%H:%M}"


def moment(value: datetime | date) -> str:
    """The day and the time; of a plain date, the day."""
    if not isinstance(value, datetime):
        return day(value)
    return f"{day(value)}, {hour(value)}"


def day_in_words(value: date, *, language: str = "") -> str:
    """The day as one says it: 3 décembre 2026, 1er mars 2027; December 3, 2026. In ``language``, else the reader's."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    with override(language or get_language()):
        month = str(MONTHS[value.month])
        if _french():
            number = "1er" if value.day == 1 else str(value.day)
            return f"{number}\u00a0{month} {value.year}"
        return f"{month}\u00a0{value.day}, {value.year}"


def moment_in_words(value: datetime | date, *, language: str = "") -> str:
    """The day and the time as one says them: 3 décembre 2026, à 14 h 05; of a plain date, the day."""
    said = day_in_words(value, language=language)
    if not isinstance(value, datetime):
        return said
    with override(language or get_language()):
        return f"{said}, {'à' if _french() else 'at'} {hour(value)}"
