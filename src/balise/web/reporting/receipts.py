"""Receipt codes: sixteen digits that lead somebody anonymous back to what they reported, and lead nobody else there.

The database holds keyed hashes under a key kept outside it: one for each part, with nothing common between the parts
of one report. A part taken from another later is found from that one's hash, so no row has to say where it came from.
"""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256

from django.core import signing

from balise.web.keys import read_key

DIGITS = 16
MOST_PARTS = 3  # one for each desk
_FORM_AGE = 24 * 3600  # seconds
_VISIT_AGE = 30 * 60
_FORM, _VISIT = "balise.reporting.form", "balise.reporting.visit"


def draw_form() -> str:
    """What a form carries so that sending it twice makes one report, and gives the same code again."""
    return signing.dumps(secrets.token_hex(16), salt=_FORM)


def read_form(token: str) -> str | None:
    """The secret of a form; None when it was not drawn here, or a day ago."""
    try:
        return str(signing.loads(token, salt=_FORM, max_age=_FORM_AGE))
    except signing.BadSignature:
        return None


def code_of(form: str) -> str:
    """The code that goes with the secret of a form: sixteen digits, each value as likely as another."""
    return f"{int(_mark('code', form), 16) % 10**DIGITS:0{DIGITS}d}"


def shown(code: str) -> str:
    """By groups of four, as it is copied."""
    return " ".join(code[at : at + 4] for at in range(0, DIGITS, 4))


def typed(text: str) -> str | None:
    """The digits of a code as somebody typed it, with spaces or hyphens; None when it cannot be one."""
    digits = re.sub(r"[\s\u00a0\u2010-\u2015.-]", "", text)
    return digits if digits.isascii() and digits.isdigit() and len(digits) == DIGITS else None


def root_of(code: str) -> str:
    """What a visit carries in place of the code, which it does not give back."""
    return _mark("root", code)


def locators(root: str) -> list[str]:
    """Where the parts of a report are, first made first."""
    return [_mark("part", root, str(number)) for number in range(MOST_PARTS)]


def locator_of_offspring(locator: str, number: int) -> str:
    """Where the ``number``-th part taken from this one is, from 1."""
    return _mark("offspring", locator, str(number))


def owner_of(person_id: int) -> str:
    """The mark of an account on what it signed."""
    return _mark("owner", str(person_id))


def open_visit(root: str) -> str:
    """The value of the cookie of a visit."""
    return signing.dumps(root, salt=_VISIT)


def read_visit(cookie: str) -> str | None:
    """The root of a visit; None when it is over or was not opened here."""
    try:
        return str(signing.loads(cookie, salt=_VISIT, max_age=_VISIT_AGE))
    except signing.BadSignature:
        return None


def _mark(*parts: str) -> str:
    return hmac.new(read_key("receipts"), "\x1f".join(parts).encode(), sha256).hexdigest()
