from __future__ import annotations

from collections.abc import Mapping, Sequence

from balise.web.presence.networks.describing import Account, Presence

_RESERVED = {
    "ads", "business", "dialog", "events", "flx", "gaming", "groups", "hashtag", "help", "l.php", "login", "login.php",
    "marketplace", "media", "messages", "notes", "permalink.php", "photo", "photo.php", "photos", "plugins", "policies",
    "privacy", "reel", "reels", "share", "share.php", "sharer", "sharer.php", "stories", "story.php", "terms", "video",
    "video.php", "videos", "watch",
}  # fmt: skip


def _account(host: str, parts: Sequence[str], query: Mapping[str, str]) -> Account | None:
    """By name, or by number: ``profile.php?id=1``, ``pages/Name/1``, ``people/Name/1``, ``p/Name-1``, ``pg/Name``."""
    if not parts or host == "fb.me":  # short links, whose end nobody sees
        return None
    head, rest = parts[0].lower(), tuple(parts[1:])
    if head == "profile.php":
        number = query.get("id", "")
        return Account(number, number) if number.isascii() and number.isdigit() else None
    if head in {"pages", "people"} and len(rest) >= 2 and rest[1].isascii() and rest[1].isdigit():
        return Account(rest[1], rest[0], rest[2:])
    if head in {"p", "pg"} and rest:
        return _named(rest[0], rest[1:])
    return None if head in _RESERVED | {"pages", "people", "p", "pg"} else _named(parts[0], rest)


def _named(name: str, rest: tuple[str, ...]) -> Account:
    """Dots and case do not count in a name. One that ends in a long number is that number."""
    number = name.rpartition("-")[2]
    if "-" in name and len(number) >= 9 and number.isascii() and number.isdigit():
        return Account(number, name, rest)
    return Account(name.lower().replace(".", ""), name, rest)


presence = Presence(
    id="facebook",
    hosts=("facebook.com", "fb.com", "fb.me"),
    account=_account,
    tabs=frozenset(
        {"about", "community", "directory", "followers", "mentions", "photos", "posts", "reels", "reviews", "services",
         "timeline", "videos"}
    ),
    steps={
        "fr": (
            "Ouvrez la page imitatrice, puis « … » → « Signaler la Page » (ou « Signaler le profil »).",
            "Choisissez « Fausse Page » ou « Se fait passer pour quelqu’un », puis « une entreprise », et nommez votre vraie page.",
            "Facebook répond dans « Boîte d’assistance » : notez ici le numéro ou la date de sa réponse.",
        ),
        "en": (
            "Open the imitating page, then “…” → “Report Page” (or “Report profile”).",
            "Choose “Fake Page” or “Pretending to be someone”, then “a business”, and name your real page.",
            "Facebook answers in “Support Inbox”: write down here the number or the date of its answer.",
        ),
    },
)  # fmt: skip
