"""What can be done on Bluesky, and the steps for whoever does it there."""

from __future__ import annotations

from balise.networks.describing import Deed, How, Operation

DEEDS = {
    Operation.PUBLISH: Deed(
        how=How.API,
        outcome={"fr": "publié sur le compte, à la vue de tous", "en": "published on the account, for all to see"},
        steps={
            "fr": (
                "Sur bsky.app, choisissez « Nouveau post » et collez le texte.",
                "Ajoutez les images dans l’ordre et leur texte de remplacement (« + ALT »).",
                "Publiez, ouvrez le message, puis « Partager » → « Copier le lien » : notez cette adresse ici.",
            ),
            "en": (
                "On bsky.app, choose “New post” and paste the text.",
                "Add the images in order and their alternative text (“+ ALT”).",
                "Publish, open the post, then “Share” → “Copy link”: record that address here.",
            ),
        },
        reversible=True,
    ),
    Operation.FETCH: Deed(how=How.API),
    Operation.UPDATE: Deed(
        how=How.NONE,
        outcome={
            "fr": "une publication de Bluesky ne se corrige pas : elle est retirée, puis publiée de nouveau",
            "en": "a post on Bluesky cannot be corrected: it is taken down, then published again",
        },
        steps={
            "fr": (
                "Retirez la publication : ouvrez-la, puis « … » → « Supprimer le post ».",
                "Publiez le texte corrigé, puis notez sa nouvelle adresse ici.",
                "S’il y avait des réponses, dites-y que le message a été corrigé.",
            ),
            "en": (
                "Take the post down: open it, then “…” → “Delete post”.",
                "Publish the corrected text, then record its new address here.",
                "If there were replies, say there that the post was corrected.",
            ),
        },
    ),
    Operation.RETRACT: Deed(
        how=How.API,
        outcome={
            "fr": "supprimé de Bluesky, sans retour; les réponses et les citations des autres restent",
            "en": "deleted from Bluesky, for good; other people’s replies and quotes stay",
        },
        steps={
            "fr": (
                "Ouvrez la publication avec le compte de l’organisation, puis « … » → « Supprimer le post ».",
                "Ouvrez de nouveau son adresse : elle doit être introuvable. Joignez une capture de cette page.",
            ),
            "en": (
                "Open the post with the organisation’s account, then “…” → “Delete post”.",
                "Open its address again: it must not be found. Attach a screenshot of that page.",
            ),
        },
    ),
    Operation.COMMENTS: Deed(how=How.API),
    Operation.MENTIONS: Deed(how=How.API),
    Operation.REPLY: Deed(
        how=How.API,
        outcome={"fr": "réponse publique au nom du compte", "en": "a public reply in the account’s name"},
        steps={
            "fr": (
                "Ouvrez l’adresse du commentaire avec le compte de l’organisation, puis « Répondre ».",
                "Collez la réponse, publiez, puis « Partager » → « Copier le lien » : notez cette adresse ici.",
            ),
            "en": (
                "Open the address of the comment with the organisation’s account, then “Reply”.",
                "Paste the reply, publish, then “Share” → “Copy link”: record that address here.",
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
                "Ouvrez la réponse avec le compte de l’organisation, puis « … » → « Masquer la réponse pour tous ».",
                "Vérifiez, sans être connecté, qu’elle n’apparaît plus sous la publication; joignez une capture.",
            ),
            "en": (
                "Open the reply with the organisation’s account, then “…” → “Hide reply for everyone”.",
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
                "Sous la publication, ouvrez « Réponses masquées », puis « … » → « Afficher la réponse pour tous ».",
                "Vérifiez qu’elle apparaît de nouveau sous la publication.",
            ),
            "en": (
                "Under the post, open “Hidden replies”, then “…” → “Show reply for everyone”.",
                "Check that it shows under the post again.",
            ),
        },
        reversible=True,
    ),
    Operation.DELETE: Deed(
        how=How.NONE,
        outcome={
            "fr": "Bluesky ne laisse pas supprimer la réponse d’autrui : on la masque, on bloque ou on signale",
            "en": "Bluesky does not let anyone delete somebody else’s reply: it is hidden, blocked or reported",
        },
        steps={
            "fr": (
                "Masquez la réponse : « … » → « Masquer la réponse pour tous ».",
                "Si elle enfreint les règles de Bluesky, « … » → « Signaler le post » et suivez les étapes.",
                "Si la personne continue, ouvrez son profil, puis « … » → « Bloquer le compte ». Joignez une capture.",
            ),
            "en": (
                "Hide the reply: “…” → “Hide reply for everyone”.",
                "If it breaks the rules of Bluesky, “…” → “Report post” and follow the steps.",
                "If the person goes on, open their profile, then “…” → “Block account”. Attach a screenshot.",
            ),
        },
    ),
}
