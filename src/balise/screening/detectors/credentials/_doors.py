"""Codes that no word «code» announces: what a door, a gate, a voicemail or a lock is said to be, codes told over two sentences or in two
parts, in words, by keys to press, and combinations told by turns.
"""

from __future__ import annotations

from collections.abc import Iterator

from balise.screening.detecting import Cue, words
from balise.screening.detectors.credentials._announced import ADVICE, Value
from balise.screening.patterns import lazy

_PLACE = (
    r"(?:portes?|doors?|gates?|barriere|portail|garage|cabanon|remise|shed|chalet|cottage|bloc|lobby|hall|entree|alarme?|vault|coffre|safe|cadenas|padlock|lockbox|"
    r"keypad|digicode|locker|casier|boite a cles|key ?box|voicemail|boite vocale|vestiaire|gym|storage|entrepot|local|elevator|ascenseur|piscine|pool|intercom|interphone|"
    r"buzzer|tablette|ipad|iphone|laptop|simulateur|serrure|lock|side door|back door|front door|mailbox|boite aux lettres|airbnb|laundry room|salle de lavage|bike room|mail ?room|washroom|bathroom|toilettes?|barn|grange|atelier|workshop|clavier|barrure[a-z ]{0,20}|mode valet|valet mode(?: unlock)?|valet mode)"
)
_LABEL = r"(?:codes?|nips?|pins?|passcodes?|combos?|combinaisons?|combinations?|otp|mots? de passe|passwords?|mdp|pw)"
_DIGITS = r"(?:[0-9](?:-[0-9]){2,7}|[0-9]{4,6}|[0-9]{2}(?:[ \-][0-9]{2}){1,3})"
_END = r"(?=[#*]{0,2}(?:\Z|[.,!?;)\n\x82]| (?:then|puis|pis|et|and|suivi|followed|plus|pound|star|etoile|carre|diese|pour|for|if|si|lol|btw|ok|merci|thanks|svp|please|on|sur|and|a|but|mais|marche|works?|doesn't|ne)(?![a-z])))"
_STATED = lazy(
    rf"(?<![a-z]){_PLACE}(?:(?: (?:d'en arriere|arriere|principale?|chez [a-z]+|de [a-z]+|du [a-z]+|is|est|still))?(?:'s| ?:| ?=|, c'est| c'est| is| est| is still| is now|'s still| takes| prend| wants| veut| demande)|,? (?<=box )(?=[0-9])|,? (?<=locker )(?=[0-9]{{4}})|,? (?<=voicemail )(?=[0-9])|,? (?<=alarm )(?=[0-9]{{4}})|,? (?<=alarme )(?=[0-9]{{4}})|,? (?<=keypad )(?=[0-9])|,? (?<=cadenas )(?=[0-9]{{4}}))"
    rf" ?(?P<value>{_DIGITS}){_END}"
)
_APART = lazy(
    rf"(?<![a-z]){_LABEL}(?![a-z])[a-z0-9\x80' ,()]{{0,40}}[.?!:,](?: [a-z\x80' ]{{2,40}}[.,!:?])? ?"
    rf"(?:(?:(?:i was|j'ai|on m'a|(?:the|la|le|l'|my|mon|ma) ?(?:sheet|card|paper|label|box|sticker|note|feuille|carte|papier|etiquette|boite|autocollant|lettre|letter)|they|ils|elle|he|she|we|on|you|it|ca)['a-z ]{{0,24}} )?(?:given|gave me|got|sent|texted|recu|donne|envoye|texte|c'est|it's|its|is|est|says|dit|showed|try|essaie) (?:the |le )?)?"
    rf"(?P<value>{_DIGITS}|[0-9]{{3}} [0-9]{{3}}|[0-9]{{5,8}}){_END}"
)
_CHANGED = lazy(
    rf"\b(?:change[sdr]?|changed|switched|set|reset|remis|mis|updated|modifie)[a-z\x80' ]{{0,30}}\b{_LABEL}[a-z\x80' ]{{0,34}} (?:pour|to|a|par|with) (?P<value>{_DIGITS}){_END}"
)
_PARTS = lazy(
    rf"(?<![a-z]){_LABEL}(?![a-z])[a-z0-9\x80' ,:]{{0,50}}?(?P<value>(?:first |d'abord |premiere? (?:moitie|partie)[a-z' ]{{0,8}} )?[0-9]{{1,4}}(?:,? first)?,? (?:and |et |pis )?(?:then|puis|ensuite|apres|suivi de|followed by|second half|the rest(?: is)?|le reste(?: c'est)?)[a-z' ]{{0,12}} [0-9]{{1,4}})(?![0-9])"
)
_PRESSED = lazy(
    r"\b(?:pese[sz]?|press|appuie[sz]?|hit|tape[sz]?) (?P<value>(?:[0-9]|deux|trois|quatre|cinq|two|three|four|five) (?:fois|times) (?:sur )?(?:le |the )?[0-9]|(?:the )?[0-9] (?:[0-9]|deux|trois|quatre|two|three|four) (?:fois|times))"
)
_TURNS = lazy(
    r"(?<![0-9])(?P<value>(?:(?:[0-9] )?(?:(?:tours?|turns?|fois|times) )?(?:a |to the |vers la )?(?:right|left|droite|gauche|[lrgd]) ?(?:(?:two|three|deux|trois|[0-9]) (?:full )?(?:turns?|tours?) )?(?:to |a |jusqu'a |until |past )?[0-9]{1,2}(?:[ ,]{1,2}(?:puis |then |et |and )?|(?=[.!\n]|\Z))){2,4}(?=[a-z.!\n]|\Z)|[0-9]{1,2} (?:a )?(?:right|left|droite|gauche)(?:[ ,]{1,2}(?:puis |then |et |and )?[0-9]{1,2} (?:a )?(?:right|left|droite|gauche)){2,3})"
)
_KEY = r"(?:star|etoile|asterisque?|asterisk|pound|diese|carre|hash(?:tag)?)"
_KEYED = lazy(
    rf"(?<![a-z0-9])(?P<value>{_KEY}[ ,]{{1,2}}(?:then |puis |et |and )?[0-9](?:[ ,\-]{{0,2}}[0-9]){{2,7}}(?![0-9:%$])(?:[ ,]{{1,2}}(?:then |puis |et |and )?{_KEY}(?![a-z]))?"
    rf"|[0-9](?:[ ,\-]{{0,2}}[0-9]){{2,7}}[ ,]{{1,2}}(?:then |puis |et |and |suivi du |followed by )?(?:le |the )?{_KEY}(?![a-z]))"
)
_ONE_BY_ONE = lazy(
    r"(?<![a-z0-9])(?P<value>(?:le |the )?[0-9](?:,? (?:puis |pis |then |et |and |apres )?(?:le |the )[0-9]){2,7})(?![0-9a-z:%$])"
)
_THEN = lazy(
    rf"(?<![a-z]){_PLACE}(?: ?[:=]|,| c'est| is)? (?P<value>[0-9]{{1,4}},? (?:suivi (?:de |du )?|followed by |puis |then |ensuite )(?:la |le |the )?(?:[a-z]{{2,8}},? )?(?:pis |puis |then |and |et )?[0-9]{{2,6}})(?![0-9])"
)
_TYPED = lazy(
    r"(?<![a-z])(?:punch(?: in)?|tape[rsz]?|type|enter|entre[rsz]?|fais|faites|compose[rsz]?|pese[rsz]?|pique[rsz]?|dial)(?: sur)? (?P<value>(?:le |the )?[0-9]{1,5},? (?:and |et |pis )?(?:ensuite|puis|then|pis|apres|followed by|suivi de|suivi du) (?:le |the )?[0-9]{1,6})(?![0-9])"
)
_MINE = lazy(r"(?<![a-z])(?:le mien|la mienne|mine)(?:,? c'est| est|'s| is|:) (?P<value>[0-9]{4,8})(?![0-9])")
_DIGIT_WORD = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|un|deux|trois|quatre|cinq|sept|huit|neuf)"
_IN_WORDS = lazy(rf"(?<![a-z]){_DIGIT_WORD}(?:[ ,.\-]{{1,3}}{_DIGIT_WORD}){{3,9}}(?![a-z])")
_OPENED = lazy(
    rf"\b(?:{_PLACE}|bloc|buzzes?|debarre[rz]?|desactive[rz]?|desarme[rz]?|disarms?|entrer|ouvre|s'ouvre|opens?|pdf|zip|fichier|file|get in|systeme|system|{_LABEL}|combination|telephone|phone|tablet|account|compte|carte|card)\b"
)
_LABELLED = lazy(rf"\b(?:{_LABEL}|{_PLACE})\b[a-z\x80' :,=\"]{{0,30}}\Z")
_OTHER = lazy(
    r"\b(?:promo|rabais|discount|postal|zip|regional|area|erreur|error|vol|flight|rue|street|avenue|modele|model|ouvre a|opens at|ouvert|horaire|\$|prix|price|score|"
    r"saison|season|version|annee|year|depuis|since|construit|built|renove|facture|commande|order|produit|cours|course|couleur|source|morse|civil|penal)\b"
)
_YEARLIKE = lazy(r"(?:19|20)[0-9]{2}\Z")


