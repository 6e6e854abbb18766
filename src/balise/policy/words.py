"""The closed vocabularies of a policy in words for people, French and English."""

from __future__ import annotations

from collections.abc import Mapping

from balise.policy.model import Decision, Modality, Voice

VOICES: Mapping[str, Mapping[Voice, str]] = {
    "fr": {
        Voice.PERSONAL: "en son nom personnel",
        Voice.OFFICIAL: "au nom de l’organisation",
        Voice.VISITOR: "visiteur ou visiteuse",
    },
    "en": {
        Voice.PERSONAL: "in one’s own name",
        Voice.OFFICIAL: "in the organisation’s name",
        Voice.VISITOR: "visitor",
    },
}
MODALITIES: Mapping[str, Mapping[Modality, str]] = {
    "fr": {
        Modality.FORBIDDEN: "interdit",
        Modality.MUST: "obligatoire",
        Modality.ASKED: "demandé",
        Modality.ENCOURAGED: "encouragé",
        Modality.MAY: "permis",
    },
    "en": {
        Modality.FORBIDDEN: "forbidden",
        Modality.MUST: "required",
        Modality.ASKED: "asked",
        Modality.ENCOURAGED: "encouraged",
        Modality.MAY: "allowed",
    },
}
DECISIONS: Mapping[str, Mapping[Decision, str]] = {
    "fr": {
        Decision.CLEAR: "rien à signaler",
        Decision.ADVISE: "conseil",
        Decision.APPROVAL: "approbation",
        Decision.FORBIDDEN: "à ne pas publier",
    },
    "en": {
        Decision.CLEAR: "clear",
        Decision.ADVISE: "advice",
        Decision.APPROVAL: "approval",
        Decision.FORBIDDEN: "not to be published",
    },
}
CATEGORIES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "disclaimer": "lien d’emploi sans mise au point",
        "spokesperson": "parole au nom de l’organisation",
        "partner": "parole au nom d’un partenaire ou à son sujet",
        "spam": "pourriel",
        "insult": "injure",
        "threat": "menace",
        "harassment": "harcèlement",
        "hate": "propos haineux",
        "vulgarity": "vulgarité",
        "provocation": "provocation",
        "mobilisation": "propagande ou appel à la mobilisation",
        "private-exchange": "échange privé en public",
        "personal-information": "renseignement personnel",
        "credentials": "mot de passe ou clé d’accès",
        "confidential": "information confidentielle",
        "person-image": "image d’une personne",
        "workplace-image": "image d’un lieu de travail",
        "disparagement": "dénigrement",
        "competitor": "comparaison injuste",
        "hostile-campaign": "campagne hostile",
        "internal-conflict": "conflit interne",
        "conflict-of-interest": "conflit d’intérêts",
        "misleading": "promesse trompeuse",
        "uncredited": "œuvre ou citation sans crédit",
        "unsourced": "affirmation sans source",
        "unverified": "information non vérifiée",
    },
    "en": {
        "disclaimer": "employment link without a disclaimer",
        "spokesperson": "speaking for the organisation",
        "partner": "speaking for or about a partner",
        "spam": "spam",
        "insult": "insult",
        "threat": "threat",
        "harassment": "harassment",
        "hate": "hateful speech",
        "vulgarity": "vulgarity",
        "provocation": "provocation",
        "mobilisation": "propaganda or call to mobilise",
        "private-exchange": "private exchange in public",
        "personal-information": "personal information",
        "credentials": "password or access key",
        "confidential": "confidential information",
        "person-image": "image of a person",
        "workplace-image": "image of a workplace",
        "disparagement": "disparagement",
        "competitor": "unfair comparison",
        "hostile-campaign": "hostile campaign",
        "internal-conflict": "internal conflict",
        "conflict-of-interest": "conflict of interest",
        "misleading": "misleading promise",
        "uncredited": "work or quotation without credit",
        "unsourced": "claim without a source",
        "unverified": "unverified information",
    },
}
KINDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "approval": "approbation",
        "consent": "consentement",
        "source": "source",
        "authorisation": "autorisation",
        "steps": "étapes, dans l’ordre",
        "choice": "au choix, selon les faits",
        "yes-no": "oui ou non",
        "text": "texte",
        "date": "date",
        "signature": "signature",
    },
    "en": {
        "approval": "approval",
        "consent": "consent",
        "source": "source",
        "authorisation": "authorisation",
        "steps": "steps, in order",
        "choice": "any of them, as the facts call for",
        "yes-no": "yes or no",
        "text": "text",
        "date": "date",
        "signature": "signature",
    },
}


def category_word(category: str, language: str) -> str:
    """A category in words; a pack's own category stands for itself."""
    return CATEGORIES.get(language, CATEGORIES["en"]).get(category, category)
