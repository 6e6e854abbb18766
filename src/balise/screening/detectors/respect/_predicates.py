"""What is said of a group of people, read word by word: degrading nouns and adjectives after «sont», degrading verbs.

Word by word rather than by one expression, because the lists hold two thousand predicates: a look-up costs the same
for any number of them, and reading stays linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from balise.screening.patterns import lazy
from balise.screening.reading import Reading, Word
from balise.screening.word_lists import terms

_PIECES = lazy(r"[a-z0-9\x80]+(?:'(?=[a-z]))?")
_STOP = lazy(r"[.;!?()\n\"]")

_COPULAS = frozenset(
    "c cest est sont etait etaient sera seront serait seraient reste restent resteront etes es are is was were r be re being been devient deviennent become "
    "semblent paraissent seem look equal equals".split()
)
_NEGATORS = frozenset(
    "ne n' pas jamais aucun aucune aucunement ni plus not never no none nobody don' doesn' didn' aren' isn' wasn' weren' won' "
    "wouldn' can' cannot couldn' shouldn' hardly pantoute nullement".split()
)
_FILLERS = frozenset(
    "tous toutes tout toute vraiment tellement trop tres si juste simplement bien encore toujours souvent generalement naturellement biologiquement genetiquement "
    "intrinsequement fondamentalement presque comme pratiquement quasi litteralement absolument completement totalement egalement clairement evidemment et par nature un une des de "
    "d' les la le l' qu' que rien plein ben pas-mal donc nes nees hyper super ultra grave franchement plutot assez majoritairement seulement vrais vraies vrai vraie gros grosses gros sales sale "
    "petits petites pires pire putain bande gang tas c' ce ces notre nos leur leurs autant autre chose aussi surement aujourd' hui "
    "rien-que vu always all a an the just so very really totally completely absolutely literally basically simply only always often usually mostly naturally inherently genetically biologically nothing but "
    "fucking damn bloody such like little dirty filthy lazy stupid lying disgusting worthless big bunch of pack our truly pure both more most less clearly obviously actually kind sort too quite complete total utter and still "
    "born plain probably dumb ugly nasty smelly horrible evil sick vile pathetic".split()
)
_NO_GUESS = frozenset(
    "called accused seen treated portrayed considered viewed labelled labeled branded victims victimes victime against contre about by de d' of for pour traites traitees vus vues percus accuses "
    "accusees appeles appelees consideres worried afraid scared protected concerned inquiets proteges tannes tired fighting facing dealing pas not mieux better more less plus surrounded "
    "entoures dans in with avec at to not sur on from sans without who qui that where".split()
)
_DIGNITY = (
    "vrai monde", "du vrai monde", "du monde", "un vrai couple", "humain", "humains", "humaines", "humaine", "human", "humans", "people", "person", "persons", "a real", "real", "real women", "real men", "vrais", "vraies", "des vrais", "des vraies",
    "de vrais", "de vraies", "de vrai", "une vraie", "un vrai", "des humains", "des etres humains", "des personnes", "welcome", "bienvenus", "bienvenues", "normal", "normaux", "normales", "egaux",
    "egales", "equal", "equals", "civilises", "civilized", "intelligent", "intelligents", "intelligentes", "smart", "capable", "capables", "digne", "dignes", "worthy", "chez eux", "naturel", "natural",
    "like us", "comme nous", "des notres", "one of us", "propres", "clean", "fiables", "honnetes", "faites pour", "faits pour", "meant to", "fit to", "compatibles", "wanted", "our equals", "nos egaux",
)  # fmt: skip
_BENIGN = lazy(
    r"\A[ ,]*(?:d'|de |a |to |be |get |have to |avoir a |etre |pas |a etre |d'etre |to be |to have to |feel |se sentir )*(?:discrimin|victim|cible|target|insult|attaqu|attack|abus|harcel|harass|kill|tue|mepris|humili|treated (?:like|as|this|that|badly|differently|unfairly|with)|"
    r"traite|juge|judg|subi|suffer|souffrir|craindre|fear|afraid|peur|honte|ashamed|sham|cacher|hide|payer|pay|excus|apolog|justif|force|oblig|mocked|bullied|intimid|hate|detest|ignor|exclu|reject|rejet|"
    r"silenc|endure|face|put up|worry|inquiet|stigmatis|stereotyp|reduc?i|denied|prive|this|that|such|cela|ca\b|ce (?:traitement|genre|mepris)|cette|any of|these|hurt|harm|beaten|battu|raped|viole|dying|mourir de|"
    r"marginali[sz]|left|laisse|oubli|forgotten|dehumani[sz]|deshumanis|underestim|sous-estim|paid less|payees? moins|choisir|choose|travailler gratuitement|hit|frapp|menac|threaten|trembl|pleur|cry\b|crying|fuir|flee|run away|supplier|beg\b|vivre (?:dans|avec|a l'ecart)|live (?:in|apart)|confus|confond|considered a? ?threat|consider(?:es|ed)? comme|blam)"
)
_BAD_PLACE = lazy(
    r"[ ,]*(?:dans|en|in|on|au|a la|behind|derriere|at|under|sous) (?:des?|une?|les?|la|the|a|an|some)? ?(?:cages?|prisons?|poubelles?|ordures|zoo|fosse|trash|garbage|jail|bin|street|rue|camps?|ghettos?|gutter|caniveau|mud|boue|fond|bottom|margins?|marges?)\b"
)
"""«N'ont pas leur place dans une cage»: what is denied is the harm."""
_RIGHTS = lazy(r"(?:devraient|should|shouldn|meritent|deserve|must|need|doivent|ought|n'ont|no place)")
_WEAK = frozenset(
    "malade malades sick fous folles crazy violent violents violente mauvais mauvaises laid laids cheap honte problem probleme danger sales faux objet inutile greves ridicules".split()
)


