"""What waits for whoever publishes when Balise publishes too: what failed, what is unknown, what differs online."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.access.deciding import allowed, granted
from balise.web.access.permissions import Permission
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.publishing.models import Dispatch, Divergence, Publication
from balise.web.publishing.sending.saying import problem_sentence
from balise.web.publishing.showing import reader_name
from balise.web.tasks.deadlines import working_days_after
from balise.web.tasks.registry import Gravity, Task, register
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import network_name

MOST = 100
_SOON = dt.timedelta(hours=2)


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    register(id="sending", label=_l("Envois aux réseaux"), find=sending)
    register(id="differences", label=_l("Différences en ligne"), find=differences)


def sending(person: Person, now: dt.datetime) -> Iterator[Task]:
    """What could not leave, and what nobody knows about."""
    today = timezone.localdate(now)
    if not granted(person, Permission.PUBLICATION_PUBLISH, today=today):
        return
    found = Dispatch.objects.filter(state__in=[Dispatch.State.UNSURE, Dispatch.State.FAILED])
    found = found.filter(_mine("publication__", person, today)).select_related(
        "publication__author", "publication__revision", "publication__mandate"
    )
    for one in found.order_by("changed", "pk")[:MOST]:
        publication = one.publication
        if not allowed(person, Permission.PUBLICATION_PUBLISH, publication, today=today):
            continue
        unsure = one.state == Dispatch.State.UNSURE
        said = {"title": _title(publication, person), "network": _network(one.network)}
        yield Task(
            id=f"publication.sending:{one.pk}",
            what=(
                _("Aller voir si « %(title)s » est sur %(network)s")
                if unsure
                else _("S’occuper de « %(title)s » sur %(network)s")
            )
            % said,
            neutral=_("Une publication est à chercher sur un réseau")
            if unsure
            else _("Une publication n’a pas pu partir sur un réseau"),
            why=_("La réponse du réseau s’est perdue, et Balise ne renvoie rien sans savoir.")
            if unsure
            else problem_sentence(one.problem),
            left=_("personne ne sait si c’est en ligne.") if unsure else _("cela n’est pas fait sur ce réseau."),
            url=reverse("publishing:settle", args=[publication.pk, one.network])
            if unsure
            else reverse("publishing:show", args=[publication.pk]) + "#reseaux",
            due=one.changed + _SOON if unsure else working_days_after(one.changed, 1),
            gravity=Gravity.HIGH,
        )


def differences(person: Person, now: dt.datetime) -> Iterator[Task]:
    """What is online and is not what was approved."""
    today = timezone.localdate(now)
    if not granted(person, Permission.PUBLICATION_PUBLISH, today=today):
        return
    found = Divergence.objects.filter(ended=None).filter(_mine("placement__publication__", person, today))
    found = found.select_related(
        "placement__publication__author", "placement__publication__revision", "placement__publication__mandate"
    )
    for one in found.order_by("found", "pk")[:MOST]:
        publication = one.placement.publication
        if not allowed(person, Permission.PUBLICATION_PUBLISH, publication, today=today):
            continue
        yield Task(
            id=f"publication.difference:{one.pk}",
            what=_("Dire quoi faire de « %(title)s », qui n’est plus pareil sur %(network)s")
            % {"title": _title(publication, person), "network": _network(one.placement.network)},
            neutral=_("Une publication en ligne n’est plus ce qui a été approuvé"),
            why=_("Ce qui est en ligne n’est plus ce qui a été approuvé."),
            left=_("le public lit autre chose que ce qui a été approuvé."),
            url=reverse("publishing:difference", args=[publication.pk, one.placement.network]),
            due=working_days_after(one.found, 1),
            gravity=Gravity.HIGH,
        )


def _mine(prefix: str, person: Person, today: dt.date) -> Q:
    """Those that the rule of ``PUBLICATION_PUBLISH`` may allow, so that others are not even read."""
    own = Q(**{f"{prefix}author": person})
    communications = Role.COMMUNICATIONS in person.roles(today)
    return own | Q(**{f"{prefix}voice": Publication.Voice.OFFICIAL}) if communications else own


def _title(publication: Publication, person: Person) -> str:
    return reader_name(publication, author=publication.author_id == person.pk)


def _network(network: str) -> str:
    return network_name(network, the_policy(), "en" if (get_language() or "fr").startswith("en") else "fr")
