"""An address that imitates: reported by anybody, decided by communications, told to the network, followed up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from balise.web.access.permissions import Permission
from balise.web.events import publish
from balise.web.people.models import Person
from balise.web.presence.addresses import Unreadable, completed, plain, read
from balise.web.presence.asking import Said, ask, closest
from balise.web.presence.events import LookalikeDecided, LookalikeEnded, LookalikeReported
from balise.web.presence.models import Account, Lookalike, Sighting
from balise.web.presence.transitions.accounts import WRONG
from balise.web.workflow import Actor, Inputs, Invalid, Transition, create, declare, perform

LONGEST_NOTE = 2_000
LONGEST_ANSWER = 2_000
_S = Lookalike.State


def _report(lookalike: Lookalike, inputs: Inputs, now: dt.datetime) -> None:
    address = inputs["address"]
    reading = read(address)
    lookalike.address, lookalike.network, lookalike.key = address, reading.network, inputs["key"]
    lookalike.resembles = closest(reading)
    lookalike.reported = now
    lookalike.save()
    _witness(lookalike, inputs, now)
    publish(LookalikeReported(lookalike.pk, inputs.person.pk))


def _report_again(lookalike: Lookalike, inputs: Inputs, now: dt.datetime) -> None:
    """Another person saw it. What was over begins again; what was found harmless stays so."""
    _witness(lookalike, inputs, now)
    if lookalike.state == _S.CLOSED:
        lookalike.state, lookalike.ended, lookalike.outcome = _S.REPORTED, None, ""
        publish(LookalikeReported(lookalike.pk, inputs.person.pk))


def _witness(lookalike: Lookalike, inputs: Inputs, now: dt.datetime) -> None:
    sighting, _ = Sighting.objects.get_or_create(lookalike=lookalike, person=inputs.person, defaults={"at": now})
    note = inputs["note"].strip()[:LONGEST_NOTE]
    if note:
        sighting.seal_note(note)
        sighting.save(update_fields=["note"])


def _confirm(lookalike: Lookalike, inputs: Inputs, now: dt.datetime) -> None:
    if inputs["resembles"] is not None:
        lookalike.resembles = Account.objects.filter(pk=inputs["resembles"]).first()
    _decide(lookalike, inputs, now)


def _dismiss(lookalike: Lookalike, inputs: Inputs, now: dt.datetime) -> None:
    if not inputs["answer"].strip():
        raise Invalid(
            field="answer",
            fr="Dites pourquoi ce n’est pas une imitation\u00a0: la personne qui l’a signalée le lira.",
            en="Say why it is no imitation: whoever reported it will read it.",
        )
    _decide(lookalike, inputs, now)


def _decide(lookalike: Lookalike, inputs: Inputs, now: dt.datetime) -> None:
    answer = inputs["answer"].strip()[:LONGEST_ANSWER]
    if answer:
        lookalike.seal_answer(answer)
    lookalike.decided, lookalike.decided_by = now, inputs.person
    publish(LookalikeDecided(lookalike.pk, inputs.person.pk))


def _tell_network(lookalike: Lookalike, inputs: Inputs, now: dt.datetime) -> None:
    lookalike.told, lookalike.reference = now, inputs["reference"].strip()[:120]


def _close(lookalike: Lookalike, inputs: Inputs, now: dt.datetime) -> None:
    if inputs["outcome"] not in Lookalike.Outcome:
        raise Invalid(field="outcome", fr="Dites comment cela finit.", en="Say how it ends.")
    lookalike.outcome, lookalike.ended = inputs["outcome"], now
    publish(LookalikeEnded(lookalike.pk, inputs.person.pk))


def _reopen(lookalike: Lookalike, _inputs: Inputs, _now: dt.datetime) -> None:
    lookalike.outcome, lookalike.ended = "", None


def _about(lookalike: Lookalike, _inputs: Inputs) -> Mapping[str, Any]:
    return {"account": lookalike.resembles_id, "network": lookalike.network, "outcome": lookalike.outcome}


def _declared(name: str, change: Any, source: frozenset[str], target: str | None, **more: Any) -> Transition:
    said = {"permission": Permission.LOOKALIKE_DECIDE, "detail": _about, **more}
    return declare(
        Transition(id=f"lookalike.{name}", subject=Lookalike, source=source, target=target, change=change, **said)
    )


CLOSE = _declared("close", _close, frozenset({"confirmed", "told"}), "closed")
CONFIRM = _declared("confirm", _confirm, frozenset({"reported"}), "confirmed")
DISMISS = _declared("dismiss", _dismiss, frozenset({"reported"}), "dismissed")
REOPEN = _declared("reopen", _reopen, frozenset({"closed", "dismissed"}), "reported")
REPORT = _declared("report", _report, frozenset(), "reported", permission=Permission.LOOKALIKE_REPORT)
REPORT_AGAIN = _declared(
    "report_again", _report_again, frozenset(_S.values), None, permission=Permission.LOOKALIKE_REPORT
)
TELL_NETWORK = _declared("tell_network", _tell_network, frozenset({"confirmed", "told"}), "told")


def report(*, actor: Person, address: str, note: str, now: dt.datetime) -> Lookalike:
    """Say that an address imitates; the one already reported under another spelling, when there is one.

    Raises ``Invalid`` for what is no address, and for an account or a site of the register.
    """
    address, key = _understood(address)
    inputs = {"address": address, "key": key, "note": note}
    known = Lookalike.objects.filter(key=key).first()
    if known is None:
        try:
            with transaction.atomic():
                made: Lookalike = create(actor=actor, transition=REPORT, inputs=inputs, now=now)
                return made
        except IntegrityError:  # somebody else reported it at the same moment
            known = Lookalike.objects.get(key=key)
    return perform(actor=actor, transition=REPORT_AGAIN, subject=known, inputs={"note": note}, now=now)


def _understood(address: str) -> tuple[str, str]:
    try:
        address = completed(address)
        reading = read(address)
    except Unreadable as problem:
        french, english = WRONG[problem.kind]
        raise Invalid(field="address", fr=french, en=english) from None
    if ask(address).said in {Said.OURS, Said.PARTNER}:
        raise Invalid(
            field="address",
            fr="Cette adresse est au registre\u00a0: c’est bien un compte officiel ou celui d’un partenaire.",
            en="This address is in the register: it really is an official account, or a partner’s.",
        )
    return address, reading.key if reading.key and not reading.inside else f"at:{plain(address, longest=500)}"


def confirm(
    *, actor: Actor, lookalike: Lookalike, answer: str, now: dt.datetime, resembles: Account | None = None
) -> Lookalike:
    """It imitates: the public page says so, and it is to be told to the network."""
    inputs = {"answer": answer, "resembles": resembles.pk if resembles else None}
    return perform(actor=actor, transition=CONFIRM, subject=lookalike, inputs=inputs, now=now)


def dismiss(*, actor: Actor, lookalike: Lookalike, answer: str, now: dt.datetime) -> Lookalike:
    """It does not imitate; the answer says why."""
    return perform(actor=actor, transition=DISMISS, subject=lookalike, inputs={"answer": answer}, now=now)


def tell_network(*, actor: Actor, lookalike: Lookalike, reference: str, now: dt.datetime) -> Lookalike:
    """The network was told, under this number if it gave one."""
    return perform(actor=actor, transition=TELL_NETWORK, subject=lookalike, inputs={"reference": reference}, now=now)


def close(*, actor: Actor, lookalike: Lookalike, outcome: str, now: dt.datetime) -> Lookalike:
    """It is over: gone, changed, or left there by the network."""
    return perform(actor=actor, transition=CLOSE, subject=lookalike, inputs={"outcome": outcome}, now=now)


def reopen(*, actor: Actor, lookalike: Lookalike, now: dt.datetime) -> Lookalike:
    """Look at it again."""
    return perform(actor=actor, transition=REOPEN, subject=lookalike, now=now)
