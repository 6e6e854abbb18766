"""Operations, and who carries them out, in words for people."""

from __future__ import annotations

from balise.networks.describing import How, Operation, Sentences

OPERATIONS: dict[Operation, Sentences] = {
    Operation.PUBLISH: {"fr": "publier", "en": "publish"},
    Operation.FETCH: {"fr": "relire ce qui est en ligne", "en": "read what is online"},
    Operation.UPDATE: {"fr": "corriger", "en": "correct"},
    Operation.RETRACT: {"fr": "retirer", "en": "take down"},
    Operation.COMMENTS: {"fr": "relever les commentaires", "en": "collect comments"},
    Operation.MENTIONS: {"fr": "relever les mentions", "en": "collect mentions"},
    Operation.REPLY: {"fr": "répondre à un commentaire", "en": "answer a comment"},
    Operation.HIDE: {"fr": "masquer un commentaire", "en": "hide a comment"},
    Operation.UNHIDE: {"fr": "rétablir un commentaire masqué", "en": "show a hidden comment again"},
    Operation.DELETE: {"fr": "supprimer un commentaire", "en": "delete a comment"},
    Operation.HOOKS: {"fr": "être averti aussitôt", "en": "be told at once"},
}

WHO: dict[How, Sentences] = {
    How.API: {"fr": "Balise", "en": "Balise"},
    How.HAND: {"fr": "une personne, avec la marche à suivre", "en": "a person, with the steps"},
    How.NONE: {"fr": "personne : le réseau ne l’offre pas", "en": "nobody: the network does not offer it"},
}
