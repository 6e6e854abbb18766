"""What an employer knows of a person: pay, leave, discipline, dismissal, told of somebody who can be recognised.

One's own pay or dismissal is one's own to tell; a job posting with its wage, the minimum wage and general talk about
leave are left, and so is the announcement that somebody joins, is promoted or retires.
"""

from __future__ import annotations

from collections.abc import Iterable

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Hit, Message, words
from balise.screening.detectors.persons._private import CATEGORY, PrivateMatter
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_LEAVE = (
    "arrêt de travail", "congé de maladie", "congé maladie", "congés de maladie", "en arrêt maladie",
    "arrêt maladie", "en congé forcé", "congé de stress",
    "en invalidité", "assurance-salaire", "assurance salaire", "retour progressif", "sick leave", "medical leave",
    "stress leave", "mental health leave",
    "on disability", "disability leave", "short-term disability", "long-term disability", "leave of absence",
    "off sick", "on leave since", "on leave for", "signed off work",
    "calls in sick", "called in sick", "appelle malade", "callé malade", "off because of", "is off because",
    "en congé depuis", "en congé pour", "en arrêt depuis", "sur la CSST", "sur la CNESST",
    "workers comp", "workers' comp", "congé parental prolongé", "billet du médecin", "billet médical", "doctor's note",
)  # fmt: skip
_DISMISSED = (
    "congédié", "congédiée", "congédier", "congédiement", "mis à la porte", "mise à la porte", "mettre à la porte",
    "sacré dehors", "sacrée dehors", "crissé dehors", "crissée dehors", "câlissé dehors",
    "licencié", "licenciée", "licencier", "licenciement de", "renvoyé", "renvoyée", "viré", "virée", "virer",
    "slaqué", "slaquée", "slacké", "slackée", "slaquer", "clairé", "clairée", "clairer", "sacké", "sackée", "sacker",
    "remercié de ses services",
    "remerciée de ses services", "mis à pied", "mise à pied", "perdu sa job", "perdu son emploi", "perdu son poste",
    "perd sa job", "ne fait plus partie de l'équipe", "ne travaille plus pour nous", "plus à l'emploi",
    "fin d'emploi",
    "pas été renouvelé", "pas renouvelé son contrat", "contrat non renouvelé", "got fired", "was fired",
    "been fired", "is fired", "getting fired", "fired", "laid off", "let go of", "was let go", "been let go",
    "got let go", "being let go",
    "got sacked", "was sacked", "got canned", "was canned", "got the boot", "got the axe", "was terminated",
    "been terminated", "got terminated", "was dismissed", "been dismissed", "lost his job", "lost her job",
    "losing his job", "losing her job", "no longer with us due to",
    "no longer with the organization", "no longer with the company", "no longer works here", "no longer employed",
    "escorted out", "escorté dehors", "escortée dehors", "escorté à la porte", "contract wasn't renewed",
    "contract was not renewed", "didn't pass probation", "failed probation",
)  # fmt: skip
_DISCIPLINE = (
    "mesure disciplinaire", "mesures disciplinaires", "suspendu", "suspendue", "suspendre", "suspension sans solde",
    "sans solde", "avertissement écrit", "avertissement verbal", "lettre d'avertissement", "lettre disciplinaire",
    "avis disciplinaire", "lettre au dossier", "note à son dossier", "tache à son dossier",
    "réprimande", "réprimandé", "réprimandée", "blâmé", "blâmée", "dernière chance", "rencontre disciplinaire",
    "enquête interne", "sous enquête", "plan de redressement", "évaluation de rendement", "mauvaise évaluation",
    "plainte de harcèlement contre", "plainte contre",
    "disciplinary", "disciplined", "suspended", "written up", "write-up", "written warning", "verbal warning",
    "final warning", "final written warning", "reprimanded", "reprimand", "on probation", "performance plan",
    "performance improvement plan", "on a PIP", "put on a PIP", "performance review", "bad review from HR",
    "under investigation", "internal investigation", "harassment complaint against", "complaint against",
    "attendance record", "dossier disciplinaire", "rétrogradé", "rétrogradée", "demoted", "vol de matériel",
    "pris à voler", "prise à voler", "caught stealing",
)  # fmt: skip
_AMOUNT = r"(?:[0-9]{2,3}(?:[ ,.]?[0-9]{3}|[,.][0-9]{2})?|[0-9]{2,3} ?k)"
_PAID = (
    rf"\b(?:gagne|gagnent|gagnait|earns?|earning|earned|makes?|making|made|touche|se fait|fait|pay(?:e|ee|es|ent|ing|"
    rf"s)?|paid|empoche|pulls? in|takes home) (?:[a-z]{{1,12}} ){{0,4}}\$? ?{_AMOUNT} ?(?:k\b|\$|000|piasses?|"
    rf"dollars?|de l'heure|l'heure|an hour|per hour|/ ?h|a year|par an|par annee|\.[0-9]{{2}})"
)
_PAY = (
    "salaire", "salaires", "salary", "salaries", "paye", "talon de paie", "talon de paye", "relevé de paie",
    "pay slip", "payslip", "pay stub", "paystub", "paycheque", "paycheck", "T4", "relevé 1", "échelle salariale",
    "prime de départ", "severance", "indemnité de départ",
    "son augmentation", "her raise", "his raise", "wage", "wages", "hourly rate", "taux horaire", "bonus de",
)  # fmt: skip
_PAY_AMOUNT = lazy(
    r"\$ ?[0-9]|[0-9] ?(?:\$|k\b|000|piasses?|dollars?)|plus que (?:moi|nous)|more than (?:me|i|us)|double|triple|le "
    r"pire|saisie?|garnish"
)
_ALSO_WORDS = frozenset(
    ["claire", "clairer", "vire", "virer", "remercie", "renvoye", "suspendre", "slaquer", "slaque", "sacke", "sacker"]
)
_DONE = lazy(
    r"\b(?:ete|fait|faite|faire|ont|vont|va|veut|veulent|vient de|viennent de|as|a|on l'a|avons|avez|etre|est) "
    r"(?:[a-z]{2,8} )?$"
)
_NOT_FIRED = lazy(r" (?:up|at|off|on all|a shot|clay)\b")


