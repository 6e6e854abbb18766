"""Whether a word is said of a person: addressed, pointed at, said to be one, or called out; and whether of a thing."""

from __future__ import annotations

import re

from balise.screening.patterns import lazy
from balise.screening.polarity import clause_before
from balise.screening.reading import Reading

_PERSONS = (
    r"gars|fille|filles|type|types|mec|mecs|meuf|homme|hommes|femme|femmes|dame|dames|monsieur|madame|gens|monde|personnes?|profs?|enseignante?s?|professeure?s?|direct(?:eur|rice)s?|boss|patronn?e?s?|chefs?|gerante?s?|"
    r"gestionnaires?|superviseure?s?|collegues?|voisine?s?|freres?|soeurs?|peres?|meres?|parents|cousine?s?|oncles?|tantes?|beau-frere|belle-mere|ministres?|maire|mairesse|deputee?s?|politiciens?|politiciennes?|president|presidente|"
    r"chauffeure?s?|vendeurs?|vendeuses?|caissiers?|caissieres?|clients?|clientes?|eleves?|etudiante?s?|enfants?|kids?|ados?|stagiaires?|technicien(?:ne)?s?|employee?s?|equipe|animat(?:eur|rice)s?|joueurs?|joueuses?|coachs?|entraineure?s?|arbitres?|"
    r"journalistes?|medecins?|docteure?s?|infirmiers?|infirmieres?|flics?|polici(?:er|ere)s?|avocate?s?|juges?|chant(?:eur|euse)s?|influenceu(?:r|se)s?|youtubeu(?:r|se)s?|streameu(?:r|se)s?|admins?|moderateurs?|auteure?s?|conjointe?s?|chums?|blondes?|ex|amie?s?|copine?s?|copains?|"
    r"citoyen(?:ne)?s?|electeurs?|fans?|supporters?|internautes?|commentateurs?|petit|petite|bonhomme|bonne femme|secretaire|receptionniste|benevoles?|responsables?|peuple|famille|bebe|"
    r"guys?|girls?|woman|women|man|men|people|persons?|teachers?|principal|managers?|coworkers?|co-workers?|colleagues?|neighbou?rs?|brothers?|sisters?|fathers?|mothers?|dads?|moms?|mums?|uncles?|aunts?|cousins?|minister|mayor|politicians?|drivers?|cashiers?|customers?|students?|"
    r"trainees?|interns?|technicians?|employees?|team|hosts?|players?|referees?|refs?|journalists?|doctors?|nurses?|cops?|lawyers?|judges?|singers?|authors?|boyfriends?|girlfriends?|husbands?|wife|friends?|commenters?|op|son|daughter|lady|ladies|dude|bro|kid|boy|boys|voters?|staff|trump|trudeau|legault|macron|biden|poilievre|plante|musk"
)
_LINK = r"(?:est|sont|etait|etaient|a l'air|ont l'air|avait l'air|fait|font|reste|restent|sera|seront|c'est|ce sont|n'est qu'|ne sont que|passe pour|is|are|was|were|'s|'re|isnt|looks?|looks like|sounds?|sounds like|acts? like|seems?|must be|has to be|gotta be)"
_NOT_MID = r"(?!(?:que|qu'|qui|est|sont|is|are|dans|sur|avec|pour|par|chez|contre|who|that|with|for|by|in|on|at|about|from|when|quand|si|if|the|seeing|watching|reading|using|posting|reporting|welcome|right|sure|glad|au|a|et|and|victime|contre)\b)"
_MID = rf"(?:[ ]+{_NOT_MID}[a-z0-9'\x80\-]+){{0,4}}[ ]+(?:d'|l'|qu'un |qu'une |qu')?\Z"

