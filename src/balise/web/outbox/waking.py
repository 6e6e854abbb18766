"""Telling the dispatcher that rows wait. Losing this call only delays them until its next look."""

from __future__ import annotations

from collections.abc import Callable

_wakers: list[Callable[[], None]] = []


def on_wake(waker: Callable[[], None]) -> None:
    """Who is told; the assembler says it."""
    if waker not in _wakers:
        _wakers.append(waker)


def wake() -> None:
    """Something waits."""
    for waker in _wakers:
        waker()
