from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="instagram",
    names={"fr": "Instagram", "en": "Instagram"},
    order=20,
    maximum=2_200,
    images_maximum=10,
    alt_maximum=1_000,
    needs="media",
    hosts=("instagram.com",),
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Dans l’application ou sur instagram.com, choisissez « Créer » et ajoutez les images dans l’ordre.",
                    "Collez le texte comme légende; sous « Accessibilité », collez le texte de remplacement de chaque image.",
                    "Les adresses ne sont pas cliquables dans une légende : mettez le lien dans la biographie au besoin.",
                    "Publiez, puis « … » → « Copier le lien » : notez cette adresse ici.",
                ),
                "en": (
                    "In the app or on instagram.com, choose “Create” and add the images in order.",
                    "Paste the text as the caption; under “Accessibility”, paste the alternative text of each image.",
                    "Addresses cannot be clicked in a caption: put the link in the biography if need be.",
                    "Publish, then “…” → “Copy link”: record that address here.",
                ),
            },
        ),
        Operation.UPDATE: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Ouvrez l’adresse ci-dessus, puis « … » → « Modifier ».",
                    "Remplacez la légende et les textes de remplacement, puis enregistrez.",
                    "Les images ne se remplacent pas : si elles changent, retirez et publiez de nouveau.",
                ),
                "en": (
                    "Open the address above, then “…” → “Edit”.",
                    "Replace the caption and the alternative texts, then save.",
                    "Images cannot be replaced: if they change, take it down and publish again.",
                ),
            },
        ),
    },
    look=Appearance(
        fold=125, links=False, mentions="name", crop_one="4x5", crop_many="4x5", images_shown=1, media_first=True
    ),
    edits="text",
)
