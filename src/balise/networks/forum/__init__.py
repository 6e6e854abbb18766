from __future__ import annotations

from balise.networks.describing import Appearance, Deed, How, Network, Operation

network = Network(
    id="forum",
    names={"fr": "Forum", "en": "Forum"},
    order=92,
    title_maximum=200,
    deeds={
        Operation.PUBLISH: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Ouvrez le sujet ou créez-en un, puis collez le texte.",
                    "Publiez, puis copiez le lien permanent du message : notez-le ici.",
                ),
                "en": (
                    "Open the topic or create one, then paste the text.",
                    "Publish, then copy the permanent link of the message: record it here.",
                ),
            },
        ),
        Operation.UPDATE: Deed(
            how=How.HAND,
            steps={
                "fr": (
                    "Ouvrez le message et choisissez « Modifier »; s’il est trop tard, demandez à qui anime le forum.",
                    "Remplacez le texte, puis enregistrez.",
                ),
                "en": (
                    "Open the message and choose “Edit”; if it is too late, ask whoever runs the forum.",
                    "Replace the text, then save.",
                ),
            },
        ),
    },
    look=Appearance(hashtags=False),
    edits="text",
)
