"""Wi-Fi keys: «la clé du wifi …», *key for the network …*, «code wifi : …». The name of a network alone is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit
from balise.screening.detectors.credentials._announced import Value, ordinary_word, strong, told_in_words, value_after
from balise.screening.detectors.credentials._secret import Credential, placeholder, seen, told
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_NETWORK = r"(?:wi-?fi|wi fi|wpa[23]?|wep|ssid|hotspot|point d'acces|modem|routeur|router|reseau sans fil)"
_KEY = r"(?:cles?|clefs?|keys?|codes?|pass|pw|pswd|passe|acces)"
_WORDS = r"[a-z0-9' ,\-]"
_NAMED = lazy(r"(?:[:=]|c'est|\bis|\best) ?[a-z0-9_\-]{3,}[ ,;]")
_PLAIN = lazy(r" \"?(?P<key>[a-z0-9_\-]{6,40})\"?(?:[.,!;)\n]|\Z)")
_TOKEN = lazy(r" ?(?P<key>[a-z0-9][a-z0-9!@#$%&*_.\-]{5,40})(?:[\",.;!)\n ]|\Z)")
_ASKS = lazy(r"\?|:|,| takes| prend| c'est| is| =")
_ANSWER = lazy(
    r"[^a-z0-9\"']{0,2}(?:\"(?P<quoted>[^\"\n]{5,40})\"|'(?P<single>[a-z0-9_\-]{5,40})'|(?P<spelled>[a-z0-9_\-]{5,40})(?=,? \(?(?:tout |all )?(?:attache|colle|en un mot|one word|"
    r"lowercase|lower case|en minuscules|minuscules|no spaces?|sans espaces?))|(?P<plain>[a-z]{3,20}[0-9]{2,8}[!#]?)(?![a-z0-9]))"
)
_WITH_DIGITS = lazy(r"(?P<key>[a-z][a-z_\-]{4,30}[0-9]{2,8})(?:[\".,!;)\n ]|\Z)")
_PAIRED = lazy(r"(?P<key>[a-z0-9][a-z0-9!@#$%&*_.\-]{5,63})(?![a-z0-9])")


class WifiKey(Credential):
    """The key of a wireless network, with the words that announce it."""

    id = "credentials.wifi"
    messages = told(
        (
            "Ce texte donne ce qui semble être la clé d’un réseau Wi-Fi.",
            "Retirez-la et faites-la changer : qui la lit peut entrer dans le réseau. Donnez-la sur place, de vive voix.",
        ),
        (
            "This text gives what looks like the key of a Wi-Fi network.",
            "Remove it and have it changed: whoever reads it can get into the network. Give it on the spot, by word of mouth.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """A word for a key beside a word for a wireless network."""
        yield Cue("key", rf"\b{_KEY} {_WORDS}{{0,24}}\b{_NETWORK}\b")
        yield Cue("direct", r"\bwi-?fi\b[a-z' ]{0,24}(?::|=|is|est|c'est) ?[\"']?[a-z0-9]")
        yield Cue("asked", r"\bwi-?fi\b[a-z\x80' ]{0,30}(?:\?|:|,| takes| prend| c'est| is| =) ?[\"']?[a-z0-9]")
        yield Cue(
            "pair", rf"\b{_NETWORK}\b{_WORDS}{{0,24}} ?(?::|=|is|est|c'est) ?[a-z0-9_\-.]{{2,30}} ?[/|] ?[a-z0-9]"
        )
        yield Cue("key", rf"\b(?:cles?|clefs?|key) {_WORDS}{{0,16}}\b(?:reseau|network)\b")
        yield Cue(
            "network",
            r"\b(?:reseau|network) ?[:=] ?[a-z0-9_ \-]{2,30}[ ,;./]{1,3}(?:la |the |et |and )?(?:cles?|key|code|pass|acces)\b",
        )
        yield Cue("network", rf"\b{_NETWORK}\b[a-z0-9' ,:;.=()\-]{{1,60}}\b{_KEY}\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each key once."""
        reached = 0
        for hit in islice(hits, 80):
            if hit.end < reached:
                continue
            value = _key(reading, hit)
            if value is not None and value.start >= reached:
                reached = value.end
                yield seen(value.start, value.end, value.confidence, "key-announced")


def _key(reading: Reading, hit: Hit) -> Value | None:
    """The key that a cue points to."""
    if hit.cue == "direct":
        return _direct(reading, hit)
    if hit.cue == "asked":
        return _asked(reading, hit)
    if hit.cue == "pair":
        return _paired(reading, hit)
    return value_after(reading, hit.end, codes=True) or _bare(reading, hit)


def _direct(reading: Reading, hit: Hit) -> Value | None:
    """«le wifi c'est "marmotte2026"»: a word with two digits or more, right after."""
    match = _WITH_DIGITS.match(reading.folded, hit.end - 1)
    if match is None or not strong(match["key"], reading.original(*match.span("key"))):
        return None
    return Value(*match.span("key"), 0.75)


def _asked(reading: Reading, hit: Hit) -> Value | None:
    """«le wifi du chalet? truitearcenciel, tout attaché», *the wifi takes "sunsetgrill"*: quoted, or said to be one word."""
    text = reading.folded
    for place in _ASKS.finditer(text, hit.start, hit.end):
        match = _ANSWER.match(text, place.end())
        if match is not None:
            break
        token = _TOKEN.match(text, place.end())
        if token is not None and ":" in place.group() + " " and _mixed(reading, token):
            return Value(*token.span("key"), 0.75)
    else:
        return told_in_words(reading, hit.end - 2, min(len(text), hit.end + 60))
    name = match.lastgroup or "plain"
    key = match[name]
    if placeholder(key) or ordinary_word(key) or " " in key:
        return None
    return Value(*match.span(name), 0.75)


def _mixed(reading: Reading, token: re.Match[str]) -> bool:
    """Whether what follows «wifi :» is a key rather than a name: letters and digits that change places, or signs."""
    key = token["key"].rstrip(".!")
    return (
        strong(key, reading.original(*token.span("key")))
        and re.search(r"[0-9][a-z]|[!@#$%&*]", key) is not None
        and any(map(str.isalpha, key))
    )


def _bare(reading: Reading, hit: Hit) -> Value | None:
    """«le wifi, c'est MaisonBleue et la clé soupeauxpois»: a plain word right after the key, once the network is named."""
    text = reading.folded
    if hit.cue != "network" or _NAMED.search(text, hit.start, hit.end) is None:
        return None
    match = _PLAIN.match(text, hit.end)
    if match is None or placeholder(match["key"]) or ordinary_word(match["key"]):
        return None
    return Value(*match.span("key"), 0.7)


def _paired(reading: Reading, hit: Hit) -> Value | None:
    """«wifi : MaisonBleue / hiver2020»: the name, then the key."""
    match = _PAIRED.match(reading.folded, hit.end - 1)
    if match is None or placeholder(match["key"]) or ordinary_word(match["key"]):
        return None
    return Value(*match.span("key"), 0.85)


detector = WifiKey()
