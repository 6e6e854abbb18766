from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="web",
    names={"fr": "Site Web", "en": "Web site"},
    order=90,
    title_maximum=200,
    own_host=True,
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Dans l’outil de gestion du site, créez la page ou la nouvelle et collez le titre et le texte.",
                    "Ajoutez les images avec leur texte de remplacement.",
                    "Publiez, ouvrez la page dans un autre onglet : notez son adresse ici.",
                ),
                "en": (
                    "In the site’s content manager, create the page or news item and paste the title and the text.",
                    "Add the images with their alternative text.",
                    "Publish, open the page in another tab: record its address here.",
                ),
            },
        ),
        Operation.UPDATE: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Dans l’outil de gestion du site, ouvrez la page et remplacez le titre, le texte et les images.",
                    "Enregistrez, puis ouvrez la page dans un autre onglet pour la relire.",
                ),
                "en": (
                    "In the site’s content manager, open the page and replace the title, the text and the images.",
                    "Save, then open the page in another tab to read it again.",
                ),
            },
        ),
    },
    look=Appearance(hashtags=False),
    edits="all",
)
