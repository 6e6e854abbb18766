"""What changed between two versions of a policy, for whom, and which examples it decides otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from balise.policy.decisions import decide
from balise.policy.files import clause_file
from balise.policy.model import Clause, Decision, Example, Policy, Rule, Texts, Voice
from balise.policy.testing import Screen, examples_of

POLICY = ""
"""The subject of a change that belongs to no clause."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    ``subject`` is a clause id, or ``POLICY``. ``part`` says what changed: ``clause``, ``retired``, ``title``,
    ``modality``, ``binds``, ``voices``, ``rule``, ``decision``, ``condition``, ``detectors``, ``severity``, ``text``,
    ``examples``, ``looked-after``, ``obligation``, ``ladder``, ``account``, ``form``, ``contact``, ``delay``,
    ``role``, ``partner``, ``register`` or ``version``. ``before`` and ``after`` are short descriptions in the
    words of packs, None for what was not there. ``name`` tells which one (a category, a language …). ``voices``
    are those it concerns.
    """

    subject: str
    part: str
    before: str | None
    after: str | None
    name: str = ""
    voices: tuple[Voice, ...] = ()

    @property
    def kind(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class ChangedExample:
    """An example that the two packs decide differently. ``sources`` tells where it is written."""

    example: Example
    sources: tuple[str, ...]
    before: Decision
    after: Decision


def compare(before: Policy, after: Policy, *, language: str = "fr") -> tuple[Change, ...]:
    """Every difference, first of the whole policy, then clause by clause in the order of ``after``.

    Differences count in every language; ``language`` chooses the titles that descriptions carry.
    """
    return (*_whole(before, after, language), *_clauses(before, after, language))


def changed_examples(
    before: Policy, after: Policy, screen_before: Screen, screen_after: Screen
) -> tuple[ChangedExample, ...]:
    """The examples of both packs, each run under both, whose decision differs."""
    sources: dict[tuple[str, Voice, str | None, str | None], tuple[Example, list[str]]] = {}
    for policy in (before, after):
        for clause in policy.clauses:
            for example in examples_of(clause):
                key = (example.text, example.voice, example.network, example.reply_to)
                where = f"{policy.reference}:{clause_file(clause)}:{example.line}"
                sources.setdefault(key, (example, []))[1].append(where)
    changed = []
    for key, (example, places) in sources.items():
        first, second = screen_before(*key).decision, screen_after(*key).decision
        if first != second:
            changed.append(ChangedExample(example, tuple(places), first, second))
    return tuple(changed)


def _maps(
    subject: str, part: str, before: Mapping[str, str], after: Mapping[str, str], voices: tuple[Voice, ...] = ()
) -> Iterator[Change]:
    """What was added to, taken from or changed in a mapping, in the order of ``after`` then ``before``."""
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) != after.get(name):
            yield Change(subject, part, before.get(name), after.get(name), name, voices)


def _words(values: Iterable[str]) -> str:
    return ", ".join(values) or "—"


def _title(texts: Texts, language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")


def _whole(before: Policy, after: Policy, language: str) -> Iterator[Change]:
    if before.reference != after.reference:
        yield Change(POLICY, "version", before.reference, after.reference)
    for part in ("obligation", "role", "contact", "partner", "ladder", "account", "form", "delay"):
        yield from _maps(POLICY, part, _part(before, part, language), _part(after, part, language))
    if before.register != after.register:
        # Terms are secret: how many there are is all a comparison says.
        yield Change(POLICY, "register", str(len(before.register)), str(len(after.register)))


def _part(policy: Policy, part: str, language: str) -> dict[str, str]:
    match part:
        case "obligation":
            return {f"{o.clause}: {o.kind} {o.by}, {o.when}": "✓" for o in policy.obligations}
        case "role":
            return {role.id: _title(role.title, language) for role in policy.roles}
        case "contact":
            contacts = policy.organisation.contacts.items()
            return {name: _words(filter(None, (c.email, c.phone, c.url))) for name, c in contacts}
        case "partner":
            return {partner.id: _words(partner.names) for partner in policy.organisation.partners}
        case "ladder":
            return {
                ladder.id: f"{ladder.clause}, {ladder.kind}: "
                + " → ".join(_title(s.title, language) for s in ladder.steps)
                for ladder in policy.ladders
            }
        case "account":
            return {account.address: f"{account.network}, {account.owner}" for account in policy.accounts}
        case "form":
            return {field.id: f"{field.kind}, {_title(field.label, language)}" for field in policy.form}
        case _:
            return {name: str(days) for name, days in policy.delays.items()}


def _clauses(before: Policy, after: Policy, language: str) -> Iterator[Change]:
    old = {clause.id: clause for clause in before.clauses}
    new = {clause.id: clause for clause in after.clauses}
    for name in dict.fromkeys((*new, *old)):
        first, second = old.get(name), new.get(name)
        if first is None and second is not None:
            yield Change(name, "clause", None, _title(second.title, language), voices=second.voices)
        elif second is None and first is not None:
            yield Change(name, "clause", _title(first.title, language), None, voices=first.voices)
        elif first is not None and second is not None:
            yield from _clause(first, second)


def _clause(old: Clause, new: Clause) -> Iterator[Change]:
    name, voices = new.id, new.voices or old.voices
    if old.retired_into != new.retired_into:
        yield Change(name, "retired", old.retired_into, new.retired_into, voices=old.voices)
    yield from _maps(name, "title", old.title, new.title)
    if old.modality != new.modality:
        yield Change(name, "modality", old.modality, new.modality, voices=voices)
    if set(old.binds) != set(new.binds):
        yield Change(name, "binds", _words(old.binds), _words(new.binds))
    if set(old.voices) != set(new.voices):
        moved = tuple(voice for voice in Voice if (voice in old.voices) != (voice in new.voices))
        yield Change(name, "voices", _words(old.voices), _words(new.voices), voices=moved)
    yield from _rules(name, old, new)
    if old.looked_after_by != new.looked_after_by:
        yield Change(name, "looked-after", old.looked_after_by, new.looked_after_by)
    for language in dict.fromkeys((*new.texts, *old.texts)):
        first, second = old.texts.get(language), new.texts.get(language)
        said = None if first is None else f"{first.rule}\n\n{first.why}"
        says = None if second is None else f"{second.rule}\n\n{second.why}"
        if said != says:
            yield Change(name, "text", said, says, language)
        shown = [(e.kind, e.text, e.voice) for t in (first,) if t for e in (*t.avoid, *t.fine)]
        shows = [(e.kind, e.text, e.voice) for t in (second,) if t for e in (*t.avoid, *t.fine)]
        if shown != shows:
            removed, added = len(set(shown) - set(shows)), len(set(shows) - set(shown))
            yield Change(name, "examples", f"-{removed}", f"+{added}", language)


def _rules(name: str, old: Clause, new: Clause) -> Iterator[Change]:
    """Rules by category and voice: what a rule decides is what its reader feels."""
    before, after = _by_voice(old), _by_voice(new)
    differences: dict[tuple[str, str, str | None, str | None], list[Voice]] = {}
    for category, voice in dict.fromkeys((*after, *before)):
        first, second = before.get((category, voice)), after.get((category, voice))
        if first is None or second is None:
            rows = [("rule", _decisions(first, voice), _decisions(second, voice))]
        else:
            rows = [
                ("decision", _decisions(first, voice), _decisions(second, voice)),
                ("modality", _words(r.modality for r in first), _words(r.modality for r in second)),
                ("severity", _words(r.severity or "" for r in first), _words(r.severity or "" for r in second)),
                ("condition", _words(r.when or "" for r in first), _words(r.when or "" for r in second)),
                (
                    "detectors",
                    _words(d for r in first for d in r.detectors),
                    _words(d for r in second for d in r.detectors),
                ),
            ]
        for part, said, says in rows:
            if said != says:
                differences.setdefault((category, part, said, says), []).append(voice)
    for (category, part, said, says), voices in differences.items():
        yield Change(name, part, said, says, category, tuple(voices))


def _by_voice(clause: Clause) -> dict[tuple[str, Voice], list[Rule]]:
    rules: dict[tuple[str, Voice], list[Rule]] = {}
    for rule in clause.rules:
        for voice in rule.voices:
            rules.setdefault((rule.category, voice), []).append(rule)
    return rules


def _decisions(rules: list[Rule] | None, voice: Voice) -> str | None:
    return None if rules is None else _words(decide(rule.category, voice, rule).word for rule in rules)
