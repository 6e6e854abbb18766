"""Who signed what: answers of every kind to a first version, then a second one with something changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils import timezone

from balise.web.demo.official_text import publish_policy
from balise.web.demo.signed_page import signed_page
from balise.web.demo.stage import Stage
from balise.web.signatures.means import Session
from balise.web.signing import (
    answers_transitions,
    asking_transitions,
    campaigns_queries,
    links_transitions,
    paper_transitions,
    versions_queries,
)
from balise.web.signing.answers_transitions import Act, Answer
from balise.web.signing.models.asking import Campaign
from balise.web.signing.models.paper import SignedPage
from balise.web.signing.models.versions import PolicyVersion

Moment = tuple[float, int]  # days before now, hour of the day
_DRAWN = "M60 120 L95 60 L110 140 L150 70 L170 130 L230 90 L300 115 M90 150 L310 140"
_SECOND = 16  # days before now


def _version() -> PolicyVersion:
    version = versions_queries.in_force()
    if version is None:
        raise RuntimeError("the demonstration has published no version yet")
    return version


def _said(on: Stage, who: str, acknowledged: bool, agrees: bool, reason: str = "") -> Answer:
    return Answer(
        acknowledged=acknowledged,
        agrees=agrees,
        name=on.people[who].get_full_name(),
        date=timezone.localdate(on.now),
        place="Québec",
        reason=reason,
    )


def _act(who: str, means: str = "session") -> Act:
    session = Session(mark=f"demo{sum(map(ord, who)):012d}", entered_by="demo")
    return Act(session=session, means=means, drawn=means == "session", path=_DRAWN if means == "session" else "")


def _answers(on: Stage, who: str, *, acknowledged: bool = True, agrees: bool = True, reason: str = "") -> None:
    person = on.people[who]
    said = _said(on, who, acknowledged, agrees, reason)
    answers_transitions.give(actor=person, person=person, version=_version(), answer=said, act=_act(who), now=on.now)


def _receives(on: Stage, by: str, who: str, method: SignedPage.Method, *, agrees: bool = True) -> SignedPage:
    return paper_transitions.receive(
        actor=on.people[by],
        recognised=signed_page(on.people[who], _version(), agrees=agrees, now=on.now),
        method=method,
        today=timezone.localdate(on.now),
        now=on.now,
    )


def _launches(on: Stage, *, due: dt.date, team: str = "") -> None:
    version = _version()
    campaign = campaigns_queries.prepared_for(version) or asking_transitions.prepare(
        actor=on.people["sylvie"], version=version, now=on.now
    )
    asking_transitions.launch(
        actor=on.people["sylvie"],
        campaign=campaign,
        chosen=Campaign.Population.TEAM if team else Campaign.Population.ALL,
        team=on.people[team] if team else None,
        due=due,
        now=on.now,
    )


def first_version(on: Stage) -> Iterator[Moment]:
    """Everybody is asked; each of the four pairs of yes and no, on a screen, by a link, on a device and on paper."""
    today = timezone.localdate(on.today)
    yield 34, 9
    _launches(on, due=today - dt.timedelta(days=20))
    yield 34, 11
    _answers(on, "amelie")
    yield 34, 13
    _answers(on, "jeanfrancois")
    yield 33, 9
    _answers(on, "nadia", acknowledged=False, agrees=True)
    yield 33, 14
    reason = "L’article 3.4 m’empêche de montrer mon propre poste de travail. J’aimerais en parler."
    _answers(on, "olivier", acknowledged=True, agrees=False, reason=reason)
    yield 32, 10
    _answers(on, "sylvie")
    yield 32, 15
    _answers(on, "claude")
    yield 31, 9
    page = _receives(on, "jeanfrancois", "thomas", SignedPage.Method.PAPER, agrees=False)
    paper_transitions.file_page(
        actor=on.people["jeanfrancois"], page=page, answer=_said(on, "thomas", True, False), now=on.now
    )
    yield 30, 10
    link, _code = links_transitions.give_link(
        actor=on.people["sylvie"], person=on.people["remi"], version=_version(), mail=False, now=on.now
    )
    yield 29, 16
    links_transitions.answer_by_link(
        link=link, answer=_said(on, "remi", True, True), act=_act("remi", "code"), now=on.now
    )
    yield 28, 11
    device = links_transitions.hand_over(
        actor=on.people["sylvie"], person=on.people["kim"], version=_version(), now=on.now
    )
    links_transitions.answer_by_link(link=device, answer=_said(on, "kim", False, False), act=_act("kim"), now=on.now)


def second_version(on: Stage) -> Iterator[Moment]:
    """Something changed: people are asked again, one team first. Some answered, one is late, one is on leave."""
    today = timezone.localdate(on.today)
    yield _SECOND, 9
    publish_policy(on.people, on.now, second=True)
    yield _SECOND, 10
    _launches(on, due=today - dt.timedelta(days=4), team="jeanfrancois")
    yield _SECOND, 11
    asking_transitions.exempt(
        actor=on.people["sylvie"],
        person=on.people["ines"],
        until=today + dt.timedelta(days=30),
        reason="Congé sans solde jusqu’à la fin du mois prochain.",
        now=on.now,
    )
    yield 15, 9
    _launches(on, due=today + dt.timedelta(days=5))
    yield 14, 10
    _answers(on, "thomas")
    yield 13, 9
    _answers(on, "jeanfrancois")
    yield 12, 10
    _answers(on, "olivier", acknowledged=True, agrees=False)
    yield 11, 13
    _answers(on, "sylvie")
    for days in (7, 4):
        yield days, 8
        asking_transitions.remind(now=on.now)
    yield 3, 11
    page = _receives(on, "sylvie", "kim", SignedPage.Method.MAIL)
    paper_transitions.file_page(actor=on.people["sylvie"], page=page, answer=_said(on, "kim", True, True), now=on.now)
    yield 1, 8
    asking_transitions.remind(now=on.now)
    yield 1, 14
    _receives(on, "sylvie", "claude", SignedPage.Method.PAPER)


SIGNATURES: tuple[Callable[[Stage], Iterator[Moment]], ...] = (first_version, second_version)
