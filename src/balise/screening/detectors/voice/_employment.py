"""Ways of saying that one works for the organisation, over a masked text (``_context.masked``)."""

from __future__ import annotations

import re

from balise.screening.detectors.voice._context import NAME
from balise.screening.patterns import lazy

_AT = r"(?:(?:a|au|chez|pour|avec|dans|par|at|for|with|within|in|of|by|from|du|de|@|-|\||,|:|;) ?(?:l'|la |le |les |the |@|#)?|d'|de l'|de la |@ ?|)"
_SOME = r"(?:[a-z0-9'\-]{1,20},? ){0,4}"
_FEW = r"(?:[a-z0-9'\-]{1,20} ){0,3}"
_I = r"(?:je|j'|j|moi|i|i'm|im|i've|ive|i am|nous|on|we|we're)"
_ROLES = (
    r"(?:employee?s?|employees?|stagiaires?|salariee?|technicien(?:ne)?s?|techno|tech|gestionnaire|adjointe?|coordonnat(?:eur|rice)|formateur|formatrice|"
    r"conseillere?|directeur|directrice|commis|chauffeure?|livreu(?:r|se)|repartiteur|repartitrice|agente?|responsable|membre (?:de l'equipe|du personnel)|travailleu(?:r|se)|superviseure?|preposee?|"
    r"apprentie?|comptable|receptionniste|magasinier|magasiniere|informaticien(?:ne)?|programmeu(?:r|se)|reconditionneu(?:r|se)|ouvrier|ouvriere|manutentionnaire|"
    r"chef d'equipe|cheffe d'equipe|contremaitre|intervenante?|animat(?:eur|rice)|secretaire|analyste|charge(?:e)? de [a-z]+|etudiante? stagiaire|"
    r"intern|trainee|technician|tech|staff(?: member)?|staffer|manager|coordinator|supervisor|team (?:member|lead)|driver|assistant|worker|refurbisher|trainer|"
    r"instructor|developer|engineer|apprentice|receptionist|accountant|clerk|co-?op student|student|placement student|employed|officer|analyst|advisor|counsellor|admin)"
)
_JOBS = (
    r"(?:employeu?r|employeuse|emploi|travail|taf|taff|job|jobine|jobs|boulot|gagne-pain|stage|equipe|gang|boss|patronne?|gestionnaire|collegues?|coequipi(?:er|ere)s?|quarts?|chiffre|"
    r"shifts?|bureau|poste|role|vie|quotidien|semaine|journees?|matinees?|matins?|contrat|metier|annees?|experience|horaire|work|internship|traineeship|placement|co-?op|"
    r"teammates?|team|co-?workers?|colleagues?|workplace|position|manager|supervisor|desk|days?|weeks?|mornings?|years?|crew|career|employment|apprenticeship|job title|workday|paye|paycheque?)"
)


