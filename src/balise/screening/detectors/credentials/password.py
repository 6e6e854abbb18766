"""Passwords announced in words: «le mot de passe est …», «mdp: …», *password is …*, «identifiants : … / …», PIN and door codes.

Advice on choosing passwords, forgotten passwords, questions about a password and values that only stand for one
(****, VOTRE_MOT_DE_PASSE) are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit
from balise.screening.detectors.credentials._announced import Value, strong, value_after
from balise.screening.detectors.credentials._secret import Credential, seen, told, trimmed
from balise.screening.model import Sighting
from balise.screening.reading import Reading

_PASSWORD = (
    r"(?:mots? ?-?de ?-?passes?|mot2passe|mdp|phrases? de passe|passwords?|passwd|pass ?words?|passcodes?|"
    r"passphrases?|pwd|pword|psswd|pswd)"
)
_CODE = (
    r"(?:nip|pin|passcode|pass (?:de l'alarme|de la porte)|n\.i\.p|p\.i\.n|code (?:secret|d'acces|d'alarme|de "
    r"l'alarme|du systeme d'alarme|de la porte|de porte|d'entree|de securite|du cadenas|du coffre|de deverrouillage|"
    r"admin)|(?:access|door|alarm|gate|entry|unlock|security|lockbox|safe|pin) code)"
)
_PAIR_LABEL = (
    r"(?:identifiants?|credentials?|creds|logins?|log-?in|acces admin|username|nom d'utilisateur|userid|user id|"
    r"connecte(?:z-vous|-toi|r)? avec|log ?(?:in|on) with|sign in with|entre(?:z|r)? avec)"
)
_PAIR = re.compile(
    r"(?P<user>[a-z0-9._@\-]{2,50}) ?(?:/|\+|:|,|\||&| et| and| pis| puis| then| avec| with| -) ?[\"']?(?P<value>[^ "
    r"\n\"]{5,64})"
)
_PAIR_BACK = re.compile(r"(?P<user>[a-z0-9._@\-]{2,40}) ?(?:/|\+|\|) ?(?P<value>[^ \n\"]{5,64})")
_PIN_VALUE = re.compile(
    r"[a-z' ]{0,30}?(?: (?:c'est|est|is|was|sera|le) | ?[:=]+>? ?| ?-> ?| )(?:le )?(?P<value>[0-9](?:[ "
    r"\-.*#]?[0-9*#]){2,8})(?![0-9]|[ ]?(?:\$|%|h\b|minutes|fois|times|chiffres|digits|caracteres))"
)
_SHORT_PASS = re.compile(r"\bpass(?:e|wd)?(?: is| was|:| :|=| est| c'est) ?(?P<value>[^ \n]{5,64})")


class Password(Credential):
    """A password, a pass phrase, a PIN or an access code, with the words that announce it."""

    id = "credentials.password"
    messages = told(
        (
            "Ce texte donne ce qui semble être un mot de passe ou un code d’accès.",
            "Retirez-le et changez-le dès maintenant; transmettez les accès par un moyen sûr, jamais dans une publication.",
        ),
        (
            "This text gives what looks like a password or an access code.",
            "Remove it and change it now; hand over access by a safe channel, never in a post.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Words for a password, for a pair of identifiers, for a code."""
        yield Cue("password", rf"\b{_PASSWORD}\b")
        yield Cue("code", rf"\b{_CODE}\b")
        yield Cue("pair", rf"\b{_PAIR_LABEL}\b")
        yield Cue("pass", r"\bpass(?:e|wd)?(?: is| was|:| :|=| est| c'est) ?[a-z0-9]")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each secret once."""
        text = reading.folded
        reached = 0
        for hit in islice(hits, 300):
            if hit.end < reached:
                continue
            value = _value(reading, text, hit)
            if value is not None and value.start >= reached:
                reached = value.end
                yield seen(value.start, value.end, value.confidence, "password-announced")


def _value(reading: Reading, text: str, hit: Hit) -> Value | None:
    if hit.cue == "password":
        return value_after(reading, hit.end)
    if hit.cue == "code":
        match = _PIN_VALUE.match(text, hit.end, min(len(text), hit.end + 60))
        if match:
            return Value(match.start("value"), match.end("value"), 0.9)
        return _only_strong(reading, value_after(reading, hit.end, codes=True))
    if hit.cue == "pass":
        match = _SHORT_PASS.match(text, hit.start, min(len(text), hit.start + 90))
        return _strong_value(reading, match) if match else None
    sentence = reading.sentence(hit.start)
    after = _PAIR.search(text, hit.end, min(sentence.end, hit.end + 100, len(text)))
    while after is not None:
        value = _strong_value(reading, after)
        if value is not None:
            return value
        after = _PAIR.search(text, after.end("user"), min(sentence.end, hit.end + 100))
    return _pair_nearby(reading, max(0, hit.start - 120), hit.start)


def _pair_nearby(reading: Reading, first: int, last: int) -> Value | None:
    """«guest / letmein2011», told before the word that says what it is."""
    for match in _PAIR_BACK.finditer(reading.folded, first, last):
        value = _strong_value(reading, match)
        if value is not None:
            return value
    return None


def _strong_value(reading: Reading, match: re.Match[str]) -> Value | None:
    start, end = trimmed(reading, *match.span("value"))
    value = reading.folded[start:end]
    if "://" in value or not strong(value, reading.original(start, end)):
        return None
    return Value(start, end, 0.85)


def _only_strong(reading: Reading, value: Value | None) -> Value | None:
    if value is None or not strong(reading.folded[value.start : value.end], reading.original(value.start, value.end)):
        return None
    return value


detector = Password()
