"""Dates as people in Québec write them: 24/11/2026, 14 h 05; in English the unambiguous 2026-11-24, 14:05."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language


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
