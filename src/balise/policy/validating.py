"""Parses a pack, checks its shape, builds the policy, checks what it means."""

from __future__ import annotations

from balise.policy.building import build
from balise.policy.checks import meaning_checks, shape_checks
from balise.policy.draft import parse
from balise.policy.files import PackFiles
from balise.policy.model import Policy
from balise.policy.problems import Problem


def validate(files: PackFiles) -> tuple[Policy | None, tuple[Problem, ...]]:
    """The policy and its problems, by file and line. None when its shape is too far off to build anything."""
    draft, problems = parse(files)
    for shape in shape_checks():
        problems.extend(shape(draft))
    if problems:
        return None, _in_order(problems)
    policy = build(draft)
    for meaning in meaning_checks():
        problems.extend(meaning(draft, policy))
    return policy, _in_order(problems)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.file, problem.line, problem.code)))
