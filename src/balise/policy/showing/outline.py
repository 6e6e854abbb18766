"""A policy laid out for reading, in one language, before any format is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from balise.policy.decisions import decide
from balise.policy.documents import CLAUSE, SITUATION
from balise.policy.model import LETTERS, Clause, ClauseText, Example, Policy, Situation, SituationText, Texts
from balise.policy.problems import typeset
from balise.policy.words import DECISIONS, KINDS, MODALITIES, VOICES, category_word


@dataclass(frozen=True, slots=True)
class Title:
    """A heading; ``level`` from 1, ``anchor`` unique in the page."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Text of the pack, in Markdown."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Short answers, label by label."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``ordered`` when its order means something."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Posts:
    """Examples of posts: each with what is to be known of it (``""`` for nothing) and its text."""

    kind: str
    items: tuple[tuple[str, str], ...]


Block = Title | Prose | Facts | Bullets | Posts

_WORDS = {
    "fr": {
        "version": "Version",
        "organisation": "Organisation",
        "binds": "S’applique à",
        "voices": "Quand on parle",
        "modality": "Portée",
        "watched": "Qui y veille",
        "rules": "Ce que Balise cherche",
        "retired": "Cette clause est maintenant la clause {id}.",
        "obligations": "Avant de publier",
        "obligation": "{kind} par {by} (clause {clause}) si {when}",
        "ladders": "Suites possibles",
        "clause": "clause {id}",
        "networks": "Réseaux",
        "accounts": "Présence officielle",
        "partners": "Partenaires",
        "contacts": "À qui s’adresser",
        "form": "Formulaire",
        "optional": "facultatif",
        "delays": "Délais, en jours",
        "reply": "en réponse à « {text} »",
        "colon": "\u00a0: ",
        "partner": "le partenaire nommé",
        "situations": "Situations",
        "yes": "oui",
        "no": "non",
        "answer": "Réponse",
    },
    "en": {
        "version": "Version",
        "organisation": "Organisation",
        "binds": "Applies to",
        "voices": "When one speaks",
        "modality": "Strength",
        "watched": "Looked after by",
        "rules": "What Balise looks for",
        "retired": "This clause is now clause {id}.",
        "obligations": "Before publishing",
        "obligation": "{kind} by {by} (clause {clause}) when {when}",
        "ladders": "What may follow",
        "clause": "clause {id}",
        "networks": "Networks",
        "accounts": "Official presence",
        "partners": "Partners",
        "contacts": "Whom to ask",
        "form": "Form",
        "optional": "optional",
        "delays": "Delays, in days",
        "reply": "in reply to “{text}”",
        "colon": ": ",
        "partner": "the partner named",
        "situations": "Situations",
        "yes": "yes",
        "no": "no",
        "answer": "Answer",
    },
}


def outline(policy: Policy, language: str, clause_id: str | None = None) -> tuple[Block, ...]:
    """The whole policy, or one clause (retired ids are followed; ``KeyError`` when there is none).

    ``language`` chooses the texts and the labels; where a pack lacks it, its first language is shown.
    """
    reader = _Reader(policy, language)
    if clause_id is not None:
        return tuple(reader.clause(policy.clause(clause_id), level=1))
    return tuple(reader.policy_blocks())


