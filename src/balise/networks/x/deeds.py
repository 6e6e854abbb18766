"""What can be done on X, and the steps for whoever does it there. X API v2, as documented in August 2026."""

from __future__ import annotations

from balise.networks.describing import Deed, How, Operation

DEEDS = {
    Operation.PUBLISH: Deed(
        how=How.API,
        outcome={
            "fr": "publié sur le compte, à la vue de tous; X facture chaque publication, plus cher avec un lien",
            "en": "published on the account, for all to see; X charges for each post, more with a link",
        },
        steps={
            "fr": (
                "Ouvrez x.com avec le compte de l’organisation et choisissez « Poster ».",
                "Collez le texte, ajoutez les images dans l’ordre et, sur chacune, « ALT » pour le texte de remplacement.",
                "Publiez, ouvrez le message, puis « Partager » → « Copier le lien » : notez cette adresse ici.",
            ),
            "en": (
                "Open x.com with the organisation’s account and choose “Post”.",
                "Paste the text, add the images in order and, on each, “ALT” for the alternative text.",
                "Publish, open the post, then “Share” → “Copy link”: record that address here.",
            ),
        },
        reversible=True,
    ),
    Operation.FETCH: Deed(how=How.API),
    Operation.UPDATE: Deed(
        how=How.NONE,
        outcome={
            "fr": "une publication de X ne se corrige pas : elle est retirée, puis publiée de nouveau",
            "en": "a post on X cannot be corrected: it is taken down, then published again",
        },
        steps={
            "fr": (
                "Retirez la publication : ouvrez-la, puis « … » → « Supprimer ».",
                "Publiez le texte corrigé, puis notez sa nouvelle adresse ici.",
                "S’il y avait des réponses, dites-y que le message a été corrigé.",
            ),
            "en": (
                "Take the post down: open it, then “…” → “Delete”.",
                "Publish the corrected text, then record its new address here.",
                "If there were replies, say there that the post was corrected.",
            ),
        },
    ),
    Operation.RETRACT: Deed(
        how=How.API,
        outcome={
            "fr": "supprimé de X, sans retour; les réponses et les citations des autres restent",
            "en": "deleted from X, for good; other people’s replies and quotes stay",
        },
        steps={
            "fr": (
                "Ouvrez la publication avec le compte de l’organisation, puis « … » → « Supprimer ».",
                "Ouvrez de nouveau son adresse : X doit dire qu’elle n’existe plus. Joignez une capture de cette page.",
            ),
            "en": (
                "Open the post with the organisation’s account, then “…” → “Delete”.",
                "Open its address again: X must say that it no longer exists. Attach a screenshot of that page.",
            ),
        },
    ),
    Operation.COMMENTS: Deed(how=How.API),
    Operation.MENTIONS: Deed(how=How.API),
    Operation.REPLY: Deed(
        how=How.API,
        outcome={
            "fr": "réponse publique au nom du compte; X la refuse si l’auteur n’a ni mentionné ni cité le compte",
            "en": "a public reply in the account’s name; X refuses it if the author neither mentioned nor quoted the account",
        },
        steps={
            "fr": (
                "Ouvrez l’adresse du commentaire avec le compte de l’organisation, puis « Répondre ».",
                "Collez la réponse, publiez, ouvrez-la, puis « Partager » → « Copier le lien » : notez cette adresse ici.",
            ),
            "en": (
                "Open the address of the comment with the organisation’s account, then “Reply”.",
                "Paste the reply, publish, open it, then “Share” → “Copy link”: record that address here.",
            ),
        },
        reversible=True,
    ),
    Operation.HIDE: Deed(
        how=How.API,
        outcome={
            "fr": "masqué sous la publication, encore lisible par tous derrière « Réponses masquées »",
            "en": "hidden under the post, still readable by all behind “Hidden replies”",
        },
        steps={
            "fr": (
                "Ouvrez la réponse avec le compte de l’organisation, puis « … » → « Masquer la réponse ».",
                "Vérifiez, sans être connecté, qu’elle n’apparaît plus sous la publication; joignez une capture.",
            ),
            "en": (
                "Open the reply with the organisation’s account, then “…” → “Hide reply”.",
                "Check, signed out, that it no longer shows under the post; attach a screenshot.",
            ),
        },
        reversible=True,
    ),
    Operation.UNHIDE: Deed(
        how=How.API,
        outcome={"fr": "de nouveau visible sous la publication", "en": "visible again under the post"},
        steps={
            "fr": (
                "Sous la publication, ouvrez « Réponses masquées », puis, sur la réponse, « … » → « Afficher la réponse ».",
                "Vérifiez qu’elle apparaît de nouveau sous la publication.",
            ),
            "en": (
                "Under the post, open “Hidden replies”, then, on the reply, “…” → “Unhide reply”.",
                "Check that it shows under the post again.",
            ),
        },
        reversible=True,
    ),
    Operation.DELETE: Deed(
        how=How.NONE,
        outcome={
            "fr": "X ne laisse pas supprimer la réponse d’autrui : on la masque, on bloque ou on signale",
            "en": "X does not let anyone delete somebody else’s reply: it is hidden, blocked or reported",
        },
        steps={
            "fr": (
                "Masquez la réponse : « … » → « Masquer la réponse ».",
                "Si elle enfreint les règles de X, « … » → « Signaler le post » et suivez les étapes.",
                "Si la personne continue, ouvrez son profil, puis « … » → « Bloquer ». Joignez une capture de la page.",
            ),
            "en": (
                "Hide the reply: “…” → “Hide reply”.",
                "If it breaks the rules of X, “…” → “Report post” and follow the steps.",
                "If the person goes on, open their profile, then “…” → “Block”. Attach a screenshot of the page.",
            ),
        },
    ),
    Operation.HOOKS: Deed(
        how=How.HAND,
        outcome={
            "fr": "X avertit Balise sans attendre; sans cela, Balise demande lui-même les nouveautés",
            "en": "X tells Balise without delay; otherwise Balise asks for what is new by itself",
        },
        steps={
            "fr": (
                "Il faut un abonnement de X qui comprend l’« Account Activity API »; il est vendu à part.",
                "Au portail des développeurs de X, enregistrez l’adresse que Balise donne, puis abonnez-y le compte.",
            ),
            "en": (
                "A plan of X with the “Account Activity API” is needed; it is sold apart.",
                "In X’s developer portal, register the address that Balise gives, then subscribe the account to it.",
            ),
        },
        reversible=True,
    ),
}
