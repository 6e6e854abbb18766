"""Instagram, professional accounts that hang on a Facebook page. Read from the Graph API v25.0."""

from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation, Scope

network = Network(
    id="instagram",
    names={"fr": "Instagram", "en": "Instagram"},
    order=20,
    maximum=2_200,
    hashtags_maximum=30,
    images_maximum=10,
    alt_maximum=1_000,
    needs="media",
    media_by_address=True,
    image_types=("image/jpeg",),
    image_bytes=8 * 2**20,
    video_types=("video/mp4", "video/quicktime"),
    video_bytes=300 * 2**20,
    video_seconds=900,
    hosts=("instagram.com",),
    look=Appearance(
        fold=125, links=False, mentions="name", crop_one="4x5", crop_many="4x5", images_shown=1, media_first=True
    ),
    edits="text",
    connector="balise.networks.instagram.connector:Instagram",
    joining="balise.networks.instagram.joining:joining",
    hooks="balise.networks.instagram.hooks:hooks",
    scopes=(
        Scope(
            id="pages_show_list",
            why={"fr": "voir quelles pages vous gérez", "en": "see which pages you run"},
        ),
        Scope(
            id="pages_read_engagement",
            why={"fr": "trouver le compte rattaché à la page", "en": "find the account that hangs on the page"},
        ),
        Scope(
            id="instagram_basic",
            why={"fr": "relire ce qui est en ligne sur le compte", "en": "read what is online on the account"},
        ),
        Scope(id="instagram_content_publish", why={"fr": "publier", "en": "publish"}),
        Scope(id="instagram_manage_contents", why={"fr": "retirer une publication", "en": "take a post down"}),
        Scope(
            id="instagram_manage_comments",
            why={
                "fr": "lire les commentaires, y répondre, les masquer, les supprimer",
                "en": "read comments, answer, hide and delete them",
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
                "fr": "publié sur le compte, visible par tout le monde; le texte ne se corrige plus qu’à la main",
                "en": "published on the account, for all to see; the text can only be corrected by hand",
            },
            reversible=True,
            steps={
                "fr": (
                    "Dans l’application ou sur instagram.com, choisissez « Créer » et ajoutez les images dans l’ordre.",
                    "Collez le texte comme légende; sous « Accessibilité », collez le texte de remplacement de chaque image.",
                    "Les adresses ne sont pas cliquables dans une légende : mettez le lien dans la biographie au besoin.",
                    "Publiez, puis « … » → « Copier le lien » : notez cette adresse ici.",
                ),
                "en": (
                    "In the app or on instagram.com, choose “Create” and add the images in order.",
                    "Paste the text as the caption; under “Accessibility”, paste the alternative text of each image.",
                    "Addresses cannot be clicked in a caption: put the link in the biography if need be.",
                    "Publish, then “…” → “Copy link”: record that address here.",
                ),
            },
        ),
        Operation.FETCH: Deed(how=How.API),
        Operation.UPDATE: Deed(
            how=How.HAND,
            outcome={
                "fr": "légende remplacée à la main; Instagram montre qu’elle a été modifiée",
                "en": "caption replaced by hand; Instagram shows that it was edited",
            },
            reversible=True,
            steps={
                "fr": (
                    "Ouvrez l’adresse ci-dessus, puis « … » → « Modifier ».",
                    "Remplacez la légende et les textes de remplacement, puis enregistrez.",
                    "Les images ne se remplacent pas : si elles changent, retirez et publiez de nouveau.",
                ),
                "en": (
                    "Open the address above, then “…” → “Edit”.",
                    "Replace the caption and the alternative texts, then save.",
                    "Images cannot be replaced: if they change, take it down and publish again.",
                ),
            },
        ),
        Operation.RETRACT: Deed(
            how=How.API,
            outcome={"fr": "supprimé avec ses commentaires, sans retour", "en": "deleted with its comments, for good"},
            steps={
                "fr": (
                    "Ouvrez la publication, puis « … » → « Supprimer ».",
                    "Dans l’application, « Votre activité » → « Supprimés récemment » : supprimez-la aussi de là.",
                    "Rouvrez son adresse dans une fenêtre privée : elle ne doit plus rien montrer. Joignez une capture.",
                ),
                "en": (
                    "Open the post, then “…” → “Delete”.",
                    "In the app, “Your activity” → “Recently deleted”: delete it from there too.",
                    "Open its address again in a private window: nothing must show. Attach a screenshot.",
                ),
            },
        ),
        Operation.COMMENTS: Deed(how=How.API),
        Operation.MENTIONS: Deed(how=How.API),
        Operation.REPLY: Deed(
            how=How.API,
            outcome={
                "fr": "réponse publiée au nom du compte, sous le commentaire",
                "en": "answer published in the account’s name, under the comment",
            },
            reversible=True,
            steps={
                "fr": (
                    "Ouvrez le commentaire avec le compte de l’organisation et choisissez « Répondre ».",
                    "Collez la réponse à la suite du nom, publiez, puis joignez une capture.",
                ),
                "en": (
                    "Open the comment with the organisation’s account and choose “Reply”.",
                    "Paste the answer after the name, publish, then attach a screenshot.",
                ),
            },
        ),
        Operation.HIDE: Deed(
            how=How.API,
            outcome={"fr": "masqué, encore visible par son auteur", "en": "hidden, still visible to its author"},
            reversible=True,
            steps={
                "fr": (
                    "Dans l’application, ouvrez le commentaire, gardez le doigt dessus, puis « Masquer le commentaire ».",
                    "Vérifiez avec un autre compte qu’il ne se voit plus, puis joignez une capture.",
                ),
                "en": (
                    "In the app, open the comment, hold your finger on it, then “Hide comment”.",
                    "Check with another account that it no longer shows, then attach a screenshot.",
                ),
            },
        ),
        Operation.UNHIDE: Deed(
            how=How.API,
            outcome={"fr": "de nouveau visible par tout le monde", "en": "visible to all again"},
            reversible=True,
            steps={
                "fr": ("Dans l’application, ouvrez les commentaires masqués, puis « Afficher le commentaire ».",),
                "en": ("In the app, open the hidden comments, then “Unhide comment”.",),
            },
        ),
        Operation.DELETE: Deed(
            how=How.API,
            outcome={"fr": "supprimé avec ses réponses, sans retour", "en": "deleted with its answers, for good"},
            steps={
                "fr": (
                    "Faites d’abord une capture du commentaire : après, il n’en reste rien.",
                    "Dans l’application, glissez le commentaire vers la gauche, puis touchez la corbeille.",
                ),
                "en": (
                    "Take a screenshot of the comment first: nothing is left of it afterwards.",
                    "In the app, swipe the comment to the left, then touch the bin.",
                ),
            },
        ),
        Operation.HOOKS: Deed(how=How.API),
    },
)
