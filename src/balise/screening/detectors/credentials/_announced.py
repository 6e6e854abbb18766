"""The value that follows the announcement of a secret: «le mot de passe est …», *password:* …, «clé du wifi …».

A *strong* value mixes letters with digits or signs and needs no more than to stand near. A *weak* one (a plain word)
needs a colon or «est» right before it and the end of the clause right after it, and must not be what people say of
passwords in general («oublié», *expired*).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from balise.screening.detectors.credentials._secret import placeholder, trimmed
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_REACH = 110


class Value(NamedTuple):
    """A value in folded offsets, and how sure it is one."""

    start: int
    end: int
    confidence: float


_SIGN = r"(?:=+>|-+>|:+=?|=+|\x81)"
_BETWEEN = r"[a-z0-9' ,()/\-\"]"
_COPULA = (
    r"(?:c'est|c est|cest|est|is|was|set to|reset to|changed to|change pour|sera|etait|sont|are|reste|remains|became|been|devient|'s|set to|changed to|change "
    r"pour|mis a|will be|would be|"
    r"serait|says?|dit|now|maintenant|toujours|still|simplement|juste|just|tape[rz]?|type|enter|entre[rz]?|use|"
    r"utilise[rz]?|essaie|essaye[rz]?|try)"
)
_TOKEN = r"(?:\"(?P<quoted>[^\"\n]{3,64})\"|'(?P<single>[^'\n]{3,64})'|(?P<plain>[^ \n]{3,80}))"
_AFTER_SIGN = lazy(rf"(?P<words>{_BETWEEN}{{0,60}}?) ?{_SIGN} ?{_TOKEN}")
_AFTER_COPULA = lazy(rf"(?P<words>{_BETWEEN}{{0,50}}?)(?:^| |\"){_COPULA}(?: {_COPULA})?(?: ?: ?| ){_TOKEN}")
_ROW = lazy(
    r"[a-z' ]{0,30}[ :=]{1,2}(?P<value>[0-9]{8,20}|[0-9]{3,5}(?: [0-9]{3,5}){1,3})(?![0-9a-z$%]| (?:\$|%|fois|times|"
    r"users|usagers))"
)
_RUN = lazy(r"[^ \n]+")
_QUOTE_NEAR = lazy(r"[a-z0-9' ,?:]{0,40}\"(?P<quoted>[^\"\n ]{4,64})\"")
_DESCRIBED = lazy(
    r"[a-z0-9', ]{0,40}?(?:c'est |est |is |was |= ?|: ?|\? ?)(?:juste |just |simplement |toujours |always |still |encore )?(?:last [0-9] |the |my |our |your |his |her |their |last |first |le |la |l'|les "
    r"|mon |ma |mes |son |sa |notre |leur )"
    r"[a-z0-9' ]{0,30}(?:name|names|nom|noms|prenom|birthday|birthdate|fete|initials|initiales|chiffres|digits|four|phone|fixe|telephone|cell|plaque|plate|anniversaire|naissance|date|annee|year|"
    r"chien|chat|chienne|dog|cat|ville|city|street|rue|"
    r"adresse|address|sin|nas|card|carte|account|compte|zip|code postal|postal code|band|team|equipe|song|word|mot)\b"
)
_STRONG_NEAR = lazy(r"(?<![a-z0-9])(?P<value>[a-z]{3,20}[0-9]{2,8}[!?$#*]?)(?![a-z0-9])")
_PHRASE = lazy(r"[a-z0-9' ,?:]{0,40}\"(?P<value>[^\"\n]{8,64})\"")
_ASKED = lazy(r"[a-z' ]{0,24}\? ?\"?(?P<value>[a-z0-9]{6,40})\"?(?:[.]|\Z)")
_APPLICATION = lazy(
    r".{0,16}\bapp(?:lication)?(?: password| mot de passe)?s?[ :=]{1,3}(?P<value>[a-z]{4}(?: [a-z]{4}){3})(?![a-z])"
)
_TOGETHER = lazy(
    r"[a-z' ]{0,24}[ ,:(]{1,3}(?:tout |all |en |in )?(?:attache|colle|en un mot|un mot|un seul mot|one word|minuscules|lowercase|lower case|sans espaces?|no spaces?)[ ,:)]{1,3}"
    r"(?:c'est |is |it's )?(?P<value>[a-z0-9][a-z0-9_\-]{4,40})(?=[.,;!)\n]|\Z)"
)
_ASIDE = lazy(r",[^,]*[a-z]{3}")
_PLURAL = lazy(r"\b(?:mots de passes?|passwords|mdps|codes)\Z")
_ELSEWHERE = lazy(r"\b(?:mais|but|et|and|pis|que|qui|because|car|donc|so|quand|when|si|if|or|ou|sans|without)\b")
_COUNT = r"(?:[2-9]|1[0-2]|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|two|three|four|five|seven|eight|nine|ten|twelve)"
_REPEATED = lazy(
    rf"[a-z', ]{{0,40}}?[:?,]? ?(?P<value>{_COUNT} (?:fois|times) (?:le |la |the )?(?:chiffre|lettre|mot|digit|letter|number|word|nombre)[a-z0-9 ]{{0,12}}|"
    rf"all (?:zeros|zeroes|ones|twos|threes|fours|fives|sixes|sevens|eights|nines|[0-9]'?s)(?:,? {_COUNT} of (?:them|em))?|"
    rf"(?:que|juste|seulement|tout) (?:des|de) (?:zeros|uns|[0-9])(?![0-9])|{_COUNT} (?:zeros|zeroes)(?![a-z])|[0-9],? {_COUNT} (?:fois|times)(?! (?:par|a|per|de suite|deja)))"
)
_FIGURE = lazy(
    r"\b(?:heart|coeur|bonheur|happiness|succes|success|reussite|paradis|heaven|du jour|of the day|de la semaine|of the week|life|la vie)\b"
)
_COMPOUND = lazy(
    r" ?(?:fatigue|rules?|requirements?|manager|policy|reset|security|strength|field|box|length|change|prompt|page|hint|thing|"
    r"situation|sharing|habits?|problems?|issue|day|rotation|recovery|protection|list|book|notebook|game)\b"
)
_BARE = lazy(r" (?P<to>to )?[\"']?(?P<value>[a-z0-9][^ \n]{2,64})")
_CHANGED = lazy(
    r"\b(?:set|reset|changed|switched|put|made|mis|change|remis|modifie|mettre|changer|switch) (?:[a-z']{1,12} ){0,6}[a-z ']{4,24}$"
)
_NAMED_ACCOUNT = lazy(
    r"\b(?:ssh|sftp|ftp|wi-?fi|network|reseau|ssid|user(?:name)?|usager|utilisateur|identifiant|login|log in|admin|guest|invites?|session|compte|account)"
    r"(?: (?:name|nom|est|is|:))?[ :=]{1,3}\"?[a-z0-9][^ \n]{1,30}[ ,;/\"\n]{1,4}(?:(?:et|and|with|avec) )?(?:(?:the|le|un|a) )?[a-z ']{2,16}$"
)
_TYPED = lazy(
    r"\b(?:utilise[rz]?|utilisais|use|using|used|avec|with|entre|mets|tape|type|try|essaie)\b[^.!?\n]{0,70}\Z"
)
_JOINED = lazy(r"[A-Z][a-zà-ÿ]{2,}(?:[\-_.][A-Z][a-zà-ÿ]{2,})+\Z")
_YEAR = lazy(r"\b[0-9]{2,8}\b")
SPELLED = lazy(
    r"[ ,]{1,2}\(?(?:tout |all )?(?:avec (?:un|une|des|deux|le|la)|en (?:un mot|majuscules?|minuscules?)|attache|colle|"
    r"suivi|plus|with (?:a|an|the|two|no)|in (?:caps|lowercase|uppercase|"
    r"all)|all (?:caps|lower|one)|lowercase|uppercase|one word|followed by|and then|no spaces?|sans espaces?|"
    r"majuscule|minuscule|capital)"
)
_CLAUSE_END = lazy(
    r"[\"')\]]*(?:\Z|[.!?,;)\n\x82]| [/|\-] |\n| (?:pis|et|puis|and|then|pour|for|si|if|mais|but|merci|thanks|svp|"
    r"stp|lol|haha|au cas|copie|dedans)\b)"
)
_STOP = lazy(
    r"(?:oublie[es]*|perdue?s?|forgotten|forgot|lost|trop|too|very|tres|pas|not|plus|jamais|never|wrong|incorrecte?|"
    r"invalide?|invalid|refuse[e]?|rejected|mauvais[e]?|"
    r"bad|good|bon(?:ne)?|expire[sde]*|change[sdre]*|changer|reset|required|requise?|obligatoire|necessary|"
    r"necessaire|important[e]?|secret|secrete|prive[e]?|private|"
    r"safe|secure|securitaire|strong|weak|fort[e]?|faible|long(?:ue)?|short|court[e]?|simple|complique[e]?|facile|"
    r"easy|hard|difficile|complex[e]?|unique|same|meme|"
    r"le|la|les|l'[a-z]+|un|une|des|du|de|d'[a-z]+|au|aux|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|votre|leur|ce|cette|"
    r"ca|cela|celui|qui|que|quoi|the|a|an|my|your|his|her|our|their|its|"
    r"this|that|it|what|which|who|where|when|how|why|comment|pourquoi|ou|quand|in|on|at|to|for|with|dans|sur|sous|en|"
    r"avec|pour|par|chez|written|ecrit[e]?|note[e]?|"
    r"affiche[e]?|posted|stored|encrypted|chiffre[e]?|hashed|hache[e]?|protected|protege[e]?|blocked|bloque[e]?|"
    r"locked|disabled|desactive[e]?|enabled|active[e]?|sent|envoye[e]?|"
    r"asked|demande[e]?|needed|missing|manquant|vide|empty|blank|unknown|inconnu[e]?|visible|ici|here|there|la-bas|"
    r"personnel(?:le)?|personal|confidentiel(?:le)?|"
    r"confidential|temporaire|temporary|provisoire|choisissez|choisis|choose|pick|use|utilisez|utilise|ne|n'[a-z]+|"
    r"don'?t|do|doit|doivent|must|should|can|can't|peut|peux|"
    r"faut|il|elle|on|je|j'[a-z]+|tu|nous|vous|ils|elles|i|i'[a-z]+|you|we|they|he|she|no|non|oui|yes|ok|okay|super|"
    r"really|vraiment|deja|already|encore|again|always|toujours|"
    r"bien|well|parfait|perfect|garbage|useless|inutile|ridicule|ridiculous|annoying|fatigant|plate|stupid[e]?|"
    r"correct[e]?|accepte[e]?|accepted|valid[e]?|working|broken|"
    r"brise[e]?|normal[e]?|drole|weird|bizarre|fou|folle|crazy|real|reel|vrai|fake|faux|funny|cute|lame|fine|nice|cool|great|awful|terrible|awesome|available|case|sensitive|sensible|ok|different[e]?|autre|other|unchanged|default|defaut|dead|mort[es]?|gone|back|muscle|everything|tout|"
    r"rien|nothing|something|quelque|anything|mots?|words?|"
    r"passwords?|passphrases?|code|codes|wifi|wi-fi|compte|account|suivant|follows?|below|above|dessous|dessus|"
    r"attached|joint|partout|everywhere|being|going|about|"
    r"combien|how|est|c'est|is|was|are|et|and|or|mais|but|si|if|vraiment|hyper|ultra|super|genre|comme|like|another|"
    r"still|just|juste|hors|service|down|slow|lent|quatre|four|trois|three|deux|two)\Z"
)
_ENGLISH_ADJECTIVE = lazy(r"[a-z]+(?:ed|ing|ful|less|ous|able|ible|ly)\Z")
_ORDINARY = lazy(
    r"(?:[0-9]{1,4}(?:e|er|re|eme|ieme|h|h[0-9]{2}|min|s|x|k|mo|go|to|gb|mb|tb|ghz|mhz|fois|ans|th|st|nd|rd|am|pm|\$|"
    r"%|days?|times?|jours?|caracteres?|characters?|-?digits?|chiffres?)|"
    r"(?:wpa|wep|ipv|md|sha|win|windows|office|o|iphone|s|a|i|galaxy|ps|xbox|mac|macos|ios|android|usb|tls|ssl|http|"
    r"oauth|base|utf|python|ubuntu|latitude|thinkpad|rtx|gtx|hp|c|m|covid|mp|"
    r"web|log|top|2fa|mfa|fa|g|h)-?[0-9]{1,4}[a-z]?|[0-9]fa|2-factor|2-step|[0-9]{1,2}-[0-9]{1,2}|"
    r"(?:[a-z]{1,12}[/])+[a-z]{1,12}|[a-z]{1,4}[0-9]{1,2}|[0-9]{1,3}[a-z]{1,10}|[#@][a-z0-9_]+|"
    r"[a-z]+['’][a-z]+|[a-z]+(?:[.\-·(][a-z]+\)?)+|https?:.*|www\..*|[^@]+@[a-z0-9\-]+\.[a-z.]+|\*+|"
    r"[a-z]+[!?.,;:*\x82\x81]+|[0-9][0-9:.,/\-]*)\Z"
)
_TOOL = lazy(
    r"[ \-](?:protected|managers?|vaults?|generators?|hygiene|policy|policies|strength|keepers?|hash(?:es)?|spray(?:ing)?|"
    r"cracking)\b"
)
_NONE_BEFORE = lazy(r"\b(?:no|without(?: an?)?|sans|pas de|aucun|without any) (?:[a-z ]{2,16} )?[a-z2]{2,14}\Z")
_TOOL_BEFORE = lazy(r"\b(?:gestionnaires?|generateurs?|coffre-?forts?|politique|hygiene) (?:de |d'|des )?[a-z ]{4,20}$")
_ADVICE_NEAR = lazy(
    r"\b(?:comme|like|such as|genre|e\.g\.|ex\.?|par exemple|for example|exemple|example|style|instead of|au lieu de|"
    r"plutot que|rather than) ?[:,]? ?[\"'(]?$"
)
ADVICE = lazy(
    r"\b(?:(?:people|everyone|everybody|le monde|les gens|half of you) (?:still |encore )?(?:use|utilisent?|mettent|met)|evite[rz]?|avoid|never use|n'utilise[rz]?|jamais (?:utiliser|mettre|choisir)|pires? mots? de passe|worst "
    r"passwords?|mots de passe les plus|most common password|"
    r"que tout le monde|that everyone|everybody uses|not an? (?:very )?(?:strong|good|secure|safe|real)|(?:est|n'est|c'est) pas (?:un |ben |tres )?(?:bon|fort|solide)|"
    r"(?:mot de passe|password) (?:le )?(?:plus|most)|(?:le )?plus (?:utilise|courant|populaire|repandu)e?s?|"
    r"most (?:used|popular|common)|(?:mauvais|faible) mot de passe|(?:weak|bad|terrible) password|au lieu de|bon exemple|good example|par exemple|"
    r"for example|mot de passe (?:du style|comme|genre)|passwords? like)\b"
)
_NOT_VALUE_BEFORE = lazy(
    r"\b(?:pour|for|du|de|d'|account|compte|user|username|utilisateur|usager|avec|with|of|on|sur|by|par|since|depuis|"
    r"modele|model|version|poste|order|commande) (?:le |la |l'|the |my |mon )?$"
)


def strong(folded: str, written: str) -> bool:
    """Whether a value mixes letters with digits or signs as a password does and no ordinary word of a text does."""
    if len(folded) < 5 or _ORDINARY.match(folded) or placeholder(folded):
        return False
    letters = sum(character.isalpha() for character in folded)
    digits = sum(character.isdigit() for character in folded)
    signs = sum(character in "!@#$%&*_+~^=?<>|" for character in folded[:-1])
    if letters and digits:
        return len(folded) >= 6 or signs > 0
    if letters and signs:
        return len(folded) >= 6
    inner = written[1:]
    return (
        len(folded) >= 8
        and inner != inner.lower()
        and inner != inner.upper()
        and "-" not in written
        and "'" not in folded
    )


def ordinary_word(value: str) -> bool:
    """Whether a value is one of the words that people use about passwords in general."""
    return _STOP.match(value) is not None or value in {"password", "motdepasse", "mdp", "pass"}


def value_after(reading: Reading, label: int, *, codes: bool = False) -> Value | None:
    """The value announced by the label that ends at ``label``; ``codes`` also takes rows of digits."""
    text = reading.folded
    last = min(len(text), label + _REACH)
    blank = text.find("\n\n", label, last)
    last = blank if blank > 0 else last
    if _NONE_BEFORE.search(text, max(0, label - 30), label):
        return None
    if _TOOL.match(text, label) or _TOOL_BEFORE.search(text, max(0, label - 50), label):
        return None
    if ADVICE.search(text, max(reading.sentence(label - 1).start, label - 80), last):
        return None
    together = _TOGETHER.match(text, label, last)
    if together is not None and not _STOP.match(together["value"]) and not placeholder(together["value"]):
        return Value(*together.span("value"), 0.8)
    phrase = (
        _PHRASE.match(text, label, last)
        or _ASKED.match(text, label, last)
        or _APPLICATION.match(text, label - 16, last)
    )
    if phrase is not None and phrase.start("value") >= label and _fits(text, label, phrase):
        return Value(*phrase.span("value"), 0.75)
    for pattern, exact in ((_AFTER_SIGN, True), (_AFTER_COPULA, True), (_QUOTE_NEAR, False)):
        match = pattern.match(text, label, last)
        found = _judge(reading, match, exact=exact, codes=codes) if match else None
        if found is not None:
            return found
    if codes:
        match = _ROW.match(text, label, last)
        if match:
            return Value(match.start("value"), match.end("value"), 0.85)
    return _near(reading, label, last) or told_in_words(reading, label, last) or _given(reading, label, last)


def _given(reading: Reading, label: int, last: int) -> Value | None:
    """A plain word right after the label, or after «to»: where an account or a network is named before, or a verb gave it."""
    text = reading.folded
    match = _BARE.match(text, label, last)
    if match is None:
        return None
    start, end = trimmed(reading, *match.span("value"))
    value = text[start:end]
    before = text[max(0, label - 75) : label]
    fine = _CHANGED.search(before) if match["to"] else _NAMED_ACCOUNT.search(before)
    if not fine and _TYPED.search(before):
        fine = _JOINED.match(reading.original(start, end))
    if (
        not fine
        or not (_wordlike(value) or value.isdigit())
        or len(value) < (4 if match["to"] else 3)
        or placeholder(value)
    ):
        return None
    if _STOP.match(value) or not (match["to"] or _CLAUSE_END.match(text, end)):
        return None
    return Value(start, end, 0.7)


def _fits(text: str, label: int, match: re.Match[str]) -> bool:
    """Whether a pass phrase in quotes, a bare answer or the password of an application is one."""
    if _PHRASE.made(match):
        return "phrase" in text[max(0, label - 18) : label] and not placeholder(match["value"])
    return _APPLICATION.made(match) or _STOP.match(match["value"]) is None


def told_in_words(reading: Reading, label: int, last: int) -> Value | None:
    """A password told by what it is made of: «le nom du chien, Biscuit, et 2016», «4 fois le chiffre 7»."""
    text = reading.folded
    repeated = _REPEATED.match(text, label, last)
    if repeated is not None:
        return Value(*repeated.span("value"), 0.75)
    described = _DESCRIBED.match(text, label, last)
    if described is not None:
        end = min(reading.sentence(described.end() - 1).end, last)
        telling = _YEAR.search(text, described.end(), min(end, described.end() + 60))
        strong_one = telling is None and _STRONG_NEAR.search(text, described.end(), min(end, described.end() + 60))
        if strong_one:
            return Value(*strong_one.span("value"), 0.8)
        if telling:
            start = label + len(described.group()) - len(described.group().lstrip())
            return Value(start, telling.end(), 0.8)
    return None


def _judge(reading: Reading, match: re.Match[str], *, exact: bool, codes: bool) -> Value | None:
    text = reading.folded
    name = match.lastgroup or "plain"
    start, end = match.span(name)
    quoted = name in {"quoted", "single"}
    if not quoted:
        start, end = trimmed(reading, start, end)
        if "," in text[start:end] and text[end : end + 1] == " ":
            end = start + text[start:end].index(",")
    value = text[start:end]
    if len(value) < 3 or (placeholder(value) and not (exact and value.isdigit())):
        return None
    if _ADVICE_NEAR.search(text[max(0, start - 24) : start]):
        return None
    if strong(value, reading.original(start, end)):
        return Value(start, end, 0.95)
    if value.isdigit() and exact:
        return Value(start, end, 0.9) if len(value) >= (3 if codes else 4) and not _COUNTED.match(text, end) else None
    if quoted:
        return Value(start, end, 0.85) if not _STOP.match(value) else None
    if not exact or not _wordlike(value) or _STOP.match(value) or _FIGURE.search(match["words"]):
        return None
    if _AFTER_COPULA.made(match) and (
        _COMPOUND.match(match["words"])
        or (_ASIDE.search(match["words"]) or match["words"].count(" ") > 6 or _ELSEWHERE.search(match["words"]))
    ):
        return None
    if _PLURAL.search(text, max(0, match.start() - 16), match.start()):
        return None
    if SPELLED.match(text, end):
        return Value(start, end, 0.85)
    written = reading.original(start, end)
    if (
        not _CLAUSE_END.match(text, end)
        or _ENGLISH_ADJECTIVE.match(value)
        or written.endswith(("é", "ée", "és", "ées"))
    ):
        return None
    return Value(start, end, 0.7 if len(value) >= 4 else 0.4)


_COUNTED = lazy(
    r" ?(?:\$|%|caracteres?|characters?|chiffres?|digits?|fois|times|jours?|days|minutes?|ans|years|lettres?|letters)"
)
_WORDLIKE = lazy(r"[a-z0-9]+(?:[\-_.][a-z0-9]+)*[!?]*\Z|[a-z]'[a-z0-9]{4,}\Z")


def _wordlike(value: str) -> bool:
    return _WORDLIKE.match(value) is not None


def _near(reading: Reading, label: int, last: int) -> Value | None:
    """A strong value among the next few words of the sentence."""
    text = reading.folded
    stop = min(last, label + 90)
    for count, match in enumerate(_RUN.finditer(text, label, stop)):
        if count > 7 or (match.end() == stop < len(text) and text[stop] not in " \n"):
            return None
        start, end = trimmed(reading, *match.span())
        before = text[max(0, start - 24) : start]
        if (
            start > label
            and strong(text[start:end], reading.original(start, end))
            and not text[start:end].isalpha()
            and (any(sign in "!@#$%&*=^" for sign in text[start:end]) or not _NOT_VALUE_BEFORE.search(before))
        ):
            return None if _ADVICE_NEAR.search(before) else Value(start, end, 0.85)
        if match.group()[-1] in ".!" and count:
            return None
    return None
