"""LinkedIn, pages of organisations only. Read from the Posts, Comments and Images APIs, version 202609."""

from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation, Scope

network = Network(
    id="linkedin",
    names={"fr": "LinkedIn", "en": "LinkedIn"},
    order=40,
    maximum=3_000,
    images_maximum=20,
    alt_maximum=1_000,
    image_types=("image/jpeg", "image/png", "image/gif"),
    image_bytes=10 * 2**20,
    video_types=("video/mp4",),
    video_bytes=500 * 2**20,
    video_seconds=1_800,
    hosts=("linkedin.com", "lnkd.in"),
    look=Appearance(fold=210, fold_lines=3, card=True, crop_many="1x1", images_shown=5),
    edits="text",
    connector="balise.networks.linkedin.connector:LinkedIn",
    joining="balise.networks.linkedin.joining:joining",
    hooks="balise.networks.linkedin.hooks:hooks",
    scopes=(
        Scope(
            id="w_organization_social",
            why={
                "fr": "publier, corriger, retirer et répondre au nom de la page",
                "en": "publish, correct, take down and answer in the page’s name",
            },
        ),
        Scope(
            id="r_organization_social",
            why={
                "fr": "relire ce qui est en ligne et lire les commentaires",
                "en": "read what is online and read comments",
            },
        ),
        Scope(
            id="rw_organization_admin",
            why={"fr": "voir quelles pages vous administrez", "en": "see which pages you administer"},
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
                    "Ouvrez la page LinkedIn de l’organisation en mode administration et choisissez « Commencer un post ».",
                    "Collez le texte, ajoutez les images dans l’ordre et leur texte de remplacement (« ALT »).",
                    "Publiez, puis « … » → « Copier le lien vers le post » : notez cette adresse ici.",
                ),
                "en": (
                    "Open the organisation’s LinkedIn page as an administrator and choose “Start a post”.",
                    "Paste the text, add the images in order and their alternative text (“ALT”).",
                    "Publish, then “…” → “Copy link to post”: record that address here.",
                ),
            },
        ),
        Operation.FETCH: Deed(how=How.API),
        Operation.UPDATE: Deed(
            how=How.API,
            outcome={
                "fr": "texte remplacé; LinkedIn montre qu’il a été modifié",
                "en": "text replaced; LinkedIn shows that it was edited",
            },
            reversible=True,
            steps={
                "fr": (
                    "Ouvrez l’adresse ci-dessus en mode administration, puis « … » → « Modifier le post ».",
                    "Remplacez tout le texte par celui-ci, puis enregistrez.",
                    "Les images ne se remplacent pas : si elles changent, retirez et publiez de nouveau.",
                ),
                "en": (
                    "Open the address above as an administrator, then “…” → “Edit post”.",
                    "Replace the whole text with this one, then save.",
                    "Images cannot be replaced: if they change, take it down and publish again.",
                ),
            },
        ),
        Operation.RETRACT: Deed(
            how=How.API,
            outcome={"fr": "supprimé avec ses commentaires, sans retour", "en": "deleted with its comments, for good"},
            steps={
                "fr": (
                    "Ouvrez le post en mode administration, puis « … » → « Supprimer le post ».",
                    "Rouvrez son adresse dans une fenêtre privée : elle ne doit plus rien montrer. Joignez une capture.",
                ),
                "en": (
                    "Open the post as an administrator, then “…” → “Delete post”.",
                    "Open its address again in a private window: nothing must show. Attach a screenshot.",
                ),
            },
        ),
        Operation.COMMENTS: Deed(how=How.API),
        Operation.REPLY: Deed(
            how=How.API,
            outcome={
                "fr": "réponse publiée au nom de la page, sous le commentaire",
                "en": "answer published in the page’s name, under the comment",
            },
            reversible=True,
            steps={
                "fr": (
                    "Ouvrez le commentaire en mode administration et choisissez « Répondre ».",
                    "Vérifiez que le logo affiché est celui de la page et non votre photo, puis collez la réponse.",
                    "Publiez, puis « … » → « Copier le lien vers le commentaire » : notez cette adresse ici.",
                ),
                "en": (
                    "Open the comment as an administrator and choose “Reply”.",
                    "Check that the logo shown is the page’s and not your photo, then paste the answer.",
                    "Publish, then “…” → “Copy link to comment”: record that address here.",
                ),
            },
        ),
        Operation.HIDE: Deed(
            how=How.NONE,
            outcome={
                "fr": "LinkedIn ne masque pas un commentaire : il reste visible, ou il est supprimé",
                "en": "LinkedIn does not hide a comment: it stays visible, or it is deleted",
            },
            steps={
                "fr": (
                    "Décidez avec les communications : laisser le commentaire et y répondre, ou le supprimer.",
                    "Si une personne insiste, sa fiche → « Plus » → « Signaler ou bloquer » l’empêche de commenter de nouveau.",
                    "Notez ici ce qui a été fait, avec une capture.",
                ),
                "en": (
                    "Decide with communications: leave the comment and answer it, or delete it.",
                    "If a person insists, their profile → “More” → “Report or block” keeps them from commenting again.",
                    "Record here what was done, with a screenshot.",
                ),
            },
        ),
        Operation.UNHIDE: Deed(
            how=How.NONE,
            outcome={
                "fr": "rien à rétablir : LinkedIn ne masque pas les commentaires",
                "en": "nothing to show again: LinkedIn does not hide comments",
            },
            steps={
                "fr": (
                    "Vérifiez que le commentaire est visible sous le post; s’il a été supprimé, il ne revient pas.",
                ),
                "en": ("Check that the comment is visible under the post; if it was deleted, it does not come back.",),
            },
        ),
        Operation.DELETE: Deed(
            how=How.API,
            outcome={
                "fr": "supprimé avec ses réponses, sans retour; si LinkedIn le refuse, une personne le fait à la main",
                "en": "deleted with its answers, for good; if LinkedIn refuses, a person does it by hand",
            },
            steps={
                "fr": (
                    "Faites d’abord une capture du commentaire : après, il n’en reste rien.",
                    "Ouvrez le post en mode administration; sur le commentaire, « … » → « Supprimer ».",
                    "Si « Supprimer » n’est pas offert, choisissez « Signaler » et notez ici la date du signalement.",
                ),
                "en": (
                    "Take a screenshot of the comment first: nothing is left of it afterwards.",
                    "Open the post as an administrator; on the comment, “…” → “Delete”.",
                    "If “Delete” is not offered, choose “Report” and record here the date of the report.",
                ),
            },
        ),
        Operation.HOOKS: Deed(
            how=How.HAND,
            outcome={
                "fr": "les commentaires arrivent aussitôt; sans cela, Balise les relève à intervalles réguliers",
                "en": "comments come in at once; without it, Balise collects them at regular intervals",
            },
            steps={
                "fr": (
                    "Sur le portail des applications de LinkedIn, ouvrez l’application, puis « Webhooks » → « Create webhook ».",
                    "Collez l’adresse ci-dessus et attendez que LinkedIn dise « Validated ».",
                    "Abonnez la page aux « Organization Social Action Notifications ».",
                ),
                "en": (
                    "In LinkedIn’s developer portal, open the application, then “Webhooks” → “Create webhook”.",
                    "Paste the address above and wait until LinkedIn says “Validated”.",
                    "Subscribe the page to “Organization Social Action Notifications”.",
                ),
            },
        ),
    },
)
