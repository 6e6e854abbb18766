"""Accounts as pages and feeds show them: names for people, nothing of a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from balise.screening.explaining import in_words
from balise.web.presence.addresses import plain
from balise.web.presence.models import Account
from balise.web.presence.wording import DETAILS
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import network_name

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An account for a reader: the network's name, what the account is called, where it is."""

    account: Account
    network: str
    name: str
    address: str  # in plain ASCII, without its scheme
    partner: str
    named: bool  # called by something else than its address


def called(account: Account) -> str:
    """What people call it: its label, else its name on the network, else its address."""
    return account.label or account.handle or plain(account.address, longest=40).removeprefix("www.")


def partner_name(partner_id: str) -> str:
    """A partner's usual name; its id once the policy no longer knows it."""
    return next((one.names[0] for one in the_policy().organisation.partners if one.id == partner_id), partner_id)


def shown(account: Account, *, language: str) -> Shown:
    """One account for a reader of ``fr`` or ``en``."""
    return Shown(
        account=account,
        network=network_name(account.network, the_policy(), language),
        name=called(account),
        address=plain(account.address),
        named=bool(account.label or account.handle),
        partner=partner_name(account.partner_id) if account.partner_id else "",
    )


def link_detail(account: Account) -> str:
    """Why the last look found what it found, in words; a status by its number."""
    said = account.link_detail
    if not said or account.link == Account.Link.GOOD:
        return ""
    return str(DETAILS[said]) if said in DETAILS else _("le site répond %(status)s") % {"status": said}


def organisation_name() -> str:
    """The organisation's name: as set-up says it, else the policy's."""
    return str(settings.BALISE_ORGANISATION) or the_policy().organisation.name


def communications_contact(language: str) -> tuple[str, str]:
    """Whom the public may write to, by the policy: what it is called and its address; empty when it names none."""
    contact = the_policy().organisation.contacts.get("communications")
    if contact is None or not (contact.email or contact.url):
        return "", ""
    return in_words(contact.title, language), contact.email or contact.url or ""


def feed(accounts: Iterable[Account]) -> dict[str, object]:
    """The accounts as the public feed gives them: both languages, nothing of a person.

    ``{schema, organisation, accounts: [{network, network_name: {fr, en}, name, handle, address, other_addresses}],
    partners: [the same, with partner]}``.
    """
    every: Sequence[Account] = list(accounts)
    return {
        "schema": SCHEMA,
        "organisation": organisation_name(),
        "accounts": [_entry(one) for one in every if not one.partner_id],
        "partners": [{**_entry(one), "partner": partner_name(one.partner_id)} for one in every if one.partner_id],
    }


def _entry(account: Account) -> dict[str, object]:
    policy = the_policy()
    return {
        "network": account.network,
        "network_name": {language: network_name(account.network, policy, language) for language in ("fr", "en")},
        "name": called(account),
        "handle": account.handle,
        "address": account.address,
        "other_addresses": account.aliases,
    }
