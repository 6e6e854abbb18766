"""When tokens must be renewed, and until when a connection holds without anybody."""

from __future__ import annotations

import datetime as dt

from balise.networks.credentials import Tokens

AT_LEAST = dt.timedelta(minutes=5)  # before the end: a call takes up to a minute and a half
AT_MOST = dt.timedelta(days=7)


def renew_from(tokens: Tokens, *, since: dt.datetime) -> dt.datetime | None:
    """From when newer tokens are asked for; None when these need none, or none can be had.

    A quarter of their life before they end, a week at the most. Where what we use has no end and what renews it has
    one (Meta), the middle of its life: each renewal begins another.
    """
    if tokens.refresh is None:
        return None
    if tokens.expires is not None:
        life = max(tokens.expires - since, dt.timedelta(0))
        return tokens.expires - max(min(life / 4, AT_MOST), AT_LEAST)
    if tokens.refresh_expires is not None:
        return since + max(tokens.refresh_expires - since, dt.timedelta(0)) / 2
    return None


def holds_until(tokens: Tokens, *, said: dt.datetime | None = None) -> dt.datetime | None:
    """When a person must connect again: as the network said (``said``), as the tokens say, whichever comes first."""
    own = tokens.refresh_expires if tokens.refresh is not None else tokens.expires
    return min((one for one in (own, said) if one is not None), default=None)


def usable(tokens: Tokens, *, now: dt.datetime) -> bool:
    """Whether they still open the account for as long as a call takes."""
    return tokens.expires is None or tokens.expires > now + dt.timedelta(minutes=2)
