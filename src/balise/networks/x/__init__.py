from __future__ import annotations

from balise.networks.counting import x_weight
from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="x",
    names={"fr": "X (Twitter)", "en": "X (Twitter)"},
    order=30,
    measure=x_weight,
    maximum=280,
    link_length=23,
    images_maximum=4,
    alt_maximum=1_000,
    hosts=("x.com", "twitter.com"),
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Ouvrez x.com avec le compte de l’organisation et choisissez « Poster ».",
                    "Collez le texte, ajoutez les images dans l’ordre et, sur chacune, « ALT » pour le texte de remplacement.",
                    "Publiez, ouvrez le message, puis « Partager » → « Copier le lien » : notez cette adresse ici.",
                ),
                "en": (
                    "Open x.com with the organisation’s account and choose “Post”.",
                    "Paste the text, add the images in order and, on each, “ALT” for the alternative text.",
                    "Publish, open the post, then “Share” → “Copy link”: record that address here.",
                ),
            },
        ),
    },
    look=Appearance(link_shown=25, mentions="word", card=True, crop_one="16x9", crop_many="1x1", images_shown=4),
)
