"""Where a content stands: which obligations are met, by whom, and which are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def standing(
    *, source: tuple[str, str], content_hash: str, needs: Iterable[Need], speaking: str, annex: str = ""
) -> Standing:
    """What is met and what is missing for this content with this annex. Two queries, and those of the resolvers."""
    kind, ident = source
    needs = tuple(needs)
    approvals = Approval.objects.filter(
        source_kind=kind, source_id=ident, hash=content_hash, answer=Approval.Answer.APPROVE, voided=None, annex=annex
    )
    by: dict[str, Approval] = {}
    for approval in approvals.select_related("approver", "mandate").order_by("when", "pk"):
        for name in approval.by:
            by.setdefault(name, approval)
    said = {
        (one.kind, one.by, one.clause): one
        for one in Declaration.objects.filter(source_kind=kind, source_id=ident, hash=content_hash)
        .select_related("person")
        .order_by("when", "pk")
    }
    duties = [
        _duty(source, content_hash, need, said.get((need.kind, need.by, need.clause)), declarable=True)
        for need in declared(needs)
    ]
    duties += [
        _duty(source, content_hash, need, said.get((need.kind, need.by, need.clause)), declarable=False)
        for need in sourced(needs)
    ]
    return Standing(
        yeses=tuple(
            Yes(requirement=requirement, approval=by.get(requirement.by))
            for requirement in required(needs, speaking=speaking)
        ),
        duties=tuple(duties),
    )


def waiting_requests(*, source: tuple[str, str], content_hash: str) -> list[Request]:
    """The requests of a content that nobody has answered."""
    kind, ident = source
    return list(
        Request.objects.filter(
            source_kind=kind, source_id=ident, hash=content_hash, state=Request.State.WAITING
        ).order_by("pk")
    )


def _duty(
    source: tuple[str, str], content_hash: str, need: Need, declaration: Declaration | None, *, declarable: bool
) -> Duty:
    for resolver in _resolvers:
        known = resolver(source, content_hash, need)
        if known is not None:
            waived = declaration is not None and need.kind == "source"  # who verifies sources said that none is due
            return Duty(need=need, met=known or waived, declaration=declaration, declarable=declarable and not known)
    return Duty(need=need, met=declaration is not None, declaration=declaration, declarable=declarable)
