"""Facebook, pages only: Meta offers nothing for personal profiles. Read from the Graph API v25.0."""

from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation, Scope

network = Network(
    id="facebook",
    names={"fr": "Facebook", "en": "Facebook"},
    order=10,
    maximum=63_206,
    images_maximum=10,
    image_bytes=10 * 2**20,
    video_types=("video/mp4", "video/quicktime"),
    video_bytes=10 * 2**30,
    video_seconds=14_400,
    hosts=("facebook.com", "fb.com", "fb.watch"),
    look=Appearance(fold=477, fold_lines=5, card=True, crop_many="1x1", images_shown=5),
    edits="text",
    connector="balise.networks.facebook.connector:Facebook",
    joining="balise.networks.facebook.joining:joining",
    hooks="balise.networks.facebook.hooks:hooks",
    scopes=(
        Scope(
            id="pages_show_list",
            why={"fr": "voir quelles pages vous gérez", "en": "see which pages you run"},
        ),
        Scope(
            id="pages_read_engagement",
            why={"fr": "relire ce qui est en ligne sur la page", "en": "read what is online on the page"},
        ),
        Scope(
            id="pages_read_user_content",
            why={"fr": "lire les commentaires des gens", "en": "read people’s comments"},
        ),
        Scope(
            id="pages_manage_posts",
            why={"fr": "publier, corriger et retirer", "en": "publish, correct and take down"},
        ),
        Scope(
            id="publish_video",
            why={"fr": "publier une vidéo", "en": "publish a video"},
        ),
        Scope(
            id="pages_manage_engagement",
            why={
                "fr": "répondre aux commentaires, les masquer, les supprimer",
                "en": "answer comments, hide them, delete them",
            },
        ),
        Scope(
            id="pages_manage_metadata",
            why={
                "fr": "être averti dès qu’un commentaire arrive",
                "en": "be told as soon as a comment comes in",
            },
        ),
    ),
    deeds={
        Operation.PUBLISH: Deed(
            how=How.API,
            outcome={
                "fr": "publié sur la page, visible par tout le monde",
                "en": "published on the page, for all to see",
            },
            reversible=True,
            steps={
                "fr": (
                    "Ouvrez la page Facebook de l’organisation et choisissez « Créer une publication ».",
                    "Collez le texte, puis ajoutez les images dans l’ordre; pour chacune, « Modifier » → « Texte alternatif ».",
                    "Vérifiez l’aperçu, publiez, puis cliquez sur la date du message : notez ici l’adresse affichée.",
                ),
                "en": (
                    "Open the organisation’s Facebook page and choose “Create post”.",
                    "Paste the text, then add the images in order; for each, “Edit” → “Alternative text”.",
                    "Check the preview, publish, then click the date of the post: the address shown is the one to record here.",
                ),
            },
        ),
        Operation.FETCH: Deed(how=How.API),
        Operation.UPDATE: Deed(
            how=How.API,
            outcome={
                "fr": "texte remplacé; Facebook montre qu’il a été modifié et garde l’historique",
                "en": "text replaced; Facebook shows that it was edited and keeps the history",
            },
            reversible=True,
            steps={
                "fr": (
                    "Ouvrez l’adresse ci-dessus avec le compte de la page, puis « … » → « Modifier la publication ».",
                    "Remplacez tout le texte par celui-ci, enregistrez, puis relisez la publication.",
                    "Les images en ligne ne se remplacent pas : si elles changent, retirez et publiez de nouveau.",
                ),
                "en": (
                    "Open the address above with the page’s account, then “…” → “Edit post”.",
                    "Replace the whole text with this one, save, then read the post again.",
                    "Images that are online cannot be replaced: if they change, take it down and publish again.",
                ),
            },
        ),
        Operation.RETRACT: Deed(
            how=How.API,
            outcome={
                "fr": "supprimé avec ses commentaires, sans retour",
                "en": "deleted with its comments, for good",
            },
            steps={
                "fr": (
                    "Ouvrez la publication avec le compte de la page, puis « … » → « Déplacer vers la corbeille ».",
                    "Dans « Gérer les publications » → « Corbeille », supprimez-la pour de bon : sinon elle y reste 30 jours.",
                    "Rouvrez son adresse dans une fenêtre privée : elle ne doit plus rien montrer. Joignez une capture.",
                ),
                "en": (
                    "Open the post with the page’s account, then “…” → “Move to trash”.",
                    "Under “Manage posts” → “Trash”, delete it for good: otherwise it stays there for 30 days.",
                    "Open its address again in a private window: nothing must show. Attach a screenshot.",
                ),
            },
        ),
        Operation.COMMENTS: Deed(how=How.API),
        Operation.MENTIONS: Deed(how=How.API),
        Operation.REPLY: Deed(
            how=How.API,
            outcome={
                "fr": "réponse publiée au nom de la page, sous le commentaire",
                "en": "answer published in the page’s name, under the comment",
            },
            reversible=True,
            steps={
                "fr": (
                    "Ouvrez le commentaire avec le compte de la page et choisissez « Répondre ».",
                    "Vérifiez que l’image affichée est celle de la page et non la vôtre, puis collez la réponse.",
                    "Publiez, cliquez sur l’heure de la réponse et notez ici l’adresse affichée.",
                ),
                "en": (
                    "Open the comment with the page’s account and choose “Reply”.",
                    "Check that the picture shown is the page’s and not yours, then paste the answer.",
                    "Publish, click the time of the answer and record the address shown here.",
                ),
            },
        ),
        Operation.HIDE: Deed(
            how=How.API,
            outcome={
                "fr": "masqué, encore visible par son auteur et par les amis de celui-ci",
                "en": "hidden, still visible to its author and to the author’s friends",
            },
            reversible=True,
            steps={
                "fr": (
                    "Ouvrez le commentaire avec le compte de la page, puis « … » → « Masquer le commentaire ».",
                    "Rouvrez la publication dans une fenêtre privée : le commentaire ne doit plus s’y voir. Joignez une capture.",
                ),
                "en": (
                    "Open the comment with the page’s account, then “…” → “Hide comment”.",
                    "Open the post again in a private window: the comment must not show. Attach a screenshot.",
                ),
            },
        ),
        Operation.UNHIDE: Deed(
            how=How.API,
            outcome={"fr": "de nouveau visible par tout le monde", "en": "visible to all again"},
            reversible=True,
            steps={
                "fr": ("Ouvrez le commentaire avec le compte de la page, puis « … » → « Afficher le commentaire ».",),
                "en": ("Open the comment with the page’s account, then “…” → “Unhide comment”.",),
            },
        ),
        Operation.DELETE: Deed(
            how=How.API,
            outcome={"fr": "supprimé avec ses réponses, sans retour", "en": "deleted with its answers, for good"},
            steps={
                "fr": (
                    "Faites d’abord une capture du commentaire : après, il n’en reste rien.",
                    "Ouvrez le commentaire avec le compte de la page, puis « … » → « Supprimer ».",
                ),
                "en": (
                    "Take a screenshot of the comment first: nothing is left of it afterwards.",
                    "Open the comment with the page’s account, then “…” → “Delete”.",
                ),
            },
        ),
        Operation.HOOKS: Deed(how=How.API),
    },
)
