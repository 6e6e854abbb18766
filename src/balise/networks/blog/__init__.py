from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="blog",
    names={"fr": "Blogue", "en": "Blog"},
    order=91,
    title_maximum=200,
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
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
        ),
        Operation.UPDATE: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Ouvrez le billet en modification et remplacez le titre, le texte et les images.",
                    "Dites au bas du billet qu’il a été corrigé, et quand.",
                ),
                "en": (
                    "Open the entry for editing and replace the title, the text and the images.",
                    "Say at the foot of the entry that it was corrected, and when.",
                ),
            },
        ),
    },
    look=Appearance(hashtags=False),
    edits="all",
)