class WorkRecord(PrivateMatter):
    """Pay, leave, discipline or dismissal told of somebody."""

    id = "persons.work-record"
    code = "work-record-of-a-person"
    of_objects = frozenset(["dismissed", "discipline"])
    needs_name = frozenset()
    messages = {
        "fr": {
            CATEGORY: Message(
                "Ce passage parle de l’emploi d’une personne que l’on peut reconnaître : salaire, congé, sanction ou départ.",
                "Retirez ces détails ou ce qui permet de la reconnaître : son dossier ne regarde qu’elle et l’employeur.",
            )
        },
        "en": {
            CATEGORY: Message(
                "This passage speaks of the employment of a person who can be recognised: pay, leave, discipline or departure.",
                "Remove those details, or what lets people recognise them: their file concerns them and the employer only.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Words of leave, dismissal, discipline and pay."""
        yield from words("leave", _LEAVE)
        yield from words("dismissed", _DISMISSED)
        yield from words("discipline", _DISCIPLINE)
        yield from words("pay", _PAY)
        yield Cue("paid", _PAID)

    def holds(self, reading: Reading, hit: Hit) -> bool:
        """Pay counts with an amount in the same sentence; «viré» and «clairé» when they are done to somebody."""
        text = reading.folded
        if text[hit.start : hit.end] in _ALSO_WORDS:
            return _DONE.search(text, max(0, hit.start - 18), hit.start) is not None
        if text[hit.start : hit.end] == "fired":
            return _NOT_FIRED.match(text, hit.end) is None
        if hit.cue != "pay":
            return True
        sentence = reading.sentence(hit.start)
        return (
            _PAY_AMOUNT.search(text, max(sentence.start, hit.start - 120), min(sentence.end, hit.end + 120)) is not None
        )


detector = WorkRecord()