def door_cues() -> Iterator[Cue]:
    """Places and labels with digits close by, and the words of pressing and turning."""
    yield Cue(
        "door",
        rf"\b{_PLACE}[a-z' ]{{0,16}}(?:'s|:|=|,| c'est| is| est| takes| prend| wants| veut| demande| still| now) ?[0-9](?:-[0-9]){{2}}",
    )
    yield Cue(
        "door",
        rf"\b{_PLACE}[a-z' ]{{0,16}}(?:'s|:|=|,| c'est| is| est| takes| prend| wants| veut| demande| still| now) ?[0-9]{{4,6}}\b",
    )
    yield Cue("door", rf"\b{_PLACE} [0-9]{{4,6}}(?:[,.!)]| (?:and|then|et|puis|pis|on|btw))")
    yield Cue("door", rf"\b{_LABEL}\b[a-z\x80' .,!:?()]{{1,75}}[0-9][0-9\- ][0-9]")
    yield Cue("door", rf"\b{_LABEL}\b[a-z\x80' ]{{1,34}} (?:pour|to|a|par|with) [0-9][0-9\-][0-9]")
    yield Cue("door", rf"\b{_LABEL}\b[a-z0-9\x80' ,:]{{0,50}}[0-9],? (?:first|then|puis|ensuite|and then|et puis)\b")
    yield Cue(
        "door",
        r"\b(?:pese[sz]?|press|appuie[sz]?|hit|tape[sz]?) (?:the )?[0-9a-z]{1,6} (?:fois|times|[0-9] fois|deux fois|trois fois|twice)\b",
    )
    yield Cue(
        "door",
        r"\b[0-9]{1,2} (?:a )?(?:right|left|droite|gauche)[ ,]{1,2}(?:puis |then |et |and )?[0-9]{1,2} (?:a )?(?:right|left|droite|gauche)\b",
    )
    yield Cue(
        "door",
        r"\b(?:right|left|droite|gauche) (?:to |a )?[0-9]{1,2}[ ,]{1,2}(?:puis |then |et |and )?(?:[0-9] )?(?:tours? |turns? |fois |times )?(?:a |to the )?(?:right|left|droite|gauche) (?:[a-z0-9]{1,5} (?:turns?|tours?) )?(?:to |a )?[0-9]",
    )
    yield Cue("door", r"[0-9],? (?:and |et |pis )?(?:ensuite|puis|then|pis|apres) (?:le |the )?[0-9]{2}")
    yield Cue(
        "door",
        r"[0-9],? (?:puis |pis |then |et |and )?(?:le|the) [0-9],? (?:puis |pis |then |et |and )?(?:le|the) [0-9]",
    )
    yield from words("door", ("le mien", "la mienne", "mine is", "mine's"))
    yield from words("key", ("star", "etoile", "asterisk", "pound", "diese", "carre", "hash"))
    # Within a repeat, an alternation is not cut into a pattern a word: that would take minutes to build.
    yield Cue("door", rf"\b[a-z']{{1,9}}(?:[ :,=.\-]{{1,3}}{_DIGIT_WORD}){{4}}\b")


