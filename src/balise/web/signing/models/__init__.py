from __future__ import annotations

from balise.web.signing.models.answers import Attestation, RefusalReason
from balise.web.signing.models.asking import Campaign, Due, Exemption, SigningLink
from balise.web.signing.models.paper import SignedPage
from balise.web.signing.models.versions import ClauseAnchor, PolicySection, PolicyText, PolicyVersion

__all__ = [
    "Attestation",
    "Campaign",
    "ClauseAnchor",
    "Due",
    "Exemption",
    "PolicySection",
    "PolicyText",
    "PolicyVersion",
    "RefusalReason",
    "SignedPage",
    "SigningLink",
]
