"""Airs a conflict or a grievance at work in public.

Advice only: human resources are the place for it. General talk about work, a union meeting, a recourse spoken of
without detail, somebody else's conflict and a conflict at home are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from balise.policy.model import Decision, Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.reputation._tone import told
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import mention_pattern
from balise.screening.patterns import lazy
from balise.screening.polarity import negated
from balise.screening.reading import Reading
from balise.screening.word_lists import terms

_MINE = "mon|ma|mes|notre|nos|my|our|un de mes|une de mes|one of my|un|une|le|la|les|the|cette|ce|this"
_WORK = (
    rf"\b(?:{_MINE}) (?:boss|patron|patronne|patrons|gestionnaire|gestionnaires|superviseur|superviseure|superieur|superieure|collegue|collegues|coequipier|coequipiere|coordonnateur|coordonnatrice|"
    rf"employeur|supervisor|supervisors|manager|managers|bosses|coworker|coworkers|co-worker|co-workers|colleague|colleagues|teammate|teammates|employer|team lead|chef d'equipe|cheffe d'equipe|contremaitre)\b",
    r"\b(?:mon|ma|mes|notre|nos|my|our) (?:chef|cheffe|directeur|directrice|responsable|horaire|horaires|salaire|paye|quart|quarts|augmentation|vacances|conges|shift|shifts|schedule|raise|director|team|equipe|departement|department|stage|"
    r"internship|traineeship|maitre de stage|job|milieu de travail|workplace|promotion|evaluation|heures|hours|poste|overtime|vacation|pause|pauses)\b",
    r"\b(?:a la job|a ma job|a job|au travail|au bureau|a l'atelier|de l'atelier|at work|in the office|at my job|in the workshop|in the warehouse|dans l'entrepot|a l'entrepot|climat de travail|milieu de travail|ambiance de travail|l'ambiance|"
    r"work environment|workplace|la direction|chere direction|dear management|management|haute direction|les rh|rh|hr|ressources humaines|human resources|temps supplementaire|heures sup|heures supplementaires|"
    r"overtime|la gestion|les boss|the bosses|higher-ups|on the team|dans l'equipe|cette equipe|this team|this job|cette job|ma gang|semaine de stage|mon shift|asked for a raise|demande une augmentation)\b",
)
_ABOUT_IT = lazy(
    r"\b(?:formation|atelier sur|conference|article|webinaire|livre|conseils?|comment (?:prevenir|gerer|regler|survivre)|how to|tips|workshop on|webinar|training on|book about|film|serie|series|episode|jeu|game|level|niveau|"
    r"dans ce film|podcast|balado|mental health week|semaine de la|day against|journee (?:contre|mondiale|internationale))\b"
)
_PRAISE = lazy(
    r"\b(?:merci|bravo|felicit[a-z]*|meilleure?s?|super|geniale?|j'adore|adore|fiere?|chanceu[a-z]+|thanks|thank you|great|best|amazing|awesome|love|lucky|proud|congrat[a-z]*|excellent)\b"
)
_BUT = lazy(r"\b(?:mais|pourtant|sauf|but|yet|except|although|though)\b")
_SETTLED = lazy(
    r"\b(?:(?:reunion|assemblee|rencontre|meeting) (?:syndicale?|du syndicat|of the union)|union meeting|assemblee syndicale|through the union|via le syndicat|par le syndicat|avec le syndicat|being handled|est entre les mains|audience|hearing|"
    r"recours au|tribunal administratif|it's my right|c'est mon droit|as the law|comme la loi|no need to discuss|write to|ecrivez a|ecrire aux|peuvent aider|can help|est la pour|are there for)\b"
)
_ELSEWHERE = lazy(
    r"\b(?:mon chum|ma blonde|mes enfants|my kids|my husband|my wife|mon mari|ma femme|his (?:boss|manager|job)|her (?:boss|manager|job)|(?:son|sa|leur) (?:boss|patron|patronne|gestionnaire|employeur|superviseure?|job)|their boss|"
    r"mon proprio|my landlord|mon ado|(?:ma|mon|my) (?:soeur|frere|cousine?|voisine?|niece|neveu|fille|fils|gars|mere|pere|sister|brother|cousin|neighbou?r|daughter|son|mom|dad|friend|amie?|roommate)|dans le jeu|in this level|boss fight|health bars?|boss final|sims|zelda|mario|elden)\b"
)
_STRONG = frozenset(
    "harcelement intimidation favoritisme favouritism favoritism unpaid harassment bullying toxique toxic conflit conflits chicane chicanes feud drama tension tensions understaffed".split()
)
_MINE_TOO = lazy(
    r"\b(?:je|j'|j|me|m'|moi|mon|ma|mes|nous|on|nos|notre|i|i'm|i've|my|me|we|us|our|asked for|been asking|still waiting|got passed)\b"
)
_PATIENT = lazy(r"\b(?:me|m'|moi|mon|ma|mes|my|i'm|i've|asked for|been asking|still waiting|unpaid|dear|chere)\b")
_WORD = lazy(r"[a-z0-9][a-z0-9\-]*")
_REACH = 260


@cache
def _grievances() -> tuple[frozenset[str], re.Pattern[str]]:
    every = terms("grievances")
    single = frozenset(term for term in every if term.isalpha())
    first: dict[str, list[str]] = {}
    for term in every:
        if term not in single:
            head, _, rest = term.partition(" ")
            first.setdefault(head, []).append(rest)
    branches = []
    for head, rests in sorted(first.items()):
        tails = "|".join(re.escape(rest).replace(r"\ ", " ") for rest in sorted(rests, key=len, reverse=True) if rest)
        branches.append(
            re.escape(head) + (f"(?: (?:{tails}))" if tails else "") if "" not in rests else re.escape(head)
        )
    return single, re.compile(rf"\b(?:{'|'.join(branches)})\b")


def _grievance(folded: str, first: int, last: int) -> tuple[int, int] | None:
    """The first grievance told between two places."""
    single, phrases = _grievances()
    found = phrases.search(folded, first, last)
    for match in _WORD.finditer(folded, first, found.start() if found else last):
        if match.group() in single:
            return match.span()
    return found.span() if found else None


class InternalConflict(Detector):
    """Somebody or something of the author's work, and a grievance about it."""

    id = "reputation.internal-conflict"
    categories = ("internal-conflict",)
    voices = STAFF_VOICES
    surest = 0.7
    severity = Severity.LOW
    messages = {
        "fr": {
            "internal-conflict": Message(
                "Ce message parle d’une difficulté vécue au travail (« {matched} »). Les réseaux sociaux aident rarement à la régler.",
                "Les ressources humaines sont là pour vous écouter, en toute confidentialité. Écrivez-leur plutôt.",
            )
        },
        "en": {
            "internal-conflict": Message(
                "This post speaks of a difficulty at work (“{matched}”). Social networks seldom help to settle one.",
                "Human resources are there to listen to you, in confidence. Write to them instead.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """People and things of one's work, and the organisation's names."""
        for pattern in _WORK:
            yield Cue("work", pattern)
        yield Cue("organisation", rf"\b{mention_pattern(policy)}\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first grievance about one's work."""
        folded = reading.folded
        for hit in hits[:40]:
            span = reading.sentence(hit.start)
            first, last = (
                max(0, span.start - 200, hit.start - _REACH),
                min(len(folded), span.end + 200, hit.end + _REACH),
            )
            grievance = _grievance(folded, first, last)
            if folded.startswith("'s ", hit.end) and not folded.startswith(
                ("'s been", "'s a", "'s not", "'s so"), hit.end
            ):
                continue
            if grievance is None or _set_aside(reading, grievance, first, last):
                continue
            if hit.cue == "organisation" and not (
                span.start <= grievance[0] < span.end and _PATIENT.search(folded, span.start, span.end)
            ):
                continue
            start, end = min(hit.start, grievance[0]), max(hit.end, grievance[1])
            if end - start > 160:
                start, end = grievance
            yield Sighting(
                "internal-conflict", start, end, 0.7,
                reasons=(Reason("matched", "grievance-at-work"),), ceiling=Decision.ADVISE,
            )  # fmt: skip
            return


def _set_aside(reading: Reading, grievance: tuple[int, int], first: int, last: int) -> bool:
    """Whether the words around show that no grievance of one's own is aired."""
    folded = reading.folded
    start, end = grievance
    if told(reading, start, end) or _ABOUT_IT.search(folded, first, last) or _ELSEWHERE.search(folded, first, last):
        return True
    if _SETTLED.search(folded, first, last):
        return True
    if negated(reading, start) and not re.search(
        r"\b(?:pas|jamais|rien|personne|not|never|nobody|no|plus|don'?t|doesn'?t|won'?t|can'?t)\b", folded[start:end]
    ):
        return folded[start:end] not in _STRONG or "?" not in folded[end : end + 40]
    if _PRAISE.search(folded, first, last) and not _BUT.search(folded, first, last):
        return True
    return _MINE_TOO.search(folded, first, last) is None and folded[start:end] not in _STRONG


detector = InternalConflict()
