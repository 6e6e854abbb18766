"""What is done by hand on a site, a blog or a forum, whatever the tool: the same steps for the three."""

from __future__ import annotations

from balise.networks.describing import Deed, How, Operation

SEEN = {"fr": "visible de tous sur le site", "en": "visible to all on the site"}
CHANGED = {
    "fr": "remplacé à la même adresse; les moteurs de recherche peuvent montrer l’ancien texte quelques jours",
    "en": "replaced at the same address; search engines may show the old text for a few days",
}

SHARED = {
    Operation.FETCH: Deed(how=How.API),
    Operation.RETRACT: Deed(
        how=How.HAND,
        outcome={
            "fr": "retiré du site par une personne; les moteurs de recherche peuvent le montrer encore quelques jours",
            "en": "taken off the site by a person; search engines may still show it for a few days",
        },
        steps={
            "fr": (
                "Ouvrez l’adresse avec un compte qui peut la modifier, puis supprimez-la ou remettez-la en brouillon.",
                "Videz le cache du site s’il en a un, puis rouvrez l’adresse dans une fenêtre privée.",
                "Elle doit être introuvable : joignez une capture de cette page.",
            ),
            "en": (
                "Open the address with an account that may change it, then delete it or make it a draft again.",
                "Empty the cache of the site if it has one, then open the address again in a private window.",
                "It must not be found: attach a screenshot of that page.",
            ),
        },
    ),
    Operation.COMMENTS: Deed(
        how=How.API,
        outcome={
            "fr": "lus dans le flux RSS ou Atom des commentaires, s’il y en a un",
            "en": "read from the RSS or Atom feed of comments, if there is one",
        },
    ),
    Operation.REPLY: Deed(
        how=How.HAND,
        outcome={"fr": "réponse publique au nom de l’organisation", "en": "a public reply in the organisation’s name"},
        steps={
            "fr": (
                "Ouvrez l’adresse du commentaire avec le compte de l’organisation, puis « Répondre ».",
                "Collez la réponse, publiez, puis notez ici son lien permanent ou joignez une capture.",
            ),
            "en": (
                "Open the address of the comment with the organisation’s account, then “Reply”.",
                "Paste the reply, publish, then record its permanent link here or attach a screenshot.",
            ),
        },
        reversible=True,
    ),
    Operation.HIDE: Deed(
        how=How.HAND,
        outcome={
            "fr": "remis en attente par une personne : plus personne ne le voit, sauf qui gère le site",
            "en": "put back on hold by a person: nobody sees it any more, but who runs the site",
        },
        steps={
            "fr": (
                "Dans l’outil de gestion, ouvrez les commentaires et remettez celui-ci en attente (« Désapprouver »).",
                "Rouvrez la page dans une fenêtre privée : il ne doit plus y être. Joignez une capture.",
            ),
            "en": (
                "In the content manager, open the comments and put this one back on hold (“Unapprove”).",
                "Open the page again in a private window: it must be gone. Attach a screenshot.",
            ),
        },
        reversible=True,
    ),
    Operation.UNHIDE: Deed(
        how=How.HAND,
        outcome={"fr": "de nouveau visible sous la page", "en": "visible under the page again"},
        steps={
            "fr": (
                "Dans l’outil de gestion, ouvrez les commentaires en attente et approuvez celui-ci.",
                "Rouvrez la page : il doit y être de nouveau.",
            ),
            "en": (
                "In the content manager, open the comments on hold and approve this one.",
                "Open the page again: it must be there.",
            ),
        },
        reversible=True,
    ),
    Operation.DELETE: Deed(
        how=How.HAND,
        outcome={"fr": "supprimé par une personne, sans retour", "en": "deleted by a person, for good"},
        steps={
            "fr": (
                "Dans l’outil de gestion, ouvrez les commentaires, supprimez celui-ci, puis videz la corbeille.",
                "Rouvrez la page dans une fenêtre privée : il ne doit plus y être. Joignez une capture.",
            ),
            "en": (
                "In the content manager, open the comments, delete this one, then empty the trash.",
                "Open the page again in a private window: it must be gone. Attach a screenshot.",
            ),
        },
    ),
}
