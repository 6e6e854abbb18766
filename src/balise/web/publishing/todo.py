"""What waits for somebody about publications: answers, corrections, putting online, taking down, checking sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from balise.web.access.deciding import granted
from balise.web.access.permissions import Permission
from balise.web.approvals.models import Approval
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.publishing import todo_panels
from balise.web.publishing.models import KIND, Claim, Correction, Publication, Rereading, Retraction
from balise.web.publishing.online import pending
from balise.web.publishing.queries import Waiting, publications_for, queue_for, to_publish
from balise.web.publishing.sending.queueing import carried
from balise.web.publishing.sending.ways import Connections, connections_now
from balise.web.publishing.showing import reader_name, who
from balise.web.tasks.deadlines import working_days_after
from balise.web.tasks.registry import Gravity, Task, register

MOST = 100
NEAR = dt.timedelta(days=1)
REREAD = dt.timedelta(days=30)
S = Publication.State
_STYLES, _SCRIPTS = ("publishing/publishing.css",), ("publishing/copying.js",)


def contribute() -> None:
    """Say which tasks there are; called once the apps are ready."""
    shown = {"styles": _STYLES, "scripts": _SCRIPTS}
    register(id="approvals", label=_l("Réponses à donner"), find=answers, panels=todo_panels.answers, **shown)
    register(id="drafts", label=_l("Mes textes"), find=own_texts)
    register(id="placing", label=_l("Mises en ligne"), find=placing, panels=todo_panels.placings, **shown)
    register(id="retractions", label=_l("Retraits"), find=retractions, panels=todo_panels.retractions, **shown)
    register(id="rereading", label=_l("Relectures"), find=rereading)
    register(id="sources", label=_l("Sources à vérifier"), find=sources, panels=todo_panels.verifications, **shown)


def answers(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Publications that wait for this person's yes."""
    today = timezone.localdate(now)
    if not granted(person, Permission.QUEUE_READ, today=today):
        return
    for line in queue_for(person, today=today, limit=MOST):
        publication = line.publication
        due, promised = _answer_due(line)
        yield Task(
            id=f"publication.approve:{publication.pk}",
            what=_("Répondre à « %(title)s »") % {"title": reader_name(publication, author=False)},
            neutral=_("Une réponse est demandée"),
            why=_("%(name)s l’a soumise; vous répondez pour : %(roles)s.")
            % {"name": publication.author.get_full_name(), "roles": _roles(line)},
            left=_("la publication ne sort pas, et son heure passe.")
            if promised
            else _("la publication ne sort pas; son auteur·e attend."),
            url=reverse("publishing:review", args=[publication.pk]),
            due=due,
            gravity=Gravity.HIGH if promised and due - now < dt.timedelta(days=1) else Gravity.USUAL,
            about=line,
        )


def _answer_due(line: Waiting) -> tuple[dt.datetime, bool]:
    """Before the time chosen or the end of the period, else two working days; whether somebody chose a time."""
    publication = line.publication
    latest = publication.revision.draft.latest if publication.revision else None
    chosen = [moment for moment in (publication.planned, latest) if moment is not None]
    usual = working_days_after(line.since, 2)
    return min([usual, *chosen]), bool(chosen) and min(chosen) <= usual


def _roles(line: Waiting) -> str:
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    return ", ".join(who(request.by, language) for request in line.requests)


