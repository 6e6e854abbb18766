"""Every change to people and roles. Inputs hold plain values; people are given by id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.directory.events import PersonDeactivated
from balise.web.directory.rules import may_change_address
from balise.web.events import publish
from balise.web.people.models import PaperCode, Person, RoleHolding
from balise.web.people.roles import Role
from balise.web.workflow import Inputs, Invalid, Transition, declare

_ACTIVE = frozenset({"active"})
_AUTOMATIC = frozenset({"set-up", "demo"})
_DEPARTURE = frozenset({"departure"})  # the last day of somebody is over
_FIELDS = ("name", "email", "language", "partner_id")
# What HR may hand out when somebody arrives; the others open sensitive records and are administration's to give.
PLAIN_ROLES = frozenset({Role.EMPLOYEE, Role.MANAGER})
CODE_GOOD_FOR = dt.timedelta(days=7)


def _fill(subject: Person, inputs: Inputs) -> None:
    for name in _FIELDS:
        if name in inputs:
            setattr(subject, name, inputs[name] or "")
    if "manager" in inputs:
        subject.manager = _person(inputs["manager"]) if inputs["manager"] else None
        _refuse_circles(subject)
    if not subject.name.strip():
        raise Invalid(fr="Donnez un nom.", en="Give a name.", field="name")
    try:
        subject.full_clean(exclude=["password"])
    except ValidationError as error:
        field = next(iter(error.message_dict))
        taken = any(problem.code == "unique" for problem in error.error_dict[field])
        if taken:
            raise Invalid(
                fr="Ce nom d’utilisateur est déjà pris.", en="This user name is taken.", field=field
            ) from None
        raise Invalid(fr="Cette valeur ne convient pas.", en="This value won’t do.", field=field) from None


def _person(pk: int) -> Person:
    found = Person.objects.filter(pk=pk).first()
    if found is None:
        raise Invalid(fr="Cette personne n’existe pas.", en="This person does not exist.", field="manager")
    return found


def _refuse_circles(subject: Person) -> None:
    above = subject.manager
    seen: set[int | None] = {subject.pk} if subject.pk else set()
    while above is not None:
        if above.pk in seen:
            raise Invalid(
                fr="Quelqu’un ne peut être, même par d’autres, son propre gestionnaire.",
                en="Nobody can be, even through others, their own manager.",
                field="manager",
            )
        seen.add(above.pk)
        above = above.manager


def _create(subject: Person, inputs: Inputs, now: dt.datetime) -> None:
    subject.username = Person.normalize_username(str(inputs["username"]).strip())
    subject.created = now
    subject.set_password(inputs.get("password"))
    _fill(subject, inputs)


def _edit(subject: Person, inputs: Inputs, now: dt.datetime) -> None:
    actor, address = inputs.actor, inputs.get("email", subject.email) or ""
    today = timezone.localdate(now)
    if address != subject.email and isinstance(actor, Person) and not may_change_address(actor, subject, today):
        raise Invalid(
            fr=f"Seule l’administration change le courriel de {subject}\u00a0: il ouvre un compte qui donne accès à "
            "des dossiers sensibles.",
            en=f"Only administration changes the e-mail of {subject}: it opens an account that gives access to "
            "sensitive records.",
            field="email",
        )
    _fill(subject, inputs)


def _edit_profile(subject: Person, inputs: Inputs, now: dt.datetime) -> None:  # noqa: ARG001
    if inputs.get("language") in {"fr", "en"}:
        subject.language = inputs["language"]
    if "absent_from" in inputs or "absent_until" in inputs:
        _set_absence(subject, inputs)


def _set_absence(subject: Person, inputs: Inputs) -> None:
    start, end = inputs.get("absent_from"), inputs.get("absent_until")
    if end is not None and (start is None or end < start):
        raise Invalid(
            fr="Le dernier jour d’absence vient avant le premier.",
            en="The last day away comes before the first.",
            field="absent_until",
        )
    subject.absent_from, subject.absent_until = start, end


def _nothing(subject: Person, inputs: Inputs, now: dt.datetime) -> None:
    """The state is all that changes."""


def _deactivate(subject: Person, inputs: Inputs, now: dt.datetime) -> None:  # noqa: ARG001
    publish(PersonDeactivated(subject.pk))


def _grant(subject: Person, inputs: Inputs, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    role = _role(inputs)
    _may_hand_out(role, inputs, today)
    alternate = Person.objects.filter(pk=inputs["alternate"]).first() if inputs.get("alternate") else None
    if alternate is not None and alternate.pk == subject.pk:
        raise Invalid(
            fr="La personne suppléante doit être quelqu’un d’autre.",
            en="The alternate must be somebody else.",
            field="alternate",
        )
    since = inputs.get("since") or today
    held = RoleHolding.objects.on(since).filter(person=subject, role=role).first()
    if held is None:
        RoleHolding.objects.create(
            person=subject, role=role, since=since, until=inputs.get("until"), alternate=alternate
        )
        return
    if "alternate" in inputs:
        held.alternate = alternate
    if "until" in inputs:  # naming an alternate must not make a role that ends last for ever
        held.until = inputs["until"]
    held.save()


def _end_role(subject: Person, inputs: Inputs, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    role = _role(inputs)
    _may_hand_out(role, inputs, today)
    held = RoleHolding.objects.on(today).filter(person=subject, role=role)
    if not held.exists():
        raise Invalid(fr="Ce rôle n’est pas tenu.", en="This role is not held.", field="role")
    held.filter(since=today).delete()
    held.update(until=today - dt.timedelta(days=1))


def _role(inputs: Inputs) -> Role:
    try:
        return Role(inputs["role"])
    except ValueError:
        raise Invalid(fr="Ce rôle n’existe pas.", en="There is no such role.", field="role") from None


def handed_out_by(person: Person, *, today: dt.date) -> frozenset[Role]:
    """The roles that somebody who gives roles may give, withdraw, and name an alternate for."""
    return frozenset(Role) if Role.ADMIN in person.roles(today) else PLAIN_ROLES


def _may_hand_out(role: Role, inputs: Inputs, today: dt.date) -> None:
    actor = inputs.actor
    if isinstance(actor, Person) and role not in handed_out_by(actor, today=today):
        raise Invalid(
            fr="Seule l’administration donne ou retire ce rôle.",
            en="Only administration gives or withdraws this role.",
            field="role",
        )


def _give_code(subject: Person, inputs: Inputs, now: dt.datetime) -> None:
    PaperCode.objects.filter(person=subject, used=None).update(expires=now)  # only the last sheet counts
    PaperCode.objects.create(
        person=subject,
        hash=make_password(inputs["code"]),
        given_by=inputs.actor if isinstance(inputs.actor, Person) else None,
        created=now,
        expires=now + CODE_GOOD_FOR,
    )


def _use_code(subject: Person, inputs: Inputs, now: dt.datetime) -> None:
    used = PaperCode.objects.filter(pk=inputs["paper_code"], person=subject, used=None, expires__gt=now)
    if not used.update(used=now):
        raise Invalid(fr="Ce code n’est plus valable.", en="This code is no longer good.", field="code")


def _role_detail(subject: Person, inputs: Inputs) -> Mapping[str, Any]:  # noqa: ARG001
    return {"role": str(inputs["role"]), "alternate": inputs.get("alternate")}


def _edit_detail(subject: Person, inputs: Inputs) -> Mapping[str, Any]:  # noqa: ARG001
    return {"fields": sorted(name for name in inputs if name != "password")}


CREATE = declare(
    Transition(
        id="person.create",
        subject=Person,
        permission=Permission.PERSON_CREATE,
        source=frozenset(),
        target="active",
        change=_create,
        systems=_AUTOMATIC,
    )
)
EDIT = declare(
    Transition(
        id="person.edit",
        subject=Person,
        permission=Permission.PERSON_EDIT,
        source=frozenset({"active", "inactive"}),
        target=None,
        change=_edit,
        detail=_edit_detail,
        systems=_AUTOMATIC | _DEPARTURE,
    )
)
DEACTIVATE = declare(
    Transition(
        id="person.deactivate",
        subject=Person,
        permission=Permission.PERSON_DEACTIVATE,
        source=_ACTIVE,
        target="inactive",
        change=_deactivate,
        systems=_DEPARTURE,
    )
)
REACTIVATE = declare(
    Transition(
        id="person.reactivate",
        subject=Person,
        permission=Permission.PERSON_DEACTIVATE,
        source=frozenset({"inactive"}),
        target="active",
        change=_nothing,
    )
)
SET_ABSENCE = declare(
    Transition(
        id="person.set_absence",
        subject=Person,
        permission=Permission.ABSENCE_SET,
        source=_ACTIVE,
        target=None,
        change=lambda subject, inputs, now: _set_absence(subject, inputs),  # noqa: ARG005
        systems=_AUTOMATIC,
    )
)
EDIT_PROFILE = declare(
    Transition(
        id="profile.edit",
        subject=Person,
        permission=Permission.PROFILE_EDIT,
        source=_ACTIVE,
        target=None,
        change=_edit_profile,
        detail=_edit_detail,
    )
)
GRANT_ROLE = declare(
    Transition(
        id="role.grant",
        subject=Person,
        permission=Permission.ROLE_GRANT,
        source=_ACTIVE,
        target=None,
        change=_grant,
        detail=_role_detail,
        systems=_AUTOMATIC,
    )
)
END_ROLE = declare(
    Transition(
        id="role.end",
        subject=Person,
        permission=Permission.ROLE_END,
        source=frozenset({"active", "inactive"}),
        target=None,
        change=_end_role,
        detail=_role_detail,
        systems=_DEPARTURE,
    )
)
GIVE_CODE = declare(
    Transition(
        id="paper_code.give",
        subject=Person,
        permission=Permission.PAPER_CODE_GIVE,
        source=_ACTIVE,
        target=None,
        change=_give_code,
        systems=_AUTOMATIC,
    )
)
USE_CODE = declare(
    Transition(
        id="paper_code.use",
        subject=Person,
        permission=Permission.PAPER_CODE_GIVE,
        source=_ACTIVE,
        target=None,
        change=_use_code,
        systems=frozenset({"sign-in"}),  # nobody is signed in yet
    )
)
