"""What a category leads to when a pack says nothing more, and how far each modality may go.

The table is the one that docs/ publishes for every pack; a pack replaces a line of it with ``decision`` in a rule,
within what the modality of that rule allows.
"""

from __future__ import annotations

from collections.abc import Mapping

from balise.policy.model import Decision, Modality, Rule, Voice

DEFAULTS: Mapping[str, Decision] = {
    "insult": Decision.FORBIDDEN,
    "hate": Decision.FORBIDDEN,
    "threat": Decision.FORBIDDEN,
    "harassment": Decision.FORBIDDEN,
    "personal-information": Decision.FORBIDDEN,
    "credentials": Decision.FORBIDDEN,
    "confidential": Decision.FORBIDDEN,
    "disparagement": Decision.FORBIDDEN,
    "hostile-campaign": Decision.FORBIDDEN,
    "spokesperson": Decision.APPROVAL,
    "partner": Decision.APPROVAL,
    "person-image": Decision.APPROVAL,
    "workplace-image": Decision.APPROVAL,
    "disclaimer": Decision.ADVISE,
    "spam": Decision.ADVISE,
    "vulgarity": Decision.ADVISE,
    "provocation": Decision.ADVISE,
    "mobilisation": Decision.ADVISE,
    "private-exchange": Decision.ADVISE,
    "competitor": Decision.ADVISE,
    "internal-conflict": Decision.ADVISE,
    "conflict-of-interest": Decision.ADVISE,
    "misleading": Decision.ADVISE,
    "uncredited": Decision.ADVISE,
    "unsourced": Decision.ADVISE,
    "unverified": Decision.ADVISE,
}
"""Decision of each category, for every voice that ``BY_VOICE`` does not name. Another category: advise."""

BY_VOICE: Mapping[Voice, Mapping[str, Decision]] = {
    Voice.OFFICIAL: {
        "misleading": Decision.APPROVAL,
        "uncredited": Decision.APPROVAL,
        "unsourced": Decision.APPROVAL,
        "unverified": Decision.APPROVAL,
        "vulgarity": Decision.FORBIDDEN,
        "mobilisation": Decision.FORBIDDEN,
    },
}
"""Where a voice differs from ``DEFAULTS``."""

CEILINGS: Mapping[Modality, Decision] = {
    Modality.FORBIDDEN: Decision.FORBIDDEN,
    Modality.MUST: Decision.FORBIDDEN,
    Modality.ASKED: Decision.APPROVAL,
    Modality.ENCOURAGED: Decision.ADVISE,
    Modality.MAY: Decision.CLEAR,
}
"""The most severe decision that each modality may lead to."""


def default_decision(category: str, voice: Voice) -> Decision:
    """The decision for a category and voice when the rule says none; an unknown category gives ``ADVISE``."""
    own = BY_VOICE.get(voice)
    if own is not None and category in own:
        return own[category]
    return DEFAULTS.get(category, Decision.ADVISE)


def bound(decision: Decision, modality: Modality) -> Decision:
    """``decision``, lowered to what ``modality`` allows."""
    return min(decision, CEILINGS[modality])


def decide(category: str, voice: Voice, rule: Rule) -> Decision:
    """What a finding of ``category`` leads to under ``rule``, for ``voice``.

    A visitor has nobody to ask for approval, so for that voice ``APPROVAL`` becomes ``ADVISE`` (a person looks).
    """
    wanted = default_decision(category, voice) if rule.decision is None else rule.decision
    decision = bound(wanted, rule.modality)
    if voice is Voice.VISITOR and decision is Decision.APPROVAL:
        return Decision.ADVISE
    return decision
