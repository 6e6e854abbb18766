"""Tokens that open a session: JSON Web Tokens (RFC 7519: three parts in base64url, the first being a JSON object, hence
«eyJ») and ``Authorization: Bearer`` or ``Basic`` headers (RFC 6750, RFC 7617).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit
from balise.screening.detectors.credentials._secret import Credential, placeholder, seen, told, trimmed
from balise.screening.model import Sighting
from balise.screening.reading import Reading

_JWT = re.compile(r"eyj[a-z0-9_\-]{8,4000}\.[a-z0-9_\-]{8,4000}(?:\.[a-z0-9_\-]{0,4000})?")
_HEADER = re.compile(r"(?:bearer|basic|token) +(?P<value>[a-z0-9._~+/=\-]{16,4000})")


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

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each token once."""
        text = reading.folded
        reached = 0
        for hit in islice(hits, 1000):
            if hit.start < reached:
                continue
            if hit.cue == "jwt":
                match = _JWT.match(text, hit.start)
                place = match.span() if match else None
            else:
                header = _HEADER.search(text, hit.start, min(len(text), hit.start + 4100))
                place = header.span("value") if header and any(map(str.isdigit, header.group("value"))) else None
            if place is not None:
                start, end = trimmed(reading, *place)
                if not placeholder(text[start:end]):
                    reached = end
                    yield seen(start, end, 0.97, "token-shape")


detector = Token()