def own_texts(person: Person, now: dt.datetime) -> Iterator[Task]:
    """What its author must take up again, and what they began."""
    if not granted(person, Permission.PUBLICATION_EDIT, today=timezone.localdate(now)):
        return
    states = [S.RETURNED, S.DRAFT, S.CORRECTING, S.APPROVED]
    begun = Case(When(state=S.DRAFT, then=1), default=0)  # last: however many, they hide nothing that others wait for
    mine = list(Publication.objects.filter(author=person, state__in=states).order_by(begun, "-changed")[: MOST * 2])
    for one in (one for one in mine if one.state in {S.RETURNED, S.DRAFT}):
        latest = one.content.latest
        chosen = min((moment for moment in (one.planned, latest) if moment is not None), default=None)
        returned = one.state == S.RETURNED
        title = {"title": reader_name(one, author=True)}
        yield Task(
            id=f"publication.correct:{one.pk}",
            what=(_("Corriger « %(title)s »") if returned else _("Finir « %(title)s »")) % title,
            neutral=_("Un texte vous est retourné") if returned else _("Un texte est à finir"),
            why=_("Vous l’avez écrite et on vous la retourne avec des remarques.")
            if returned
            else _("Vous avez commencé à l’écrire."),
            left=_("elle ne sera pas publiée.") if returned else _("elle reste un brouillon que vous seul·e voyez."),
            url=reverse("publishing:show" if returned else "publishing:edit", args=[one.pk]),
            due=chosen or (working_days_after(one.changed, 5) if returned else None),
            gravity=Gravity.USUAL if returned else Gravity.LOW,
        )
    yield from _to_correct([one for one in mine if one.state == S.CORRECTING])
    for one in (one for one in mine if one.state == S.APPROVED):
        latest = one.content.latest
        if latest is not None and latest <= now:
            yield Task(
                id=f"publication.redate:{one.pk}",
                what=_("Redater « %(title)s » ou l’abandonner") % {"title": reader_name(one, author=True)},
                neutral=_("Une période approuvée est passée"),
                why=_("Vous l’avez écrite; la période approuvée est terminée."),
                left=_("personne ne peut plus la mettre en ligne."),
                url=reverse("publishing:show", args=[one.pk]),
                due=latest,
            )


def _to_correct(publications: Sequence[Publication]) -> Iterator[Task]:
    """What is online and was asked to change: its author writes it again."""
    asking = Correction.objects.filter(publication__in=publications, ended=None).select_related("asked_by")
    under_way = {one.publication_id: one for one in asking.order_by("-pk")} if publications else {}
    for one in publications:
        asked = under_way.get(one.pk)
        by = asked.asked_by if asked is not None and asked.asked_by_id != one.author_id else None
        yield Task(
            id=f"publication.correct:{one.pk}",
            what=_("Écrire la correction de « %(title)s »") % {"title": reader_name(one, author=True)},
            neutral=_("Une correction est à écrire"),
            why=_("Vous avez demandé à corriger ce que vous avez écrit.")
            if by is None
            else _("%(name)s demande de corriger ce que vous avez écrit.") % {"name": by.get_full_name()},
            left=_("ce qui est en ligne reste tel quel."),
            url=reverse("publishing:show", args=[one.pk]),
            due=working_days_after(asked.asked if asked else one.changed, 1),
        )


def placing(person: Person, now: dt.datetime) -> Iterator[Task]:
    """What was approved and is to be put online by hand."""
    today = timezone.localdate(now)
    if not granted(person, Permission.PUBLICATION_PUBLISH, today=today):
        return
    found = to_publish(person, today=today).select_related("revision").prefetch_related("placements", "dispatches")
    connections = connections_now()
    for one in found[:MOST]:
        draft = one.content
        if draft.latest is not None and draft.latest <= now:
            continue  # nobody may put it online any more: its author has a task of their own
        chosen = one.planned or draft.latest
        opens = max((moment for moment in (one.planned, draft.earliest) if moment is not None), default=None)
        due = chosen or working_days_after(max(one.changed, opens or one.changed), 1)
        if not _left_for_people(one, connections):
            continue  # it is on its way, or leaves by itself at its time
        if one.being_corrected:
            yield _to_correct_online(one, person, due, _urgency(one, opens, now))
            continue
        yield Task(
            id=f"publication.publish:{one.pk}",
            what=_("Mettre en ligne « %(title)s »") % {"title": reader_name(one, author=one.author_id == person.pk)},
            neutral=_("Une publication approuvée est à mettre en ligne"),
            why=_("Elle est approuvée, en votre nom.")
            if one.author_id == person.pk and one.voice == Publication.Voice.PERSONAL
            else _("Elle est approuvée, et vous tenez les comptes de l’organisation."),
            left=_("elle ne paraît pas à l’heure prévue.") if chosen else _("elle ne paraît pas."),
            url=reverse("publishing:sheet", args=[one.pk]),
            due=due,
            about=one,
            **_urgency(one, opens, now),
        )


