from __future__ import annotations

from balise.web.verdicts.limits import Network

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
)
