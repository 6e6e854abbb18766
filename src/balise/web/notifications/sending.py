"""Carrying mails out: what surely did not leave may be tried again, what may have left never is by itself."""

from __future__ import annotations

from collections import Counter
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError
from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from balise.web.notifications.digests import DIGEST
from balise.web.notifications.kinds import Kind, find
from balise.web.notifications.models import Notification
from balise.web.notifications.telling import MAIL
from balise.web.notifications.writing import one_thing, several_things
from balise.web.outbox.handlers import Impossible, NotSent, handle
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person

_BATCH = 50  # mails between two commits: the outbox tells what became of each when its process is killed


def register() -> None:
    """Called once the apps are ready."""
    handle(MAIL, batch=_BATCH, label=_("Courriel d’avis"))(send_one)
    handle(DIGEST, batch=_BATCH, label=_("Courriel quotidien d’avis"))(send_digest)


def send_one(row: OutboxRow) -> None:
    """The mail about one thing; nothing when it was read meanwhile, or when its reader has no address any more."""
    found = Notification.objects.filter(pk=row.payload["notification"], read=None).select_related("person")
    notification = found.first()
    kind = find(notification.kind) if notification is not None else None
    if notification is None or kind is None or not _reachable(notification.person):
        return
    with translation.override(notification.person.language):
        message = one_thing(row, notification.person, kind, notification.subject_id)
    deliver(message)


def send_digest(row: OutboxRow) -> None:
    """The daily mail of one person, of what is still unread."""
    person = Person.objects.filter(pk=row.payload["person"]).first()
    if person is None or not _reachable(person):
        return
    unread = Notification.objects.filter(person=person, batch=row.payload["batch"], read=None)
    counts = Counter(unread.values_list("kind", flat=True))
    known = ((find(name), counts[name]) for name in sorted(counts))
    kinds: list[tuple[Kind, int]] = [(kind, count) for kind, count in known if kind is not None]
    if not kinds:
        return
    kinds.sort(key=lambda pair: not pair[0].duty)
    with translation.override(person.language):
        message = several_things(row, person, kinds)
    deliver(message)


def deliver(message: EmailMessage) -> None:
    """Send, telling apart what did not leave (``NotSent``), what never will (``Impossible``) and what nobody knows.

    Any other error leaves the row uncertain: the server may have taken the mail before the line broke.
    """
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        raise NotSent(f"connect-{type(error).__name__}") from None
    try:
        connection.send_messages([message])
    except SMTPRecipientsRefused as error:
        codes = [code for code, _said in error.recipients.values()]
        raise _refused("recipient", min(codes, default=550)) from None
    except (SMTPSenderRefused, SMTPDataError) as error:
        raise _refused(type(error).__name__, error.smtp_code) from None
    except AnymailRecipientsRefused:
        raise Impossible("recipient") from None
    except AnymailRequestsAPIError as error:
        if error.status_code is not None and 400 <= error.status_code < 500:
            raise _refused("service", 400 if error.status_code == 429 else 500) from None
        raise
    finally:
        connection.close()


def _refused(what: str, code: int) -> Exception:
    """4xx: later perhaps; 5xx: never."""
    return NotSent(f"{what}-{code}") if 400 <= code < 500 else Impossible(f"{what}-{code}")


def _reachable(person: Person) -> bool:
    return person.is_active and bool(person.email)
