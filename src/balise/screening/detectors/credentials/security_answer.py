"""Answers to the questions that stand in for a password: «la réponse à ma question secrète c'est Ti-Mousse», *security question: first pet? Rufus*.

An answer is a word with a capital, a number or something in quotation marks that words of answering, «c'est» or a question mark
bring, near the question's name. What such questions ask in general is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit, words
from balise.screening.detectors.credentials._announced import ADVICE, ordinary_word
from balise.screening.detectors.credentials._secret import Credential, placeholder, seen, told
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_TERMS = (
    "question secrète", "questions secrètes", "question de sécurité", "questions de sécurité", "question de récupération",
    "réponse secrète", "réponse de sécurité", "réponses de sécurité", "security question", "security questions", "secret question",
    "security answer", "security answers", "secret answer", "recovery question", "secret questions", "security q", "questions personnelles", "réponse à ma question", "challenge question",
)  # fmt: skip
_REACH = 130
_ANSWER = lazy(
    r"(?:(?<![a-z'])(?:is|was|it's|its|c'est|cest|est|etait|reste|are|sont|answer|reponse|put|mis|mets|ecris|ecrit|use|always|toujours|dit|said)"
    r"(?: (?:still|always|toujours|just|juste|simply|tout simplement))?(?: ?[:=,])? |[:=?](?: (?:reponse|answer) ?:)? ?|-> ?|[)\x82] )"
    r"(?:\"(?P<quoted>[^\"\n]{2,40})\"|'(?P<single>[^'\n]{2,40})'|(?P<plain>[a-z0-9][a-z0-9'\x80\-]{1,24}(?: [a-z0-9][a-z0-9'\x80\-]{1,24}){0,2}))"
)
_STOP = lazy(r"[\"')\]]*(?:\Z|[.,!;\n)\x82]| [(\-]| (?:et|and|pis|because|parce|car|since)\b)")
_MINE = lazy(r"\b(?:my|our|his|her|mon|ma|mes|sa|son|notre) \Z")
_SIGNED = lazy(r"[=:] ?\Z")
_OF_ALL = lazy(
    r"\b(?:quel(?:le)?s?|what|which|who|when|where|comment|combien|how|oublie[es]*|forgot(?:ten)?|jamais|never|ne marchent?|dumb|stupid[es]*|niaiseu[a-z]+|"
    r"favou?rite?s?|preferee?s?|first|premiere?|nom|name|mother|mere|pet|animal|maiden|ville|city|street|rue|trop|too|facile|easy|devine[rz]?|guess)\b"
)


class SecurityAnswer(Credential):
    """The answer that lets somebody in who has forgotten a password."""

    id = "credentials.security-answer"
    messages = told(
        (
            "Ce texte donne ce qui semble être la réponse à une question de sécurité.",
            "Retirez-la et changez-la : qui la lit peut remplacer le mot de passe du compte.",
        ),
        (
            "This text gives what looks like the answer to a security question.",
            "Remove it and change it: whoever reads it can replace the account’s password.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """What such questions and answers are called."""
        yield from words("question", _TERMS)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """Each answer once."""
        reached = 0
        for hit in islice(hits, 40):
            place = _answer(reading, hit) if hit.end >= reached else None
            if place is not None and place[0] >= reached:
                reached = place[1]
                yield seen(*place, 0.8, "password-announced")


def _answer(reading: Reading, hit: Hit) -> tuple[int, int] | None:
    """Where the answer to the question that a cue names stands."""
    text = reading.folded
    last = min(len(text), hit.end + _REACH)
    if ADVICE.search(text, max(0, hit.start - 60), last):
        return None
    for match in _ANSWER.finditer(text, hit.end, last):
        name = match.lastgroup or "plain"
        start, end = match.span(name)
        if name == "plain":
            end = _capitals(reading, start, end)
        if name == "plain" and end == start and _SIGNED.search(text, max(0, start - 4), start):
            end = match.end()
        value = text[start:end]
        if end - start < 2 or placeholder(value) or ordinary_word(value) or _OF_ALL.match(value):
            continue
        if name == "plain" and not _STOP.match(text, end) and not _MINE.search(text, max(0, hit.start - 14), hit.start):
            continue
        return start, end
    return None


def _capitals(reading: Reading, start: int, end: int) -> int:
    """Where the words with capitals or digits that begin at ``start`` end; ``start`` when the first has none."""
    reached = start
    for word in re.finditer(r"[^ ]+", reading.folded[start:end]):
        first, last = start + word.start(), start + word.end()
        written = reading.original(first, last)
        if not (written[:1].isupper() or written.isdigit()) or (reached > start and first - reached > 1):
            break
        reached = last
    return reached


detector = SecurityAnswer()
