"""Family, legal and money matters of a person who can be recognised: separation, custody, debts, arrest, record.

One's own matters are one's own to tell; public figures and court decisions quoted as such are left.
"""

from __future__ import annotations

from collections.abc import Iterable

from balise.policy.model import Policy
from balise.screening.detecting import Cue, Message, words
from balise.screening.detectors.persons._private import CATEGORY, PrivateMatter

_FAMILY = (
    "divorce", "divorcé", "divorcée", "divorced", "divorcing", "en instance de divorce", "garde partagée",
    "garde des enfants", "garde de ses enfants", "perdu la garde", "custody", "DPJ", "pension alimentaire",
    "child support", "alimony", "trompe sa femme", "trompe son mari", "trompe sa blonde", "trompe son chum",
    "trompée par", "cheating on", "cheated on", "having an affair", "had an affair", "a une aventure avec",
    "couche avec", "sleeping with", "enfant illégitime", "ordonnance de protection", "restraining order",
    "violence conjugale", "domestic violence", "domestic abuse", "foster care", "famille d'accueil",
    "centre jeunesse", "youth centre", "fugue", "fait une fugue", "en fugue", "ran away from home",
    "séparé de sa femme", "séparée de son mari", "se sépare de", "se sont séparés", "left her husband",
    "left his wife", "left him for", "left her for", "dumped by",
)  # fmt: skip
_MONEY = (
    "faillite personnelle", "en faillite", "fait faillite", "déclaré faillite", "bankrupt", "bankruptcy", "endetté",
    "endettée", "ses dettes", "dettes de jeu", "in debt", "his debts", "her debts", "gambling debts",
    "gambling problem", "problème de jeu", "saisie de salaire", "salaire saisi", "wages garnished",
    "wage garnishment", "garnished",
    "evicted", "évincé de son", "évincée de son", "expulsé de son logement", "expulsée de son logement",
    "en retard dans son loyer", "behind on rent", "behind on his rent", "behind on her rent", "me doit de l'argent",
    "doit de l'argent à", "owes money", "aide sociale", "sur le BS", "on welfare", "banque alimentaire chaque",
    "carte refusée", "card was declined", "mauvais crédit", "bad credit", "itinérant depuis", "homeless since",
)  # fmt: skip
_LEGAL = (
    "casier judiciaire", "criminal record", "dossier criminel", "s'est fait arrêter", "a été arrêté",
    "a été arrêtée", "arrêté par la police", "arrêtée par la police", "arrested", "got arrested", "accusé de",
    "accusée de", "accused of", "charged with", "en prison", "fait de la prison", "in jail", "in prison",
    "went to jail", "sort de prison",
    "liberté conditionnelle", "on parole", "drunk driving", "DUI", "alcool au volant", "facultés affaiblies",
    "conduite avec facultés", "sans papiers", "sans statut", "undocumented", "deported", "déporté", "déportée",
    "expulsé du pays", "expulsée du pays", "demandeur d'asile", "demandeuse d'asile", "refugee claim",
    "asylum claim", "immigration hearing", "work permit expired", "permis de travail expiré",
    "perdu son permis de conduire", "lost his licence", "lost her licence", "plea deal",
    "travaux communautaires pour", "plaidé coupable", "pleaded guilty", "agression sexuelle par",
)  # fmt: skip


class Situation(PrivateMatter):
    """A family, legal or money matter told of somebody."""

    id = "persons.situation"
    code = "private-situation-of-a-person"
    of_objects = frozenset(["legal"])
    messages = {
        "fr": {
            CATEGORY: Message(
                "Ce passage parle de la vie privée d’une personne que l’on peut reconnaître : famille, argent ou justice.",
                "Retirez ces détails ou ce qui permet de la reconnaître : ils ne regardent qu’elle.",
            )
        },
        "en": {
            CATEGORY: Message(
                "This passage speaks of the private life of a person who can be recognised: family, money or the law.",
                "Remove those details, or what lets people recognise them: they are nobody else's business.",
            )
        },
    }

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Words of separation, debts and arrests."""
        yield from words("family", _FAMILY)
        yield from words("money", _MONEY)
        yield from words("legal", _LEGAL)


detector = Situation()
