"""Goading: taunts, picking a fight, bait, shouting in capitals, and answering a provocation in kind.

Left alone: ordinary emphasis, acronyms, cheers («BRAVO!!!»), questions asked in good faith, disagreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message, words
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import reported
from balise.screening.reading import Reading
from balise.screening.turns import anchors, turn_at

_CHEERS = lazy(
    r"\b(?:bravo+|felicitations?|merci+|yes+|yeah+|wow+|go+|ole|allez|vive|bonne|joyeu[a-z]+|happy|congrat[a-z]*|thank[a-z]*|thx|love|j'adore|j'aime|super|genial[a-z]*|hourra+|hurra[a-z]*|woo+|woohoo+|youpi+|enfin|amazing|awesome|great|gagn[a-z]+|champion[a-z]*|but+|goal+|"
    r"excellent[a-z]*|magnifique|incroyable|chapeau|bonjour|welcome|bienvenue|hate de|can'?t wait|best|meilleur[a-z]*|beau|belle|weekend|fete|noel|vacances|party|gratuit|rappel|important|attention|nouveau|urgent|avis|concours|promo[a-z]*|vente|sale|rabais|free|new|open|reminder|notice|perdu|lost|cherche|wanted|recherche)\b"
)
_CROWD = lazy(
    r"\b(?:tous|vous|tu|you|your|people|gens|reveill[a-z]*|wake|sheep|moutons?|lisez|read|answer|repond[a-z]*|menteu[a-z]+|liars?|why|pourquoi|honte|shame|stop|arret[a-z]*|jamais|never|rien|nothing|ferm[a-z]+|shut|coward[a-z]*|lache[a-z]*|nobody|personne|idiot[a-z]*|stupid[a-z]*|wrong|faux|pay|payer|volent|voleu[a-z]+|listen|ecout[a-z]+|what|quoi|encore|assez|enough)\b"
)
_RETORTS = lazy(
    r"\b(?:toi[- ]meme|toi aussi|you too|right back at you|back at you|same to you|no you|look in (?:the|a) mirror|regarde[- ]toi|regardez[- ]vous|miroir|parle pour toi|speak for yourself|et toi alors|c'est celui qui (?:le )?dit|says the (?:guy|one|person|man|woman)|dit (?:le gars|la fille|celui|celle)|t'es (?:bien )?place|look who'?s talking|takes one to know|venant de toi|coming from you|rich coming from|at least i|moi au moins|au moins moi|toi-meme|"
    r"tu t'es vue?|t'as vu ta|va (?:jouer|te coucher|dormir|pleurer|voir ailleurs|brailler)|cry about it|cry harder|cope|get a life|trouve[- ]toi une vie|t'as (?:pas|rien) (?:de vie|d'autre a)|touch grass|who asked|qui t'a (?:demande|parle|sonne)|personne t'a|retourne (?:jouer|a l'ecole|dormir|te coucher)|go back to (?:bed|school|sleep)|come at me|viens[- ](?:donc|me|te|le)|ok boomer|jalou[a-z]+|jealous|seethe|take it back|say that again|repete (?:donc|pour voir|ca)|ose |encore (?:toi|vous)|clown|pathetic|pathetique|rage|fache|pas content|deal with it|too bad|tant pis pour toi|suck it up|boo hoo|whatever|if you (?:can'?t|don'?t) like|c'est toi|you'?re (?:the one|just|so|one to)|t'es (?:juste|rien|le|la|qui)|ta (?:mere|face|gueule))"
)
_CALM = lazy(
    r"\b(?:serais content|would be happy|correct me|si je me trompe|if i'm wrong|merci|thank|desolee?|sorry|comprends|understand|respect[a-z]*|d'accord|agree|s'il (?:vous|te) plait|please|svp|stp|bonne journee|excus[a-z]*|vous avez raison|you'?re right)\b"
)
_SHOUTED = 14


class Provocation(Detector):
    """Words that look for a fight."""

    id = "respect.provocation"
    categories = ("provocation",)
    surest = 0.75
    severity = Severity.LOW
    through_tricks = False
    messages = {
        "fr": {
            "provocation": Message(
                "« {matched} » peut être lu comme une provocation.",
                "Dites votre désaccord posément, ou laissez passer : répondre sur le même ton entretient la dispute.",
            ),
            "provocation/shouting": Message(
                "Les majuscules et les points d’exclamation se lisent comme des cris.",
                "Écrivez en minuscules, avec une ponctuation simple.",
            ),
        },
        "en": {
            "provocation": Message(
                "“{matched}” may be read as a provocation.",
                "Say calmly that you disagree, or let it pass: answering in kind keeps the quarrel going.",
            ),
            "provocation/shouting": Message(
                "Capitals and exclamation marks read like shouting.", "Write in lower case, with plain punctuation."
            ),
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Taunts, runs of exclamation marks, and retorts where a text answers another."""
        yield from words("taunt", anchors("taunts"))
        yield Cue("marks", r"[!?]{3}")
        yield Cue("retort", r"\b(?:toi|t'es|tu|vous|you|your|u|ur|ta|ton|tes|vos)\b", in_replies=True)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting a sentence that taunts, one for shouting, one for a retort."""
        done = -1
        shouted = False
        for hit in hits:
            span = reading.sentence(hit.start)
            if hit.cue == "taunt":
                if hit.start < done:
                    continue
                turn = next(turn_at(reading, "taunts", hit.start, hit.end), None)
                if (
                    turn is None
                    or reported(reading, turn.start, turn.end)
                    or _CALM.search(reading.sentence_text(turn.start))
                ):
                    continue
                done = span.end
                yield Sighting("provocation", turn.start, turn.end, 0.75, reasons=(Reason("matched", "taunt"),))
            elif hit.cue == "marks" and not shouted:
                place = self._shouting(reading, hit)
                if place is not None:
                    shouted = True
                    yield Sighting(
                        "provocation", *place, 0.65,
                        reasons=(Reason("matched", "shouting"),), parameters={"variant": "shouting"},
                    )  # fmt: skip
            elif hit.cue == "retort" and done < 0 and reading.reply_to is not None:
                match = _RETORTS.search(reading.folded, max(0, hit.start - 40), hit.end + 60)
                if match and not _CALM.search(reading.folded[:600]):
                    done = span.end
                    yield Sighting(
                        "provocation", match.start(), match.end(), 0.6, reasons=(Reason("matched", "answers-in-kind"),)
                    )

    @staticmethod
    def _shouting(reading: Reading, hit: Hit) -> tuple[int, int] | None:
        """The stretch in capitals that the marks close, when it shouts at people rather than cheers."""
        span = reading.sentence(hit.start)
        first = max(span.start, hit.start - 300)
        written = reading.original(first, hit.start)
        letters = [character for character in written if character.isalpha()]
        capitals = sum(character.isupper() for character in letters)
        if len(letters) < _SHOUTED or capitals < 0.7 * len(letters):
            return None
        folded = reading.folded[first : hit.start]
        if len(folded.split()) < 3 or _CHEERS.search(folded):
            return None
        if len(letters) < 2 * _SHOUTED and not _CROWD.search(folded):
            return None
        while first < hit.start and reading.folded[first] in " \n":
            first += 1
        return first, hit.end


detector = Provocation()
