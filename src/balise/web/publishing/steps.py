"""Where a publication is on its way, as steps."""

from __future__ import annotations

from django.utils.translation import gettext as _

from balise.web.publishing.models import Publication
from balise.web.ui.components import Progress, Step

_REACHED = {
    "correcting": 0,
    "draft": 0,
    "returned": 0,
    "submitted": 1,
    "refused": 1,
    "approved": 2,
    "published": 4,
    "retracting": 4,
    "retracted": 4,
    "withdrawn": 0,
}


def steps_of(publication: Publication) -> list[Step]:
    """Writing, approval, publication, online: what is done, where it stands, what is left."""
    labels = [_("Écrire"), _("Faire approuver"), _("Publier"), _("En ligne")]
    if publication.being_corrected:
        labels = [_("Corriger"), _("Faire approuver"), _("Changer ce qui est en ligne"), _("Corrigée")]
    reached = _REACHED[publication.state]
    failed = publication.state in {"refused", "withdrawn", "retracted"}
    steps = []
    for number, label in enumerate(labels):
        if number < reached:
            progress = Progress.DONE
        elif number == reached:
            progress = Progress.FAILED if failed else Progress.CURRENT
        else:
            progress = Progress.WAITING
        if publication.state == "retracted" and number == len(labels) - 1:
            progress = Progress.FAILED
        steps.append(Step(label=label, progress=progress))
    return steps
