"""The mail that carries a personal link. Its code never travels with it."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.notifications.sending import deliver
from balise.web.notifications.writing import message_id
from balise.web.outbox.handlers import handle
from balise.web.outbox.models import OutboxRow
from balise.web.signing.links_transitions import MAIL, address_of
from balise.web.signing.models.asking import SigningLink


def register() -> None:
    """Called once the apps are ready."""
    handle(MAIL, label=_l("Envoyer un lien de signature"))(carry)


def carry(row: OutboxRow) -> None:
    """Send it, unless it no longer opens anything."""
    link = SigningLink.objects.select_related("person").filter(pk=row.payload["link"]).first()
    if link is None or link.state != SigningLink.State.OPEN or not link.person.email:
        return
    with translation.override(link.person.language):
        paragraphs = [
            _("Bonjour,"),
            _("On vous demande de lire la politique des médias sociaux et d’y répondre. Ce lien est personnel :"),
            str(settings.BALISE_ADDRESS) + address_of(link),
            _("Le code à écrire vous est donné autrement, par la personne qui vous a envoyé ce lien."),
        ]
        subject = _("Balise : une politique à lire et à signer")
    headers = {"Message-ID": message_id(row), "Auto-Submitted": "auto-generated"}
    deliver(EmailMessage(subject, "\n\n".join(paragraphs) + "\n", None, [link.person.email], headers=headers))
