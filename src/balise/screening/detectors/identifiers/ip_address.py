"""IP addresses, version 4 and 6, that lead to somebody's connection.

Left: addresses that belong to nobody (private networks, unless said to be a server's; loopback, link-local, multicast,
masks), the well-known public resolvers, and numbers of versions or sections. Near the word «IP», dots may be replaced by any other sign. Sources: RFC 791,
RFC 1918, RFC 4291, RFC 5735.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from balise.policy.model import Policy, Severity
from balise.screening.detecting import Cue
from balise.screening.detectors.identifiers._context import announcing, said_after, said_before
from balise.screening.detectors.identifiers._identifier import LABELLED, SHAPED, Identifier, seen, told
from balise.screening.detectors.identifiers._numbers import SEPARATOR
from balise.screening.model import Sighting
from balise.screening.patterns import lazy
from balise.screening.reading import Reading

_WORDS = announcing(
    "ip", "ips", "i.p", "adresse ip", "adresses ip", "ip address", "ipv4", "ipv6", "ip v4", "ip v6", "address ip",
    "connexion", "connection", "serveur", "server",
    "routeur", "router", "ping", "traceroute", "host", "hote",
)  # fmt: skip
_ONLY_IP = announcing("ip", "ips", "i.p", "adresse ip", "adresses ip", "ip address", "ipv4", "ip v4")
_SERVERS = announcing(
    "serveur", "serveurs", "server", "servers", "vpn", "base de donnees", "database", "active directory"
)
_GATEWAYS = lazy(r"\.(?:0|1|254)$")  # what every home has: a router's page, not a place worth attacking
_VERSIONS = announcing(
    "version", "versions", "ver", "v", "ubuntu", "firmware", "update", "maj", "mise a jour", "build", "release",
    "article", "section", "clause",
    "chapitre", "chapter", "paragraphe", "figure", "tableau", "pilote", "driver", "bios", "chrome", "firefox",
    "edge", "kernel", "noyau", "logiciel",
    "annexe", "point", "office", "java", "libreoffice", "app", "ios", "android",
)  # fmt: skip
_FOUR = lazy(r"(?<![a-z0-9.,])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9])(?!\.[0-9])(?![a-z])")
_DISGUISED = lazy(
    rf"(?<![a-z0-9])[0-9]{{1,3}}(?P<sign>{SEPARATOR}{{1,3}}| ?[\[(]? ?(?:dot|"
    rf"point) ?[\])]? ?)[0-9]{{1,3}}(?:(?P=sign)[0-9]{{1,3}}){{2}}(?![a-z0-9])"
)
_EACH = lazy(rf"(?<![a-z0-9])[0-9](?P<sign>{SEPARATOR})(?:[0-9.](?P=sign)){{5,15}}[0-9](?![a-z0-9])")
_SIX = lazy(r"(?<![a-z0-9:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![a-z0-9:])")
_MOST = 300
_RESOLVERS = frozenset(
    (
        "8.8.8.8",
        "8.8.4.4",
        "1.1.1.1",
        "1.0.0.1",
        "9.9.9.9",
        "149.112.112.112",
        "208.67.222.222",
        "208.67.220.220",
        "4.2.2.1",
        "4.2.2.2",
        "76.76.2.0",
        "94.140.14.14",
        "149.112.121.10",
        "149.112.122.10",
    )
)
_AS_EXAMPLE = lazy(
    r"\b(?:example|exemple|documentation|docs?|comme|like|such as|reserved|reservee?s?|format|prefix|prefixe|tutorial|tutoriel|rfc)\b"
)
_EXAMPLES = tuple(map(ipaddress.IPv4Network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")))
_DOCUMENTED = ipaddress.IPv6Network("2001:db8::/32")


class IpAddress(Identifier):
    """An address of the Internet that may be somebody's."""

    id = "identifiers.ip-address"
    severity = Severity.MEDIUM
    messages = told(
        (
            "Ce texte contient ce qui semble être une adresse IP.",
            "Retirez-la : elle peut mener à une personne ou à un réseau. Le soutien technique la demandera en privé.",
        ),
        (
            "This text holds what looks like an IP address.",
            "Remove it: it may lead to a person or a network. Technical support will ask for it privately.",
        ),
    )

    def cues(self, policy: Policy) -> Iterable[Cue]:
        """Four numbers, colons between hexadecimal digits, and the word."""
        yield Cue("four", r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]")
        yield Cue("six", r"[0-9a-f]{1,4}:[0-9a-f]{0,4}:[0-9a-f]{0,4}:[0-9a-f]{0,4}")
        yield Cue("word", r"\b(?:ip|ips|ipv4)\b")

    def sightings(self, reading: Reading) -> Iterator[Sighting]:
        """Each address once."""
        text = reading.folded
        taken = []
        for match in islice(_FOUR.finditer(text), _MOST):
            if _is_somebodys(match.group()) or _is_servers(text, *match.span()):
                confidence = _confidence(text, *match.span())
                if confidence:
                    taken.append(match.start())
                    yield seen(*match.span(), confidence, LABELLED if confidence > 0.9 else SHAPED)
        for pattern in (_DISGUISED, _EACH) if _ONLY_IP.search(text) else ():
            for match in islice(pattern.finditer(text), _MOST):
                digits = _undo(match)
                said = _ONLY_IP.search(text, max(0, match.start() - 40), match.start()) or said_after(
                    text, match.end(), _ONLY_IP, 20
                )
                if match.start() not in taken and _is_somebodys(digits) and said and match["sign"] != ".":
                    yield seen(*match.span(), 0.85, LABELLED)
        for match in islice(_SIX.finditer(text), _MOST):
            if _documented(text, match) or len(match.group()) > 45:
                continue
            if _is_somebodys(match.group()) and len(match.group()) >= 6:
                yield seen(*match.span(), 0.9, SHAPED)


