"""Where a content stands: which obligations are met, by whom, and which are missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from balise.web.approvals.models import Approval, Declaration, Request
from balise.web.approvals.requirements import Need, Requirement, declared, required, sourced

Resolver = Callable[[tuple[str, str], str, Need], bool | None]
_resolvers: list[Resolver] = []


def add_resolver(resolver: Resolver) -> None:
    """Let an app that knows (consents to an image, sources of claims) answer whether an obligation is met.

    ``resolver(source, hash, need)`` is True, False, or None when it does not know; asked in the order of registration.
    """
    if resolver not in _resolvers:
        _resolvers.append(resolver)


@dataclass(frozen=True, kw_only=True)
class Yes:
    """A required yes and the approval that gives it, or None."""

    requirement: Requirement
    approval: Approval | None

    @property
    def met(self) -> bool:
        return self.approval is not None


@dataclass(frozen=True, kw_only=True)
class Duty:
    """An obligation that is not an approval, whether it is met, and what was declared about it."""

    need: Need
    met: bool
    declaration: Declaration | None
    declarable: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """All of it, for one content."""

    yeses: tuple[Yes, ...]
    duties: tuple[Duty, ...]

    @property
    def approved(self) -> bool:
        """Whether every required yes was given."""
        return all(yes.met for yes in self.yeses)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.approved and all(duty.met for duty in self.duties)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What was sent, of a source, with what goes with it: what a standing is about."""

    source: tuple[str, str]
    hash: str
    needs: tuple[Need, ...]
    annex: str = ""


def standings(contents: Sequence[Content], *, speaking: str) -> list[Standing]:
    """What is met and what is missing for each, in order. Two queries for all of them, and those of the resolvers."""
    wanted = {
        "source_kind__in": {content.source[0] for content in contents},
        "source_id__in": {content.source[1] for content in contents},
        "hash__in": {content.hash for content in contents},
    }
    approvals = Approval.objects.filter(**wanted, answer=Approval.Answer.APPROVE, voided=None)
    given: dict[tuple[str, str, str, str], dict[str, Approval]] = {}
    for approval in approvals.select_related("approver", "mandate").order_by("when", "pk"):
        yeses = given.setdefault((approval.source_kind, approval.source_id, approval.hash, approval.annex), {})
        for name in approval.by:
            yeses.setdefault(name, approval)
    said: dict[tuple[str, str, str], dict[tuple[str, str, str], Declaration]] = {}
    for one in Declaration.objects.filter(**wanted).select_related("person").order_by("when", "pk"):
        words = said.setdefault((one.source_kind, one.source_id, one.hash), {})
        words[one.kind, one.by, one.clause] = one
    return [
        _standing(
            content,
            given.get((*content.source, content.hash, content.annex), {}),
            said.get((*content.source, content.hash), {}),
            speaking=speaking,
        )
        for content in contents
    ]


def _standing(
    content: Content,
    by: Mapping[str, Approval],
    said: Mapping[tuple[str, str, str], Declaration],
    *,
    speaking: str,
) -> Standing:
    asked = [(need, True) for need in declared(content.needs)] + [(need, False) for need in sourced(content.needs)]
    return Standing(
        yeses=tuple(
            Yes(requirement=requirement, approval=by.get(requirement.by))
            for requirement in required(content.needs, speaking=speaking)
        ),
        duties=tuple(
            _duty(content, need, said.get((need.kind, need.by, need.clause)), declarable=declarable)
            for need, declarable in asked
        ),
    )


def waiting_requests(*, source: tuple[str, str], content_hash: str) -> list[Request]:
    """The requests of a content that nobody has answered."""
    kind, ident = source
    return list(
        Request.objects.filter(
            source_kind=kind, source_id=ident, hash=content_hash, state=Request.State.WAITING
        ).order_by("pk")
    )


def _duty(content: Content, need: Need, declaration: Declaration | None, *, declarable: bool) -> Duty:
    for resolver in _resolvers:
        known = resolver(content.source, content.hash, need)
        if known is not None:
            waived = declaration is not None and need.kind == "source"  # who verifies sources said that none is due
            return Duty(need=need, met=known or waived, declaration=declaration, declarable=declarable and not known)
    return Duty(need=need, met=declaration is not None, declaration=declaration, declarable=declarable)
