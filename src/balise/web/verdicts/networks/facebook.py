from __future__ import annotations

from balise.web.verdicts.limits import Network

network = Network(
    id="facebook",
    names={"fr": "Facebook", "en": "Facebook"},
    order=10,
    maximum=63_206,
    hosts=("facebook.com", "fb.com", "fb.watch"),
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
)