def _documented(text: str, match: re.Match[str]) -> bool:
    """Whether it is one of the addresses kept for documentation, spoken of as an example."""
    if not match.group().startswith("2001:db8:"):
        return False
    return _AS_EXAMPLE.search(text, max(0, match.start() - 60), min(len(text), match.end() + 60)) is not None


def _undo(match: re.Match[str]) -> str:
    """The address with plain dots."""
    found = match.group()
    if _EACH.made(match):
        return found[:: len(match["sign"]) + 1]
    return ".".join(re.findall(r"[0-9]+", found))


def _is_somebodys(address: str) -> bool:
    """Whether the address is well formed and could be given to a person's connection."""
    if address in _RESOLVERS:
        return False
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if parsed.version == 4:
        return parsed.is_global or any(parsed in network for network in _EXAMPLES)
    return parsed.is_global or parsed in _DOCUMENTED


def _is_servers(text: str, start: int, end: int) -> bool:
    """Whether an address of a private network is said to be a server's: its users are elsewhere in the same walls."""
    try:
        parsed = ipaddress.ip_address(text[start:end])
    except ValueError:
        return False
    inside = parsed.is_private and not (parsed.is_loopback or parsed.is_link_local or parsed.is_unspecified)
    if not inside or _GATEWAYS.search(text[start:end]):
        return False
    return said_before(text, start, _SERVERS, 40) == "wanted" or said_after(text, end, _SERVERS, 30)


def _confidence(text: str, start: int, end: int) -> float:
    """How sure four numbers with dots are an address: versions look the same."""
    mine = said_before(text, start, _WORDS, 60) == "wanted" or said_after(text, end, _WORDS, 30)
    version = _VERSIONS.search(text, max(0, start - 24), start) is not None or (start > 0 and text[start - 1] == "v")
    if mine and not version:
        return 0.95
    small = all(int(part) < 30 for part in text[start:end].split("."))
    if version or small:
        return 0.55 if mine else 0.0
    return 0.8


detector = IpAddress()
