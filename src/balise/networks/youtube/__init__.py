from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="youtube",
    names={"fr": "YouTube", "en": "YouTube"},
    order=50,
    maximum=5_000,
    title_maximum=100,
    title_required=True,
    needs="video",
    hosts=("youtube.com", "youtu.be"),
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
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
        Operation.UPDATE: Deed(
            how=How.HAND,
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
    },
    look=Appearance(fold=157, fold_lines=3, mentions="name", media_first=True),
    edits="text",
)
