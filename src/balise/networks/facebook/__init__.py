from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="facebook",
    names={"fr": "Facebook", "en": "Facebook"},
    order=10,
    maximum=63_206,
    hosts=("facebook.com", "fb.com", "fb.watch"),
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Ouvrez la page Facebook de l’organisation et choisissez « Créer une publication ».",
                    "Collez le texte, puis ajoutez les images dans l’ordre; pour chacune, « Modifier » → « Texte alternatif ».",
                    "Vérifiez l’aperçu, publiez, puis cliquez sur la date du message : notez ici l’adresse affichée.",
                ),
                "en": (
                    "Open the organisation’s Facebook page and choose “Create post”.",
                    "Paste the text, then add the images in order; for each, “Edit” → “Alternative text”.",
                    "Check the preview, publish, then click the date of the post: the address shown is the one to record here.",
                ),
            },
        ),
        Operation.UPDATE: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Ouvrez l’adresse ci-dessus avec le compte de la page, puis « … » → « Modifier la publication ».",
                    "Remplacez tout le texte par celui-ci, enregistrez, puis relisez la publication.",
                    "Les images en ligne ne se remplacent pas : si elles changent, retirez et publiez de nouveau.",
                ),
                "en": (
                    "Open the address above with the page’s account, then “…” → “Edit post”.",
                    "Replace the whole text with this one, save, then read the post again.",
                    "Images that are online cannot be replaced: if they change, take it down and publish again.",
                ),
            },
        ),
    },
    look=Appearance(fold=477, fold_lines=5, card=True, crop_many="1x1", images_shown=5),
    edits="text",
)
