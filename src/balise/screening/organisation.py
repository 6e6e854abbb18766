"""The names of a pack's organisation, partners and competitors as patterns over folded text."""

from __future__ import annotations

import re
from functools import lru_cache

from balise.policy.model import Organisation, Policy
from balise.screening.detecting import any_of
from balise.screening.folding import fold_term
from balise.screening.patterns import lazy
from balise.screening.reading import Reading, Span

_DOMAIN = lazy(r"\.(?:qc|ca|com|org|net|info)\b")


@lru_cache(maxsize=64)
def _organisation(organisation_names: tuple[str, ...]) -> str:
    return any_of(organisation_names)


def _every_name(organisation: Organisation) -> tuple[str, ...]:
    return (*organisation.names, *(handle.lstrip("@#") for handle in organisation.handles))


def names_pattern(policy: Policy) -> str:
    """Any spelling or handle of the organisation, whole words, as a non-capturing group without anchors."""
    organisation: Organisation = policy.organisation
    return _organisation(_every_name(organisation))


def mention_pattern(policy: Policy) -> str:
    """Like ``names_pattern``, with what people stick to a short name as they type: ``dacme``, ``acmes``, ``acme's``.

    For ``re`` and for cues: write ``\\b`` on both sides.
    """
    organisation: Organisation = policy.organisation
    return _mention(_every_name(organisation))


@lru_cache(maxsize=64)
def _mention(names: tuple[str, ...]) -> str:
    single = any_of(name for name in names if name.isalnum())
    if single == "(?:)":
        return rf"{any_of(names)}(?:'s)?"
    return rf"(?:{any_of(names)}(?:'s)?|[dl]{single}|{single}s)"


def in_address(folded: str, start: int, end: int) -> bool:
    """Whether a name stands inside an e-mail or web address, where nobody speaks of the organisation."""
    if _DOMAIN.match(folded, end):
        return True
    return start > 1 and folded[start - 1] in "@./_-" and folded[start - 2].isalnum()


def sentence_around(reading: Reading, start: int, end: int) -> Span:
    """The sentence that names the organisation at ``start`` to ``end``: the point of an abbreviated name ends none."""
    span = reading.sentence(start)
    if span.end - end <= 1 < span.end - start and "." in reading.folded[start:end] and span.end < len(reading.folded):
        following = reading.sentence(span.end + 1)
        first = reading.folded[following.start : following.end].lstrip()[:1]
        place = reading.folded.find(first, following.start) if first else -1
        if place >= 0 and reading.original(place, place + 1).islower():
            return Span(span.start, following.end)
    return span


@lru_cache(maxsize=256)
def _compiled(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b" + any_of(names) + r"\b")


def mentions_organisation(policy: Policy, folded: str) -> re.Match[str] | None:
    """The first place where the folded text names the organisation."""
    return _compiled(_every_name(policy.organisation)).search(folded)


_LINK = lazy(r"(?: (?:de la|des|du|de|la|le|of the|of|at|in))+ | d'")
_LINKS = "(?: | (?:de|du|de la|des|d'|la|le|at|of|in|at the|of the|in the|au) )"


def partner_pattern(names: tuple[str, ...]) -> str:
    """A partner's names as people write them, the little words between their parts left free, without anchors."""
    return f"(?:{'|'.join(_LINK.sub(_LINKS, re.escape(name).replace(chr(92) + ' ', ' ')) for name in _folded(names))})"


def _folded(names: tuple[str, ...]) -> list[str]:
    return sorted({fold_term(name) for name in names if name.strip()}, key=lambda name: (-len(name), name))


@lru_cache(maxsize=256)
def _partner(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b{partner_pattern(names)}\b")


def partners_named(policy: Policy, folded: str) -> list[tuple[str, int, int]]:
    """Id and place of each partner named in the folded text, once each, in the pack's order."""
    found = []
    for partner in policy.organisation.partners:
        match = _partner(partner.names).search(folded)
        if match:
            found.append((partner.id, match.start(), match.end()))
    return found
