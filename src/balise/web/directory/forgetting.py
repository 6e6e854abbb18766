"""The account of somebody who left long enough ago names nobody any more; what was done under it stays done.

The row stays, for the sake of what refers to it: a publication still has an author, who is nobody in particular. The
audit keeps its chain: names in it are sealed under the person's own key, which retention destroys with the account.
"""

from __future__ import annotations

import datetime as dt
import secrets

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from balise.web.access.permissions import Permission
from balise.web.events import publish
from balise.web.people.events import Anonymised
from balise.web.people.models import PaperCode, Person
from balise.web.retention.transitions import RETENTION
from balise.web.workflow import Inputs, Invalid, Transition, declare, perform


def _anonymise(subject: Person, _inputs: Inputs, now: dt.datetime) -> None:
    if subject.anonymised_at is not None:
        raise Invalid(fr="Ce compte est déjà anonyme.", en="This account is already anonymous.")
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user_id=subject.pk).delete()
    PaperCode.objects.filter(person=subject).delete()
    subject.username = f"anonyme-{subject.pk}-{secrets.token_hex(4)}"  # drawn: nobody can have taken it before
    subject.name = subject.email = subject.partner_id = ""
    subject.manager = subject.absent_from = subject.absent_until = subject.last_login = None
    subject.set_unusable_password()
    subject.anonymised_at = now
    publish(Anonymised(subject.pk))


ANONYMISE = declare(
    Transition(
        id="person.anonymise",
        subject=Person,
        permission=Permission.RETENTION_SET,
        source=frozenset({"inactive"}),
        target=None,
        change=_anonymise,
        systems=frozenset({RETENTION.name}),
    )
)


def anonymise(*, person: Person, now: dt.datetime) -> Person:
    """Take everything that names somebody out of a closed account. For the schedule of retention alone."""
    return perform(actor=RETENTION, transition=ANONYMISE, subject=person, now=now)
