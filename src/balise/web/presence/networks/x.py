from __future__ import annotations

from balise.web.presence.networks.describing import Presence, first_part_but

presence = Presence(
    id="x",
    hosts=("x.com", "twitter.com"),
    account=first_part_but(
        frozenset(
            {"compose", "explore", "hashtag", "home", "i", "intent", "jobs", "login", "messages", "notifications",
             "privacy", "search", "settings", "share", "tos"}
        )
    ),
    tabs=frozenset({"about", "articles", "followers", "following", "highlights", "likes", "media", "with_replies"}),
    steps={
        "fr": (
            "Ouvrez le compte imitateur, puis « … » → « Signaler » → « Usurpation d’identité ».",
            "Sans compte sur X, passez par le formulaire du centre d’aide (« Signaler une usurpation d’identité »).",
            "Dites que vous représentez l’organisation et nommez son vrai compte; X répond par courriel : notez ici le numéro du dossier.",
        ),
        "en": (
            "Open the imitating account, then “…” → “Report” → “Impersonation”.",
            "Without an account on X, use the form of its help centre (“Report an impersonation account”).",
            "Say that you represent the organisation and name its real account; X answers by e-mail: write down the case number here.",
        ),
    },
)  # fmt: skip
