"""A small LinkedIn: one organisation, its posts, their comments. No description of LinkedIn's is published: what is
checked here is what its documentation says of headers, addresses and bodies.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from typing import Any
from urllib.parse import unquote

from tests.contract.networks.doubles.described import answer, form_of
from tests.contract.networks.gate import Request, Response

ORGANISATION = "2414183"
AUTHOR = f"urn:li:organization:{ORGANISATION}"
_POST = {
    "author": str,
    "commentary": str,
    "visibility": str,
    "distribution": dict,
    "lifecycleState": str,
    "isReshareDisabledByAuthor": bool,
    "content": dict,
}


class LinkedIn:
    """``origin`` is where uploads are told to go. ``wrong`` is what did not agree with the documentation."""

    def __init__(self, *, clock: Any, access: str, refresh: str, secret: str) -> None:
        self.clock = clock
        self.access = access
        self.refresh = refresh
        self.secret = secret
        self.scope = ""
        self.deletable = True
        self.wrong: list[str] = []
        self.posts: dict[str, dict[str, Any]] = {}
        self.assets: dict[str, dict[str, Any]] = {}
        self.comments: dict[str, dict[str, Any]] = {}
        self._numbers = itertools.count(7_000)

    def __call__(self, request: Request) -> Response:
        if request.path.startswith("/oauth/v2/"):
            return self._oauth(request, request.path.rpartition("/")[2])
        if request.headers.get("authorization") != f"Bearer {self.access}":
            return error(401, "EXPIRED_ACCESS_TOKEN", 65_601)
        if request.path.startswith("/dms-uploads/"):
            return self._upload(request)
        self._check_headers(request)
        parts = [unquote(part) for part in request.path.split("/")[2:]]
        handler = getattr(self, f"_{request.method.lower()}_{parts[0]}", None)
        if handler is None:
            return error(404, "RESOURCE_NOT_FOUND")
        return handler(request, parts[1:])

    def _check_headers(self, request: Request) -> None:
        if not re.fullmatch(r"20\d{4}", request.headers.get("linkedin-version", "")):
            self.wrong.append(f"{request.target}: LinkedIn-Version")
        if request.headers.get("x-restli-protocol-version") != "2.0.0":
            self.wrong.append(f"{request.target}: X-Restli-Protocol-Version")
        finder = request.query.get("q") is not None
        if finder != (request.headers.get("x-restli-method") == "FINDER"):
            self.wrong.append(f"{request.target}: X-RestLi-Method")
        if "(" in request.target or "urn:li" in request.target:
            self.wrong.append(f"{request.target}: an URN that is not encoded")

    def now(self) -> int:
        return int(self.clock().timestamp() * 1000)

    # Connecting.

    def _oauth(self, request: Request, name: str) -> Response:
        form = form_of(request)
        if form.get("client_secret") != self.secret:
            return answer({"error": "invalid_client"}, 401)
        if name == "introspectToken":
            later = int(self.clock().timestamp()) + 5_000_000
            return answer({"active": form["token"] == self.access, "scope": self.scope, "expires_at": later})
        if name == "revoke":
            return Response(200)
        known = {"authorization_code": ("code", "code-1"), "refresh_token": ("refresh_token", self.refresh)}
        field, wanted = known[form["grant_type"]]
        if form.get(field) != wanted:
            return answer({"error": "invalid_grant", "error_description": "A sentence"}, 400)
        return answer(
            {
                "access_token": self.access,
                "expires_in": 5_184_000,
                "refresh_token": self.refresh,
                "refresh_token_expires_in": 31_536_000,
                "scope": self.scope,
            }
        )

    def _get_organizationAcls(self, request: Request, parts: list[str]) -> Response:  # noqa: N802 - theirs
        return answer({"elements": [{"organization": AUTHOR, "role": "ADMINISTRATOR", "state": "APPROVED"}]})

    def _get_organizations(self, request: Request, parts: list[str]) -> Response:
        if parts != [ORGANISATION]:
            return error(404, "NOT_FOUND")
        return answer({"id": int(ORGANISATION), "localizedName": "Coopérative Lac-Vert", "vanityName": "lac-vert"})

    # Posts.

    def _post_posts(self, request: Request, parts: list[str]) -> Response:
        body = json.loads(request.body)
        if request.headers.get("x-restli-method") == "PARTIAL_UPDATE":
            found = self.posts.get(parts[0])
            if found is None:
                return error(404, "NOT_FOUND")
            found |= {**body["patch"]["$set"], "lastModifiedAt": self.now()}
            found["lifecycleStateInfo"] = {"isEditedByAuthor": True}
            return Response(204)
        self.wrong += [f"posts: {name}" for name in body if not isinstance(body[name], _POST.get(name, ()))]
        self.wrong += [f"posts: {name} is missing" for name in set(_POST) - {"content"} - set(body)]
        self._check_little(body["commentary"])
        for image in _media(body.get("content", {})):
            if not self.assets.get(image["id"], {}).get("there"):
                return error(400, "MEDIA_ASSET_NOT_READY")
        if any(one["commentary"] == body["commentary"] for one in self.posts.values()):
            return error(422, "DUPLICATE_POST")
        identifier = f"urn:li:share:{next(self._numbers)}"
        self.posts[identifier] = {**body, "id": identifier, "publishedAt": self.now(), "lastModifiedAt": self.now()}
        return Response(201, b"", {"x-restli-id": identifier})

    def _check_little(self, text: str) -> None:
        bare = re.sub(r"\\.", "", text)
        if found := re.search(r"[|{}@\[\]()<>*_~]", bare):
            self.wrong.append(f"commentary: {found.group()} is not escaped")

    def _get_posts(self, request: Request, parts: list[str]) -> Response:
        if not parts:
            mine = [one for one in self.posts.values() if one["author"] == request.query["author"]]
            return answer({"elements": mine[::-1]})
        found = self.posts.get(parts[0])
        return answer(found) if found else error(404, "NOT_FOUND")

    def _delete_posts(self, request: Request, parts: list[str]) -> Response:
        self.posts.pop(parts[0], None)
        return Response(204)

    # Images and videos.

    def _post_images(self, request: Request, parts: list[str]) -> Response:
        asset = f"urn:li:image:{next(self._numbers)}"
        self.assets[asset] = {"there": False, "left": 1}
        return answer({"value": {"uploadUrl": self._address(asset, 0), "image": asset}})

    def _post_videos(self, request: Request, parts: list[str]) -> Response:
        body = json.loads(request.body)
        if request.query["action"] == "finalizeUpload":
            asked = body["finalizeUploadRequest"]
            found = self.assets[asked["video"]]
            if asked["uploadedPartIds"] != [found["tags"][number] for number in sorted(found["tags"])]:
                return error(400, "PARTS")
            found["there"] = True
            return answer({})
        asset = f"urn:li:video:{next(self._numbers)}"
        size, part = body["initializeUploadRequest"]["fileSizeBytes"], 2_000_000
        starts = range(0, size, part)
        self.assets[asset] = {"there": False, "tags": {}, "left": len(starts), "looks": 0}
        instructions = [
            {
                "uploadUrl": self._address(asset, number),
                "firstByte": first,
                "lastByte": min(first + part, size) - 1,
            }
            for number, first in enumerate(starts)
        ]
        return answer({"value": {"video": asset, "uploadInstructions": instructions, "uploadToken": ""}})

    def _get_videos(self, request: Request, parts: list[str]) -> Response:
        found = self.assets[parts[0]]
        found["looks"] += 1
        return answer({"status": "AVAILABLE" if found["looks"] > 1 else "PROCESSING"})

    def _address(self, asset: str, number: int) -> str:
        return f"https://www.linkedin.com/dms-uploads/{asset.replace(':', '-')}/{number}"

    def _upload(self, request: Request) -> Response:
        asset, number = request.path.split("/")[2:]
        found = self.assets[asset.replace("-", ":")]
        if not request.body:
            return error(400, "EMPTY")
        tag = hashlib.sha256(request.body).hexdigest()[:16]
        if "tags" in found:
            found["tags"][int(number)] = tag
        else:
            found["there"] = True
        return Response(201, b"", {"ETag": f'"{tag}"'})

    # Comments.

    def comment(self, under: str, post: str, text: str, *, by: str = "urn:li:person:abc") -> str:
        """Somebody writes under a post, or under a comment of it."""
        number = str(next(self._numbers))
        identifier = f"urn:li:comment:({post},{number})"
        self.comments[identifier] = {
            "id": number,
            "commentUrn": identifier,
            "actor": by,
            "object": post,
            "message": {"text": text},
            "created": {"actor": by, "time": self.now()},
            "lastModified": {"actor": by, "time": self.now()},
            **({"parentComment": under} if under != post else {}),
        }
        return identifier

    def _get_socialActions(self, request: Request, parts: list[str]) -> Response:  # noqa: N802 - theirs
        under = parts[0]
        if under not in self.posts and under not in self.comments:
            return error(404, "NOT_FOUND")
        found = []
        for key, one in self.comments.items():
            if one.get("parentComment", one["object"]) != under:
                continue
            answers = sum(other.get("parentComment") == key for other in self.comments.values())
            found.append({**one, "commentsSummary": {"aggregatedTotalComments": answers}})
        start, count = int(request.query["start"]), int(request.query["count"])
        return answer({"elements": found[start : start + count], "paging": {"start": start, "count": count}})

    def _post_socialActions(self, request: Request, parts: list[str]) -> Response:  # noqa: N802 - theirs
        body = json.loads(request.body)
        if body.get("actor") != AUTHOR or body.get("object") not in self.posts:
            return error(400, "ACTOR")
        parent = body.get("parentComment", body["object"])
        if parent != parts[0]:
            self.wrong.append("comments: the parent is not that of the address")
        identifier = self.comment(parent, body["object"], body["message"]["text"], by=AUTHOR)
        said = self.comments[identifier]
        return answer(said, 201, {"x-restli-id": said["id"]})

    def _delete_socialActions(self, request: Request, parts: list[str]) -> Response:  # noqa: N802 - theirs
        post, _comments, number = parts
        if request.query.get("actor") != AUTHOR:
            return error(400, "ACTOR")
        if not self.deletable:
            return error(403, "ACCESS_DENIED")
        found = self.comments.pop(f"urn:li:comment:({post},{number})", None)
        return Response(204) if found else error(404, "NOT_FOUND")


def error(status: int, code: str, service: int = 100) -> Response:
    return answer({"status": status, "code": code, "serviceErrorCode": service, "message": "Not enough DAY"}, status)


def _media(content: dict[str, Any]) -> list[dict[str, Any]]:
    listed = content.get("multiImage", {}).get("images") or ([content["media"]] if "media" in content else [])
    return list(listed)
