"""Who is told of an answer: HR, at once, of each no; nobody else, never the reason. Being asked is old news then."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balise.web.access import Permission
from balise.web.events import moment, subscribe
from balise.web.evidence.events import CertificateMade
from balise.web.notifications.kinds import Kind, register
from balise.web.notifications.reading import read_about
from balise.web.notifications.telling import tell
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.signing.answers_transitions import SOURCE
from balise.web.signing.asking_kinds import DUE
from balise.web.signing.events import Answered
from balise.web.signing.models.answers import Attestation
from balise.web.signing.models.versions import PolicyVersion


def _one(number: str) -> str:
    return reverse("signing:answer", args=[number])


REFUSED = Kind(
    id="attestation.refused",
    label=_("Quelqu’un répond non à la politique"),
    says=_("Une réponse à la politique demande votre attention."),
    address=_one,
    duty=True,
    needs=Permission.ATTESTATION_READ,
)
CERTIFIED = Kind(
    id="attestation.certified",
    label=_("Mon certificat de signature est prêt"),
    says=_("Un certificat vous attend."),
    address=_one,
    needs=Permission.ATTESTATION_GIVE,
)


def listen() -> None:
    """Make the kinds known and hear the events; called once the apps are ready."""
    for kind in (REFUSED, CERTIFIED):
        register(kind)
    subscribe(Answered, _answered)
    subscribe(Answered, _refused)
    subscribe(CertificateMade, _certified)


def _answered(event: Answered) -> None:
    """On the form, by a link or on paper that somebody else filed: it no longer waits for their answer."""
    number = PolicyVersion.objects.values_list("number", flat=True).get(pk=event.version_id)
    read_about([DUE], person_id=event.person_id, subject_id=number, now=moment())


def _refused(event: Answered) -> None:
    if not event.refused:
        return
    now = moment()
    people = [one.pk for one in holders(Role.HR, timezone.localdate(now))]
    number = Attestation.objects.values_list("number", flat=True).get(pk=event.attestation_id)
    tell(REFUSED, people=people, subject_id=number, now=now, but=event.person_id)


def _certified(event: CertificateMade) -> None:
    if event.source_kind != SOURCE:
        return
    found = Attestation.objects.filter(pk=int(event.source_id)).first()
    if found is not None:
        tell(CERTIFIED, people=[found.person], subject_id=found.number, now=moment())
