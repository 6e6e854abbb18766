"""Conditions of rules and obligations, written in CEL, over a few facts known before any text is read.

Facts: ``voice`` and ``network`` are strings (an absent network is ``""``); ``categories`` is a list of strings, the
categories found in the text, known to obligations only. The language is Google's (cel-spec 0.24); types are checked
when a condition is compiled.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

RULE_FACTS = ("voice", "network")
"""What a rule's ``when`` may speak of."""
OBLIGATION_FACTS = (*RULE_FACTS, "categories")
"""What an obligation's ``when`` may speak of."""

Fact = str | Sequence[str]


class ConditionError(ValueError):
    """A condition that does not compile, is no yes-or-no question, or fails when it is asked."""


@lru_cache(maxsize=1)
def _cel() -> Any:
    # Loaded here and not above: the library takes some 20 ms, which a policy without conditions need not pay.
    return importlib.import_module("cel_expr_python.cel")


@lru_cache(maxsize=2)
def _environment(facts: tuple[str, ...]) -> Any:
    cel = _cel()
    types = {"voice": cel.Type.STRING, "network": cel.Type.STRING, "categories": cel.Type.List(cel.Type.STRING)}
    return cel.NewEnv(variables={name: types[name] for name in facts})


@lru_cache(maxsize=1024)
def _compiled(expression: str, facts: tuple[str, ...]) -> Any:
    cel = _cel()
    try:
        condition = _environment(facts).compile(expression)
    except Exception as error:  # the binding raises its own and plain RuntimeError alike
        raise ConditionError(_first_line(str(error))) from error
    kind = condition.return_type()
    if kind != cel.Type.BOOL:
        raise ConditionError(f"gives {str(kind.name()).lower()}, not a yes or no (bool)")
    return condition


def _first_line(message: str) -> str:
    """The reason and its column, without the status words before them and the drawing of the place after."""
    line = message.strip().splitlines()[0] if message.strip() else "unknown reason"
    return re.sub(r"^(?:[A-Z_]+: )+(?:<input>:\d+:(\d+): )?", lambda m: f"column {m[1]}: " if m[1] else "", line)


def compile_condition(expression: str, facts: tuple[str, ...] = OBLIGATION_FACTS) -> None:
    """Checks that ``expression`` compiles over ``facts`` and gives a bool; raises ``ConditionError``."""
    _compiled(expression, facts)


def evaluate(expression: str, facts: Mapping[str, Fact]) -> bool:
    """Whether the condition holds for ``facts``; raises ``ConditionError`` when it has no answer.

    Remembered for the last 8192 pairs of condition and facts. ``categories`` is given in any order: only what it
    holds counts.
    """
    categories = facts.get("categories")
    known = None if categories is None else tuple(sorted(categories))
    return _answer(expression, str(facts.get("voice", "")), str(facts.get("network", "")), known)


@lru_cache(maxsize=8192)
def _answer(expression: str, voice: str, network: str, categories: tuple[str, ...] | None) -> bool:
    names = RULE_FACTS if categories is None else OBLIGATION_FACTS
    data: dict[str, Any] = {"voice": voice, "network": network}
    if categories is not None:
        data["categories"] = list(categories)
    result = _compiled(expression, names).eval(data=data)
    # A failure while it runs (an index too far, a division by zero) comes back as a value, not as an exception.
    value = result.value()
    if result.type() != _cel().Type.BOOL or not isinstance(value, bool):
        raise ConditionError(f"{expression!r} has no answer for voice={voice!r}, network={network!r}: {value}")
    return value
