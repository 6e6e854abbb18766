from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="linkedin",
    names={"fr": "LinkedIn", "en": "LinkedIn"},
    order=40,
    maximum=3_000,
    images_maximum=20,
    alt_maximum=1_000,
    hosts=("linkedin.com", "lnkd.in"),
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
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
        ),
        Operation.UPDATE: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Ouvrez l’adresse ci-dessus en mode administration, puis « … » → « Modifier le post ».",
                    "Remplacez tout le texte par celui-ci, puis enregistrez.",
                    "Les images ne se remplacent pas : si elles changent, retirez et publiez de nouveau.",
                ),
                "en": (
                    "Open the address above as an administrator, then “…” → “Edit post”.",
                    "Replace the whole text with this one, then save.",
                    "Images cannot be replaced: if they change, take it down and publish again.",
                ),
            },
        ),
    },
    look=Appearance(fold=210, fold_lines=3, card=True, crop_many="1x1", images_shown=5),
    edits="text",
)
