"""What the people of the demonstration can do: the same transitions as anybody, at the time of the story.

Stories say who acts and when. What the engine asks of each post is done here as it asks it, by whom it asks: a better
detection or another pack changes who answers, never whether the demonstration can be written.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils import timezone

from balise.policy.model import Decision
from balise.web.approvals.answering import eligible, may_answer
from balise.web.approvals.models import Request
from balise.web.approvals.transitions import grant_mandate
from balise.web.learning import queries as exercising
from balise.web.learning import transitions as exercises
from balise.web.people.models import Person
from balise.web.publishing import transitions
from balise.web.publishing.content import Draft
from balise.web.publishing.models import Publication
from balise.web.publishing.online import editable_there, online_at, pending
from balise.web.publishing.readiness import parts_of
from balise.web.publishing.settling import standing_of
from balise.web.questions import transitions as asking
from balise.web.questions.models import Question
from balise.web.verdicts.engine import judge, the_policy
from balise.web.verdicts.storing import kept

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
        draft = replace(here.content, common=text)
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
        if judgement.decision is Decision.FORBIDDEN:
            more.setdefault("justification", "Je l’ai relu plusieurs fois et je crois qu’il peut être publié.")
        return transitions.submit(
            actor=here.author, publication=here, content_hash=here.hash, judgement=judgement, now=self.now, **more
        )

    def source(self, publication: Publication, statement: str, source: str) -> Publication:
        """Name where something comes from, having checked it."""
        here = self._again(publication)
        return transitions.add_claim(
            actor=here.author, publication=here, statement=statement, source=source, checked=True, now=self.now
        )

    def approve(self, publication: Publication, who: str, reason: str = "", *, alone: bool = False) -> Publication:
        """Say yes, then whoever else is asked; ``alone`` leaves the others' answers waiting."""
        here = self._meet_duties(self._again(publication))
        here = self._say_yes(here, self.people[who], reason)
        while not alone and here.state == Publication.State.SUBMITTED and (waiting := self._waiting(here)):
            answering = eligible(waiting[0].by, author=here.author, today=timezone.localdate(self.now))
            here = self._say_yes(self._again(here), answering[0], "")
        return here

    def _say_yes(self, publication: Publication, person: Person, reason: str) -> Publication:
        judgement = kept(source=publication.source, content_hash=publication.hash)
        if judgement is not None and judgement.decision is Decision.FORBIDDEN:
            reason = reason or "Relu à deux : rien n’y contrevient à la politique."
        by = self._may(publication, person)
        return transitions.approve(
            actor=person, publication=publication, content_hash=publication.hash, by=by, reason=reason, now=self.now
        )

    def _meet_duties(self, publication: Publication) -> Publication:
        """Sources and consents that this post was found to need, and that its story does not tell of."""
        for duty in standing_of(publication).duties:
            if duty.met:
                continue
            if duty.need.kind == "source":
                self.source(publication, publication.name, "Registre de l’atelier, relevé du mois.")
            else:
                transitions.declare_met(
                    actor=publication.author,
                    publication=publication,
                    content_hash=publication.hash,
                    need=list(duty.need),
                    answer="not_called_for",
                    note="Vérifié : personne n’y est reconnaissable.",
                    now=self.now,
                )
        return self._again(publication)

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

    def ask_correction(self, publication: Publication, who: str, reason: str) -> Publication:
        """Something online is to change."""
        here = self._again(publication)
        return transitions.ask_correction(actor=self.people[who], publication=here, reason=reason, now=self.now)

    def correct_online(self, publication: Publication, who: str) -> Publication:
        """Change it on each network; where it cannot be changed, publish it again."""
        here = self._again(publication)
        for placement in pending(here):
            before = online_at(here, placement)
            editable = editable_there(placement.network, before=before, after=here.content)
            number = 20_000 + here.pk
            here = transitions.record_correction(
                actor=self.people[who],
                publication=here,
                network=placement.network,
                address=placement.address if editable else _ADDRESSES[placement.network].format(number),
                now=self.now,
            )
        return here

    def ask(self, who: str, text: str, question: str, *, voice: str = "personal") -> Question:
        """A question about a message, as from the private check."""
        return asking.ask(actor=self.people[who], text=text, voice=voice, question=question, now=self.now)

    def answer(self, question: Question, who: str, words: str, *clauses: str) -> Question:
        """Its answer, with the clauses that say so."""
        return asking.answer(actor=self.people[who], question=question, answer=words, clauses=clauses, now=self.now)

    def practise(self, who: str, *, missing: int = 0, until: int = 5) -> None:
        """A series of situations, the first ones missed, left after ``until``; nothing where the policy has none."""
        person = self.people[who]
        if not the_policy().situations:
            return
        exercises.begin(actor=person, now=self.now)
        for place in range(until):
            before = exercising.before(person)
            if before is None:
                return
            situation = before[0]
            others = [one for one in situation.answers if one != situation.answer]
            said = others[0] if place < missing else situation.answer
            exercises.answer(actor=person, situation=situation, answer=said, now=self.now)

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

    def _waiting(self, publication: Publication) -> list[Request]:
        kind, ident = publication.source
        return list(
            Request.objects.filter(
                source_kind=kind, source_id=ident, hash=publication.hash, state=Request.State.WAITING
            ).order_by("pk")
        )

    def _may(self, publication: Publication, person: Person) -> list[str]:
        today = timezone.localdate(self.now)
        waiting = self._waiting(publication)
        return [one.by for one in waiting if may_answer(person, by=one.by, author=publication.author, today=today)]