_ADDRESSED = lazy(
    r"\b(?:t'?es|t|t es|tu es|tu n'es|t'etais|tu fais|tu restes|t'as l'air|tu as l'air|tu me sembles|tu seras|tu es ne|vous etes|vous n'etes|vs etes|vous faites|vous avez l'air|etes[- ]vous|es[- ]tu|ta mere est|ton pere est|ta soeur est|ta gueule,?|vos gueules,?|toi,?|"
    r"you(?: a|')?re|you r|u r|ur|u are|youre|you were|you look|you sound|you seem|you act like|you must be|you gotta be|are you|r u|y'all are|yall are|your|ya|you|u)"
    + _MID
)
_TOLD = lazy(
    rf"(?:\b(?:il|elle|ils|elles|on dirait|he|she|they)[ ]?{_LINK}|\b(?:il est|c'est) vraiment|\b(?:c'?est|c'etait) (?:un|une|rien qu'un|rien qu'une|juste un|juste une|vraiment un|vraiment une|donc ben un|qu'un|qu'une|le pire|tous? des|toutes des|le plus gros)|"
    rf"\b(?:ce|cet|cette|ces|c't|le|la|les|l'|mon|ma|mes|ton|ta|tes|son|sa|ses|votre|vos|leurs?|notre|nos|un|une|des|this|that|these|those|the|my|your|his|her|our|their|some|most|all|every|quel|quelle) ?(?:[a-z'\-]+ )?(?:{_PERSONS})(?: [a-z'\-]+){{0,4}}? {_LINK}"
    rf"|\b(?:people|men|women|gens|kids) {_LINK})" + _MID
)
_QUALIFIED = lazy(
    rf"\b(?:{_PERSONS})(?: (?:aussi|si|tres|trop|vraiment|completement|totalement|tellement|assez|bien|so|very|this|that))? \Z"
)
_TIGHT = lazy(
    r"\b(?:espece d[e']|especes d[e']|bande d[e']|gang d[e']|tas d[e']|sales?|maudite?s?|osti(?:e)? d[e']|estie? d[e']|hostie d[e']|asti d[e']|sti d[e']|criss[e]? d[e']|calisse? d[e']|calice d[e']|tabarnak d[e']|tabarnac d[e']|viarge d[e']|putain d[e']|foutue?s?|fichue?s?|fieffee?s?|fucking|fuckin|fkn|effing|goddamn|bloody|"
    r"you(?: [a-z]+)?|bunch of|pack of|filthy|un vrai|une vraie|de vrais|de vraies|une belle|un beau|un sacre|une sacree|a real|a true|real|such a|such an|pathetic|worthless|absolute|complete|utter|total|goddamned|quel gros|quelle grosse|quelle sale|quel sale)[ ]?\Z"
)
_LOOSE = lazy(
    r"\b(?:gros|grosses?|pauvres?|p'?tite?s?|petite?s?|vieux|vieille|vieil|sacree?s?|belle|beau|sombres?|vraie?s?|parfaite?s?|stupid|dumb|fat|ugly|dirty|lazy|old|little|useless|such an?|what an?|quels?|quelles?|some kind of|"
    r"ce|cet|cette|ces|c't|l'|les|le|la|un|une|des|d'|de|this|that|these|those|the|an?|some|his|her|their|by|with|of|idiots?|imbeciles?|damn|other|autres?|tous|toutes|all)[ ]?\Z"
)
_NAMED = lazy(
    rf"(?:@[\w.]+|[A-ZÉÈÀÂÎÔÇ][\w'’\-]+(?: [A-ZÉÈÀÂÎÔÇ][\w'’\-]+)?) (?:{_LINK}|c['’]est)(?: [\w'’\-]+){{0,4}} \Z"
)
_CAPITAL_THINGS = lazy(
    r"\A(?:Ce|Cet|Cette|Ces|Le|La|Les|L|Un|Une|Mon|Ma|Mes|Ton|Ta|Son|Sa|Notre|Nos|Votre|Vos|C|It|This|That|These|Those|The|My|Your|Our|Ça|Ca|Cela|Tout|Everything|Rien|Windows|Internet|Facebook|Twitter|Excel|Word|Google|Chrome)\b"
)
_AFTER = lazy(
    r"\A[ ,]+(?:comme (?:toi|vous|lui|elle|eux)|like (?:you|him|her|them|that guy)|de ton espece|va|toi|que (?:tu es|vous etes|t'es)|va donc|de service)\b"
)
_WORKS = lazy(
    r"\b(?:films?|livres?|romans?|chansons?|albums?|episodes?|series?|titres?|intitulee?s?|piece|pieces|comedie|documentaire|bd|balado|podcast|jeu|jeux|roman de|movies?|books?|songs?|novels?|bands?|titled|shows?|play|game|track|dostoievski|dostoevsky|veber|green day|orchestre|groupe)\b"
)


def addressed(reading: Reading, start: int, end: int) -> bool:
    """Whether the word is said to somebody's face («t'es …», *you …*, «… comme toi»)."""
    if _ADDRESSED.search(clause_before(reading, start, 60)):
        return True
    return _AFTER.search(reading.folded[end : end + 30]) is not None


def told(reading: Reading, start: int) -> bool:
    """Whether a person is said to be one («il est …», *this guy is …*, «Paul est …»)."""
    clause = clause_before(reading, start, 80)
    if _TOLD.search(clause) or _QUALIFIED.search(clause):
        return True
    first = max(reading.sentence(start).start, start - 70)
    named = _NAMED.search(reading.original(first, start)) if start > first else None
    return named is not None and not _CAPITAL_THINGS.match(named.group())


def tight(reading: Reading, start: int) -> bool:
    """Whether a pejorative turn makes the word an insult («espèce de …», «sale …», *you …*)."""
    return _TIGHT.search(reading.folded, max(0, start - 30), start) is not None


def loose(reading: Reading, start: int) -> bool:
    """Whether the word stands as a noun for somebody («ces …», «un …», *such a …*)."""
    return _LOOSE.search(reading.folded, max(0, start - 24), start) is not None


def called_out(reading: Reading, start: int, end: int) -> bool:
    """Whether the word stands alone or between commas, as a call («… , imbécile!»)."""
    span = reading.sentence(start)
    before = reading.folded[span.start : start].strip(" \n\"'-\x82*")
    after = reading.folded[end : span.end].strip(" \n\"')-\x82*")
    if not before and (not after or after[0] in "!,.?"):
        return True
    return (before[-1:] == "," and (not after or after[0] in ",!.?")) or (before.startswith("@") and " " not in before)


_WATCHED = lazy(
    r"\b(?:[Ww]atch(?:ing|ed|es)?|[Rr]ead(?:ing)?|[Rr]ewatch(?:ing|ed)?|[Ss]aw|[Éé]cout\w*|[Rr]egard\w*|[Vv]u|[Ll]i[rst]\w*)"
    r" (?:The|A|An|Le|La|Les|L['’]|Un|Une) ?[A-ZÉÈÀ][\w'’ -]{0,30}\Z"
)


def title(reading: Reading, start: int, end: int) -> bool:
    """Whether the word belongs to the title of a work: written as one, near the name of a kind of work."""
    sentence = reading.sentence(start)
    # «Watching The Jerk», «on écoute Le Dîner de cons»: an article and a noun in capitals after a verb of watching.
    if _WATCHED.search(reading.original(max(sentence.start, start - 40), end)):
        return True
    if not _WORKS.search(reading.folded, max(sentence.start, start - 120), min(sentence.end, end + 120)):
        return False
    if reading.quoted(start, end):
        return True
    words = reading.original(max(sentence.start, start - 12), end)
    return any(piece[:1].isupper() for piece in re.split(r"[\s'’]+", words)[1:])
