"""What can be told, by the name that receivers see. Names are for ever."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """Events of publications."""

    PUBLISHED = "publication.published"
    REFUSED = "publication.refused"
    RETRACTED = "publication.retracted"
    RETURNED = "publication.returned"


NAMES: dict[Kind, str | Promise] = {
    Kind.PUBLISHED: _("Publiée sur tous ses réseaux"),
    Kind.RETURNED: _("Retournée avec des remarques"),
    Kind.REFUSED: _("Refusée"),
    Kind.RETRACTED: _("Retirée, et vue retirée"),
}
