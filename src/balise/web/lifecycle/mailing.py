"""The mail that carries a link to confirm a departure. Its code never travels with it."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.lifecycle.models import TABLE, DepartureLink
from balise.web.lifecycle.transitions.confirming import MAIL, path_of
from balise.web.notifications.sending import deliver
from balise.web.notifications.writing import message_id
from balise.web.outbox.handlers import handle
from balise.web.outbox.models import OutboxRow
from balise.web.vault.sealing import Destroyed, open_sealed


def register() -> None:
    """Called once the apps are ready."""
    handle(MAIL, label=_l("Envoyer un lien pour confirmer un départ"))(carry)


def carry(row: OutboxRow) -> None:
    """Send it, unless it no longer opens anything."""
    link = DepartureLink.objects.select_related("stay__person").filter(pk=row.payload["link"]).first()
    if link is None or link.state != DepartureLink.State.OPEN or not link.address:
        return
    try:
        address = open_sealed(bytes(link.address), table=TABLE, column="address", record=link.stay.reference)
    except Destroyed:
        return
    with translation.override(link.stay.person.language):
        paragraphs = [
            _("Bonjour,"),
            _(
                "À la fin d’un emploi ou d’un stage, la politique des médias sociaux demande que les profils "
                "professionnels en montrent la date. Ce lien personnel sert à le confirmer :"
            ),
            str(settings.BALISE_ADDRESS) + path_of(link),
            _("Le code à écrire vous est donné autrement, par la personne qui vous a envoyé ce lien."),
        ]
        subject = _("Balise : une confirmation après votre départ")
    headers = {"Message-ID": message_id(row), "Auto-Submitted": "auto-generated"}
    deliver(EmailMessage(subject, "\n\n".join(paragraphs) + "\n", None, [address], headers=headers))
