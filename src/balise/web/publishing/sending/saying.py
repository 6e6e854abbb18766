"""What becomes of a post on each network, in the reader's language: where it stands, why, and what one may do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext

from balise.networks.describing import Deed, Operation
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Dispatch, Divergence, Placement, Publication
from balise.web.publishing.sending.queueing import reachable
from balise.web.publishing.sending.ways import Way, ways_for
from balise.web.ui.badges import Badge
from balise.web.ui.dates import moment_in_words
from balise.web.verdicts.engine import the_policy
from balise.web.verdicts.networks import all_networks, network_name

_S, _A = Dispatch.State, Dispatch.Act
SOON = dt.timedelta(minutes=2)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One network: its badge, a sentence, and which acts a publisher may be offered there."""

    network: str
    name: str
    badge: Badge
    sentence: str = ""
    address: str = ""
    moving: bool = False  # it may change by itself: the page asks again
    acts: frozenset[str] = field(default_factory=frozenset)  # again, stop, settle, decide
    divergence: Divergence | None = None


def plans_of(publication: Publication, draft: Draft, *, language: str) -> list[dict[str, Any]]:
    """Before it leaves: through which account it goes to each network, or by hand and why; what happens there."""
    policy, known = the_policy(), all_networks()
    found = []
    for way in ways_for(publication, draft):
        network = known.get(way.network)
        deed = network.deeds.get(Operation.PUBLISH) if network else None
        found.append(
            {
                "name": network_name(way.network, policy, language),
                "account": _account(way),
                "why": why_by_hand(way.why),
                "outcome": deed.outcome.get(language, "") if deed and way.connection else "",
            }
        )
    return found


def standings_of(publication: Publication, *, language: str, now: dt.datetime) -> list[Standing]:
    """Where the post stands on each of its networks."""
    draft, policy = publication.content, the_policy()
    placed = {one.network: one for one in publication.placements.select_related("recorded_by", "connection")}
    latest = {one.network: one for one in publication.dispatches.order_by("pk")}
    open_ones = Divergence.objects.filter(placement__publication=publication, ended=None).select_related("placement")
    differing = {one.placement.network: one for one in open_ones}
    ways = {way.network: way for way in ways_for(publication, draft)}
    names = dict.fromkeys([*draft.networks, *placed])
    return [
        _standing(
            publication,
            network=name,
            name=network_name(name, policy, language),
            placement=placed.get(name),
            dispatch=latest.get(name),
            divergence=differing.get(name),
            way=ways.get(name),
            now=now,
        )
        for name in names
    ]


def removals_of(publication: Publication, *, language: str) -> list[dict[str, Any]]:
    """Where the post is online: what taking it down there does, who does it, and what has been done."""
    from_here, policy = [], the_policy()
    latest = {one.network: one for one in publication.dispatches.filter(act=_A.RETRACT).order_by("pk")}
    for placement in publication.placements.exclude(address="").select_related("connection").order_by("pk"):
        network = all_networks().get(placement.network)
        deed = network.deeds.get(Operation.RETRACT) if network else None
        dispatch = latest.get(placement.network)
        from_here.append(
            {
                "name": network_name(placement.network, policy, language),
                "network": placement.network,
                "address": placement.address,
                "placement": placement,
                "outcome": deed.outcome.get(language, "") if deed else "",
                "steps": deed.steps.get(language, ()) if deed else (),
                "by_us": _can_take_down(placement, deed),
                "dispatch": dispatch,
                "problem": problem_sentence(dispatch.problem) if dispatch and dispatch.problem else "",
                "moving": dispatch is not None and dispatch.state in Dispatch.LIVE,
                "failed": dispatch is not None and dispatch.state == _S.FAILED,
            }
        )
    return from_here


def why_by_hand(code: str) -> str:
    """Why a person publishes it there; empty for what goes by itself."""
    return str(_WHY[code]) if code else ""


def problem_sentence(code: str) -> str:
    """What went wrong, and what to do about it."""
    return str(_PROBLEMS[code]) if code in _PROBLEMS else _("Le réseau a refusé (code : %(code)s).") % {"code": code}


def difference_rows(divergence: Divergence) -> list[dict[str, str]]:
    """Each thing that is not as approved: its name, what was approved, what is online."""
    return [
        {"code": code, "label": str(_DIFFERENCES.get(code, code)), "approved": approved, "online": online}
        for code, approved, online in divergence.seen
    ]


