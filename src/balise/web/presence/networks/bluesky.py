from __future__ import annotations

from collections.abc import Mapping, Sequence

from balise.web.presence.networks.describing import Account, Presence


def _account(_host: str, parts: Sequence[str], _query: Mapping[str, str]) -> Account | None:
    """``profile/name.example``, or the account's own identifier in place of its name."""
    if len(parts) < 2 or parts[0].lower() != "profile":
        return None
    return Account(parts[1].lower(), parts[1], tuple(parts[2:]))


presence = Presence(
    id="bluesky",
    hosts=("bsky.app",),
    account=_account,
    tabs=frozenset({"feed", "followers", "follows", "lists"}),
    steps={
        "fr": (
            "Ouvrez le compte imitateur, puis « … » → « Signaler le compte » → « Trompeur » → « Usurpation d’identité ».",
            "Nommez votre vrai compte; s’il porte votre nom de domaine, dites-le : c’est une preuve.",
            "Notez ici la date et la réponse.",
        ),
        "en": (
            "Open the imitating account, then “…” → “Report account” → “Misleading” → “Impersonation”.",
            "Name your real account; if it bears your domain name, say so: that is proof.",
            "Write down the date and the answer here.",
        ),
    },
)  # fmt: skip
