from __future__ import annotations

from balise.web.verdicts.limits import Network

network = Network(
    id="youtube",
    names={"fr": "YouTube", "en": "YouTube"},
    order=50,
    maximum=5_000,
    title_maximum=100,
    title_required=True,
    needs="video",
    hosts=("youtube.com", "youtu.be"),
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
)
