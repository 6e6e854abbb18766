"""What waits about the presence online: accesses to take away, addresses that are dead, reviews, imitations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.policy.problems import PackError
from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.presence.importing import plan
from balise.web.presence.models import Access, Account, Lookalike
from balise.web.presence.queries import next_review, open_lookalikes
from balise.web.presence.rules import looks_after
from balise.web.presence.showing import called
from balise.web.tasks.deadlines import at_end_of, working_days_after
from balise.web.tasks.registry import Gravity, Task, register
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import network_name

MOST = 100
AHEAD = dt.timedelta(days=14)
FOLLOWED = dt.timedelta(days=7)  # after an imitation was told to the network
_L = Lookalike.State


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="presence", label=_l("Présence web"), find=waiting)
    register(id="lookalikes", label=_l("Imitations"), find=imitations)


def waiting(person: Person, now: dt.datetime) -> Iterator[Task]:
    """What the register asks of whoever keeps it. Three queries, whatever it holds."""
    today = timezone.localdate(now)
    if not granted(person, Permission.ACCOUNT_MANAGE, today=today) or not looks_after(person, today=today):
        return
    accounts = Account.objects.filter(state=Account.State.ACTIVE).select_related("owner").defer("recovery")
    found = list(accounts.order_by("pk")[:MOST])
    if not found:
        return  # no register yet: its page says how to begin
    yield from _accesses()
    for account in found:
        yield from _of_account(account, now)
    yield from _policy()


def imitations(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Reported addresses to look at, to tell the network, to follow."""
    today = timezone.localdate(now)
    if not granted(person, Permission.LOOKALIKE_DECIDE, today=today):
        return
    for one in open_lookalikes(person, today=today)[:MOST]:
        yield _imitation(one)


def _imitation(one: Lookalike) -> Task:
    since = one.decided or one.reported
    if one.state == _L.REPORTED:
        what, left = _("Décider si une adresse signalée nous imite"), _("des gens peuvent s’y laisser prendre.")
        due = working_days_after(one.reported, 1)
    elif one.state == _L.CONFIRMED:
        what, left = _("Signaler une imitation à son réseau"), _("l’imitation reste en ligne.")
        due = working_days_after(since, 1)
    else:
        what, left = _("Voir si une imitation a disparu"), _("personne ne saura si le réseau l’a retirée.")
        due = at_end_of(timezone.localdate((one.told or since) + FOLLOWED))
    return Task(
        id=f"lookalike.{one.state}:{one.pk}",
        what=what,
        neutral=_("Une imitation est à suivre"),
        why=_("Vous décidez des imitations signalées."),
        left=left,
        url=reverse("presence:lookalike", args=[one.pk]),
        due=due,
        gravity=Gravity.HIGH if one.state == _L.REPORTED else Gravity.USUAL,
    )


def _accesses() -> Iterator[Task]:
    found = Access.objects.filter(state=Access.State.TO_REMOVE).select_related("person", "account")
    for access in found.order_by("remove_by", "pk")[:MOST]:
        who = access.person.get_full_name() if access.person else access.outsider
        yield Task(
            id=f"access.remove:{access.pk}",
            what=_("Retirer à %(name)s l’accès à ce compte : %(account)s")
            % {"name": who, "account": _called(access.account)},
            neutral=_("Un accès à un compte officiel est à retirer"),
            why=_("Cette personne part, et vous tenez le registre des comptes officiels.")
            if access.leaving
            else _("Vous tenez le registre des comptes officiels."),
            left=_("cette personne peut encore publier au nom de l’organisation."),
            url=f"{reverse('presence:account', args=[access.account_id])}#acces",
            due=at_end_of(access.remove_by) if access.remove_by else None,
            whole_day=True,
            gravity=Gravity.HIGH,
        )


def _of_account(account: Account, now: dt.datetime) -> Iterator[Task]:
    """Everything that one account asks for."""
    if account.link in {Account.Link.DEAD, Account.Link.MOVED}:
        dead = account.link == Account.Link.DEAD
        yield _task(
            account,
            "link",
            _("Vérifier l’adresse d’un compte qui ne répond plus : %(account)s")
            if dead
            else _("Vérifier l’adresse d’un compte, qui mène maintenant ailleurs : %(account)s"),
            _("l’adresse donnée au public ne mène nulle part, ou chez quelqu’un d’autre."),
            due=working_days_after(account.link_since or now, 1),
            gravity=Gravity.HIGH,
        )
    if account.connection in {Account.Connection.BROKEN, Account.Connection.EXPIRING}:
        yield _task(
            account,
            "connection",
            _("Refaire la connexion d’un compte : %(account)s"),
            _("ce qui doit y paraître ne paraîtra pas tout seul."),
            due=account.connection_until or working_days_after(now, 1),
        )
    if account.partner_id:
        return
    due = next_review(account)
    if due <= now + AHEAD:
        yield _task(
            account,
            "review",
            _("Revoir un compte officiel : %(account)s"),
            _("personne ne sait plus si ses accès et son contact de secours sont encore les bons."),
            due=at_end_of(timezone.localdate(due)),
        )
    if account.owner_id is None or (account.owner is not None and not account.owner.is_active):
        yield _task(
            account,
            "owner",
            _("Nommer qui répond d’un compte : %(account)s"),
            _("personne n’en répond, et personne ne s’apercevra qu’il change."),
        )
    if account.two_factor == Account.TwoFactor.OFF:
        yield _task(
            account,
            "second-factor",
            _("Activer la double authentification d’un compte : %(account)s"),
            _("un mot de passe volé suffit pour parler au nom de l’organisation."),
        )


def _task(
    account: Account,
    what: str,
    sentence: str,
    left: str,
    *,
    due: dt.datetime | None = None,
    gravity: Gravity = Gravity.USUAL,
) -> Task:
    return Task(
        id=f"account.{what}:{account.pk}",
        what=sentence % {"account": _called(account)},
        neutral=_("Un compte officiel demande votre attention"),
        why=_("Vous tenez le registre des comptes officiels."),
        left=left,
        url=reverse("presence:review" if what == "review" else "presence:account", args=[account.pk]),
        due=due,
        whole_day=due is not None,
        gravity=gravity,
    )


def _policy() -> Iterator[Task]:
    """The policy names accounts that the register does not know, or no longer names some."""
    try:
        changes = plan(the_policy()).changes
    except PackError:
        return
    if changes:
        yield Task(
            id="account.import",
            what=_("Mettre le registre des comptes d’accord avec la politique"),
            neutral=_("Le registre des comptes officiels est à mettre à jour"),
            why=_("Vous tenez le registre des comptes officiels."),
            left=_("la page publique ne dit pas ce que dit la politique."),
            url=reverse("presence:import"),
            gravity=Gravity.LOW,
        )


def _called(account: Account) -> str:
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    return f"{network_name(account.network, the_policy(), language)}, {called(account)}"
