"""What pages say of a publication, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.policy.model import Decision, Policy
from balise.screening.explaining import in_words
from balise.web.approvals.models import Approval
from balise.web.approvals.standing import Standing
from balise.web.people.roles import Role, role_name
from balise.web.publishing.content import Draft, opening
from balise.web.publishing.models import KIND, Publication
from balise.web.publishing.online import left_to_right
from balise.web.publishing.readiness import Obstacle, parts_of, post_for, text_at
from balise.web.ui.dates import moment
from balise.web.ui.highlighting import Note
from balise.web.ui.templatetags.ui import quantity
from balise.web.verdicts.engine import Judgement, Part, judge, the_policy
from balise.web.verdicts.explaining import clause_title, notes_at
from balise.web.verdicts.networks import all_networks, network_name


@dataclass(frozen=True, kw_only=True)
class Place:
    """A text of the post, where it stands, what is said about it and what it was before."""

    id: str
    label: str
    text: str
    notes: Sequence[Note] = ()
    before: str = ""
    prefix: str = ""
    networks: tuple[str, ...] = field(default=())


def live_check(publication: Publication, *, language: str, now: dt.datetime) -> dict[str, Any]:
    """What the engine and the networks say of the draft as it stands, for the panel beside it."""
    draft = publication.content
    # Where it will go is not chosen yet: what is written is judged all the same.
    parts = parts_of(draft) if draft.networks else [Part(place="text", text=draft.common)]
    judgement = judge(parts, voice=publication.voice)
    places = places_of(draft, judgement, language=language, parts=parts)
    return {
        "empty": not any(place.text.strip() for place in places),
        "decision": judgement.decision.word,
        "forbidden": judgement.decision is Decision.FORBIDDEN,
        "places": places,
        "findings": sum(len(place.notes) for place in places),
        "obstacles": [obstacle_sentence(one, language) for one in left_to_right(publication, now=now)],
        "counts": counts_of(draft, language),
    }


def online_draft(publication: Publication) -> Draft | None:
    """What people read now, when what is being written is to take its place."""
    return publication.online.draft if publication.online else None


def counts_of(draft: Draft, language: str) -> list[dict[str, Any]]:
    """For each chosen network, how long its text is as that network counts."""
    policy, known = the_policy(), all_networks()
    found = []
    for name in draft.networks:
        if name in known:
            used = known[name].measure(post_for(draft, name).text)
            maximum = known[name].maximum
            found.append(
                {
                    "name": network_name(name, policy, language),
                    "used": used,
                    "maximum": maximum,
                    "over": maximum is not None and used > maximum,
                }
            )
    return found


def places_of(
    draft: Draft,
    judgement: Judgement | None,
    *,
    language: str,
    before: Draft | None = None,
    parts: Sequence[Part] | None = None,
) -> list[Place]:
    """The texts of the post with their notes; networks that receive the same, with the same notes, are shown once.

    ``parts`` are those that were judged, when they are not simply the draft's.
    """
    policy = the_policy()
    found: list[Place] = []
    for part in parts_of(draft) if parts is None else parts:
        notes = notes_at(judgement, part.place, policy, language)
        kind, _sep, name = part.place.partition(":")
        old = text_at(before, part.place) if before is not None else ""
        shown = network_name(name, policy, language) if name and kind != "alt" else ""
        same = next(
            (
                one
                for one in found
                if kind == "text"
                and one.id.startswith("text:")
                and (one.text, one.notes, one.before) == (part.text, notes, old)
            ),
            None,
        )
        if same is not None:
            found[found.index(same)] = Place(
                id=same.id,
                label=same.label,
                text=same.text,
                notes=same.notes,
                before=same.before,
                prefix=same.prefix,
                networks=(*same.networks, shown),
            )
            continue
        found.append(
            Place(
                id=part.place,
                label=_label(kind, name, shown, draft),
                text=part.text,
                notes=notes,
                before=old,
                prefix=f"constat-{len(found) + 1}",
                networks=(shown,) if kind == "text" and shown else (),
            )
        )
    return found


def comment_notes(answers: Sequence[Approval], place: str) -> list[Note]:
    """Comments of approvers on a text, anchored where they were written."""
    return [
        Note(
            message=_("%(name)s : %(text)s") % {"name": answer.approver.get_full_name(), "text": comment["text"]},
            start=comment["start"],
            end=comment["end"],
        )
        for answer in answers
        for comment in answer.comments
        if comment["place"] == place
    ]


def last_return(publication: Publication) -> list[Approval]:
    """The return that the author answers, alone in a list; empty when there is none."""
    kind, ident = publication.source
    found = Approval.objects.filter(source_kind=kind, source_id=ident, answer=Approval.Answer.RETURN)
    return list(found.select_related("approver").order_by("-when", "-pk")[:1])


def returned_places(publication: Publication, *, language: str) -> list[Place]:
    """The texts that were returned with comments on them, as they were when commented."""
    answers = last_return(publication)
    if not answers or publication.revision is None:
        return []
    places = places_of(publication.revision.draft, None, language=language)
    return [
        Place(id=place.id, label=place.label, text=place.text, notes=notes, prefix=f"commentaire-{number}")
        for number, place in enumerate(places, start=1)
        if (notes := comment_notes(answers, place.id))
    ]


def who(by: str, language: str) -> str:
    """A role or a partner, as people call it."""
    kind, _sep, name = by.partition(":")
    policy = the_policy()
    if kind == "partner" and name:
        return next((one.names[0] for one in policy.organisation.partners if one.id == name), name)
    for role in policy.roles:
        if role.id == by:
            return in_words(role.title, language)
    return role_name(Role(by), language) if by in set(Role) else by


def obligations_of(standing: Standing | None, language: str) -> list[dict[str, Any]]:
    """Every obligation, whether it is met, by whom, and why it is asked."""
    if standing is None:
        return []
    policy = the_policy()
    rows: list[dict[str, Any]] = [
        {
            "by": yes.requirement.by,
            "what": _("Approbation : %(who)s") % {"who": who(yes.requirement.by, language)},
            "clauses": _clauses(yes.requirement.clauses, policy, language),
            "met": yes.met,
            "detail": _given(yes.approval),
            "need": None,
        }
        for yes in standing.yeses
    ]
    for duty in standing.duties:
        said = duty.declaration
        rows.append(
            {
                "by": duty.need.by,
                "what": _duty(duty.need.kind) % {"who": who(duty.need.by, language)},
                "clauses": _clauses((duty.need.clause,), policy, language),
                "met": duty.met,
                "detail": f"{said.person.get_full_name()}, {moment(said.when)} — {said.note}" if said else "",
                "not_called_for": bool(said and said.answer == "not_called_for"),
                "need": "|".join(duty.need) if duty.declarable and not duty.met else None,
                "waivable": "|".join(duty.need) if duty.need.kind == "source" and not duty.met else None,
                "kind": duty.need.kind,
            }
        )
    return rows


def obstacle_sentence(obstacle: Obstacle, language: str) -> str:
    """What to put right, in words."""
    network = network_name(obstacle.network, the_policy(), language) if obstacle.network else ""
    over = obstacle.used - obstacle.allowed
    values = {
        "network": network,
        "over": quantity(over),
        "allowed": quantity(obstacle.allowed),
        "value": obstacle.value[:100],
    }
    return str(_SENTENCES[obstacle.code](over)) % values


_SENTENCES: dict[str, Any] = {
    "networks-none": lambda _n: _("Choisissez au moins un réseau."),
    "network-unknown": lambda _n: _("Balise ne connaît plus le réseau « %(value)s » : décochez-le."),
    "text-empty": lambda _n: _("%(network)s : il n’y a pas de texte."),
    "text-long": lambda n: ngettext(
        "%(network)s : %(over)s caractère de trop (%(allowed)s au plus).",
        "%(network)s : %(over)s caractères de trop (%(allowed)s au plus).",
        n,
    ),
    "text-heavy": lambda _n: _(
        "%(network)s compte en octets, et une lettre accentuée en vaut deux : %(over)s de trop (%(allowed)s au plus)."
    ),
    "hashtags-many": lambda n: ngettext(
        "%(network)s : %(over)s mot-clic de trop (%(allowed)s au plus).",
        "%(network)s : %(over)s mots-clics de trop (%(allowed)s au plus).",
        n,
    ),
    "title-missing": lambda _n: _("%(network)s demande un titre."),
    "title-long": lambda n: ngettext(
        "%(network)s : le titre a %(over)s caractère de trop (%(allowed)s au plus).",
        "%(network)s : le titre a %(over)s caractères de trop (%(allowed)s au plus).",
        n,
    ),
    "alt-long": lambda n: ngettext(
        "%(network)s : un texte de remplacement a %(over)s caractère de trop (%(allowed)s au plus).",
        "%(network)s : un texte de remplacement a %(over)s caractères de trop (%(allowed)s au plus).",
        n,
    ),
    "images-many": lambda _n: _("%(network)s accepte au plus %(allowed)s images."),
    "media-missing": lambda _n: _("%(network)s demande une image ou une vidéo."),
    "video-missing": lambda _n: _("%(network)s demande une vidéo : dites laquelle."),
    "link-wrong": lambda _n: _(
        "« %(value)s » n’est pas un lien : il doit commencer par https:// et ne contenir aucune espace."
    ),
    "alt-missing": lambda _n: _("L’image « %(value)s » n’a pas de texte de remplacement."),
    "window-upside-down": lambda _n: _("« Pas après » vient avant « Pas avant »."),
    "window-over": lambda _n: _("La date limite est déjà passée : choisissez-en une autre."),
    "online-networks": lambda _n: _(
        "Une correction garde les mêmes réseaux : remettez ceux où le message est en ligne."
    ),
    "online-same": lambda _n: _("Rien n’a changé depuis ce qui est en ligne : il n’y a rien à corriger."),
    "planned-outside": lambda _n: _("L’heure choisie est hors de la période."),
}


def _label(kind: str, name: str, shown: str, draft: Draft) -> str:
    if kind == "title":
        return _("Titre pour %(network)s") % {"network": shown}
    if kind == "alt":
        image = next((one.name for one in draft.images if one.sha == name), "")
        return _("Texte de remplacement de %(name)s") % {"name": image}
    return _("Texte")


def _duty(kind: str) -> str:
    return {
        "consent": _("Consentement : %(who)s"),
        "source": _("Sources nommées et vérifiées : %(who)s"),
    }.get(kind, _("Autorisation : %(who)s"))


def _clauses(ids: Sequence[str], policy: Policy, language: str) -> list[str]:
    return [f"{one} {clause_title(one, policy, language)}".strip() for one in ids if one]


def _given(approval: Approval | None) -> str:
    if approval is None:
        return ""
    name, when = approval.approver.get_full_name(), moment(approval.when)
    if approval.way == Approval.Way.MANDATE and approval.mandate is not None:
        topic = approval.mandate.topic
        return _("Donnée d’avance par le mandat que %(name)s a accordé sur : %(topic)s") % {
            "name": name,
            "topic": topic,
        }
    if approval.way == Approval.Way.URGENT:
        return _("En urgence, par %(name)s, %(when)s : %(reason)s") % {
            "name": name,
            "when": when,
            "reason": approval.reason,
        }
    return f"{name}, {when}" + (f" — {approval.reason}" if approval.reason else "")


def findings_sentence(count: int) -> str:
    """How many findings, in words."""
    return ngettext("%(count)d constat", "%(count)d constats", count) % {"count": count}


def reader_draft(publication: Publication, *, author: bool) -> Draft:
    """What a reader may see: the author sees what is being written, the others what was sent."""
    if author or publication.revision is None:
        return publication.content if author else Draft()
    return publication.revision.draft


def reader_name(publication: Publication, *, author: bool) -> str:
    """What a list calls it for this reader; once it was sent, the same for everybody."""
    named = publication.title or publication.called
    return named or opening(reader_draft(publication, author=author)) or _("Sans titre")


KIND_OF_HISTORY = f"publishing.{KIND}"
