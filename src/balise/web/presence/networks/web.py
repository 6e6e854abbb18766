from __future__ import annotations

from collections.abc import Mapping, Sequence

from balise.web.presence.networks.describing import Account, Presence

_FRONT = ("index.", "default.", "accueil.", "home.")


def _account(host: str, parts: Sequence[str], _query: Mapping[str, str]) -> Account:
    """A site is its host and, where it shares it with others, the folder it stands in."""
    kept = list(parts)
    if kept and kept[-1].lower().startswith(_FRONT):
        kept.pop()
    return Account("/".join([host, *kept]), host)


presence = Presence(
    id="web",
    account=_account,
    steps={
        "fr": (
            "Cherchez l’hébergeur et le registraire du domaine (lookup.icann.org; pour un .ca, cira.ca) et écrivez à leur adresse « abuse ».",
            "Si la page demande un mot de passe ou de l’argent, signalez-la aussi à Google (safebrowsing.google.com/safebrowsing/report_phish) et au Centre antifraude du Canada.",
            "Joignez une capture d’écran et l’adresse exacte. Notez ici à qui vous avez écrit et les numéros reçus.",
        ),
        "en": (
            "Look up the host and the registrar of the domain (lookup.icann.org; for a .ca, cira.ca) and write to their “abuse” address.",
            "If the page asks for a password or money, report it to Google too (safebrowsing.google.com/safebrowsing/report_phish) and to the Canadian Anti-Fraud Centre.",
            "Attach a screenshot and the exact address. Write down here whom you wrote to and the numbers you were given.",
        ),
    },
)  # fmt: skip
