from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="pinterest",
    names={"fr": "Pinterest", "en": "Pinterest"},
    order=60,
    maximum=800,
    title_maximum=100,
    title_required=True,
    alt_maximum=500,
    images_maximum=5,
    needs="media",
    hosts=("pinterest.com", "pinterest.ca", "pinterest.fr", "pin.it"),
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
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
        ),
        Operation.UPDATE: Deed(
            how=How.HAND,
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
        ),
    },
    look=Appearance(
        fold=60, links=False, hashtags=False, crop_one="2x3", crop_many="2x3", images_shown=1, media_first=True
    ),
    edits="text",
)
