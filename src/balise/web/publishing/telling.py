"""Who is told what about publications, when it happens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balise.web.access.deciding import allowed
from balise.web.access.permissions import Permission
from balise.web.approvals.answering import eligible
from balise.web.approvals.models import Request
from balise.web.events import moment, subscribe
from balise.web.notifications.kinds import Kind, register
from balise.web.notifications.models import How
from balise.web.notifications.telling import tell
from balise.web.people.models import Person
from balise.web.people.queries import holders
from balise.web.people.roles import Role
from balise.web.publishing import events
from balise.web.publishing.models import Publication
from balise.web.publishing.queries import publications_for
from balise.web.publishing.showing import reader_name


def titles(person: Person, ids: Sequence[str], now: dt.datetime) -> dict[str, str]:
    """What the reader calls these publications, of those they may see."""
    found = publications_for(person, today=timezone.localdate(now), mine=False).filter(pk__in=[int(one) for one in ids])
    return {
        str(one.pk): reader_name(one, author=one.author_id == person.pk) for one in found.select_related("revision")
    }


def _page(name: str) -> Callable[[str], str]:
    return lambda subject_id: reverse(f"publishing:{name}", args=[int(subject_id)])


def _kind(
    name: str,
    label: Promise,
    says: Promise,
    *,
    needs: Permission = Permission.PUBLICATION_CREATE,
    page: str = "show",
    duty: bool = False,
    usual: How = How.NOW,
) -> Kind:
    return Kind(
        id=f"publication.{name}",
        label=label,
        says=says,
        address=_page(page),
        duty=duty,
        usual=usual,
        titles=titles,
        needs=needs,
        about=Publication._meta.label_lower,
    )


ASKED = _kind(
    "asked",
    _("Une publication attend ma réponse"),
    _("Une publication attend votre réponse."),
    page="review",
    duty=True,
    needs=Permission.QUEUE_READ,
)
TO_PUBLISH = _kind(
    "to_publish",
    _("Une publication approuvée est à mettre en ligne"),
    _("Une publication approuvée est à mettre en ligne."),
    page="sheet",
    duty=True,
    needs=Permission.PUBLICATION_PUBLISH,
)
RETRACTION_ASKED = _kind(
    "retraction_asked",
    _("Un retrait est demandé"),
    _("Le retrait d’une publication est demandé."),
    page="retraction",
    duty=True,
    needs=Permission.PUBLICATION_PUBLISH,
)
RETRACTION_DONE = _kind(
    "retraction_done",
    _("Un retrait est à confirmer"),
    _("Un retrait est à confirmer : il faut voir que la publication a disparu."),
    page="retraction",
    duty=True,
    needs=Permission.PUBLICATION_RETRACT_CONFIRM,
)
RETURNED = _kind("returned", _("On me retourne une publication"), _("Une de vos publications vous est retournée."))
APPROVED = _kind("approved", _("Ma publication est approuvée"), _("Une de vos publications est approuvée."))
REFUSED = _kind("refused", _("Ma publication est refusée"), _("Une de vos publications est refusée."))
URGENT = _kind(
    "urgent",
    _("La direction approuve en urgence ce qui me concerne"),
    _("Une publication qui vous concerne est approuvée en urgence."),
    needs=Permission.PUBLICATION_READ,
)
VOIDED = _kind(
    "voided",
    _("Une approbation que j’ai donnée tombe"),
    _("Une approbation que vous avez donnée est tombée : le texte a changé."),
    usual=How.DAILY,
    needs=Permission.PUBLICATION_APPROVE,
)
PUBLISHED = _kind(
    "published", _("Ma publication est en ligne"), _("Une de vos publications est en ligne."), usual=How.DAILY
)
OUTSIDE = _kind(
    "outside_window",
    _("Une publication sort à une autre heure que celle approuvée"),
    _("Une publication est sortie à une autre heure que celle approuvée."),
    usual=How.DAILY,
    needs=Permission.PUBLICATION_PUBLISH,
)
RETRACTED = _kind(
    "retracted", _("Un retrait est confirmé"), _("Le retrait d’une publication est confirmé."), usual=How.DAILY
)
DECLINED = _kind(
    "retraction_declined",
    _("Un retrait que j’ai demandé est écarté"),
    _("Un retrait que vous avez demandé est écarté."),
    usual=How.DAILY,
)
CORRECTION_ASKED = _kind(
    "correction_asked",
    _("On me demande de corriger ce qui est en ligne"),
    _("La correction d’une de vos publications en ligne est demandée."),
    duty=True,
)
TO_CORRECT = _kind(
    "to_correct",
    _("Une correction approuvée est à faire en ligne"),
    _("Une correction approuvée est à faire en ligne."),
    page="correction-sheet",
    duty=True,
    needs=Permission.PUBLICATION_PUBLISH,
)
CORRECTED = _kind(
    "corrected",
    _("Une correction est faite en ligne"),
    _("La correction d’une publication est faite en ligne."),
    usual=How.DAILY,
)
CORRECTION_DROPPED = _kind(
    "correction_dropped",
    _("Une correction est abandonnée"),
    _("La correction d’une publication est abandonnée : ce qui est en ligne reste tel quel."),
    usual=How.DAILY,
)
KINDS = (
    ASKED, TO_PUBLISH, RETRACTION_ASKED, RETRACTION_DONE, RETURNED, APPROVED, REFUSED, URGENT, VOIDED, PUBLISHED,
    OUTSIDE, RETRACTED, DECLINED, CORRECTION_ASKED, TO_CORRECT, CORRECTED, CORRECTION_DROPPED,
)  # fmt: skip


def listen() -> None:
    """Make the kinds known and hear the events; called once the apps are ready."""
    for kind in KINDS:
        register(kind)
    subscribe(events.Submitted, _submitted)
    subscribe(events.Approved, _approved)
    subscribe(events.Returned, lambda event: _tell(RETURNED, event, [_author(event)]))
    subscribe(events.RefusedByApprover, lambda event: _tell(REFUSED, event, [_author(event)]))
    subscribe(events.ApprovalsVoided, lambda event: _tell(VOIDED, event, event.approver_ids))
    subscribe(events.ApprovedUrgently, lambda event: _tell(URGENT, event, event.concerned))
    subscribe(events.AddressRecorded, _recorded)
    subscribe(events.Published, lambda event: _tell(PUBLISHED, event, [_author(event)]))
    subscribe(events.CorrectionAsked, lambda event: _tell(CORRECTION_ASKED, event, [_author(event)]))
    subscribe(events.Corrected, lambda event: _tell(CORRECTED, event, _correcting(event)))
    subscribe(events.CorrectionDropped, lambda event: _tell(CORRECTION_DROPPED, event, _correcting(event)))
    subscribe(events.RetractionAsked, lambda event: _tell(RETRACTION_ASKED, event, _publishers(event)))
    subscribe(events.RetractionDone, _taken_down)
    subscribe(events.Retracted, lambda event: _tell(RETRACTED, event, [_author(event), *_asker(event)]))
    subscribe(events.RetractionDeclined, lambda event: _tell(DECLINED, event, _asker(event)))


def _submitted(event: events.Submitted) -> None:
    """Those whose yes is missing; the alternate of who is away, since they are who can answer."""
    publication, today = _publication(event), timezone.localdate(moment())
    kind, ident = publication.source
    waiting = Request.objects.filter(source_kind=kind, source_id=ident, state=Request.State.WAITING)
    people = {
        one.pk
        for by in waiting.values_list("by", flat=True)
        for one in eligible(by, author=publication.author, today=today)
    }
    _tell(ASKED, event, people)


def _approved(event: events.Approved) -> None:
    publication = _publication(event)
    _tell(APPROVED, event, [publication.author_id])
    if publication.voice == Publication.Voice.OFFICIAL:
        _tell(
            TO_CORRECT if publication.being_corrected else TO_PUBLISH,
            event,
            set(_publishers(event)) - {publication.author_id},
        )


def _recorded(event: events.AddressRecorded) -> None:
    if event.outside_window:
        _tell(OUTSIDE, event, {_author(event), *_publishers(event)})


def _taken_down(event: events.RetractionDone) -> None:
    """Whoever may confirm: it is never who took it down, and the subscription leaves the actor out."""
    publication, today = _publication(event), timezone.localdate(moment())
    able = [*holders(Role.COMMUNICATIONS, today), *holders(Role.MANAGEMENT, today)]
    people = {one.pk for one in able if allowed(one, Permission.PUBLICATION_RETRACT_CONFIRM, publication, today=today)}
    _tell(RETRACTION_DONE, event, people)


def _tell(kind: Kind, event: events.PublicationEvent, people: Iterable[int]) -> None:
    tell(kind, people=people, subject_id=event.publication_id, now=moment(), but=event.actor_id)


def _publication(event: events.PublicationEvent) -> Publication:
    return Publication.objects.select_related("author__manager").get(pk=event.publication_id)


def _author(event: events.PublicationEvent) -> int:
    return Publication.objects.values_list("author_id", flat=True).get(pk=event.publication_id)


def _publishers(event: events.PublicationEvent) -> list[int]:
    """Who puts it online and takes it down: its author under their own name or a mandate, else communications."""
    publication = _publication(event)
    if publication.voice == Publication.Voice.PERSONAL:
        return [publication.author_id]
    found = [one.pk for one in holders(Role.COMMUNICATIONS, timezone.localdate(moment()))]
    return [*found, publication.author_id] if publication.mandate_id is not None else found


def _asker(event: events.PublicationEvent) -> list[int]:
    publication = _publication(event)
    latest = publication.retractions.order_by("-pk").first()
    return [latest.asked_by_id] if latest is not None else []


def _correcting(event: events.PublicationEvent) -> list[int]:
    """Its author, and whoever asked for the latest correction."""
    publication = _publication(event)
    latest = publication.corrections.order_by("-pk").first()
    return [publication.author_id, *([latest.asked_by_id] if latest is not None else [])]
