from __future__ import annotations

from balise.web.verdicts.limits import Network

network = Network(
    id="blog",
    names={"fr": "Blogue", "en": "Blog"},
    order=91,
    title_maximum=200,
    steps={
        "fr": (
            "Créez le billet, collez le titre et le texte, ajoutez les images avec leur texte de remplacement.",
            "Publiez, ouvrez le billet : notez son adresse ici.",
        ),
        "en": (
            "Create the entry, paste the title and the text, add the images with their alternative text.",
            "Publish, open the entry: record its address here.",
        ),
    },
)
