"""E-mail addresses, also those spelled out («nom arobase exemple point com», *name [at] example [dot] com*).

Left: the organisation's own addresses and domains, mailboxes of a service (info@, rh@…) outside personal mail
providers, no-reply senders, placeholders (votre.nom@), handles of networks (@name@server) and names of files. An
address given by its owner («écrivez-moi à…», *reach me at*) is held at advice. Shape: RFC 5321, dot-atom local part
and domain of letters, digits and hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit
from balise.screening.detectors.identifiers._identifier import SHAPED, Identifier, seen, told
from balise.screening.detectors.identifiers._owners import held_if_own
from balise.screening.folding import fold_term
from balise.screening.model import Sighting
from balise.screening.patterns import Pattern, lazy
from balise.screening.reading import Reading

_MOST = 200
_TLD = r"(?:com|ca|org|net|fr|qc|quebec|info|edu|gov|io|co|us|uk|be|ch|me|dev|email|biz|ht|ma|dz|tn|example|exemple)"
_LABEL = r"[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?"
_PLAIN = lazy(rf"[a-z0-9](?:[a-z0-9._%+\-]{{0,63}}[a-z0-9_+\-])?@(?:{_LABEL}\.){{1,5}}[a-z]{{2,24}}(?![a-z0-9])")
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+-")
_OPEN, _SHUT = r"[\[({<] ?", r" ?[\])}>]"
_AT = rf"(?: ?@ ?| ?{_OPEN}(?:at|a|@|arr?oba[sz]e?){_SHUT} ?|[ \-_]+(?:arr?oba[sz]e?s?|a commercial|at sign)[ \-_]+)"
_DOT = rf"(?: ?\. ?| ?{_OPEN}(?:dot|point|pt|\.){_SHUT} ?|[ \-_]+(?:dot|point)[ \-_]+)"
_SPELLED = lazy(
    rf"(?<![a-z0-9.])[a-z0-9_+\-]{{1,40}}(?:{_DOT}[a-z0-9_+\-]{{1,30}}){{0,4}}{_AT}"
    rf"(?:{_LABEL}{_DOT}){{1,3}}{_TLD}(?![a-z0-9])"
)
_SAID = lazy(
    rf"(?<![a-z0-9.])[a-z0-9_+\-]{{1,40}}(?:(?: dot |\.| point )[a-z0-9_+\-]{{1,30}}){{0,4}} at "
    rf"(?:{_LABEL}(?: ?[\[(]dot[\])] ?| dot )){{1,3}}{_TLD}(?![a-z0-9])"
)
_LETTERS = lazy(
    r"(?<![a-z0-9])[a-z0-9](?:([ .\-_*])[a-z0-9.](?:\1[a-z0-9.]){0,60})\1@\1[a-z0-9](?:\1[a-z0-9.]){3,60}(?![a-z0-9])"
)
_PROVIDER = lazy(
    r"(?<![a-z0-9.@])[a-z0-9][a-z0-9._+\-]{1,60} ?@ ?(?:gmail|hotmail|outlook|yahoo|videotron|sympatico|icloud|"
    r"protonmail|live|msn|"
    r"laposte|wanadoo|orange)\b(?![.\-]?[a-z0-9]| ?[.\[(])"
)
_MAIL = r"(?:gmail|hotmail|outlook|yahoo|videotron|sympatico|icloud|proton|protonmail|live|msn|laposte|orange|cogeco|bell|telus|rogers|shaw|cablevision)"
_JOIN = r"(?: ?(?:\.|_|-) ?| (?:dot|point|dash|tiret|tiret bas|underscore|souligne|trait d'union|moins) )"
_TOLD = lazy(
    rf"(?<![a-z0-9@.])[a-z0-9._\-]{{1,40}}(?:{_JOIN}[a-z0-9]{{1,30}}){{0,4}}[ ,(\[]{{1,3}}(?:then |puis |et |and )?(?:the |le )?"
    rf"(?:a|at|chez|sur|on|@|arr?obas[es]*|at sign|a commercial|at-sign)[ ,)\]]{{1,3}}{_MAIL}(?: ?\. ?| ?{_OPEN}(?:dot|point|pt|\.){_SHUT} ?| (?:dot|point) ){_TLD}(?![a-z0-9])"
)
_ASIDE = lazy(
    rf"(?<![a-z0-9@.])(?=[a-z0-9._\-]{{0,30}}[0-9._])(?=[0-9._\-]{{0,30}}[a-z])[a-z0-9][a-z0-9._\-]{{2,40}}(?:,? (?:a|at|chez|sur|on|avec|with) (?:a |my )?| ?\( ?){_MAIL}(?![a-z0-9.])"
)
_SHAPES = {
    "at": (_PLAIN, _SPELLED), "apart": (_SPELLED, _SAID, _PROVIDER), "letters": (_LETTERS,), "provider": (_PROVIDER,),
    "word": (_SPELLED,), "bracket": (_SPELLED,), "spoken": (_SAID,),
    "told": (_TOLD,), "aside": (_ASIDE,),
}  # fmt: skip
_COSTLY = 150
"""How many spelled shapes are tried in one text; more of their cues is nobody's address."""
_PERSONAL = lazy(
    r"(?:gmail|hotmail|outlook|live|msn|yahoo|ymail|videotron|sympatico|bell|icloud|me|mac|proton|protonmail|pm|gmx|"
    r"aol|laposte|wanadoo|"
    r"orange|free|sfr|cogeco|rogers|shaw|telus|globetrotter|hushmail|fastmail|tutanota|zoho)\.[a-z.]{2,8}\Z"
)
_SERVICES = frozenset(
    "info infos information contact contacts communications communication comm rh hr cv admin administration support "
    "soutien service "
    "services ventes sales accueil reception secretariat bibliotheque presse press media medias dons don donations "
    "abuse security "
    "privacy help helpdesk aide hello bonjour webmaster postmaster office bureau direction emplois jobs careers "
    "recrutement stages "
    "facturation billing comptabilite newsletter infolettre noreply no-reply nepasrepondre ne-pas-repondre "
    "donotreply git commandes "
    "orders collecte plaintes complaints renseignements inscription inscriptions registration volunteer volunteers benevole benevoles envoi envois mail board shop store boutique booking bookings "
    "reservation reservations coordination secretary studio archives membership  events evenements team equipe".split()
)
_PLACEHOLDERS = lazy(
    r"(?:votre|ton|your|mon|my|un|une|some|any)[._\-]?(?:nom|name|adresse|address|courriel|e-?mail|identifiant|"
    r"user(?:name)?|id)|"
    r"(?:prenom|firstname|first|nom|name)(?:[._\-](?:nom|lastname|last|name|prenom|famille))?|user(?:name)?|"
    r"utilisateur|xxx+|abc|j(?:ane|ohn)[._]?doe|"
    r"no-?reply|nepasrepondre|ne-pas-repondre|donotreply"
)
_PATTERN = lazy(
    r"(?:prenom|firstname|first)[._\-]?(?:nom|lastname|last|name|famille)|(?:nom|lastname)[._\-](?:prenom|firstname)"
)
_RESERVED = lazy(
    r"(?:example|exemple|domaine?|votredomaine|yourdomain|company|compagnie|yourcompany|entreprise|organisation|host|mail|email|courriel)\.[a-z]{2,7}\Z"
)
_FILES = frozenset("png jpg jpeg gif svg webp pdf py js ts json md txt css html mp4 zip".split())


