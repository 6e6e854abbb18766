"""What happens to questions reads like this in a history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "question:answer": (_("a répondu à la question"), "chat-bubble-left-right", "good"),
    "question:ask": (_("a posé une question"), "question-mark-circle", "info"),
    "question:close": (_("a fermé la question"), "archive-box", "neutral"),
    "question:read": (_("a lu la question"), "eye", "neutral"),
    "question:withdraw": (_("a repris la question : ses textes sont détruits"), "trash", "warning"),
}