_DOES = (
    "manage|lead|run|supervise|train|teach|fix|repair|refurbish|wipe|sort|test|dismantle|clean|coordinate|drive|answer|ship|gere|dirige|supervise|"
    "forme|repare|teste|trie|demonte|nettoie|efface|reconditionne|coordonne|enseigne|conduis|emballe|monte|fais|do|m'occupe|prends soin"
)
_IT = rf"{_AT}{NAME}"
_PATTERNS = (
    # je travaille chez …, I work at …
    rf"\b{_I} ?{_SOME}(?:travaille|travaillons|bosse|bossons|oeuvre|oeuvrons|taffe|besogne|work|working|works|employed|interning|volunteering) {_SOME}{_IT}",
    rf"\bj ?(?:e |')?(?:travaille|bosse|taffe|trav|taf) {_FEW}{_IT}",
    rf"\b(?:working|employed|interning|training) (?:[a-z]+ ){{0,2}}(?:at|for|with|by) (?:the )?{NAME}\b",
    rf"\b(?:travaillant|bossant|oeuvrant|travailler|bosser|oeuvrer) {_FEW}(?:a|chez|pour|au sein d[e']|avec) ?(?:l'|la |le )?{NAME}\b",
    # je suis stagiaire chez …, as an … technician
    rf"\b(?:je suis|j'suis|j suis|jsuis|jss|chu|chui|chuis|shui|moi|moi qui suis|i'm|i am|im|being|etant|comme|en tant que|en tant qu'|en ma qualite d[e']|a titre d[e']|ex|as an?|as one of|"
    rf"speaking as|aka|parole d[e']|foi d[e']|signe|signee|vie d[e']|life of an?|life as an?) ?{_FEW}{_ROLES} {_FEW}{_IT}",
    rf"\b(?:i'm|i am|im|as an?|being an?|je suis|chu|moi,?|proud|fiere?) {_FEW}{NAME} {_FEW}{_ROLES}\b",
    rf"(?:\A|[.!?\n|:\x82*\-] ?|\b(?:bonjour|salut|allo|hi|hello|hey)[,!]? )(?:petite? |fiere? |simple |humble |proud |happy |new |senior |junior |ici )?{_ROLES} {_FEW}{_IT}",
    rf"(?:\A|[.!?\n|:\x82*\-] ?|\b(?:bonjour|salut|allo|hi|hello|hey|from an?|another|your)[,!]? )(?:proud |happy |new )?{NAME} (?:(?!(?:a|has|is|est|un|une|the|le|la|ses|les|des|its|our|nos|aux|needs|cherche|hires|engage)\b)[a-z\-]+ ){{0,2}}{_ROLES}(?= (?:here|speaking|since|for|talking|checking|reporting|by day|on|in|at|with|and|who|qui|ici|et|de|depuis)\b|[.!,:;?)\x82]| [.!:;?\x82]| ?\Z)",
    rf"\b(?:one|un|une) (?:[a-z]+ )?(?:of the|des|parmi les) {_FEW}(?:employes|employees|techniciens|techniciennes|stagiaires|staff|technicians|trainees|interns) {_FEW}{_IT}(?=,? (?:je|j'|i)\b)",
    rf"\b(?:someone|somebody|quelqu'un|celui|celle|person|personne) (?:who|qui|that)? ?(?:works|travaille|bosse|employed|is employed) {_FEW}{_IT}(?=,? (?:je|j'|i)\b)",
    rf"\b(?:part|membre|member) (?:of |de )?(?:the |l'|our |notre )?{_FEW}{_IT} (?:team|crew|staff|family|equipe)\b",
    rf"\b(?:fais|fait|am|i'm|im|being|proud to be|fiere? de faire|faire) (?:[a-z]+ ){{0,2}}(?:partie|part) (?:of |de )?{_FEW}{_IT}",
    rf"\b(?:moi,? c'est|je m'appelle|mon nom est|my name is|my name's|name's|i'm|i am|this is|ici) [a-z\-]+(?: [a-z\-]+)?,? (?:[a-z]+ ){{0,2}}{_ROLES} {_FEW}{_IT}",
    rf"\b(?:parole|foi|opinion|avis|conseil|word|advice|take|vie|life|point de vue) (?:d'une?|de|d'|of an?|of|from an?|from) {_SOME}{_IT}",
    rf"\b(?:gars|fille|guy|girl|person|personne|tech|kid|human|one|someone|somebody) (?:qui|who|that) {_SOME}(?:a|chez|at|for|pour) (?:l'|la |le |the )?{NAME}",
    rf"(?:\A|[.!?\n|\x81\x82*] ?)(?:now )?(?:works?|working|travaille|bosse|oeuvre|employed|employee?) (?:[a-z]+ ){{0,2}}(?:at|for|chez|a|pour|with|by|par) (?:l'|la |le |the )?{NAME}",
    rf"\b(?:i|je|j'|j) ?(?:also |actually |currently |still )?(?:{_DOES}) {_SOME}{_SOME}(?:at|chez|a|for|pour) (?:l'|la |le |the )?{NAME}",
    rf"\b(?!(?:dropp|bring|donat|go|head|stopp|shopp|gett|pick|think|look|apply|wait|open|start|leav|buy|visit|call|com|giv|see|read|hear|follow|ask|writ|liv|driv|walk|pass|volunteer|interview|happen|be|park)ing\b)[a-z]{{3,12}}ing (?:[a-z'\-]+ ){{0,4}}(?:at|for) (?:the )?{NAME}",
    rf"\b(?:reparer|demonter|nettoyer|trier|tester|souder|effacer|emballer|former|reconditionner|visser|deballer) (?:[a-z']+ ){{0,5}}(?:a|chez|pour) (?:l'|la )?{NAME}",
    rf"(?:\A|[.!?\n\x82|] ?)(?:a |chez |at |with |@ ?)(?:l'|la |the )?{NAME},? (?:depuis|since|for (?:over |almost )?[0-9a-z]+ (?:years|months))\b",
    rf"\b(?:on|sur) (?:the |la )?{NAME}(?:'s)? (?:payroll|staff|team)\b|\b(?:paye|paie|payroll) (?:d'|de l'|de |at |of ){NAME}",
    rf"\b(?:i'm|i am|im|i've been|je suis|chu|chuis|jsuis|moi,?) (?:now |still |currently |toujours |encore )?(?:with|avec) (?:the |l')?{NAME}",
    rf"\b(?:work|boulot|job|jobine|travail|bureau|atelier|employeu?r|shift|quart) ?\((?:l'|the )?{NAME}",
    rf"\bchez nous,? (?:autres,? )?(?:a |chez |at )(?:l'|la )?{NAME}",
    rf"\b{NAME} (?:guy|gal|girl|gars|fille|dude|lifer|alum) (?:here|ici|in me|en moi)\b|\b(?:gars|fille|gang) (?:d'|de l'|de ){NAME} (?:ici|en moi)\b",
    # mon emploi chez …, my shift at …
    rf"\b(?:mon|ma|mes|my|mn) (?:[a-z0-9\-]+ ){{0,3}}{_JOBS},? (?:[a-z]+ ){{0,2}}{_IT}",
    rf"\b(?:mon|ma|my) (?:cher |chere |lovely |beloved |great |super |bel |dear )?(?:employeu?r|boite|boss|job|organisme|workplace|gang|shop)[ ,:(]{{1,3}}(?:c'est |est |is |being )?{_IT}",
    rf"\b{NAME}[ ,:(]{{1,3}}(?:c'est |est |is |qui est |which is )?(?:mon|ma|my) (?:[a-z]+ )?(?:employeu?r|boite|job|travail|boulot|workplace|equipe|milieu|team|day job|stage)\b",
    rf"\b{NAME},? (?:la )?(?:ou|where|the place where) (?:je|j'|i|nous|we|on) ?(?:am |me |suis |m')?(?:travaill|boss|work|intern|train|fais mon|passe mes|spend my|earn|gagne)",
    # a working day told
    rf"\b(?:journee|jour|chiffre|quart|matinee|semaine|lundi|mardi|mercredi|jeudi|vendredi|day|shift|morning|week|monday|tuesday|wednesday|thursday|friday)s?"
    rf"(?: [0-9]+| de travail| de plus| typique| ordinaire| au travail| au bureau| at work| de job| de stage| a la job| of work| of training| on the job)* {_IT}",
    rf"\b(?:back|retour|de retour|returning) (?:to|at|au|a) (?:work|travail|boulot|la job|l'atelier|mon poste) {_FEW}{_IT}",
    rf"\b(?:fini|termine|finished|done|just got (?:off|home from)|sors|sortie?|off) (?:de |with |my |mon |ma )*(?:shift|quart|chiffre|journee|day|travail|work) {_FEW}{_IT}",
    # years in the house
    rf"\b(?:je suis|chu|jsuis|i've been|i have been|been|ive been|i'm|suis) (?:[a-z]+ )?{_IT},? (?:depuis|for|since|ca fait) (?:[a-z0-9]+ ){{0,3}}(?:ans?|annees?|mois|semaines?|years?|yrs?|months?|weeks?|20[0-9]{{2}}|19[0-9]{{2}})",
    rf"\b(?:ca fait|voila|apres|after|it's been|going on|plus de|over) {_FEW}[0-9a-z]+ (?:ans?|annees?|mois|semaines|years?|yrs|months|weeks) (?:que (?:je|j'|chu) ?{_FEW})?{_IT}",
    rf"\b[0-9a-z]+ (?:ans|annees|mois|years|yrs|months) (?:de service |in |of service |deja |now |d'anciennete |passe[es]* |on the job )*{_IT}",
    rf"\b(?:j'ai|i have|i got|j'avais) (?:un|une|mon|a|my) {_FEW}{_JOBS} {_FEW}{_IT}",
    rf"\b(?:chez nous|ici|here),? {_FEW}(?:a|chez|at) (?:l')?{NAME},? (?:ou|where) (?:je|i)\b",
    rf"\b{NAME} (?:m'a (?:engagee?|embauchee?)|hired me|m'emploie|me paye?|pays me|employs me|me verse|signs my)\b",
    rf"\b(?:embauchee?|engagee?|hired|recrutee?) (?:[a-z]+ )?(?:par|by|chez|a|at) (?:l')?{NAME}\b",
)
IDENTIFYING = lazy("|".join(_PATTERNS))
"""Any way of saying that one works there."""

_OWN = lazy(
    r"\b(?:mon|ma|mes|my|mn) (?:[a-z0-9\-]+ ){0,2}?(?:boss|patronne?|patrons|gestionnaires?|superviseure?s?|superieure?s?|chef d'equipe|cheffe d'equipe|collegues?|"
    r"coequipi(?:er|ere)s?|employeu?r|horaire|quarts?|chiffre|shifts?|poste|stage|job|jobine|boulot|emploi|managers?|supervisors?|coworkers?|co-workers?|colleagues?|"
    r"teammates?|internship|traineeship|paye|paycheque|responsable|maitre de stage|promotion|raise|overtime|vacation days|departement|departement)\b"
    r"|\b(?:i|je|j'ai|j'|asked|demande) ?(?:[a-z]+ ){0,3}?(?:for a raise|une augmentation)\b"
)
"""What only somebody who works has; tells of the employer named nearby."""


def owned(text: str) -> re.Match[str] | None:
    """The first word of one's own working life in a folded text."""
    return _OWN.search(text)
