"""Whose contact details these are: given by their owner («écrivez-moi au…», *call me at*), or somebody else's."""

from __future__ import annotations

from balise.policy.model import Decision
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_REACH = 140

_MEANS = (
    r"(?:cell(?:ulaire|phone|o)?|tel(?:ephone)?|numero|num|no|courriel|couriel|e-?mail|mail|mel|adresse|address|"
    r"adress|fax|poste|"
    r"coordonnees|contact|ligne|phone|number|mobile|line|digits|inbox|portable|whatsapp|signal)s?"
)
_OWN = lazy(
    r"\b(?:(?:r?appel|telephon|text|contact|envo|ecri|rejoi|joi|repond|laiss|fai|donn|lach|pass|avis|message|ping|mp|"
    r"dm|pm|signal|"
    r"arriv|achemin|transme|parl|confirm|reserv)[a-z]{0,6}[- ](?:moi|nous|mwa|moe)\b|"
    r"(?:m'|me |nous )(?:r?appel|telephon|text|contact|envo|ecri|rejoi|joi|repond|laiss|parl|trouv)[a-z]{1,5}\b|"
    r"(?:mon|ma|mes|notre|nos) (?:[a-z]{3,12} ){0,2}" + _MEANS + r"\b|"
    r"(?:je suis|chu|jsuis|on est|nous sommes|suis) (?:[a-z]{2,12} ){0,2}(?:joignables?|rejoignables?|disponibles?|"
    r"dispo|au|a l'adresse)\b|"
    r"r?ejoignable|joignable|moi c'est|c'est moi|c moi|(?:je m'appelle|mon nom est)|interesse[es]* ?[?:,!]|"
    r"(?:call|text|e-?mail|write|reach|contact|phone|message|ring|msg|dm|pm|whatsapp|ping|buzz|try|get|send|drop|"
    r"give|hit|catch|find|tell|"
    r"let) (?:it to |them to |to )?(?:me|us)\b|(?:reply|back|hold of|touch with|out|resumes?|bids?|offers?|questions|"
    r"rsvp) (?:to )?(?:me|us)\b|"
    r"(?:my|our) (?:[a-z]{2,12} ){0,3}"
    + _MEANS
    + r"\b|it'?s me|(?:i'm|i am|we're|we are) (?:at|on|reachable|available)|"
    r"(?:my name is|this is me|yours truly)|rsvp)"
)
_OTHERS = lazy(
    r"\b(?:(?:son|sa|ses|leurs?|his|her|their|hers|him|them|ton|votre|your) (?:[a-z]{2,12} ){0,2}" + _MEANS + r"\b|"
    r"(?:r?appel|telephon|text|contact|ecri|rejoi|joi)[a-z]{0,6}[- ](?:le|la|les|lui|leur)\b|"
    r"(?:call|text|e-?mail|write|reach|contact|phone|message|harass|spam) (?:to )?(?:him|her|them|that)\b|(?:she|he|"
    r"they)'?(?:s|re)\b|"
    r""
    + _MEANS
    + r" (?:de |du |des |d'|of |for |a )(?!travail|bureau|maison|job|work|moi|contact|la maison|l'ouvrage)[a-z]|"
    r"[a-z]{2,20}'s? (?:[a-z]{2,12} ){0,2}" + _MEANS + r"\b)"
)
_OWN_AFTER = lazy(
    r"\b(?:(?:r?appel|text|contact|ecri|rejoi|joi|repond)[a-z]{0,6}[- ](?:moi|nous)\b|c'est (?:mon|moi|le mien|la "
    r"mienne|mes)|"
    r"(?:pour|de) me (?:joindre|rejoindre|contacter|parler|ecrire)|demande[zr]? (?:a me parler|pour moi|moi)|"
    r"(?:call|text|e-?mail|write|reach|contact|message|dm) (?:to )?(?:me|us)\b|(?:is|it'?s|that'?s) (?:my|mine|me)\b|"
    r"ask for me|my (?:cell|number|e-?mail|phone)\b)"
)


def own(reading: Reading, start: int, end: int) -> bool:
    """Whether the one who writes gives their own details: the nearest words that say whose they are decide."""
    sentence = reading.sentence(start)
    text = reading.folded
    first = max(sentence.start, start - _REACH)
    mine = theirs = -1
    for match in _OWN.finditer(text, first, start):
        mine = match.start()
    for match in _OTHERS.finditer(text, first, start):
        theirs = match.start()
    if mine < 0 and theirs < 0 and sentence.start and start - sentence.start < 30:
        first = max(0, sentence.start - 80)
        mine = 0 if _OWN.search(text, first, sentence.start) and not _OTHERS.search(text, first, sentence.start) else -1
    if theirs > mine:
        return False
    return mine >= 0 or _OWN_AFTER.search(text, end, min(sentence.end, end + 60)) is not None


def held_if_own(reading: Reading, sighting: Sighting) -> Sighting:
    """``sighting`` with advice as its ceiling when the details are given by their owner."""
    if sighting.start is None or sighting.end is None or not own(reading, sighting.start, sighting.end):
        return sighting
    return sighting._replace(
        ceiling=Decision.ADVISE, reasons=(*sighting.reasons, Reason("softened", "own-contact-details"))
    )
