from __future__ import annotations

from collections.abc import Mapping, Sequence

from balise.web.presence.networks.describing import Account, Presence


def _account(host: str, parts: Sequence[str], _query: Mapping[str, str]) -> Account | None:
    """``server.example/@name`` or ``server.example/users/name``, on any server.

    ``server.example/@name@other`` is how a server shows an account of another: what it shows proves nothing.
    """
    if parts and parts[0].startswith("@") and len(parts[0]) > 1:
        name, _, elsewhere = parts[0][1:].partition("@")
        rest = tuple(parts[1:])
    elif len(parts) > 1 and parts[0].lower() == "users":
        name, elsewhere, rest = parts[1], "", tuple(parts[2:])
    else:
        return None
    server = (elsewhere or host).lower()
    if server != host:
        rest = (*parts, *rest)
    return Account(f"{server}/@{name.lower()}", f"@{name}@{server}", rest) if name else None


presence = Presence(
    id="mastodon",
    account=_account,
    tabs=frozenset({"about", "featured", "followers", "following", "media", "tagged", "with_replies"}),
    steps={
        "fr": (
            "De votre compte Mastodon, ouvrez le compte imitateur, puis « ⋯ » → « Signaler @… ».",
            "Choisissez « Il enfreint les règles du serveur », nommez votre vrai compte, et transmettez aussi au serveur d’origine.",
            "Sans réponse en une semaine, écrivez à la personne qui administre ce serveur : son adresse est à la page « À propos ».",
        ),
        "en": (
            "From your Mastodon account, open the imitating account, then “⋯” → “Report @…”.",
            "Choose “It violates server rules”, name your real account, and forward to the server it comes from too.",
            "Without an answer in a week, write to whoever runs that server: the address is on its “About” page.",
        ),
    },
)  # fmt: skip
