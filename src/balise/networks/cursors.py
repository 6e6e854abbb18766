"""Where a list of comments was left, for networks that only tell when each was written.

A network may show a comment some seconds after the time it bears, or two of the same second in any order: whatever is
younger than ``OVERLAP`` before the newest is looked at again, and what was already given is left out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from balise.networks.content import Comment, Comments

OVERLAP = dt.timedelta(minutes=5)
_START = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """``newest`` is the time of the newest comment given; ``given`` the ids of those within ``OVERLAP`` of it, with
    the time each was edited.
    """

    newest: dt.datetime = _START
    given: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, cursor: str) -> Mark:
        """A cursor of ours; anything else begins again from the first comment."""
        try:
            kept = json.loads(cursor) if cursor else {}
            newest = dt.datetime.fromisoformat(kept["newest"])
            given = {str(one): str(edited) for one, edited in kept["given"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls()
        return cls(newest=newest, given=given) if newest.tzinfo is not None else cls()

    @property
    def since(self) -> dt.datetime:
        """Before this, everything was given."""
        return self.newest - OVERLAP

    def fresh(self, comments: Iterable[Comment], *, more: bool = False) -> Comments:
        """Those not given yet, oldest first, and the cursor after them."""
        found = sorted((one for one in comments if one.at >= self.since), key=lambda one: (one.at, one.key.id))
        new = [one for one in found if self.given.get(one.key.id) != _edited(one)]
        newest = max([self.newest, *(one.at for one in found)])
        kept = self.given | {one.key.id: _edited(one) for one in found}
        times = {one.key.id: one.at for one in found}
        near = {key: edited for key, edited in kept.items() if times.get(key, newest) >= newest - OVERLAP}
        if newest - OVERLAP > self.newest:  # those given before are all older now
            near = {key: edited for key, edited in near.items() if key in times}
        cursor = json.dumps({"newest": newest.isoformat(), "given": near}, separators=(",", ":"))
        return Comments(comments=tuple(new), cursor=cursor, more=more)


def _edited(comment: Comment) -> str:
    return comment.edited.isoformat() if comment.edited else ""
