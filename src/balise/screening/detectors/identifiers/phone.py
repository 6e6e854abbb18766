"""Telephone numbers of North America, of France, and of other countries when written with «+» or «00».

Left: toll-free and surcharge numbers, the lines that the policy declares, numbers announced as an order, a lot or an
amount. Any signs may part the digits, even one between every two. A number given by its owner («appelez-moi au…»,
*text me at*) is held at advice. Area codes of Canada as published by the Canadian Numbering Administrator; all other
numbers are checked with the ``phonenumbers`` package, read only when one has to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._context import announced, announcing, counts_something
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import SEPARATOR, digits_cue, glued
from balise.screening.detectors.identifiers._owners import held_if_own
from balise.screening.detectors.identifiers._spoken import NUMBER_WORD, spoken
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_WORDS = announcing(
    "tel", "tél.", "téléphone", "téléphoner", "téléphonez", "phone", "phone number", "cell", "cellulaire",
    "cellphone", "cel",
    "mobile", "portable", "fax", "télécopieur", "appelle", "appelles", "appelez", "appeler", "rappelez", "rappeler",
    "rappelle",
    "appelez-moi", "appelle-moi", "call", "calling", "dial", "ring", "texto", "textos", "texter", "textez",
    "texte-moi", "text", "sms",
    "whatsapp", "signal", "joindre", "rejoindre", "joignable", "rejoignable", "rejoignez", "contact", "contactez",
    "contacter", "reach",
    "numéro de tel", "numéro de téléphone", "numéro de cell", "mon numéro", "son numéro", "ton numéro", "my number",
    "his number",
    "her number", "their number", "boîte vocale", "voicemail", "répondeur", "messagerie", "urgence", "landline",
    "home number",
    "poste", "ext", "extension", "ligne directe", "direct line", "afficheur", "caller id", "facetime",
)  # fmt: skip
_CANADA = frozenset(
    "204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 387 403 416 418 428 431 437 438 450 460 468 474 506 "
    "514 519 537 548 "
    "568 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942".split()
)
_FREE = frozenset("800 822 833 844 855 866 877 880 881 882 883 884 885 886 887 888 889 900 976".split())
_NATIONAL = lazy(rf"(?<![0-9])(?:\+?1{SEPARATOR}{{0,3}})?[2-9](?:{SEPARATOR}{{0,3}}[0-9]){{9}}(?![0-9])")
_FRENCH = lazy(r"(?<![0-9+])0[1-79](?:[ .\-/]{0,2}[0-9]{2}){4}(?![0-9])|(?<![0-9+])0(?:[ .\-/][0-9]){9}(?![0-9])")
_ABROAD = lazy(rf"(?<![0-9a-z])(?:\+|00{SEPARATOR}{{0,2}})[1-9](?:{SEPARATOR}{{0,3}}[0-9]){{6,14}}(?![0-9])")
_SHORT = lazy(r"(?<![0-9\-.$])[2-9][0-9]{2}[ .\-][0-9]{4}(?![0-9]|[\-.,][0-9]| ?\$)")
_SHORT_SAID = lazy(
    r"\b(?:appel[a-z]*(?:-[a-z]{1,5})?|rappel[a-z]*(?:-[a-z]{1,5})?|text[a-z]*(?:-[a-z]{1,5})?|tel|telephone|cell|"
    r"cellulaire|"
    r"call|text|phone|dial|rejoindre|joindre|reach|numero|number) ?(?:[a-z]{1,9} ){0,2}(?:au|a|at|is|c'est|est|on|:|"
    r"#|,)? ?:? ?$"
)
_AT_NAME = lazy(r"[A-ZÀ-Ý][a-zà-ÿ]{2,}(?: est| is|'s)? (?:au|at|c'est le) \Z")
_PARTED = lazy(
    r"(?<![0-9.,$])\(?(?P<area>[2-9][0-9]{2})\)?(?![0-9])(?![.,][0-9]| ?[$%])[^0-9a-z\n]{0,4}[a-z][^0-9\n]{0,28}?(?<![0-9$])[2-9][0-9]{2}[ .\-]{1,3}[0-9]{2}[ .\-]?[0-9]{2}(?![0-9]|[.,\-][0-9])"
    r"|(?<![0-9.,$\-])[2-9][0-9]{2}[ .\-]{1,3}[0-9]{4}[^0-9\n]{1,30}?(?:indicatif|area code|code regional)[a-z ':]{0,12}(?P<after>[2-9][0-9]{2})(?![0-9])"
)
_LETTERED = lazy(r"(?<![a-z0-9])[2-9lo][0-9oli][0-9oli][ .\-][0-9oli]{3}[ .\-][0-9oli]{4}(?![a-z0-9])")
_AREA = lazy(r"(?:indicatif|area code|code regional)[a-z ':]{0,12}[2-9][0-9]{2}")
_MOST = 200
_TRIED = 600
"""How many numbers are refused before the rest of a text is taken for a table."""
_GOES_ON = lazy(r"[\-/._](?:[0-9]|[a-z]\b)")
_DIGITS = lazy(r"[0-9]+")


def _declared(reading: Reading) -> frozenset[str]:
    """The last ten digits of each line that the organisation gives to the public."""
    organisation = reading.policy.organisation
    lines = [*organisation.phones, *(contact.phone or "" for contact in organisation.contacts.values())]
    return frozenset("".join(_DIGITS.findall(line))[-10:] for line in lines if line)


@cache
def _issued(number: str, *, lenient: bool = False) -> bool:
    """Whether ``number`` («+» and digits) may be in use in its country."""
    import phonenumbers  # 40 ms to read: only for a number that no rule above settles

    try:
        parsed = phonenumbers.parse(number)
        # With «+» and a country, the right length is enough.
        return bool(phonenumbers.is_valid_number(parsed) or (lenient and phonenumbers.is_possible_number(parsed)))
    except phonenumbers.NumberParseException:
        return False


class Phone(Identifier):
    """Telephone numbers, however their digits are set apart."""

    id = "identifiers.phone"
    messages = told(
        (
            "Ce texte contient ce qui semble être un numéro de téléphone.",
            "Si c’est celui d’une autre personne, retirez-le. Si c’est le vôtre, donnez-le plutôt par message privé : "
            "une publication reste et se recopie.",
        ),
        (
            "This text holds what looks like a telephone number.",
            "If it is somebody else's, remove it. If it is yours, rather give it in a private message: a post stays "
            "and "
            "gets copied.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Ten digits, in groups or one by one, and seven after a word that announces them."""
        yield Cue("digits", digits_cue(10))
        yield Cue("groups", rf"[2-9][0-9]{{2}}{SEPARATOR}{{1,3}}[0-9]{{3}}{SEPARATOR}{{1,3}}[0-9]{{4}}\b")
        yield Cue("spread", rf"[0-9](?:{SEPARATOR}{{2,3}}[0-9]){{9}}\b")
        yield Cue("spoken", rf"\b[a-z]{{2,9}}(?:[ ,.\-]{{1,3}}{NUMBER_WORD}){{4}}\b")
        yield Cue("spoken", rf"\b[a-z]{{2,9}}(?:[ ,.\-]{{1,3}}{NUMBER_WORD}){{2}}[ ,.\-]{{1,3}}[0-9]{{3}}\b")
        yield Cue(
            "parted", r"\b[2-9][0-9]{2}\b[a-z',: \x80()\-]{1,32}[2-9][0-9]{2}[ .\-]{1,3}[0-9]{2}[ .\-]?[0-9]{2}\b"
        )
        yield Cue("area", r"\b(?:indicatif|area code|code regional)\b[a-z ':]{0,12}[2-9][0-9]{2}\b")
        yield Cue("lettered", r"\b[2-9lo][0-9oli][0-9oli][ .\-][0-9oli]{3}[ .\-][0-9oli]{4}\b")
        yield Cue("abroad", rf"\+[1-9](?:{SEPARATOR}{{0,2}}[0-9]){{7}}")
        yield Cue(
            "short",
            r"(?:au|a|at|tel|cell|number|numero|me|moi|text|call|phone|is)[ :.]{1,3}[2-9][0-9]{2}[ .\-][0-9]{4}\b",
        )

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each number once."""
        taken: list[tuple[int, int]] = []
        for sighting in sorted(_all(reading), key=lambda one: (one.start or 0, -(one.end or 0))):
            if sighting.start is None or sighting.end is None or (taken and sighting.start < taken[-1][1]):
                continue
            taken.append((sighting.start, sighting.end))
            yield held_if_own(reading, sighting)


def _all(reading: Reading) -> Iterator[Sighting]:
    text = reading.folded
    declared = _declared(reading)
    for match in islice(_ABROAD.finditer(text), _MOST):
        number = "+" + "".join(_DIGITS.findall(match.group().removeprefix("00")))
        if (
            not number.startswith("+1")
            and number[-10:] not in declared
            and _issued(number, lenient=match.group()[0] == "+")
        ):
            yield seen(match.start(), match.end(), 0.9, SHAPED)
    for match in islice(_FRENCH.finditer(text), _MOST):
        said = announced(text, match.start(), match.end(), _WORDS, 40)
        if said != "other" and not glued(text, match.start(), match.end()) and not _continues(text, match.end()):
            yield seen(match.start(), match.end(), 0.95 if said else 0.8, LABELLED if said else SHAPED)
    for row in islice(spoken(text), _MOST):
        digits = row.digits.removeprefix("1") if len(row.digits) == 11 else row.digits
        whole = len(digits) == 10 and (digits[:3] in _CANADA or row.words >= 9)
        named = len(digits) == 7 and (
            announced(text, row.start, row.end, _WORDS, 40) == "wanted" or _AREA.search(text, row.end, row.end + 40)
        )
        if (whole or named) and len(set(digits)) > 2:
            yield seen(row.start, row.end, 0.85, SHAPED)
    for match in islice(_PARTED.finditer(text), _MOST):
        if (match["area"] or match["after"]) in _CANADA:
            yield seen(*match.span(), 0.75, SHAPED)
    for match in islice(_LETTERED.finditer(text), _MOST):
        number = match.group().translate(str.maketrans("oli", "011"))
        if number != match.group() and number[:3] in _CANADA and sum(map(str.isdigit, match.group())) >= 6:
            yield seen(*match.span(), 0.8, SHAPED)
    place = found = tried = 0
    while found < _MOST and tried < _TRIED and (number_at := _NATIONAL.search(text, place)) is not None:
        confidence = _national(text, number_at, declared)
        start, end = number_at.span()
        if confidence:
            yield seen(
                start - (start > 0 and text[start - 1] == "("),
                end,
                confidence,
                LABELLED if confidence > 0.9 else SHAPED,
            )
            place = end
            found += 1
        else:
            tried += 1
            # A refused number may begin a group too early: try again from its next group.
            first = _DIGITS.match(text, start + (text[start] == "+"))
            place = first.end() if first else start + 1
    for match in islice(_SHORT.finditer(text), 5 * _MOST):
        if _SHORT_SAID.search(text, max(0, match.start() - 40), match.start()) or _AT_NAME.search(
            reading.original(max(0, match.start() - 24), match.start())
        ):
            yield seen(match.start(), match.end(), 0.75, LABELLED)


def _national(text: str, match: re.Match[str], declared: frozenset[str]) -> float:
    """How sure a number of ten digits (or eleven after 1) is one of North America; 0 when it is not."""
    groups = _DIGITS.findall(match.group())
    digits = "".join(groups)
    if len(digits) == 11:
        if len(groups[0]) == 1:
            groups = groups[1:]
        elif len(groups) == 1:
            groups = [groups[0][1:]]
        else:
            groups[0] = groups[0][1:]
        digits = digits[1:]
    start, end = match.span()
    if (
        digits[:3] in _FREE
        or digits in declared
        or (digits[3] in "01" and digits[3:6] != "555")
        or len(set(digits)) < 3
    ):
        return 0.0
    widths = tuple(map(len, groups))
    usual = widths in {(3, 3, 4), (3, 7), (6, 4), (3, 3, 2, 2), (3, 4, 3), (3, 5, 2)}
    one_by_one = max(widths) == 1
    if not usual and _digit_near(text, start, end):
        return 0.0
    if glued(text, start, end) or counts_something(text, start, end) or _GOES_ON.match(text, end):
        return 0.0
    said = announced(text, start, end, _WORDS, 25 if usual else 60)
    if said == "other" or not (usual or one_by_one or len(widths) == 1 or said == "wanted"):
        return 0.0
    if digits[:3] not in _CANADA and not _issued("+1" + digits):
        return 0.0
    if said == "wanted":
        return 0.95
    return 0.85 if usual else 0.7 if one_by_one else 0.55 if digits[:3] in _CANADA else 0.0


def _digit_near(text: str, start: int, end: int) -> bool:
    """Whether the number only looks cut out of a longer one: a digit stands one or two signs away."""
    return any(text[place].isdigit() for place in (start - 2, end + 1) if 0 <= place < len(text))


def _continues(text: str, end: int) -> bool:
    return end + 1 < len(text) and text[end] in " .-/" and text[end + 1].isdigit()


detector = Phone()
