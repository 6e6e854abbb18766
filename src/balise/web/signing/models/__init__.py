from __future__ import annotations

from balise.web.signing.models.versions import ClauseAnchor, PolicySection, PolicyText, PolicyVersion

__all__ = ["ClauseAnchor", "PolicySection", "PolicyText", "PolicyVersion"]
