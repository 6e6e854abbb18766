"""Values that nothing but a password looks like, and where they stand near words for access.

A *hard* value holds signs between letters or digits («Apple$auce», «Chalumeau!8»), or capitals, small letters and digits
parted by hyphens, dots or underscores («Quokka-Violin-22»). Names of products, addresses, handles and masked swear words
are none.
"""

from __future__ import annotations

import re

from balise.screening.detectors.credentials._announced import ADVICE, Value
from balise.screening.detectors.credentials._secret import placeholder, trimmed
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_REACH = 130
_RUN = lazy(r"[^ \n]+")
_SIGNED = lazy(
    r"[a-z0-9._\-]{2,}[!$%&*+#~^=?@]+[a-z0-9._\-]+[!$%&*+#~^=?@]*\Z|[a-z0-9._\-]{4,}[$%&*#~^]+\Z|[a-z][a-z._\-]{2,}[0-9]+!+\Z|[0-9]{2,}[a-z._\-]{3,}!+\Z|[a-z]{3,}[0-9]+[a-z]{2,}[!$%&*#]+\Z|(?=[a-z]*[0-9]+[a-z])[a-z0-9]{5,}!+\Z"
)
_FORMULA = lazy(
    r"[a-z]{1,3}[&+][a-z]{1,3}\Z|[0-9]+[+*=%$][0-9.]*|.*(?:://|www\.|@[a-z0-9\-]+\.[a-z])|[@#]|[a-z0-9._\-]+@[a-z0-9._\-]+\Z"
)
_KEY = lazy(r"[A-Z0-9]{2,6}(?:-[A-Z0-9]{4,6}){3,7}\Z")
_PARTED = lazy(
    r"[a-z]{2,}[\-._][a-z0-9\-._]*[0-9]|[0-9]+[\-._][a-z0-9\-._]*[a-z]{3}|[a-z0-9]+[\-._][0-9]+[\-._][a-z]{3}"
)
_FILE = lazy(r".*\.(?:com|ca|org|net|fr|pdf|zip|exe|png|jpg|docx?|xlsx?|csv|py|js|tsv)\Z")
_BEFORE = lazy(
    r"\b(?:modele|model|version|ubuntu|windows|lot|no|numero|article|facture|invoice|commande|order|dossier|ticket|serie|serial|ref)[ .:#]{1,3}\Z"
)


def hard(folded: str, written: str) -> bool:
    """Whether a value looks like a password and like nothing else."""
    if _KEY.match(written) is not None and sum(map(str.isdigit, written)) >= 3 and not written.isdigit():
        return any(map(str.isalpha, written))
    if len(folded) < 7 or (_FORMULA.match(folded) and not _masked(folded, written)) or placeholder(folded):
        return False
    digits = any(map(str.isdigit, folded))
    if _SIGNED.match(folded):
        letters = sum(map(str.isalpha, folded))
        # A star between small letters only is how swear words are masked.
        return (
            letters >= 3
            and (digits or written != written.lower() or "*" not in folded)
            and not folded.endswith(("=", "?"))
        )
    body = re.sub("[^A-Za-z]", "", written)
    mixed = body != body.upper() and body != body.lower()
    return digits and mixed and len(folded) >= 9 and _FILE.match(folded) is None and _PARTED.match(folded) is not None


def _masked(folded: str, written: str) -> bool:
    """Whether the at sign stands for a letter («Ch@lkdust») rather than before a host or a handle."""
    left, _, right = folded.partition("@")
    return (
        "@" in folded
        and "." not in folded
        and left.isalnum()
        and right.isalpha()
        and 1 <= len(left) <= 12
        and written[:1].isupper()
        and written[1:] == written[1:].lower()
    )


def hard_nearby(reading: Reading, start: int, end: int) -> Value | None:
    """The hard value nearest to the words from ``start`` to ``end``, in their sentence."""
    text = reading.folded
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    first = max(first, text.rfind("\n", first, start) + 1)
    newline = text.find("\n", end, last)
    last = newline if newline >= 0 else last
    best: Value | None = None
    for match in _RUN.finditer(text, first, last):
        if match.end() - match.start() < 7:
            continue
        if (match.start() == first > 0 and text[first - 1] not in " \n") or (match.end() == last < len(text)):
            continue
        at, to = trimmed(reading, *match.span())
        if (
            start <= at < end
            or not hard(text[at:to], reading.original(at, to))
            or _BEFORE.search(text, max(0, at - 20), at)
        ):
            continue
        if best is None or _distance(at, to, start, end) < _distance(best.start, best.end, start, end):
            best = Value(at, to, 0.8)
    if best is None or ADVICE.search(text, first, last):
        return None
    return best


def _distance(at: int, to: int, start: int, end: int) -> int:
    return start - to if to <= start else at - end
