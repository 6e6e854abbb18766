"""What counted in a finding, in words: each code of a ``Reason`` in French and in English.

A code that a detector from elsewhere brings, and that is not here, is shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from balise.screening.model import Reason

_EFFECTS: Mapping[str, Mapping[str, str]] = {
    "fr": {"matched": "repéré", "raised": "renforcé", "softened": "atténué"},
    "en": {"matched": "seen", "raised": "raised", "softened": "softened"},
}

REASONS: Mapping[str, tuple[str, str]] = {
    "call": ("appel à se mobiliser", "call to mobilise"),
    "harassment-crush": ("mots qui écrasent une personne", "words that crush a person"),
    "harassment-death": ("invitation à mourir ou à disparaître", "telling somebody to die or disappear"),
    "harassment-insist": ("insistance auprès d’une personne", "insistence on a person"),
    "harassment-mob": ("appel à s’en prendre à une personne", "call to go after a person"),
    "harassment-sexual": ("insistance à caractère sexuel", "sexual insistence"),
    "insult-doubtful": ("mot qui peut insulter", "word that may insult"),
    "person-and-sign": ("signe hostile adressé à une personne", "hostile sign aimed at a person"),
    "private-errand": ("affaire privée", "private errand"),
    "private-intimate": ("mots intimes", "intimate words"),
    "private-plan": ("rendez-vous privé", "private plan"),
    "slogan": ("slogan", "slogan"),
    "union-activity": ("activité syndicale", "union activity"),
    "sentence-weighed": (
        "le sens de la phrase, pesé d’après des exemples",
        "what the sentence means, weighed from examples",
    ),
    "words-weighed": (
        "les mots pris ensemble, pesés d’après des exemples",
        "words taken together, weighed from examples",
    ),
    "age-or-school-of-a-child": ("âge ou école d’un enfant", "age or school of a child"),
    "announced-secret": ("formule qui annonce un secret", "phrase that announces a secret"),
    "answers-a-client": (
        "réponse à une question adressée à l’organisation",
        "answer to a question put to the organisation",
    ),
    "answers-in-kind": ("réponse sur le ton de la provocation", "answers a provocation in kind"),
    "belittles": ("mot qui rabaisse", "belittling word"),
    "belittles-others": ("mot qui rabaisse un concurrent", "word that belittles a competitor"),
    "campaign-against": ("appel qui vise l’organisation", "call aimed at the organisation"),
    "chain-message": ("message à faire suivre à la chaîne", "chain message"),
    "claim-by-share": ("proportion ou pourcentage", "share or percentage"),
    "claim-by-stated": ("chiffre affirmé", "stated figure"),
    "claim-by-study": ("étude ou experts invoqués", "study or experts invoked"),
    "comments-on-it": ("avis sur l’organisation ou ce qu’elle offre", "opinion on the organisation or what it offers"),
    "connection-string": ("chaîne de connexion avec mot de passe", "connection string with a password"),
    "degraded": ("groupe rabaissé", "group degraded"),
    "exclusion": ("groupe à exclure", "group to be excluded"),
    "figurative": ("façon de parler", "figure of speech"),
    "first-person-plural": ("« nous » de l’organisation", "the organisation's “we”"),
    "found-work": ("œuvre trouvée, sans auteur", "found work without author"),
    "framed-slur": ("insulte envers un groupe, dite dans une tournure hostile", "slur in a hostile turn of phrase"),
    "grievance-at-work": ("reproche lié au travail", "grievance at work"),
    "harm": ("souhait ou appel de faire du mal", "wish or call to harm"),
    "health-of-a-person": ("santé d’une personne reconnaissable", "health of a recognisable person"),
    "hearsay": ("rumeur rapportée", "hearsay"),
    "identifier-announced": ("numéro annoncé par les mots autour", "number announced by the words around it"),
    "identifier-checked": ("chiffre de contrôle juste", "check digit holds"),
    "identifier-shape": ("forme d’un identifiant", "shape of an identifier"),
    "image-not-read": ("image que Balise ne lit pas encore", "image that Balise does not read yet"),
    "in-its-name": ("parle au nom de l’organisation", "speaks in the organisation's name"),
    "insult-common": ("mot blessant selon le contexte", "word that hurts in this context"),
    "insult-person": ("mot blessant visant une personne", "hurtful word aimed at a person"),
    "insult-slur": ("injure visant un groupe protégé", "slur on a protected ground"),
    "insult-strong": ("injure", "insult"),
    "key-announced": ("clé annoncée par les mots autour", "key announced by the words around it"),
    "key-shape": ("forme d’une clé d’accès", "shape of an access key"),
    "lawful-recourse": ("recours prévu par la loi", "lawful recourse"),
    "matter-of-work": ("sujet lié au travail", "matter of work"),
    "misleading-absolute": ("promesse absolue", "absolute promise"),
    "misleading-best": ("superlatif invérifiable", "superlative that can't be checked"),
    "misleading-urgency": ("fausse urgence", "false urgency"),
    "names-employer": ("l’employeur est nommé", "the employer is named"),
    "non-public-bargaining": ("négociation non publique", "bargaining that is not public"),
    "non-public-cuts": ("coupures non annoncées", "cuts not announced"),
    "non-public-file": ("dossier d’un client", "a client's file"),
    "non-public-loss": ("perte non publique", "loss that is not public"),
    "non-public-money": ("montant non public", "amount that is not public"),
    "non-public-paper": ("document interne", "internal document"),
    "non-public-supplier": ("condition d’un fournisseur", "a supplier's terms"),
    "own-contact-details": ("vos propres coordonnées", "your own contact details"),
    "partner-named": ("un partenaire est nommé", "a partner is named"),
    "password-announced": ("mot de passe annoncé", "announced password"),
    "pejorative": ("mot méprisant pour un groupe", "word of contempt for a group"),
    "person-first": ("prénom", "first name"),
    "person-full": ("nom complet", "full name"),
    "personal-interest": ("intérêt personnel", "personal interest"),
    "phrase": ("tournure hostile", "hostile phrase"),
    "picture-of-persons": ("image de personnes", "picture of people"),
    "picture-of-workplace": ("image du lieu de travail", "picture of the workplace"),
    "private-key": ("clé privée", "private key"),
    "private-situation-of-a-person": ("situation privée d’une personne", "private situation of a person"),
    "quotation-without-author": ("citation sans auteur", "quotation without author"),
    "register-misspelled": ("orthographe approchante", "near spelling"),
    "register-term": ("terme du registre confidentiel", "term of the confidential register"),
    "reported": ("paroles rapportées", "reported speech"),
    "shouting": ("phrase criée en majuscules", "sentence shouted in capitals"),
    "slur": ("injure visant un groupe", "slur"),
    "spam-alone": ("publicité évidente", "plain advertising"),
    "spam-contact": ("invitation à écrire ailleurs", "invitation to write elsewhere"),
    "spam-flirt": ("sollicitation", "solicitation"),
    "spam-money": ("promesse d’argent", "promise of money"),
    "spam-offer": ("offre commerciale", "commercial offer"),
    "spam-site": ("lien vers un site de vente", "link to a sales site"),
    "states-for-it": ("affirmation au nom de l’organisation", "statement on the organisation's behalf"),
    "swear-word": ("juron", "swear word"),
    "taunt": ("provocation", "taunt"),
    "threat": ("menace", "threat"),
    "token-shape": ("forme d’un jeton d’accès", "shape of an access token"),
    "union-or-recourse": ("activité syndicale ou recours", "union activity or recourse"),
    "work-record-of-a-person": ("dossier d’emploi d’une personne", "work record of a person"),
}


def reason_in_words(reason: Reason, language: str) -> str:
    """Such as «repéré : injure» or “softened: reported speech”."""
    known = REASONS.get(reason.code)
    said = reason.code.replace("-", " ") if known is None else known[0 if language == "fr" else 1]
    effect = _EFFECTS[language].get(reason.effect, reason.effect)
    return f"{effect}\u00a0: {said}" if language == "fr" else f"{effect}: {said}"
