from __future__ import annotations

from balise.web.presence.networks.describing import Presence, first_part_but

presence = Presence(
    id="instagram",
    hosts=("instagram.com", "instagr.am"),
    account=first_part_but(
        frozenset({"about", "accounts", "direct", "explore", "legal", "p", "reel", "reels", "stories", "tv", "web"})
    ),
    tabs=frozenset({"channel", "followers", "following", "guides", "reels", "tagged"}),
    steps={
        "fr": (
            "Ouvrez le compte imitateur, puis « … » → « Signaler » → « Signaler un compte » → « Se fait passer pour quelqu’un ».",
            "Choisissez « une entreprise ou organisation » et nommez votre vrai compte.",
            "Sans compte, remplissez le formulaire d’usurpation d’identité du centre d’aide. Notez ici la date et la réponse.",
        ),
        "en": (
            "Open the imitating account, then “…” → “Report” → “Report account” → “Pretending to be someone else”.",
            "Choose “a business or organization” and name your real account.",
            "Without an account, fill in the impersonation form of the help centre. Write down the date and the answer here.",
        ),
    },
)  # fmt: skip
