"""Whether something still stands at each address: asked of the outbox once a day, judged without reading any page."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.networks.looking import Seen as Looked
from balise.networks.looking import look
from balise.networks.reaching import Inside, Unreachable
from balise.web.outbox.handlers import Handler, register
from balise.web.outbox.models import OutboxRow
from balise.web.outbox.waking import wake
from balise.web.presence.addresses import Unreadable, openable, read
from balise.web.presence.models import Account
from balise.web.presence.transitions.accounts import LINK, Seen, link_row, note_link
from balise.web.workflow import Invalid, WrongState

EVERY = dt.timedelta(hours=24)
SOONER = dt.timedelta(hours=1)  # after a failure: nothing is called dead on one look
AT_ONCE = 20  # addresses a time, so that mails do not wait behind them
SECONDS = 30.0
_GONE = {404, 410}
_LOOKS = {"elsewhere": 2, "gone": 2, "silent": 5}  # in a row, before anybody is told
_DOORS = ("login", "signin", "authwall", "checkpoint", "challenge", "consent", "accounts")
_PRIVATE = False  # what is public has a public address
_PENDING = (OutboxRow.State.WAITING, OutboxRow.State.SENDING, OutboxRow.State.UNCERTAIN)
_L = Account.Link


def listen() -> None:
    """Carry out the rows; called once the apps are ready."""
    register(
        Handler(kind=LINK, carry=carry, repeatable=True, attempts=3, label=_("Vérification de l’adresse d’un compte"))
    )


def look_at_links(*, now: dt.datetime) -> int:
    """Ask for what was not looked at lately; how many. A demonstration opens nothing."""
    if settings.BALISE_DEMO:
        return 0
    late = Q(link_checked=None) | Q(link_checked__lt=now - EVERY)
    late |= Q(link_failures__gt=0, link_checked__lt=now - SOONER) & ~Q(link__in=[_L.DEAD, _L.MOVED])
    due = Account.objects.filter(late, state=Account.State.ACTIVE).order_by("link_checked", "pk")[:AT_ONCE]
    pending = OutboxRow.objects.filter(kind=LINK, state__in=_PENDING)
    waiting = set(pending.values_list("payload__account", flat=True))
    rows = [link_row(one, now=now) for one in due if one.pk not in waiting]
    with transaction.atomic():
        OutboxRow.objects.bulk_create(rows)
        if rows:
            transaction.on_commit(wake, robust=True)
    return len(rows)


def carry(row: OutboxRow) -> None:
    """Look at one address and write down what was found."""
    account = Account.objects.filter(pk=row.payload["account"], state=Account.State.ACTIVE).first()
    if account is None:
        return
    seen, failed = _looked(account)
    failures = account.link_failures + 1 if failed else 0
    if failed and failures < _LOOKS[failed] and account.link != seen.link:
        seen = Seen(link=_L.UNSURE, detail=seen.detail)
    try:
        note_link(account=account, seen=seen, failures=failures, now=timezone.now())
    except (Invalid, WrongState, Account.DoesNotExist):
        return  # taken off the register meanwhile, or given another address


def _looked(account: Account) -> tuple[Seen, str]:
    """What is there, and which sort of failure it is, if it is one."""
    try:
        found = look(openable(account.address), private=_PRIVATE, whole=SECONDS)
    except Inside as error:
        return Seen(link=_L.DEAD, detail=error.kind), "gone"
    except Unreachable as error:
        return Seen(link=_L.DEAD, detail=error.kind), "gone" if error.kind == "no-such-name" else "silent"
    except (Unreadable, ValueError):
        return Seen(link=_L.DEAD, detail="unreadable"), "gone"
    return judged(account, found)


def judged(account: Account, found: Looked) -> tuple[Seen, str]:
    """The sense of an answer: many networks show nothing to a program, which says nothing of the account."""
    detail = str(found.status)
    if found.status in _GONE:
        return Seen(link=_L.DEAD, detail=detail), "gone"
    if not 200 <= found.status < 300:
        return Seen(link=_L.UNSURE, detail=detail), ""
    try:
        reached = read(found.address)
    except Unreadable:
        return Seen(link=_L.UNSURE, detail=detail), ""
    known = {read(address).key for address in (account.address, *account.aliases)}
    if reached.key in known:
        return Seen(link=_L.GOOD, detail=detail), ""
    if any(door in found.address.lower() for door in _DOORS) or reached.inside:
        return Seen(link=_L.UNSURE, detail="sign-in"), ""
    if _same_site(account, reached.key):
        return Seen(link=_L.GOOD, detail=detail), ""
    return Seen(link=_L.MOVED, detail=detail, target=found.address), "elsewhere"


def _same_site(account: Account, key: str) -> bool:
    """A site may lead its front page to one of its own pages."""
    own = read(account.address)
    return own.key.startswith("web:") and key.partition("/")[0] == f"web:{own.host}"
