"""A small Pinterest: one account, two boards and their pins."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

from tests.contract.networks.doubles.described import answer, body_of, form_of
from tests.contract.networks.gate import Request, Response

US, BOARD, SECRET = "549755885175", "549755885176", "549755885177"


class Pinterest:
    """``clock`` gives the time that things bear; ``store`` is where videos are sent."""

    def __init__(self, *, clock: Callable[[], dt.datetime], access: str, refresh: str) -> None:
        self.clock = clock
        self.access = access
        self.refresh = refresh
        self.pins: dict[str, dict[str, Any]] = {}
        self.videos: dict[str, dict[str, Any]] = {}
        self._turn = itertools.count(813_744_226_420_795_884)

    def __call__(self, request: Request) -> Response:
        parts = request.path.removeprefix("/v5").strip("/").split("/")
        if parts == ["oauth", "token"]:
            return self._token(request)
        if parts == ["store"]:
            return self._stored(request)
        if request.headers.get("authorization") != f"Bearer {self.access}":
            return error(401)
        match (request.method, parts):
            case ("GET", ["user_account"]):
                return answer(
                    {"id": US, "username": "lacvert", "account_type": "BUSINESS", "business_name": "Lac-Vert"}
                )
            case ("GET", ["boards"]):
                boards = [{"id": BOARD, "name": "Ateliers", "privacy": "PUBLIC"}]
                boards.append({"id": SECRET, "name": "Brouillons", "privacy": "SECRET"})
                return answer({"items": boards, "bookmark": None})
            case ("GET", ["boards", board, "pins"]):
                return self._page([one for one in self.pins.values() if one["board_id"] == board], request)
            case ("POST", ["pins"]):
                return self._pin(body_of(request))
            case (_, ["pins", found]):
                return self._one(request, found)
            case ("POST", ["media"]):
                number = str(next(self._turn))
                self.videos[number] = {"sent": 0, "looked": 0}
                said = {"upload_url": "https://store.pinterest.test/v5/store", "upload_parameters": {"key": number}}
                return answer({"media_id": number, "media_type": "video", **said}, 201)
            case ("GET", ["media", found]):
                self.videos[found]["looked"] += 1
                state = "processing" if self.videos[found]["looked"] == 1 else "succeeded"
                return answer({"media_id": found, "media_type": "video", "status": state})
        return error(404)

    def _pin(self, said: dict[str, Any]) -> Response:
        source = said["media_source"]
        if said["board_id"] != BOARD:
            return error(403)
        kinds = {"image_base64": "image", "multiple_image_base64": "multiple_images", "video_id": "video"}
        media: dict[str, Any] = {"media_type": kinds[source["source_type"]]}
        if "items" in source:
            media["items"] = [{"item_type": "image"} for _one in source["items"]]
        number = str(next(self._turn))
        self.pins[number] = {
            "id": number,
            "created_at": self.clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
            **{name: said.get(name) for name in ("title", "description", "link", "alt_text", "board_id")},
            "media": media,
        }
        return answer(self.pins[number], 201)

    def _one(self, request: Request, found: str) -> Response:
        if found not in self.pins:
            return error(404)
        if request.method == "DELETE":
            del self.pins[found]
            return Response(204)
        if request.method == "PATCH":
            self.pins[found] |= body_of(request)
        return answer(self.pins[found])

    def _page(self, pins: list[dict[str, Any]], request: Request) -> Response:
        pins = sorted(pins, key=lambda one: -int(one["id"]))
        begin, size = int(request.query.get("bookmark") or 0), int(request.query.get("page_size", "25"))
        rest = pins[begin + size :]
        return answer({"items": pins[begin : begin + size], "bookmark": str(begin + size) if rest else None})

    def _stored(self, request: Request) -> Response:
        if "authorization" in request.headers:
            return error(400)
        form = form_of(request)
        self.videos[form["key"]]["sent"] = len(form["file"])
        return Response(204)

    def _token(self, request: Request) -> Response:
        form = form_of(request)
        if not request.headers.get("authorization", "").startswith("Basic "):
            return error(401)
        good = {"authorization_code": ("code", "code-1"), "refresh_token": ("refresh_token", self.refresh)}
        name, wanted = good[form["grant_type"]]
        if form.get(name) != wanted:
            return error(400)
        scope = "user_accounts:read boards:read boards:write pins:read pins:write"
        said = {"access_token": self.access, "expires_in": 2_592_000, "scope": scope, "token_type": "bearer"}
        if name == "code":
            said |= {"refresh_token": self.refresh, "refresh_token_expires_in": 5_184_000}
        return answer({"response_type": form["grant_type"], **said})


def error(status: int) -> Response:
    """How Pinterest says an error."""
    return answer({"code": 1, "message": "A sentence of Pinterest’s own"}, status)
