"""What a network is, said without talking to it: its limits, its look, what can be done there and by whom."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from balise.networks.counting import code_points

if TYPE_CHECKING:
    from balise.networks.protocol import Connector, Hooks, Joining

Sentences = Mapping[str, str]  # by language: fr, en
Steps = Mapping[str, tuple[str, ...]]


class Operation(StrEnum):
    """What may be asked of a network."""

    PUBLISH = "publish"
    FETCH = "fetch"
    UPDATE = "update"
    RETRACT = "retract"
    COMMENTS = "comments"
    MENTIONS = "mentions"
    REPLY = "reply"
    HIDE = "hide"
    UNHIDE = "unhide"
    DELETE = "delete"
    HOOKS = "hooks"


ACTS = frozenset(
    {
        Operation.PUBLISH,
        Operation.UPDATE,
        Operation.RETRACT,
        Operation.REPLY,
        Operation.HIDE,
        Operation.UNHIDE,
        Operation.DELETE,
    }
)
"""Operations that change something at the network: a person does them where the software can't, so each has steps."""

REPEATABLE = frozenset(
    {Operation.UPDATE, Operation.RETRACT, Operation.HIDE, Operation.UNHIDE, Operation.DELETE, Operation.HOOKS}
)
"""Operations that leave the same thing behind when they are asked twice: after a crash they may simply be asked again.

Publishing and replying are not among them: look first (``Connector.find``, ``Connector.find_reply``)."""


class How(StrEnum):
    """Who carries an operation out on a network."""

    API = "api"  # the connector
    HAND = "hand"  # a person, with the steps
    NONE = "none"  # the network has no such thing; the steps say what comes nearest


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One operation on one network.

    ``outcome`` completes «ce qui arrivera», in lower case and without a full stop («masqué, encore visible par son
    auteur»); it is told before acting. ``reversible`` says whether the network lets it be undone. ``steps`` are whole
    sentences, in order, for the person who does it by hand: always there for an act, since an account may not be
    connected. What only reads (fetch, comments) may leave both empty.
    """

    how: How
    outcome: Sentences = field(default_factory=dict)
    steps: Steps = field(default_factory=dict)
    reversible: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One value of an option (a board of Pinterest), as the network calls it."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Option:
    """What a network wants to know of each post besides its words: the board, who may see a video.

    With ``choices`` empty, they are asked of the account: ``Connector.choices``.
    """

    id: str
    labels: Sentences
    required: bool = False
    default: str = ""
    choices: tuple[tuple[str, Sentences], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scope:
    """A right asked of the network when an account is connected, and what Balise needs it for."""

    id: str
    why: Sentences


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """How a post looks on a network, as seen in August 2026: networks change it without telling anybody.

    ``fold`` and ``fold_lines`` are the characters and lines shown before «voir plus» (None: all of them).
    ``link_shown`` is how much of an address is shown, without its ``https://`` (None: the whole address as it is).
    ``mentions`` says what becomes a link to an account: ``word`` (@someone), ``name`` (@some.one), ``domain``
    (@someone.example.org), ``server`` (@someone@example.org too), or nothing of what is pasted (empty).
    ``crop_one`` and ``crop_many`` are the frame of one image and of several, width by height (empty: left whole);
    ``images_shown`` of several are seen at once, the others behind «+ n» or by sliding (None: all of them).
    """

    fold: int | None = None
    fold_lines: int | None = None
    links: bool = True
    link_shown: int | None = None
    hashtags: bool = True
    mentions: str = ""
    card: bool = False  # the first link becomes a card where there is no image
    crop_one: str = ""
    crop_many: str = ""
    images_shown: int | None = None
    media_first: bool = False


@dataclass(frozen=True, kw_only=True)
class Network:
    """What a network allows, as known in August 2026, and who does what there.

    Limits: ``maximum`` is in the units of ``measure`` (None: no limit worth telling), which are bytes rather than
    characters when ``bytes_counted``; ``title_maximum`` and ``alt_maximum`` in code points; ``image_bytes`` and
    ``video_bytes`` in bytes, ``video_seconds`` in seconds; ``image_types`` and ``video_types`` are the content types
    taken. An account may have its own: ``Connector.limits``.
    ``hosts`` are those of its posts, each with its subdomains; empty means any host, or those of the organisation when
    ``own_host``. ``needs`` is "", ``media`` (at least one) or ``video``. ``edits`` is what can be changed once online:
    ``all``, ``text`` (images and video stay), or nothing. ``threads``: a post may answer another of the same account.
    ``media_by_address``: the network fetches images and video itself, from a public address.

    ``deeds`` has one entry for each operation of ``ACTS``, and one for each other operation that the connector has.
    ``scopes`` are the least that the connector works with. ``connector``, ``joining`` and ``hooks`` name, as
    ``package.module:object``, a ``protocol.Connector`` class, a ``protocol.Joining`` and a ``protocol.Hooks``; empty
    where the network has none.
    """

    id: str
    names: Sentences
    order: int = 100
    measure: Callable[[str], int] = code_points
    bytes_counted: bool = False
    maximum: int | None = None
    hashtags_maximum: int | None = None
    title_maximum: int | None = None
    title_required: bool = False
    alt_maximum: int | None = None
    images_maximum: int | None = None
    needs: str = ""  # "" | media | video
    link_length: int | None = None
    image_types: tuple[str, ...] = ("image/jpeg", "image/png")
    image_bytes: int | None = None
    video_types: tuple[str, ...] = ()
    video_bytes: int | None = None
    video_seconds: int | None = None
    hosts: tuple[str, ...] = ()
    own_host: bool = False
    look: Appearance = Appearance()
    edits: str = ""
    threads: bool = False
    media_by_address: bool = False
    options: tuple[Option, ...] = ()
    deeds: Mapping[Operation, Deed] = field(default_factory=dict)
    scopes: tuple[Scope, ...] = ()
    connector: str = ""
    joining: str = ""
    hooks: str = ""

    @property
    def steps(self) -> Steps:
        """How somebody publishes there by hand, by language."""
        return self._steps(Operation.PUBLISH)

    @property
    def edit_steps(self) -> Steps:
        """How somebody changes by hand what is online; empty where it can't be changed."""
        return self._steps(Operation.UPDATE) if self.edits else {}

    def can(self, operation: Operation) -> bool:
        """Whether the connector carries out ``operation``."""
        deed = self.deeds.get(operation)
        return deed is not None and deed.how is How.API

    def load_connector(self) -> type[Connector]:
        """The class that talks to the network. Raises ``LookupError`` when everything there is done by hand."""
        return cast("type[Connector]", self._load(self.connector))

    def load_joining(self) -> Joining:
        """How an account is connected. Raises ``LookupError`` when there is nothing to connect."""
        return cast("Joining", self._load(self.joining))

    def load_hooks(self) -> Hooks:
        """How what the network sends is read. Raises ``LookupError`` when it sends nothing."""
        return cast("Hooks", self._load(self.hooks))

    def _load(self, place: str) -> object:
        if not place:
            raise LookupError(self.id)
        return pkgutil.resolve_name(place)

    def _steps(self, operation: Operation) -> Steps:
        deed = self.deeds.get(operation)
        return deed.steps if deed is not None else {}
