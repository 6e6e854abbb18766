"""Airs a conflict or a grievance at work in public. Advice only: human resources are the place for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balise.policy.model import Decision, Policy, Severity
from balise.screening.detecting import STAFF_VOICES, Cue, Detector, Hit, Message
from balise.screening.model import Reason, Sighting
from balise.screening.patterns import lazy
from balise.screening.polarity import negated
from balise.screening.reading import Reading

_WORK = (
    r"\b(?:(?:mon|ma|mes|notre|nos|my|our) (?:[a-z]{2,10} )?(?:boss|patron|patronne|patrons|gestionnaires?|superviseure?s?|superieure?s?|chef|cheffe|directeur|directrice|collegues?|coequipiers?|coequipieres?|"
    r"coordonnat[a-z]+|responsable|employeur|horaire|horaires|salaire|paye|quarts?|augmentation|vacances|conges?|supervisors?|managers?|bosses|coworkers?|co-workers?|colleagues?|teammates?|employer|shifts?|schedule|"
    r"raise|overtime|team lead|director|equipe|team|departement|department)|a la job|a job|au travail|au bureau|a l'atelier|at work|in the office|climat de travail|milieu de travail|ambiance de travail|"
    r"work environment|workplace|la direction|le management|the management|management|les rh|rh|hr|ressources humaines|human resources|les boss|temps supplementaire|heures sup[a-z]*|la gestion|ici au)\b"
)
_GRIEVANCE = lazy(
    r"\b(?:me (?:parle|parlent|crie|crient|traite|traitent|denigre|rabaisse|humilie|ignore|evite|surveille|controle|harcele|intimide|menace|bloque|refuse|vole|manque|pousse|met|laisse|tombe|fait (?:sentir|payer|faire))|"
    r"m'(?:a|ont|ignore|ignorent|evite|evitent|engueule|engueulent|exclu|exclut|humilie|insulte|impose|oblige|accuse|en veut|attaque)|nous (?:parle|traite|ignore|impose|refuse|oblige|surveille|ecoute jamais|ecoutent jamais|ecoute pas|ecoutent pas)|"
    r"favoritisme|chouchous?|injuste|injustices?|pas juste|toxique|conflit|conflits|chicanes?|tensions?|mesentente|tannee?s?|ecoeuree?s?|a bout|plus capable|epuisee?s?|brulee?s?|burn-?out|surcharg[a-z]*|"
    r"sous-?payes?|pas payees?|jamais payees?|impaye[a-z]*|harcelement|intimidation|climat (?:pourri|malsain|lourd)|malsain|prend (?:le|tout le) credit|poignarde|dans le dos|parle dans mon dos|ne (?:fait|font) rien|"
    r"(?:fait|font) (?:rien|semblant|la sourde|jamais)|refuse[a-z]* (?:ma|mes|mon|de|encore)|annule[a-z]* (?:ma|mes|mon)|change[a-z]* (?:mon|mes|notre|encore)|coupe[a-z]* (?:mes|nos|mon)|mur[a-z]* de silence|"
    r"ecoute (?:pas|jamais|personne)|ecoutent (?:pas|jamais|personne)|manque de respect|respecte (?:pas|personne|jamais)|se pogn[a-z]+|s'engueul[a-z]+|crie apres|micromanag[a-z]*|reglez?|regler|grief|plainte|"
    r"talks? (?:down|to me like)|yell(?:s|ed|ing)? at|scream(?:s|ed|ing)? at|ignor(?:es|ed|ing) (?:me|us|my|our)|refus(?:es|ed|ing) (?:my|our|to)|den(?:ies|ied) (?:my|our)|cancel(?:s|led|ed) my|favou?ritism|"
    r"plays? favou?rites|unfair(?:ly)?|toxic|conflict|fed up|sick of|tired of|burn(?:ed|t)? out|overwork(?:ed)?|underpaid|unpaid|not paid|harass(?:es|ed|ing|ment)|bull(?:y|ies|ied|ying)|takes? (?:all the |the )?credit|"
    r"stole my|steals? my|took credit|behind my back|backstab[a-z]*|throws? (?:me|us) under|threw (?:me|us) under|does nothing|do nothing|did nothing|won'?t (?:listen|do anything|answer|approve|give)|never (?:listens?|answers?|approves?|backs?)|"
    r"doesn'?t (?:listen|respect|care about us)|disrespect[a-z]*|treat(?:s|ed|ing) (?:me|us) like|hostile|can'?t stand|can'?t take (?:it|this)|had enough|grievance|excluded|left me out|singled out|humiliat[a-z]+|"
    r"passed over|cut my hours|changed my (?:shift|schedule)|dumps? (?:all|everything|his|her|their)|guilt-?trip[a-z]*|gaslight[a-z]*|arguing with|fight(?:ing)? with|feud)\b"
)
_FINE = lazy(
    r"\b(?:merci|bravo|felicit[a-z]*|meilleure?s?|super|geniale?|j'adore|adore|fiere?|chanceu[a-z]+|thanks?|thank you|great|best|amazing|awesome|love|lucky|proud|congrat[a-z]*|"
    r"formation|atelier|conference|article|webinaire|livre|conseils?|comment (?:prevenir|gerer|regler)|how to|tips|workshop|webinar|training|book|film|serie|series)\b"
)
_UNION = lazy(r"\b(?:reunion|assemblee|rencontre|meeting) (?:syndicale?|du syndicat|of the union)|\bunion meeting|\bassemblee syndicale\b")


class InternalConflict(Detector):
    """Somebody or something of the author's work, and a grievance about it."""

    id = "reputation.internal-conflict"
    categories = ("internal-conflict",)
    voices = STAFF_VOICES
    severity = Severity.LOW
    messages = {
        "fr": {
            "internal-conflict": Message(
                "Ce message parle d’une difficulté vécue au travail (« {matched} »). Les réseaux sociaux ne sont pas l’endroit pour la régler.",
                "Écrivez plutôt aux ressources humaines : c’est confidentiel, et vous serez écouté·e.",
            )
        },
        "en": {
            "internal-conflict": Message(
                "This post speaks of a difficulty at work (“{matched}”). Social networks are not the place to settle it.",
                "Write to human resources instead: it stays confidential and you will be heard.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """People and things of one's work."""
        yield Cue("work", _WORK)

    def find(self, reading: Reading, hits: Sequence[Hit]) -> Iterator[Sighting]:
        """The first grievance about one's work."""
        for hit in hits[:50]:
            span = reading.sentence(hit.start)
            first, last = max(0, span.start - 120), min(len(reading.folded), span.end + 140)
            first, last = max(first, hit.start - 260), min(last, hit.end + 260)
            grievance = _GRIEVANCE.search(reading.folded, first, last)
            if grievance is None or negated(reading, grievance.start()) or _UNION.search(reading.folded):
                continue
            if _FINE.search(reading.folded, first, last):
                continue
            start, end = min(hit.start, grievance.start()), max(hit.end, grievance.end())
            yield Sighting(
                "internal-conflict", start, end, 0.7,
                reasons=(Reason("matched", "grievance-at-work"),), ceiling=Decision.ADVISE,
            )  # fmt: skip
            return


detector = InternalConflict()
