"""All writes of asking: campaigns prepared and launched, people reminded, exempt for a while, asked one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from balise.web.access.permissions import Permission
from balise.web.notifications.telling import tell
from balise.web.people.models import Person
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.signing.asking_kinds import DUE, LATE
from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.asking import Campaign, Due, Exemption
from balise.web.signing.models.versions import PolicyVersion
from balise.web.vault.sealing import seal
from balise.web.workflow import Actor, Inputs, Invalid, Transition, create, declare, declare_disclosure, perform
from balise.web.workflow.actors import System

C, P = Campaign.State, Campaign.Population
NEW_VERSION, SCHEDULE, HIRE = System("new-version"), System("schedule"), System("hire")
DAYS = 14  # to answer a new version
STAGES = (-3, 0, 3, 7)  # days after the due date: the person twice, then their manager too, then HR too
REASONS = "signing.exemption"
_BATCH = 400  # below the number of values that a query may carry


def _prepare(campaign: Campaign, inputs: Inputs, now: dt.datetime) -> None:
    campaign.version, campaign.prepared_at = inputs["version"], now
    campaign.due = timezone.localdate(now) + dt.timedelta(days=DAYS)


def _launch(campaign: Campaign, inputs: Inputs, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    if campaign.version.state != PolicyVersion.State.PUBLISHED:
        raise Invalid(fr="Cette version n’est plus en vigueur.", en="This version is no longer in force.")
    if inputs["due"] < today:
        raise Invalid(fr="Cette date est passée.", en="This date is past.", field="due")
    if inputs["population"] == P.TEAM and inputs["team"] is None:
        raise Invalid(fr="Choisissez l’équipe.", en="Choose the team.", field="team")
    campaign.population, campaign.team, campaign.due = inputs["population"], inputs["team"], inputs["due"]
    campaign.launched_by, campaign.launched_at = inputs.person, now
    campaign.save()
    people = list(population(campaign).values_list("pk", flat=True))
    # those of a campaign that was closed are asked again
    dropped = Due.objects.filter(version=campaign.version, state=Due.State.DROPPED)
    for start in range(0, len(people), _BATCH):
        again = dropped.filter(person__in=people[start : start + _BATCH])
        again.update(
            state=Due.State.DUE, campaign=campaign, due=campaign.due, asked_at=now, reminders=0, reminded_on=None
        )
    rows = [
        Due(person_id=one, version_id=campaign.version_id, campaign=campaign, due=campaign.due, asked_at=now)
        for one in people
    ]
    Due.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    campaign.asked = len(people)
    tell(DUE, people=people, subject_id=campaign.version.number, now=now)


def population(campaign: Campaign) -> QuerySet[Person]:
    """Whom a campaign asks: active people of its population who have not answered this version, nor owe it yet."""
    answered = Attestation.objects.filter(version=campaign.version_id, current=True).values("person")
    owing = Due.objects.filter(version=campaign.version_id, state=Due.State.DUE).values("person")
    found = Person.objects.filter(is_active=True, partner_id="").exclude(pk__in=answered).exclude(pk__in=owing)
    if campaign.population == P.TEAM:
        return found.filter(manager=campaign.team)
    if campaign.population == P.NEW:
        return found.exclude(pk__in=Attestation.objects.values("person"))
    return found


def _close(campaign: Campaign, _inputs: Inputs, now: dt.datetime) -> None:
    campaign.closed_at = now
    Due.objects.filter(campaign=campaign, state=Due.State.DUE).update(state=Due.State.DROPPED)


def _remind(version: PolicyVersion, _inputs: Inputs, now: dt.datetime) -> None:
    today = timezone.localdate(now)
    for stage, days in enumerate(STAGES):
        late = to_remind(version, stage, days, today=today)
        people = list(late.values_list("person_id", "person__manager_id"))
        if not people:
            continue
        ids = [person for person, _manager in people]
        for start in range(0, len(ids), _BATCH):
            owed = Due.objects.filter(version=version, person__in=ids[start : start + _BATCH])
            owed.update(reminders=stage + 1, reminded_on=today)
        tell(DUE, people=ids, subject_id=version.number, now=now)
        also = {manager for _person, manager in people if manager} if stage >= 2 else set()
        if stage >= 3:
            also |= {one.pk for one in holders(Role.HR, today)}
        tell(LATE, people=also, subject_id=version.number, now=now)


def to_remind(version: PolicyVersion, stage: int, days: int, *, today: dt.date) -> QuerySet[Due]:
    """Those who owe an answer, were reminded ``stage`` times, and whose next reminder is due."""
    exempt = Exemption.objects.filter(state=Exemption.State.GRANTED, until__gte=today).values("person")
    found = Due.objects.filter(version=version, state=Due.State.DUE, reminders=stage, person__is_active=True)
    found = found.filter(due__lte=today - dt.timedelta(days=days)).exclude(reminded_on=today)
    return found.exclude(person__in=exempt)


def _ask(due: Due, inputs: Inputs, now: dt.datetime) -> None:
    due.person, due.version, due.due, due.asked_at = inputs["person"], inputs["version"], inputs["due"], now
    due.save()
    tell(DUE, people=[due.person_id], subject_id=due.version.number, now=now)


def _move(due: Due, inputs: Inputs, _now: dt.datetime) -> None:
    due.due, due.reminders, due.reminded_on = inputs["due"], 0, None


def _exempt(exemption: Exemption, inputs: Inputs, now: dt.datetime) -> None:
    if inputs["until"] < timezone.localdate(now):
        raise Invalid(fr="Cette date est passée.", en="This date is past.", field="until")
    Exemption.objects.filter(person=inputs["person"], state=Exemption.State.GRANTED).update(state=Exemption.State.ENDED)
    exemption.person, exemption.until = inputs["person"], inputs["until"]
    exemption.granted_by, exemption.granted_at, exemption.reason = inputs.person, now, b""
    exemption.state = Exemption.State.GRANTED
    exemption.save()
    exemption.reason = seal(inputs.reason, table=REASONS, column="reason", record=exemption.pk)


def _nothing(_subject: Any, _inputs: Inputs, _now: dt.datetime) -> None:
    """The state is all that changes."""


def _said_campaign(one: Campaign, _inputs: Inputs) -> Mapping[str, Any]:
    return {"version": one.version.number, "population": one.population, "asked": one.asked}


def _said_person(one: Any, _inputs: Inputs) -> Mapping[str, Any]:
    return {"person": one.person_id}


def _way(
    name: str, subject: Any, permission: Permission, source: set[str], target: Any, change: Any, **more: Any
) -> Any:
    systems = frozenset(more.pop("systems", ()))
    return declare(
        Transition(
            id=name,
            subject=subject,
            permission=permission,
            source=frozenset(source),
            target=target,
            change=change,
            systems=systems,
            **more,
        )
    )


_MANAGE, _EXEMPT = Permission.CAMPAIGN_MANAGE, Permission.EXEMPTION_GRANT
E, D = Exemption.State, Due.State
PREPARE = _way(
    "campaign.prepare", Campaign, _MANAGE, set(), C.PREPARED, _prepare, systems={"new-version"}, detail=_said_campaign
)
LAUNCH = _way("campaign.launch", Campaign, _MANAGE, {C.PREPARED}, C.OPEN, _launch, detail=_said_campaign)
CLOSE = _way("campaign.close", Campaign, _MANAGE, {C.PREPARED, C.OPEN}, C.CLOSED, _close, systems={"new-version"})
REMIND = _way(
    "policy_version.remind",
    PolicyVersion,
    _MANAGE,
    {PolicyVersion.State.PUBLISHED},
    None,
    _remind,
    systems={"schedule"},
)
ASK = _way("due.ask", Due, _MANAGE, set(), D.DUE, _ask, systems={"hire"}, detail=_said_person)
MOVE = _way("due.move", Due, _MANAGE, {D.DUE}, None, _move, systems={"hire"}, detail=_said_person)
GRANT = _way("exemption.grant", Exemption, _EXEMPT, set(), E.GRANTED, _exempt, reason=True, detail=_said_person)
END = _way("exemption.end", Exemption, _EXEMPT, {E.GRANTED}, E.ENDED, _nothing, detail=_said_person)
declare_disclosure(Exemption, Permission.EXEMPTION_READ)


def prepare(*, actor: Actor, version: PolicyVersion, now: dt.datetime) -> Campaign:
    """A campaign for everybody, due in two weeks, that waits to be launched."""
    made: Campaign = create(actor=actor, transition=PREPARE, now=now, inputs={"version": version})
    return made


def launch(
    *, actor: Person, campaign: Campaign, chosen: str, team: Person | None, due: dt.date, now: dt.datetime
) -> Campaign:
    """Ask everybody of a population at once; mails go by the outbox."""
    inputs = {"population": chosen, "team": team, "due": due}
    return perform(actor=actor, transition=LAUNCH, subject=campaign, now=now, inputs=inputs)


def close(*, actor: Actor, campaign: Campaign, now: dt.datetime) -> Campaign:
    """Ask no more; answers are kept."""
    return perform(actor=actor, transition=CLOSE, subject=campaign, now=now)


def remind(*, now: dt.datetime) -> int:
    """Remind whoever is due to be, once a day at most each; how many versions had somebody to remind."""
    today, done = timezone.localdate(now), 0
    for version in PolicyVersion.objects.filter(state=PolicyVersion.State.PUBLISHED):
        stages = enumerate(STAGES)
        if any(to_remind(version, stage, days, today=today).exists() for stage, days in stages):
            perform(actor=SCHEDULE, transition=REMIND, subject=version, now=now)
            done += 1
    return done


def ask(*, actor: Actor, person: Person, version: PolicyVersion, due: dt.date, now: dt.datetime) -> Due:
    """One person owes an answer by a day (a hire: ``actor`` is ``HIRE``)."""
    known = Due.objects.filter(person=person, version=version).first()
    if known is not None:
        return known
    inputs = {"person": person, "version": version, "due": due}
    made: Due = create(actor=actor, transition=ASK, now=now, inputs=inputs)
    return made


def move(*, actor: Actor, person: Person, due: dt.date, now: dt.datetime) -> None:
    """Who was asked alone (a hire), and has not answered, owes it by another day: their first day has changed."""
    for one in Due.objects.filter(person=person, campaign=None, state=D.DUE).exclude(due=due):
        perform(actor=actor, transition=MOVE, subject=one, now=now, inputs={"due": due})


def exempt(*, actor: Person, person: Person, until: dt.date, reason: str, now: dt.datetime) -> Exemption:
    """Somebody need not answer until that day, included. The reason is sealed."""
    inputs = {"person": person, "until": until}
    made: Exemption = create(actor=actor, transition=GRANT, now=now, inputs=inputs, reason=reason)
    return made


def end_exemption(*, actor: Person, exemption: Exemption, now: dt.datetime) -> Exemption:
    """They answer like anybody again."""
    return perform(actor=actor, transition=END, subject=exemption, now=now)