def _left_for_people(publication: Publication, connections: Connections) -> bool:
    """Whether a network waits for a person, besides those that connections reach."""
    by_us = carried(publication, connections)
    if publication.being_corrected:
        return not by_us or {one.network for one in pending(publication)} > by_us
    placed = {one.network for one in publication.placements.all()}
    return bool(set(publication.content.networks) - placed - by_us)


def _to_correct_online(publication: Publication, person: Person, due: dt.datetime, urgency: Mapping[str, Any]) -> Task:
    own = publication.author_id == person.pk
    return Task(
        id=f"publication.correct_online:{publication.pk}",
        what=_("Corriger « %(title)s » en ligne") % {"title": reader_name(publication, author=own)},
        neutral=_("Une correction approuvée est à faire en ligne"),
        why=_("La correction est approuvée, en votre nom.")
        if own and publication.voice == Publication.Voice.PERSONAL
        else _("La correction est approuvée, et vous tenez les comptes de l’organisation."),
        left=_("ce qui est en ligne reste tel quel."),
        url=reverse("publishing:correction-sheet", args=[publication.pk]),
        due=due,
        **urgency,
    )


def _urgency(publication: Publication, opens: dt.datetime | None, now: dt.datetime) -> dict[str, Any]:
    """What management let go alone was said to press: said on the line, and before everything else once it is near.

    One for next week must not hide what is late this morning.
    """
    if not publication.urgent:
        return {}
    near = opens is None or opens <= now + NEAR
    return {"gravity": Gravity.URGENT if near else Gravity.HIGH, "mark": _("Approuvée en urgence")}


def retractions(person: Person, now: dt.datetime) -> Iterator[Task]:
    """What is to be taken down, and what is to be seen to be gone."""
    today = timezone.localdate(now)
    if not granted(person, Permission.PUBLICATION_PUBLISH, today=today):
        return
    confirms = granted(person, Permission.PUBLICATION_RETRACT_CONFIRM, today=today)
    communications = Role.COMMUNICATIONS in person.roles(today)
    found = Retraction.objects.filter(publication__state=S.RETRACTING, confirmed=None)
    found = found.select_related("publication__author", "publication__revision", "asked_by", "done_by")
    seen = Q(publication__author=person)
    if confirms:
        seen |= Q(publication__voice=Publication.Voice.OFFICIAL)
    if communications:
        seen |= Q(publication__submitted__isnull=False)
    for one in found.filter(seen).prefetch_related("publication__placements").order_by("asked", "pk")[:MOST]:
        publication = one.publication
        title = {"title": reader_name(publication, author=publication.author_id == person.pk)}
        if one.done is None:
            if not _publishes(person, publication, communications=communications):
                continue
            yield Task(
                id=f"publication.remove:{publication.pk}",
                what=_("Retirer « %(title)s » des réseaux") % title,
                neutral=_("Un retrait est demandé"),
                why=_("%(name)s demande son retrait, et vous tenez les comptes où elle est.")
                % {"name": one.asked_by.get_full_name()},
                left=_("elle reste en ligne, à la vue de tous."),
                url=reverse("publishing:retraction", args=[publication.pk]),
                due=working_days_after(one.asked, 1),
                gravity=Gravity.HIGH,
                about=one,
            )
        elif confirms and one.done_by is not None and one.done_by_id != person.pk:
            yield Task(
                id=f"publication.confirm_removed:{publication.pk}",
                what=_("Confirmer le retrait de « %(title)s »") % title,
                neutral=_("Un retrait est à confirmer"),
                why=_("%(name)s dit l’avoir retirée; une autre personne doit le voir.")
                % {"name": one.done_by.get_full_name()},
                left=_("personne ne saura si elle a vraiment disparu."),
                url=reverse("publishing:retraction", args=[publication.pk]),
                due=working_days_after(one.done, 1),
                about=one,
            )


