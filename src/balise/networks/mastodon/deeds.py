"""What can be done on Mastodon, and the steps for whoever does it there."""

from __future__ import annotations

from balise.networks.describing import Deed, How, Operation

DEEDS = {
    Operation.PUBLISH: Deed(
        how=How.API,
        outcome={
            "fr": "publié sur le compte, à la vue de tous et des autres serveurs",
            "en": "published on the account, for all and other servers to see",
        },
        steps={
            "fr": (
                "Ouvrez votre instance Mastodon et collez le texte.",
                "Ajoutez les images dans l’ordre; sur chacune, « Modifier » pour la description.",
                "Publiez, ouvrez le message, puis « … » → « Copier le lien » : notez cette adresse ici.",
            ),
            "en": (
                "Open your Mastodon instance and paste the text.",
                "Add the images in order; on each, “Edit” for the description.",
                "Publish, open the post, then “…” → “Copy link”: record that address here.",
            ),
        },
        reversible=True,
    ),
    Operation.FETCH: Deed(how=How.API),
    Operation.UPDATE: Deed(
        how=How.API,
        outcome={
            "fr": "remplacé à la même adresse; les versions précédentes restent lisibles sous « Modifié »",
            "en": "replaced at the same address; earlier versions stay readable under “Edited”",
        },
        steps={
            "fr": (
                "Ouvrez le message, puis « … » → « Modifier ».",
                "Remplacez le texte, les images et leurs descriptions, puis publiez les changements.",
                "Les versions précédentes restent visibles sous « Modifié ».",
            ),
            "en": (
                "Open the post, then “…” → “Edit”.",
                "Replace the text, the images and their descriptions, then publish the changes.",
                "Earlier versions stay visible under “Edited”.",
            ),
        },
        reversible=True,
    ),
    Operation.RETRACT: Deed(
        how=How.API,
        outcome={
            "fr": "supprimé de votre instance, sans retour; les autres serveurs sont priés d’en faire autant, sans garantie",
            "en": "deleted from your server, for good; other servers are asked to do the same, with no guarantee",
        },
        steps={
            "fr": (
                "Ouvrez le message avec le compte de l’organisation, puis « … » → « Supprimer ».",
                "Ouvrez de nouveau son adresse : elle doit être introuvable. Joignez une capture de cette page.",
            ),
            "en": (
                "Open the post with the organisation’s account, then “…” → “Delete”.",
                "Open its address again: it must not be found. Attach a screenshot of that page.",
            ),
        },
    ),
    Operation.COMMENTS: Deed(how=How.API),
    Operation.MENTIONS: Deed(how=How.API),
    Operation.REPLY: Deed(
        how=How.API,
        outcome={
            "fr": "réponse publique au nom du compte, qui mentionne son auteur",
            "en": "a public reply in the account’s name, which mentions its author",
        },
        steps={
            "fr": (
                "Ouvrez l’adresse du commentaire depuis votre instance, puis « Répondre ».",
                "Collez la réponse après la mention de la personne, publiez, puis « … » → « Copier le lien » : notez-le ici.",
            ),
            "en": (
                "Open the address of the comment from your server, then “Reply”.",
                "Paste the reply after the mention of the person, publish, then “…” → “Copy link”: record it here.",
            ),
        },
        reversible=True,
    ),
    Operation.HIDE: Deed(
        how=How.NONE,
        outcome={
            "fr": "Mastodon ne laisse pas masquer la réponse d’autrui : on masque ou on bloque son auteur, ou on la signale",
            "en": "Mastodon does not let anyone hide somebody else’s reply: its author is muted or blocked, or it is reported",
        },
        steps={
            "fr": (
                "Ouvrez la réponse, puis « … » → « Masquer » : vous ne verrez plus cette personne, les autres la verront.",
                "Pour rompre le lien avec elle, choisissez plutôt « Bloquer ».",
                "Si la réponse enfreint les règles de votre instance, « … » → « Signaler ». Joignez une capture.",
            ),
            "en": (
                "Open the reply, then “…” → “Mute”: you will no longer see that person, others will.",
                "To cut the tie with them, choose “Block” instead.",
                "If the reply breaks the rules of your server, “…” → “Report”. Attach a screenshot.",
            ),
        },
    ),
    Operation.UNHIDE: Deed(
        how=How.NONE,
        outcome={
            "fr": "rien n’était masqué; on cesse de masquer ou de bloquer la personne",
            "en": "nothing was hidden; the person is no longer muted or blocked",
        },
        steps={
            "fr": ("Ouvrez le profil de la personne, puis « … » → « Ne plus masquer » ou « Débloquer ».",),
            "en": ("Open the person’s profile, then “…” → “Unmute” or “Unblock”.",),
        },
    ),
    Operation.DELETE: Deed(
        how=How.NONE,
        outcome={
            "fr": "seuls son auteur et la modération de son instance peuvent supprimer cette réponse : on la signale",
            "en": "only its author and the moderators of their server can delete this reply: it is reported",
        },
        steps={
            "fr": (
                "Ouvrez la réponse, puis « … » → « Signaler » : choisissez la règle enfreinte et dites pourquoi.",
                "Si elle vient d’un autre serveur, laissez cochée la case qui lui transmet le signalement.",
                "Notez la date du signalement et joignez une capture; regardez de nouveau le lendemain.",
            ),
            "en": (
                "Open the reply, then “…” → “Report”: choose the rule that is broken and say why.",
                "If it comes from another server, leave ticked the box that forwards the report to it.",
                "Record the date of the report and attach a screenshot; look again the next day.",
            ),
        },
    ),
}
