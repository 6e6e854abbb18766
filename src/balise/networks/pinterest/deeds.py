"""What can be done on Pinterest, and the steps for whoever does it there. Its API knows nothing of comments."""

from __future__ import annotations

from balise.networks.describing import Deed, How, Operation

_REMOVE = {
    "fr": (
        "Ouvrez l’épingle avec le compte de l’organisation et trouvez le commentaire.",
        "Choisissez « … » → « Supprimer le commentaire »; s’il enfreint les règles, signalez-le d’abord.",
        "Rechargez la page : il ne doit plus y être. Joignez une capture.",
    ),
    "en": (
        "Open the pin with the organisation’s account and find the comment.",
        "Choose “…” → “Delete comment”; if it breaks the rules, report it first.",
        "Reload the page: it must be gone. Attach a screenshot.",
    ),
}

DEEDS = {
    Operation.PUBLISH: Deed(
        how=How.API,
        outcome={
            "fr": "épinglé au tableau choisi, à la vue de tous si le tableau est public",
            "en": "pinned to the board chosen, for all to see if the board is public",
        },
        steps={
            "fr": (
                "Sur Pinterest, choisissez « Créer une épingle » et ajoutez l’image.",
                "Collez le titre, la description, le lien, puis le texte de remplacement.",
                "Publiez dans le bon tableau, ouvrez l’épingle : notez son adresse ici.",
            ),
            "en": (
                "On Pinterest, choose “Create Pin” and add the image.",
                "Paste the title, the description, the link, then the alternative text.",
                "Publish to the right board, open the pin: record its address here.",
            ),
        },
        reversible=True,
    ),
    Operation.FETCH: Deed(how=How.API),
    Operation.UPDATE: Deed(
        how=How.API,
        outcome={
            "fr": "titre, description, lien et texte de remplacement changés; l’image reste, et les copies des autres aussi",
            "en": "title, description, link and alternative text changed; the image stays, and so do other people’s copies",
        },
        steps={
            "fr": (
                "Ouvrez l’épingle, puis « … » → « Modifier l’épingle ».",
                "Remplacez le titre, la description et le texte de remplacement, puis enregistrez.",
                "L’image ne se remplace pas : si elle change, retirez et publiez de nouveau.",
            ),
            "en": (
                "Open the pin, then “…” → “Edit Pin”.",
                "Replace the title, the description and the alternative text, then save.",
                "The image cannot be replaced: if it changes, take it down and publish again.",
            ),
        },
        reversible=True,
    ),
    Operation.RETRACT: Deed(
        how=How.API,
        outcome={
            "fr": "supprimé du tableau, sans retour; les copies enregistrées par d’autres restent",
            "en": "deleted from the board, for good; copies that others saved stay",
        },
        steps={
            "fr": (
                "Ouvrez l’épingle avec le compte de l’organisation, puis « … » → « Modifier l’épingle » → « Supprimer ».",
                "Ouvrez de nouveau son adresse : elle doit être introuvable. Joignez une capture de cette page.",
            ),
            "en": (
                "Open the pin with the organisation’s account, then “…” → “Edit Pin” → “Delete”.",
                "Open its address again: it must not be found. Attach a screenshot of that page.",
            ),
        },
    ),
    Operation.COMMENTS: Deed(
        how=How.NONE,
        outcome={
            "fr": "Pinterest ne donne pas les commentaires aux applications : on les lit sur place",
            "en": "Pinterest does not give comments to applications: they are read there",
        },
        steps={
            "fr": ("Ouvrez chaque épingle avec le compte de l’organisation et lisez ce qui est écrit dessous.",),
            "en": ("Open each pin with the organisation’s account and read what is written under it.",),
        },
    ),
    Operation.REPLY: Deed(
        how=How.HAND,
        outcome={"fr": "réponse publique au nom du compte", "en": "a public reply in the account’s name"},
        steps={
            "fr": (
                "Ouvrez l’épingle avec le compte de l’organisation, trouvez le commentaire, puis « Répondre ».",
                "Collez la réponse, publiez, puis joignez une capture.",
            ),
            "en": (
                "Open the pin with the organisation’s account, find the comment, then “Reply”.",
                "Paste the reply, publish, then attach a screenshot.",
            ),
        },
        reversible=True,
    ),
    Operation.HIDE: Deed(
        how=How.NONE,
        outcome={
            "fr": "Pinterest ne masque pas un commentaire : il se supprime, sans retour",
            "en": "Pinterest does not hide a comment: it is deleted, for good",
        },
        steps=_REMOVE,
    ),
    Operation.UNHIDE: Deed(
        how=How.NONE,
        outcome={
            "fr": "un commentaire supprimé ne revient pas; son auteur peut l’écrire de nouveau",
            "en": "a deleted comment does not come back; its author may write it again",
        },
        steps={
            "fr": ("Écrivez à la personne que son commentaire était acceptable et qu’elle peut le remettre.",),
            "en": ("Tell the person that their comment was fine and that they may write it again.",),
        },
    ),
    Operation.DELETE: Deed(
        how=How.HAND,
        outcome={"fr": "supprimé de l’épingle, sans retour", "en": "deleted from the pin, for good"},
        steps=_REMOVE,
    ),
}