class Said(NamedTuple):
    """A predicate that degrades: its place, and how surely."""

    start: int
    end: int
    confidence: float


def _both_numbers(nouns: Sequence[str]) -> tuple[str, ...]:
    """The nouns, singular and plural."""
    return (
        *nouns,
        *(noun[:-1] if noun.endswith("s") else f"{noun}s" for noun in nouns if " " not in noun and len(noun) > 4),
    )


@cache
def _tables() -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """Predicates by kind and first word, longest first, as tuples of words."""
    tables: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
    lists = {
        "is": (
            *_both_numbers(terms("predicates", "nouns")),
            *terms("predicates", "adjectives"),
            *(term for term in terms("insults", "strong", "person") if " " not in term),
        ),
        "does": terms("predicates", "verbs"),
        "lacks": _DIGNITY,
    }
    for kind, listed in lists.items():
        table: dict[str, list[tuple[str, ...]]] = {}
        for term in listed:
            pieces = tuple(_PIECES.findall(term))
            if pieces:
                table.setdefault(pieces[0], []).append(pieces)
        tables[kind] = {first: tuple(sorted(found, key=len, reverse=True)) for first, found in table.items()}
    return tables


def _match(kind: str, words: Sequence[Word], index: int) -> int:
    """How many words from ``index`` make a predicate of that kind; 0 for none."""
    for pieces in _tables()[kind].get(words[index].text, ()):
        size = len(pieces)
        if index + size <= len(words) and all(words[index + k].text == pieces[k] for k in range(1, size)):
            return size
    return 0


def said_after(reading: Reading, place: int, most: int = 7) -> Said | None:
    """The degrading predicate whose subject ends at ``place``, if the clause goes on with one.

    At most ``most`` words may stand between; a negation that bears on the predicate ends the search.
    """
    words = reading.words_after(place, most + 14)
    folded = reading.folded
    end = place
    for index, word in enumerate(words[:most]):
        between = folded[end : word.start]
        if _STOP.search(between):
            return None
        if "=" in between or (":" in between and index == 0):
            found = _degraded(words, index)
            if found:
                return found
        size = _match("does", words, index)
        if size:
            last = words[index + size - 1]
            first_words = folded[word.start : last.end]
            may_be_benign = _RIGHTS.match(first_words) or word.text in _NEGATORS
            # «ne devraient pas être insultées»: the last word of the predicate may itself start what is benign.
            from_last = size > 2 and last.text in {"this", "that"}
            if may_be_benign and (
                _BENIGN.match(folded[last.end : last.end + 60])
                or (from_last and _BENIGN.match(" " + folded[last.start : last.end + 40]))
            ):
                return None
            if may_be_benign and _BAD_PLACE.match(folded, last.end, last.end + 60):
                return None
            return Said(word.start, last.end, 0.85)
        restrictive = (
            word.text in {"ne", "n'"}
            and index + 2 < len(words)
            and words[index + 1].text in _COPULAS
            and words[index + 2].text in {"que", "qu'", "rien"}
        )
        if restrictive:
            return _degraded(words, index + 2)
        if word.text in _NEGATORS:
            ahead = index + 1
            if word.text in {"ne", "n'"} and ahead < len(words) and words[ahead].text in _COPULAS:
                ahead += 1
            return _undignified(words, index, ahead)
        if word.text in _COPULAS or (word.text in {"tous", "toutes", "all"} and index < 2):
            return _degraded(words, index + 1) or (_undignified_after(words, index + 1))
        end = word.end
    return None


def _degraded(words: Sequence[Word], index: int) -> Said | None:
    """The degrading noun or adjective that ``index`` or the fillers after it lead to."""
    guesses = 1
    for place in range(index, min(index + 8, len(words))):
        if place > index and words[place].start - words[place - 1].end > 3:
            return None
        size = _match("is", words, place)
        if size:
            last = words[place + size - 1]
            weak = size == 1 and words[place].text in _WEAK
            return Said(words[place].start, last.end, 0.45 if weak else 0.85)
        text = words[place].text
        if text in _NEGATORS and not (text == "plus" and place > index):
            return None
        if text not in _FILLERS:
            if not guesses or text in _NO_GUESS:
                return None
            guesses -= 1
    return None


def _undignified_after(words: Sequence[Word], index: int) -> Said | None:
    if index < len(words) and words[index].text in _NEGATORS:
        return _undignified(words, index, index + 1)
    return None


def _undignified(words: Sequence[Word], first: int, index: int) -> Said | None:
    """«(Ne sont) pas humains», *(are) not real women*: a negation that takes a dignity away."""
    for place in range(index, min(index + 5, len(words))):
        size = _match("lacks", words, place)
        if size:
            return Said(words[first].start, words[place + size - 1].end, 0.75)
        if words[place].text not in _FILLERS and words[place].text not in {"pas", "meme", "even", "t", "jamais"}:
            return None
    return None


def noun_after(reading: Reading, place: int) -> Said | None:
    """A degrading plural noun right after the group's name used as an adjective (*muslim scum*)."""
    words = reading.words_after(place, 2)
    if words and words[0].start - place == 1 and words[0].text in _AFTER_ADJECTIVE:
        return Said(words[0].start, words[0].end, 0.8)
    return None


_AFTER_ADJECTIVE = frozenset(
    "scum vermin filth pigs rats freak freaks whore whores bitch bitches slut sluts parasite parasites savage savages subhumans cunt cunts bastard bastards fucks fuck fuckers trash "
    "invaders thugs thieves rapists criminals terrorists pedos pedophiles perverts retards monkeys apes cockroaches degenerates fanatics invasion plague disease infestation leeches shit shits swine assholes idiots morons losers".split()
)
