"""What waits this morning, so that each role's first page has something on it: told like the other stories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils import timezone

from balise.web.approvals.transitions import grant_mandate
from balise.web.demo.stage import Stage
from balise.web.directory.paper_codes import give_code
from balise.web.directory.transitions import SET_ABSENCE
from balise.web.notifications.models import Notification
from balise.web.notifications.transitions import mark_read
from balise.web.people.models import Person
from balise.web.publishing.transitions import add_claim
from balise.web.workflow import System, perform

Moment = tuple[float, int]  # days before now, hour of the day
DEMO = System("demo")
_RECENT = dt.timedelta(days=2)


def to_put_online(on: Stage) -> Iterator[Moment]:
    """Approved yesterday: it only waits to be put online."""
    yield 2, 14
    post = on.write(
        "amelie",
        "La collecte de samedi affiche complet. Merci aux familles inscrites; la prochaine aura lieu en janvier.",
        networks=("facebook", "mastodon"),
        title="Collecte complète",
    )
    on.send(post)
    yield 1, 15
    on.approve(post, "olivier")


def seen_from_inside(on: Stage) -> Iterator[Moment]:
    """It shows the workplace: communications said yes, management has not answered."""
    yield 6, 10
    post = on.write(
        "olivier",
        "On vous ouvre l’atelier : voici en photos les établis où nos appareils reprennent vie.",
        networks=("facebook",),
        title="L’atelier en photos",
    )
    on.send(post)
    yield 5, 9
    on.approve(post, "nadia", "Aucun visage, aucun écran allumé.")


def with_a_source(on: Stage) -> Iterator[Moment]:
    """A figure and its source, which nobody has checked."""
    yield 1, 11
    post = on.write(
        "thomas",
        "Selon Statistique Canada, un ménage sur dix n’a pas d’ordinateur à la maison. Aidez-nous à changer ça.",
        networks=("facebook", "linkedin"),
        title="Un ménage sur dix",
    )
    add_claim(
        actor=on.people["thomas"],
        publication=post,
        statement="Un ménage sur dix n’a pas d’ordinateur.",
        source="Statistique Canada, Enquête canadienne sur l’utilisation de l’Internet",
        checked=False,
        now=on.now,
    )
    on.send(post)


def about_passwords(on: Stage) -> Iterator[Moment]:
    """Returned yesterday to the privacy officer."""
    yield 3, 11
    post = on.write(
        "ines",
        "Un mot de passe par site, et jamais le nom du chien : nos trois conseils avant les Fêtes.",
        networks=("linkedin",),
        title="Trois conseils avant les Fêtes",
    )
    on.send(post)
    yield 1, 9
    on.send_back(post, "nadia", "Il n’y a qu’un conseil sur trois : ajoutez les autres.", "nos trois conseils")


def soon_over(on: Stage) -> Iterator[Moment]:
    """A mandate that ends next week."""
    yield 27, 16
    since = timezone.localdate(on.now)
    grant_mandate(
        actor=on.people["claude"],
        holder=on.people["amelie"],
        topic="La collecte d’automne",
        networks=["facebook"],
        since=since,
        until=timezone.localdate(on.today) + dt.timedelta(days=9),
        now=on.now,
    )


def on_paper(on: Stage) -> Iterator[Moment]:
    """Codes that were handed over and have not served."""
    yield 4, 9
    give_code(actor=on.people["jeanfrancois"], person=on.people["thomas"], now=on.now)
    yield 3, 10
    give_code(actor=on.people["kim"], person=on.people["louise"], now=on.now)


def away_soon(on: Stage) -> Iterator[Moment]:
    """An absence next week, and nobody named meanwhile."""
    yield 2, 8
    first = timezone.localdate(on.today) + dt.timedelta(days=6)
    perform(
        actor=DEMO,
        transition=SET_ABSENCE,
        subject=on.people["olivier"],
        now=on.now,
        inputs={"absent_from": first, "absent_until": first + dt.timedelta(days=11)},
    )


def practised(on: Stage) -> Iterator[Moment]:
    """Somebody went through a series and missed one; somebody else stopped half-way. Nobody sees it but themselves."""
    yield 6, 12
    on.practise("thomas", missing=1)
    yield 1, 12
    on.practise("amelie", until=2)


MORNINGS: tuple[Callable[[Stage], Iterator[Moment]], ...] = (
    to_put_online,
    seen_from_inside,
    with_a_source,
    about_passwords,
    soon_over,
    on_paper,
    away_soon,
    practised,
)


def settle_in(people: dict[str, Person], now: dt.datetime) -> None:
    """They have been here for a month: they have signed in, and read what they were told, but for the last days.

    Not who begins today.
    """
    known = Person.objects.filter(pk__in=[person.pk for person in people.values()], created__lt=now - 3 * _RECENT)
    known.update(last_login=now - _RECENT)
    for person in known:
        old = Notification.objects.filter(person=person, created__lt=now - _RECENT).order_by("-pk").first()
        if old is not None:
            mark_read(actor=person, person=person, until=old.pk, now=now)
