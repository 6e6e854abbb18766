"""Negation, quotation, reported speech and condemnation: the rules of language that turn a sentence round.

Each answer says whether a stretch of text is *meant*: «tu n'es pas un idiot» and «il m'a traité d'idiot, c'est
inacceptable» hold the word and not the insult. Scope is the clause in which the word stands, up to the nearest
conjunction or strong punctuation; beyond that, guessing costs more than it gives.
"""

from __future__ import annotations

import re

from balise.screening.reading import Reading

_BREAK = re.compile(r"[,;:()]| (?:mais|but|car|parce que|because|et|and|donc|so|pis|puis|although|meme si) ")
_NEGATION = re.compile(
    r"\b(?:ne|n'|pas|jamais|aucun|aucune|aucunement|ni|sans|nullement|pantoute|not|never|no|neither|nor|without|"
    r"isn'?t|aren'?t|wasn'?t|weren'?t|don'?t|doesn'?t|didn'?t|won'?t|wouldn'?t|can'?t|couldn'?t|shouldn'?t|hardly|"
    r"loin d'etre|far from)(?=\b|[a-z])"
)
_REPORT = re.compile(
    r"\b(?:m'(?:a|ont) (?:dit|ecrit|crie|lance|traitee?|appelee?)|(?:a|ont|avait|ai|as) (?:dit|ecrit|crie|lance|traitee?s?|"
    r"qualifiee?s?|repondu|publie)|disait|disent|il dit|elle dit|on dit|me dire|nous dire|se faire (?:dire|traiter)|"
    r"fait (?:dire|traiter)|(?:called|told|said|wrote|yelled|shouted|posted|calling|saying|says|say) (?:me|us|him|her|them|"
    r"that|to|at|i|someone|people)?|selon (?:lui|elle|eux)|entendu|heard|lu|read)\b"
)
_CONDEMNATION = re.compile(
    r"\b(?:inacceptables?|inadmissibles?|intolerables?|deplorables?|honteu(?:x|ses?)|c'est grave|pas correct|condamn\w+|denonc\w+|"
    r"unacceptable|not (?:ok|okay|acceptable|cool|right)|appalling|disgusting|condemn\w*|denounc\w+|wrong to|"
    r"personne ne (?:devrait|merite)|nobody (?:should|deserves)|no one (?:should|deserves)|ne devrait jamais|"
    r"should never|stop (?:saying|calling|using)|arretez? de|cessez? de|faut (?:pas|arreter)|il ne faut|ne jamais|"
    r"contre (?:le|la|les) (?:racisme|haine|intimidation|insultes|menaces)|against (?:racism|hate|bullying)|"
    r"c'est (?:du racisme|de l'intimidation|haineux|raciste|sexiste|homophobe)|(?:is|that's) (?:racist|sexist|hateful|bullying))"
)


def negated(reading: Reading, start: int) -> bool:
    """Whether a negation bears on what starts at ``start``: one stands before it in the same clause of the sentence."""
    first = max(reading.sentence(start).start, start - 60)
    before = reading.folded[first:start]
    cut = 0
    for match in _BREAK.finditer(before):
        cut = match.end()
    return _NEGATION.search(before, cut) is not None


def reported(reading: Reading, start: int, end: int) -> bool:
    """Whether the stretch is quoted, or told as somebody else's words in the same sentence."""
    if reading.quoted(start, end):
        return True
    first = max(reading.sentence(start).start, start - 80)
    return _REPORT.search(reading.folded[first:start]) is not None


def condemned(reading: Reading, start: int, end: int) -> bool:
    """Whether the writer rejects such words, in the same sentence or the ones beside it."""
    span = reading.sentence(start)
    first = max(0, span.start - 160)
    last = min(len(reading.folded), span.end + 160)
    return _CONDEMNATION.search(reading.folded, first, last) is not None


def disowned(reading: Reading, start: int, end: int) -> bool:
    """Whether the writer reports the words in order to reject them."""
    return reported(reading, start, end) and condemned(reading, start, end)
