from __future__ import annotations

from balise.web.verdicts.counting import mastodon_length
from balise.web.verdicts.limits import Network

network = Network(
    id="mastodon",
    names={"fr": "Mastodon", "en": "Mastodon"},
    order=70,
    measure=mastodon_length,
    maximum=500,
    link_length=23,
    images_maximum=4,
    alt_maximum=1_500,
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
)
