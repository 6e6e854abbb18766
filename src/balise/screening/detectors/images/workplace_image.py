"""A picture of the workplace: the text announces a photo or a video of the workshop, offices, warehouse, a desk at work.

Left: one's home, a public street, shops and museums visited, rules about pictures, and an invitation to visit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.images._pictures import picture_cues, pointed_at, scene
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

CATEGORY = "workplace-image"
_PLACE = lazy(
    r"\b(?:ateliers?(?! (?:de bois|de peinture|de yoga|de cuisine|d'ecriture|sur|pour))|work ?shops?(?: floor)?(?! "
    r"(?:on|about|for))|repair (?:room|bench(?:es)?|shop|area)|entrepots?|warehouses?|stock ?rooms?|storage (?:room|"
    r"area)|loading dock|quai de chargement|"
    r"salles? (?:de |des |d')(?:serveurs?|formation|reunion|pause|repos|conference|tri|demontage|reparation|test|"
    r"triage|montage|diner|lunch|lecture|attente)|local (?:technique|des stagiaires|de (?:tri|formation|travail))|"
    r"(?:training|server|break|meeting|sorting|lunch|staff|back|conference|reading|mail|print|supply) ?(?:room|area|"
    r"floor)s?|lunchroom|breakroom|cubicles?|open space|aire ouverte|(?:our|the|new|office|nos|les|my|mes|notre) "
    r"(?:new |nouveaux |own |beaux |petit )?(?:offices?|bureaux|locaux|premises|facility|facilities|headquarters|"
    r"shop floor|installations)|"
    r"mon (?:bureau|poste(?: de travail)?|espace de travail)|my (?:desk|workstation|work ?station|workbench|work "
    r"bench|work space|workspace|cubicle|office)|poste[s]? de travail|etablis?|workbench(?:es)?|work ?stations?|"
    r"reception|comptoir|front desk|loans desk|chaines? de (?:montage|tri|demontage|production)|assembly line|"
    r"production (?:floor|line)|plancher(?: de (?:production|travail|l'atelier))?|(?:de|a|at) (?:la |l'|the )?(?:job|"
    r"jobbe|ouvrage|usine|boulot|taf|work|workplace|plant|factory|shop|office)|au (?:travail|bureau|boulot|taf)|"
    r"lieux? de travail|milieu de travail|"
    r"coulisses|behind the scenes)(?![a-z])"
)
_ELSEWHERE = lazy(
    r"(?<!que )\b(?:chez (?:moi|nous|mes|ma|mon)|a la maison|ma (?:cuisine|chambre|maison|cave)|mon (?:garage|"
    r"sous-sol|salon|balcon|appart(?:ement)?|chalet)|home office|(?:my|at) (?:home|kitchen|garage|basement|bedroom|"
    r"apartment|living room)|from home|teletravail|bureau a la maison|"
    r"musee|museum|exposition|exhibition|tableau|painting|affiche|poster|vintage|voisine? de bureau|bureau (?:de "
    r"poste|en gros|de change|de vote)|post office|box office|office (?:365|depot)|microsoft office|libre ?office|"
    r"fond d'ecran|wallpaper|body ?shop|coffee shop|pet shop|barber ?shop|gift shop|"
    r"work of art|artwork|works? (?:well|great|fine|for)|at work on)\b"
)
_ONLY_GOVERNED = lazy(
    r"\b(?:pour|for|au profit|rendez-vous|venez|come (?:to|visit)|open house|portes ouvertes|after|apres|avant|"
    r"before|en route|on my way|quitt[a-z]+|leaving|left|home from|arriv[a-z]+|parking|stationnement) (?:[a-z']{1,8} "
    r"){0,2}$"
)
_AT_WORK = lazy(r"(?:de|a|at|au) (?:la |l'|the )?(?:job|jobbe|ouvrage|boulot|taf|work|travail|bureau|office|shop)\Z")
_PEOPLE_ONLY = lazy(r"\b(?:lunch|party|5 a 7|happy hour|souper|diner|resto|restaurant|bar)\b")


class WorkplaceImage(Detector):
    """A place of work, in a sentence that announces a picture."""

    id = "images.workplace"
    categories = (CATEGORY,)
    voices = STAFF_VOICES
    surest = 0.75
    messages = {
        "fr": {
            CATEGORY: Message(
                "Ce message accompagne une image du lieu de travail (« {matched} »).",
                "Demandez d’abord l’autorisation de la direction : écrans, étiquettes et documents peuvent s’y lire.",
            )
        },
        "en": {
            CATEGORY: Message(
                "This post goes with a picture of the workplace (“{matched}”).",
                "First ask for the management's authorisation: screens, labels and papers may be readable on it.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Words of pictures; what they show is looked for around."""
        return picture_cues()

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first place of work that a picture shows."""
        text = reading.folded
        for hit in islice(hits, 30):
            where = scene(reading, hit)
            if where is None or _ELSEWHERE.search(text, where.near_first, where.near_last):
                continue
            stretches = [(where.near_first, where.near_last)]
            if pointed_at(reading, where):
                stretches.append((where.first, where.last))
            for first, last in stretches:
                match = _shown(reading, first, last)
                if match is not None and not _ELSEWHERE.search(text, first, last):
                    start, end = min(match.start(), hit.start), max(match.end(), hit.end)
                    if end - start > 120:
                        start, end = match.span()
                    yield Sighting(CATEGORY, start, end, 0.75, reasons=(Reason("matched", "picture-of-workplace"),))
                    return


def _shown(reading: Reading, first: int, last: int) -> re.Match[str] | None:
    text = reading.folded
    for match in _PLACE.finditer(text, first, last):
        if _ONLY_GOVERNED.search(text[max(first, match.start() - 30) : match.start()]):
            continue
        if _AT_WORK.match(match.group()) and _PEOPLE_ONLY.search(text, first, last):
            continue
        return match
    return None


detector = WorkplaceImage()
