"""What people paste, made fit to be read and shown again: nothing is thrown away without a word."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 100_000  # characters; the longest post of any network is 63,206

_NO_PLACE_IN_A_POST = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class Pasted:
    """A text as it is shown again, and what had to be said about it."""

    text: str
    replaced: int = 0  # characters that no network takes, each shown as �
    too_long: bool = False

    @property
    def readable(self) -> bool:
        """Whether there is something to check."""
        return bool(self.text.strip()) and not self.too_long


def pasted(sent: str) -> Pasted:
    """The text with Unix line ends; control characters and lone surrogates become �, which keeps every place."""
    text = _NO_PLACE_IN_A_POST.sub("\ufffd", sent.replace("\r\n", "\n").replace("\r", "\n"))
    return Pasted(text=text, replaced=text.count("\ufffd"), too_long=len(text) > LONGEST)
