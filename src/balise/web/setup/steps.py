"""Where somebody stands in the first set-up."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from balise.web.ui.components import Progress, Step

_ORDER = ("start", "protection", "organisation", "people", "accounts", "duties")


def steps(current: str) -> list[Step]:
    """The six steps, the one that is open marked."""
    labels = {
        "start": _("Premier compte"),
        "protection": _("Protection"),
        "organisation": _("Organisation"),
        "people": _("Personnes"),
        "accounts": _("Comptes officiels"),
        "duties": _("Qui fait quoi"),
    }
    here = _ORDER.index(current)
    return [
        Step(
            label=labels[name],
            progress=Progress.DONE if at < here else Progress.CURRENT if at == here else Progress.WAITING,
            url=reverse(f"setup:{name}") if 0 < at < here else "",
        )
        for at, name in enumerate(_ORDER)
    ]
