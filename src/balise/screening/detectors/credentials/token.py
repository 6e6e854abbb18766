"""Tokens that open a session: JSON Web Tokens (RFC 7519: three parts in base64url, the first being a JSON object, hence
«eyJ»), ``Authorization: Bearer`` or ``Basic`` headers (RFC 6750, RFC 7617), cookies of sessions (RFC 6265) and addresses that
carry a token or a signature («?access_token=…», «&sig=…», a page that resets a password).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit
from balise.screening.detectors.credentials._secret import Credential, placeholder, random_looking, seen, told, trimmed
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_JWT = lazy(
    r"eyj[a-z0-9_\-]{20,4000}\.[a-z0-9_\-]{5,4000}\.[a-z0-9_\-]{8,4000}|eyj[a-z0-9_\-]{8,4000}\.[a-z0-9_\-]{8,4000}(?:\.[a-z0-9_\-]{0,4000})?"
)
_HEADER = lazy(
    r"(?:bearer|basic|token)(?: auth(?:entication|orization)?)?(?: header)?(?: is| est| c'est| was)?(?: ?[:=])? +['\"]?(?P<value>[a-z0-9._~+/=\-]{16,4000})"
)
_COOKIE = lazy(
    r"(?:cookies?|session[a-z]*)(?![a-z])(?: (?:de|du|d'|of|for|my|mon|ma|the|la|le|session|auth|connexion|login|id|is|est|c'est|was|value|valeur)){0,6}"
    r" ?[:=]? ?\"?(?:[a-z0-9_.\-]{2,30} ?[=:] ?)?\"?(?P<value>[a-z0-9%+/=._~\-]{16,400})"
)
_FIELD = lazy(
    r"[?&#a-z_.\-]*(?:sess(?:ion)?[_\-]?(?:id)?|sid|token|jwt|auth|sig|signature|secret|key|pwd|pass|passwd|password|tk)=\"?"
    r"(?P<value>[a-z0-9%+/._~=\-]{5,600})"
)
_PAGE = lazy(
    r"/(?:[a-z_\-]{0,20}(?:reset|magic|invite|verify|confirm|activate|login|reinitialis|activation)[a-z_\-]{0,20})/(?:[a-z]{2,12}/)?(?P<value>[a-z0-9_\-]{20,200})"
)


class Token(Credential):
    """Tokens of sessions, by their shape."""

    id = "credentials.token"
    messages = told(
        (
            "Ce texte contient ce qui semble être un jeton de session.",
            "Retirez-le et fermez la session qu’il ouvre : qui le copie entre à votre place.",
        ),
        (
            "This text holds what looks like a session token.",
            "Remove it and close the session it opens: whoever copies it gets in as you.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The start of a JSON Web Token, and authorisation headers."""
        yield Cue("jwt", r"\beyj[a-z0-9_\-]{8}")
        yield Cue("header", r"\bbearer [a-z0-9._~+/=\-]{16}")
        yield Cue("header", r"\bauthorization: ?(?:basic|token|bearer) [a-z0-9._~+/=\-]{16}")
        yield Cue(
            "header",
            r"\bbasic auth(?:entication|orization)?(?: header)?(?: is| est| c'est|)[ :=]{1,3}['\"]?[a-z0-9+/=\-]{16}",
        )
        yield Cue("cookie", r"\b(?:cookies?|session):? [a-z0-9' :=_.\"]{0,50}[a-z0-9%]{8}")
        yield Cue("field", r"(?:sessid|sessionid|session_id|\bconnect\.sid|\bsid|_session|_token)=\"?[a-z0-9%._\-]{8}")
        yield Cue(
            "field",
            r"[?&](?:token|jwt|auth|sig|signature|secret|[a-z_\-]{0,12}key|pwd|pass|passwd|password|tk|sid|x-amz-signature)=[a-z0-9%._\-]{5}",
        )
        yield Cue(
            "page",
            r"/[a-z_\-]{0,20}(?:reset|magic|invite|verify|confirm|activat|login|reinitialis)[a-z_\-]{0,20}/(?:[a-z]{2,12}/)?[a-z0-9_\-]{20}",
        )

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each token once."""
        text = reading.folded
        reached = 0
        for hit in islice(hits, 1000):
            if hit.start < reached:
                continue
            place = _place(reading, hit)
            if place is not None:
                start, end = trimmed(reading, *place)
                if not placeholder(text[start:end]):
                    reached = end
                    yield seen(start, end, 0.97, "token-shape")


def _user_and_password(written: str) -> bool:
    """Whether base64 hides «user:password», as RFC 7617 has it."""
    try:
        return b":" in base64.b64decode(written, validate=True)
    except ValueError:
        return False


def _place(reading: Reading, hit: Hit) -> tuple[int, int] | None:
    """Where the token that a cue announces stands."""
    text = reading.folded
    if hit.cue == "jwt":
        match = _JWT.match(text, hit.start)
        return match.span() if match else None
    if hit.cue == "header":
        header = _HEADER.search(text, hit.start, min(len(text), hit.start + 4100))
        if header is None:
            return None
        start, end = header.span("value")
        random = any(map(str.isdigit, header.group("value"))) or _user_and_password(reading.original(start, end))
        return (start, end) if random else None
    if hit.cue == "page":
        match = _PAGE.match(text, hit.start, min(len(text), hit.end + 200))
    elif hit.cue == "cookie":
        match = _COOKIE.match(text, hit.start, min(len(text), hit.end + 420))
    else:
        match = _FIELD.search(text, max(0, hit.start - 2), min(len(text), hit.end + 600))
    if match is None or match.start() > hit.end:
        return None
    start, end = trimmed(reading, *match.span("value"))
    written = reading.original(start, end)
    if hit.cue == "field" and re.search(r"(?:pwd|passw?d?|password)=", text[max(0, start - 10) : start]):
        return (start, end) if any(map(str.isdigit, written)) else None
    return (start, end) if random_looking(written) and not re.search(r"[:/]{2}", written) else None


detector = Token()
