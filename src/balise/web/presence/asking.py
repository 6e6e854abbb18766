"""Is this address ours? Answered from the register alone: nothing is opened, nothing is kept of who asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from balise.web.presence.addresses import Reading, Unreadable, plain, read, within
from balise.web.presence.models import Account, Lookalike
from balise.web.presence.networks import SITES
from balise.web.presence.resembling import Likeness, Name, Resemblance, names_of_host, own_name_of_host, resemblances
from balise.web.verdicts.engine import the_policy

MOST = 3  # accounts that an address resembles, to be shown


class Said(StrEnum):
    """The answer. ``INSIDE``: a post or a short link, which any name can be written before."""

    OURS = "ours"
    PARTNER = "partner"
    IMITATION = "imitation"  # communications looked at it and said so
    RESEMBLES = "resembles"
    NO = "no"
    INSIDE = "inside"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True)
class Like:
    """An account of ours that the address resembles, and how."""

    account: Account
    likeness: Likeness


@dataclass(frozen=True, kw_only=True)
class Answer:
    """``asked`` is the address in printable ASCII, safe to show; ``problem`` the kind of ``Unreadable``."""

    said: Said
    asked: str
    account: Account | None = None
    likes: tuple[Like, ...] = ()
    problem: str = ""


def ask(address: str) -> Answer:
    """What the register says of an address. Two queries at most."""
    asked = plain(address)
    try:
        reading = read(address)
    except Unreadable as problem:
        return Answer(said=Said.UNREADABLE, asked=asked, problem=problem.kind)
    accounts = _active()
    found = _named(reading, accounts)
    if found is not None and not reading.inside:
        return Answer(said=Said.PARTNER if found.partner_id else Said.OURS, asked=asked, account=found)
    if found is None and _in_own_domain(reading, accounts):
        return Answer(said=Said.OURS, asked=asked)
    judged = _judged(reading, address)
    if judged is not None and judged.state != Lookalike.State.DISMISSED:
        likes = tuple(Like(account=one, likeness=Likeness.SAME) for one in accounts if one.pk == judged.resembles_id)
        return Answer(said=Said.IMITATION, asked=asked, likes=likes)
    if reading.inside:
        return Answer(said=Said.INSIDE, asked=asked)
    likes = () if judged is not None else _likes(reading, accounts)
    return Answer(said=Said.RESEMBLES if likes else Said.NO, asked=asked, likes=likes)


def closest(reading: Reading) -> Account | None:
    """The account of ours that an address resembles most."""
    likes = _likes(reading, _active())
    return likes[0].account if likes else None


def _active() -> list[Account]:
    return list(Account.objects.filter(state=Account.State.ACTIVE).order_by("partner_id", "network", "pk"))


def _named(reading: Reading, accounts: Iterable[Account]) -> Account | None:
    """The account that the address names, or the site that it lies in, ours before a partner's."""
    servers = set()
    for account in accounts:
        for own in _readings(account):
            if own.key and own.key == reading.key:
                return account
            if own.network == "mastodon":
                servers.add(own.host)
    if reading.network != SITES[0] and not _page_of_a_site(reading, servers):
        return None
    where = reading.key if reading.network == SITES[0] else f"web:{reading.host}/"
    for account in accounts:
        if account.network in SITES and any(within(own.key, where) for own in _readings(account)):
            return account
    return None


def _page_of_a_site(reading: Reading, servers: set[str]) -> bool:
    """What reads as an account of a server is a plain page where no account of ours says that a server is there."""
    return reading.network == "mastodon" and not reading.inside and reading.host not in servers


def _readings(account: Account) -> Iterable[Reading]:
    for address in (account.address, *account.aliases):
        try:
            yield read(address)
        except Unreadable:  # written before a rule became stricter
            continue


def _in_own_domain(reading: Reading, accounts: Iterable[Account]) -> bool:
    """The domains that the policy calls the organisation's own, once it has a register at all."""
    if reading.network != SITES[0] or not any(not one.partner_id for one in accounts):
        return False
    return any(
        within(f"web:{domain.lower().removeprefix('www.')}", reading.key)
        for domain in the_policy().organisation.domains
    )


def _judged(reading: Reading, address: str) -> Lookalike | None:
    """What communications decided of this very address; what waits for them is told to nobody."""
    wanted = [f"at:{plain(address, longest=500)}"]
    if reading.key and not reading.inside:
        wanted.append(reading.key)
    found = Lookalike.objects.filter(key__in=wanted, decided__isnull=False)
    decided = found.exclude(state=Lookalike.State.REPORTED).exclude(outcome=Lookalike.Outcome.CHANGED)
    return decided.order_by("-decided").first()


def _likes(reading: Reading, accounts: Iterable[Account]) -> tuple[Like, ...]:
    own = [one for one in accounts if not one.partner_id]
    names = [Name(text=text, owner=one.pk) for one in own for text in _names(one)]
    by_id = {one.pk: one for one in own}
    found = resemblances(_asked_names(reading), names)
    return tuple(_like(one, by_id) for one in found[:MOST])


def _like(found: Resemblance, accounts: dict[int, Account]) -> Like:
    return Like(account=accounts[found.owner], likeness=found.likeness)


def _asked_names(reading: Reading) -> list[str]:
    """What of an address somebody chose."""
    if reading.network == SITES[0]:
        return [*names_of_host(reading.host), *reading.key.partition("/")[2].split("/")[:2]]
    return [reading.name.lstrip("@").partition("@")[0]]


def _names(account: Account) -> list[str]:
    """What an account of ours is known by."""
    found = [account.handle.lstrip("@").partition("@")[0]]
    for own in _readings(account):
        if own.network == SITES[0]:
            found.append(own_name_of_host(own.host))
        elif not own.name.startswith("UC"):  # a number drawn by the network
            found.append(own.name.lstrip("@").partition("@")[0])
    return list(dict.fromkeys(name for name in found if not name.isdigit() and len(name) > 2))
