"""Reading again what management let go alone. It changes nothing of the publication: it is kept, and proven."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from balise.web.access.permissions import Permission
from balise.web.approvals.acting import acting
from balise.web.approvals.models import Approval
from balise.web.publishing.models import Publication, Rereading
from balise.web.workflow import Actor, Inputs, Invalid, Transition, declare, perform


def _reread(publication: Publication, inputs: Inputs, now: dt.datetime) -> None:
    kind, ident = publication.source
    found = Approval.objects.filter(source_kind=kind, source_id=ident, way=Approval.Way.URGENT, pk=inputs["approval"])
    approval = found.first()
    if approval is None:
        raise Invalid(
            fr="Cette approbation en urgence n’existe pas\u00a0: rien n’est inscrit.",
            en="There is no such urgent approval: nothing is recorded.",
        )
    if Rereading.objects.filter(approval=approval, person=acting(inputs)).exists():
        raise Invalid(fr="Vous l’avez déjà relue.", en="You have already read it again.")
    Rereading.objects.create(publication=publication, approval=approval, person=acting(inputs), when=now)


def _which(_publication: Publication, inputs: Inputs) -> Mapping[str, Any]:
    return {"approval": inputs["approval"]}


REREAD = declare(
    Transition(
        id="publication.reread",
        subject=Publication,
        permission=Permission.PUBLICATION_REREAD,
        source=frozenset(Publication.State.values),
        target=None,
        change=_reread,
        detail=_which,
    )
)


def reread(*, actor: Actor, publication: Publication, approval: int, now: dt.datetime) -> Publication:
    """Say that one read this urgent approval again: the text, the reason and who decided."""
    return perform(actor=actor, transition=REREAD, subject=publication, inputs={"approval": approval}, now=now)
