"""An example speaks of what its clause holds: one of its categories, one of its voices, a decision it can reach."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.decisions import decide
from balise.policy.draft import Draft
from balise.policy.files import clause_file
from balise.policy.model import Clause, Decision, Example, Policy, Voice
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each example that could never give what it says; and for one written on both sides."""
    for clause in policy.clauses:
        file = clause_file(clause)
        for text in clause.texts.values():
            avoided = {_key(example): example.line for example in text.avoid}
            for example in text.avoid:
                if problem := _unreachable(draft, file, clause, example):
                    yield problem
            for example in text.fine:
                if _key(example) in avoided:
                    line = avoided[_key(example)]
                    yield draft.problem(
                        "example-on-both-sides",
                        file,
                        example.line,
                        (
                            f"Cet exemple est aussi parmi les textes à éviter (ligne {line}).",
                            f"This example is also among the texts to avoid (line {line}).",
                        ),
                        ("Gardez-le d'un seul côté.", "Keep it on one side."),
                    )
        for text in clause.texts.values():
            for example in (*text.avoid, *text.fine):
                if not example.text.strip():
                    yield draft.problem(
                        "empty-example",
                        file,
                        example.line,
                        ("Cet exemple est vide.", "This example is empty."),
                        ("Écrivez-le, ou retirez la ligne.", "Write it, or take the line away."),
                    )


def _key(example: Example) -> tuple[str, Voice, str | None, str | None]:
    return example.text, example.voice, example.network, example.reply_to


def _unreachable(draft: Draft, file: str, clause: Clause, example: Example) -> Problem | None:
    rules = [rule for rule in clause.rules if example.voice in rule.voices]
    if not rules:
        voices = ", ".join(dict.fromkeys(voice for rule in clause.rules for voice in rule.voices)) or "—"
        return draft.problem(
            "example-voice",
            file,
            example.line,
            (
                f"Aucune règle de la clause ne vise la voix « {example.voice} ».",
                f"No rule of the clause is for the voice “{example.voice}”.",
            ),
            (f"Voix possibles ici : {voices}.", f"Possible voices here: {voices}."),
        )
    if example.category is not None and all(rule.category != example.category for rule in rules):
        known = ", ".join(dict.fromkeys(rule.category for rule in rules))
        return draft.problem(
            "example-category",
            file,
            example.line,
            (
                f"La clause n'a pas de règle « {example.category} » pour la voix « {example.voice} ».",
                f"The clause has no rule “{example.category}” for the voice “{example.voice}”.",
            ),
            (f"Catégories possibles ici : {known}.", f"Possible categories here: {known}."),
        )
    wanted = [rule for rule in rules if example.category in {None, rule.category}]
    most = max(decide(rule.category, example.voice, rule) for rule in wanted)
    if example.decision is not None and example.decision > max(most, _least(example.voice)):
        return draft.problem(
            "example-decision",
            file,
            example.line,
            (
                f"La clause ne mène jamais jusqu'à « {example.decision.word} » ici.",
                f"The clause never leads as far as “{example.decision.word}” here.",
            ),
            (
                f"Le plus sévère possible est « {most.word} » : corrigez l'exemple ou la règle.",
                f"The most severe possible is “{most.word}”: mend the example or the rule.",
            ),
        )
    return None


def _least(voice: Voice) -> Decision:
    """What the organisation itself publishes is always approved first."""
    return Decision.APPROVAL if voice is Voice.OFFICIAL else Decision.CLEAR
