"""Whether the keys of this machine are those under which its database was written."""

from __future__ import annotations

import hmac
from pathlib import Path

from django.conf import settings
from django.db import connection

from balise.web.audit.chain import code
from balise.web.audit.models import Record
from balise.web.keys import key_files, read_key
from balise.web.operations.backups.manifest import NEEDED_KEYS
from balise.web.vault.models import WrappedKey
from balise.web.vault.sealing import key_opens


def wrong_keys() -> list[tuple[str, str]]:
    """Pairs (name, ``missing`` | ``other`` | ``damaged``). Looks at one record of each kind; draws no key."""
    here = key_files(Path(settings.BALISE_KEYS))
    found = []
    tables = set(connection.introspection.table_names())
    wrapped = WrappedKey.objects.exclude(wrapped=None).first() if "vault_wrappedkey" in tables else None
    record = Record.objects.order_by("-number").first() if "audit_record" in tables else None
    used = {"vault": wrapped is not None, "audit": record is not None}
    for name in NEEDED_KEYS:
        if not used[name]:
            continue
        if name not in here:
            found.append((name, "missing"))
            continue
        try:
            key = read_key(name)
            if name == "vault" and wrapped is not None and not key_opens(wrapped):
                found.append((name, "other"))
            if name == "audit" and record is not None and not hmac.compare_digest(code(record, key), record.mac):
                found.append((name, "other"))
        except ValueError:
            found.append((name, "damaged"))
        except OSError:
            found.append((name, "unreadable"))
    return found
