"""Uses the organisation, its clients or what it is given for one's own gain or a relative's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.reputation._targets import about_organisation
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import negated
from balise.screening.reading import Reading

_RELATIVE = (
    r"(?:mon|ma|mes|my) (?:[a-z]{2,8} )?(?:beau-?frere|belle-?soeur|frere|soeur|conjointe?|chum|blonde|mari|femme|cousine?|oncle|tante|pere|mere|fils|fille|ami|amie|coloc|brother(?:-in-law)?|sister(?:-in-law)?|wife|"
    r"husband|partner|girlfriend|boyfriend|cousin|uncle|aunt|dad|mom|father|mother|son|daughter|friend|buddy|roommate)"
)
_SHOP = (
    r"(?:entreprise|compagnie|business|shop|boutique|commerce|magasin|side business|side hustle|side gig|side line|startup|start-up|studio|kiosque|garage|atelier de reparation|"
    r"service de reparation|repair shop|repair business|repair service|company|store|firm|firme|imprimerie|resto|restaurant|cafe)"
)
_BUSINESS = (
    rf"\b(?:ma|mon|my|notre|our) (?:propre |own |petite? |little |small |tech |web |repair )?{_SHOP}\b",
    rf"\b{_SHOP} (?:de mon|de ma|de mes|a mon|a ma)\b",
    rf"\b[a-z]{{2,12}}'s (?:[a-z]{{2,12}} )?{_SHOP}\b",
    r"\b(?:vend|vends|vendent|repare|offre|sells?|repairs?|fixes|runs|owns|tient|possede|installe|fournit|supplies)\b",
)
_GAIN = (
    r"\b(?:commissions?|ristournes?|pots? de vin|kickbacks?|referral (?:fee|bonus|link|code)s?|liens? affilies?|affiliate links?|codes? promo|promo codes?|discount codes?|code rabais|en echange d[eu']|"
    r"in exchange for|in return for|contre (?:une publication|une mention|un post|un avis)|freebies?|perks?|sponsorisee?s?|commandite par|sponsored|collaboration payee|paid partnership|contrat a (?:mon|ma)|"
    r"contract to (?:my|our)|passe(?:z)? par (?:moi|mon|ma)|go through (?:me|my)|call my|appelez (?:mon|ma)|engagez? (?:mon|ma)|hire my|(?:prix|tarif|rabais) (?:d'ami|special|de gang|pour les|pour nos|pour vous)|"
    r"(?:deal|price|discount) for (?:our|the|all|any|you)|m'a offert|m'ont offert|nous a offert|nous ont offert|on m'a offert|on m'a donne|m'ont donne|gave me|gave us|sent me|sent us|gets me|offered me|got a free|got free|"
    r"je m'en garde|j'en garde|je revends|je revend|i resell|i flip|revendre|reselling|flipping)\b"
)
_TAKEN = lazy(
    r"\b(?:dons?|donn(?:e|es|ee|ees)|donated|donations?|recuper[a-z]*|recus? (?:en don|a la job)|de la job|du travail|from work|from the (?:warehouse|shop|workshop)|de l'atelier|de l'entrepot|reformes?|salvaged|surplus)\b"
)
_OWN = lazy(rf"\b(?:je|j'|i|{_RELATIVE})\b")
_WORKISH = lazy(
    r"\b(?:clients?|clientele|ecoles?|schools?|donateurs?|donors?|customers?|collegues?|coworkers?|dons?|donated|donnes?|donations?|a la job|de la job|au travail|work|mon employeur|my employer|partenaires?|fournisseurs?|suppliers?|"
    r"contrats?|contracts?|ordinateurs?|portables?|laptops?|computers?|parc informatique|pieces?|parts|entrepot|warehouse|l'atelier|inventaire|employe[a-z]*|stagiaires?|equipement|machines?|ecrans?|monitors?|surplus)\b"
)
_UNRELATED = lazy(
    r"\b(?:sans lien|rien a voir|unrelated|nothing to do|soirs? et (?:les )?fins? de semaine|evenings and weekends|declare[a-z]*|disclos[a-z]*|autorise[a-z]*|avec l'accord|approuve par|refuse[a-z]*|decline[a-z]*|"
    r"interdit|not allowed|forbidden|policy|politique|remis[a-z]* a|returned|turned down|a ete etabli|recus? fiscal|tax receipt|en cadeau de (?:fete|noel|depart|retraite)|for (?:christmas|my birthday)|pour ma fete)\b"
)


class ConflictOfInterest(Detector):
    """One's own business or a relative's, a perk or a resale, in touch with one's work."""

    id = "reputation.conflict-of-interest"
    categories = ("conflict-of-interest",)
    voices = STAFF_VOICES
    severity = Severity.MEDIUM
    messages = {
        "fr": {
            "conflict-of-interest": Message(
                "Ce passage mêle votre travail et un intérêt personnel ou celui d’un proche (« {matched} »).",
                "Parlez-en à votre gestionnaire avant de publier, ou retirez ce qui profite à vous ou à un proche.",
            )
        },
        "en": {
            "conflict-of-interest": Message(
                "This passage mixes your work with a personal interest, or a relative's (“{matched}”).",
                "Speak with your manager before publishing, or remove what benefits you or a relative.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Businesses of one's own or a relative's; gains, perks and resales."""
        for pattern in _BUSINESS[:3]:
            yield Cue("business", pattern)
        yield Cue("trade", _BUSINESS[3])
        yield Cue("gain", _GAIN)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first place where both meet."""
        if _UNRELATED.search(reading.folded):
            return
        whole = min(len(reading.folded), 20_000)
        at_work = about_organisation(reading, 0, whole)
        for hit in hits[:50]:
            if negated(reading, hit.start):
                continue
            first, last = max(0, hit.start - 240), min(len(reading.folded), hit.end + 240)
            if hit.cue == "trade" and not self._own_trade(reading, hit, last):
                continue
            workish = _WORKISH.search(reading.folded, first, last) is not None
            if not (at_work or (workish and (hit.cue == "gain" or len({other.cue for other in hits}) > 1))):
                continue
            yield Sighting(
                "conflict-of-interest", hit.start, hit.end, 0.75 if at_work else 0.6,
                reasons=(Reason("matched", "personal-interest"),),
            )  # fmt: skip
            return

    @staticmethod
    def _own_trade(reading: Reading, hit: Hit, last: int) -> bool:
        """Whether the author sells what was given, or a relative trades."""
        before = reading.folded[max(0, hit.start - 40) : hit.start]
        who = _OWN.search(before)
        if who is None:
            return False
        mine = who.group() in {"je", "j'", "i"}
        return not mine or _TAKEN.search(reading.folded, hit.end, last) is not None


detector = ConflictOfInterest()
