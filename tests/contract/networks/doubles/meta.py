"""A small Graph API: one page, its Instagram account, what they published and what people wrote under it."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import itertools
from typing import Any

from tests.contract.networks.doubles.described import Described, answer, body_of, form_of
from tests.contract.networks.gate import Request, Response

PAGE, IG, APP = "1001", "17890", "1234"
_ALWAYS = ("fields", "limit", "after", "appsecret_proof")
_TIME = "%Y-%m-%dT%H:%M:%S+0000"


class Meta:
    """``clock`` gives the time that things bear. ``wrong`` is what did not agree with Meta's description."""

    def __init__(self, *, clock: Any, access: str, refresh: str, secret: str, drafts: bool = True) -> None:
        self.clock = clock
        self.access = access
        self.refresh = refresh
        self.secret = secret
        self.drafts = drafts
        self.wrong: list[str] = []
        self.scopes: list[str] = []
        self.tagged: list[dict[str, Any]] = []
        self.nodes: dict[str, dict[str, Any]] = {
            PAGE: {"kind": "page", "name": "Coopérative Lac-Vert", "username": "lacvert"},
            IG: {"kind": "ig_user", "username": "lacvert", "name": "Coopérative Lac-Vert"},
        }
        self.subscriptions: list[dict[str, str]] = []
        self._numbers = itertools.count(5_000)
        self._described = Described("meta", always=_ALWAYS)

    def __call__(self, request: Request) -> Response:
        version, _, rest = request.path.strip("/").partition("/")
        if version != "v25.0":
            return error(400, 2635, "version")
        name, _, edge = rest.partition("/")
        special = getattr(self, f"_on_{rest.replace('/', '_')}", None)
        if special is not None:
            return special(request)
        if name == APP and edge == "subscriptions":
            self.subscriptions.append(form_of(request))
            return answer({"success": True})
        refused = self._refused(request)
        if refused is not None:
            return refused
        found = self.nodes.get(name)
        if found is None:
            return error(400, 100, "not there", sub=33)
        self._check(request, found["kind"], edge)
        handler = getattr(self, f"_{request.method.lower()}_{found['kind']}_{edge}".rstrip("_"), None)
        if handler is None:
            return error(400, 100, f"{request.method} {found['kind']}/{edge}")
        return handler(name, found, request)

    def _refused(self, request: Request) -> Response | None:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in {self.access, self.refresh}:
            return error(401, 190, "token")
        wanted = hmac.new(self.secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        if request.query.get("appsecret_proof") != wanted:
            return error(400, 100, "proof", sub=1)
        return None

    def _check(self, request: Request, kind: str, edge: str) -> None:
        if kind == "ig_container":  # not in the description
            return
        operation = f"{request.method} {kind}:{{id}}{'/' + edge if edge else ''}"
        self.wrong += self._described.check(operation, request, files=("source", "video_file_chunk"))
        fields = request.query.get("fields", "")
        target = {
            "comments": "ig_comment" if kind.startswith("ig") else "comment",
            "replies": "ig_comment",
            "published_posts": "page_post",
            "visitor_posts": "page_post",
            "media": "ig_media",
            "tags": "ig_media",
            "": kind,
        }.get(edge)
        if target:
            if edge == "visitor_posts":
                fields = fields.replace("from", "from")
            self.wrong += self._described.check_fields(target, fields)

    def number(self) -> str:
        return str(next(self._numbers))

    def now(self) -> str:
        return self.clock().strftime(_TIME)

    # Connecting.

    def _on_oauth_access_token(self, request: Request) -> Response:
        form = form_of(request)
        if form.get("client_secret") != self.secret:
            return error(400, 101, "application")
        if form.get("grant_type") == "fb_exchange_token":
            if form.get("fb_exchange_token") not in {"short", self.refresh}:
                return error(400, 190, "token")
            return answer({"access_token": self.refresh, "token_type": "bearer", "expires_in": 5_184_000})
        if form.get("code") != "code-1" or not form.get("redirect_uri"):
            return error(400, 100, "code", sub=36_009)
        return answer({"access_token": "short", "token_type": "bearer", "expires_in": 3_600})

    def _on_me_permissions(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        if request.method == "DELETE":
            return answer({"success": True})
        given = ["pages_show_list", "pages_manage_posts", "instagram_basic"]
        return answer({"data": [{"permission": one, "status": "granted"} for one in given]})

    def _on_me_accounts(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        page = {"id": PAGE, **self.nodes[PAGE], "access_token": self.access, "link": "https://www.facebook.com/lacvert"}
        page["instagram_business_account"] = {"id": IG, **self.nodes[IG]}
        return answer({"data": [page, {"id": "1002", "name": "Sans accès"}]})

    def _on_debug_token(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {APP}|{self.secret}":
            return error(401, 190, "application")
        known = request.query.get("input_token") == self.access
        later = int((self.clock() + dt.timedelta(days=80)).timestamp())
        scopes = self.scopes
        return answer({"data": {"is_valid": known, "scopes": scopes, "expires_at": 0, "data_access_expires_at": later}})

    # The page.

    def _get_page(self, name: str, node: dict[str, Any], request: Request) -> Response:
        return answer({"id": name, **_shown(node), "link": "https://www.facebook.com/lacvert"})

    def _post_page_feed(self, name: str, node: dict[str, Any], request: Request) -> Response:
        body = body_of(request)
        draft = body.get("published") is False
        if draft and not self.drafts:
            return error(400, 100, "drafts")
        photos = [one["media_fbid"] for one in body.get("attached_media", [])]
        if any(self.nodes.get(one, {}).get("kind") != "photo" for one in photos):
            return error(400, 100, "media")
        identifier = f"{PAGE}_{self.number()}"
        self.nodes[identifier] = {
            "kind": "page_post",
            "message": body.get("message", ""),
            "is_published": not draft,
            "created_time": self.now(),
            "updated_time": self.now(),
            "permalink_url": f"https://www.facebook.com/lacvert/posts/{identifier}",
            "photos": photos,
            "link": body.get("link", ""),
        }
        return answer({"id": identifier})

    def _post_page_photos(self, name: str, node: dict[str, Any], request: Request) -> Response:
        form = form_of(request)
        if not form.get("source", "").startswith("\x89PNG"):
            return error(400, 324, "no image")
        if form.get("published") != "false":
            return error(400, 100, "would be seen")
        identifier = self.number()
        self.nodes[identifier] = {"kind": "photo", "alt_text_custom": form.get("alt_text_custom", "")}
        return answer({"id": identifier})

    def _post_page_videos(self, name: str, node: dict[str, Any], request: Request) -> Response:
        kind = request.headers.get("content-type", "")
        body: dict[str, Any] = form_of(request) if kind.startswith("multipart") else body_of(request)
        if body["upload_phase"] == "start":
            identifier = self.number()
            self.nodes[identifier] = {
                "kind": "video",
                "size": body["file_size"],
                "got": 0,
                "done": False,
                "created_time": self.now(),
                "permalink_url": f"/lacvert/videos/{identifier}",
            }
            return answer(
                {"upload_session_id": f"s{identifier}", "video_id": identifier, "start_offset": "0", "end_offset": "1"}
            )
        video = self.nodes[body["upload_session_id"].removeprefix("s")]
        if body["upload_phase"] == "transfer":
            if int(body["start_offset"]) != video["got"]:
                return error(400, 6000, "offset")
            video["got"] += len(body["video_file_chunk"])
            return answer({"start_offset": str(video["got"]), "end_offset": str(video["size"])})
        if video["got"] != video["size"]:
            return error(400, 6000, "not whole")
        video |= {"done": True, "published": True, "description": body["description"], "title": body.get("title", "")}
        return answer({"success": True})

    def _get_page_published_posts(self, name: str, node: dict[str, Any], request: Request) -> Response:
        found = [
            {"id": key, **_shown(one)}
            for key, one in self.nodes.items()
            if one["kind"] == "page_post" and one["is_published"] and not one.get("visitor")
        ]
        return answer({"data": found[::-1]})

    def _get_page_visitor_posts(self, name: str, node: dict[str, Any], request: Request) -> Response:
        found = [{"id": key, **_shown(one)} for key, one in self.nodes.items() if one.get("visitor")]
        return answer({"data": found[::-1]})

    def _post_page_subscribed_apps(self, name: str, node: dict[str, Any], request: Request) -> Response:
        node["subscribed"] = body_of(request)["subscribed_fields"]
        return answer({"success": True})

    def _delete_page_subscribed_apps(self, name: str, node: dict[str, Any], request: Request) -> Response:
        return answer({"success": node.pop("subscribed", None) is not None})

    # Posts, videos, photos.

    def _get_page_post(self, name: str, node: dict[str, Any], request: Request) -> Response:
        parts = [
            {
                "type": "photo",
                "media": {"image": {"src": f"https://scontent.example/{one}.jpg"}},
                "target": {"id": one},
            }
            for one in node["photos"]
        ]
        if len(parts) > 1:
            parts = [{"type": "album", "subattachments": {"data": parts}}]
        if node["link"]:
            parts = [{"type": "share", "unshimmed_url": node["link"]}]
        return answer({"id": name, **_shown(node), "attachments": {"data": parts}})

    def _post_page_post(self, name: str, node: dict[str, Any], request: Request) -> Response:
        body = body_of(request)
        if "is_published" in body:
            node["is_published"] = body["is_published"]
        if "message" in body:
            node |= {"message": body["message"], "updated_time": self.now()}
        return answer({"success": True})

    def _delete_page_post(self, name: str, node: dict[str, Any], request: Request) -> Response:
        del self.nodes[name]
        return answer({"success": True})

    def _get_photo(self, name: str, node: dict[str, Any], request: Request) -> Response:
        return answer({"id": name, **_shown(node)})

    def _get_video(self, name: str, node: dict[str, Any], request: Request) -> Response:
        status = {
            "video_status": "ready" if node["done"] else "uploading",
            "uploading_phase": {"status": "complete" if node["done"] else "in_progress"},
        }
        return answer({"id": name, **_shown(node), "status": status})

    def _post_video(self, name: str, node: dict[str, Any], request: Request) -> Response:
        body = body_of(request)
        node |= {"description": body["description"], "title": body["name"]}
        return answer({"success": True})

    _delete_video = _delete_page_post

    # Comments.

    def comment(self, under: str, text: str, *, by: str = "2002", kind: str = "comment") -> str:
        """Somebody writes under a post or a comment."""
        identifier = f"{under.partition('_')[2] or under}_{self.number()}" if kind == "comment" else self.number()
        self.nodes[identifier] = {
            "kind": kind,
            "under": under,
            "from": {"id": by, "name": "Ana Roy", "username": "anaroy" if by != IG else "lacvert"},
            "username": "anaroy" if by != IG else "lacvert",
            "message": text,
            "text": text,
            "created_time": self.now(),
            "timestamp": self.now(),
            "is_hidden": False,
            "hidden": False,
            "can_hide": by not in {PAGE, IG},
            "can_remove": True,
        }
        return identifier

    def _under(self, name: str, kind: str, *, deep: bool) -> list[dict[str, Any]]:
        found = []
        for key, one in self.nodes.items():
            if one["kind"] != kind or one["under"] != name:
                continue
            found.append({"id": key, **_shown(one)})
            if deep:
                found += [{**answer, "parent": {"id": key}} for answer in self._under(key, kind, deep=True)]
        return found

    def _get_page_post_comments(self, name: str, node: dict[str, Any], request: Request) -> Response:
        deep = request.query.get("filter") == "stream"
        found = self._under(name, "comment", deep=deep)
        since = request.query.get("since")
        if since:
            start = dt.datetime.fromtimestamp(int(since), dt.UTC).strftime(_TIME)
            found = [one for one in found if one["created_time"] >= start]
        found.sort(key=lambda one: one["created_time"], reverse=request.query.get("order") != "chronological")
        return paged(found, request)

    _get_comment_comments = _get_page_post_comments
    _get_video_comments = _get_page_post_comments

    def _post_comment_comments(self, name: str, node: dict[str, Any], request: Request) -> Response:
        return answer({"id": self.comment(name, body_of(request)["message"], by=PAGE)})

    _post_page_post_comments = _post_comment_comments

    def _post_comment(self, name: str, node: dict[str, Any], request: Request) -> Response:
        node["is_hidden"] = body_of(request)["is_hidden"]
        return answer({"success": True})

    _delete_comment = _delete_page_post
    _delete_ig_comment = _delete_page_post
    _delete_ig_media = _delete_page_post

    # Instagram.

    def _get_ig_user(self, name: str, node: dict[str, Any], request: Request) -> Response:
        return answer({"id": name, **_shown(node)})

    def _get_ig_user_content_publishing_limit(self, name: str, node: dict[str, Any], request: Request) -> Response:
        return answer({"data": [{"quota_usage": 3, "config": {"quota_total": 100, "quota_duration": 86_400}}]})

    def _post_ig_user_media(self, name: str, node: dict[str, Any], request: Request) -> Response:
        body = body_of(request)
        address = body.get("image_url") or body.get("video_url")
        children = body.get("children", [])
        if not address and not children:
            return error(400, 100, "media")
        identifier = self.number()
        slow = body.get("media_type") == "REELS"
        self.nodes[identifier] = {
            "kind": "ig_container",
            "body": body,
            "status_code": "IN_PROGRESS" if slow else "FINISHED",
        }
        return answer({"id": identifier})

    def _get_ig_container(self, name: str, node: dict[str, Any], request: Request) -> Response:
        return answer({"id": name, "status_code": node["status_code"]})

    def _post_ig_user_media_publish(self, name: str, node: dict[str, Any], request: Request) -> Response:
        container = self.nodes.get(str(body_of(request)["creation_id"]))
        if container is None or container["kind"] != "ig_container":
            return error(400, 100, "container", sub=33)
        if container["status_code"] != "FINISHED":
            return error(400, 9007, "not ready", sub=2_207_027)
        container["status_code"] = "PUBLISHED"
        identifier = self.number()
        body = container["body"]
        self.nodes[identifier] = {
            "kind": "ig_media",
            "caption": body.get("caption", ""),
            "timestamp": self.now(),
            "permalink": f"https://www.instagram.com/p/{identifier}/",
            **_ig_part(body),
            "children": [self.nodes[one]["body"] for one in body.get("children", [])],
        }
        return answer({"id": identifier})

    def _get_ig_user_media(self, name: str, node: dict[str, Any], request: Request) -> Response:
        found = [{"id": key, **_shown(one)} for key, one in self.nodes.items() if one["kind"] == "ig_media"]
        return answer({"data": found[::-1]})

    def _get_ig_user_tags(self, name: str, node: dict[str, Any], request: Request) -> Response:
        return answer({"data": self.tagged})

    def _get_ig_media(self, name: str, node: dict[str, Any], request: Request) -> Response:
        said = {"id": name, **_shown(node)}
        if node["children"]:
            said["children"] = {"data": [{"id": "1", **_ig_part(one)} for one in node["children"]]}
        else:
            said.pop("children")
        return answer(said)

    def _get_ig_media_comments(self, name: str, node: dict[str, Any], request: Request) -> Response:
        found = self._under(name, "ig_comment", deep=False)
        for one in found:
            answers = self._under(one["id"], "ig_comment", deep=False)
            if answers:
                one["replies"] = {"data": [{**said, "parent_id": one["id"]} for said in answers]}
        return paged(found[::-1], request)

    def _get_ig_comment_replies(self, name: str, node: dict[str, Any], request: Request) -> Response:
        return paged(self._under(name, "ig_comment", deep=False), request)

    def _post_ig_comment_replies(self, name: str, node: dict[str, Any], request: Request) -> Response:
        return answer({"id": self.comment(name, body_of(request)["message"], by=IG, kind="ig_comment")})

    def _post_ig_comment(self, name: str, node: dict[str, Any], request: Request) -> Response:
        node["hidden"] = body_of(request)["hide"]
        return answer({"success": True})


def paged(found: list[dict[str, Any]], request: Request, *, size: int = 3) -> Response:
    """A page of a list; small, so that whoever reads must turn it."""
    start = int(request.query.get("after", "0"))
    said: dict[str, Any] = {"data": found[start : start + size]}
    if start + size < len(found):
        said["paging"] = {"cursors": {"after": str(start + size)}, "next": "https://graph.facebook.com/next"}
    return answer(said)


def error(status: int, code: int, message: str, *, sub: int = 0) -> Response:
    return answer(
        {
            "error": {
                "message": message,
                "type": "OAuthException",
                "code": code,
                "error_subcode": sub,
                "fbtrace_id": "A",
            }
        },
        status,
    )


def _shown(node: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in node.items() if name not in {"kind", "photos", "under", "body", "size", "got"}
    }


def _ig_part(body: dict[str, Any]) -> dict[str, Any]:
    kind = {"REELS": "VIDEO", "CAROUSEL": "CAROUSEL_ALBUM"}.get(body.get("media_type", ""), "IMAGE")
    return {
        "media_type": kind,
        "media_url": body.get("image_url") or body.get("video_url", ""),
        "alt_text": body.get("alt_text", ""),
    }
