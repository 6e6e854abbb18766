"""A picture of persons: the text announces a photo, a video or a recording of colleagues, pupils, trainees, clients.

Whether they consented cannot be seen in a text, so a stated consent is still to be confirmed. Left: a selfie alone, a
picture of an object, of an animal or of a landscape, family albums, pictures made *for* or *by* somebody, rules about
pictures, and requests for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from balise.policy.model import Policy
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.images._pictures import Scene, picture_cues, pointed_at, scene
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.people import FIRST, FULL, ROLE, TITLED, people, public_figure
from balise.screening.reading import Reading

CATEGORY = "person-image"
_PEOPLE = lazy(
    r"\b(?P<who>collegues?|co-?workers?|colleagues?|equipes?|teams?|gang|stagiaires?|interns?|trainees?|"
    r"apprenti[es]{0,2}|eleves?|etudiant[es]{0,2}|ecoliers?|students?|pupils?|schoolkids|kids|kiddos|"
    r"enfants?|children|jeunes|tout-petits|toddlers|ados|teens|teenagers|youth|benevoles?|volunteers?|clients?|"
    r"clientes?|customers?|usagers?|usageres?|lecteurs|lectrices|readers|patrons|visiteurs|visitors|familles?|"
    r"families|family|"
    r"(?:a|une) (?:mother|father|mere|maman|young (?:boy|girl|man|woman)|boy|girl|man|woman|dame|jeune (?:fille|"
    r"homme|femme)|petite fille|petit garcon)|"
    r"les (?:gars|filles|guys|boys|girls)|the (?:guys|girls|boys|ladies|crew|gang|staff)|guys|boss|patron|patronne|"
    r"gerante?|superviseure?|employe[es]{0,2}|employees?|workers|travailleurs|staff|personnel|techniciens?|"
    r"techniciennes?|technicians?|techs|"
    r"enseignante?s?|profs?|teachers?|finissante?s?|graduates|grads|diplome[es]{1,2}|recipiendaires?|laureate?s?|"
    r"winners?|gagnante?s?|participante?s?|participants|attendees|donateurs?|donatrices?|donors?|partenaires|"
    r"partners|directeur|directrice|director|manager|"
    r"classes? de|class of|groupe(?! (?:de musique|electrogene|facebook))|crew|visages?|faces|sourires?|smiles|"
    r"smiling|equipiers|new hires?|nouvelles? recrues?|le monde|tout le monde|everyone|everybody|gens|people|foule|"
    r"crowd|public|passants|"
    r"tag(?:gue|ue)?[sz]? (?:toi|vous|yourself|yourselves|les|them|everyone)|je vous (?:tague|tag|identifie)|tag "
    r"yourself|retrouvez-vous|reconnaissez-vous|who can you spot|photo de groupe|group (?:photo|shot|pic|selfie)|"
    r"photo d'equipe|team (?:photo|pic|selfie))(?![a-z])"
)
_GOVERNED = lazy(
    r"(?:\b(?:pour|for|par|by|aux?|chez|to|from|merci (?:a|aux)|thanks to|grace a|grace aux|offertes? (?:a|aux)|"
    r"donnes? aux|au profit des?|zero|no|sans|without|aucune?|pas de|pas d'|ni|vos|your|vers|of interest to)"
    r" (?:les |nos |our |the |des |mes |my |tous les |all |l'|la |le |ses |notre )?|\b(?:your|vos|votre) )$"
)
_OWN_THINGS = lazy(
    r"\b(?:photos?|videos?|pics?|pictures?|selfies?|clips?|egoportraits?) (?:de |d'|du |of )?(?:mon |ma |mes |my |"
    r"moi|me\b|the |le |la |un |une |a |an )?(?:propre |own |new |nouveau |nouvelle |vieux |vieille |old )*"
    r"(?:chats?|chien(?:ne)?s?|cats?|dogs?|puppy|kitten|lunch|diner|souper|dejeuner|dinner|breakfast|cafe|coffee|"
    r"velo|bike|char|car|voiture|jardin|garden|balcon|balcony|sunrise|sunset|coucher|lever|chalet|cottage|fils|fille|"
    r"bebe|baby|blonde|chum|mari|femme|wife|husband|mere|pere|mom|dad|maman|papa|soeur|frere|sister|brother|daughter|"
    r"son|kids?|enfants?|grandma|grandpa|niece|neveu|nephew|mariage|wedding|vacances|vacation)\b"
)
_SELFIE_ALONE = lazy(r"\b(?:mon|ma|my|un|a|petit|quick|self(?:ie)?) ?(?:petit |quick |own )?(?:selfie|egoportrait)\b")
_TOGETHER = lazy(r"\b(?:avec|with|et|and|de groupe|group|gang|nous|us|a deux)\b")
_PRIVATE_LIFE = lazy(
    r"\b(?:chez (?:moi|nous)|my (?:kitchen|garage|basement|backyard|wedding|family|vacation)|ma famille|mes "
    r"(?:vacances|enfants|parents|amis)|mon (?:mariage|chalet)|my (?:kids|friends|parents)|concert|spectacle|"
    r"festival)\b"
)


class PersonImage(Detector):
    """Persons, in a sentence that announces a picture."""

    id = "images.person"
    categories = (CATEGORY,)
    voices = STAFF_VOICES
    surest = 0.75
    messages = {
        "fr": {
            CATEGORY: Message(
                "Ce message accompagne une image où l’on peut reconnaître quelqu’un (« {matched} »).",
                "Obtenez d’abord le consentement écrit de chaque personne (d’un parent pour un mineur) et, si elle "
                "est au "
                "travail, l’autorisation de la direction.",
            )
        },
        "en": {
            CATEGORY: Message(
                "This post goes with a picture in which somebody can be recognised (“{matched}”).",
                "First get the written consent of each person (of a parent for a minor) and, when they are at work, "
                "the "
                "management's authorisation.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Words of pictures; who is on them is looked for around."""
        return picture_cues()

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first person or group that a picture shows."""
        for hit in islice(hits, 30):
            where = scene(reading, hit)
            if where is None:
                continue
            place = _group(reading, where, hit) or _named(reading, where, hit)
            if place is not None:
                start, end = min(place[0], hit.start), max(place[1], hit.end)
                if end - start > 120:
                    start, end = place
                yield Sighting(CATEGORY, start, end, 0.75, reasons=(Reason("matched", "picture-of-persons"),))
                return


def _stretches(reading: Reading, where: Scene) -> list[tuple[int, int]]:
    near = (where.near_first, where.near_last)
    return (
        [near, (where.first, where.near_first), (where.near_last, where.last)] if pointed_at(reading, where) else [near]
    )


def _group(reading: Reading, where: Scene, hit: Hit) -> tuple[int, int] | None:
    text = reading.folded
    if _OWN_THINGS.search(text, where.near_first, where.near_last):
        return None
    alone = _SELFIE_ALONE.search(text, where.near_first, where.near_last)
    if alone and not _TOGETHER.search(text, where.near_first, where.near_last):
        return None
    if not reading.official and _PRIVATE_LIFE.search(text, where.near_first, where.near_last):
        return None
    for first, last in _stretches(reading, where):
        for match in _PEOPLE.finditer(text, first, last):
            if (
                hit.cue == "picture"
                and match.start() < hit.end
                and match.end() > hit.start
                and "group" not in match.group()
                and "equipe" not in match.group()
                and "team" not in match.group()
            ):
                continue
            if not _GOVERNED.search(text[max(0, match.start() - 24) : match.start()]):
                return match.span()
    return None


def _named(reading: Reading, where: Scene, hit: Hit) -> tuple[int, int] | None:
    text = reading.folded
    if _OWN_THINGS.search(text, where.near_first, where.near_last):
        return None
    for first, last in _stretches(reading, where):
        if public_figure(reading, first, last):
            continue
        for person in people(reading, first, last):
            if person.kind not in {FULL, FIRST, TITLED, ROLE} or person.kin:
                continue
            if _GOVERNED.search(text[max(0, person.start - 24) : person.start]) or (
                person.start < hit.end and person.end > hit.start
            ):
                continue
            return person.start, person.end
    return None


detector = PersonImage()
