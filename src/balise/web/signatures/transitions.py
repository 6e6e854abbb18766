"""All writes of signatures: made once, by whoever signs, never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from balise.web.access.permissions import Permission
from balise.web.signatures import drawing
from balise.web.signatures.means import Session
from balise.web.signatures.models import TABLE, Signature, new_reference
from balise.web.vault.sealing import destroy, seal
from balise.web.workflow import Actor, Inputs, Transition, create, declare

W = Signature.Way


def _make(signature: Signature, inputs: Inputs, now: dt.datetime) -> None:
    session: Session = inputs["session"]
    signature.reference = new_reference()
    signature.person, signature.means, signature.statement = inputs["person"], inputs["means"], inputs["statement"]
    signature.session_mark, signature.entered_by = session.mark, session.entered_by
    signature.made = now
    signature.way = W.DRAWN if inputs["drawn"] else W.IDENTIFIED
    if inputs["drawn"]:
        path = drawing.read(inputs["path"])
        signature.drawing = seal(path, table=TABLE, column="drawing", record=signature.reference)
        signature.width, signature.height = drawing.WIDTH, drawing.HEIGHT


def _facts(signature: Signature, _inputs: Inputs) -> Mapping[str, Any]:
    return {"person": signature.person, "way": signature.way, "means": signature.means, "of": signature.statement}


MAKE = declare(
    Transition(
        id="signature.make",
        subject=Signature,
        permission=Permission.SIGNATURE_MAKE,
        source=frozenset(),
        target=None,
        change=_make,
        detail=_facts,
        systems=frozenset({"signing-link"}),
    )
)


def make(
    *,
    actor: Actor,
    person: int,
    session: Session,
    means: str,
    statement: str,
    drawn: bool,
    path: str = "",
    now: dt.datetime,
) -> Signature:
    """Sign ``statement`` (a SHA-256, hex): by a drawing in an identified session, or by ``means`` alone."""
    inputs = {
        "person": person,
        "session": session,
        "means": means,
        "statement": statement,
        "drawn": drawn,
        "path": path,
    }
    signature: Signature = create(actor=actor, transition=MAKE, now=now, inputs=inputs)
    return signature


def erase(signature: Signature, *, now: dt.datetime) -> None:
    """At the end of its retention, inside the destruction of what was signed: what was drawn, and the act itself."""
    destroy(table=TABLE, record=signature.reference, now=now)
    signature.delete()
