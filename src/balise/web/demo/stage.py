"""What the people of the demonstration can do: the same transitions as anybody, at the time of the story."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from balise.web.approvals.answering import may_answer
from balise.web.approvals.models import Request
from balise.web.approvals.transitions import grant_mandate
from balise.web.people.models import Person
from balise.web.publishing import transitions
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.publishing.readiness import parts_of
from balise.web.verdicts.engine import judge

_ADDRESSES = {
    "facebook": "https://www.facebook.com/demonstration/posts/{}",
    "instagram": "https://www.instagram.com/p/demo{}/",
    "linkedin": "https://www.linkedin.com/posts/demonstration-{}",
    "mastodon": "https://mastodon.example.org/@demonstration/{}",
    "x": "https://x.com/demonstration/status/{}",
}


class Stage:
    """The cast, and the clock of the story."""

    def __init__(self, people: dict[str, Person], *, today: dt.datetime, clauses: dict[str, str], partner: str) -> None:
        self.people = people
        self.today = today  # midnight, today
        self.now = today
        self.clauses = clauses
        self.partner = partner

    def write(
        self, who: str, text: str, *, networks: tuple[str, ...], voice: str = "official", **more: Any
    ) -> Publication:
        """Begin a draft."""
        title, planned = more.pop("title", ""), more.pop("planned", None)
        draft = Draft(common=text, networks=networks, **more)
        return transitions.create_publication(
            actor=self.people[who], voice=voice, draft=draft, title=title, planned=planned, now=self.now
        )

    def rewrite(self, publication: Publication, text: str) -> Publication:
        """Change its words."""
        here = self._again(publication)
        kept = here.content
        draft = Draft(common=text, networks=kept.networks, earliest=kept.earliest, latest=kept.latest)
        return transitions.save_draft(
            actor=here.author,
            publication=here,
            version=here.version,
            draft=draft,
            title=here.title,
            planned=here.planned,
            now=self.now,
        )

    def send(self, publication: Publication, **more: Any) -> Publication:
        """Submit it, as the page does."""
        here = self._again(publication)
        judgement = judge(parts_of(here.content), voice=here.voice)
        return transitions.submit(
            actor=here.author, publication=here, content_hash=here.hash, judgement=judgement, now=self.now, **more
        )

    def source(self, publication: Publication, statement: str, source: str) -> Publication:
        """Name where something comes from, having checked it."""
        here = self._again(publication)
        return transitions.add_claim(
            actor=here.author, publication=here, statement=statement, source=source, checked=True, now=self.now
        )

    def approve(self, publication: Publication, who: str, reason: str = "") -> Publication:
        """Say yes for everything that this person may answer for."""
        here, person = self._again(publication), self.people[who]
        by = self._may(here, person)
        return transitions.approve(
            actor=person, publication=here, content_hash=here.hash, by=by, reason=reason, now=self.now
        )

    def send_back(self, publication: Publication, who: str, remark: str, quote: str = "") -> Publication:
        """Return it with a comment on its words."""
        here = self._again(publication)
        place = f"text:{here.content.networks[0]}"
        return transitions.return_to_author(
            actor=self.people[who],
            publication=here,
            content_hash=here.hash,
            comments=[{"place": place, "quote": quote, "text": remark}],
            now=self.now,
        )

    def refuse(self, publication: Publication, who: str, clause: str, reason: str) -> Publication:
        """Say no."""
        here, person = self._again(publication), self.people[who]
        return transitions.refuse(
            actor=person, publication=here, content_hash=here.hash, clause=clause, reason=reason, now=self.now
        )

    def hurry(self, publication: Publication, who: str, reason: str) -> Publication:
        """Management alone."""
        here = self._again(publication)
        return transitions.approve_urgently(
            actor=self.people[who], publication=here, content_hash=here.hash, reason=reason, now=self.now
        )

    def put_online(self, publication: Publication, who: str) -> Publication:
        """Publish by hand on each network, and write down where."""
        here = self._again(publication)
        for name in here.content.networks:
            here = transitions.record_address(
                actor=self.people[who],
                publication=here,
                network=name,
                address=_ADDRESSES[name].format(10_000 + here.pk),
                now=self.now,
            )
        return here

    def ask_retraction(self, publication: Publication, who: str, clause: str, reason: str) -> Publication:
        """Something online should not be."""
        here = self._again(publication)
        return transitions.ask_retraction(
            actor=self.people[who], publication=here, clause=clause, reason=reason, now=self.now
        )

    def take_down(self, publication: Publication, who: str, note: str) -> Publication:
        """It is taken down."""
        here = self._again(publication)
        return transitions.mark_removed(actor=self.people[who], publication=here, note=note, now=self.now)

    def confirm_gone(self, publication: Publication, who: str) -> Publication:
        """Somebody else looked: it is gone."""
        here = self._again(publication)
        return transitions.confirm_retraction(actor=self.people[who], publication=here, now=self.now)

    def take_back(self, publication: Publication) -> Publication:
        """The author takes it back to change it."""
        here = self._again(publication)
        return transitions.reopen(actor=here.author, publication=here, now=self.now)

    def give_up(self, publication: Publication) -> Publication:
        """The author gives it up."""
        here = self._again(publication)
        return transitions.withdraw(actor=here.author, publication=here, now=self.now)

    def mandate(self, holder: str, topic: str, networks: list[str]) -> None:
        """Management lets somebody speak."""
        since = timezone.localdate(self.now)
        grant_mandate(
            actor=self.people["claude"],
            holder=self.people[holder],
            topic=topic,
            networks=networks,
            since=since,
            until=since + dt.timedelta(days=180),
            now=self.now,
        )

    def _again(self, publication: Publication) -> Publication:
        return Publication.objects.select_related("author").get(pk=publication.pk)

    def _may(self, publication: Publication, person: Person) -> list[str]:
        kind, ident = publication.source
        waiting = Request.objects.filter(
            source_kind=kind, source_id=ident, hash=publication.hash, state=Request.State.WAITING
        )
        today = timezone.localdate(self.now)
        return [one.by for one in waiting if may_answer(person, by=one.by, author=publication.author, today=today)]
