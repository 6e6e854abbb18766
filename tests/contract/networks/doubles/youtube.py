"""A small YouTube: one channel, its videos, what people wrote under them. Requests are checked against Google's own
description.
"""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

from tests.contract.networks.doubles.described import Described, answer, form_of
from tests.contract.networks.gate import Request, Response

CHANNEL = "UClacvert"


class YouTube:
    """``wrong`` is what did not agree with the description."""

    def __init__(self, *, clock: Any, access: str, refresh: str, secret: str) -> None:
        self.clock = clock
        self.access = access
        self.refresh = refresh
        self.secret = secret
        self.scope = ""
        self.challenge = ""
        self.wrong: list[str] = []
        self.videos: dict[str, dict[str, Any]] = {}
        self.uploads: dict[str, dict[str, Any]] = {}
        self.comments: dict[str, dict[str, Any]] = {}
        self._numbers = itertools.count(9_000)
        self._described = Described("youtube")

    def __call__(self, request: Request) -> Response:
        if request.path in {"/token", "/tokeninfo", "/revoke"}:
            return self._oauth(request)
        if request.headers.get("authorization") != f"Bearer {self.access}":
            return error(401, "authError")
        if request.path.startswith("/upload/"):
            return self._upload(request)
        name = request.path.removeprefix("/youtube/v3/")
        self.wrong += self._described.check(f"{request.method} {name}", request)
        handler = getattr(self, f"_{request.method.lower()}_{name.replace('/', '_')}")
        return handler(request.query, json.loads(request.body) if request.body else {})

    def now(self) -> str:
        return self.clock().strftime("%Y-%m-%dT%H:%M:%SZ")

    # Connecting.

    def _oauth(self, request: Request) -> Response:
        form = form_of(request)
        if request.path == "/tokeninfo":
            return answer({"scope": self.scope}) if form["access_token"] == self.access else bad("invalid_token")
        if request.path == "/revoke":
            return answer({}) if form["token"] in {self.access, self.refresh} else bad("invalid_token")
        if form.get("client_secret") != self.secret:
            return bad("invalid_client", 401)
        if form["grant_type"] == "refresh_token":
            known = form["refresh_token"] == self.refresh
            return answer({"access_token": self.access, "expires_in": 3_599}) if known else bad("invalid_grant")
        if form.get("code") != "code-1" or not form.get("code_verifier"):
            return bad("invalid_grant")
        return answer(
            {
                "access_token": self.access,
                "refresh_token": self.refresh,
                "expires_in": 3_599,
                "scope": self.scope,
                "token_type": "Bearer",
            }
        )

    def _get_channels(self, query: dict[str, str], body: dict[str, Any]) -> Response:
        snippet = {"title": "Coopérative Lac-Vert", "customUrl": "@lacvert"}
        details = {"relatedPlaylists": {"uploads": "UUlacvert"}}
        return answer({"items": [{"id": CHANNEL, "snippet": snippet, "contentDetails": details}]})

    # Videos.

    def _upload(self, request: Request) -> Response:
        if request.method == "POST":
            bare = {name: value for name, value in request.query.items() if name != "uploadType"}
            target = "/?" + "&".join(f"{name}={value}" for name, value in bare.items())
            described = Request("POST", target, request.headers, request.body)
            self.wrong += self._described.check("POST videos", described)
            name = str(next(self._numbers))
            size = int(request.headers["x-upload-content-length"])
            self.uploads[name] = {"body": json.loads(request.body), "size": size, "got": 0, "video": None}
            location = f"https://www.googleapis.com/upload/youtube/v3/videos?upload_id={name}"
            return Response(200, b"", {"Location": location})
        upload = self.uploads.get(request.query["upload_id"])
        if upload is None:
            return Response(404)
        said = request.headers["content-range"]
        if found := re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", said):
            first, last, size = map(int, found.groups())
            if (first, size) != (upload["got"], upload["size"]) or last - first + 1 != len(request.body):
                return Response(400)
            if last + 1 < size and len(request.body) % 262_144:
                return Response(400)
            upload["got"] = last + 1
        elif said != f"bytes */{upload['size']}":
            return Response(400)
        if upload["got"] < upload["size"]:
            headers = {"Range": f"bytes=0-{upload['got'] - 1}"} if upload["got"] else {}
            return Response(308, b"", headers)
        if upload["video"] is None:
            upload["video"] = f"vid{next(self._numbers)}"
            self.videos[upload["video"]] = {
                "id": upload["video"],
                "snippet": {**upload["body"]["snippet"], "publishedAt": self.now(), "tags": ["atelier"]},
                "status": {**upload["body"]["status"], "uploadStatus": "uploaded"},
            }
        return answer(self.videos[upload["video"]])

    def _get_videos(self, query: dict[str, str], body: dict[str, Any]) -> Response:
        found = self.videos.get(query["id"])
        if found is not None:
            found["status"]["uploadStatus"] = "processed"
        return answer({"items": [found] if found else []})

    def _put_videos(self, query: dict[str, str], body: dict[str, Any]) -> Response:
        found = self.videos.get(body["id"])
        if found is None:
            return error(404, "videoNotFound")
        if not body["snippet"].get("title") or not body["snippet"].get("categoryId"):
            return error(400, "invalidVideoMetadata")
        kept = {"publishedAt": found["snippet"]["publishedAt"]}
        found["snippet"] = {**body["snippet"], **kept}
        return answer(found)

    def _delete_videos(self, query: dict[str, str], body: dict[str, Any]) -> Response:
        return Response(204) if self.videos.pop(query["id"], None) else error(404, "videoNotFound")

    def _get_playlistItems(self, query: dict[str, str], body: dict[str, Any]) -> Response:  # noqa: N802 - theirs
        found = [
            {"snippet": {**one["snippet"], "resourceId": {"kind": "youtube#video", "videoId": key}}}
            for key, one in self.videos.items()
        ]
        return answer({"items": found[::-1]})

    # Comments.

    def comment(self, video: str, text: str, *, parent: str = "", by: str = "UCana") -> str:
        """Somebody writes under a video, or under a comment of it."""
        identifier = f"{parent}.{next(self._numbers)}" if parent else f"Ug{next(self._numbers)}"
        self.comments[identifier] = {
            "video": video,
            "status": "published",
            "parent": parent,
            "snippet": {
                "textDisplay": text,
                "textOriginal": text,
                "authorDisplayName": "@ana",
                "authorChannelId": {"value": by},
                "publishedAt": self.now(),
                "updatedAt": self.now(),
                **({"parentId": parent} if parent else {}),
            },
        }
        return identifier

    def _get_commentThreads(self, query: dict[str, str], body: dict[str, Any]) -> Response:  # noqa: N802 - theirs
        if query["videoId"] not in self.videos:
            return error(404, "videoNotFound")
        found = []
        for key, one in self.comments.items():
            if one["video"] != query["videoId"] or one["parent"] or one["status"] != query["moderationStatus"]:
                continue
            answers = self._answers(key)
            thread = {
                "snippet": {
                    "topLevelComment": {"id": key, "snippet": one["snippet"]},
                    "totalReplyCount": len(answers),
                },
            }
            if answers:
                thread["replies"] = {"comments": answers[:1]}  # only some of them, as YouTube does
            found.append(thread)
        return _paged(found[::-1], query)

    def _get_comments(self, query: dict[str, str], body: dict[str, Any]) -> Response:
        if "parentId" in query:
            return _paged(self._answers(query["parentId"]), query)
        found = self.comments.get(query["id"])
        gone = found is None or found["status"] == "rejected"
        return answer({"items": [] if gone else [{"id": query["id"], "snippet": found["snippet"]}]})

    def _post_comments(self, query: dict[str, str], body: dict[str, Any]) -> Response:
        parent = body["snippet"]["parentId"]
        if parent not in self.comments:
            return error(404, "parentCommentNotFound")
        video = self.comments[parent]["video"]
        identifier = self.comment(video, body["snippet"]["textOriginal"], parent=parent, by=CHANNEL)
        return answer({"id": identifier, "snippet": self.comments[identifier]["snippet"]})

    def _delete_comments(self, query: dict[str, str], body: dict[str, Any]) -> Response:
        return Response(204) if self.comments.pop(query["id"], None) else error(404, "commentNotFound")

    def _post_comments_setModerationStatus(self, query: dict[str, str], body: dict[str, Any]) -> Response:  # noqa: N802
        found = self.comments.get(query["id"])
        if found is None or found["status"] == "rejected":
            return error(404, "commentNotFound")
        found["status"] = query["moderationStatus"]
        return Response(204)

    def _answers(self, parent: str) -> list[dict[str, Any]]:
        return [{"id": key, "snippet": one["snippet"]} for key, one in self.comments.items() if one["parent"] == parent]


def error(status: int, reason: str) -> Response:
    inner = {"message": "A sentence of theirs", "domain": "youtube", "reason": reason}
    return answer({"error": {"code": status, "message": "A sentence of theirs", "errors": [inner]}}, status)


def bad(word: str, status: int = 400) -> Response:
    return answer({"error": word, "error_description": "A sentence of theirs"}, status)


def _paged(found: list[dict[str, Any]], query: dict[str, str], *, size: int = 3) -> Response:
    start = int(query.get("pageToken", "0"))
    more = {"nextPageToken": str(start + size)} if start + size < len(found) else {}
    return answer({"items": found[start : start + size], **more})
