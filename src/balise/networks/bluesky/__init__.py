from __future__ import annotations

from balise.networks.counting import graphemes
from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="bluesky",
    names={"fr": "Bluesky", "en": "Bluesky"},
    order=80,
    measure=graphemes,
    maximum=300,
    images_maximum=4,
    alt_maximum=2_000,
    hosts=("bsky.app",),
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
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
        ),
    },
    look=Appearance(link_shown=25, mentions="domain", card=True, crop_many="1x1", images_shown=4),
)
