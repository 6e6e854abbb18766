"""A small X: one account, what it posted, and what people answered."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from collections.abc import Callable
from typing import Any

from tests.contract.networks.doubles.described import answer, body_of, form_of
from tests.contract.networks.gate import Request, Response

US, THEM = "2244994945", "6253282"
_LINK = re.compile(r"https?://\S+")
_EPOCH = 1_288_834_974_657  # milliseconds, of the identifiers


class X:
    """``clock`` gives the time that things bear."""

    def __init__(self, *, clock: Callable[[], dt.datetime], access: str, refresh: str, secret: str) -> None:
        self.clock = clock
        self.access = access
        self.refresh = refresh
        self.secret = secret
        self.posts: dict[str, dict[str, Any]] = {}
        self.media: dict[str, dict[str, Any]] = {}
        self._turn = itertools.count(1)

    def __call__(self, request: Request) -> Response:
        if request.path == "/2/oauth2/token":
            return self._token(request)
        if request.path == "/2/oauth2/revoke":
            return answer({"revoked": True})
        if request.headers.get("authorization") != f"Bearer {self.access}":
            return problem(401)
        parts = request.path.removeprefix("/2/").split("/")
        match (request.method, parts):
            case ("GET", ["users", "me"]):
                return answer({"data": {"id": US, "name": "Coopérative Lac-Vert", "username": "lacvert"}})
            case ("GET", ["users", _, "tweets"]):
                start = request.query["start_time"]
                mine = [one for one in self.posts.values() if one["author_id"] == US and one["created_at"] >= start]
                return self._page(mine, request)
            case ("GET", ["users", _, "mentions"]):
                return self._page([one for one in self.posts.values() if one["author_id"] != US], request)
            case ("GET", ["tweets", "search", "recent"]):
                root = request.query["query"].removeprefix("conversation_id:")
                return self._page([one for one in self.posts.values() if one["conversation_id"] == root], request)
            case ("POST", ["tweets"]):
                return self._post(body_of(request))
            case ("PUT", ["tweets", found, "hidden"]):
                if found not in self.posts:
                    return missing()
                self.posts[found]["hidden"] = body_of(request)["hidden"]
                return answer({"data": {"hidden": self.posts[found]["hidden"]}})
            case (_, ["tweets", found]):
                return self._one(request.method, found)
            case (_, ["media", *rest]):
                return self._media(request, rest)
        return problem(404)

    def write(self, text: str, *, author: str, under: str = "", naming: bool = True) -> str:
        """Somebody posts."""
        number = str((int(self.clock().timestamp() * 1_000) - _EPOCH << 22) + next(self._turn))
        parent = self.posts.get(under)
        links = [(found, f"https://t.co/{next(self._turn):010}") for found in _LINK.findall(text)]
        answered = parent["author_id"] if parent and author == US else author
        short = f"@ana {text}" if answered != author else text  # X names whom we answer
        for found, shortened in links:
            short = short.replace(found, shortened, 1)
        self.posts[number] = {
            "id": number,
            "text": html.escape(short, quote=False),
            "author_id": author,
            "created_at": self.clock().strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "conversation_id": parent["conversation_id"] if parent else number,
            "hidden": False,
            "entities": {
                "urls": [
                    {"start": 0, "end": 23, "url": shortened, "expanded_url": found} for found, shortened in links
                ],
                "mentions": [{"start": 0, "end": 8, "username": "lacvert", "id": US}] if naming else [],
            },
        }
        if parent:
            self.posts[number]["referenced_posts"] = [{"type": "replied_to", "id": under}]
            self.posts[number]["in_reply_to_user_id"] = parent["author_id"]
        return number

    def _post(self, said: dict[str, Any]) -> Response:
        under = said.get("reply", {}).get("in_reply_to_tweet_id", "")
        if under and under not in self.posts:
            return missing()
        if any(one["author_id"] == US and html.unescape(one["text"]) == said["text"] for one in self.posts.values()):
            return problem(403, detail="You are not allowed to create a Tweet with duplicate content.")
        number = self.write(said["text"], author=US, under=under)
        keys = [f"3_{one}" for one in said.get("media", {}).get("media_ids", ())]
        if keys:
            short = f"https://t.co/{next(self._turn):010}"
            self.posts[number]["attachments"] = {"media_keys": keys}
            self.posts[number]["text"] += f" {short}"
            shown = {
                "url": short,
                "expanded_url": f"https://x.com/lacvert/status/{number}/photo/1",
                "media_key": keys[0],
            }
            self.posts[number]["entities"]["urls"].append({"start": 0, "end": 23, **shown})
        return answer({"data": {"id": number, "text": self.posts[number]["text"]}}, 201)

    def _one(self, method: str, found: str) -> Response:
        if found not in self.posts:
            return missing() if method == "GET" else problem(404)
        if method == "DELETE":
            del self.posts[found]
            return answer({"data": {"deleted": True}})
        return answer({"data": self._shown(self.posts[found]), "includes": self._beside([self.posts[found]])})

    def _page(self, posts: list[dict[str, Any]], request: Request) -> Response:
        query = request.query
        posts = sorted(posts, key=lambda one: -int(one["id"]))
        if "since_id" in query:
            posts = [one for one in posts if int(one["id"]) > int(query["since_id"])]
        if "until_id" in query:
            posts = [one for one in posts if int(one["id"]) < int(query["until_id"])]
        size = int(query.get("max_results", "10"))
        begin = int(query.get("pagination_token") or 0)
        page, rest = posts[begin : begin + size], posts[begin + size :]
        meta = {"result_count": len(page), **({"next_token": str(begin + size)} if rest else {})}
        if not page:
            return answer({"meta": meta})
        return answer({"data": [self._shown(one) for one in page], "includes": self._beside(page), "meta": meta})

    def _shown(self, post: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in post.items() if name != "hidden"}

    def _beside(self, posts: list[dict[str, Any]]) -> dict[str, Any]:
        users = [{"id": US, "name": "Coopérative Lac-Vert", "username": "lacvert"}]
        users.append({"id": THEM, "name": "Ana", "username": "ana"})
        keys = [key for one in posts for key in one.get("attachments", {}).get("media_keys", ())]
        media = [{"media_key": key, **self.media[key[2:]]} for key in keys]
        return {"users": users, "media": [{k: v for k, v in one.items() if k in _SHOWN} for one in media]}

    def _media(self, request: Request, rest: list[str]) -> Response:
        match (request.method, rest):
            case ("POST", ["upload"]):
                return self._new({"type": "photo", "bytes": len(form_of(request)["media"])})
            case ("POST", ["upload", "initialize"]):
                return self._new({"type": "video", "bytes": 0, "looked": 0, "total": body_of(request)["total_bytes"]})
            case ("POST", ["upload", found, "append"]):
                self.media[found]["bytes"] += len(form_of(request)["media"])
                return answer({"data": {"expires_at": 1}})
            case ("POST", ["upload", found, "finalize"]):
                if self.media[found]["bytes"] != self.media[found]["total"]:
                    return problem(400)
                return answer({"data": {"id": found, "processing_info": {"state": "pending", "check_after_secs": 5}}})
            case ("GET", ["upload"]):
                found = request.query["media_id"]
                self.media[found]["looked"] += 1
                state = "in_progress" if self.media[found]["looked"] == 1 else "succeeded"
                return answer({"data": {"id": found, "processing_info": {"state": state, "progress_percent": 50}}})
            case ("POST", ["metadata"]):
                said = body_of(request)
                self.media[said["id"]]["alt_text"] = said["metadata"]["alt_text"]["text"]
                return answer({"data": {"id": said["id"]}})
        return problem(404)

    def _new(self, said: dict[str, Any]) -> Response:
        number = str(1_000 + next(self._turn))
        self.media[number] = said
        return answer({"data": {"id": number, "media_key": f"3_{number}"}})

    def _token(self, request: Request) -> Response:
        form = form_of(request)
        if not request.headers.get("authorization", "").startswith("Basic "):
            return answer({"error": "invalid_client"}, 401)
        good = {"authorization_code": ("code", "code-1"), "refresh_token": ("refresh_token", self.refresh)}
        name, wanted = good[form["grant_type"]]
        if form.get(name) != wanted or (name == "code" and not form.get("code_verifier")):
            return answer({"error": "invalid_grant"}, 400)
        scope = "tweet.read users.read tweet.write tweet.moderate.write media.write offline.access"
        said = {"access_token": self.access, "refresh_token": self.refresh, "expires_in": 7_200, "scope": scope}
        return answer({"token_type": "bearer", **said})


_SHOWN = {"media_key", "type", "alt_text", "url"}


def problem(status: int, *, kind: str = "about:blank", detail: str = "A sentence of X’s own") -> Response:
    """How X says an error."""
    said = {"title": "Title", "detail": detail, "type": kind, "status": status}
    return answer(said, status, {"Content-Type": "application/problem+json"})


def missing() -> Response:
    """How X says that a post is not there: by a 200."""
    kind = "https://api.x.com/2/problems/resource-not-found"
    said = {"type": kind, "title": "Not Found Error", "detail": "Could not find tweet", "resource_type": "tweet"}
    return answer({"errors": [said]})