def _standing(
    publication: Publication,
    *,
    network: str,
    name: str,
    placement: Placement | None,
    dispatch: Dispatch | None,
    divergence: Divergence | None,
    way: Way | None,
    now: dt.datetime,
) -> Standing:
    given: dict[str, Any] = {"network": network, "name": name, "address": placement.address if placement else ""}
    if dispatch is not None and dispatch.state in {*Dispatch.LIVE, _S.FAILED}:
        return _moving(dispatch, given, now)
    if placement is not None:
        return _placed(placement, divergence, given)
    if publication.state not in {"approved", "submitted", "draft", "returned"}:
        return Standing(badge=Badge(pgettext("réseau", "pas en ligne"), "minus-circle", "neutral"), **given)
    if way is None or way.connection is None or (dispatch is not None and dispatch.problem == "by-hand"):
        why = why_by_hand(way.why) if way is not None and way.connection is None else ""
        return Standing(badge=Badge(pgettext("réseau", "à la main"), "hand-raised", "neutral"), sentence=why, **given)
    return _waiting(publication, way, given, now)


def _waiting(publication: Publication, way: Way, given: dict[str, Any], now: dt.datetime) -> Standing:
    account = _account(way)
    if publication.state != Publication.State.APPROVED:
        sentence = _("Partira par le compte %(account)s, une fois approuvé.") % {"account": account}
    elif publication.planned is None:
        sentence = _("Partira par le compte %(account)s, quand une heure sera choisie ou qu’on publiera.") % {
            "account": account
        }
    else:
        sentence = _("Partira par le compte %(account)s, le %(when)s.") % {
            "account": account,
            "when": moment_in_words(publication.planned),
        }
    soon = publication.planned is not None and publication.planned <= now + SOON
    badge = Badge(pgettext("réseau", "attend son heure"), "clock", "info")
    return Standing(badge=badge, sentence=sentence, moving=soon, **given)


def _moving(dispatch: Dispatch, given: dict[str, Any], now: dt.datetime) -> Standing:
    problem = problem_sentence(dispatch.problem) if dispatch.problem else ""
    if dispatch.state == _S.SENDING:
        badge = Badge(_SENDING[dispatch.act], "arrow-path", "info")
        late = dispatch.changed + SOON < now
        sentence = _("La réponse du réseau s’est perdue : Balise regarde si c’est fait.") if late else ""
        return Standing(badge=badge, sentence=sentence, moving=True, **given)
    if dispatch.state == _S.UNSURE:
        badge = Badge(pgettext("réseau", "à vérifier par une personne"), "question-mark-circle", "warning")
        sentence = _("Nul ne sait si le réseau l’a reçu. Balise ne le renvoie pas : ce serait peut-être deux fois.")
        return Standing(badge=badge, sentence=sentence, moving=True, acts=frozenset({"settle"}), **given)
    if dispatch.state == _S.FAILED:
        badge = Badge(pgettext("réseau", "échec"), "x-circle", "danger")
        return Standing(badge=badge, sentence=problem, acts=frozenset({"again", "stop"}), **given)
    if dispatch.tries == 0 or not problem:
        badge = Badge(pgettext("réseau", "part dans un instant"), "arrow-path", "info")
        return Standing(badge=badge, moving=True, acts=frozenset({"stop"}), **given)
    badge = Badge(pgettext("réseau", "nouvel essai prévu"), "clock", "warning")
    sentence = _("%(problem)s Nouvel essai le %(when)s.") % {"problem": problem, "when": moment_in_words(dispatch.due)}
    return Standing(badge=badge, sentence=sentence, moving=True, acts=frozenset({"again", "stop"}), **given)


def _placed(placement: Placement, divergence: Divergence | None, given: dict[str, Any]) -> Standing:
    if not placement.address:
        badge = Badge(pgettext("réseau", "laissé de côté"), "minus-circle", "neutral")
        return Standing(badge=badge, sentence=placement.left_out, **given)
    if placement.removed is not None:
        seen = placement.removed_seen is not None
        sentence = (
            _("Le réseau lui-même dit qu’il n’y est plus (%(when)s).") % {"when": moment_in_words(placement.removed)}
            if seen
            else _("Retiré le %(when)s; le réseau ne dit pas encore qu’il n’y est plus.")
            % {"when": moment_in_words(placement.removed)}
        )
        return Standing(badge=Badge(pgettext("réseau", "retiré"), "eye-slash", "neutral"), sentence=sentence, **given)
    if divergence is not None:
        badge = Badge(str(_DIVERGED[divergence.kind]), "exclamation-triangle", "danger")
        sentence = _("Vu le %(when)s.") % {"when": moment_in_words(divergence.found)}
        return Standing(badge=badge, sentence=sentence, acts=frozenset({"decide"}), divergence=divergence, **given)
    badge = Badge(pgettext("réseau", "en ligne"), "check-circle", "good")
    if not placement.remote_id:
        return Standing(badge=badge, sentence=_("Adresse inscrite à la main : Balise ne compare pas."), **given)
    if placement.checked is None:
        sentence = _("Sera comparé dans quelques minutes avec ce qui a été approuvé.")
    elif placement.verified:
        sentence = _("Pareil à ce qui a été approuvé, vu le %(when)s.") % {"when": moment_in_words(placement.checked)}
    else:
        sentence = _("Différence acceptée, vue le %(when)s.") % {"when": moment_in_words(placement.checked)}
    return Standing(badge=badge, sentence=sentence, acts=frozenset({"look"}), **given)


