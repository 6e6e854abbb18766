"""Codes on paper: made, written once on the sheet, good once."""

from __future__ import annotations

import datetime as dt
import secrets

from django.contrib.auth.hashers import check_password, make_password

from balise.web.directory.transitions import GIVE_CODE, USE_CODE
from balise.web.people.models import PaperCode, Person
from balise.web.workflow import Actor, Invalid, System, perform

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that reads two ways on paper
_LENGTH = 12


def give_code(*, actor: Actor, person: Person, now: dt.datetime) -> str:
    """A new code for somebody, as it is to be printed; the ones given before no longer count."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    perform(actor=actor, transition=GIVE_CODE, subject=person, now=now, inputs={"code": code})
    return "-".join(code[at : at + 4] for at in range(0, _LENGTH, 4))


def use_code(*, username: str, code: str, now: dt.datetime) -> Person | None:
    """The person whose code this is, used up from now on; None when it is wrong, old or used."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    rows = PaperCode.objects.filter(
        person__username=username, person__is_active=True, used=None, expires__gt=now
    ).select_related("person")
    row = rows.order_by("-pk").first()
    if row is None:
        make_password(plain)  # as long as for somebody who has a code
        return None
    if not check_password(plain, row.hash):
        return None
    try:
        return perform(
            actor=System("sign-in"), transition=USE_CODE, subject=row.person, now=now, inputs={"paper_code": row.pk}
        )
    except Invalid:
        return None


def identifies(person: Person, code: str, now: dt.datetime) -> bool:
    """Whether this is a code of the person, used up from now on: how somebody without a password signs."""
    return use_code(username=person.username, code=code, now=now) is not None
