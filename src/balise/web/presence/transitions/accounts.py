"""Writing down an account, changing it, looking at it again, saying that it is no longer ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from balise.web.access.permissions import Permission
from balise.web.events import publish
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.presence.addresses import Reading, Unreadable, completed, read
from balise.web.presence.events import ConnectionBroke, LinkDied, LinkMoved
from balise.web.presence.models import ACCOUNT, Account
from balise.web.presence.networks import SITES, presences
from balise.web.vault.sealing import destroy
from balise.web.verdicts.engine import the_policy
from balise.web.workflow import Actor, Inputs, Invalid, System, Transition, create, declare, perform

LINK = "presence.link"
LINK_CHECK, CONNECTIONS = System("link-check"), System("connections")
MOST_ALIASES = 10
_LONGEST_KEY = 560
_FIELDS = ("handle", "label", "partner_id", "two_factor")
_DEAD, _MOVED = Account.Link.DEAD, Account.Link.MOVED


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a look at an address found. ``link`` is a ``Account.Link``; ``detail`` a status or a word."""

    link: str
    detail: str = ""
    target: str = ""


WRONG = {
    "characters": (
        "Cette adresse contient une espace, un caractère invisible ou une barre oblique inversée\u00a0: retapez-la.",
        "This address holds a space, an invisible character or a backslash: type it again.",
    ),
    "empty": ("Collez l’adresse du compte.", "Paste the address of the account."),
    "handle": (
        "Un nom de compte ne suffit pas\u00a0: collez l’adresse complète, copiée dans le navigateur.",
        "The name of an account is not enough: paste the whole address, copied from the browser.",
    ),
    "host": ("Le nom du site n’est pas valable.", "The name of the site is not valid."),
    "long": ("Cette adresse dépasse 500 caractères.", "This address is over 500 characters."),
    "mail": ("C’est une adresse de courriel, pas une adresse Web.", "This is an e-mail address, not a web address."),
    "scheme": (
        "L’adresse doit commencer par https:// ou http://.",
        "The address must begin with https:// or http://.",
    ),
    "user": (
        "Cette adresse cache son vrai site derrière un «\u00a0@\u00a0»\u00a0: retapez-la sans lui.",
        "This address hides its real site behind an “@”: type it again without it.",
    ),
}


def understood(address: str, *, network: str, field: str = "address") -> Reading:
    """Which account an address names on this network. Raises ``Invalid`` when it names none there."""
    try:
        reading = read(completed(address))
    except Unreadable as problem:
        french, english = WRONG[problem.kind]
        raise Invalid(field=field, fr=french, en=english) from None
    here = SITES[0] if network in SITES else network
    if reading.network != here and not _of_another_server(reading, here):
        raise Invalid(
            field=field,
            fr="Cette adresse n’est pas sur le réseau choisi.",
            en="This address is not on the network chosen.",
        )
    if reading.inside or not reading.key or len(reading.key) > _LONGEST_KEY:
        raise Invalid(
            field=field,
            fr="C’est l’adresse d’une publication ou du réseau lui-même\u00a0: ouvrez le compte et copiez la sienne.",
            en="This is the address of a post or of the network itself: open the account and copy its own.",
        )
    return reading


def _of_another_server(reading: Reading, network: str) -> bool:
    """A network without hosts of its own may be anywhere: its address reads as a site."""
    known = presences().get(network)
    return (known is None or not known.hosts) and network != "mastodon" and reading.network == SITES[0]


def _register(account: Account, inputs: Inputs, now: dt.datetime) -> None:
    account.network = inputs["network"]
    account.from_policy = bool(inputs.get("from_policy"))
    account.created = now
    _fill(account, inputs)
    account.save()  # its recovery contact is sealed for its number
    _recovery(account, inputs, now)


def _edit(account: Account, inputs: Inputs, now: dt.datetime) -> None:
    before = account.address
    account.network = inputs.get("network", account.network)
    if inputs.get("from_policy"):
        account.from_policy = True
    _fill(account, inputs)
    _recovery(account, inputs, now)
    if account.address != before:
        _forget_link(account)


