from __future__ import annotations

from collections.abc import Mapping, Sequence

from balise.web.presence.networks.describing import Account, Presence


def _account(host: str, parts: Sequence[str], _query: Mapping[str, str]) -> Account | None:
    """``@handle``, ``channel/ID`` (whose case counts), ``c/name``, ``user/name``; a video says nothing of its channel."""
    if not parts or host.endswith("youtu.be"):
        return None
    head, rest = parts[0], tuple(parts[1:])
    if head.startswith("@") and len(head) > 1:
        return Account(head.lower(), head, rest)
    if head.lower() == "channel" and rest:
        return Account(f"channel/{rest[0]}", rest[0], rest[1:])
    if head.lower() in {"c", "user"} and rest:
        return Account(f"{head.lower()}/{rest[0].lower()}", rest[0], rest[1:])
    return None


presence = Presence(
    id="youtube",
    hosts=("youtube.com", "youtu.be"),
    account=_account,
    tabs=frozenset({"about", "channels", "community", "featured", "playlists", "podcasts", "shorts", "streams", "videos"}),
    steps={
        "fr": (
            "Ouvrez la chaîne imitatrice, dépliez sa description, puis « Signaler l’utilisateur » → « Usurpation d’identité ».",
            "Nommez votre vraie chaîne et joignez une vidéo qui imite la vôtre, s’il y en a.",
            "Notez ici la date : YouTube ne donne pas toujours de réponse, revenez voir dans une semaine.",
        ),
        "en": (
            "Open the imitating channel, unfold its description, then “Report user” → “Impersonation”.",
            "Name your real channel and attach a video that imitates yours, if there is one.",
            "Write down the date here: YouTube does not always answer, come back and look in a week.",
        ),
    },
)  # fmt: skip
