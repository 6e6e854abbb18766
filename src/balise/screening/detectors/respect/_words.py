"""What the detectors of respect tell one another about a text, and words that two languages or two spellings share."""

from __future__ import annotations

from balise.screening.reading import Reading

_ENGLISH_ONLY = frozenset(
    "retard retards tape mental dope creep ho ass tool fat git hack bum mutt sloth brat ape apes rat rats slope slopes spade spades bender mong bite punk nip nips coon coolie fruit fruits pansy queer trap traps bugger "
    "twit moron morons loser losers nerd nerds".split()
) - frozenset("twit moron morons loser losers nerd nerds rat rats punk mental queer".split())
"""English insults that are everyday French words: not read in French texts."""
_FRENCH_ONLY = frozenset(
    "con cons cave caves colon colons tata tarte pitre buse plaie tache taches moche gland timbre nouille gourde cloche dinde cruche limace cochon mouton cake tares tare naze toton nono gris jaune jaunes chocolat citron "
    "fif fifs bic bics pd pds fdp innocent innocents innocente pervers larve larves rat rats vicious thon thons tg ntm pede grosse gros minus nul vache triso bs".split()
) - frozenset("rat rats fdp pd ntm grosse".split())
"""French insults that are everyday English words: not read in English texts."""
_ACCENTED = frozenset(
    "tape tapes tapee tapees timbre timbres tare tares rate rates demeure demeures arriere arrieres degenere degeneres retarde retardes obsede obsedes illumine illumines cingle cingles detraque "
    "detraques pede bride brides vendu ringarde".split()
) - frozenset("pede vendu ringarde".split())
"""Words that insult only with their accents («demeuré», not «demeure»)."""


def foreign(reading: Reading, start: int, end: int) -> bool:
    """Whether a word insults in the other language only, or only when written with the accents it lacks here."""
    word = reading.folded[start:end]
    if word in _ENGLISH_ONLY and reading.language != "en":
        return True
    if word in _FRENCH_ONLY and reading.language == "en":
        return True
    return word in _ACCENTED and "é" not in reading.original(start, end).lower()


def remember(reading: Reading, kind: str, start: int, end: int) -> None:
    """Note that a stretch holds an attack of that kind, for detectors that run after this one."""
    seen = reading.memory.setdefault(f"respect.{kind}", [])
    if isinstance(seen, list):
        seen.append((start, end))


def _seen(reading: Reading, kind: str) -> list[tuple[int, int]]:
    seen = reading.memory.get(f"respect.{kind}", [])
    return seen if isinstance(seen, list) else []


def of_a_group(reading: Reading, place: int) -> bool:
    """Whether the words that stand at ``place`` are said of a whole group, which the detector of hate has seen: in the
    sentence of that finding or in the next one."""
    for start, end in _seen(reading, "group")[:40]:
        first = reading.sentence(start)
        second = reading.sentence(min(len(reading.folded), reading.sentence(max(start, end - 1)).end))
        if first.start <= place < second.end:
            return True
    return False


def beside_attack(reading: Reading, place: int) -> bool:
    """Whether an insult or hate stands in the same sentence."""
    sentence = reading.sentence(place)
    return any(
        sentence.start <= start < sentence.end
        for kind in ("insult", "hate", "group")
        for start, _ in _seen(reading, kind)[:60]
    )