class _Reader:
    """Knows the language, and the titles of roles."""

    def __init__(self, policy: Policy, language: str) -> None:
        self.policy = policy
        self.language = language if language in policy.languages else policy.languages[0]
        self.spoken = language if language in _WORDS else "en"
        self.words = _WORDS[self.spoken]
        self.roles = {role.id: self.text(role.title) for role in policy.roles}

    def text(self, texts: Texts) -> str:
        return self.typeset(texts.get(self.language) or next(iter(texts.values()), ""))

    def typeset(self, text: str) -> str:
        """Texts of the pack with French spaces and apostrophes; examples stay as people type them."""
        return typeset(text) if self.language == "fr" else text

    def policy_blocks(self) -> Iterator[Block]:
        policy, words = self.policy, self.words
        yield Title(1, self.text(policy.title), "top")
        yield Facts(
            (
                (words["organisation"], policy.organisation.name),
                (words["version"], f"{policy.version} ({policy.reference})"),
            )
        )
        for clause in policy.clauses:
            yield from self.clause(clause, level=2)
        yield from self._obligations()
        yield from self._ladders()
        yield from self._presence()
        yield from self._form()

    def clause(self, clause: Clause, level: int) -> Iterator[Block]:
        anchor = f"clause-{clause.id}"
        yield Title(level, f"{clause.id} — {self.text(clause.title)}", anchor)
        if clause.retired_into:
            yield Prose(self.words["retired"].format(id=clause.retired_into))
            return
        yield Facts(tuple(self._clause_facts(clause)))
        inner = max(level + 1, 3)
        text = clause.texts.get(self.language)
        if text is None:
            return
        rule, why, _, _ = CLAUSE.names(self.language)
        yield Title(inner, rule, f"{anchor}-rule")
        yield Prose(self.typeset(text.rule))
        yield Title(inner, why, f"{anchor}-why")
        yield Prose(self.typeset(text.why))
        if clause.rules:
            yield Title(inner, self.words["rules"], f"{anchor}-rules")
            yield Bullets(tuple(self._rules(clause)))
        yield from self._examples(text, anchor, inner)
        situations = self.policy.situations_of(clause.id)
        if situations:
            yield Title(inner, self.words["situations"], f"{anchor}-situations")
        for situation in situations:
            yield Title(inner + 1, situation.id, f"{anchor}-situation-{situation.id}")
            yield from self._situation(situation, situation.texts[self.language])

    def _clause_facts(self, clause: Clause) -> Iterator[tuple[str, str]]:
        yield self.words["modality"], MODALITIES[self.spoken][clause.modality]
        if clause.binds:
            yield self.words["binds"], ", ".join(self.roles.get(name, name) for name in clause.binds)
        if clause.voices:
            yield self.words["voices"], ", ".join(VOICES[self.spoken][voice] for voice in clause.voices)
        if clause.looked_after_by:
            yield self.words["watched"], self.roles.get(clause.looked_after_by, clause.looked_after_by)

    def _rules(self, clause: Clause) -> Iterator[str]:
        for rule in clause.rules:
            by_decision: dict[str, list[str]] = {}
            for voice in rule.voices:
                decision = DECISIONS[self.spoken][decide(rule.category, voice, rule)]
                by_decision.setdefault(decision, []).append(VOICES[self.spoken][voice])
            decided = "; ".join(f"{decision} ({', '.join(voices)})" for decision, voices in by_decision.items())
            condition = f" [{rule.when}]" if rule.when else ""
            yield f"{category_word(rule.category, self.spoken)}{self.words['colon']}{decided}{condition}"

    def _examples(self, text: ClauseText, anchor: str, level: int) -> Iterator[Block]:
        _, _, avoid, fine = CLAUSE.names(self.language)
        for kind, title, examples in (("avoid", avoid, text.avoid), ("fine", fine, text.fine)):
            if examples:
                yield Title(level, title, f"{anchor}-{kind}")
                yield Posts(kind, tuple((self._note(example), example.text) for example in examples))

    def _situation(self, situation: Situation, text: SituationText) -> Iterator[Block]:
        yield Prose(self.typeset(text.story))
        why, quote = SITUATION.names(self.language)[2:]
        yield Facts(
            (
                *((letter, self.typeset(one)) for letter, one in zip(LETTERS, text.choices, strict=False)),
                (self.words["answer"], self.words.get(situation.answer, situation.answer)),
                (why, self.typeset(text.why)),
                (quote, self.typeset(text.quote)),
            )
        )

    def _note(self, example: Example) -> str:
        parts = []
        if example.voice != "personal":
            parts.append(VOICES[self.spoken][example.voice])
        if example.network:
            parts.append(example.network)
        if example.reply_to:
            parts.append(self.words["reply"].format(text=example.reply_to))
        return ", ".join(parts)

    def _section(self, name: str, level: int = 2) -> Title:
        return Title(level, self.words[name], name)

    def _obligations(self) -> Iterator[Block]:
        if self.policy.obligations:
            yield self._section("obligations")
            yield Bullets(
                tuple(
                    self.words["obligation"].format(
                        kind=KINDS[self.spoken][obligation.kind],
                        by=self.roles.get(obligation.by) or self.words.get(obligation.by, obligation.by),
                        clause=obligation.clause,
                        when=obligation.when,
                    )
                    for obligation in self.policy.obligations
                )
            )

    def _ladders(self) -> Iterator[Block]:
        if self.policy.ladders:
            yield self._section("ladders")
        for ladder in self.policy.ladders:
            where = self.words["clause"].format(id=ladder.clause)
            title = f"{self.text(ladder.title)} ({where}; {KINDS[self.spoken][ladder.kind]})"
            yield Title(3, title, f"ladder-{ladder.id}")
            yield Bullets(tuple(self.text(step.title) for step in ladder.steps), ladder.kind == "steps")

    def _presence(self) -> Iterator[Block]:
        policy = self.policy
        if policy.networks:
            yield self._section("networks")
            yield Facts(tuple((network.name, self.text(network.definition)) for network in policy.networks))
        names = {network.id: network.name for network in policy.networks}
        own = [account for account in policy.accounts if account.owner == "organisation"]
        if own:
            yield self._section("accounts")
            yield Facts(
                tuple(
                    (names.get(a.network, a.network), f"{a.handle} {a.address}" if a.handle else a.address) for a in own
                )
            )
        if policy.organisation.partners:
            yield self._section("partners")
            partners = policy.organisation.partners
            yield Facts(tuple((partner.names[0], partner.site or "—") for partner in partners))
        if policy.organisation.contacts:
            yield self._section("contacts")
            yield Facts(
                tuple(
                    (self.text(contact.title), _joined((contact.email, contact.phone, contact.url)))
                    for contact in policy.organisation.contacts.values()
                )
            )

    def _form(self) -> Iterator[Block]:
        if self.policy.form:
            yield self._section("form")
            yield Facts(
                tuple(
                    (
                        self.text(field.label),
                        KINDS[self.spoken][field.kind] + ("" if field.required else f" ({self.words['optional']})"),
                    )
                    for field in self.policy.form
                )
            )
        if self.policy.delays:
            yield self._section("delays")
            yield Facts(tuple((name, str(days)) for name, days in self.policy.delays.items()))


def _joined(parts: Iterable[str | None]) -> str:
    return ", ".join(part for part in parts if part)
