"""Files in a bucket, processes that share a database: what several machines need of one another."""

from __future__ import annotations

import io
import os
import signal
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from balise.web.config.environment import Environment
from balise.web.config.storing import storages
from balise.web.operations.backups import archive, restoring
from balise.web.operations.backups.making import make
from balise.web.operations.models import Process
from balise.web.publishing.images import keep_image, name_of, open_image
from tests.integration.web.operations.bucket import Bucket, serving
from tests.integration.web.operations.conftest import House, wait_for


@pytest.fixture
def bucket(settings: Any) -> Iterator[Bucket]:
    pytest.importorskip("storages.backends.s3")  # the extra «s3»
    with serving() as answering:
        said = {
            "BALISE_S3_BUCKET": "bucket",
            "BALISE_S3_ENDPOINT": answering.address,
            "BALISE_S3_REGION": "ca-central-1",
            "BALISE_S3_ACCESS_KEY": "a",
            "BALISE_S3_SECRET_KEY": "b",
            "BALISE_S3_PREFIX": "balise",
        }
        settings.STORAGES = storages(Environment(said))
        yield answering


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG")
    return out.getvalue()


def test_pictures_live_in_the_bucket_and_in_backups(
    transactional_db: None, bucket: Bucket, settings: Any, tmp_path: Path, now: Any
) -> None:
    stored = keep_image(_photo(), name="a.jpg")
    assert keep_image(_photo(), name="b.jpg").sha == stored.sha
    assert list(bucket.kept) == [f"balise/{name_of(stored.sha, 'jpg')}"]
    content = next(iter(bucket.kept.values()))
    with open_image(stored.sha, "jpg") as file:
        assert file.read() == content
    made = make(tmp_path / "one.tar.gz")
    bucket.kept.clear()
    with pytest.raises(FileNotFoundError):
        open_image(stored.sha, "jpg").read()
    archive.unpack(made.path, tmp_path / "back", keys=Path(settings.BALISE_KEYS))
    restoring._place_files(tmp_path / "back" / "files")
    with open_image(stored.sha, "jpg") as file:
        assert file.read() == content


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int, path: str = "readyz") -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
            return int(answer.status)
    except OSError:
        return 0


def test_web_and_jobs_run_apart_and_stop_in_order(house: House) -> None:
    """Two webs and one for jobs on one database; each is seen, then says that it stops and leaves with 0."""
    refused = house.balise("serve", "--port", str(_free_port()), expect=2)
    assert "balise upgrade" in refused
    house.balise("upgrade")
    ports = [_free_port(), _free_port()]
    started = [house.start("serve", "--port", str(port)) for port in ports] + [house.start("jobs")]
    for port in ports:
        wait_for(lambda port=port: _answers(port) == 200)
    seen = wait_for(lambda: found if len(found := house.script("processes")) == 3 else None)
    assert sorted(kind for kind, _ in seen) == ["jobs", "web", "web"]
    assert {ended for _, ended in seen} == {False}
    for process in started:
        process.send_signal(signal.SIGTERM)
    for process in started:
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0, said
    assert {ended for _, ended in house.script("processes")} == {True}
    assert not any(_answers(port) for port in ports)
    if not house.database:
        assert not list(house.data.glob("balise.sqlite3-wal")), "the last to leave closes the database"


def test_a_request_in_hand_is_answered_before_it_stops(house: House, tmp_path: Path) -> None:
    house.balise("upgrade")
    port = _free_port()
    process = house.start("up", "--no-browser", "--port", str(port))
    wait_for(lambda: _answers(port) == 200)
    body = b"login=personne&password=" + b"x" * 20_000
    with socket.create_connection(("127.0.0.1", port), timeout=60) as browser:
        head = f"POST /compte/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: csrftoken={'a' * 32}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        browser.sendall(head.encode() + body[:10_000])
        process.send_signal(signal.SIGTERM)
        with pytest.raises(AssertionError):
            wait_for(lambda: process.poll() is not None, seconds=1.5)
        browser.sendall(body[10_000:])
        answer = b"".join(iter(lambda: browser.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 403")  # a form without its token: read whole, and answered
    said, _ = process.communicate(timeout=60)
    assert (process.returncode, "Nothing is lost" in said) == (0, True), said
    assert not list(house.data.glob("balise.sqlite3-wal"))


@pytest.mark.django_db
def test_a_dead_process_of_this_machine_is_not_called_alive(now: Any) -> None:
    from balise.web.operations.processes import alive

    said = {"kind": "web", "version": "0", "started": now, "seen": now}
    Process.objects.create(name="dead", machine=socket.gethostname()[:100], number=999_999_999, **said)
    Process.objects.create(name="here", machine=socket.gethostname()[:100], number=os.getpid(), **said)
    Process.objects.create(name="elsewhere", machine="another", number=999_999_999, **said)
    assert {one.name for one in alive(now=now)} == {"here", "elsewhere"}
