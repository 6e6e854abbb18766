from __future__ import annotations

from balise.web.verdicts.limits import Appearance, Network

network = Network(
    id="forum",
    names={"fr": "Forum", "en": "Forum"},
    order=92,
    title_maximum=200,
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
    look=Appearance(hashtags=False),
    edits="text",
    edit_steps={
        "fr": (
            "Ouvrez le message et choisissez « Modifier »; s’il est trop tard, demandez à qui anime le forum.",
            "Remplacez le texte, puis enregistrez.",
        ),
        "en": (
            "Open the message and choose “Edit”; if it is too late, ask whoever runs the forum.",
            "Replace the text, then save.",
        ),
    },
)
