"""Setting out to connect an account, coming back, choosing: each once, soon, and in the same session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.crypto import salted_hmac

from balise.networks.protocol import Begun, Grant
from balise.web.access.permissions import Permission
from balise.web.connections.models import ATTEMPT, Attempt
from balise.web.connections.sealing import seal_grants, seal_question
from balise.web.people.models import Person
from balise.web.presence.models import Account
from balise.web.vault.sealing import destroy
from balise.web.workflow import Inputs, Transition, create, declare, perform

WITHIN = dt.timedelta(minutes=15)  # to come back, then to choose
_S = Attempt.State


def keyed(text: str) -> str:
    """What is kept of a session or of a state sent to a network: enough to know it again."""
    return salted_hmac("balise.web.connections", text, algorithm="sha256").hexdigest()


def _begin(attempt: Attempt, inputs: Inputs, now: dt.datetime) -> None:
    begun: Begun = inputs["begun"]
    attempt.account, attempt.person = inputs["account"], inputs.person
    attempt.session = keyed(inputs["session"])
    attempt.question_hash = keyed(begun.state.reveal()) if begun.state else ""
    attempt.began, attempt.until = now, now + WITHIN
    attempt.save()  # what was asked is sealed for its number
    attempt.question = seal_question(attempt, begun, inputs["typed"])


def _return(_attempt: Attempt, _inputs: Inputs, _now: dt.datetime) -> None:
    """From now on nobody else comes back with it."""


def _grant(attempt: Attempt, inputs: Inputs, now: dt.datetime) -> None:
    attempt.until = now + WITHIN
    attempt.grants = seal_grants(attempt, inputs["grants"])


def _fail(attempt: Attempt, inputs: Inputs, now: dt.datetime) -> None:
    attempt.problem, attempt.said = inputs["problem"][:60], inputs["said"][:60]
    _forget(attempt, now)


def _use(attempt: Attempt, _inputs: Inputs, now: dt.datetime) -> None:
    _forget(attempt, now)


def _forget(attempt: Attempt, now: dt.datetime) -> None:
    attempt.question = attempt.grants = b""
    destroy(table=ATTEMPT, record=attempt.pk, now=now)


def _which(attempt: Attempt, _inputs: Inputs) -> Mapping[str, Any]:
    return {"account": attempt.account_id, "problem": attempt.problem}


def _declared(name: str, change: Any, source: frozenset[str], target: str) -> Transition:
    return declare(
        Transition(
            id=f"attempt.{name}",
            subject=Attempt,
            permission=Permission.CONNECTION_MANAGE,
            source=source,
            target=target,
            change=change,
            detail=_which,
        )
    )


BEGIN = _declared("begin", _begin, frozenset(), "open")
FAIL = _declared("fail", _fail, frozenset({"open", "returned", "granted"}), "failed")
GRANT = _declared("grant", _grant, frozenset({"returned"}), "granted")
RETURN = _declared("return", _return, frozenset({"open"}), "returned")
USE = _declared("use", _use, frozenset({"granted"}), "used")


def begin(
    *, actor: Person, account: Account, session: str, begun: Begun, typed: Mapping[str, str], now: dt.datetime
) -> Attempt:
    """Somebody sets out. ``typed`` holds nothing secret; ``session`` is the key of theirs."""
    inputs = {"account": account, "session": session, "begun": begun, "typed": dict(typed)}
    made: Attempt = create(actor=actor, transition=BEGIN, inputs=inputs, now=now)
    return made


def come_back(*, actor: Person, attempt: Attempt, now: dt.datetime) -> Attempt:
    """They came back; ``WrongState`` when they already had."""
    return perform(actor=actor, transition=RETURN, subject=attempt, now=now)


def grant(*, actor: Person, attempt: Attempt, grants: tuple[Grant, ...], now: dt.datetime) -> Attempt:
    """Keep what the network gave until they chose."""
    return perform(actor=actor, transition=GRANT, subject=attempt, inputs={"grants": grants}, now=now)


def fail(*, actor: Person, attempt: Attempt, problem: str, now: dt.datetime, said: str = "") -> Attempt:
    """It came to nothing, for a word of ``wording.FAILURES``; what was kept is destroyed."""
    return perform(actor=actor, transition=FAIL, subject=attempt, inputs={"problem": problem, "said": said}, now=now)


def use(*, actor: Person, attempt: Attempt, now: dt.datetime) -> Attempt:
    """The account is connected: what was kept meanwhile is destroyed."""
    return perform(actor=actor, transition=USE, subject=attempt, now=now)


def purge(*, now: dt.datetime) -> int:
    """Destroy what was granted and never chosen, and forget attempts of more than a month; how many."""
    over = Attempt.objects.filter(until__lt=now).exclude(state__in=[_S.USED, _S.FAILED])
    for attempt in over:
        destroy(table=ATTEMPT, record=attempt.pk, now=now)
    ended = over.update(state=_S.FAILED, problem="expired", question=b"", grants=b"")
    Attempt.objects.filter(until__lt=now - dt.timedelta(days=30)).delete()
    return ended
