"""Who is told what about reports: that there is one, and where. Never what it says, nor who, nor an hour of theirs."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.access.permissions import Permission
from balise.web.events import moment, subscribe
from balise.web.notifications.kinds import Kind, register
from balise.web.notifications.reading import read_about
from balise.web.notifications.sending import deliver
from balise.web.notifications.telling import send_rows, tell
from balise.web.notifications.writing import message_id
from balise.web.outbox.handlers import handle
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person
from balise.web.people.outside import somebody_outside
from balise.web.reporting.events import DeskWrote, PartDelivered, ReporterWrote
from balise.web.reporting.models import Level, Part
from balise.web.reporting.queries import answers_to_read
from balise.web.reporting.receiving import receivers
from balise.web.vault.sealing import Destroyed, Tampered

MAIL = "reporting.outside"
_MINE = "mine"  # a notice does not say which report it is about: its row is not sealed
_LINK, _LINK_AGE = "balise.reporting.outside", 60 * 24 * 3600  # seconds


def _page(subject_id: str) -> str:
    return reverse("reporting:part", args=[int(subject_id)])


RECEIVED = Kind(
    id="report.received",
    label=_l("Un signalement m’est remis"),
    says=_l("Un signalement vous est remis."),
    address=_page,
    duty=True,
    about=Part._meta.label_lower,
    needs=Permission.QUEUE_READ,  # those who receive something; an alternate is told as they usually would be
)
WRITTEN = Kind(
    id="report.written",
    label=_l("Qui a fait un signalement m’écrit"),
    says=_l("Un signalement a un nouveau message."),
    address=_page,
    duty=True,
    about=Part._meta.label_lower,
    needs=Permission.QUEUE_READ,
)
ANSWERED = Kind(
    id="report.answered",
    label=_l("On répond à un signalement que j’ai signé"),
    says=_l("Un de vos signalements a une réponse."),
    address=lambda _subject: reverse("reporting:mine"),  # not which: the row of a notice is not sealed
    needs=Permission.REPORT_MAKE,
)


def listen() -> None:
    """Make the kinds known and hear the events; called once the apps are ready."""
    for kind in (RECEIVED, WRITTEN, ANSWERED):
        register(kind)
    handle(MAIL, label=_l("Prévenir quelqu’un de l’extérieur d’un signalement"))(carry)
    subscribe(PartDelivered, lambda event: _desk(event.part_id, RECEIVED))
    subscribe(ReporterWrote, lambda event: _desk(event.part_id, WRITTEN))
    subscribe(DeskWrote, _reporter)


def _desk(part_id: int, kind: Kind) -> None:
    part = Part.objects.get(pk=part_id)
    if part.level == Level.OUTSIDE:
        send_rows([OutboxRow(kind=MAIL, payload={"part": part.pk}, created=moment(), not_before=moment())])
        return
    people = [one.pk for one in receivers(part, today=timezone.localdate(moment()))]
    tell(kind, people=people, subject_id=part.pk, now=moment())


def _reporter(event: DeskWrote) -> None:
    """Who signed it. Who did not comes back with the code, and nobody can be told."""
    part = Part.objects.get(pk=event.part_id)
    if not part.named:
        return
    try:
        author = part.said().get("author_id", "")
    except (Destroyed, Tampered):
        return
    if author.isdecimal():
        tell(ANSWERED, people=[int(author)], subject_id=_MINE, now=moment())


def looked(person: Person, *, now: dt.datetime) -> None:
    """Once somebody has seen every answer to what they signed, the notice that there is one is read."""
    if not answers_to_read(person):
        read_about([ANSWERED], person_id=person.pk, subject_id=_MINE, now=now)


def link_of(part: Part) -> str:
    """The address where somebody outside reads it; it opens nothing without a button being pressed there."""
    return reverse("reporting:outside", args=[signing.dumps(part.pk, salt=_LINK).replace(":", "~")])


def read_link(token: str) -> int | None:
    """The number of the part that a link is about; None when it is too old or was not made here."""
    try:
        return int(signing.loads(token.replace("~", ":"), salt=_LINK, max_age=_LINK_AGE))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def carry(row: OutboxRow) -> None:
    """The mail to who is outside; nothing once the part is gone, or when nobody is named any more."""
    part = Part.objects.filter(pk=row.payload["part"], level=Level.OUTSIDE).first()
    outsider = somebody_outside()
    if part is None or outsider is None:
        return
    paragraphs = [
        _("Bonjour,"),
        _("Un signalement vous attend : il concerne des personnes qui, ici, le recevraient."),
        str(settings.BALISE_ADDRESS) + link_of(part),
        _("Ce lien n’est que pour vous : ne transférez pas ce courriel."),
    ]
    headers = {"Message-ID": message_id(row), "Auto-Submitted": "auto-generated"}
    subject = _("Balise : un signalement vous attend")
    deliver(EmailMessage(subject, "\n\n".join(paragraphs) + "\n", None, [outsider.email], headers=headers))