class Email(Identifier):
    """E-mail addresses, spelled in signs or in words."""

    id = "identifiers.email"
    messages = told(
        (
            "Ce texte contient ce qui semble être une adresse courriel.",
            "Si c’est celle d’une autre personne, retirez-la. Si c’est la vôtre, donnez-la plutôt par message privé : "
            "une publication reste et se recopie.",
        ),
        (
            "This text holds what looks like an e-mail address.",
            "If it is somebody else's, remove it. If it is yours, rather give it in a private message: a post stays "
            "and "
            "gets copied.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The at sign before a domain, in all its disguises."""
        yield Cue("at", r"@[a-z0-9][a-z0-9\-]{0,40}\.[a-z0-9]")
        yield Cue("apart", r"@ ?[a-z0-9\-]{2,40} ?[\[({<]? ?(?:\.|dot|point) ?[\])}>]? ?[a-z]{2}")
        yield Cue("letters", r"@[ .\-_*][a-z0-9][ .\-_*][a-z0-9][ .\-_*][a-z0-9.][ .\-_*]")
        yield Cue(
            "provider",
            r"@ ?(?:gmail|hotmail|outlook|yahoo|videotron|sympatico|icloud|protonmail|live|msn|laposte|wanadoo|"
            r"orange)\b",
        )
        yield Cue("word", r"\barr?oba[sz]e?s?\b")
        yield Cue("word", r"\b(?:a commercial|at sign)\b")
        yield Cue("bracket", r"[\[({<] ?(?:at|a|@|arr?oba[sz]e?) ?[\])}>] ?[a-z0-9]")
        yield Cue("spoken", r"\bat [a-z0-9\-]{2,40} ?[\[(]?dot[\])]? ?[a-z]{2}")

        yield Cue(
            "told", rf"\b{_MAIL}(?:\.| (?:dot|point) | ?[\[({{](?:dot|point|\.)[\])}}] ?)(?:com|ca|fr|net|me|qc|org)\b"
        )
        yield Cue(
            "aside",
            r"[a-z0-9][0-9._](?:[a-z0-9_.\-]{0,30}),? ?(?:\(|(?:a|at|chez|sur|on) )(?:gmail|hotmail|outlook|yahoo|videotron|icloud)\b",
        )

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each address once; only the neighbourhood of a cue is read."""
        text = reading.folded
        reached = found = tried = 0
        for hit in hits:
            if hit.start < reached:
                continue
            match = _around(
                text, hit, reached, _SHAPES[hit.cue][: None if tried < _COSTLY else 1 if hit.cue == "at" else 0]
            )
            tried += match is None
            if match is None:
                continue
            reached = match.end()
            if _left(reading, match):
                continue
            yield held_if_own(reading, seen(match.start(), match.end(), 0.95, SHAPED))
            found += 1
            if found == _MOST:
                return

    def sightings(self, reading: Reading) -> Iterable[Sighting]:
        """Every address of the text, wherever its cues stand."""
        return self.find(reading, [Hit("at", place.start(), place.end()) for place in re.finditer("@", reading.folded)])


def _around(text: str, hit: Hit, reached: int, shapes: Sequence[Pattern]) -> re.Match[str] | None:
    """The address that holds the cue, the surest shape first."""
    for shape in shapes:
        if shape is _PLAIN:
            match = _PLAIN.match(
                text, _local_start(text, max(reached, hit.start - 65), hit.start), min(len(text), hit.end + 260)
            )
            if match is not None:
                return match
            continue
        first = max(reached, hit.start - 130)
        last = min(len(text), hit.end + 130)
        for match in shape.finditer(text, first, last):
            if match.start() <= hit.start < match.end():
                return match
            if match.start() > hit.start:
                break
    return None


@lru_cache(maxsize=64)
def _folded(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_term, listed))


def _local_start(text: str, first: int, at: int) -> int:
    """Where the local part before an at sign begins."""
    start = at
    while start > first and text[start - 1] in _LOCAL:
        start -= 1
    while start < at and not text[start].isalnum():
        start += 1
    return start


def _left(reading: Reading, match: re.Match[str]) -> bool:
    """Whether the address is none, or nobody's own."""
    text, start = reading.folded, match.start()
    if _TOLD.made(match) or _ASIDE.made(match):
        return False
    local, domain = _parts(match.group())
    if domain.rpartition(".")[2] in _FILES or text[max(0, start - 1) : start] == "@":
        return True
    first = max(text.rfind(" ", max(0, start - 100), start), text.rfind("\n", max(0, start - 100), start)) + 1
    if "://" in text[max(first, start - 100) : start]:
        return True
    if " @" in match.group() and "@ " not in match.group() and not _PERSONAL.match(domain):
        # A handle after a word.
        return True
    organisation = reading.policy.organisation
    contacts = tuple(contact.email for contact in organisation.contacts.values() if contact.email)
    if f"{local}@{domain}" in _folded((*organisation.emails, *contacts)):
        return True
    if any(domain == own or domain.endswith("." + own) for own in _folded(organisation.domains)):
        return True
    if _PERSONAL.match(domain):
        return _PLACEHOLDERS.fullmatch(local) is not None
    example = (
        "@" in match.group() and _PLACEHOLDERS.fullmatch(local) is not None and _RESERVED.match(domain) is not None
    )
    return local in _SERVICES or example or _PATTERN.fullmatch(local) is not None


def _parts(address: str) -> tuple[str, str]:
    """Local part and domain, as they would be typed."""
    bare = re.sub(_AT, "@", address, count=1)
    if "@" not in bare:
        bare = bare.replace(" at ", "@", 1)
    bare = re.sub(_DOT, ".", bare)
    local, _, domain = bare.partition("@")
    return local.replace(" ", ""), domain.replace(" ", "")


detector = Email()
