"""The names of a pack's organisation, partners and competitors as patterns over folded text."""

from __future__ import annotations

import re
from functools import lru_cache

from balise.policy.model import Organisation, Policy
from balise.screening.detecting import any_of


@lru_cache(maxsize=64)
def _organisation(organisation_names: tuple[str, ...]) -> str:
    return any_of(organisation_names)


def names_pattern(policy: Policy) -> str:
    """Any spelling or handle of the organisation, whole words, as a non-capturing group without anchors."""
    organisation: Organisation = policy.organisation
    return _organisation(
        (*organisation.names, *(handle.lstrip("@#") for handle in organisation.handles))
    )


@lru_cache(maxsize=256)
def _compiled(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b" + any_of(names) + r"\b")


def mentions_organisation(policy: Policy, folded: str) -> re.Match[str] | None:
    """The first place where the folded text names the organisation."""
    organisation = policy.organisation
    handles = tuple(handle.lstrip("@#") for handle in organisation.handles)
    return _compiled((*organisation.names, *handles)).search(folded)


def partners_named(policy: Policy, folded: str) -> list[tuple[str, int, int]]:
    """Id and place of each partner named in the folded text, once each, in the pack's order."""
    found = []
    for partner in policy.organisation.partners:
        match = _compiled(partner.names).search(folded)
        if match:
            found.append((partner.id, match.start(), match.end()))
    return found
