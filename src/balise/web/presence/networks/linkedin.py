from __future__ import annotations

from collections.abc import Mapping, Sequence

from balise.web.presence.networks.describing import Account, Presence

_KINDS = ("company", "edu", "in", "school", "showcase")


def _account(_host: str, parts: Sequence[str], _query: Mapping[str, str]) -> Account | None:
    """``company/name`` and its like: a company and a person may bear one name."""
    if len(parts) < 2 or parts[0].lower() not in _KINDS:
        return None
    return Account(f"{parts[0].lower()}/{parts[1].lower()}", parts[1], tuple(parts[2:]))


presence = Presence(
    id="linkedin",
    hosts=("linkedin.com",),
    account=_account,
    tabs=frozenset({"about", "events", "jobs", "life", "people", "posts", "services", "videos"}),
    steps={
        "fr": (
            "Ouvrez la page imitatrice, puis « … » → « Signaler un abus ».",
            "Choisissez « Cette page n’est pas une vraie entreprise » ou, pour un profil, « Cette personne se fait passer pour une autre ».",
            "LinkedIn répond par courriel : notez ici le numéro du dossier.",
        ),
        "en": (
            "Open the imitating page, then “…” → “Report abuse”.",
            "Choose “This page is not a real company” or, for a profile, “This person is impersonating someone”.",
            "LinkedIn answers by e-mail: write down the case number here.",
        ),
    },
)  # fmt: skip
