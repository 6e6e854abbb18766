from __future__ import annotations

from balise.networks.counting import mastodon_length
from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="mastodon",
    names={"fr": "Mastodon", "en": "Mastodon"},
    order=70,
    measure=mastodon_length,
    maximum=500,
    link_length=23,
    images_maximum=4,
    alt_maximum=1_500,
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
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
        ),
        Operation.UPDATE: Deed(
            how=How.HAND,
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
        ),
    },
    look=Appearance(link_shown=30, mentions="server", card=True, crop_many="16x9", images_shown=4),
    edits="all",
)
