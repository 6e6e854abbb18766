"""A bucket that speaks enough of S3's protocol for Balise: put, get, head, delete, list. In memory, for tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class Bucket(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.kept: dict[str, bytes] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Bucket

    def log_message(self, *_: object) -> None:
        pass

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/bucket/")

    def _say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _missing(self) -> None:
        self._say(404, b"<Error><Code>NoSuchKey</Code></Error>", Content_Type="application/xml")

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            body = b"".join(_chunks(body))
        self.server.kept[self._key()] = body
        self._say(200, ETag=f'"{md5(body).hexdigest()}"')  # noqa: S324 - what S3 calls it

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        if "list-type" in asked or "delimiter" in asked:
            self._list(asked.get("prefix", [""])[0], asked.get("delimiter", [""])[0])
            return
        body = self.server.kept.get(self._key())
        if body is None:
            self._missing()
            return
        said = {
            "ETag": f'"{md5(body).hexdigest()}"',  # noqa: S324
            "Last_Modified": "Tue, 24 Nov 2026 00:00:00 GMT",
            "Content_Type": "application/octet-stream",
        }
        wanted = self.headers.get("Range", "")
        if wanted.startswith("bytes="):
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            piece = body[int(first) : int(last) + 1 if last else None]
            self._say(206, piece, Content_Range=f"bytes {first}-{int(first) + len(piece) - 1}/{len(body)}", **said)
            return
        self._say(200, body, Content_Length=str(len(body)), **said)

    def do_DELETE(self) -> None:
        self.server.kept.pop(self._key(), None)
        self._say(204)

    def _list(self, prefix: str, delimiter: str) -> None:
        keys, folders = [], set()
        for key in sorted(self.server.kept):
            if not key.startswith(prefix):
                continue
            rest = key.removeprefix(prefix)
            if delimiter and delimiter in rest:
                folders.add(prefix + rest.split(delimiter)[0] + delimiter)
            else:
                keys.append(key)
        body = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.server.kept[key])}</Size></Contents>" for key in keys
        ) + "".join(f"<CommonPrefixes><Prefix>{escape(one)}</Prefix></CommonPrefixes>" for one in sorted(folders))
        said = f"<ListBucketResult><IsTruncated>false</IsTruncated>{body}</ListBucketResult>"
        self._say(200, said.encode(), Content_Type="application/xml")


def _chunks(body: bytes) -> Iterator[bytes]:
    while body:
        line, _, body = body.partition(b"\r\n")
        size = int(line.split(b";")[0], 16)
        if size == 0:
            return
        yield body[:size]
        body = body[size + 2 :]


@contextmanager
def serving() -> Iterator[Bucket]:
    """A bucket that answers until the end of the block."""
    bucket = Bucket()
    thread = threading.Thread(target=bucket.serve_forever, daemon=True)
    thread.start()
    try:
        yield bucket
    finally:
        bucket.shutdown()
        bucket.server_close()
        thread.join()
