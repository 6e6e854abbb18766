"""What of the database is not carried in a backup."""

from __future__ import annotations

WRAPPED_KEYS = "vault_wrappedkey"  # apart, where a destroyed one can be taken out: see ``wrapped``
LEFT_OUT = frozenset({WRAPPED_KEYS, "django_session", "operations_process"})  # a session is a right to enter
OUTBOX = "outbox_outboxrow"
EMPTIED_ON_RESTORE = "cache"
