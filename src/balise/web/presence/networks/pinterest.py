from __future__ import annotations

from balise.web.presence.networks.describing import Presence, first_part_but

presence = Presence(
    id="pinterest",
    hosts=("pinterest.com", "pinterest.ca", "pinterest.fr", "pinterest.co.uk"),
    account=first_part_but(
        frozenset({"business", "categories", "ideas", "login", "pin", "search", "settings", "today", "topics"})
    ),
    tabs=frozenset({"_created", "_saved", "boards", "followers", "following", "pins"}),
    steps={
        "fr": (
            "Ouvrez le profil imitateur, puis « … » → « Signaler » → « Usurpation d’identité ».",
            "Nommez votre vrai profil, s’il y en a un, et votre site.",
            "Notez ici la date et la réponse de Pinterest.",
        ),
        "en": (
            "Open the imitating profile, then “…” → “Report” → “Impersonation”.",
            "Name your real profile, if there is one, and your site.",
            "Write down the date and Pinterest’s answer here.",
        ),
    },
)  # fmt: skip