def at_a_door(text: str, start: int, end: int) -> Value | None:
    """The code that a cue from ``start`` to ``end`` points to."""
    last = min(len(text), end + 60)
    for pattern in (
        _STATED,
        _APART,
        _CHANGED,
        _PARTS,
        _PRESSED,
        _TURNS,
        _KEYED,
        _ONE_BY_ONE,
        _THEN,
        _TYPED,
        _MINE,
    ):
        match = pattern.search(text, max(0, start - 40) if pattern in (_CHANGED, _KEYED) else start, last)
        if match is None or match.start() > end:
            continue
        value = match["value"]
        around = text[max(0, match.start() - 60) : match.start()], text[match.start("value") - 20 : match.end() + 30]
        if any(map(_OTHER.search, around)) or ADVICE.search(text, max(0, start - 60), last):
            continue
        if _YEARLIKE.match(value) and pattern in (_STATED, _APART):
            continue
        if pattern in (_PRESSED, _TURNS, _KEYED, _ONE_BY_ONE, _TYPED, _MINE) and not _OPENED.search(
            text, max(0, start - 80), min(len(text), end + 80)
        ):
            continue
        return Value(*match.span("value"), 0.75)
    for match in _IN_WORDS.finditer(text, start, last):
        if _LABELLED.search(text, max(0, match.start() - 60), match.start()):
            return Value(*match.span(), 0.75)
    return None
