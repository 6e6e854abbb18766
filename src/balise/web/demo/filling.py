"""The demonstration written into its database, once, when it is created."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from balise.web.demo.accounts import ACCOUNTS
from balise.web.demo.cast import CAST, Part
from balise.web.demo.comings import COMINGS, staff_since
from balise.web.demo.mornings import MORNINGS, settle_in
from balise.web.demo.official_text import publish_policy
from balise.web.demo.signatures import SIGNATURES
from balise.web.demo.stage import Stage
from balise.web.demo.stories import NAME, RESPECT, SECRET, STORIES, Moment
from balise.web.directory.transitions import CREATE, EDIT, GRANT_ROLE
from balise.web.people.installation import in_demo
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.setup import choosing
from balise.web.setup.models import Organisation
from balise.web.setup.transitions import CONFIGURE, FOUND, OPEN
from balise.web.verdicts.engine import by_words_alone, the_policy
from balise.web.workflow import System, create, perform

DEMO = System("demo")
_BEGAN = dt.timedelta(days=35)
_CATEGORIES = {RESPECT: "insult", NAME: "spokesperson", SECRET: "confidential"}


def fill(*, now: dt.datetime) -> None:
    """Write everything or nothing. Does nothing where somebody already is; refuses what is not a demonstration."""
    if not in_demo():
        raise RuntimeError("a demonstration is written only in a database made for it")
    with by_words_alone(), transaction.atomic():  # the model of sentences takes seconds to load, for invented texts
        if Person.objects.exists():
            return
        began = now - _BEGAN
        _organisation(began)
        people = _people(began)
        staff_since(people, began)
        publish_policy(people, began)
        _play(people, now)
        settle_in(people, now)
    choosing.write(Organisation.objects.get())


def _organisation(began: dt.datetime) -> None:
    found = create(actor=DEMO, transition=FOUND, now=began, inputs={"pack": choosing.usual_pack()})
    said = {
        "name": "Organisation de démonstration",
        "pack": choosing.usual_pack(),
        "contacts": {
            "communications": "communications@demonstration.example.org",
            "hr": "poste 102",
            "management": "poste 100",
            "privacy": "vie.privee@demonstration.example.org",
        },
        "chair_name": "Marguerite Laflamme",
        "chair_email": "presidence@demonstration.example.org",
    }
    perform(actor=DEMO, transition=CONFIGURE, subject=found, now=began, inputs=said)
    perform(actor=DEMO, transition=OPEN, subject=found, now=began)


def _people(began: dt.datetime) -> dict[str, Person]:
    partners = the_policy().organisation.partners
    people: dict[str, Person] = {}
    there = [part for part in CAST if not part.arrives]
    for part in there:
        said = {"username": part.username, "name": part.name, "language": "fr"}
        if part.shown_as is Role.PARTNER and partners:
            said["partner_id"] = partners[0].id
        people[part.username] = create(actor=DEMO, transition=CREATE, now=began, inputs=said)
    for part in there:
        _employ(part, people, began)
    return people


def _employ(part: Part, people: dict[str, Person], began: dt.datetime) -> None:
    person = people[part.username]
    if part.manager:
        inputs = {"manager": people[part.manager].pk}
        people[part.username] = perform(actor=DEMO, transition=EDIT, subject=person, now=began, inputs=inputs)
    for role in dict.fromkeys((part.shown_as, *part.also)):
        alternate = people[part.alternate].pk if part.alternate and role is part.shown_as else None
        given = {"role": role, "alternate": alternate}
        perform(actor=DEMO, transition=GRANT_ROLE, subject=person, now=began, inputs=given)


def _play(people: dict[str, Person], now: dt.datetime) -> None:
    """All stories at once, each moment in its order: the audit reads like a real one."""
    partners = the_policy().organisation.partners
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    stage = Stage(people, today=midnight, clauses=_clauses(), partner=partners[0].names[0] if partners else "")
    count = itertools.count()
    waiting: list[tuple[dt.datetime, int, Iterator[Moment]]] = []
    for story in (*STORIES, *ACCOUNTS, *MORNINGS, *COMINGS, *SIGNATURES):
        telling = story(stage)
        _wait(waiting, telling, count, midnight, now)
    while waiting:
        stage.now, _, telling = heapq.heappop(waiting)
        _wait(waiting, telling, count, midnight, now)


def _wait(
    waiting: list[tuple[dt.datetime, int, Iterator[Moment]]],
    telling: Iterator[Moment],
    count: Iterator[int],
    midnight: dt.datetime,
    now: dt.datetime,
) -> None:
    """Let a story go on until its next moment."""
    moment = next(telling, None)
    if moment is None:
        return
    days, hour = moment
    number = next(count)
    whole = int(days)
    if days == whole:
        when = midnight - dt.timedelta(days=whole) + dt.timedelta(hours=hour, minutes=number % 50)
    else:  # part of a day: so long before now, whatever the hour it is
        when = now - dt.timedelta(hours=24 * days)
    heapq.heappush(waiting, (min(when, now), number, telling))


def _clauses() -> dict[str, str]:
    """The clauses that the stories quote, whatever this policy calls them."""
    policy = the_policy()
    found: dict[str, str] = {}
    for word, category in _CATEGORIES.items():
        for clause in policy.clauses:
            if any(rule.category == category for rule in clause.rules):
                found.setdefault(word, clause.id)
    return {word: found.get(word, policy.clauses[0].id) for word in _CATEGORIES}
