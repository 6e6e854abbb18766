"""What is wrong with a pack, said so that a person can mend it: the file, the line, what is wrong, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from balise.policy.model import Texts

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a pack.

    ``file`` is relative to the pack's folder (``""`` for the folder itself); ``line`` counts from 1, 0 when the
    fault has no line. ``code`` is the name of the check. ``message`` and ``cure`` hold ``fr`` and ``en``.
    """

    file: str
    line: int
    code: str
    message: Texts
    cure: Texts

    @property
    def place(self) -> str:
        """``file:line``, as editors and terminals make it clickable."""
        if not self.file:
            return "."
        return f"{self.file}:{self.line}" if self.line else self.file

    def say(self, language: str) -> str:
        """The whole problem on one line, in ``language`` (``fr`` when it is not known)."""
        return f"{self.place}: {self._in(self.message, language)} {self._in(self.cure, language)} [{self.code}]"

    @staticmethod
    def _in(texts: Texts, language: str) -> str:
        return texts.get(language) or texts["fr"]


def fault(file: str, line: int, code: str, message: tuple[str, str], cure: tuple[str, str]) -> Problem:
    """A problem from pairs of French and English; no-break spaces are put where French typography wants them."""
    return Problem(
        file,
        line,
        code,
        {"fr": typeset(message[0]), "en": message[1]},
        {"fr": typeset(cure[0]), "en": cure[1]},
    )


def typeset(french: str) -> str:
    """French text with no-break spaces inside « » and before a colon, and typographic apostrophes within words.

    So that sources are written with plain ones.
    """
    text = french.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:")
    return _APOSTROPHE.sub("’", text)


class PackError(ValueError):
    """A pack that cannot be used. ``pack`` is what was asked for; ``problems`` is never empty."""

    def __init__(self, pack: str, problems: Iterable[Problem]) -> None:
        self.pack = pack
        self.problems = tuple(problems)
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """Every problem, one a line, under a line that names the pack."""
        count = len(self.problems)
        if language == "en":
            head = f"The pack {self.pack} cannot be used: {count} problem{'s' if count > 1 else ''}."
        else:
            head = f"La politique {self.pack} ne peut pas servir\u00a0: {count} problème{'s' if count > 1 else ''}."
        return "\n".join([head, *("  " + problem.say(language) for problem in self.problems)])
