"""Says that the author works for the organisation without saying that the organisation does not speak.

Identifying oneself is allowed; what is asked is a clear sentence beside it, in whatever words. Announcing the first
or the last day of a job is not asked for a disclaimer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from balise.policy.model import Policy, Severity, Voice
from balise.screening.detecting import Cue, Detector, Hit, Message
from balise.screening.model import Reason, Sighting
from balise.screening.organisation import names_pattern
from balise.screening.patterns import lazy
from balise.screening.polarity import reported
from balise.screening.reading import Reading

_ROLE = r"(?:[a-z'\-]{2,20}[ ,]{1,2}){0,4}"
_AT = r"(?:a l'|a la |a |au |chez |pour l'|pour la |pour |avec |de l'|de la |d'|de |du |dans l'|at |for |with |of |in )"
_THE = r"(?:l'|la |le |the |@)?"

DISCLAIMER = lazy(
    r"\bn'?engagent? (?:que|pas|ni|aucunement|nullement|absolument|en rien)|\bengagent? (?:que|juste|seulement|uniquement) moi"
    r"|\ba titre (?:strictement |purement |uniquement |seulement )?(?:personnel|prive)|\ben mon (?:propre )?nom\b"
    r"|\ben mon nom (?:propre|personnel|a moi)|\bopinions? (?:est |sont |strictement |purement |tout a fait )?(?:personnelles?|a moi)"
    r"|\b(?:opinions?|propos|avis|idees|vues|mots|tweets|publications|posts?|pensees|commentaires?) (?:[a-z']+ ){0,4}"
    r"(?:n'appartiennent qu'a moi|m'appartiennent?|sont (?:juste |seulement |uniquement )?les miens|sont (?:juste )?les miennes|"
    r"est (?:juste )?le mien|personnel(?:le)?s?|restent? miens?|restent? les mien(?:ne)?s|a moi)"
    r"|\b(?:ne |n')?(?:represente|representent|parle|parlons|parlent|refletent?|exprime|engage)(?:nt)? (?:pas|aucunement|nullement|en rien|"
    r"point|ici que)|\bpas (?:au nom|le porte|la porte|porte|un porte)|\bne suis pas (?:leur |le |la |un |une )?porte"
    r"|\b(?:je|j') ?parle (?:ici )?(?:juste |seulement |uniquement |strictement )?(?:pour moi|en mon|a titre)"
    r"|\b(?:c'est|ca reste|ca) (?:juste |seulement |uniquement )?(?:mon|ma) (?:avis|opinion)[a-z ]{0,12}(?:a moi|perso|pas celu?i|pas celle)"
    r"|\bpas celu?i d|\bpas celle d|\bpas ceux d|\bpas celles d|\bindependamment de mon employeur|\bsans lien avec mon employeur"
    r"|\bavis perso\b|\bopinion perso\b|\bpoint de vue (?:est )?(?:strictement )?personnel"
    r"|\b(?:views?|opinions?|thoughts?|posts?|tweets?|words|comments?|takes?|ideas?) (?:[a-z']+ ){0,5}(?:my own|mine|personal|solely me)"
    r"|\bmy own (?:views?|opinions?|thoughts?|words|take)|\b(?:my|a|strictly|purely|just) personal (?:opinions?|views?|capacity|take|thoughts?)"
    r"|\bin (?:a|my) (?:strictly |purely )?(?:personal|private|own) (?:capacity|name)|\bspeak(?:ing)? (?:here )?(?:only |just |strictly |solely )?(?:for myself|as myself|personally)"
    r"|\b(?:do not|don'?t|does not|doesn'?t|not|never|n't) (?:here to )?(?:necessarily )?(?:speak(?:ing)?|represent(?:ing)?|reflect(?:ing)?|talk(?:ing)?|writ(?:e|ing)|endors(?:e|ed)|"
    r"on behalf|a spokes|their spokes|the spokes|an official|those of|the views|the opinion|my employer)"
    r"|\bnot my employer'?s?|\bnot (?:[a-z]+ ){0,2}spokes|\bspeaks? for (?:me|myself) (?:only|alone)|\bonly (?:represent|speak for) m"
)
"""Ways of saying that one speaks for oneself, over folded text."""

_DATES = lazy(
    r"\b(?:commence|commencais|commencerai|ai commence|debute|ai debute|debuterai|entame|entre en poste|entree en poste|embauchee?|"
    r"engagee?|nouvel emploi|nouveau (?:poste|travail|defi|job|stage)|nouvelle aventure|premiere? (?:jour|journee|semaine)|derniere? (?:jour|"
    r"journee|semaine)|quitte|ai quitte|quittais|termine|ai termine|terminais|terminerai|fin de (?:mon |ma )?(?:emploi|stage|contrat|aventure)|"
    r"debut de (?:mon |ma )?(?:emploi|stage|contrat)|depuis le [0-9]|du [0-9]{1,2} [a-z]+ au|jusqu'au|"
    r"start(?:ed|ing|s)?|began|begin(?:ning)?|joined|joining|first (?:day|week)|last (?:day|week)|new (?:job|role|position|internship|chapter)|"
    r"left|leaving|finished|finishing|ended|ending|ends|completed|wrapped up|since (?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|[0-9]))\b"
)
_OPINION = lazy(
    r"\b(?:pense|trouve|crois|selon moi|a mon avis|devrait|devraient|il faut|faudrait|honte|scandale|pire|meilleure?s?|nul|poche|"
    r"think|believe|should|imo|worst|best|must|opinion|ridicul[a-z]*|inutiles?|useless|deteste|hate|contre|against|gouvernement|government)\b"
)
_NOT_STAFF = lazy(
    r"\b(?:ami|amie|amis|chum|blonde|conjoint|conjointe|mari|femme|soeur|frere|cousin|cousine|voisin|voisine|mere|pere|fille|fils|oncle|tante|"
    r"beau-frere|belle-soeur|friend|brother|sister|wife|husband|neighbou?r|cousin|mom|dad|mother|father|uncle|aunt|roommate|coloc|"
    r"buddy|girlfriend|boyfriend|daughter|son|il|elle|ils|elles|he|she|they)\b"
)
_WOULD = lazy(
    r"\b(?:aimerais|voudrais|pourrais|reve|revais|postule|applique|applied|apply|applying|would (?:like|love)|wish|hope|dream|want to|"
    r"(?:ne|n') ?(?:y )?travaille (?:pas|plus)|travaille (?:pas|plus)|don'?t work|never worked|jamais travaille|ancien|ancienne|former|ex|"
    r"used to|travaillais|cherche|looking for)\b"
)


@lru_cache(maxsize=32)
def _patterns(names: str) -> tuple[re.Pattern[str], ...]:
    name = rf"{_THE}{names}\b"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"\b(?:je|j'|j|on|nous|moi,? je|i|we|i've|i'm|ive|im) ?{_ROLE}(?:travaille|travaillons|bosse|oeuvre|taffe|work|working|worked|works) "
            rf"{_ROLE}{_AT}{name}",
            rf"\b(?:je suis|j'suis|jsuis|chu|chuis|moi|i'm|i am|im|being|etant|comme|en tant que|en tant qu'|a titre de|as an?|as) {_ROLE}"
            rf"(?:employee?|employe|stagiaire|technicien(?:ne)?|gestionnaire|benevole|adjointe?|coordonnat(?:eur|rice)|formateur|formatrice|"
            rf"conseillere?|directeur|directrice|commis|chauffeur|repartiteur|agente?|responsable|membre|superviseure?|preposee?|apprentie?|"
            rf"[a-z]{{3,16}}(?:eur|euse|ien|ienne|iste|aire|ante?|rice)|employee|intern|trainee|technician|staff(?: member)?|manager|volunteer|"
            rf"coordinator|supervisor|member|driver|assistant|worker|refurbisher|trainer|developer|engineer|apprentice|[a-z]{{3,14}}(?:er|or|ian|ist)) "
            rf"{_ROLE}{_AT}{name}",
            rf"\b(?:mon|ma|mes|notre|nos|my|our) (?:[a-z]+ )?(?:employeur|emploi|travail|job|jobine|boulot|stage|equipe|boss|patron|patronne|gestionnaire|collegues?|"
            rf"quart|chiffre|shift|bureau|poste|premiere? (?:jour|journee|semaine)|vie|quotidien|employer|work|internship|team|coworkers?|colleagues?|workplace|role|position|"
            rf"manager|placement|desk|day|shifts?)(?:,? | ){_ROLE}(?:{_AT})?{name}",
            rf"\b(?:employee?s?|stagiaires?|technicien(?:ne)?s?|membre|staff|intern|trainee|team member|worker|part) {_ROLE}{_AT}{name}",
            rf"\b{names} (?:employee|staff|intern|trainee|worker|technician|team member)",
            rf"\b(?:{_AT}){name},? (?:la )?ou (?:je|on|nous) (?:travaill|boss|suis|fais|passe)|\b(?:{_AT}){name},? where (?:i|we) (?:work|am|spend|intern|volunteer)",
            rf"\b(?:journee|jour|chiffre|quart|matin|semaine|day|shift|morning|week|monday|lundi|vendredi|friday) (?:de travail |de plus |typique |ordinaire |au travail |"
            rf"au bureau |at work |another |typical |in the office )*(?:{_AT}){name}",
            rf"\b(?:je|j'|i) ?{_ROLE}(?:fais|faisons|am|being|be) (?:[a-z]+ )?(?:partie|mon stage|un stage|part|proud to be part|doing my internship) {_ROLE}{_AT}{name}",
            rf"\b(?:ca fait|depuis|for|it's been|been) {_ROLE}[0-9a-z]+ (?:ans|annees?|mois|semaines|years?|months|weeks) {_ROLE}(?:{_AT}){name}",
        )
    )


class Disclaimer(Detector):
    """Staff who name their employer without saying that they speak for themselves."""

    id = "voice.disclaimer"
    categories = ("disclaimer",)
    voices = (Voice.PERSONAL,)
    severity = Severity.LOW
    messages = {
        "fr": {
            "disclaimer": Message(
                "Vous laissez savoir que vous travaillez pour {organisation} (« {matched} »), sans préciser que vous parlez pour vous.",
                "Ajoutez une phrase claire, par exemple : « Mes propos n’engagent que moi. »",
            )
        },
        "en": {
            "disclaimer": Message(
                "You let people know that you work for {organisation} (“{matched}”) without saying that you speak for yourself.",
                "Add a clear sentence, such as “My views are my own.”",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """The organisation's names."""
        yield Cue("organisation", rf"\b{names_pattern(policy)}\b")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first place where the author identifies as staff, unless a disclaimer stands anywhere in the text."""
        disclaimed: bool | None = None
        for hit in hits[:20]:
            span = reading.sentence(hit.start)
            first = max(span.start, hit.start - 200)
            last = min(span.end, hit.end + 120)
            for pattern in _patterns(names_pattern(reading.policy)):
                match = pattern.search(reading.folded, first, last)
                if match is None or not match.start() <= hit.start < match.end() + 1:
                    continue
                said = reading.folded[max(span.start, match.start() - 40) : match.end()]
                if _WOULD.search(said) or _NOT_STAFF.search(said) or reported(reading, match.start(), match.end()):
                    continue
                if disclaimed is None:
                    disclaimed = DISCLAIMER.search(reading.folded) is not None
                if disclaimed:
                    return
                if _DATES.search(reading.sentence_text(hit.start)) and not _OPINION.search(reading.folded):
                    continue
                yield Sighting("disclaimer", match.start(), match.end(), 0.85, reasons=(Reason("matched", "names-employer"),))
                return


detector = Disclaimer()