def _publishes(person: Person, publication: Publication, *, communications: bool) -> bool:
    """The rule of ``PUBLICATION_PUBLISH``, on what was already read."""
    own = publication.author_id == person.pk
    if publication.voice == Publication.Voice.PERSONAL:
        return own
    return communications or (own and publication.mandate_id is not None)


def sources(person: Person, now: dt.datetime) -> Iterator[Task]:
    """Sources that somebody named and nobody checked, in what waits for an answer."""
    today = timezone.localdate(now)
    if not granted(person, Permission.SOURCE_VERIFY, today=today):
        return
    readable = publications_for(person, today=today, mine=False).filter(state=S.SUBMITTED).order_by("submitted")
    claims: dict[int, list[Claim]] = {}
    wanted = Claim.objects.filter(publication__state=S.SUBMITTED, verified_by=None)
    for claim in wanted.order_by("pk")[: MOST * 3]:
        claims.setdefault(claim.publication_id, []).append(claim)
    for one in readable.select_related("revision").filter(pk__in=list(claims)[:MOST]):
        count = len(claims[one.pk])
        yield Task(
            id=f"source.verify:{one.pk}",
            what=ngettext(
                "Vérifier la source de « %(title)s »", "Vérifier les %(count)d sources de « %(title)s »", count
            )
            % {"title": reader_name(one, author=one.author_id == person.pk), "count": count},
            neutral=_("Une source est à vérifier"),
            why=_("Vous pouvez dire qu’une source est bonne."),
            left=_("la publication ne peut pas être approuvée."),
            url=reverse("publishing:show", args=[one.pk]),
            due=min(
                [working_days_after(one.submitted or one.changed, 2)]
                + [moment for moment in (one.planned, one.content.latest) if moment is not None]
            ),
            about=(one, claims[one.pk]),
        )


def rereading(person: Person, now: dt.datetime) -> Iterable[Task]:
    """For whoever reads every decision and takes none: what management let go alone, for a month or until reread."""
    today = timezone.localdate(now)
    if not granted(person, Permission.PUBLICATION_REREAD, today=today):
        return
    found = Approval.objects.filter(source_kind=KIND, way=Approval.Way.URGENT, when__gte=now - REREAD)
    done = Rereading.objects.filter(person=person).values("approval")
    approvals = list(found.exclude(pk__in=done).select_related("approver").order_by("when")[:MOST])
    readable = publications_for(person, today=today, mine=False).filter(
        pk__in=[int(one.source_id) for one in approvals]
    )
    publications = {one.pk: one for one in readable.select_related("revision")}
    for approval in approvals:
        publication = publications.get(int(approval.source_id))
        if publication is None:
            continue
        yield Task(
            id=f"publication.reread:{approval.pk}",
            what=_("Relire l’approbation en urgence de « %(title)s »")
            % {"title": reader_name(publication, author=False)},
            neutral=_("Une approbation en urgence est à relire"),
            why=_("%(name)s a décidé sans attendre les autres; vous relisez les décisions.")
            % {"name": approval.approver.get_full_name()},
            left=_("rien ne se bloque : elle quitte cette liste trente jours après la décision."),
            url=reverse("publishing:reread", args=[publication.pk, approval.pk]),
            due=approval.when + REREAD,
            whole_day=True,
            gravity=Gravity.LOW,
        )
