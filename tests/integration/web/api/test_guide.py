"""The examples of the guide work as they are written, in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from balise.web.publishing.models import Publication
from balise.web.webhooks import signing
from tests.integration.web.api.conftest import Tool

pytestmark = pytest.mark.django_db(transaction=True)
DOCS = Path(__file__).resolve().parents[4] / "docs"


def _examples(language: str, kind: str) -> list[str]:
    page = (DOCS / language / "api.md").read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_examples_run(
    language: str, cast: SimpleNamespace, tool: Callable[..., Tool], live_server: LiveServer
) -> None:
    token = tool(cast.employee).headers["authorization"].removeprefix("Bearer ")
    env = {**os.environ, "BALISE": str(live_server.url), "BALISE_TOKEN": token}
    shell, python = _examples(language, "sh"), _examples(language, "python")
    assert (len(shell), len(python)) == (2, 2)
    said = [
        subprocess.run(["sh", "-ec", one], env=env, capture_output=True, text=True, check=True, timeout=120).stdout
        for one in shell
    ]
    assert '"Elise"' in said[0]
    assert '"decision": "approval"' in said[1]
    done = subprocess.run([sys.executable, "-c", python[0]], env=env, capture_output=True, text=True, check=False)
    assert done.stdout == "submitted ['communications']\n", done.stderr
    assert Publication.objects.get().state == "submitted"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_example_of_a_receiver_knows_a_signature(language: str) -> None:
    place: dict[str, Any] = {}
    exec(_examples(language, "python")[1], place)  # noqa: S102 - our own guide
    secret, body, now = signing.draw(), b"{}", int(time.time())
    headers = signing.headers(secret=secret, reference="msg_1", timestamp=now, body=body)
    assert place["is_genuine"](secret, headers, body)
    assert not place["is_genuine"](secret, headers, b"{ }")
    assert not place["is_genuine"](signing.draw(), headers, body)
    old = signing.headers(secret=secret, reference="msg_1", timestamp=now - 900, body=body)
    assert not place["is_genuine"](secret, old, body)
