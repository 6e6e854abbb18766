"""The two ways that need no yes at the time: management alone in an emergency, and a mandate within its limits."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from balise.web.access import Refused
from balise.web.approvals.models import Approval
from balise.web.approvals.transitions import grant_mandate, withdraw_mandate
from balise.web.audit.models import Record
from balise.web.people.models import Person
from balise.web.people.roles import Role
from balise.web.publishing import transitions
from balise.web.publishing.models import Publication, Rereading
from balise.web.publishing.queries import to_publish
from balise.web.workflow import Invalid

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
DAY = dt.timedelta(days=1)
POST = "https://www.facebook.com/page/posts/1"
PARTNER = "Au nom du CFER de Bellechasse, nous annonçons une nouvelle collecte."


def _hurry(person: Person, post: Publication, now: dt.datetime, reason: str = "Inondation.") -> Publication:
    return transitions.approve_urgently(actor=person, publication=post, content_hash=post.hash, reason=reason, now=now)


def test_everyone_concerned_is_told(
    cast: SimpleNamespace, person: Make, now: dt.datetime, write: Make, send: Make, heard: Any
) -> None:
    """The author, who had already answered, and all who would have: nobody has to remember to name them."""
    clara = person("clara", Role.COMMUNICATIONS)
    odile = person("odile", Role.PARTNER, partner_id="cfer-bellechasse")
    sent = send(write(cast.employee, PARTNER))
    transitions.approve(
        actor=clara, publication=sent, content_hash=sent.hash, by=["communications"], reason="D’accord.", now=now
    )
    done = _hurry(cast.management, sent, now)
    told = heard.all[-1]
    assert (type(told).__name__, told.actor_id) == ("ApprovedUrgently", cast.management.pk)
    assert told.concerned == tuple(sorted({cast.employee.pk, clara.pk, odile.pk}))
    assert (done.state, done.urgent) == ("approved", True)


def test_the_reason_is_written_and_shown(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, seat: Callable[[Any], Client]
) -> None:
    sent = send(write(cast.employee))
    denise = seat(cast.management)
    refused = denise.post(f"/approbations/{sent.pk}/urgence/", {"hash": sent.hash, "reason": "  "})
    assert refused.status_code == 422
    assert re.search(r'<a href="#(urgence-reason)">Raison</a>.{1,3}: Écrivez la raison', refused.content.decode())
    assert 'id="urgence-reason"' in refused.content.decode()
    denise.post(f"/approbations/{sent.pk}/urgence/", {"hash": sent.hash, "reason": "Inondation au local."})
    page = seat(cast.employee).get(f"/publications/{sent.pk}/").content.decode()
    assert "Approuvée en urgence" in page
    assert "Inondation au local." in page


def test_management_is_led_there_from_the_post(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, seat: Callable[[Any], Client]
) -> None:
    sent = send(write(cast.employee))
    link = f'href="/approbations/{sent.pk}/#urgence"'
    pages = {
        name: seat(getattr(cast, name)).get(f"/publications/{sent.pk}/").content.decode()
        for name in ("management", "communications", "employee", "auditor")
    }
    assert {name for name, page in pages.items() if link in page} == {"management"}
    _hurry(cast.management, sent, now)
    assert link not in seat(cast.management).get(f"/publications/{sent.pk}/").content.decode()


def test_an_emergency_is_read_again_once_by_each_and_proven(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, seat: Callable[[Any], Client]
) -> None:
    done = _hurry(cast.management, send(write(cast.employee, "Nos locaux sont fermés.")), now, "Tempête de neige.")
    approval = Approval.objects.get(way=Approval.Way.URGENT)
    address = f"/publications/{done.pk}/urgences/{approval.pk}/"
    aude = seat(cast.auditor)
    page = aude.get(address).content.decode()
    for shown in ("Nos locaux sont fermés.", "Tempête de neige.", "Denise", "J’ai relu", "Elise"):
        assert shown in page
    assert address in aude.get(f"/publications/{done.pk}/").content.decode()
    assert aude.post(address).status_code == 302
    assert "Vous avez relu cette décision" in aude.get(address).content.decode()
    aude.post(address)  # twice says it once
    assert Rereading.objects.values_list("person", flat=True).get() == cast.auditor.pk
    tags = list(Record.objects.filter(tag__endswith=":reread").values_list("tag", "subject_id"))
    assert tags == [("person:publication:reread", str(done.pk))]
    assert "a relu l’approbation en urgence" in aude.get(f"/publications/{done.pk}/historique/").content.decode()
    for nothing in (
        f"/publications/{done.pk}/urgences/{approval.pk + 1}/",
        f"/publications/{done.pk}/urgences/{10**30}/",
    ):
        assert aude.get(nothing).status_code == 404
        assert aude.post(nothing).status_code == 404
    assert seat(cast.management).get(address).status_code == 403
    with pytest.raises(Refused):
        transitions.reread(actor=cast.management, publication=done, approval=approval.pk, now=now)


def test_what_was_read_again_is_what_was_approved(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, seat: Callable[[Any], Client]
) -> None:
    done = _hurry(cast.management, send(write(cast.employee, "Nos locaux sont fermés.")), now)
    back = transitions.reopen(actor=cast.employee, publication=done, now=now)
    draft = replace(back.content, common="Nos locaux rouvrent demain.")
    again = transitions.save_draft(
        actor=cast.employee, publication=back, version=back.version, draft=draft, title="", planned=None, now=now
    )
    send(again)
    approval = Approval.objects.get(way=Approval.Way.URGENT)
    page = seat(cast.auditor).get(f"/publications/{done.pk}/urgences/{approval.pk}/").content.decode()
    assert "Nos locaux sont fermés." in page
    assert "rouvrent" not in page.partition("Le texte approuvé")[2]  # the post itself goes by its new words
    assert "Cette approbation est tombée depuis" in page


def test_not_the_author_nor_a_post_under_somebodys_own_name(
    cast: SimpleNamespace, person: Make, now: dt.datetime, write: Make, send: Make
) -> None:
    own = send(write(cast.management))
    with pytest.raises(Refused):
        _hurry(cast.management, own, now)
    other = person("diane", Role.MANAGEMENT)
    assert _hurry(other, own, now).state == "approved"
    personal = send(write(cast.employee, voice="personal"))
    with pytest.raises(Refused):  # management was not asked, and sees nothing of it
        _hurry(cast.management, personal, now)


@pytest.fixture
def mandate(cast: SimpleNamespace, now: dt.datetime, today: dt.date) -> Any:
    return grant_mandate(
        actor=cast.management,
        holder=cast.employee,
        topic="Les collectes",
        networks=["facebook"],
        since=today,
        until=today + 10 * DAY,
        now=now,
    )


def test_a_mandate_that_ended_publishes_nothing_more(
    cast: SimpleNamespace,
    now: dt.datetime,
    today: dt.date,
    write: Make,
    send: Make,
    mandate: Any,
    seat: Callable[[Any], Client],
) -> None:
    sent = send(write(cast.employee, latest=now + 5 * DAY), mandate=mandate)
    assert sent.state == "approved"
    assert list(to_publish(cast.employee, today=today)) == [sent]
    elise = seat(cast.employee)
    assert "sur\u00a0: Les collectes" in elise.get(f"/publications/{sent.pk}/").content.decode()
    withdraw_mandate(actor=cast.management, mandate=mandate, now=now)
    assert not to_publish(cast.employee, today=today).exists()
    assert "Le mandat a pris fin" in elise.get(f"/publications/{sent.pk}/").content.decode()
    kept: dict[str, Any] = {"publication": sent, "network": "facebook", "address": POST, "now": now}
    with pytest.raises(Refused):
        transitions.record_address(actor=cast.employee, **kept)
    with pytest.raises(Invalid):
        send(write(cast.employee, latest=now + 5 * DAY), mandate=mandate)  # as the page had it
    assert transitions.record_address(actor=cast.communications, **kept).state == "published"


def test_the_time_chosen_stays_within_the_mandate(
    cast: SimpleNamespace, now: dt.datetime, write: Make, send: Make, mandate: Any
) -> None:
    sent = send(write(cast.employee, planned=now + DAY), mandate=mandate)
    with pytest.raises(Invalid) as told:
        transitions.reschedule(actor=cast.employee, publication=sent, planned=now + 20 * DAY, now=now)
    assert "Le mandat" in told.value.message("fr")
    later = transitions.reschedule(actor=cast.employee, publication=sent, planned=now + 2 * DAY, now=now)
    assert later.planned == now + 2 * DAY
