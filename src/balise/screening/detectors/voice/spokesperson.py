"""Speaks in the organisation's name, comments on it or on what it offers, or answers a client in its place.

A bare mention with neither opinion nor promise is left alone, and so is sending people to the official address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from balise.policy.model import Policy, Voice
from balise.screening.detecting import Cue, Detector, Hit, Message, any_of
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import names_pattern
from balise.screening.patterns import lazy
from balise.screening.polarity import reported
from balise.screening.reading import Reading

_THE = r"(?:l'|la |le |the |@|#)?"
_OURS = (
    r"\b(?:nos|notre|our) (?:[a-z]{3,14} )?(?:services?|organismes?|organisation|organization|mission|ateliers?|donateurs?|donatrices?|"
    r"clients?|clientele|partenaires?|ordinateurs?|portables?|appareils?|produits?|equipements?|materiel|beneficiaires?|"
    r"donors?|customers?|partners?|computers?|laptops?|products?|refurbish[a-z]{2,4}|devices|warehouse|workshop|entrepot|"
    r"delais?|prix|inventaire|inventory|programmes?|programs?)\b"
)
_ANSWERS = (
    r"\b(?:vous pouvez|vous pourrez|vous devez|vous recevrez|on va vous|on vous|nous vous|nous pouvons|nous offrons|nous avons|nous acceptons|"
    r"nous serons|nous sommes|nous livrons|on accepte|on livre|on offre|on repare|on ramasse|on prend|ca prend|le delai|les delais|c'est gratuit|"
    r"c'est ouvert|passez nous|venez nous|contactez-nous|appelez-nous|ecrivez-nous|you can|you could|you'll|you need to|you should|we can|"
    r"we will|we'll|we accept|we offer|we ship|we deliver|we have|we take|we do|we are|we're|it takes|it's free|come by|drop by|contact us|call us|"
    r"ils acceptent|ils offrent|ils prennent|elle est|il est|they accept|they take|they will|oui,|non,|yes,|no,|bonjour|hi|hello)"
)
_FIRST_PLURAL = lazy(r"\b(?:nous|on|notre|nos|we|we're|we'll|we've|our|us)\b")
_NAME_OF = lazy(r"\b(?:au nom (?:de |d'|du |de l'|de la )|on behalf of |porte-?parole (?:de |d'|officiel[a-z]* (?:de |d')|pour )|spokes(?:person|man|woman) for |speaking for |je represente |i represent |as a representative of )\Z")
_VERBS = (
    r"(?:annonce|annoncera|offre|offrira|invite|confirme|s'engage|vous (?:[a-z]+)|remercie|lance|lancera|recherche|recrute|embauche|ouvre|ouvrira|ferme|fermera|livre|livrera|"
    r"accepte|acceptera|refuse|garantit|promet|prend position|appuie|soutient|denonce|demande|recommande|tient a|est (?:fiere?|heureu[a-z]+|a la recherche|en mesure|pret[a-z]*)|"
    r"sera|va|vient de|rembourse|remboursera|repond|repondra|fournit|fournira|remplace|remplacera|distribue|distribuera|prefere|croit|pense|reconnait|regrette|s'excuse|"
    r"announces?|offers?|invites?|confirms?|commits?|thanks?|launches?|is (?:pleased|proud|happy|looking|hiring|committed|excited|able|sorry)|are (?:pleased|proud|happy|looking|hiring)|"
    r"will|won't|guarantees?|promises?|supports?|opposes?|recommends?|accepts?|refuses?|delivers?|provides?|replaces?|refunds?|apologi[sz]es?|regrets?|believes?|opens?|closes?|has decided|a decide|is opening|is closing|is giving)"
)
_PRAISE = lazy(
    r"\b(?:meilleure?s?|super|excellente?s?|incroyables?|geniale?s?|geniaux|fantastiques?|extraordinaires?|formidables?|exceptionnel[a-z]*|bonnes?|bons?|beaux?|belles?|top|"
    r"remarquables?|impeccables?|parfaite?s?|parfait|fiables?|rapides?|solides?|durables?|abordables?|pas chers?|imbattables?|de qualite|qualite|utiles?|important[a-z]*|essentiel[a-z]*|"
    r"fiere?s?|fiers?|recommande|j'adore|adore|j'aime|aime|bravo|chapeau|merveilleu[a-z]+|inspirante?s?|incontournable|change des vies|fait une difference|font une difference|"
    r"sauve|aide|aident|aides|reussi[a-z]*|efficaces?|performante?s?|comme neufs?|neufs?|serieu[a-z]+|humains?|"
    r"great|best|amazing|awesome|excellent|fantastic|incredible|wonderful|good|better|reliable|fast|solid|proud|love|loves|recommend|affordable|cheap|quality|perfect|"
    r"brilliant|impressive|outstanding|helpful|important|essential|makes? a difference|changes? lives|top-notch|unbeatable|superb|lovely|works? (?:great|well|perfectly)|like new|"
    r"trop|pourrait|devrait|should|could|needs? to|doit|manque|lent[a-z]*|slow|difficile|complique)\b"
)
_COMMENT_VERB = lazy(
    r"\b(?:je (?:pense|trouve|crois)|selon moi|a mon avis|i (?:think|find|believe)|in my opinion|imo|honnetement|honestly|franchement)\b"
)
_SENDS_AWAY = lazy(
    r"\b(?:ecri(?:s|re|vez)|contacte[rz]?|appele[rz]?|demande[rz]?|adresse[rz]?|voi[rs]|alle[rz]|consulte[rz]?|pose[rz]?|write|ask|contact|email|call|check|see|visit|reach)\b[^.!?]{0,60}"
    r"(?:@|www|\bcommunications?\b|\bsite\b|\bpage\b|\bwebsite\b|\bofficiel|\bofficial)"
)
_JOB = lazy(r"\b(?:je (?:travaille|bosse)|i work|mon (?:emploi|stage|travail)|my (?:job|internship))\b")
_INSTEAD = lazy(r"\b(?:reponds|answering|answer) (?:pour|for) ")
_SHARED = lazy(r"\b(?:je partage|partage de|share|sharing|rt|via|a lire|voici le lien|link to)\b")


@lru_cache(maxsize=32)
def _patterns(names: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    name = rf"{_THE}{names}\b"
    return tuple(
        (code, re.compile(pattern))
        for code, pattern in (
            ("in-its-name", rf"\b(?:chez|a|de|at|from|avec|with) {name}[,:]? ?(?:[a-z']+ ){{0,2}}(?:nous|on|we|notre|nos|our)\b"),
            ("in-its-name", rf"\b(?:nous|we),? (?:a|chez|de|d'|at|from|of|les gens d[e']|l'equipe d[e'])? ?{name}"),
            ("in-its-name", rf"\b{names}\b,? (?:c'est|ce sont)? ?{_VERBS}\b"),
            ("in-its-name", rf"\b(?:l'equipe|toute l'equipe|la direction|the team|the whole team|team|les gens|le personnel|staff) (?:de l'|de la |d'|de |du |at |of |from |chez )?{name}[, ]{{1,2}}(?:et moi |and i )?{_VERBS}\b"),
            ("in-its-name", r"\b(?:notre|our) (?:equipe|organisme|organisation|team|organization|mission|entreprise|company|non-profit|nonprofit)\b"),
        )
    )


@lru_cache(maxsize=32)
def _services(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"\b{any_of(terms)}") if terms else None


class Spokesperson(Detector):
    """Words that readers would take for the organisation's."""

    id = "voice.spokesperson"
    categories = ("spokesperson",)
    voices = (Voice.PERSONAL,)
    messages = {
        "fr": {
            "spokesperson": Message(
                "Ce passage peut être lu comme la position de {organisation} (« {matched} »).",
                "Faites approuver le message par les communications, ou retirez ce qui parle au nom de l’organisme.",
            ),
            "spokesperson/comment": Message(
                "Ce passage commente {organisation} ou ce qu’elle offre (« {matched} »).",
                "Partagez plutôt une publication officielle, ou demandez l’approbation des communications.",
            ),
            "spokesperson/answer": Message(
                "Vous répondez à la place de {organisation} (« {matched} »).",
                "Acheminez la question aux communications, qui répondront.",
            ),
        },
        "en": {
            "spokesperson": Message(
                "This passage can be read as the position of {organisation} (“{matched}”).",
                "Have the post approved by communications, or remove what speaks for the organisation.",
            ),
            "spokesperson/comment": Message(
                "This passage comments on {organisation} or what it offers (“{matched}”).",
                "Share an official post instead, or ask communications for approval.",
            ),
            "spokesperson/answer": Message(
                "You are answering in the place of {organisation} (“{matched}”).",
                "Pass the question on to communications, who will answer.",
            ),
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The organisation's names, first-person plural before what it offers, and turns of answers."""
        yield Cue("organisation", rf"\b{names_pattern(policy)}\b")
        yield Cue("ours", _OURS)
        yield Cue("answers", _ANSWERS + r"\b", in_replies=True)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting a text: in its name, else an answer in its place, else a comment."""
        named = [hit for hit in hits if hit.cue == "organisation"][:20]
        for hit in named:
            sighting = self._in_its_name(reading, hit)
            if sighting is not None:
                yield sighting
                return
        if reading.reply_to is not None:
            yield from self._answer(reading, hits, bool(named))
            return
        for hit in named:
            sighting = self._comment(reading, hit)
            if sighting is not None:
                yield sighting
                return
        ours = [hit for hit in hits if hit.cue == "ours"]
        if ours and not reported(reading, ours[0].start, ours[0].end):
            confidence = 0.75 if named or self._offers(reading) else 0.4
            yield Sighting(
                "spokesperson", ours[0].start, ours[0].end, confidence, reasons=(Reason("matched", "first-person-plural"),)
            )

    def _offers(self, reading: Reading) -> bool:
        organisation = reading.policy.organisation
        pattern = _services((*organisation.services, *organisation.products))
        return pattern is not None and pattern.search(reading.folded) is not None

    def _in_its_name(self, reading: Reading, hit: Hit) -> Sighting | None:
        span = reading.sentence(hit.start)
        before = reading.folded[max(span.start, hit.start - 60) : hit.start]
        if re.search(r"\b(?:pas|not|jamais|never)\b", before) and _NAME_OF.search(before):
            return None
        if _NAME_OF.search(before):
            return Sighting("spokesperson", hit.start, hit.end, 0.9, reasons=(Reason("matched", "in-its-name"),))
        first = max(span.start, hit.start - 120)
        last = min(span.end, hit.end + 120)
        for code, pattern in _patterns(names_pattern(reading.policy)):
            match = pattern.search(reading.folded, first, last)
            if match and not reported(reading, match.start(), match.end()):
                return Sighting("spokesperson", match.start(), match.end(), 0.85, reasons=(Reason("matched", code),))
        return None

    def _answer(self, reading: Reading, hits: Sequence[Hit], named: bool) -> Iterator[Sighting]:
        answered = reading.reply_to
        if answered is None or _SENDS_AWAY.search(reading.folded):
            return
        about = re.search(rf"\b{names_pattern(reading.policy)}\b", answered.folded) or "?" in answered.content.text
        telling = [hit for hit in hits if hit.cue in {"answers", "ours"}] or list(hits if named else ())
        if about and telling:
            yield Sighting(
                "spokesperson", telling[0].start, telling[0].end, 0.7,
                reasons=(Reason("matched", "answers-a-client"),), parameters={"variant": "answer"},
            )  # fmt: skip

    def _comment(self, reading: Reading, hit: Hit) -> Sighting | None:
        span = reading.sentence(hit.start)
        sentence = reading.folded[span.start : span.end]
        around = reading.folded[max(0, span.start - 100) : min(len(reading.folded), span.end + 140)]
        if _SENDS_AWAY.search(sentence):
            return None
        praise = _PRAISE.search(sentence) or _COMMENT_VERB.search(sentence)
        if praise is None and self._offers(reading):
            praise = _PRAISE.search(around)
        if praise is None or reported(reading, hit.start, hit.end):
            return None
        return Sighting(
            "spokesperson", hit.start, hit.end, 0.7,
            reasons=(Reason("matched", "comments-on-it"),), parameters={"variant": "comment"},
        )  # fmt: skip


detector = Spokesperson()
