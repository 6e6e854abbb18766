"""Uses the organisation, its clients or what it is given for one's own gain or a relative's.

Three shapes: a business of one's own, of a relative or of a colleague put before the organisation's clients; a perk
received for posting or recommending; the resale of what was given. A side job with no link to the work, a gift turned
down and one's own old things for sale are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.reputation._targets import names_it
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import negated
from balise.screening.reading import Reading

_KIN = (
    r"(?:beau-?frere|belle-?soeur|beau-?pere|belle-?mere|frere|soeur|frerot|conjointe?|chum|blonde|mari|femme|cousine?|oncle|tante|pere|mere|papa|maman|fils|fille|neveu|niece|coloc|parrain|marraine|"
    r"brother(?:-in-law)?|sister(?:-in-law)?|wife|husband|girlfriend|boyfriend|cousin|uncle|aunt|dad|mom|mum|father|mother|son|daughter|nephew|niece|roommate|fiancee?|amie?|chums?|friend|buddy|family|famille|best friend|"
    r"father-in-law|mother-in-law|in-laws|spouse)"
)
_RELATIVE = lazy(
    rf"\b(?:mon|ma|mes|my|mn|our|notre) (?:[a-z\-]{{2,10}} ){{0,2}}?{_KIN}(?:'s)?\b|\b(?:conjointe?|chum|blonde|mari|femme|frere|soeur|fils|fille|pere|mere) (?:de|du|d') ?(?:notre|nos|la|le|l'|un|une)\b|"
    r"\b(?:our|the) [a-z]+'s (?:husband|wife|brother|sister|partner|son|daughter|dad|mom|cousin|company|business|shop)\b"
)
_OWN = lazy(
    r"\b(?:(?:ma|mon|my|notre|our) (?:propre |own |petite? |little |small |tech |web |repair |new |nouvelle |side |jeune )*(?:entreprise|compagnie|business|shop|boutique|commerce|magasin|side ?line|hustle|gig|side|startup|start-up|studio|kiosque|"
    r"repair shop|company|store|firm|firme|salon|chaine|service|atelier|page|site|etsy|carte)|on the side|a cote|a mon compte|au noir|cash|services? prives?|(?:ses|mes|his|her|my|their) services|freelance|pigiste|"
    r"ecri(?:vez|s)-moi|appel(?:ez|le)-moi|contact(?:ez|e)-moi|call me|text me|message me|dm me|pm me|hit me up|book me|hire me|engagez-moi|je (?:fais|repare|monte|installe|configure|optimise|nettoie|vends|offre)|"
    r"i (?:do|fix|sell|offer|install|set up|repair|clean|build|make)|demandez-lui sa carte|ask (?:him|her|me) for (?:his|her|my|a) card|carte d'affaires|business cards?)\b"
)
_PROMO = (
    r"\b(?:company|companies|compagnie|compagnies|entreprise|entreprises|boutique|boutiques|magasin|business|businesses|side business|side hustle|side gig|startup|start-up|shop|store|salon|traiteur|caterer|catering|"
    r"sells|vend|vends|vendent|sales rep|rep for|representant|representante|vendeur|vendeuse|carte d'affaires|business card|business cards|services prives|service prive|private services|on the side|a mon compte|au noir|freelance|"
    r"setups|set-ups|tutoring|etsy|etuis|imprimerie|garage|agence|agency|consultant|consulting|insurance|assurances|courtier|broker|immobilier|real estate)\b"
)
_PERK = (
    r"\b(?:rabais|discount|% off|percent off|half the price|moitie prix|code promo|promo code|codes promo|promo codes|code rabais|discount code|referral|referral code|affiliate|lien affilie|liens affilies|commission|commissions|"
    r"ristourne|ristournes|pot-de-vin|pots-de-vin|pot de vin|kickback|kickbacks|i get a cut|get a cut|my cut|ma cote|ma cut|une cote|en echange|in exchange|in return|freebie|freebies|perks|sponsorise|sponsorisee|sponsored|"
    r"commandite par|collaboration payee|paid partnership|paid promotion|partenariat remunere|mention my name|mentionnez mon nom|dites mon nom|dites que c'est moi|dites que ca vient de moi|dis que ca vient de moi|de ma part|tell them i sent you|tell him i sent you|"
    r"tell her i sent you|say i sent you|say simon sent you|i sent you|c'est moi qui vous envoie|for every post|pour chaque publication|pour chaque post|if i post|si je poste|si je publie|si le post|si la publication|"
    r"m'a offert|m'ont offert|nous a offert|nous ont offert|on m'a offert|on m'a donne|m'ont donne|m'a donne|m'ont envoye|m'en ont envoye|m'a envoye|nous ont envoye|gave me|gave us|sent me|sent us|giving us|giving me|gets me|offered me|offered us|"
    r"got a free|got free|free sample|free samples|echantillon gratuit|echantillons gratuits|took us|took the whole|took me|paid for our|paid for my|nous a paye|m'a paye|nous a invites|prix d'ami|tarif d'ami|special price|prix special|"
    r"passez par moi|passez par mon|passez par ma|go through me|go through my|cadeau du fournisseur|fournisseur|supplier|vendor)\b"
)
_RESALE = (
    r"\b(?:a vendre|for sale|selling|je vends|je vend|jvends|jvend|j'vends|vends|je revends|je revend|revendre|reselling|i resell|i flip|flipping|flipped|asking [0-9]+|i'm asking|best offer|meilleure offre|obo|premier arrive|"
    r"je m'en garde|j'en garde|je m'en suis garde|kept one|followed me home|took home|taking home|ramene a la maison|ramasse a la job|apporte chez nous|mis de cote pour|set aside for my|chaque|chacun|apiece|cheap|pas cher|marketplace|kijiji)\b"
)
_TAKEN = lazy(
    r"\b(?:(?:les|des|d'|from|the|in|avec|with|aux|parmi les|of the|en) ?(?:dons?|donations?)|donn(?:es|ees|ee)\b(?! a)|donated|recuper[a-z]*|recus? (?:en don|a la job)|(?:de|a) la job|du travail|from work|at work|from the (?:warehouse|shop|workshop|office|donations?)|"
    r"de l'atelier|a l'atelier|de l'entrepot|du stock|reformes?|salvaged|surplus|mises? au rebut|de nos dons|that came in|came in with|qui viennent d)\b"
)
_GOODS = lazy(
    r"\b(?:portables?|laptops?|ordi(?:nateur)?s?|computers?|imacs?|macbooks?|ipads?|chromebooks?|tablettes?|tablets?|ecrans?|monitors?|ram|barrettes?|batter(?:y|ies)|batteries?|disques?|drives?|ssd|pieces?|parts|claviers?|keyboards?|"
    r"souris|mice|cartes?|cards?|tours?|towers?|equipement|equipment|machines?|stuff|stock|cables?|chargeurs?|chargers?|imprimantes?|printers?)\b"
)
_CLIENTS = lazy(
    r"\b(?:(?:nos|notre|our|the|les|aux|des|toutes les|tous les|every|all|for|pour) ?(?:[a-z]{2,12} )?(?:clients?|clientes|clientele|customers?|ecoles?|schools?|donateurs?|donors?|parents?|profs|teachers|beneficiaires)|votre ecole|your school|"
    r"schools on my route|(?:school|schools'|ecole) deliver(?:y|ies)|livraisons?|boites livrees|livrees? aux|a la livraison|at delivery|every school|any school|notre equipe|our team|nos collegues|the crew|fournisseur|supplier|in our boxes|dans nos boites|dans les boites)\b"
)
_UNRELATED = lazy(
    r"\b(?:sans lien|aucun lien|rien a voir|unrelated|nothing to do|declare[a-z]*|disclos[a-z]*|autorise[a-z]*|avec l'accord|approuve par|refuse[a-z]*|decline[a-z]*|said no|no thanks|non merci|j'ai dit non|dit non|"
    r"interdit|not allowed|forbidden|our policy|notre politique|remis[a-z]* a|returned|turned (?:it |them )?down|a ete etabli|recus? fiscal|tax receipt|en cadeau de (?:fete|noel|depart|retraite)|for (?:christmas|my birthday)|pour ma fete|"
    r"appel d'offres|call for tenders|seao)\b"
)
_POSTED = lazy(
    r"\b(?:post(?:e|er|ing|s)?|publi[a-z]+|parl(?:e|er|ons)|en parle|allez (?:donc )?(?:acheter|chez)|acheter chez|chez eux|go buy|go to them|talk about|talk (?:it |them )?up|try it|essayez|likez|recommand[a-z]+|recommend[a-z]*|telling every|tell every|dites|order|command(?:ez|er)|achetez|buy|ask for|mention|devraient|should|coup de coeur)\b"
)
_REACH = 400


class ConflictOfInterest(Detector):
    """One's own business or a relative's, a perk or a resale, in touch with one's work."""

    id = "reputation.conflict-of-interest"
    categories = ("conflict-of-interest",)
    voices = STAFF_VOICES
    surest = 0.7
    severity = Severity.MEDIUM
    messages = {
        "fr": {
            "conflict-of-interest": Message(
                "Ce passage rapproche votre travail et un intérêt personnel, le vôtre ou celui d’un proche (« {matched} »).",
                "Parlez-en à votre gestionnaire avant de publier, ou retirez ce qui profite à vous ou à un proche.",
            )
        },
        "en": {
            "conflict-of-interest": Message(
                "This passage brings your work close to a personal interest, yours or a relative's (“{matched}”).",
                "Speak with your manager before publishing, or remove what benefits you or a relative.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Words of trade, of perks and of resale."""
        yield Cue("promo", _PROMO)
        yield Cue("perk", _PERK)
        yield Cue("resale", _RESALE)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first place where a gain and one's work meet."""
        folded = reading.folded
        for hit in hits[:40]:
            first, last = max(0, hit.start - _REACH), min(len(folded), hit.end + _REACH)
            if not self._meets(reading, hit, first, last):
                continue
            if _UNRELATED.search(folded, first, last) or negated(reading, hit.start):
                continue
            yield Sighting(
                "conflict-of-interest", hit.start, hit.end, 0.7, reasons=(Reason("matched", "personal-interest"),)
            )
            return

    @staticmethod
    def _meets(reading: Reading, hit: Hit, first: int, last: int) -> bool:
        """Whether what the cue tells of touches the author's work."""
        folded = reading.folded
        if hit.cue == "resale":
            return _TAKEN.search(folded, first, last) is not None and _GOODS.search(folded, first, last) is not None
        at_work = names_it(reading, first, last) is not None or _CLIENTS.search(folded, first, last) is not None
        if not at_work:
            return False
        if _RELATIVE.search(folded, first, last):
            return True
        if hit.cue == "perk":
            return _POSTED.search(folded, first, last) is not None or _OWN.search(folded, first, last) is not None
        named = names_it(reading, first, last) is not None or reading.official
        return named and _OWN.search(folded, first, last) is not None


detector = ConflictOfInterest()
