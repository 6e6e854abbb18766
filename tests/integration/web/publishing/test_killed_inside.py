"""SIGKILL at chosen instants of a transition: before the commit nothing was done, after it everything, once."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from balise.web.approvals.models import Approval, Request
from balise.web.audit.models import Record
from balise.web.audit.verifying import verify
from balise.web.publishing import transitions
from balise.web.publishing.models import Placement, Publication, Revision
from balise.web.verdicts.models import StoredVerdict
from balise.web.workflow import performing

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]


def _die(*_arguments: Any, **_more: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _then_die(real: Any) -> Any:
    def act(*arguments: Any, **more: Any) -> None:
        real(*arguments, **more)
        _die()

    return act


# where it dies; only the last is after the commit
POINTS: dict[str, Callable[[], None]] = {
    "before the row is written": lambda: setattr(Publication, "save", _die),
    "before the outbox": lambda: setattr(performing, "_write", _die),
    "before the audit": lambda: setattr(performing, "append", _die),
    "before the commit": lambda: setattr(performing, "append", _then_die(performing.append)),
    "before the answer": lambda: None,
}


def _killed(point: str, act: Callable[[], Any]) -> None:
    """``act`` in a process of its own, which dies at ``point``."""
    child = os.fork()
    if child == 0:
        try:
            connection.connection = None  # the parent's is not ours to use or to close
            connection.in_atomic_block = False
            POINTS[point]()
            act()
        finally:
            _die()
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def _held(publication: Publication) -> dict[str, Any]:
    source = {"source_kind": "publication", "source_id": str(publication.pk)}
    return {
        "state": Publication.objects.get(pk=publication.pk).state,
        "revisions": Revision.objects.filter(publication=publication).count(),
        "verdicts": StoredVerdict.objects.filter(**source).count(),
        "waiting": Request.objects.filter(**source, state="waiting").count(),
        "approvals": Approval.objects.filter(**source).count(),
        "placements": Placement.objects.filter(publication=publication).count(),
        "records": list(Record.objects.order_by("number").values_list("tag", flat=True)),
    }


@pytest.mark.parametrize("point", POINTS)
def test_submit_approve_publish(cast: SimpleNamespace, write: Make, send: Make, now: dt.datetime, point: str) -> None:
    publication = write(cast.employee)

    def approve() -> Publication:
        sent = Publication.objects.get(pk=publication.pk)
        return transitions.approve(
            actor=cast.communications, publication=sent, content_hash=sent.hash, by=["communications"], now=now
        )

    def publish() -> Publication:
        return transitions.record_address(
            actor=cast.communications,
            publication=publication,
            network="facebook",
            address="https://www.facebook.com/page/posts/1",
            now=now,
        )

    send(write(cast.employee))  # what is read once a process is read
    for act, state in ((lambda: send(publication), "submitted"), (approve, "approved"), (publish, "published")):
        before = _held(publication)
        _killed(point, act)
        after = _held(publication)
        if point == "before the answer":
            assert after["state"] == state
            assert len(after["records"]) == len(before["records"]) + 1
        else:
            assert after == before
            act()
            after = _held(publication)
        assert after["state"] == state
        assert len(after["records"]) == len(before["records"]) + 1
        assert verify() is None
    done = _held(publication)
    assert (done["revisions"], done["verdicts"], done["approvals"], done["placements"], done["waiting"]) == (
        1,
        1,
        1,
        1,
        0,
    )
