"""Health of a person who can be recognised: illness, treatment, hospital, pregnancy, addiction.

One's own health told by oneself is left, and so are causes and campaigns (a walk against cancer), general talk about
an illness, and public figures. Québec's Act respecting the protection of personal information in the private sector
(s. 12) names health among what is sensitive by nature.
"""

from __future__ import annotations

from collections.abc import Iterable

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Message, words
from balise.screening.detectors.persons._private import CATEGORY, PrivateMatter

_ILLNESS = (
    "cancer", "cancers", "leucémie", "leukemia", "leukaemia", "tumeur", "tumor", "tumour", "chimio",
    "chimiothérapie", "chemo", "chemotherapy",
    "radiothérapie", "dialyse", "dialysis", "dépression", "depression", "dépressif", "dépressive", "burnout",
    "burn-out", "burn out", "burned out",
    "épuisement professionnel", "surmenage", "HIV", "VIH", "séropositif", "séropositive", "sida", "hépatite",
    "hepatitis", "Alzheimer", "parkinson",
    "sclérose en plaques", "multiple sclerosis", "lupus", "fibromyalgie", "fibromyalgia", "TDAH", "TDA", "ADHD",
    "autiste", "autistique", "autistic", "autisme", "autism",
    "bipolaire", "bipolar", "schizophrène", "schizophrénie", "schizophrenic", "schizophrenia", "anorexie",
    "anorexique", "anorexia", "boulimie", "bulimia", "démence",
    "dementia", "fausse couche", "fausse-couche", "miscarriage", "miscarried", "avortement", "abortion", "avorter",
    "AVC", "crise cardiaque", "crise de coeur", "infarctus",
    "heart attack", "mini-stroke", "had a stroke", "diabète", "diabétique", "diabetes", "diabetic", "épilepsie",
    "épileptique", "epilepsy", "epileptic",
    "crise d'épilepsie", "seizure", "psychose", "psychosis", "psychiatrie", "psychiatre", "psychiatrist",
    "psych ward", "tentative de suicide", "suicide attempt",
    "suicidaire", "suicidal", "pensées suicidaires", "idées noires", "hospitalisé", "hospitalisée", "hospitalized",
    "hospitalised", "in the hospital", "à l'hôpital",
    "aux soins intensifs", "in the ICU", "triple bypass", "bypass", "pontage", "biopsie", "biopsy", "hystérectomie",
    "hysterectomy", "vasectomie", "vasectomy",
    "mastectomie", "mastectomy", "greffe de rein", "kidney transplant", "alcoolique", "alcoholic", "alcoolisme",
    "toxicomane", "drug addict", "cure de désintox",
    "en désintox", "désintoxication", "in rehab", "to rehab", "thérapie pour", "drug test", "test de drogue",
    "antidépresseurs", "antidepressants", "sous médication",
    "ritalin", "trouble anxieux", "anxiety disorder", "panic attacks", "panic attack", "crises de panique",
    "crise de panique", "crises d'angoisse", "crise d'angoisse",
    "PTSD", "choc post-traumatique", "stress post-traumatique", "trouble de personnalité", "personality disorder",
    "nervous breakdown", "mental breakdown", "dépression nerveuse",
    "chlamydia", "herpès", "herpes", "syphilis", "gonorrhée", "gonorrhea", "ITSS", "tuberculose", "tuberculosis",
    "dyslexique", "dyslexic", "dysphasie", "dysphasique",
    "trisomique", "trisomie", "down syndrome", "déficience intellectuelle", "trouble du spectre", "on the spectrum",
    "handicapée depuis", "handicapé depuis", "fauteuil roulant depuis",
    "endométriose", "endometriosis", "ménopause", "menopause", "cirrhose", "cirrhosis", "maladie de crohn", "crohn",
    "cystic fibrosis", "fibrose kystique", "insuline", "insulin",
)  # fmt: skip
_PREGNANCY = (
    "enceinte", "enceinte de", "pregnant", "grossesse", "pregnancy", "IVF", "FIV", "fécondation in vitro",
    "test de grossesse", "pregnancy test",
    "attend un bébé", "attend des jumeaux", "expecting a baby", "expecting twins", "congé de maternité",
    "maternity leave", "retrait préventif", "high-risk pregnancy",
)  # fmt: skip
_TREATMENT = (
    r"\b(?:diagnos(?:ed|tiquee?) (?:with|d'|de|avec|autiste|bipolaire)|recu (?:un|son) diagnostic|(?:se fait|s'est "
    r"fait|va se faire|fait) operer|operee? (?:pour|de la|du|d'un[e]?|a coeur|a la|au|hier|lundi|mardi|mercredi|"
    r"jeudi|vendredi)|"
    r"(?:his|her|back|knee|heart|hip|brain|gastric|having|had|needs|for|after|from) (?:[a-z]{3,10} )?surgery|(?:son|"
    r"sa|une|apres|d'une) (?:[a-z]{3,10} )?(?:chirurgie|operation) (?:au|a la|du|de la|pour|d'urgence)|(?:his|her) "
    r"(?:[a-z]{3,10} )?(?:illness|diagnosis|meds|medication)|"
    r"prend (?:des|ses) (?:pilules|medicaments|antidepresseurs)|(?:on|takes|taking) (?:antidepressants|meds|"
    r"medication)|sur (?:les|des) antidepresseurs|gravement malade|tres malade|seriously ill|terminally ill|phase "
    r"terminale|"
    r"positi(?:f|ve) (?:a la|for|au) (?:covid|vih|hiv)|fait une (?:depression|psychose|rechute)|rechute|relapsed|"
    r"vu[e]? un psy|voit un[e]? (?:psy|psychologue|psychiatre)|seeing a (?:shrink|therapist|psychiatrist)|in therapy|"
    r"en therapie|"
    r"tried to kill (?:himself|herself)|essaye de se (?:tuer|suicider)|tente de se (?:tuer|suicider|enlever la vie)|"
    r"s'est (?:casse|fracture|brise)[e]? (?:le|la|les|une|un|l')|broke (?:his|her) (?:leg|arm|hip|ankle|wrist|back|"
    r"foot|collarbone)|blessure au|boit trop|drinks too much|probleme[s]? (?:d'alcool|de drogue|de sante|de "
    r"consommation|d'anxiete|de coeur)|"
    r"(?:drinking|drug|heart|mental health|health|addiction) (?:problem|issue)s?)\b"
)


class Health(PrivateMatter):
    """An illness, a treatment or a pregnancy told of somebody."""

    id = "persons.health"
    code = "health-of-a-person"
    messages = {
        "fr": {
            CATEGORY: Message(
                "Ce passage parle de la santé d’une personne que l’on peut reconnaître.",
                "Retirez ce qui touche à sa santé ou ce qui permet de la reconnaître : c’est à elle seule d’en parler.",
            )
        },
        "en": {
            CATEGORY: Message(
                "This passage speaks of the health of a person who can be recognised.",
                "Remove what concerns their health, or what lets people recognise them: it is theirs alone to tell.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Names of illnesses and treatments, and turns of phrase that tell one."""
        yield from words("illness", _ILLNESS)
        yield from words("pregnancy", _PREGNANCY)
        yield Cue("treatment", _TREATMENT)


detector = Health()
