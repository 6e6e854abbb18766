"""The address of what was published: https, and a host of that network. Balise does not open it."""

from __future__ import annotations

from urllib.parse import urlsplit

from balise.networks.describing import Network
from balise.policy.model import Policy

LONGEST = 500


def problem_with(address: str, network: Network, policy: Policy) -> tuple[str, str] | None:
    """What is wrong with an address, in French and in English; None when it can be recorded."""
    address = address.strip()
    if not address:
        return "Collez l’adresse de ce qui a été publié.", "Paste the address of what was published."
    if len(address) > LONGEST:
        return f"Cette adresse dépasse {LONGEST} caractères.", f"This address is over {LONGEST} characters."
    if any(character.isspace() or not character.isprintable() for character in address):
        return "Une adresse ne contient ni espace ni retour à la ligne.", "An address holds no space or line break."
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "Ce n’est pas une adresse Web.", "This is not a web address."
    if parts.scheme != "https":
        return "L’adresse doit commencer par https://.", "The address must begin with https://."
    if not host or parts.username is not None or parts.password is not None or port not in {None, 443}:
        return "Ce n’est pas l’adresse d’une publication.", "This is not the address of a post."
    if "." not in host or not _is_host(host):
        return "Le nom du site n’est pas valable.", "The name of the site is not valid."
    allowed = hosts_of(network, policy)
    if allowed and not any(host == one or host.endswith(f".{one}") for one in allowed):
        names = ", ".join(allowed)
        return (
            f"Cette adresse n’est pas sur le réseau choisi\u00a0: on attend {names}.",
            f"This address is not on that network: {names} is expected.",
        )
    if parts.path in {"", "/"} and not parts.query:
        return (
            "C’est l’adresse d’un accueil\u00a0: ouvrez la publication elle-même et copiez son adresse.",
            "This is the address of a home page: open the post itself and copy its address.",
        )
    return None


def hosts_of(network: Network, policy: Policy) -> tuple[str, ...]:
    """Hosts where posts of this network are; empty when any may be."""
    if not network.own_host:
        return network.hosts
    own = [
        (urlsplit(account.address).hostname or "").removeprefix("www.")
        for account in policy.accounts
        if account.network == network.id and account.owner == "organisation"
    ]
    return tuple(dict.fromkeys([*policy.organisation.domains, *filter(None, own)]))


def link_problem(link: str) -> bool:
    """Whether a link of a post cannot be one: not http(s), without host, with a password, or with spaces."""
    try:
        parts = urlsplit(link)
        return (
            parts.scheme not in {"http", "https"}
            or "." not in (parts.hostname or "")
            or parts.username is not None
            or any(character.isspace() for character in link)
            or len(link) > LONGEST * 4
        )
    except ValueError:
        return True


def _is_host(host: str) -> bool:
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return False
    return all(part and part.replace("-", "").isalnum() for part in ascii_host.split("."))
