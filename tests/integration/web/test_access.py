"""Every role × permission, transition and view, refusals included. What is added without its row here fails."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from balise.web.access import Permission, Refused, allowed
from balise.web.access.guarding import PUBLIC
from balise.web.people.models import Person, RoleHolding
from balise.web.people.roles import SENSITIVE, Role
from balise.web.workflow import System, Transition, all_transitions, create, perform

# permission: the roles that bring it; every other role is refused
PERMISSIONS = {
    "absence.set": "admin hr manager",
    "account.manage": "admin communications management",
    "account.read": "admin auditor communications management",
    "account.recover": "admin communications management",
    "attestation.correct": "hr",
    "attestation.file": "hr manager",  # by rule: one's own team, and never oneself
    "attestation.give": "admin auditor communications employee hr management manager partner privacy",  # by rule: in one's own name
    "attestation.read": "hr",
    "audit.read": "auditor communications management",
    "audit.verify": "admin auditor management",
    "backup.make": "admin",
    "campaign.manage": "hr",
    "check.use": "admin auditor communications employee hr management manager partner privacy",
    "contact.read": "admin auditor communications employee hr management manager partner privacy",
    "due.read": "hr manager",  # by rule: one's own team
    "duty.read": "admin auditor management",
    "evidence.keep": "hr manager",
    "evidence.read": "admin auditor communications employee hr management manager partner privacy",  # by rule: one's own
    "exemption.grant": "hr",
    "exemption.read": "hr",
    "job.read": "admin",
    "job.settle": "admin",
    "lookalike.decide": "communications management",
    "lookalike.read": "admin auditor communications employee hr management manager partner privacy",  # by rule: one's own
    "lookalike.report": "admin auditor communications employee hr management manager partner privacy",
    "mandate.grant": "communications management",
    "mandate.read": "auditor communications management",
    "mandate.withdraw": "communications management",
    "obligation.declare": "communications employee hr management manager privacy",
    "operations.read": "admin",
    "organisation.configure": "admin",
    "paper_code.give": "admin hr manager",
    "person.create": "admin hr",
    "person.deactivate": "admin hr",
    "person.edit": "admin hr",
    "person.import": "admin hr",
    "person.read": "admin auditor communications hr management manager privacy",
    "policy.approve": "hr management",  # by rule: never the version one drafted
    "policy.draft": "hr management",
    "policy.publish": "hr management",
    "policy.read": "admin auditor communications employee hr management manager privacy",
    "policy.withdraw": "hr management",
    "profile.edit": "admin auditor communications employee hr management manager partner privacy",
    "publication.approve": "communications hr management manager partner privacy",
    "publication.approve_urgently": "management",
    "publication.correct": "communications employee hr management manager privacy",
    "publication.create": "communications employee hr management manager privacy",
    "publication.edit": "communications employee hr management manager privacy",
    "publication.publish": "communications employee hr management manager privacy",
    "publication.read": "auditor communications employee hr management manager partner privacy",
    "publication.read_all": "auditor communications management",
    "publication.refuse": "communications hr management manager partner privacy",
    "publication.reread": "auditor",
    "publication.reschedule": "communications employee hr management manager privacy",
    "publication.retract_ask": "communications employee hr management manager privacy",
    "publication.retract_confirm": "communications management",
    "publication.return": "communications hr management manager partner privacy",
    "publication.submit": "communications employee hr management manager privacy",
    "publication.withdraw": "communications employee hr management manager privacy",
    "question.answer": "communications employee hr management manager privacy",  # by rule: who answers for communications
    "question.ask": "communications employee hr management manager privacy",
    "question.close": "communications employee hr management manager privacy",
    "question.read": "communications employee hr management manager privacy",
    "question.withdraw": "communications employee hr management manager privacy",
    "queue.read": "communications hr management manager partner privacy",
    "refusal.read": "hr",
    "retention.hold": "hr privacy",
    "retention.read": "hr privacy",
    "retention.set": "hr",
    "role.end": "admin hr",
    "role.grant": "admin hr",
    "search.use": "admin auditor communications employee hr management manager partner privacy",
    "signature.make": "admin auditor communications employee hr management manager partner privacy",
    "signing_link.give": "hr manager",  # by rule: one's own team
    "situation.practise": "admin auditor communications employee hr management manager privacy",  # by rule: for oneself
    "source.verify": "communications management",
    "stay.access": "admin hr",  # by rule: never an account that opens sensitive records, but for administration
    "stay.close": "hr",
    "stay.confirm": "admin auditor communications employee hr management manager privacy",  # by rule: one's own
    "stay.file": "hr manager",  # by rule: one's own team, and never oneself
    "stay.manage": "admin hr",
    "stay.prepare": "admin auditor communications employee hr management manager privacy",  # by rule: one's own, or one's team
    "stay.read": "admin hr manager",  # by rule: one's own team
    "token.create": "admin auditor communications employee hr management manager partner privacy",
    "token.oversee": "admin",
    "token.revoke": "admin auditor communications employee hr management manager partner privacy",
    "webhook.manage": "admin",
}

# transition: its permission, and the parts of the system that may perform it
TRANSITIONS = {
    "access.ask_removal": ("account.manage", "departure"),
    "access.change": ("account.manage", ""),
    "access.give": ("account.manage", ""),
    "access.keep": ("account.manage", "departure"),
    "access.remove": ("account.manage", ""),
    "account.edit": ("account.manage", ""),
    "account.look": ("account.manage", ""),
    "account.note_connection": ("account.manage", "connections"),
    "account.note_link": ("account.manage", "link-check"),
    "account.register": ("account.manage", ""),
    "account.restore": ("account.manage", ""),
    "account.retire": ("account.manage", ""),
    "account.review": ("account.manage", ""),
    "calendar.close": ("profile.edit", "account-end"),
    "calendar.open": ("profile.edit", ""),
    "attestation.file": ("attestation.file", ""),
    "attestation.give": ("attestation.give", "signing-link"),
    "backup.begin": ("backup.make", "schedule terminal upgrade"),
    "backup.fail": ("backup.make", "schedule terminal upgrade"),
    "backup.finish": ("backup.make", "schedule terminal upgrade"),
    "campaign.close": ("campaign.manage", "new-version"),
    "campaign.launch": ("campaign.manage", ""),
    "campaign.prepare": ("campaign.manage", "new-version"),
    "destruction.make": ("retention.set", "retention"),
    "due.ask": ("campaign.manage", "hire"),
    "due.move": ("campaign.manage", "hire"),
    "evidence.destroy": ("evidence.keep", "retention signing"),
    "evidence.keep": ("evidence.keep", "certificates signing"),
    "exemption.end": ("exemption.grant", ""),
    "exemption.grant": ("exemption.grant", ""),
    "hold.lift": ("retention.hold", ""),
    "hold.place": ("retention.hold", ""),
    "job.drop": ("job.settle", ""),
    "job.mark_done": ("job.settle", ""),
    "job.run_again": ("job.settle", ""),
    "lookalike.close": ("lookalike.decide", ""),
    "lookalike.confirm": ("lookalike.decide", ""),
    "lookalike.dismiss": ("lookalike.decide", ""),
    "lookalike.reopen": ("lookalike.decide", ""),
    "lookalike.report": ("lookalike.report", ""),
    "lookalike.report_again": ("lookalike.report", ""),
    "lookalike.tell_network": ("lookalike.decide", ""),
    "mandate.grant": ("mandate.grant", ""),
    "mandate.withdraw": ("mandate.withdraw", "departure"),
    "notification.choose": ("profile.edit", ""),
    "notification.read": ("profile.edit", ""),
    "notification.unsubscribe": ("profile.edit", "unsubscribe"),
    "organisation.configure": ("organisation.configure", "demo set-up"),
    "organisation.found": ("organisation.configure", "demo set-up"),
    "organisation.open": ("organisation.configure", "demo set-up"),
    "paper_code.give": ("paper_code.give", "demo set-up"),
    "paper_code.use": ("paper_code.give", "sign-in"),
    "person.create": ("person.create", "demo set-up"),
    "person.deactivate": ("person.deactivate", "departure"),
    "person.edit": ("person.edit", "demo departure set-up"),
    "person.reactivate": ("person.deactivate", ""),
    "person.set_absence": ("absence.set", "demo set-up"),
    "policy_version.anchor": ("policy.draft", ""),
    "policy_version.approve": ("policy.approve", "demo"),
    "policy_version.draft": ("policy.draft", "demo"),
    "policy_version.import_text": ("policy.draft", "demo"),
    "policy_version.publish": ("policy.publish", "demo"),
    "policy_version.remind": ("campaign.manage", "schedule"),
    "policy_version.remove_text": ("policy.draft", ""),
    "policy_version.reopen": ("policy.draft", ""),
    "policy_version.replace": ("policy.withdraw", "new-version"),
    "policy_version.withdraw": ("policy.withdraw", ""),
    "profile.edit": ("profile.edit", ""),
    "publication.add_claim": ("publication.edit", ""),
    "publication.add_image": ("publication.edit", ""),
    "publication.approve": ("publication.approve", ""),
    "publication.approve_urgently": ("publication.approve_urgently", ""),
    "publication.ask_correction": ("publication.correct", ""),
    "publication.ask_retraction": ("publication.retract_ask", ""),
    "publication.confirm_retraction": ("publication.retract_confirm", ""),
    "publication.create": ("publication.create", ""),
    "publication.declare_met": ("obligation.declare", ""),
    "publication.decline_retraction": ("publication.retract_confirm", ""),
    "publication.drop_correction": ("publication.correct", ""),
    "publication.forget_images": ("publication.edit", "image-collector"),
    "publication.hand_over": ("stay.prepare", "departure"),
    "publication.leave_out": ("publication.publish", ""),
    "publication.leave_uncorrected": ("publication.publish", ""),
    "publication.mark_removed": ("publication.publish", ""),
    "publication.record_address": ("publication.publish", ""),
    "publication.record_correction": ("publication.publish", ""),
    "publication.refuse": ("publication.refuse", ""),
    "publication.remove_claim": ("publication.edit", ""),
    "publication.remove_image": ("publication.edit", ""),
    "publication.reopen": ("publication.edit", ""),
    "publication.reread": ("publication.reread", ""),
    "publication.reschedule": ("publication.reschedule", ""),
    "publication.return": ("publication.return", ""),
    "publication.save": ("publication.edit", ""),
    "publication.submit": ("publication.submit", ""),
    "publication.verify_claim": ("source.verify", ""),
    "publication.withdraw": ("publication.withdraw", ""),
    "question.answer": ("question.answer", ""),
    "question.ask": ("question.ask", ""),
    "question.close": ("question.close", ""),
    "question.withdraw": ("question.withdraw", ""),
    "restoration.record": ("backup.make", "schedule terminal upgrade"),
    "retention.change": ("retention.set", ""),
    "retention.set": ("retention.set", ""),
    "role.end": ("role.end", "departure"),
    "role.grant": ("role.grant", "demo set-up"),
    "signature.make": ("signature.make", "signing-link"),
    "signed_page.drop": ("attestation.file", ""),
    "signed_page.file": ("attestation.file", ""),
    "signed_page.receive": ("attestation.file", ""),
    "signed_page.reopen": ("attestation.correct", ""),
    "signing_link.give": ("signing_link.give", ""),
    "signing_link.try": ("signing_link.give", "signing-link"),
    "signing_link.use": ("signing_link.give", "signing-link"),
    "situation.answer": ("situation.practise", ""),
    "situation.begin": ("situation.practise", ""),
    "situation.forget": ("situation.practise", "account-end"),
    "situation.set_aside": ("situation.practise", ""),
    "stay.allow_end": ("stay.access", ""),
    "stay.cancel": ("stay.manage", ""),
    "stay.change": ("stay.manage", ""),
    "stay.close": ("stay.close", ""),
    "stay.confirm": ("stay.confirm", "departure-link"),
    "stay.end": ("stay.access", "departure"),
    "stay.file_confirmation": ("stay.file", ""),
    "stay.hand_over": ("stay.prepare", "departure"),
    "stay.hire": ("stay.manage", ""),
    "stay.leave": ("stay.manage", ""),
    "stay.name_successor": ("stay.manage", ""),
    "stay.remind": ("stay.manage", "schedule"),
    "stay.reschedule": ("stay.manage", ""),
    "stay.stay_on": ("stay.manage", ""),
    "stay_link.give": ("stay.file", ""),
    "stay_link.try": ("stay.file", "departure-link"),
    "stay_link.use": ("stay.file", "departure-link"),
    "token.create": ("token.create", ""),
    "token.revoke": ("token.revoke", "account-end"),
    "webhook.end": ("webhook.manage", ""),
    "webhook.rotate": ("webhook.manage", ""),
    "webhook.send_again": ("webhook.manage", ""),
    "webhook.subscribe": ("webhook.manage", ""),
}

# apps whose pages are for everybody, because they show nothing of anybody
OPEN_APPS = {"ui"}


def _holder(role: Role) -> Person:
    person = Person.objects.create_user(f"only-{role}", name=role)
    RoleHolding.objects.create(person=person, role=role, since=timezone.localdate())
    return person


def test_every_permission_and_transition_has_its_row() -> None:
    autodiscover_modules("transitions")
    assert set(PERMISSIONS) == {permission.value for permission in Permission}
    assert list(PERMISSIONS) == sorted(PERMISSIONS)
    declared = {way.id: (way.permission.value, " ".join(sorted(way.systems))) for way in all_transitions()}
    assert declared == TRANSITIONS


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_each_role_brings_exactly_its_permissions(role: Role) -> None:
    person = _holder(role)
    today = timezone.localdate()
    for permission in Permission:
        expected = role.value in PERMISSIONS[permission.value].split()
        assert allowed(person, permission, today=today) is expected, permission
    Person.objects.filter(pk=person.pk).update(is_active=False)
    gone = Person.objects.get(pk=person.pk)
    assert not any(allowed(gone, permission, today=today) for permission in Permission)


@pytest.mark.django_db
def test_nobody_without_a_role_may_anything(cast: SimpleNamespace) -> None:
    from django.contrib.auth.models import AnonymousUser

    for somebody in (cast.outsider, AnonymousUser(), None, System("schedule")):
        assert not any(allowed(somebody, permission, today=timezone.localdate()) for permission in Permission)


def _attempt(actor: Any, way: Transition) -> None:
    """Try a transition on an empty subject: who is refused must be refused before anything else is looked at."""
    now = timezone.now()
    if not way.source:
        create(actor=actor, transition=way, now=now)
        return
    subject = way.subject.objects.first()  # type: ignore[attr-defined]
    if subject is None:
        subject = way.subject(pk=1)
    perform(actor=actor, transition=way, subject=subject, now=now)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", TRANSITIONS)
def test_each_role_is_refused_the_transitions_it_has_no_permission_for(role: Role, name: str) -> None:
    way = next(way for way in all_transitions() if way.id == name)
    if role.value in PERMISSIONS[TRANSITIONS[name][0]].split():
        return  # what it may do is for the app's own tests, with real subjects
    try:
        _attempt(_holder(role), way)
    except Refused:
        return
    except way.subject.DoesNotExist:  # type: ignore[attr-defined]
        return  # the lock comes first, and there is nothing to lock
    pytest.fail(f"{role} performed {name}")


@pytest.mark.django_db
@pytest.mark.parametrize("name", TRANSITIONS)
def test_a_part_of_the_system_without_a_name_there_is_refused(name: str, cast: SimpleNamespace) -> None:
    way = next(way for way in all_transitions() if way.id == name)
    with pytest.raises((Refused, way.subject.DoesNotExist)):  # type: ignore[attr-defined]
        _attempt(System("nobody"), way)


def _views(resolver: URLResolver, prefix: str = "", app: str = "") -> Iterator[tuple[str, URLPattern, str]]:
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _views(entry, where, entry.app_name or app)
        elif entry.callback.__module__.startswith("balise.") and app not in OPEN_APPS:
            yield where, entry, app


VIEWS = list(_views(get_resolver()))


@pytest.mark.parametrize(("where", "entry", "app"), VIEWS, ids=[where or "/" for where, _, _ in VIEWS])
def test_every_view_says_who_it_is_for(where: str, entry: URLPattern, app: str) -> None:
    needs = getattr(entry.callback, "needs", None)
    assert needs == PUBLIC or isinstance(needs, Permission), f"{where}: add @needs(Permission.…) or @public"


def _address(where: str) -> str:
    """An address of the view, whatever it is about: who is refused is refused before anything is looked up."""
    parts = []
    for part in where.split("/"):
        kind = part[1:].partition(":")[0] if part.startswith("<") else ""
        parts.append(
            {"int": "1", "str": "x", "slug": "x", "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12}.get(kind, "x")
            if kind
            else part
        )
    return "/" + "/".join(parts)


GUARDED = [
    (where, entry) for where, entry, _ in VIEWS if isinstance(getattr(entry.callback, "needs", None), Permission)
]


@pytest.mark.django_db
@pytest.mark.parametrize(("where", "entry"), GUARDED, ids=[where for where, _ in GUARDED])
def test_each_view_refuses_every_role_without_its_permission(where: str, entry: URLPattern, settings: Any) -> None:
    settings.BALISE_OIDC_SECOND_FACTOR = True  # asked elsewhere
    permission: Permission = entry.callback.needs  # type: ignore[attr-defined]
    address = _address(where)
    for method in ("get", "post"):
        anonymous = getattr(Client(), method)(address)
        assert anonymous.status_code in {302, 405}, address
        for role in Role:
            if role.value in PERMISSIONS[permission.value].split():
                continue
            person = Person.objects.filter(username=f"only-{role}").first() or _holder(role)
            client = Client()
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            assert getattr(client, method)(address).status_code in {403, 405}, (address, role)


@pytest.mark.django_db
@pytest.mark.parametrize("role", SENSITIVE)
def test_sensitive_roles_open_nothing_without_a_second_factor(role: Role) -> None:
    where, _ = next(
        (where, entry)
        for where, entry in GUARDED
        if role.value in PERMISSIONS[entry.callback.needs.value].split()  # type: ignore[attr-defined]
    )
    client = Client()
    client.force_login(_holder(role), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(_address(where))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/compte/2fa/")
