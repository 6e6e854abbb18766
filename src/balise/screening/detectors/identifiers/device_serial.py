"""Serial numbers of devices: what ties a computer or a telephone to the person who has it.

A code of six to twenty letters and digits after words such as «numéro de série», S/N, *service tag*; or a code beside a device
that the same sentence says is somebody's («device C02ZK4RJMD6T is assigned to…»). Model and lot numbers are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Hit, words
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import SEPARATOR
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_FIRM = (
    r"(?:(?:numeros?|nos?|num|n|#)[. ]{1,2}(?:de )?series?|no[. ]serie|n/s|s/n|s\.n\.|serial(?: (?:number|numbers|no|"
    r"num|nr|#)|s)?|serial#|service ?tag|asset ?tag|etiquette de service|(?:inventory|property|asset|tag) (?:tag )?(?:number|no|#)|"
    r"(?:numero|no|num)\.? (?:d'|de l')?inventaire|device id|udid|uuid|identifiant de l'appareil|code de service|ser\.? no)"
)
_LOOSE = r"(?:series?|ser\.|sn|serie no)"
_LINK = (
    r"(?:(?:[ \n]{0,2}(?:est|is|was|etait|c'est|le|la|the|du|de|no|nr|number|numero|:|#|=|,|-|\(|\"|'|[.]|on it|dessus|"
    r"reads|of|son|ma|mon|my|laptop|portable|ordinateur|ordi|tablette|"
    r"iphone|ipad|macbook|chromebook|thinkpad|dell|hp|lenovo|apple|asus|acer|qui est|that is|lit)){0,5}[ \n]{0,2}"
    r"|(?: [a-z'\x80]{1,14}){1,6} ?(?:[:=#]| est| is| c'est| was| reads| lit) ?)"
)
_CODE = (
    rf"(?:[a-z0-9](?P<%s>{SEPARATOR}{{1,3}})[a-z0-9](?:(?P=%s)[a-z0-9]){{4,18}}(?![a-z0-9])|"
    rf"[a-z0-9]{{2,20}}(?:{SEPARATOR}{{1,3}}[a-z0-9]{{2,8}}(?![a-z0-9])){{0,5}})"
)
_ANNOUNCED = lazy(
    rf"(?<![a-z0-9])(?:(?P<firm>{_FIRM})|(?P<loose>{_LOOSE}))(?![a-z]){_LINK}(?=[a-z0-9\-. ]{{0,14}}[0-9])(?P<code>{_CODE.replace('%s', 'sign')})"
)
_LATER = lazy(
    rf"(?<![a-z0-9])(?:{_FIRM})(?![a-z])(?: [a-z'\x80]{{1,16}}){{1,6}} ?[,:(]? ?(?<![a-z0-9])(?P<code>[a-z0-9]{{7,20}})(?![a-z0-9])"
)
_DEVICE = lazy(
    r"(?<![a-z0-9])(?:device|appareil|portable|laptop|ordinateur|ordi|computer|tablette|tablet|chromebook|macbook|"
    r"ipad|iphone|thinkpad|poste|unit)"
    r"(?: (?:no|number|numero|#|:))? ?:?#?[(]? ?(?P<code>[a-z0-9]{7,14})(?![a-z0-9])"
)
_MAKERS = (
    r"(?:5c[dg][0-9]{4}[a-z0-9]{3}|(?:cnd|cnu|8cg|8cc|mxl|2ua|czc)[0-9]{4}[a-z0-9]{3}|(?:pf|mp|mj|r9|pc|pb|yx|spf|smj)[0-9][a-z0-9]{5}|"
    r"[cdfghj][0-9a-z][0-9][a-z0-9]{5}[a-z0-9]{4})"
)
"""Serials by how makers form them: HP (plant, year and week), Lenovo (plant), Apple (plant, year and half)."""
_MADE = lazy(rf"(?<![a-z0-9\-_/.]){_MAKERS}(?![a-z0-9]|[\-_/.][a-z0-9])")
_TAG = lazy(
    r"(?<![a-z])(?:tag|etiquette|sticker|autocollant|underneath|dessous|code|endos|au dos|on the back)(?: (?:is|est|dit|says|lit|reads|dessous|dell|c'est|on it|the|le|la|number|no)){0,3}[ :,=#(]{1,3}(?P<code>[a-z0-9]{7,12})(?![a-z0-9])"
)
_KINDS = (
    "portable portables laptop laptops chromebook chromebooks macbook macbooks ipad ipads iphone iphones tablette tablettes tablet tablets thinkpad "
    "thinkpads ordinateur ordinateurs ordi ordis computer computers pc desktop imac appareil device elitebook probook latitude inspiron optiplex "
    "surface galaxy pixel lenovo dell hp acer asus apple samsung kindle playstation ps5 xbox switch".split()
)
_KIND = (
    r"(?:portables?|laptops?|chromebooks?|macbooks?|ipads?|iphones?|tablettes?|tablets?|thinkpads?|ordinateurs?|ordis?|computers?|pc|desktop|imac|appareil|device|"
    r"elitebook|probook|latitude|inspiron|optiplex|surface|galaxy|pixel|lenovo|dell|hp|acer|asus|apple|samsung|kindle|playstation|ps5|xbox|switch)"
)
_MIXED = lazy(r"[a-z][0-9][a-z0-9]{4}|[a-z0-9]{4}[a-z][0-9]")
_NUMBER_OF = lazy(
    rf"(?<![a-z0-9])(?:numeros?|number|no|num|etiquette|label|sticker|asset|inventaire)\.?(?![a-z])[a-z\x80' ]{{0,24}}\b{_KIND}(?![a-z0-9])[a-z\x80' ]{{0,40}}(?:[:=#(,]|\bc'est|\best|\bis|\bsays|\breads|\bdit) ?"
    r"(?:le |the )?(?P<code>[a-z0-9]{8,16})(?![a-z0-9])"
)
_LOOSELY = lazy(
    rf"(?<![a-z0-9]){_KIND}(?![a-z0-9])[a-z\x80' ]{{0,40}}[(,:] ?(?P<code>[a-z0-9]{{8,14}})(?=[),.;:!?]| -|\Z)"
)
_DEVICES = lazy(rf"(?<![a-z0-9]){_KIND}(?![a-z0-9])")
_SOLD = lazy(
    r"\b(?:vends?|vendre|for sale|selling|prix|price|modele|model|specs?|meilleur que|better than|obo|negociable)\b|\$"
)
_SOMEBODYS = lazy(
    r"\b(?:assigned|registered|belongs|belonging|issued|loaned|lent|given to|attribuee?|assignee?|remise? a|"
    r"pretee? a|appartient|enregistree?|au nom de|confiee? a|utilisee? par|used by)\b"
)
_PIECE = lazy(r"[a-z0-9]+")


class DeviceSerial(Identifier):
    """A code that words say is the serial number of a device."""

    id = "identifiers.device-serial"
    severity = Severity.MEDIUM
    messages = told(
        (
            "Ce texte contient ce qui semble être le numéro de série d’un appareil.",
            "Retirez-le : il relie l’appareil à la personne qui l’a. Pour du soutien ou un vol, donnez-le en privé.",
        ),
        (
            "This text holds what looks like the serial number of a device.",
            "Remove it: it ties the device to the person who has it. For support or a theft, give it privately.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The words; a device and a code beside it."""
        yield Cue(
            "firm",
            r"\b(?:de series?|no[. ]{1,2}series?|n/s|s/n|serials?|service ?tag|asset ?tag|etiquette de service|device id|udid|d'inventaire|no inventaire|code de service|(?:inventory|property|asset|tag) (?:tag )?(?:number|no))\b",
        )
        yield Cue("loose", r"\b(?:series?|sn|ser)[ :.#]{1,3}(?:no |est )?[a-z0-9\-]{0,12}[0-9][a-z0-9]{2}")
        yield Cue(
            "device",
            r"\b(?:device|appareil|portable|laptop|ordinateur|computer|tablette|tablet|chromebook|macbook|ipad|iphone|thinkpad) (?:no )?[(#]?[a-z]{0,5}[0-9][a-z0-9]{5,12}\b",
        )

        yield from words("kind", _KINDS)
        yield Cue("made", rf"\b{_MAKERS}\b")
        yield Cue(
            "tag",
            r"\b(?:tag|etiquette|sticker|autocollant|dessous|underneath|au dos|on the back)[a-z' ]{0,16}[ :,=#(]{1,3}[a-z]{0,9}[0-9][a-z0-9]{3,11}\b",
        )
        yield Cue("loosely", rf"\b{_KIND}\b[a-z\x80' ]{{0,40}}[(,:] ?[a-z]{{0,5}}[0-9][a-z0-9]{{4,13}}\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Nothing where only a device is named and no letter stands beside a digit."""
        if all(hit.cue == "kind" for hit in hits) and _MIXED.search(reading.folded) is None:
            return iter(())
        return super().find(reading, hits)

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each code once."""
        text = reading.folded
        reached = 0
        for match in _ANNOUNCED.finditer(text):
            start = match.start("code")
            end = _end(reading, start, match.end("code"), apart=match["sign"] is not None)
            if end and _is_serial(text[start:end], firm=match["firm"] is not None):
                reached = end
                yield seen(start, end, 0.88, LABELLED)
        for match in _DEVICE.finditer(text):
            code = match["code"]
            mixed = sum(c.isdigit() for c in code) >= 2 and len(re.findall("[a-z]+", code)) >= 2
            if match.start() >= reached and mixed and _SOMEBODYS.search(text, *_near(reading, match)):
                yield seen(*match.span("code"), 0.75, SHAPED)
        yield from _unannounced(reading, reached)


def _unannounced(reading: Reading, reached: int) -> Iterator[Sighting]:
    """Codes in capitals that a maker's form, a sticker or a device beside them tells."""
    text = reading.folded
    for pattern in (_LATER, _MADE, _TAG, _NUMBER_OF, _LOOSELY):
        for match in pattern.finditer(text):
            start, end = match.span("code" if pattern is not _MADE else 0)
            code, written = text[start:end], reading.original(start, end)
            if start < reached or written != written.upper() or sum(map(str.isdigit, code)) < 2 or code.isdigit():
                continue
            first, last = _near(reading, match)
            if pattern is _MADE and not _DEVICES.search(text, first, last):
                continue
            if pattern is _LOOSELY and len(re.findall("[a-z]+", code)) < 2:
                continue
            if pattern is not _MADE and (not any(map(str.isalpha, code)) or _SOLD.search(text, first, last)):
                continue
            if pattern is _TAG and not _DEVICES.search(text, max(0, first - 60), last):
                continue
            reached = end
            yield seen(start, end, 0.7, SHAPED)


def _near(reading: Reading, match: re.Match[str]) -> tuple[int, int]:
    """The part of its sentence that stands around a match."""
    span = reading.sentence(match.start())
    return max(span.start, match.start() - 120), min(span.end, match.end() + 120)


def _end(reading: Reading, start: int, end: int, *, apart: bool) -> int:
    """Where the code ends: groups that are ordinary words are not part of it."""
    if apart:
        return end
    text = reading.folded
    last = size = 0
    sign = ""
    for piece in _PIECE.finditer(text, start, end):
        group = piece.group()
        shown = reading.original(*piece.span())
        capital = shown == shown.upper()
        between = text[last : piece.start()] if last else ""
        blank = " " in between or "\n" in between or (size >= 6 and between in {".", ",", ";", ":"})
        digits = any(character.isdigit() for character in group)
        if not last:
            if not digits and not (capital and len(group) <= 5):
                return 0
        elif (
            (sign and between != sign)
            or (not digits and (blank or size >= 10) and not (capital and len(group) <= 5))
            or (blank and size >= 6 and (len(group) < 3 or not (capital or digits)))
        ):
            break
        sign = between
        last = piece.end()
        size += len(group)
    return last


def _is_serial(code: str, *, firm: bool) -> bool:
    """Whether the code has the length and the mix of a serial number."""
    bare = "".join(_PIECE.findall(code))
    digits = sum(character.isdigit() for character in bare)
    letters = len(bare) - digits
    if not 6 <= len(bare) <= 24 or digits < 2:
        return False
    return letters >= 1 or (firm and digits >= 7) if firm else letters >= 2 and len(bare) >= 7


detector = DeviceSerial()
