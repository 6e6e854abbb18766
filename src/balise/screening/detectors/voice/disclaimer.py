"""Says that the author works for the organisation without saying that the organisation does not speak.

Identifying oneself is allowed; what is asked is a clear sentence beside it, in whatever words and anywhere in the
text. Announcing the first or the last day of a job is not asked for a disclaimer, and neither is speaking of somebody
else who works there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity, Voice
from balise.screening.detecting import Cue, Detector, Hit, Message
from balise.screening.detectors.voice._context import masked, mentions
from balise.screening.detectors.voice._disclaiming import DISCLAIMER
from balise.screening.detectors.voice._employment import IDENTIFYING, owned
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import mention_pattern, sentence_around
from balise.screening.patterns import lazy
from balise.screening.polarity import reported
from balise.screening.reading import Reading, remembered

_DATES = lazy(
    r"\b(?:(?:re)?commence(?:r|rai|ais)?|ai (?:re)?commence|debute(?:r|rai)?|debutais|entame|entrer?|entree?|rejoins|rejoint|integre|embauchee?|"
    r"engagee?|(?:nouvel|nouveau|nouvelle|new) (?:[a-z]+ )?(?:emploi|poste|travail|defi|job|stage|aventure|role|position|internship|chapter|adventure|chapitre)|"
    r"(?:premier|premiere|1er|1ere|derniere?|last|first|final) (?:jour|journee|semaine|quart|day|week|shift)|quitter?|quitte(?:rai)?|quittais|"
    r"(?:termine|acheve|fini|finis|terminais|terminerai|terminer|finishe?d?|finishing|ends?|ended|ending|completed?|wrapped up|wrapping up)(?! (?:mon |ma |my |the |a |un |de )?(?:quart|chiffre|shift|journee|day))|"
    r"prend(?:ra)? fin|a pris fin|fin de (?:mon |ma )?(?:emploi|stage|contrat|aventure|parcours)|debut de (?:mon |ma )?(?:emploi|stage|contrat|parcours)|"
    r"du [0-9]{1,2}(?:er)? [a-z]+ (?:[0-9]{4} )?au|jusqu'au|a partir du|a compter du|start(?:ed|ing|s)?|began|begin(?:ning|s)?|join(?:ed|ing)|left|leaving|profil(?:e)? (?:linkedin |facebook )?(?:mis )?a jour|"
    r"profile updated|updated my profile|until (?:january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"(?:from )?[a-z]+\.? [0-9]{1,2}(?:,? 20[0-9]{2})? (?:to|until) )\b"
)
_OPINION = lazy(
    r"\b(?:je (?:pense|trouve|crois)|j ?(?:pense|trouve|crois)|jtrouve|jpense|selon moi|a mon avis|mon opinion|devrai(?:t|ent|s)|il faut|faut (?:que|pas)|faudrait|honte|scandale|pire|nul|poche|"
    r"i (?:think|believe|find|feel)|should|imo|imho|worst|must|ridicul[a-z]*|inutiles?|useless|deteste|hate|contre|against|gouvernement|government|"
    r"recommande|recommend|on a besoin|politique|policy|ministre|minister|taxes?|merite|deserves?)\b"
)
_ANOTHER = (
    r"ami|amie|amis|chum|blonde|conjoint|conjointe|mari|femme|soeur|frere|cousin|cousine|voisin|voisine|mere|pere|fille|fils|oncle|tante|"
    r"beau-frere|belle-soeur|belle-mere|beau-pere|niece|neveu|filleul|gars|ado|eleve|etudiante?|client|ex-collegue|parrain|marraine|connaissance|"
    r"friend|brother|sister|wife|husband|neighbou?r|mom|mum|dad|mother|father|uncle|aunt|roommate|coloc|nephew|kid|brother-in-law|sister-in-law|"
    r"buddy|girlfriend|boyfriend|daughter|son|partner|grandson|granddaughter|teacher|prof"
)
_SOMEBODY = rf"(?:mon|ma|mes|my|mn|un|une|notre|our|le|la|the|a|an|some|des|ses|sa|son|his|her|their) (?:[a-z]+ )?(?:{_ANOTHER})"
_RELATIVE = lazy(rf"\b{_SOMEBODY}\b")
_NOT_STAFF = lazy(
    rf"\b(?:{_SOMEBODY}|il|elle|ils|elles|he|she|they|"
    r"quelqu'un qui|celui qui|someone who|somebody who|anyone|quiconque|vous|you|your|votre|tu|si je|if i|if you|when i grow)\b"
)
_MINE = lazy(r"\b(?:je|j'|moi|mon|ma|mes|chu|jsuis|i|i'm|my|im|me|ive|i've|on|nous|we)\b")
_UNREAL = lazy(
    r"\b(?:aimerais|aimerait|voudrais|pourrais|reve|revais|postule|postuler|applique|appliquer|applied|apply|applying|would (?:like|love)|wish|hope|dream|want to|"
    r"(?:ne |n'|j'?)(?:y )?travaille (?:pas|plus)|travaille (?:pas|plus|jamais)|(?:suis|chu|jsuis) (?:pas|plus)|don'?t work|do not work|doesn'?t|never worked|jamais travaille|"
    r"ancien|ancienne|anciens|former|formerly|ex|used to|travaillais|travaillait|avais|etais|cherche|looking for|entrevue|interview|not an?|isn'?t|am not|i'm not|no longer|anymore|"
    r"avant de|si j'|jadis|autrefois|back when|avec (?:un|une|des|les|le|la)|with (?:an?|the|some))\b"
)
_GIVES = lazy(
    r"\b(?:donne|donner|donnes|depose|deposer|porte|porter|apporte|achete|acheter|recu|recoit|recus|donated?|donating|dropp(?:ed|ing)|bought|received|"
    r"picked up)\b"
)
_BOUND = 160


class Disclaimer(Detector):
    """Staff who name their employer without saying that they speak for themselves."""

    id = "voice.disclaimer"
    categories = ("disclaimer",)
    voices = (Voice.PERSONAL,)
    severity = Severity.LOW
    messages = {
        "fr": {
            "disclaimer": Message(
                "On comprend que vous travaillez pour {organisation} (« {matched} »), mais pas que vous parlez pour vous.",
                "Vous pouvez le dire, bien sûr. Ajoutez simplement une phrase comme « Mes propos n’engagent que moi. »",
            )
        },
        "en": {
            "disclaimer": Message(
                "Readers can tell that you work for {organisation} (“{matched}”), but not that you speak for yourself.",
                "You may say where you work. Just add a sentence such as “My views are my own.”",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The organisation's names."""
        yield Cue("organisation", rf"\b{mention_pattern(policy)}\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first place where the author identifies as staff, unless a disclaimer stands anywhere in the text."""
        disclaimed: bool | None = None
        for hit in mentions(reading, hits):
            told = identified(reading, hit)
            if told is None:
                continue
            if disclaimed is None:
                disclaimed = DISCLAIMER.search(reading.folded) is not None
            if disclaimed:
                return
            if _DATES.search(reading.sentence_text(hit.start)) and not _OPINION.search(reading.folded):
                continue
            yield Sighting("disclaimer", *told, 0.85, reasons=(Reason("matched", "names-employer"),))
            return


@remembered
def identified(reading: Reading, hit: Hit) -> tuple[int, int] | None:
    """The words around a mention by which the author says that they work there, or None."""
    span = sentence_around(reading, hit.start, hit.end)
    first = max(span.start, hit.start - _BOUND)
    last = min(span.end, hit.end + _BOUND)
    text = masked(reading, first, last)
    for match in IDENTIFYING.finditer(text):
        start, end = first + match.start(), first + match.end()
        if not start <= hit.start < end + 1:
            continue
        before = reading.folded[max(span.start, start - 40) : start]
        said = match.group()
        if _UNREAL.search(before[-24:]) or _UNREAL.search(said):
            continue
        if _NOT_STAFF.search(said) or (_NOT_STAFF.search(before) and not _MINE.search(said)):
            continue
        if reported(reading, start, end):
            continue
        lead = re.match(r"[^a-z0-9]+", reading.folded[start:end])
        return (start + lead.end() if lead else start), end
    return _beside(reading, hit)


def _beside(reading: Reading, hit: Hit) -> tuple[int, int] | None:
    """The employer's name where the author speaks, just before or after, of their boss, their shift, their raise."""
    first, last = max(0, hit.start - 2 * _BOUND), min(len(reading.folded), hit.end + _BOUND)
    own = owned(reading.folded[first:last])
    if own is None:
        return None
    sentence = reading.sentence_text(hit.start)
    around = reading.folded[max(0, first + own.start() - 60) : first + own.end() + 40]
    if _UNREAL.search(sentence) or _RELATIVE.search(around) or _GIVES.search(sentence):
        return None
    return hit.start, hit.end


detector = Disclaimer()