def _fill(account: Account, inputs: Inputs) -> None:
    if "address" in inputs:
        account.key = understood(inputs["address"], network=account.network).key
        account.address = completed(inputs["address"])
    if "aliases" in inputs:
        account.aliases = _aliases(account, inputs["aliases"])
    for name in _FIELDS:
        if name in inputs:
            setattr(account, name, inputs[name].strip())
    if account.partner_id and account.partner_id not in {one.id for one in the_policy().organisation.partners}:
        raise Invalid(field="partner_id", fr="Ce partenaire n’est plus dans la politique.", en="No such partner.")
    if account.two_factor not in Account.TwoFactor:
        raise Invalid(field="two_factor", fr="Dites oui, non, ou à vérifier.", en="Say yes, no, or to be checked.")
    if "owner" in inputs:
        account.owner = Person.objects.filter(pk=inputs["owner"], is_active=True).first() if inputs["owner"] else None
        if inputs["owner"] and account.owner is None:
            raise Invalid(field="owner", fr="Cette personne n’a plus de compte.", en="This person’s account is closed.")
    _once(account)


def _aliases(account: Account, given: Sequence[str]) -> list[str]:
    found: dict[str, str] = {}
    if len(given) > MOST_ALIASES:
        raise Invalid(
            field="aliases",
            fr=f"Pas plus de {MOST_ALIASES} autres adresses.",
            en=f"No more than {MOST_ALIASES} other addresses.",
        )
    for address in given:
        key = understood(address, network=account.network, field="aliases").key
        if key != account.key:
            found.setdefault(key, completed(address))
    return list(found.values())


def _once(account: Account) -> None:
    same = Account.objects.filter(key=account.key, state=Account.State.ACTIVE).exclude(pk=account.pk)
    if same.exists():
        raise _already()


def _already() -> Invalid:
    return Invalid(
        field="address",
        fr="Ce compte est déjà au registre.",
        en="This account is already in the register.",
    )


def _recovery(account: Account, inputs: Inputs, now: dt.datetime) -> None:
    """Another contact, or none: the key of the former one is destroyed. Nothing said leaves it as it is."""
    words = inputs.get("recovery", "").strip()
    if not words and not inputs.get("forget_recovery"):
        return
    _forget_recovery(account, now)
    if words:
        account.seal_recovery(words[:500])


def _forget_recovery(account: Account, now: dt.datetime) -> None:
    if account.recovery:
        destroy(table=ACCOUNT, record=account.recovery_record, now=now)
        account.recovery = b""


def _forget_link(account: Account) -> None:
    account.link, account.link_detail, account.link_target = Account.Link.UNKNOWN, "", ""
    account.link_checked = account.link_since = None
    account.link_failures = 0


def _retire(account: Account, _inputs: Inputs, now: dt.datetime) -> None:
    _forget_recovery(account, now)
    _forget_link(account)


def _restore(account: Account, _inputs: Inputs, _now: dt.datetime) -> None:
    _once(account)


def _review(account: Account, inputs: Inputs, now: dt.datetime) -> None:
    _fill(account, Inputs({"two_factor": inputs["two_factor"]}, actor=inputs.actor, reason=""))
    account.reviewed, account.reviewed_by = now, inputs.person


def _look(account: Account, _inputs: Inputs, now: dt.datetime) -> Sequence[OutboxRow]:
    if settings.BALISE_DEMO:
        raise Invalid(
            fr="Dans la démonstration, Balise n’ouvre aucune adresse.",
            en="In the demonstration, Balise opens no address.",
        )
    return [link_row(account, now=now)]


def _note_link(account: Account, inputs: Inputs, now: dt.datetime) -> None:
    seen: Seen = inputs["seen"]
    if account.address != inputs["address"]:
        raise Invalid(fr="L’adresse a changé entre-temps.", en="The address changed meanwhile.")
    if seen.link != account.link:
        account.link_since = now
        if seen.link == _DEAD:
            publish(LinkDied(account.pk))
        elif seen.link == _MOVED:
            publish(LinkMoved(account.pk))
    account.link, account.link_detail, account.link_target = seen.link, seen.detail[:60], seen.target[:500]
    account.link_checked, account.link_failures = now, inputs["failures"]


def _note_connection(account: Account, inputs: Inputs, _now: dt.datetime) -> None:
    if inputs["connection"] not in Account.Connection:
        raise ValueError(inputs["connection"])
    if inputs["connection"] == Account.Connection.BROKEN and account.connection != Account.Connection.BROKEN:
        publish(ConnectionBroke(account.pk))
    account.connection, account.connection_until = inputs["connection"], inputs["until"]


def _changed(_account: Account, inputs: Inputs) -> Mapping[str, Any]:
    """Which fields, never what they hold."""
    return {"fields": sorted(set(inputs) - {"forget_recovery", "from_policy"})}


