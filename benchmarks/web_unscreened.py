"""The same server with an engine that finds nothing: what a POST costs without screening, for ``benchmarks/web.py``."""

from __future__ import annotations

from typing import Any

from balise.web.config import serving

_real = serving.Granian


def _with_our_application(_target: str, **options: Any) -> Any:
    return _real("web_unscreened:application", **options)


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

    showing.judge = _nothing
