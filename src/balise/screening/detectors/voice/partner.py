"""Speaks of a partner, or in its name.

For an official post any statement that names a partner counts; for a person's own post, only what speaks in the
partner's name, announces something for it or judges it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message, any_of
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import partners_named
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_SPEAKS = lazy(
    r"\b(?:annonce[a-z]*|confirme[a-z]*|offr[a-z]+|invite[a-z]*|lance[a-z]*|recherche[a-z]*|recrute[a-z]*|embauche[a-z]*|engage[a-z]*|promet[a-z]*|"
    r"remercie[a-z]*|ouvr[a-z]+|ferm(?:e|era|ent)|accept[a-z]+|refus[a-z]+|garanti[a-z]*|appui[a-z]*|sout[a-z]+|denonc[a-z]+|au nom|de la part|porte-?parole|represente|"
    r"va |vont|sera|seront|vient de|viennent de|a decide|ont decide|devrait|doit|manque|est (?:fier|fiere|heureu[a-z]*|pret[a-z]*|rendu|vraiment|tellement|trop|le|la|un|une|tres|en train)|"
    r"sont (?:fiers|rendus|vraiment|tellement|trop|les|des|tres)|fait (?:un|du|de)|font (?:un|du|de)|livre[a-z]*|fourni[a-z]*|prend en charge|merci a|bravo a|collabor[a-z]*|"
    r"announc[a-z]+|confirm[a-z]*|offer[a-z]*|launch[a-z]*|invit[a-z]+|hir(?:e|es|ing)|promis[a-z]+|thank[a-z]*|open(?:s|ing)|clos(?:es|ing)|accepts?|refus[a-z]+|guarant[a-z]+|"
    r"support[a-z]*|on behalf|spokes[a-z]+|represent[a-z]*|will|is (?:proud|happy|pleased|ready|the|a|an|really|so|very|too|going)|are (?:proud|happy|the|really|so|very|too|going)|"
    r"does|do a|delivers?|provid[a-z]+|meilleur[a-z]*|excellent[a-z]*|super|incroyable|nul[a-z]*|lent[a-z]*|pire|great|best|amazing|awesome|terrible|worst|slow|good|bad|"
    r"nous |on |notre|nos|we |our|we're|we've|recommande|recommend|j'adore|love|j'aime|serieu[a-z]+|fiables?|reliable)\b"
)
_BARE = lazy(
    r"\b(?:je (?:vais|suis alle[e]?|passe|visite|serai|me rends|suis passe[e]?)|j'(?:habite|ai visite|ai etudie|etudie)|situe[e]?|adresse|rue|a cote|pres d[eu']|derriere|devant|en face|"
    r"i (?:live|went|visited|am going|walk)|i'm (?:going|heading)|near|next to|behind|across from|address|located|on the way)\b"
)


class PartnerNamed(Detector):
    """A partner's name in words that readers would take for the partner's, or for a statement on it."""

    id = "voice.partner"
    categories = ("partner",)
    voices = STAFF_VOICES
    messages = {
        "fr": {
            "partner": Message(
                "Ce passage parle de {name}, partenaire de {organisation}, ou en son nom.",
                "Obtenez d’abord l’approbation de ce partenaire, ou retirez ce qui le concerne.",
            )
        },
        "en": {
            "partner": Message(
                "This passage speaks of {name}, a partner of {organisation}, or in its name.",
                "Get that partner's approval first, or remove what is about it.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The partners' names."""
        for partner in policy.organisation.partners:
            yield Cue("partner", rf"\b{any_of(partner.names)}\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting for each partner spoken of."""
        names = {partner.id: partner.names[0] for partner in reading.policy.organisation.partners}
        for partner, start, end in partners_named(reading.policy, reading.folded):
            sentence = reading.sentence_text(start)
            if not reading.official:
                about = sentence.replace(reading.folded[start:end], " ")
                if not _SPEAKS.search(about) or (_BARE.search(about) and not re.search(r"\bau nom|on behalf", about)):
                    continue
            yield Sighting(
                "partner", start, end, 0.85,
                reasons=(Reason("matched", "partner-named"),), parameters={"partner": partner, "name": names[partner]},
            )  # fmt: skip


detector = PartnerNamed()
