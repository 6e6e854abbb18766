"""What a network must bring to be held to the contract: a ``Peer``, in a file of ``peers/``, found there by its place.

A peer is a double of ours or somebody else's server. One that keeps no state (it answers examples) says so: what needs
a memory is then not asked of it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from typing import ClassVar

from balise.networks.content import CommentKey, Media, MediaKind, Outgoing
from balise.networks.credentials import Account, App, Secret, Tokens
from balise.networks.describing import Network
from balise.networks.http import Http
from balise.networks.protocol import Connector, HookCall
from balise.networks.registry import all_networks
from tests.contract.networks import peers
from tests.contract.networks.gate import Answers, Gate, Request, Response

ACCESS = "accessSECRETtoken"
REFRESH = "refreshSECRETtoken"
CLIENT_SECRET = "clientSECRETword"
VERIFY = "verifySECRETword"
SECRETS = (ACCESS, REFRESH, CLIENT_SECRET, VERIFY)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(3_000_000)


class Clock:
    """A time that a test moves; it begins now, because peers of others keep their own."""

    def __init__(self) -> None:
        self.now = dt.datetime.now(dt.UTC).replace(microsecond=0)

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


class Kept(dict[str, str]):
    """A ``Progress`` that lasts as long as the test."""

    def get(self, name: str) -> str:  # type: ignore[override]
        return super().get(name, "")

    def put(self, name: str, value: str) -> None:
        self[name] = value


class Peer:
    """One network's other side. What a subclass does not say is as here."""

    network: ClassVar[str]
    stateful: ClassVar[bool] = True
    proves: ClassVar[bool] = True  # whether ``find`` can be sure that nothing was published
    proves_replies: ClassVar[bool] = False

    def __init__(self) -> None:
        self.clock = Clock()

    @contextlib.contextmanager
    def answering(self) -> Iterator[Answers | str]:
        """What answers: a function, or the address of a server, started here and stopped afterwards."""
        raise NotImplementedError
        yield

    def routes(self, origin: str) -> Mapping[str, str]:
        """Which origins of the network the gate stands for."""
        raise NotImplementedError

    def account(self, origin: str) -> Account:
        raise NotImplementedError

    def tokens(self) -> Tokens:
        scopes = tuple(scope.id for scope in self.described.scopes)
        return Tokens(access=Secret(ACCESS), refresh=Secret(REFRESH), scopes=scopes)

    def app(self) -> App | None:
        return App(client_id="1234", client_secret=Secret(CLIENT_SECRET), verify_token=Secret(VERIFY))

    @property
    def described(self) -> Network:
        return all_networks()[self.network]

    # What we say.

    def post(self, *, text: str = "Journée portes ouvertes samedi, de 10 h à 16 h.", marker: str = "m-1") -> Outgoing:
        """A post that the network takes."""
        return Outgoing(marker=marker, text=text, media=(image("Un atelier plein de monde"),))

    def corrected(self, post: Outgoing, text: str) -> Outgoing:
        """The same with other words."""
        return replace(post, text=text)

    def uneditable(self, post: Outgoing) -> Outgoing | None:
        """The same with what can't be changed changed; None where everything can."""
        return replace(post, media=(*post.media, *post.media)) if self.described.edits == "text" else None

    # What others do there.

    def write(self, post_id: str, text: str) -> CommentKey:
        """Somebody comments."""
        raise NotImplementedError

    def answer(self, key: CommentKey, text: str) -> CommentKey | None:
        """Somebody answers a comment; None where there are no such answers."""
        raise NotImplementedError

    def alter(self, post_id: str, text: str) -> None:
        """Somebody changes our post behind our back."""
        raise NotImplementedError

    def remove(self, post_id: str) -> None:
        """Somebody removes our post behind our back."""
        raise NotImplementedError

    def posts(self) -> int:
        """How many posts of ours people can see."""
        raise NotImplementedError

    def replies(self, key: CommentKey) -> int:
        """How many answers of ours to a comment people can see."""
        raise NotImplementedError

    def visible(self, key: CommentKey) -> bool:
        """Whether people can see a comment."""
        raise NotImplementedError

    def ready(self) -> None:
        """Let time pass at the network: what it was preparing is prepared."""

    # How it complains.

    def error(self, status: int) -> Response:
        """How the network says an error of this status."""
        return Response(status, b"{}", {"Content-Type": "application/json"})

    def violations(self, gate: Gate) -> list[str]:
        """What the peer found wrong in our requests."""
        return []

    # Connecting.

    typed: ClassVar[Mapping[str, str]] = {}

    def consent(self, address: str) -> Mapping[str, str]:
        """What the person comes back with after agreeing at ``address``."""
        raise NotImplementedError

    # What it sends.

    def comment_hook(self, key: CommentKey) -> HookCall | None:
        """A signed call that tells of a new comment; None where the network sends none."""
        return None

    def shake(self) -> HookCall | None:
        """A call that only checks that we are there."""
        return None


class Opened:
    """A peer, the gate before it and our connector."""

    def __init__(self, peer: Peer, gate: Gate, *, seconds: float = 1.0, whole: float = 2.0) -> None:
        self.peer = peer
        self.gate = gate
        self.http = Http(
            clock=peer.clock,
            routes=peer.routes(gate.origin),
            seconds=seconds,
            whole=whole,
            large=whole,
            most=1_000_000,
        )
        self.connector: Connector = peer.described.load_connector()(
            account=peer.account(gate.origin),
            tokens=peer.tokens(),
            app=peer.app(),
            http=self.http,
            clock=peer.clock,
        )


def image(alt: str = "", *, content_type: str = "image/png", address: str = "") -> Media:
    return Media(
        kind=MediaKind.IMAGE,
        content_type=content_type,
        size=len(PIXEL),
        open=lambda: io.BytesIO(PIXEL),
        alt=alt,
        name="atelier.png",
        address=address,
    )


def video(*, address: str = "") -> Media:
    return Media(
        kind=MediaKind.VIDEO,
        content_type="video/mp4",
        size=len(CLIP),
        open=lambda: io.BytesIO(CLIP),
        name="atelier.mp4",
        address=address,
    )


def said(request: Request) -> dict[str, object]:
    """The body of a request as JSON."""
    return dict(json.loads(request.body)) if request.body else {}


def all_peers() -> list[type[Peer]]:
    """Every ``peer`` of a file of ``peers/``, by name of file."""
    names = sorted(module.name for module in pkgutil.iter_modules(peers.__path__))
    return [import_module(f"{peers.__name__}.{name}").peer for name in names]
