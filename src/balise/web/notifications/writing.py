"""Mails as they are written: neutral words, one link, the headers that machines read."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import formatdate

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.web.notifications.kinds import Kind
from balise.web.outbox.models import OutboxRow
from balise.web.people.models import Person

EVERYTHING = "*"  # in an unsubscribing link: all that is not asked of the reader
_SALT = "balise.notifications.unsubscribe"


def one_thing(row: OutboxRow, person: Person, kind: Kind, subject_id: str) -> EmailMessage:
    """The mail about one thing, in the language that is active."""
    sentence = str(kind.says)
    paragraphs = [sentence, _link(kind.address(subject_id))]
    return _mail(row, person, sentence.rstrip("."), paragraphs, unsubscribe="" if kind.duty else kind.id)


def several_things(row: OutboxRow, person: Person, kinds: Sequence[tuple[Kind, int]]) -> EmailMessage:
    """The daily mail: a line for each kind, and how many."""
    total = sum(count for _kind, count in kinds)
    title = ngettext("%(count)d nouvelle", "%(count)d nouvelles", total) % {"count": total}
    lines = [str(kind.says) if count == 1 else f"{kind.says} (× {count})" for kind, count in kinds]
    only_duties = all(kind.duty for kind, _count in kinds)
    paragraphs = ["\n".join(f"- {line}" for line in lines), _link(reverse("notifications:list"))]
    return _mail(row, person, title, paragraphs, unsubscribe="" if only_duties else EVERYTHING)


def message_id(row: OutboxRow) -> str:
    """The same for the same row each time: a mail sent twice is seen as one, and can be looked for in a log."""
    mark = salted_hmac("balise.mail", f"{row.pk} {row.kind} {row.created.isoformat()}").hexdigest()[:32]
    return f"<{mark}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip('> ') or 'balise'}>"


def unsubscribe_token(person: Person, kind_id: str) -> str:
    """Stands for a person and a kind in a link that works without signing in."""
    return Signer(salt=_SALT).sign(f"{person.pk}.{kind_id}").replace(":", "~")


def read_token(token: str) -> tuple[int, str] | None:
    """The person's id and the kind's; None when nobody signed it."""
    try:
        person, _dot, kind = Signer(salt=_SALT).unsign(token.replace("~", ":")).partition(".")
        return int(person), kind
    except (BadSignature, ValueError):
        return None


def _link(path: str) -> str:
    return _("Ouvrir Balise (il faut se connecter) :") + "\n" + settings.BALISE_ADDRESS + path


def _mail(row: OutboxRow, person: Person, title: str, paragraphs: list[str], *, unsubscribe: str) -> EmailMessage:
    foot = _("Choisir ce que vous recevez, et quand :") + "\n" + _address("notifications:preferences")
    house = str(settings.BALISE_ORGANISATION or "")
    body = "\n\n".join([_("Bonjour,"), *paragraphs, "-- \nBalise" + (f", {house}" if house else ""), foot])
    headers = {
        "Message-ID": message_id(row),
        "Date": formatdate(row.created.timestamp()),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if unsubscribe:
        link = _address("notifications:unsubscribe", unsubscribe_token(person, unsubscribe))
        headers["List-Unsubscribe"] = f"<{link}>"
        if link.startswith("https:"):
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    subject = _("Balise : %(title)s") % {"title": title}
    return EmailMessage(subject, body + "\n", None, [person.email], headers=headers)


def _address(name: str, *args: str) -> str:
    return str(settings.BALISE_ADDRESS) + reverse(name, args=args)
