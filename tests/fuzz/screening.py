"""Random texts against the whole engine: no crash, spans that hold, no time out of proportion with the length.

``make fuzz`` runs it for ten minutes (``SECONDS_OF_FUZZ`` for another time). It needs atheris.
"""

from __future__ import annotations

import sys
import time

import atheris

from balise import Content, Screener, load_policy

_FIXED = 0.02
_EACH = 20e-6
_SCREENER = Screener(load_policy("opeq"), sentences=False)
_VOICES = ("personal", "official", "visitor")
_PIECES = (
    "046 454 286", "NAS ", "4539 1488 0343 6467", "julie@exemple.ca", "c o n n a r d", "t'es un ", "idiot", "«", "»", '"',
    "entre nous", "mot de passe : ", "OPEQ", "nous offrons", "!!!", "\u200b", "œ", "🐒", "87 %", "\n> ", "il paraît que ",
)  # fmt: skip


def one(data: bytes) -> None:
    """Screen a text made of the fuzzer's choices."""
    provider = atheris.FuzzedDataProvider(data)
    pieces = []
    while provider.remaining_bytes() and len(pieces) < 200:
        if provider.ConsumeBool():
            pieces.append(_PIECES[provider.ConsumeIntInRange(0, len(_PIECES) - 1)])
        else:
            pieces.append(provider.ConsumeUnicode(12))
    text = "".join(pieces) * provider.ConsumeIntInRange(1, 20)
    content = Content(text, _VOICES[provider.ConsumeIntInRange(0, 2)])
    start = time.process_time()
    verdict = _SCREENER.screen(content)
    spent = time.process_time() - start
    if spent > _FIXED + _EACH * len(text):
        raise AssertionError(f"{spent:.3f} s for {len(text)} characters: {text[:200]!r}")
    for finding in verdict.findings:
        if finding.start is not None and finding.matched != text[finding.start : finding.end]:
            raise AssertionError(f"span of {finding!r}")


def main() -> None:
    """Hand over to the fuzzer."""
    atheris.instrument_all()
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
