from __future__ import annotations

from balise.web.verdicts.limits import Network

network = Network(
    id="linkedin",
    names={"fr": "LinkedIn", "en": "LinkedIn"},
    order=40,
    maximum=3_000,
    images_maximum=20,
    alt_maximum=1_000,
    hosts=("linkedin.com", "lnkd.in"),
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
)
