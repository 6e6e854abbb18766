"""Measures for Prometheus: how many requests, how long, what waits. Names of views and kinds only, nothing of anybody."""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import Error
from django.db.models import Min
from django.http import HttpRequest
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from balise.web.audit.models import Head
from balise.web.operations import processes
from balise.web.operations.backups.manifest import balise_version
from balise.web.operations.backups.recording import last_done
from balise.web.operations.health import readiness
from balise.web.outbox.dispatching import counts
from balise.web.outbox.models import OutboxRow

_own = CollectorRegistry()
_requests = Counter("balise_requests", "Requests answered", ["method", "view", "status"], registry=_own)
_seconds = Histogram(
    "balise_request_seconds",
    "Time to answer",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
    registry=_own,
)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_PROXIED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_VIA")
_LOOPBACK = re.compile(r"127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+")


def count(request: HttpRequest, *, status: int, seconds: float) -> str:
    """Count an answered request; the name of its view."""
    match = request.resolver_match
    view = (match.view_name or match._func_path) if match is not None else "unmatched"
    method = request.method if request.method in _METHODS else "other"
    _requests.labels(method, view, str(status)).inc()
    _seconds.labels(view).observe(seconds)
    return view


def may_read(request: HttpRequest) -> bool:
    """With the token when one is set; else only from this machine, asked directly, when measures are turned on."""
    token = settings.BALISE_METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    direct = not any(name in request.META for name in _PROXIED) and not settings.BALISE_BEHIND_PROXY
    here = _LOOPBACK.fullmatch(str(request.META.get("REMOTE_ADDR", ""))) is not None
    return bool(settings.BALISE_METRICS) and direct and here


def page() -> bytes:
    """Everything, in Prometheus' text form; the workers of this machine added up."""
    registry = CollectorRegistry()
    registry.register(_House())
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
    return generate_latest(registry) + generate_latest(_own)


class _House(Collector):
    """What is read when it is asked."""

    def collect(self) -> Iterable[Metric]:
        ready = GaugeMetricFamily("balise_ready", "1 when this process can serve", value=0 if readiness.lacks() else 1)
        version = GaugeMetricFamily("balise_version", "The version that runs", labels=["version"])
        version.add_metric([balise_version()], 1)
        yield from (ready, version)
        try:
            yield from self._database()
        except Error:
            return

    def _database(self) -> Iterator[Metric]:
        now = timezone.now()
        outbox = GaugeMetricFamily("balise_outbox_rows", "Rows of the outbox", labels=["state"])
        for state, number in counts().items():
            outbox.add_metric([state], number)
        yield outbox
        oldest = OutboxRow.objects.filter(state="waiting", not_before__lte=now).aggregate(at=Min("not_before"))["at"]
        late = (now - oldest).total_seconds() if oldest else 0
        yield GaugeMetricFamily("balise_outbox_late_seconds", "How long the oldest due row has waited", value=late)
        alive = GaugeMetricFamily("balise_processes", "Processes that gave a sign of life lately", labels=["kind"])
        found = [one.kind for one in processes.alive(now=now)]
        for kind in ("web", "jobs"):
            alive.add_metric([kind], found.count(kind))
        yield alive
        last = last_done()
        if last is not None:
            yield GaugeMetricFamily("balise_last_backup_timestamp_seconds", "The last backup", value=last.timestamp())
        head = Head.objects.first()
        number = head.number if head else 0
        yield GaugeMetricFamily("balise_audit_records", "Number of the audit's last record", value=number)
