"""Speaks in the organisation's name, comments on it or on what it offers, or answers a client in its place.

A bare mention with neither opinion nor promise is left alone (a gift, a visit, an address), and so are questions,
what is said to come from an official page, and sending people to the official address. Naming one's employer is for
``voice.disclaimer``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Voice
from balise.screening.detecting import Cue, Detector, Hit, Message, any_of
from balise.screening.detectors.voice._answers import CLIENT, DECLINES, SENDS_AWAY, TURNS
from balise.screening.detectors.voice._context import belittles, mask, masked, mentions
from balise.screening.detectors.voice._statements import (
    IN_ITS_NAME,
    NAME_OF,
    NEUTRAL,
    OFFERING,
    PLURAL,
    SOURCED,
    STATED,
    THANKED,
    THEIRS,
    judged,
)
from balise.screening.detectors.voice.disclaimer import identified
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import mention_pattern, sentence_around
from balise.screening.patterns import lazy
from balise.screening.polarity import reported
from balise.screening.reading import Reading

_OURS = (
    r"\b(?:nos|notre|our) (?:services?|organismes?|organisation|organization|mission|"
    r"ordinateurs (?:reconditionnes|remis a neuf)|portables (?:reconditionnes|remis a neuf)|refurbished (?:computers|laptops|machines|devices)|"
    r"service de (?:collecte|ramassage|livraison|reparation)|(?:collection|pickup|pick-up|delivery|repair) service|heures d'ouverture|opening hours|"
    r"equipe (?:vous|va|se fera|communiquera|analysera|repondra|est disponible)|team (?:will|can|is happy)|programme de (?:don|dons|stages?)|donation program|"
    r"nonprofit|non-profit|charity|obnl|position officielle|official position)\b"
)
_STRONG = 0.85
_CAMPAIGN = lazy(r"\b(?:boycott?[a-z]*|petition|une etoile|one[ -]star)\b")


class Spokesperson(Detector):
    """Words that readers would take for the organisation's."""

    id = "voice.spokesperson"
    categories = ("spokesperson",)
    voices = (Voice.PERSONAL,)
    messages = {
        "fr": {
            "spokesperson": Message(
                "Ce passage peut être lu comme la parole de {organisation} (« {matched} »).",
                "Faites-le approuver par les communications avant de publier, ou reformulez-le en votre nom.",
            ),
            "spokesperson/comment": Message(
                "Ce passage donne un avis sur {organisation} ou sur ce qu’elle offre (« {matched} »).",
                "Partagez plutôt une publication officielle, ou demandez l’approbation des communications.",
            ),
            "spokesperson/answer": Message(
                "Ce message répond à une question adressée à {organisation} (« {matched} »).",
                "Transmettez plutôt la question aux communications, qui pourront y répondre.",
            ),
        },
        "en": {
            "spokesperson": Message(
                "This passage can be read as the word of {organisation} (“{matched}”).",
                "Have it approved by communications before publishing, or put it in your own name.",
            ),
            "spokesperson/comment": Message(
                "This passage gives an opinion of {organisation} or of what it offers (“{matched}”).",
                "Share an official post instead, or ask communications for approval.",
            ),
            "spokesperson/answer": Message(
                "This post answers a question meant for {organisation} (“{matched}”).",
                "Pass the question on to communications instead, who can answer it.",
            ),
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The organisation's names, what it has in the first person plural, and turns of answers."""
        yield Cue("organisation", rf"\b{mention_pattern(policy)}\b")
        yield Cue("ours", _OURS)
        for turn in TURNS:
            yield Cue("answers", turn, in_replies=True)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting a text: in its name, else an answer in its place, else a statement or a comment."""
        named = mentions(reading, hits)
        if reading.reply_to is not None:
            answer = self._answer(reading, hits, named)
            if answer is not None:
                yield answer
                return
        for look in (self._in_its_name, self._comment):
            for hit in named:
                sighting = look(reading, hit)
                if sighting is not None:
                    yield sighting
                    return
        ours = [hit for hit in hits if hit.cue == "ours"]
        if ours and belittles(reading.sentence_text(ours[0].start)):
            return
        if ours and not reported(reading, ours[0].start, ours[0].end):
            confidence = 0.75 if named or self._offers(reading) else 0.4
            yield Sighting(
                "spokesperson",
                ours[0].start,
                ours[0].end,
                confidence,
                reasons=(Reason("matched", "first-person-plural"),),
            )

    @staticmethod
    def _offers(reading: Reading) -> bool:
        organisation = reading.policy.organisation
        offered = (*organisation.services, *organisation.products)
        return bool(offered) and re.search(rf"\b{any_of(offered)}\b", reading.folded) is not None

    @staticmethod
    def _in_its_name(reading: Reading, hit: Hit) -> Sighting | None:
        span = sentence_around(reading, hit.start, hit.end)
        first, last = max(span.start, hit.start - 160), min(span.end, hit.end + 160)
        text = masked(reading, first, last)
        at = hit.start - first
        if reported(reading, hit.start, hit.end) or SENDS_AWAY.search(text):
            return None
        spoken = NAME_OF.search(text, 0, at)
        if spoken:
            if re.search(r"\b(?:pas|not|n't|jamais|never|ni|nor)\b[^,;]{0,25}\Z", text[: spoken.start()]):
                return None
            return Sighting(
                "spokesperson", first + spoken.start(), hit.end, 0.9, reasons=(Reason("matched", "in-its-name"),)
            )
        told = identified(reading, hit)
        if belittles(text):
            return None
        for match in IN_ITS_NAME.finditer(text):
            if (
                match.start() <= at < match.end()
                and not NEUTRAL.search(match.group())
                and "?" not in text[match.end() :]
            ):
                if told is not None and told[0] <= first + match.start() and first + match.end() <= told[1] + 2:
                    continue
                return Sighting(
                    "spokesperson",
                    first + match.start(),
                    first + match.end(),
                    _STRONG,
                    reasons=(Reason("matched", "in-its-name"),),
                )
        if told is None and not NEUTRAL.search(text) and not text.rstrip().endswith("?"):
            plural = PLURAL.search(text)
            if plural and abs(plural.start() - at) < 120:
                return Sighting(
                    "spokesperson", hit.start, hit.end, 0.7, reasons=(Reason("matched", "first-person-plural"),)
                )
        return None

    @staticmethod
    def _answer(reading: Reading, hits: Sequence[Hit], named: Sequence[Hit]) -> Sighting | None:
        answered = reading.reply_to
        text = masked(reading, 0, min(len(reading.folded), 4000))
        if answered is None or SENDS_AWAY.search(text) or DECLINES.search(text):
            return None
        asked = masked(answered, 0, min(len(answered.folded), 4000))
        if not (mask(asked) or CLIENT.search(asked)):
            return None
        telling = [hit for hit in hits if hit.cue in {"answers", "ours"}] or list(named)
        if not telling:
            return None
        return Sighting(
            "spokesperson", telling[0].start, telling[0].end, 0.7,
            reasons=(Reason("matched", "answers-a-client"),), parameters={"variant": "answer"},
        )  # fmt: skip

    @staticmethod
    def _comment(reading: Reading, hit: Hit) -> Sighting | None:
        span = sentence_around(reading, hit.start, hit.end)
        first, last = max(span.start, hit.start - 240), min(span.end, hit.end + 240)
        text = masked(reading, first, last)
        if SENDS_AWAY.search(text) or SOURCED.search(text) or reported(reading, hit.start, hit.end):
            return None
        at = hit.start - first
        told = identified(reading, hit)
        if told is not None:
            return None
        if belittles(text) or THEIRS.search(text) or NAME_OF.search(text, 0, at) or _CAMPAIGN.search(text):
            return None
        stated = STATED.search(text)
        if stated is not None and not stated.start() <= at < stated.end():
            stated = None
        beside = text if stated is None else text[: stated.start()] + text[stated.end() :]
        neutral = NEUTRAL.search(beside) is not None
        found = judged(text, weak=stated is not None)
        thanked = THANKED.search(text)
        if found is None and thanked is not None:
            found = thanked.start()
        if found is None and OFFERING.search(text, max(0, at - 40)):
            after = reading.folded[span.end : min(len(reading.folded), span.end + 160)]
            found = judged(after, weak=False)
        if found is None and (stated is None or neutral or text.rstrip().endswith("?")):
            return None
        return Sighting(
            "spokesperson", hit.start, hit.end, 0.7,
            reasons=(Reason("matched", "comments-on-it" if found is not None else "states-for-it"),),
            parameters={"variant": "comment"} if found is not None else {},
        )  # fmt: skip


detector = Spokesperson()
