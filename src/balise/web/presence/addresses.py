"""Reading an address as a browser would, down to the account it names: what is compared is never what was typed.

Case, ``www.`` and ``m.``, tracking parameters, percent-encoding, punycode and dots in paths make no difference. What
browsers and libraries read differently (a backslash, an invisible character) is refused rather than guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from balise.web.presence.networks import SITES, presence_at, presence_of

LONGEST = 500  # of an address that is kept
LONGEST_ASKED = 2_000  # of one that is only asked about
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):(?!\d)", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s/]+@[^@\s/]+\.[^@\s/]+\Z")
_FEDIVERSE = re.compile(r"@?([\w.\-]+)@([\w.\-]+\.\w+)\Z")
_AROUND = " \t\r\n<>\"'«»“”()[]\u00a0\u202f\u200b\u200e\u200f\u2060\ufeff"
_DOTS = str.maketrans(dict.fromkeys("\u3002\uff0e\uff61", "."))
_PREFIXES = ("www.", "m.", "mobile.", "touch.")
_KEPT = "/%@:!$&'()*+,;=~"
_SHORTENED = frozenset(
    {"bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "pin.it", "rb.gy", "rebrand.ly", "t.co",
     "tiny.cc", "tinyurl.com", "urlz.fr", "v.gd"}
)  # fmt: skip
_LOCAL = re.compile(r"(?:[a-z]{2}|[a-z]{2}-[a-z]{2}|web|business)\.")


class Unreadable(Exception):
    """No web address. ``kind``: characters, empty, handle, host, long, mail, scheme or user."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What an address names.

    ``key``     the same for every address of one account; of a site, its host and folder. Empty when nobody is named
    ``name``    as people read it: the account's name, or the host
    ``host``    in Unicode, lower case, without ``www.``
    ``inside``  it leads to something (a post) of which the address alone does not say whose it is
    """

    network: str
    key: str
    name: str
    host: str
    inside: bool = False


def read(address: str) -> Reading:
    """Which account or site an address names. Raises ``Unreadable``."""
    parts = urlsplit(_browsable(address))
    host, port = _host(parts.hostname or ""), _port(parts.port, parts.scheme)
    folders = _folders(parts.path)
    if port:
        return _site(f"{_bare(host)}:{port}", folders)
    if _bare(host) in _SHORTENED:
        return Reading(network=SITES[0], key="", name="", host=_bare(host), inside=True)
    network = presence_at(host)
    query = dict(parse_qsl(parts.query, max_num_fields=50)) if parts.query.count("&") < 50 else {}
    if network is None:
        network = presence_of("mastodon")
        found = network.account(_bare(host), folders, {})
        if found is None:
            return _site(_bare(host), folders)
        host = found.id.partition("/")[0]
    else:
        bare = _bare(host, network=True)
        found = network.account(bare, folders, query) if bare in network.hosts else None  # their help, their shops
    if found is None:
        return Reading(network=network.id, key="", name="", host=_bare(host), inside=True)
    inside = bool(found.rest) and (len(found.rest) > 1 or found.rest[0].lower() not in network.tabs)
    return Reading(network=network.id, key=f"{network.id}:{found.id}", name=found.name, host=_bare(host), inside=inside)


def completed(address: str) -> str:
    """An address to keep and to open: with its scheme, without what surrounds it. Raises ``Unreadable``."""
    address = _browsable(address)
    if len(address) > LONGEST:
        raise Unreadable("long")
    read(address)
    return address


def plain(address: str, *, longest: int = 200) -> str:
    """An address for a page, in printable ASCII: letters of other alphabets are seen for what they are."""
    try:
        parts = urlsplit(_browsable(address))
        host = as_ascii(_host(parts.hostname or ""))
        port = _port(parts.port, parts.scheme)
    except (Unreadable, ValueError):
        return _cut("".join(one if " " <= one <= "~" else "?" for one in address.strip()), longest)
    rest = _path_and_query(parts)
    return _cut(f"{host}{f':{port}' if port else ''}{'' if rest == '/' else rest}", longest)


def as_ascii(host: str) -> str:
    """A host with its labels in punycode where they need it."""
    try:
        return ".".join(
            label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in host.split(".")
        )
    except UnicodeError:
        raise Unreadable("host") from None


def openable(address: str) -> str:
    """The same address as ASCII, for a request."""
    parts = urlsplit(_browsable(address))
    host, port = as_ascii(_host(parts.hostname or "")), _port(parts.port, parts.scheme)
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{_path_and_query(parts)}"


def _path_and_query(parts: SplitResult) -> str:
    """In ASCII, what is encoded already left as it is."""
    query = f"?{quote(parts.query, safe=_KEPT + '?')}" if parts.query else ""
    return quote(parts.path, safe=_KEPT) + query


def within(site: str, other: str) -> bool:
    """Whether the key of one site lies in another: its host or one under it, its folder or one inside."""
    host, _, folder = site.removeprefix("web:").partition("/")
    where, _, path = other.removeprefix("web:").partition("/")
    if folder:
        return where == host and (path + "/").startswith(folder + "/")
    return where == host or where.endswith(f".{host}")


def _site(host: str, folders: list[str]) -> Reading:
    found = presence_of(SITES[0]).account(host, folders, {})
    assert found is not None  # noqa: S101 - every host is a site
    return Reading(network=SITES[0], key=f"web:{found.id}", name=host, host=host)


def _browsable(address: str) -> str:
    """What a browser would open. Raises ``Unreadable``."""
    address = address.strip(_AROUND).rstrip(f".,;!{_AROUND}")
    if not address:
        raise Unreadable("empty")
    if len(address) > LONGEST_ASKED:
        raise Unreadable("long")
    if "\\" in address or any(one.isspace() or unicodedata.category(one)[0] == "C" for one in address):
        raise Unreadable("characters")
    scheme = _SCHEME.match(address)
    if scheme is None:
        address = _without_scheme(address)
    elif scheme.group(1).lower() not in {"http", "https"} or not address[scheme.end() :].startswith("//"):
        raise Unreadable("scheme")
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise Unreadable("host") from None
    if "@" in parts.netloc:
        raise Unreadable("user")
    return parts.geturl()


def _without_scheme(address: str) -> str:
    address = address.removeprefix("//")
    if _MAIL.match(address) and not address.startswith("@"):
        raise Unreadable("mail")
    if address.startswith("@"):
        found = _FEDIVERSE.match(address)
        if found is None:
            raise Unreadable("handle")
        return f"https://{found.group(2)}/@{found.group(1)}"
    return f"https://{address}"


def _host(host: str) -> str:
    """In Unicode, lower case, its punycode undone. Raises ``Unreadable`` when it is no name of the internet."""
    host = unicodedata.normalize("NFKC", unquote(host).translate(_DOTS)).casefold().rstrip(".")
    labels = []
    for label in host.split("."):
        try:
            labels.append(
                label[4:].encode("ascii").decode("punycode").casefold() if label.startswith("xn--") else label
            )
        except (UnicodeError, OverflowError):
            raise Unreadable("host") from None
    if len(labels) < 2 or len(host) > 253 or not all(_is_label(label) for label in labels):
        raise Unreadable("host")
    return unicodedata.normalize("NFC", ".".join(labels))


def _is_label(label: str) -> bool:
    return 0 < len(label) <= 63 and all(one in "-_" or unicodedata.category(one)[0] in "LNM" for one in label)


def _port(port: int | None, scheme: str) -> int | None:
    return None if port is None or port == {"http": 80, "https": 443}[scheme.lower()] else port


def _bare(host: str, *, network: bool = False) -> str:
    """Without ``www.``; on a network, without the part for phones or for a country either."""
    if not network:
        return host.removeprefix("www.")
    for prefix in _PREFIXES:
        host = host.removeprefix(prefix)
    return _LOCAL.sub("", host, count=1) if host.count(".") > 1 else host


def _folders(path: str) -> list[str]:
    """The parts of a path, percent-encoding and dots undone as browsers do."""
    found: list[str] = []
    for raw in path.split("/"):
        part = unicodedata.normalize("NFC", unquote(raw, errors="replace"))
        if part == "..":
            del found[-1:]
        elif part not in {"", "."}:
            found.append(part.replace("/", "%2F") if part.isprintable() else raw)
    return found


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "~"
