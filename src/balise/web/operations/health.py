"""What is well here and what is not, each with its cure: for ``balise doctor``, the page of operations and ``/readyz``."""

from __future__ import annotations

import datetime as dt
import time

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from balise.web.audit.triggers import missing
from balise.web.operations.findings import WRONG, Finding
from balise.web.operations.health_checks import LOOKS, NEED_TABLES, TABLES
from balise.web.operations.key_state import wrong_keys

_FOR = 2.0  # seconds an answer is good for: nobody can wear the database down by asking


def findings(*, now: dt.datetime | None = None, language: str | None = None) -> list[Finding]:
    """Everything looked at, in order. A look that fails is a finding too, and the others go on."""
    moment = now or timezone.now()
    found: list[Finding] = []
    with translation.override(language or translation.get_language() or "fr"):
        for name, look in LOOKS.items():
            if name in NEED_TABLES and any(one.check in TABLES and one.level == WRONG for one in found):
                continue  # one cause told once
            try:
                found.extend(look(moment))
            except Exception as error:  # noqa: BLE001 - the doctor goes on whatever one look met
                text = _("%(check)s : vérification impossible (%(kind)s)")
                said = text % {"check": name, "kind": type(error).__name__}
                found.append(Finding(check=name, level=WRONG, text=said))
    return found


class Readiness:
    """Whether this process can serve: what is asked every few seconds, by machines."""

    def __init__(self) -> None:
        self._wanted: frozenset[tuple[str, str]] | None = None
        self._known: tuple[float, list[str]] | None = None

    def lacks(self) -> list[str]:
        """Words among ``database``, ``migrations``, ``keys``, ``triggers``; none when it is ready."""
        if self._known is not None and time.monotonic() - self._known[0] < _FOR:
            return self._known[1]
        found = self._look()
        self._known = (time.monotonic(), found)
        return found

    def forget(self) -> None:
        """Look again next time."""
        self._known = None

    def _look(self) -> list[str]:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            applied = set(MigrationRecorder(connection).applied_migrations())
            lacking = [] if self._leaves() <= applied else ["migrations"]
            if wrong_keys():
                lacking.append("keys")
            if missing():
                lacking.append("triggers")
        except Error:
            return ["database"]
        return lacking

    def _leaves(self) -> frozenset[tuple[str, str]]:
        if self._wanted is None:
            self._wanted = frozenset(MigrationLoader(connection).graph.leaf_nodes())
        return self._wanted


readiness = Readiness()
