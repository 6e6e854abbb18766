from __future__ import annotations

from balise.web.verdicts.limits import Network

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
)
