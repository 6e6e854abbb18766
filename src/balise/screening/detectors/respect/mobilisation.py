"""Propaganda and calls to mobilise: petitions, demonstrations, boycotts of third parties, slogans, votes.

School fairs, blood drives, volunteering, fundraising for a school and invitations are left alone. Union activity is
advice at most, for every voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Decision, Policy, Severity
from balise.screening.detecting import Cue, Detector, Hit, Message, words
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import mentions_organisation
from balise.screening.patterns import lazy
from balise.screening.polarity import denied, reported
from balise.screening.reading import Reading
from balise.screening.turns import anchors, turn_at

_SOCIAL = lazy(
    r"\b(?:dessin|photo|prefere[es]*|favou?rite|fete|kermesse|foire|vernissage|spectacle|collecte de (?:sang|denrees|jouets|materiel|fonds)|benevol[a-z]*|porte[s]? ouverte[s]?|souper|vente de (?:garage|debarras|gateaux)|don de sang|guignolee|carnaval|concert|lave-auto|tombola|bingo|marche de noel|marche (?:de nuit|en montagne|en foret|au ralenti)|course|marathon|defi|"
    r"school fair|bake sale|blood drive|volunteer[a-z]*|open house|fundraiser|potluck|barbecue|bbq|concert|car wash|food drive|toy drive|talent show|book fair|craft fair|spaghetti supper|walkathon|contest|concours|mascot|mascotte|chanson prefer[a-z]*|favourite|favorite|nom de|name for|logo)\b"
)
_UNION = lazy(
    r"\b(?:syndica[a-z]*|syndiqu[a-z]*|section locale|convention collective|union|unions|local [0-9]+|csn|ftq|csq|cupe|scfp|unifor|teamsters|collective agreement|collective bargaining|negotiation[s]?|grevistes?|picket|piquet[a-z]*|bargaining|1er mai|premier mai|may day)\b"
)
_BEYOND = lazy(
    r"\b(?:parti|party|gouvernement|government|capitalis[a-z]*|revolution|legault|macron|trudeau|election|vote[zr]?)\b"
)
_TOLD = lazy(
    r"\b(?:hier|yesterday|last (?:week|year|night)|en (?:18|19|20)[0-9]{2}|in (?:18|19|20)[0-9]{2}|histoire|history|article|reportage|news|selon|according|retard|traffic|trafic|circulation|detour|autobus|delay[a-z]*)\b"
)


_HARMS = lazy(
    r"\b(?:boycott[a-z]*|annul[a-z]*|cancel[a-z]*|inond[a-z]*|flood[a-z]*|avis|reviews?|commandes?|orders?|commanditaires?|sponsors?|shut down|desabonn[a-z]*|unfollow)\b"
)


class Mobilisation(Detector):
    """Calls to act together for a cause, and slogans."""

    id = "respect.mobilisation"
    categories = ("mobilisation",)
    surest = 0.75
    severity = Severity.LOW
    messages = {
        "fr": {
            "mobilisation": Message(
                "« {matched} » ressemble à de la propagande ou à un appel à se mobiliser.",
                "Gardez ce message pour un espace sans lien avec {organisation}, ou retirez l’appel.",
            ),
            "mobilisation/union": Message(
                "« {matched} » touche à la vie syndicale, qui vous appartient.",
                "Rien n’est interdit : parlez en votre nom, et de préférence par les moyens du syndicat.",
            ),
        },
        "en": {
            "mobilisation": Message(
                "“{matched}” looks like propaganda or a call to mobilise.",
                "Keep this message for a space with no link to {organisation}, or remove the call.",
            ),
            "mobilisation/union": Message(
                "“{matched}” concerns union life, which is yours.",
                "Nothing is forbidden: speak in your own name, and preferably through the union's channels.",
            ),
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Calls, slogans and turns of union life."""
        yield from words("anchor", anchors("mobilisation"))

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """One sighting a text: the first call or slogan, else the first turn of union life."""
        union = None
        for hit in hits:
            for turn in turn_at(reading, "mobilisation", hit.start, hit.end):
                start, end = turn.start, turn.end
                sentence = reading.sentence_text(start)[:600]
                if reported(reading, start, end) or _SOCIAL.search(sentence) or _TOLD.search(sentence):
                    continue
                if turn.kind == "union" or (_UNION.search(sentence) and not _BEYOND.search(sentence)):
                    union = union or turn
                    continue
                if denied(reading, start) and turn.kind != "slogan":
                    continue
                # A campaign against the organisation itself belongs to reputation.hostile-campaign.
                if (
                    turn.kind == "call"
                    and mentions_organisation(reading.policy, sentence) is not None
                    and _HARMS.search(sentence)
                ):
                    continue
                yield Sighting("mobilisation", start, end, 0.75, reasons=(Reason("matched", turn.kind),))
                return
        if union is not None:
            yield Sighting(
                "mobilisation", union.start, union.end, 0.4, reasons=(Reason("softened", "union-activity"),),
                parameters={"variant": "union"}, ceiling=Decision.ADVISE,
            )  # fmt: skip


detector = Mobilisation()
