"""What changed between two versions of a policy, for whom, and which examples it decides otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from balise.policy.decisions import decide
from balise.policy.files import clause_file
from balise.policy.model import Clause, Decision, Example, Policy, Rule, Texts, Voice
from balise.policy.testing import Screen, examples_of

POLICY = ""
"""The subject of a change that belongs to no clause."""
PRESENT = "✓"
"""What ``before`` or ``after`` holds for a thing whose name says all there is to say."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    ``subject`` is a clause id, or ``POLICY``. ``part`` says what changed: ``clause``, ``retired``, ``title``,
    ``modality``, ``binds``, ``voices``, ``rule``, ``decision``, ``condition``, ``detectors``, ``severity``, ``text``,
    ``examples``, ``situation``, ``looked-after``, ``version``, ``organisation``, ``obligation``, ``role``,
    ``contact``, ``partner``, ``ladder``, ``network``, ``account``, ``form``, ``delay``, ``lexicon`` or ``register``.
    ``before`` and ``after`` are short descriptions in the words of packs, None for what was not there. ``name`` tells
    which one (a category, a language, a situation …). ``voices`` are those it concerns.
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
    languages = dict.fromkeys((language, *after.languages, *before.languages))
    for part, describe in _PARTS.items():
        views = [(describe(before, one), describe(after, one)) for one in languages]
        for name in dict.fromkeys((*views[0][1], *views[0][0])):
            # Shown in the reader's language, unless only another one changed.
            for old, new in views:
                if old.get(name) != new.get(name):
                    yield Change(POLICY, part, old.get(name), new.get(name), name)
                    break
    if before.register != after.register:
        # Terms are secret: how many there are is all a comparison says.
        yield Change(POLICY, "register", str(len(before.register)), str(len(after.register)))


def _organisation(policy: Policy, language: str) -> dict[str, str]:
    said = policy.organisation
    lists = {
        "names": said.names, "handles": said.handles, "services": said.services, "products": said.products,
        "domains": said.domains, "emails": said.emails, "phones": said.phones, "addresses": said.addresses,
        "competitors": tuple(spellings[0] for spellings in said.competitors if spellings),
    }  # fmt: skip
    return {"title": _title(policy.title, language)} | {name: _words(values) for name, values in lists.items()}


def _obligations(policy: Policy, _: str) -> dict[str, str]:
    return {f"{o.clause}: {o.kind} {o.by}, {o.when}": PRESENT for o in policy.obligations}


def _roles(policy: Policy, language: str) -> dict[str, str]:
    return {role.id: _title(role.title, language) for role in policy.roles}


def _contacts(policy: Policy, language: str) -> dict[str, str]:
    return {
        name: _words(filter(None, (_title(contact.title, language), contact.email, contact.phone, contact.url)))
        for name, contact in policy.organisation.contacts.items()
    }


def _partners(policy: Policy, _: str) -> dict[str, str]:
    return {one.id: _words(filter(None, (*one.names, one.site))) for one in policy.organisation.partners}


def _ladders(policy: Policy, language: str) -> dict[str, str]:
    return {
        ladder.id: f"{ladder.clause}, {ladder.kind}, {_title(ladder.title, language)}: "
        + " → ".join(_title(step.title, language) for step in ladder.steps)
        for ladder in policy.ladders
    }


def _networks(policy: Policy, language: str) -> dict[str, str]:
    return {one.id: f"{one.name}, {_title(one.definition, language)}" for one in policy.networks}


def _accounts(policy: Policy, _: str) -> dict[str, str]:
    return {one.address: _words(filter(None, (one.network, one.handle, one.owner))) for one in policy.accounts}


def _form(policy: Policy, language: str) -> dict[str, str]:
    return {one.id: f"{one.kind}{'' if one.required else '?'}, {_title(one.label, language)}" for one in policy.form}


def _delays(policy: Policy, _: str) -> dict[str, str]:
    return {name: str(days) for name, days in policy.delays.items()}


def _lexicons(policy: Policy, _: str) -> dict[str, str]:
    return {name: _words(terms) for name, terms in policy.lexicons.items()}


_PARTS: Mapping[str, Callable[[Policy, str], dict[str, str]]] = {
    "organisation": _organisation,
    "obligation": _obligations,
    "role": _roles,
    "contact": _contacts,
    "partner": _partners,
    "ladder": _ladders,
    "network": _networks,
    "account": _accounts,
    "form": _form,
    "delay": _delays,
    "lexicon": _lexicons,
}


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
        yield from _situations(name, before, after)


def _situations(clause: str, before: Policy, after: Policy) -> Iterator[Change]:
    """Situations of a clause by name: texts of people to read again, not values to set side by side."""
    old = {one.id: one for one in before.situations_of(clause)}
    new = {one.id: one for one in after.situations_of(clause)}
    for name in dict.fromkeys((*new, *old)):
        if old.get(name) != new.get(name):
            said, says = (PRESENT if name in one else None for one in (old, new))
            yield Change(clause, "situation", said, says, name)


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
