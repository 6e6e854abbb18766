"""The language of a short text, by its function words and letters.

Own and small because it stands on the path of every check: a statistical identifier costs 0.7 s to load, more than
the whole answer may take, and posts are nearly always French or English (docs/decisions/0004-language.md).
"""

from __future__ import annotations

import re

from balise.screening.patterns import lazy

_WORD = lazy(r"[a-zà-öø-ÿœæğışñßA-ZÀ-ÖØ-Þ]+(?:['’][a-zà-öø-ÿœæ]*)?", re.IGNORECASE)

_FUNCTION_WORDS = {
    "fr": """le la les l' un une des du de d' au aux et ou où que qu' qui quoi dont ne n' pas plus jamais rien je j' tu
        t' il elle on nous vous ils elles me m' te se s' ce c' cet cette ces ça ca mon ma mes ton ta tes son sa ses
        notre nos votre vos leur leurs est es suis sont était etait être etre avoir ai as a avons avez ont avait fait
        faire dit dans sur sous avec sans pour par chez vers entre mais donc car si très tres bien aussi comme
        quand tout tous toute toutes même meme encore déjà deja trop peu ici là voilà oui non merci bonjour salut
        bonsoir pis ben faque tsé pantoute moé toé icitte ai-je est-ce aujourd'hui peut peux veux va vais été ete
        quel quelle lequel puis après apres avant pendant depuis contre chaque autre mdr svp stp""",
    "en": """the a an of to in on at by for with from and or but not no nor is are was were be been being am i i'm
        i've i'll you you're your yours he she it it's its we we're our ours they they're their them me my mine him
        his her us this that these those there here what which who whom whose when where why how do does did done
        don't doesn't didn't can can't could will would won't should shall may might must have has had having if then
        than so as about into over under again just only very too also out up down more most some any all each every
        because while after before during without within thanks thank please hello hi yes let's get got go going""",
    "es": """el los las una unos unas del al y o pero que no es son está esta estoy muy más mas por para con sin como
        cuando donde yo tú usted nosotros ellos ellas mi mis su sus este esto eso gracias hola qué porque todo todos
        también tambien ya hay ser fue""",
    "pt": """o os um uma uns umas do da dos das no na nos nas e ou mas não nao é são está muito mais por para com sem
        como quando onde eu você nós eles elas meu minha seu sua isso este obrigado olá tudo também já foi""",
    "it": """il lo gli una uno del della dei delle al alla e o ma che non è sono sei molto più per con senza come quando
        dove io tu lui lei noi voi loro mio mia questo questa grazie ciao tutto anche già perché""",
    "de": """der die das den dem des ein eine einen und oder aber nicht ist sind war sehr mehr mit ohne für von zu im
        auf wie wenn wo ich du er sie wir ihr mein dein dieser danke hallo alles auch schon weil""",
}  # fmt: skip
_WEIGHTS: dict[str, list[tuple[str, float]]] = {}
for _language, _words in _FUNCTION_WORDS.items():
    for _word in _words.split():
        _WEIGHTS.setdefault(_word, []).append((_language, 1.0))
for _shared in _WEIGHTS.values():
    if len(_shared) > 1:
        _shared[:] = [(_name, 1.0 / len(_shared)) for _name, _ in _shared]

_FRENCH_LETTERS = lazy(r"[àâçèêëîïôûùœ]|é", re.IGNORECASE)
_FRENCH_SHAPES = lazy(r"(?:tion|ment|eux|euse|aient|ais|ait|ez|eau|aux|ille|oir|ée|és|ique|isme)$")
_ENGLISH_SHAPES = lazy(r"(?:ing|ness|ful|ship|ly|wh.+|.*ght|.*sh|.*ck|th.+|ed)$")
_ENOUGH, _ENOUGH_ELSEWHERE = 0.9, 1.9
"""One word tells French or English, which nearly all posts are in; two tell another language."""


def language_of(text: str) -> str:
    """``fr``, ``en``, another two-letter code, or ``und`` when the text does not tell.

    Reads at most the first 2,000 characters.
    """
    scores: dict[str, float] = {}
    sample = text[:2000]
    for match in _WORD.finditer(sample):
        word = match.group().lower().replace("’", "'")
        known = _WEIGHTS.get(word)
        if known is None and "'" in word:
            head, _, tail = word.partition("'")
            known = _WEIGHTS.get(head + "'") or _WEIGHTS.get(tail)
        if known:
            for language, weight in known:
                scores[language] = scores.get(language, 0.0) + weight
        elif len(word) > 3:
            if _FRENCH_SHAPES.search(word):
                scores["fr"] = scores.get("fr", 0.0) + 0.3
            elif _ENGLISH_SHAPES.match(word):
                scores["en"] = scores.get("en", 0.0) + 0.3
    accents = len(_FRENCH_LETTERS.findall(sample))
    if accents:
        scores["fr"] = scores.get("fr", 0.0) + min(1.5, 0.5 * accents)
    if not scores:
        return "und"
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    best, score = ranked[0]
    runner_up = ranked[1][1] if len(ranked) > 1 else 0.0
    if score < (_ENOUGH if best in {"fr", "en"} else _ENOUGH_ELSEWHERE) or score == runner_up:
        return "und"
    return best