def _seen(account: Account, _inputs: Inputs) -> Mapping[str, Any]:
    return {"link": account.link, "detail": account.link_detail}


def _connected(account: Account, _inputs: Inputs) -> Mapping[str, Any]:
    return {"connection": account.connection}


_ACTIVE, _RETIRED = frozenset({"active"}), frozenset({"retired"})


def _declared(name: str, change: Any, source: frozenset[str], target: str | None, **more: Any) -> Transition:
    return declare(
        Transition(
            id=f"account.{name}",
            subject=Account,
            permission=Permission.ACCOUNT_MANAGE,
            source=source,
            target=target,
            change=change,
            **more,
        )
    )


REGISTER = _declared("register", _register, frozenset(), "active", detail=_changed)
EDIT = _declared("edit", _edit, _ACTIVE, None, detail=_changed)
LOOK = _declared("look", _look, _ACTIVE, None)
NOTE_CONNECTION = _declared(
    "note_connection", _note_connection, _ACTIVE, None, detail=_connected, systems=frozenset({CONNECTIONS.name})
)
NOTE_LINK = _declared("note_link", _note_link, _ACTIVE, None, detail=_seen, systems=frozenset({LINK_CHECK.name}))
RESTORE = _declared("restore", _restore, _RETIRED, "active")
RETIRE = _declared("retire", _retire, _ACTIVE, "retired")
REVIEW = _declared("review", _review, _ACTIVE, None)


def register(*, actor: Actor, now: dt.datetime, **said: Any) -> Account:
    """A new account: ``network``, ``address``, and what is known of it (the fields of ``Account``; ``recovery``)."""
    try:
        with transaction.atomic():
            made: Account = create(actor=actor, transition=REGISTER, inputs=said, now=now)
    except IntegrityError:  # somebody else wrote it down at the same moment
        raise _already() from None
    return made


def edit(*, actor: Actor, account: Account, now: dt.datetime, **said: Any) -> Account:
    """Change what is said. ``recovery`` empty keeps the contact; ``forget_recovery`` destroys it."""
    try:
        with transaction.atomic():
            return perform(actor=actor, transition=EDIT, subject=account, inputs=said, now=now)
    except IntegrityError:
        raise _already() from None


def retire(*, actor: Actor, account: Account, now: dt.datetime) -> Account:
    """No longer ours: off the public page, its recovery contact destroyed."""
    return perform(actor=actor, transition=RETIRE, subject=account, now=now)


def restore(*, actor: Actor, account: Account, now: dt.datetime) -> Account:
    """Ours again."""
    try:
        with transaction.atomic():
            return perform(actor=actor, transition=RESTORE, subject=account, now=now)
    except IntegrityError:
        raise _already() from None


def review(*, actor: Actor, account: Account, two_factor: str, now: dt.datetime) -> Account:
    """Everything about it was looked at again."""
    return perform(actor=actor, transition=REVIEW, subject=account, inputs={"two_factor": two_factor}, now=now)


def ask_look(*, actor: Actor, account: Account, now: dt.datetime) -> Account:
    """Look at its address as soon as possible."""
    return perform(actor=actor, transition=LOOK, subject=account, now=now)


def note_link(*, account: Account, seen: Seen, failures: int, now: dt.datetime) -> None:
    """What was found at its address. Only a change is a transition: that nothing changed is but the hour of a look.

    ``account`` is as it was when its address was looked at: ``Invalid`` when the address changed since.
    """
    if seen.link == account.link and seen.target[:500] == account.link_target:
        Account.objects.filter(pk=account.pk, address=account.address).update(
            link_checked=now, link_failures=failures, link_detail=seen.detail[:60]
        )
        return
    inputs = {"seen": seen, "failures": failures, "address": account.address}
    perform(actor=LINK_CHECK, transition=NOTE_LINK, subject=account, inputs=inputs, now=now)


def note_connection(
    *, account: Account, connection: str, now: dt.datetime, until: dt.datetime | None = None, actor: Actor = CONNECTIONS
) -> Account:
    """How Balise stands with the network there, said by whatever connects it; ``until`` is when that ends."""
    if account.connection == connection and account.connection_until == until:
        return account
    inputs = {"connection": connection, "until": until}
    return perform(actor=actor, transition=NOTE_CONNECTION, subject=account, inputs=inputs, now=now)


def link_row(account: Account, *, now: dt.datetime) -> OutboxRow:
    """What the outbox is asked: to look at an address."""
    return OutboxRow(kind=LINK, payload={"account": account.pk}, created=now, not_before=now)
