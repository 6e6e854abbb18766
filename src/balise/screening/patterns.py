"""Regular expressions compiled when first used.

Detectors hold long alternations of which most runs need none: compiling them all when the modules are read would take
longer than the whole answer may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING


class LazyPattern:
    """Stands for ``re.compile(text, flags)``, which happens at the first question."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text = text
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def _ready(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._text, self._flags)
        return self._compiled

    def made(self, match: re.Match[str]) -> bool:
        """Whether ``match`` was found by this expression."""
        return match.re is self._compiled

    @property
    def pattern(self) -> str:
        """The expression as it was written."""
        return self._text

    if TYPE_CHECKING:

        def search(self, string: str, pos: int = 0, endpos: int = ...) -> re.Match[str] | None: ...
        def match(self, string: str, pos: int = 0, endpos: int = ...) -> re.Match[str] | None: ...
        def fullmatch(self, string: str, pos: int = 0, endpos: int = ...) -> re.Match[str] | None: ...
        def finditer(self, string: str, pos: int = 0, endpos: int = ...) -> Iterator[re.Match[str]]: ...
        def findall(self, string: str, pos: int = 0, endpos: int = ...) -> list[str]: ...
        def split(self, string: str, maxsplit: int = 0) -> list[str]: ...
        def sub(self, repl: str | Callable[[re.Match[str]], str], string: str, count: int = 0) -> str: ...

    else:

        def __getattr__(self, name):
            found = getattr(self._ready, name)
            # Kept on the instance, so that the next question goes straight to the compiled expression.
            self.__dict__[name] = found
            return found


def lazy(text: str, flags: int = 0) -> LazyPattern:
    """An expression to be compiled when first used."""
    return LazyPattern(text, flags)


Pattern = LazyPattern | re.Pattern[str]
"""What a text is searched with."""
