"""Canadian bank account: institution (three digits), transit or branch (five), account (five to twelve).

Found in both usual orders (815-20118-3309471 on void cheques of caisses, 20118-815-3309471 in forms), with a known
institution; as the line of magnetic ink of a cheque; with each part announced («transit 20118, institution 815, folio
330947»); and as an account number alone after words such as «compte bancaire» or *chequing account*. There is no public
check digit: the institution's number and the shape stand for it. Source: Payments Canada, standard 006 and the list of
institution numbers (those of banks and cooperatives that serve the public).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, words
from balise.screening.detectors.identifiers._context import announced, announcing
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import SEPARATOR, digits_cue, glued, spread_cue
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_INSTITUTIONS = frozenset(
    (
        "001",
        "002",
        "003",
        "004",
        "006",
        "010",
        "016",
        "030",
        "039",
        "117",
        "127",
        "177",
        "219",
        "225",
        "240",
        "241",
        "242",
        "243",
        "245",
        "248",
        "250",
        "260",
        "269",
        "270",
        "275",
        "277",
        "290",
        "291",
        "292",
        "293",
        "294",
        "298",
        "301",
        "303",
        "304",
        "305",
        "307",
        "308",
        "309",
        "310",
        "311",
        "312",
        "313",
        "314",
        "315",
        "317",
        "318",
        "319",
        "320",
        "321",
        "322",
        "323",
        "326",
        "327",
        "328",
        "329",
        "330",
        "331",
        "332",
        "333",
        "334",
        "335",
        "336",
        "338",
        "339",
        "340",
        "342",
        "343",
        "345",
        "346",
        "347",
        "349",
        "352",
        "355",
        "358",
        "361",
        "362",
        "364",
        "365",
        "366",
        "367",
        "368",
        "370",
        "372",
        "374",
        "376",
        "378",
        "507",
        "509",
        "522",
        "532",
        "540",
        "548",
        "549",
        "551",
        "568",
        "570",
        "590",
        "604",
        "605",
        "606",
        "608",
        "614",
        "618",
        "621",
        "623",
        "626",
        "627",
        "630",
        "631",
        "633",
        "635",
        "637",
        "646",
        "809",
        "815",
        "819",
        "828",
        "829",
        "837",
        "839",
        "840",
        "842",
        "843",
        "844",
        "845",
        "846",
        "851",
        "853",
        "855",
        "858",
        "859",
        "862",
        "863",
        "865",
        "869",
        "879",
        "889",
        "890",
        "891",
        "899",
        "900",
    )
)
_ALL = (
    "compte bancaire",
    "comptes bancaires",
    "compte de banque",
    "compte en banque",
    "compte cheque",
    "compte cheques",
    "compte courant",
    "compte epargne",
    "compte d'epargne",
    "compte de depot",
    "no de compte",
    "numero de compte",
    "specimen de cheque",
    "specimen cheque",
    "cheque specimen",
    "depot direct",
    "virement",
    "folio",
    "transit",
    "numero d'institution",
    "no d'institution",
    "bank account",
    "bank acct",
    "chequing account",
    "checking account",
    "chequing",
    "checking",
    "savings account",
    "account number",
    "acct",
    "acct no",
    "account no",
    "account #",
    "acct #",
    "void cheque",
    "void check",
    "direct deposit",
    "routing number",
    "routing",
    "transit number",
    "branch number",
    "institution number",
    "desjardins",
    "caisse",
    "rbc",
    "bmo",
    "td bank",
    "cibc",
    "scotiabank",
    "tangerine",
    "banque",
    "bank",
    "cheque",
    "cheques",
    "compte",
    "account",
    "eft",
    "eop",
)
_MOST = 300
_WORDS = announcing(*_ALL)
_GAP = SEPARATOR.replace("[", "[\x80", 1)


def _digits(count: str) -> str:
    return rf"[0-9](?:{_GAP}?[0-9]){{{count}}}"


_SIGNS = rf"{_GAP}{{0,3}}"
_WRITTEN = lazy(
    rf"(?<![a-z0-9])(?<![0-9]{SEPARATOR})(?:"
    rf"(?P<first>[0-9]{{3}})(?P<a>{_GAP}{{1,3}})[0-9]{{5}}{_GAP}{{1,3}}[0-9]{{2,12}}(?:[ \-][0-9]{{1,5}}){{0,2}}"
    rf"|[0-9]{{5}}{_GAP}{{1,3}}(?P<second>[0-9]{{3}}){_GAP}{{1,3}}[0-9]{{2,12}}(?:[ \-][0-9]{{1,5}}){{0,2}}"
    rf"|(?P<eft>0[0-9]{{3}}){_SIGNS}[0-9]{{5}}{_GAP}{{1,3}}[0-9]{{5,12}}"
    rf")(?![a-z0-9])"
)
_ONE_BY_ONE = lazy(rf"(?<![a-z0-9])[0-9](?P<sign>{_GAP}{{0,3}})[0-9](?:(?P=sign)[0-9]){{11,18}}(?![a-z0-9])")
_LINK = r"(?:[ \n]{0,2}(?:number|numero|num|no|nr|n|de la succursale|de succursale|branch|is|was|est|c'est|le|la|the|du|:|#|=|,|\(|-|[.])){0,5}[ \n]{0,2}"
_ACCOUNT = r"[0-9](?:[ .\-/_]?[0-9]){4,11}"
_PARTS = lazy(
    rf"\b(?:transit|succursale|succ|branch|caisse){_LINK}(?P<transit>[0-9](?:{SEPARATOR}?[0-9]){{4}})\b(?![{{.,}}]?[0-9])"
    rf"|\b(?:institution|inst|banque|bank){_LINK}(?P<institution>[0-9](?:{SEPARATOR}?[0-9]){{2}})\b"
    rf"|\b(?:folio|compte|account|acct){_LINK}(?P<account>{_ACCOUNT})\b"
)
_PAIR = lazy(
    rf"(?<![0-9a-z])(?:(?P<before>[0-9]{{3}}){SEPARATOR}{{1,3}}[0-9]{{5}}|"
    rf"[0-9]{{5}}{SEPARATOR}{{1,3}}(?P<after>[0-9]{{3}}))(?![0-9a-z])"
)
_SAID = lazy(
    rf"\b(?:folio|(?:numero|no|n) de compte|compte|account(?: number)?|"
    rf"acct)[a-z' .\n]{{0,30}}(?:[:#(] ?)?(?P<account>{_ACCOUNT})"
    r"(?![a-z0-9])(?![.,][0-9])(?! ?(?:\$|dollars))"
)
_ALONE = lazy(
    r"\b(?:(?:compte|comptes) (?:bancaires?|de banque|en banque|(?:de )?cheques?(?: desjardins| rbc| bmo| td| cibc| bnc)?|courant|epargne|d'epargne|"
    r"desjardins|rbc|bmo|td|cibc)|folio|"
    r"(?:bank|chequing|checking|savings|rbc|bmo|td|cibc|scotiabank|tangerine|desjardins) (?:account|acct)s?)"
    rf"{_LINK}(?P<number>{_ACCOUNT})(?![a-z0-9])(?![.,][0-9])(?! ?(?:\$|dollars))"
)


class BankAccount(Identifier):
    """Institution, transit and account together, or an account that words announce."""

    id = "identifiers.bank-account"
    messages = told(
        (
            "Ce texte contient ce qui semble être un numéro de compte bancaire.",
            "Retirez-le et transmettez-le par un moyen privé à la personne qui en a besoin.",
        ),
        (
            "This text holds what looks like a bank account number.",
            "Remove it and send it privately to the person who needs it.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Long numbers in parts, and words for accounts."""
        yield Cue("parts", rf"\b[0-9]{{3,5}}{_GAP}{{1,3}}[0-9]{{3,5}}{_GAP}{{1,3}}[0-9]{{2}}")
        yield Cue("digits", digits_cue(13))
        yield Cue("spread", spread_cue(13))
        yield Cue("words", rf"\b(?:transit|folio|succursale|institution|inst|branch){_LINK}[0-9]")
        yield from words(
            "account",
            (
                "compte bancaire", "comptes bancaires", "compte de banque", "compte en banque", "compte cheque",
                "compte cheques", "compte courant",
                "compte epargne", "bank account", "bank acct", "chequing account", "checking account",
                "savings account", "account number",
                "numero de compte", "no de compte",
            ),
        )  # fmt: skip

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each account once."""
        text = reading.folded
        reached = 0
        for match in islice(_WRITTEN.finditer(text), _MOST):
            confidence = _confidence(text, match)
            if confidence:
                reached = match.end()
                yield seen(match.start(), match.end(), confidence, SHAPED)
        for match in islice(_ONE_BY_ONE.finditer(text), _MOST) if _WORDS.search(text) else ():
            digits = re.sub(r"[^0-9]", "", match.group())
            known = digits[:3] in _INSTITUTIONS or digits[5:8] in _INSTITUTIONS or digits[1:4] in _INSTITUTIONS
            if known and len(digits) >= 14 and announced(text, *match.span(), _WORDS) == "wanted":
                reached = match.end()
                yield seen(match.start(), match.end(), 0.9, LABELLED)
        if not reached:
            yield from _announced_parts(text)


def _confidence(text: str, match: re.Match[str]) -> float:
    """How sure a number in three parts is an account; 0 when it is not one."""
    said = announced(text, match.start(), match.end(), _WORDS)
    if said == "other" or glued(text, match.start(), match.end()):
        return 0.0
    if said == "wanted":
        return 0.95
    institution = match.group("first") or match.group("second")
    if institution not in _INSTITUTIONS or (" " in match.group() and "-" not in match.group()):
        return 0.0
    size = sum(character.isdigit() for character in match.group())
    return 0.65 if 13 <= size <= 20 and "." not in match.group() and "/" not in match.group() else 0.0


def _announced_parts(text: str) -> Iterator[Sighting]:
    """Parts that stand apart, each with its name; an account needs its transit or words for a bank account."""
    alone = [match.span("number") for match in _ALONE.finditer(text)]
    if alone:
        for place in alone:
            yield seen(*place, 0.85, LABELLED)
        return
    kinds = {kind for part in _PARTS.finditer(text) for kind, value in part.groupdict().items() if value}
    if any((pair["before"] or pair["after"]) in _INSTITUTIONS for pair in _PAIR.finditer(text)):
        kinds.add("transit")
    if "transit" in kinds:
        for match in _SAID.finditer(text):
            yield seen(*match.span("account"), 0.9, LABELLED)


detector = BankAccount()
