"""What the fonts of a certificate can show. PDF/A and PDF/UA refuse a glyph that is missing: it is written [U+XXXX]."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

FONTS = ("Libertinus Serif", "New Computer Modern")
# Marks that turn the direction of what follows would let a name read as another one.
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_PLAIN = re.compile(r"[ -~\u00a0-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u202f]")


def showable(value: Any) -> Any:
    """The same text (in NFC), list or mapping, with what cannot be shown as ``[U+XXXX]``; other values as given."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        return "".join(one if one == "\n" or _PLAIN.match(one) else _shown(one) for one in text)
    if isinstance(value, dict):
        return {key: showable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [showable(one) for one in value]
    return value


@lru_cache(maxsize=4_096)
def _shown(letter: str) -> str:
    if unicodedata.category(letter) not in _UNSEEN and _has_glyph(letter):
        return letter
    return f"[U+{ord(letter):04X}]"


def _has_glyph(letter: str) -> bool:
    import typst

    source = b'#set document(title: "x")\n#set text(font: %s)\n#sys.inputs.letter' % _font_list()
    try:
        typst.compile(
            source, sys_inputs={"letter": letter}, pdf_standards=["a-2a"], ignore_system_fonts=True, format="pdf"
        )
    except typst.TypstError:
        return False
    return True


def _font_list() -> bytes:
    return ("(" + ", ".join(f'"{name}"' for name in FONTS) + ")").encode()
