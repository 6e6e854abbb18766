"""Whether everything is met, and what follows. Called under the publication's lock, at the end of a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from balise.web.approvals import recording
from balise.web.approvals.requirements import Need, speaking_clause
from balise.web.approvals.standing import Content, Standing, standings
from balise.web.events import publish
from balise.web.publishing.claims import claims_hash, needs_in, written
from balise.web.publishing.events import Approved
from balise.web.publishing.models import KIND, Claim, Publication
from balise.web.verdicts.engine import Judgement, the_policy
from balise.web.verdicts.storing import kept


def standing_of(publication: Publication, judgement: Judgement | None = None) -> Standing:
    """What is met and missing for the content that was submitted."""
    content_hash = publication.revision.hash if publication.revision else publication.hash
    judgement = judgement or kept(source=publication.source, content_hash=content_hash)
    return standings_of([(publication, judgement)])[0]


def standings_of(judged: Sequence[tuple[Publication, Judgement | None]]) -> list[Standing]:
    """The same for several and what was kept of each, in order; their claims are best fetched with them."""
    contents = [
        Content(
            source=publication.source,
            hash=publication.revision.hash if publication.revision else publication.hash,
            needs=needs_in(judgement) if judgement else (),
            annex=claims_hash(publication),
        )
        for publication, judgement in judged
    ]
    return standings(contents, speaking=speaking_clause(the_policy()))


def settle(publication: Publication, *, now: dt.datetime, actor_id: int | None = None) -> None:
    """Approve what waits for nothing more. A chosen time that has passed is forgotten: nothing goes out by surprise."""
    if publication.state != Publication.State.SUBMITTED or not standing_of(publication).complete:
        return
    approve_now(publication, now=now, actor_id=actor_id)


def approve_now(publication: Publication, *, now: dt.datetime, actor_id: int | None = None) -> None:
    """Make it approved, whatever is missing: the urgent way comes here directly."""
    late = publication.planned is not None and publication.planned <= now
    if late:
        publication.planned = None
    if publication.revision is not None:  # sources may have been named and verified since it was sent
        publication.revision.claims = written(publication)
        publication.revision.save(update_fields=["claims"])
    publication.state = Publication.State.APPROVED
    publication.changed = now
    recording.close(source=publication.source)
    latest = publication.content.latest
    over = latest is not None and latest <= now
    publish(Approved(publication.pk, actor_id or publication.author_id, late or over))


def sources_resolver(source: tuple[str, str], _content_hash: str, need: Need) -> bool | None:
    """Sources (3.6): met when claims are named and each was verified."""
    if source[0] != KIND or need.kind != "source":
        return None
    verified = list(Claim.objects.filter(publication_id=int(source[1])).values_list("verified_by", flat=True))
    return bool(verified) and all(one is not None for one in verified)
