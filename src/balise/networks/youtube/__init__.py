"""YouTube: videos only. Read from the Data API v3."""

from __future__ import annotations

from balise.networks.counting import utf8_bytes
from balise.networks.describing import Appearance, Deed, How, Network, Operation, Option, Scope

network = Network(
    id="youtube",
    names={"fr": "YouTube", "en": "YouTube"},
    order=50,
    measure=utf8_bytes,
    bytes_counted=True,
    maximum=5_000,
    title_maximum=100,
    title_required=True,
    needs="video",
    image_types=(),
    video_types=("video/mp4", "video/quicktime", "video/webm", "video/x-msvideo"),
    video_bytes=256 * 2**30,
    video_seconds=43_200,
    hosts=("youtube.com", "youtu.be"),
    look=Appearance(fold=157, fold_lines=3, mentions="name", media_first=True),
    edits="text",
    connector="balise.networks.youtube.connector:YouTube",
    joining="balise.networks.youtube.joining:joining",
    options=(
        Option(
            id="privacy",
            labels={"fr": "Qui peut voir la vidéo", "en": "Who can see the video"},
            default="public",
            choices=(
                ("public", {"fr": "Tout le monde", "en": "Everybody"}),
                ("unlisted", {"fr": "Les personnes qui ont le lien", "en": "People who have the link"}),
            ),
        ),
        Option(
            id="kids",
            labels={"fr": "Conçue pour les enfants", "en": "Made for kids"},
            default="no",
            choices=(("no", {"fr": "Non", "en": "No"}), ("yes", {"fr": "Oui", "en": "Yes"})),
        ),
    ),
    scopes=(
        Scope(
            id="https://www.googleapis.com/auth/youtube.upload",
            why={"fr": "publier une vidéo", "en": "publish a video"},
        ),
        Scope(
            id="https://www.googleapis.com/auth/youtube.force-ssl",
            why={
                "fr": "corriger et retirer une vidéo; lire les commentaires, y répondre, les retenir, les rejeter",
                "en": "correct and take down a video; read comments, answer, hold back and reject them",
            },
        ),
    ),
    deeds={
        Operation.PUBLISH: Deed(
            how=How.API,
            outcome={
                "fr": "mis en ligne sur la chaîne; visible quand YouTube a fini de traiter la vidéo",
                "en": "uploaded to the channel; visible once YouTube has processed the video",
            },
            reversible=True,
            steps={
                "fr": (
                    "Dans YouTube Studio, choisissez « Créer » → « Mettre en ligne des vidéos » et déposez la vidéo approuvée.",
                    "Collez le titre, puis le texte comme description; ajoutez des sous-titres.",
                    "Publiez, puis copiez le lien de la vidéo : notez cette adresse ici.",
                ),
                "en": (
                    "In YouTube Studio, choose “Create” → “Upload videos” and drop the approved video.",
                    "Paste the title, then the text as the description; add captions.",
                    "Publish, then copy the link of the video: record that address here.",
                ),
            },
        ),
        Operation.FETCH: Deed(how=How.API),
        Operation.UPDATE: Deed(
            how=How.API,
            outcome={
                "fr": "titre et description remplacés; rien ne montre au public qu’ils ont changé",
                "en": "title and description replaced; nothing shows the public that they changed",
            },
            reversible=True,
            steps={
                "fr": (
                    "Dans YouTube Studio, ouvrez la vidéo, puis « Détails ».",
                    "Remplacez le titre et la description, puis enregistrez.",
                    "La vidéo elle-même ne se remplace pas : si elle change, retirez et publiez de nouveau.",
                ),
                "en": (
                    "In YouTube Studio, open the video, then “Details”.",
                    "Replace the title and the description, then save.",
                    "The video itself cannot be replaced: if it changes, take it down and publish again.",
                ),
            },
        ),
        Operation.RETRACT: Deed(
            how=How.API,
            outcome={
                "fr": "vidéo supprimée avec ses commentaires, sans retour",
                "en": "video deleted with its comments, for good",
            },
            steps={
                "fr": (
                    "Dans YouTube Studio, « Contenu », cochez la vidéo, puis « Autres actions » → « Supprimer définitivement ».",
                    "Rouvrez son adresse dans une fenêtre privée : YouTube doit dire qu’elle n’est plus disponible. Joignez une capture.",
                ),
                "en": (
                    "In YouTube Studio, “Content”, tick the video, then “More actions” → “Delete forever”.",
                    "Open its address again in a private window: YouTube must say that it is unavailable. Attach a screenshot.",
                ),
            },
        ),
        Operation.COMMENTS: Deed(how=How.API),
        Operation.REPLY: Deed(
            how=How.API,
            outcome={
                "fr": "réponse publiée au nom de la chaîne, sous le commentaire",
                "en": "answer published in the channel’s name, under the comment",
            },
            reversible=True,
            steps={
                "fr": (
                    "Dans YouTube Studio, « Communauté », ouvrez le commentaire et choisissez « Répondre ».",
                    "Collez la réponse, publiez, puis joignez une capture.",
                ),
                "en": (
                    "In YouTube Studio, “Community”, open the comment and choose “Reply”.",
                    "Paste the answer, publish, then attach a screenshot.",
                ),
            },
        ),
        Operation.HIDE: Deed(
            how=How.API,
            outcome={
                "fr": "retenu pour examen : plus personne ne le voit hors de YouTube Studio",
                "en": "held for review: nobody sees it outside YouTube Studio",
            },
            reversible=True,
            steps={
                "fr": (
                    "Dans YouTube Studio, « Communauté », sur le commentaire, « … » → « Supprimer » n’est pas ce qu’il faut : ce serait sans retour.",
                    "Ouvrez plutôt « Paramètres » → « Communauté » et ajoutez les mots en cause aux « Mots bloqués » : le commentaire est retenu.",
                    "Vérifiez dans une fenêtre privée qu’il ne se voit plus, puis joignez une capture.",
                ),
                "en": (
                    "In YouTube Studio, “Community”, on the comment, “…” → “Remove” is not what is wanted: it could not be undone.",
                    "Open “Settings” → “Community” instead and add the words at issue to “Blocked words”: the comment is held back.",
                    "Check in a private window that it no longer shows, then attach a screenshot.",
                ),
            },
        ),
        Operation.UNHIDE: Deed(
            how=How.API,
            outcome={"fr": "de nouveau visible par tout le monde", "en": "visible to all again"},
            reversible=True,
            steps={
                "fr": ("Dans YouTube Studio, « Communauté » → « En attente d’examen », approuvez le commentaire.",),
                "en": ("In YouTube Studio, “Community” → “Held for review”, approve the comment.",),
            },
        ),
        Operation.DELETE: Deed(
            how=How.API,
            outcome={
                "fr": "rejeté avec ses réponses, sans retour",
                "en": "rejected with its answers, for good",
            },
            steps={
                "fr": (
                    "Faites d’abord une capture du commentaire : après, il n’en reste rien.",
                    "Dans YouTube Studio, « Communauté », sur le commentaire, « … » → « Supprimer ».",
                ),
                "en": (
                    "Take a screenshot of the comment first: nothing is left of it afterwards.",
                    "In YouTube Studio, “Community”, on the comment, “…” → “Remove”.",
                ),
            },
        ),
    },
)
