"""Private keys in text armour: PEM (RFC 7468), OpenSSH, PGP (RFC 9580) and PuTTY files. Public keys are left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit
from balise.screening.detectors.credentials._secret import Credential, seen, told
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_END = lazy(r"-{2,5} ?end [a-z ]{0,30}private key(?: block)? ?-{2,5}")
_BODY = lazy(r"[ \n]*(?:[a-z0-9+/=]{8,80}[ \n]*){1,400}")


class PrivateKey(Credential):
    """The armour of a private key, through its end line where there is one."""

    id = "credentials.private-key"
    messages = told(
        (
            "Ce texte contient une clé privée.",
            "Retirez-la et remplacez cette clé partout où elle sert : une clé privée ne se publie jamais.",
        ),
        (
            "This text holds a private key.",
            "Remove it and replace that key wherever it is used: a private key is never published.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The first line of the armour."""
        yield Cue("armour", r"-{2,5} ?begin (?:[a-z0-9]{2,12} ){0,2}private key(?: block)? ?-{2,5}")
        yield Cue("putty", r"\bputty-user-key-file-[23]\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each key once."""
        text = reading.folded
        reached = 0
        for hit in islice(hits, 50):
            if hit.start < reached:
                continue
            closed = _END.search(text, hit.end, min(len(text), hit.end + 20_000)) if hit.cue == "armour" else None
            body = None if closed else _BODY.match(text, hit.end, min(len(text), hit.end + 8_000))
            end = (
                closed.end()
                if closed
                else hit.end + len(body.group().rstrip())
                if body and _keyish(body.group())
                else hit.end
            )
            reached = end
            yield seen(hit.start, end, 0.99, "private-key")


def _keyish(body: str) -> bool:
    """Whether the first word after the line is of the key and not of the sentence."""
    first = body.split(maxsplit=1)[0] if body.strip() else ""
    return len(first) >= 16 or any(character.isdigit() for character in first)


detector = PrivateKey()