def _account(way: Way) -> str:
    if way.connection is None:
        return ""
    remote = way.connection.remote
    return str(remote.get("handle") or remote.get("name") or remote.get("id") or "")


def _can_take_down(placement: Placement, deed: Deed | None) -> bool:
    return deed is not None and reachable(placement, Operation.RETRACT)


_SENDING: dict[str, Any] = {
    _A.PUBLISH: _l("envoi en cours"),
    _A.UPDATE: _l("correction en cours"),
    _A.RETRACT: _l("retrait en cours"),
}
_DIVERGED = {
    "changed": _l("changé en ligne"),
    "held": _l("caché par le réseau"),
    "vanished": _l("disparu"),
}
_DIFFERENCES = {
    "alt": _l("Texte de remplacement"),
    "held": _l("Visibilité"),
    "images": _l("Nombre d’images"),
    "text": _l("Texte"),
    "title": _l("Titre"),
    "video": _l("Vidéo"),
}
_WHY = {
    "by-hand-there": _l("ce réseau ne se publie qu’à la main"),
    "image-heavy": _l("une image est trop lourde pour l’envoi automatique sur ce réseau"),
    "image-type": _l("ce réseau ne reçoit pas ce format d’image automatiquement : un JPEG passerait"),
    "no-public-address": _l(
        "ce réseau vient chercher les images à une adresse publique, et ce site n’en a pas (réglage BALISE_ADDRESS)"
    ),
    "not-connected": _l("aucun compte n’y est relié"),
    "option": _l("ce réseau demande un choix de plus (un tableau) que seule une personne fait"),
    "personal": _l("vous le publiez vous-même, en votre nom"),
    "video": _l("la vidéo n’est pas dans Balise : une personne l’ajoute"),
}
_BUSY = _l("Le réseau n’a pas pu répondre.")
_LOST = _l("Le réseau ne nous laisse plus entrer : il faut relier le compte de nouveau.")
_PROBLEMS = {
    "application": _l("L’application inscrite au réseau n’est plus acceptée : prévenez l’administration."),
    "asked-again": _l("La réponse du réseau s’est perdue; redemander ne change rien de plus."),
    "by-hand": _l("Une personne s’en charge."),
    "connection-broken": _LOST,
    "connection-ended": _l("Le compte a été délié."),
    "connection-none": _l("Aucun compte n’y est relié."),
    "connection-tokens": _LOST,
    "credits-spent": _l("Le crédit acheté au réseau est épuisé."),
    "duplicate": _l("Le réseau dit que ce même texte y est déjà : regardez avant d’aller plus loin."),
    "gone": _l("Le réseau dit que la publication n’y est plus."),
    "half-answer": _BUSY,
    "lost-permission": _LOST,
    "media-heavy": _l("Une image est trop lourde pour ce réseau."),
    "media-not-public": _l("Le réseau n’a pas pu venir chercher l’image : l’adresse du site doit être publique."),
    "media-refused": _l("Le réseau refuse une image."),
    "media-type": _l("Le réseau ne prend pas ce format d’image."),
    "not-editable": _l("Ce réseau ne laisse pas changer cela sur place."),
    "quota": _l("Le réseau ne prend plus rien avant un moment : sa limite est atteinte."),
    "server": _BUSY,
    "slow": _l("La préparation a été trop longue."),
    "surely-not": _l("La réponse du réseau s’est perdue, et Balise a vu que rien n’y était."),
    "throttled": _l("Le réseau demande d’attendre : trop de demandes."),
    "too-slow": _BUSY,
    "unavailable": _BUSY,
    "unclear": _l("La réponse du réseau s’est perdue, plusieurs fois : allez voir ce qui est en ligne."),
    "unreachable": _BUSY,
    "window-over": _l(
        "La période approuvée est terminée : rien n’est parti. Changez les dates et demandez de nouveau."
    ),
    "wrong-answer": _BUSY,
    "wrong-json": _BUSY,
}
