"""Figures, studies and "experts say" without a source.

Finds percentages and proportions of people or things in general, studies and experts that nobody names, « il est
prouvé que », effects said in numbers. Leaves what names its source (an organisation, a report, a link, « selon … »),
prices, times, dates, rebates and batteries, one's own experience and an organisation's own counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Policy
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.detectors.facts._phrase import whole
from balise.screening.detectors.facts._sources import debunks, sourced
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_STUDIES = (
    "etudes?|recherches|sondages?|statistiques|stats|experts?|expertes|scientifiques|chercheurs?|chercheuses|specialistes|psychologues|economistes|neurologues|nutritionnistes|pedagogues|analystes|medecins|enquetes|les donnees|les chiffres|la science",
    "study|studies|research|researchers|scientists|specialists|surveys?|polls?|statistics|economists|psychologists|neuroscientists|analysts|nutritionists|doctors|the data|the numbers|the science|science (?:says|shows|proves|has|tells|confirms|backs|is clear)",
)
_STATED = (
    "(?:est|c'est|ete) (?:scientifiquement |maintenant |bien |clairement |largement )?(?:prouve|demontre) (?:que|qu')", "(?:prouve|demontre|prouvee|demontree|prouves|demontres) scientifiquement", "scientifiquement (?:prouve|demontre|prouvee|demontree)",
    "est bien connu que", "est reconnu que", "fait (?:bien )?connu (?:que|qu')", "fait prouve", "(?:lu|entendu|vu) (?:a )?quelque part (?:que|qu'|une etude)", "lu (?:sur internet|sur facebook|sur le web|je sais plus ou) (?:que|qu')", "(?:tout le monde|chacun) sait (?:que|qu')", "on sait tous (?:que|qu')",
    "c'est prouve", "c'est demontre", "les gens qui s'y connaissent", "(?:it's|is|been|its) (?:scientifically |clinically |now |widely |well )?(?:proven|proved|documented) (?:that|fact)", "(?:well-known|well known|known|established|scientific|proven) fact", "(?:scientifically|clinically) (?:proven|proved)",
    "(?:read|heard|saw) somewhere (?:that|the|it|about|how)", "(?:everyone|everybody) knows that", "it's a fact that", "it is a fact that", "we all know that", "those in the know",
)  # fmt: skip
_NUMBER_FR = "(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent)"
_NUMBER_EN = "(?:two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)"
_OF_WHAT = "(?:personnes|gens|people|menages|households|familles|families|foyers|enfants|children|kids|students|eleves|jeunes|canadiens|canadians|canadian|quebecois|quebecers|ordinateurs|computers|appareils|devices|telephones|phones|adultes|adults|emplois|jobs|internautes|users|americans|tonnes|tons)"
_SHARE = (
    "[0-9] ?%", "[0-9] (?:pourcents?|pour cent|percent|per cent)", f"sur {_NUMBER_FR}", "[0-9] (?:[a-z]{4,12} )?sur [0-9]{1,3}", "(?:average|typical) (?:person|adult|kid|child|teen|teenager|student|family|household|canadian|american|worker|employee|office|laptop|computer|user)", "(?:canadien|quebecois|personne|enfant|jeune|adulte|eleve|menage) moyenne?", "en moyenne", "on average", "more (?:electricity|energy|water|plastic|waste|co2) than (?:most|all|many|every|the|any)", "plus d'(?:electricite|energie|eau) que (?:la|les|tous|toute)", "(?:lowers|raises|boosts|increases|reduces|cuts|augmente|reduit|diminue|baisse) (?:your|the|ton|votre|le|la) (?:iq|qi|risk|risque|memory|memoire|productivity|productivite|stress|chances)", "(?:they|someone|somebody) did a study", "on a fait une etude", "une etude a ete faite", "litres of water", "liters of water", "litres d'eau", "(?:fastest|la plus rapide)(?:-| )growing", f"(?:one|two|three|four|five|six|seven|eight|nine) (?:in|out of|of every|in every) {_NUMBER_EN}", "[0-9] (?:in|out of|of every) [0-9]{1,3}",
    "(?:deux|trois|quatre|cinq|dix|cent|mille) fois (?:plus|moins|mieux|pire)", "[0-9] fois (?:plus|moins|mieux|pire)", "times (?:more|less|better|faster|likelier|worse|as|higher|greater|cheaper|longer)", "twice as", "(?:doubles|triples|doubling|tripling|halves|multiplie|quadruple|double|triple) (?:the|your|a|an|les|le|la|vos|ses|leurs|par|tes) (?:chances?|risques?|risk|odds|resultats?|notes|grades|productivity|productivite|student's|number|deux|trois|nombre|lifespan|likelihood|pollution|emissions)",
    "(?:la majorite|la plupart|les trois quarts|les deux tiers|le tiers|la moitie|le quart) des", "(?:most|half of|two thirds of|two-thirds of|a third of|a quarter of|three quarters of|the majority of|vast majority of) (?:all )?(?:people|kids|children|students|teens|canadians|quebecers|americans|families|households|parents|workers|companies|businesses|schools|teachers|seniors|adults|computers|laptops|phones|devices|breaches|e-waste)",
    f"(?:millions|milliards|milliers) (?:de |d'){_OF_WHAT}", f"(?:million|millions of|billion|billions of|thousands of) {_OF_WHAT}",
    "(?:kg|kilos|tonnes?|tons|litres?|liters|pounds|gallons|grammes|grams) (?:de |d'|of )(?:co2|carbone|carbon|gaz|ghg|ges|dechets|e-waste|waste|eau|water|ressources|resources|minerai|minerais|ore|matieres|materials|petrole|oil|emissions|plastique|plastic|metaux|metals|gold)",
    "(?:par jour|a day|per day|par semaine|a week) (?:devant|in front|on their|on screens|on social|sur leur|sur les|looking at|staring)",
)  # fmt: skip
_VERBS = (
    r"(?:demontr[a-z]{1,6}|prouv[a-z]{1,6}|montr[a-z]{1,6}|revel[a-z]{1,6}|confirm[a-z]{1,6}|indiqu[a-z]{1,6}|affirm[a-z]{1,6}|disent|dit|disait|conclu[a-z]{0,6}|recommand[a-z]{1,6}|conseill[a-z]{1,6}|estim[a-z]{1,6}|etabl[a-z]{1,6}|sugger[a-z]{1,6}|pensent|croient|avertissent|s'entendent|s'accordent|d'accord|unanimes|formel(?:s|le|les)?|clair[es]{0,2}|"
    r"trouve(?:nt)?|parlent|predisent|previennent|mentent|accablants?|alarmants?|rapporte(?:nt)?|constat[a-z]{1,5}|show[a-z]{0,3}|says?|said|prove[a-z]?|suggest[a-z]{0,3}|found|finds?|agree[a-z]{0,2}|reveal[a-z]{0,3}|indicate[a-z]?|recommend[a-z]{0,3}|warn[a-z]{0,3}|clear|settled|lie|speak|tells? us|predict[a-z]{0,2}|estimate[a-z]?|demonstrate[a-z]?|"
    r"conclude[a-z]?|believe|claim|know[a-z]?|savent|advise[a-z]?|think|insist|link[a-z]{0,3}|discovered|backs?)"
)
_SAYS = lazy(rf"(?:[ ,]{{1,2}}[a-z0-9'\x80\-]{{1,16}}){{0,6}}?[ ,]{{1,2}}(?:le |l'|nous le )?{_VERBS}\b")
_SAID = lazy(rf"\b{_VERBS} (?:by|par) (?:[a-z']{{1,12}} ){{0,2}}$")
_NAMELESS = lazy(
    r"\b(?:(?:selon|d'apres|suivant) (?:les|des|certain[es]{1,2}|plusieurs|de nombreu[a-z]{1,4}|une|un|tous les)(?: (?:plus grands|meilleurs|[a-z]{3,12}))?|according to(?: (?:the|a|most|many|some|several|all|one))?(?: [a-z]{3,9})?) $"
)
_MINE = lazy(
    r"\b(?:mon|ma|mes|my|notre|nos|our|votre|vos|your|aux|a l'|fin d'|bourse d'|we|you|programme d'|champ d'|their|his|her|son|sa|ses|le|tes|bureau|salle d'|niveau d'|mes|to the|this) ?$"
)
_OWN = lazy(
    r"\b(?:j'ai|j'avais|je (?:suis|passe|fais|mets|vais|paie|paye|cours|lis|donne|dors|roule|marche)|mon|ma|mes|my|i|i've|i'm|i'd|mine|moi|me|m'a|chez nous|in my experience|par experience|personnellement|personally|"
    r"nous avons|on a|we've|we have|we (?:collected|gave|repaired|refurbished|delivered|received|trained|raised|shipped|helped|processed|diverted|donated)|nos|notre|our)\b(?! (?:brains?|planete?|cerveaux?|energie|energy|time|temps|lives|vies?|memoire|memory|dechets|waste|societe|society|consommation|emissions))"
)
_WE = lazy(r"\b(?:we|nous|la collecte|des cas|du temps|the time)\b")
_GENERAL = lazy(
    r"\b(?:quebecoise?|canadien|canadienne|average|moyenne?|personne|enfant|jeune|eleve|child|kid|student|family|famille|person|world|monde|electronique|electronics|ges|ghg|moins de|fewer|less|tonnes?|du|des|de tous les|de toutes les|of|les|population|people|gens|monde|personnes|jeunes|enfants|children|kids|teens|ados|adolescents|students|eleves|etudiants|familles|families|menages|households|parents|travailleurs|workers|employes|employees|employers|quebecois|canadiens|canadians|canadian|quebecers|americans|"
    r"femmes|hommes|women|men|ordinateurs|computers?|laptops?|appareils?|devices?|phones?|telephones?|cellulaires?|dechets|waste|e-waste|energie|energy|emissions|pollution|disques|drives|pannes|failures|accidents|schools|ecoles|entreprises|businesses|companies|adultes|adults|seniors|aines|profs|teachers|enseignants|"
    r"sommeil|sleep|productivite|productivity|risques?|chances?|budgets?|couts?|costs?|memoire|memory|notes|grades|stress|cerveau|brain|planete|planet|cancer|metaux|metals|plastique|plastic|eau|water|emplois|jobs|courriels|internet|traffic|users|utilisateurs|consommateurs|consumers|"
    r"de la|de l'|your|ton|votre|vos|co2|carbone|carbon|recycle[ds]?|probables?|likely|efficaces?|effective|vite|faster|or|gold)\b"
)
_EVERYDAY = lazy(
    r"\b(?:rabais|solde|off|discount|sale|escompte|taxes?|tips?|pourboire|battery|batterie|pile|charged?|interet|interest|hypotheque|mortgage|alcool|alcohol|coton|cotton|cacao|cocoa|gras|fat|milk|lait|brightness|volume|humidite|humidity|chance of|probabilite d'averses|de chances? de|score|exam|examen|grade|juice|jus|"
    r"laine|wool|download[a-z]{0,3}|telecharg[a-z]{1,5}|update|mise a jour|loading|chargement|remise|cashback|agree|sure|certaine?|sirop|syrup|lent|rapport a|augmentation de|raise|loyer|rent|vote[sd]?|capacity|capacite|place|places|seats|remplie?|full|complete|termine|done|finished|commandite|objectif|goal|campagne|salaires?|salary|salaries|augmentations?|offert|offer|max|maximum|min|minimum)\b"
)
_HEDGED = lazy(
    r"\b(?:peut-etre|maybe|j'ai l'impression|i feel like|on dirait|a mon avis|in my opinion|imho|je pense|je trouve|i think|i guess|disons|grosso modo|pour rire|as a joke|joking|blague|lol|haha)\b"
)
_DID_YOU_KNOW = lazy(
    r"\b(?:saviez[- ]vous|savais[- ]tu|le saviez|savez-vous que|sais-tu que|did you know|didja know|dyk)\b"
)
_ASKS = lazy(
    r"\b(?:avez-vous|quelqu'un (?:a|connait|sait)|anyone (?:know|have)|est-ce que|y a-t-il|cherchons|je cherche|looking for|participer|participate|participants?|repondez|fill out|take (?:the|our|this)|sign up|inscri[a-z]{1,8}|nouvelle etude demandee)\b"
)


class Unsourced(Detector):
    """A claim in figures, or in the name of science, that says not where it comes from."""

    id = "facts.unsourced"
    categories = ("unsourced",)
    voices = STAFF_VOICES
    surest = 0.8
    messages = {
        "fr": {
            "unsourced": Message(
                "« {matched} » : on ne voit pas d’où vient cette affirmation.",
                "Nommez la source (organisation, rapport, lien), ou reformulez sans chiffre ni étude.",
            )
        },
        "en": {
            "unsourced": Message(
                "“{matched}”: readers can’t tell where this claim comes from.",
                "Name the source (organisation, report, link), or rephrase without figures or studies.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Studies and experts in general; what is « proven »; proportions and quantities."""
        for nouns in _STUDIES:
            yield Cue("study", rf"\b(?:{nouns})\b")
        for phrase in _STATED:
            yield Cue("stated", rf"\b{phrase}")
        for phrase in _SHARE:
            yield Cue("share", phrase if phrase.startswith("[") else rf"\b{phrase}")

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first claim that is general and says no source; a statement before a figure."""
        weigh = {"stated": self._stated, "study": self._study, "share": self._share}
        for hit in sorted(hits[:40], key=lambda hit: (-len(hit.cue), hit.start)):
            found = weigh[hit.cue](reading, hit)
            if found is None:
                continue
            start, end, confidence = found
            if not sourced(reading, start, end) and not debunks(reading, start, end):
                reasons = (Reason("matched", f"claim-by-{hit.cue}"),)
                yield Sighting("unsourced", *whole(reading, start, end), confidence, reasons=reasons)
                return

    def _stated(self, reading: Reading, hit: Hit) -> tuple[int, int, float] | None:
        if reading.quoted(hit.start, hit.end) or _asking(reading, hit):
            return None
        return hit.start, hit.end, 0.75

    def _study(self, reading: Reading, hit: Hit) -> tuple[int, int, float] | None:
        text = reading.folded
        span = reading.sentence(hit.start)
        if reading.quoted(hit.start, hit.end) or _asking(reading, hit):
            return None
        before = text[max(span.start, hit.start - 48) : hit.start]
        nameless = _NAMELESS.search(before)
        if nameless:
            return hit.start - len(before) + nameless.start(), hit.end, 0.8
        if _MINE.search(before):
            return None
        says = _SAYS.match(text, hit.end, min(span.end, hit.end + 120))
        if says:
            return hit.start, says.end(), 0.8
        return (hit.start, hit.end, 0.7) if _SAID.search(before) else None

    def _share(self, reading: Reading, hit: Hit) -> tuple[int, int, float] | None:
        text = reading.folded
        span = reading.sentence(hit.start)
        if reading.quoted(hit.start, hit.end) or _asking(reading, hit):
            return None
        first, last = max(span.start, hit.start - 70), min(span.end, hit.end + 80)
        if _OWN.search(text, first, last) or _EVERYDAY.search(
            text, max(first, hit.start - 30), min(last, hit.end + 30)
        ):
            return None
        figure = text[hit.start] in "0123456789"
        if not figure and _WE.search(text, span.start, last):
            return None
        if text.startswith("100", max(0, hit.start - 2)) and not text.startswith((" des", " of"), hit.end):
            return None
        if _HEDGED.search(text, span.start, span.end) or not _GENERAL.search(text, first, last):
            return None
        start = hit.start
        while start > span.start and text[start - 1] in "0123456789.,":
            start -= 1
        return start, hit.end, 0.75


def _asking(reading: Reading, hit: Hit) -> bool:
    """Whether the sentence asks or invites rather than claims."""
    span = reading.sentence(hit.start)
    last = min(span.end, hit.end + 200)
    question = "?" in reading.folded[hit.end : last] and not _DID_YOU_KNOW.search(
        reading.folded, max(0, span.start - 30), last
    )
    return question or _ASKS.search(reading.folded, max(span.start, hit.start - 120), last) is not None


detector = Unsourced()
