"""Pinterest: the project's double, behind Prism on the official description."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from balise.networks.content import Outgoing
from balise.networks.credentials import Account
from tests.contract.networks.doubles import pinterest
from tests.contract.networks.doubles.checked import Checked
from tests.contract.networks.gate import Answers, Gate, Request, Response
from tests.contract.networks.peering import ACCESS, REFRESH, Peer


class Pinterest(Peer):
    network = "pinterest"
    patience = 5.0
    proves = False  # lists lag, and there is no key

    def __init__(self) -> None:
        super().__init__()
        self.pinterest = pinterest.Pinterest(clock=self.clock, access=ACCESS, refresh=REFRESH)
        self.checked: Checked | None = None

    @contextlib.contextmanager
    def answering(self) -> Iterator[Answers | str]:
        checked = self.checked = Checked.of("pinterest", self.pinterest)

        def answers(request: Request) -> Response:
            if request.path == "/v5/store":
                return self.pinterest(request)
            return checked(replace(request, target=request.target.removeprefix("/v5")))

        yield answers

    def routes(self, origin: str) -> Mapping[str, str]:
        places = ("https://api.pinterest.com", "https://www.pinterest.com", "https://store.pinterest.test")
        return dict.fromkeys(places, origin)

    def account(self, origin: str) -> Account:
        return Account(id=pinterest.US, name="Lac-Vert", handle="lacvert")

    def post(self, *, text: str = "Journée portes ouvertes samedi, de 10 h à 16 h.", marker: str = "m-1") -> Outgoing:
        said = super().post(text=text, marker=marker)
        return replace(said, title="Portes ouvertes", options={"board": pinterest.BOARD})

    def uneditable(self, post: Outgoing) -> Outgoing | None:
        return replace(post, media=(*post.media, *post.media))

    def alter(self, post_id: str, text: str) -> None:
        self.pinterest.pins[post_id]["description"] = text

    def remove(self, post_id: str) -> None:
        del self.pinterest.pins[post_id]

    def posts(self) -> int:
        return len(self.pinterest.pins)

    def error(self, status: int) -> Response:
        return pinterest.error(status)

    def violations(self, gate: Gate) -> list[str]:
        return self.checked.wrong if self.checked is not None else []

    def consent(self, address: str) -> Mapping[str, str]:
        asked = parse_qs(urlsplit(address).query)
        assert set(asked["scope"][0].split(",")) == {scope.id for scope in self.described.scopes}
        return {"code": "code-1", "state": asked["state"][0]}


peer = Pinterest
