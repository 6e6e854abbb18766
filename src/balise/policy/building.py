"""Makes a ``Policy`` of a draft whose shape has been checked: nothing here doubts what it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, Literal, cast

from balise.policy.documents import Part, RawExample
from balise.policy.draft import Draft
from balise.policy.model import (
    Account,
    Clause,
    ClauseText,
    Contact,
    Decision,
    Example,
    FormField,
    Ladder,
    Modality,
    NetworkDefinition,
    ObligationRule,
    Organisation,
    Partner,
    Policy,
    RegisterTerm,
    Role,
    Rule,
    Severity,
    Situation,
    SituationText,
    Step,
    Voice,
)
from balise.policy.schema import Table


def build(draft: Draft) -> Policy:
    """The policy that the draft describes. Clauses stand in the order of ``order``, then of their numbers."""
    pack = draft.tables["pack.toml"]
    presence = draft.tables.get("presence.toml", {})
    roles = tuple(Role(role["id"], role["title"]) for role in pack["roles"])
    clauses = [_clause(file, table, draft) for file, table in draft.tables.items() if file.startswith("clauses/")]
    order = {clause_id: rank for rank, clause_id in enumerate(pack.get("order", ()))}
    clauses.sort(key=lambda clause: (order.get(clause.id, len(order)), natural(clause.id)))
    terms = (RegisterTerm(**term) for term in draft.tables.get("register.toml", {}).get("terms", ()))
    return Policy(
        id=pack["id"],
        version=pack["version"],
        title=pack["title"],
        languages=tuple(pack["languages"]),
        organisation=_organisation(pack, roles),
        clauses=tuple(clauses),
        roles=roles,
        obligations=tuple(ObligationRule(**obligation) for obligation in pack.get("obligations", ())),
        ladders=tuple(_ladder(ladder) for ladder in draft.tables.get("ladders.toml", {}).get("ladders", ())),
        networks=tuple(NetworkDefinition(**network) for network in presence.get("networks", ())),
        accounts=tuple(Account(**account) for account in presence.get("accounts", ())),
        form=tuple(FormField(**field) for field in draft.tables.get("form.toml", {}).get("fields", ())),
        delays=pack.get("delays", {}),
        register=(*terms, *draft.register),
        lexicons=_lexicons(draft.texts),
        fingerprint=draft.files.fingerprint,
        situations=_situations(draft, [clause.id for clause in clauses]),
    )


def natural(clause_id: str) -> tuple[tuple[int, int, str], ...]:
    """A sorting key where 3.2 comes before 3.10, and numbers before words."""
    parts = re.findall(r"\d+|[^\d.]+", clause_id)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def _organisation(pack: Table, roles: tuple[Role, ...]) -> Organisation:
    said = pack["organisation"]
    titles = {role.id: role.title for role in roles}
    return Organisation(
        name=said["name"],
        names=tuple(dict.fromkeys((said["name"], *said.get("names", ())))),
        partners=tuple(
            Partner(partner["id"], tuple(partner["names"]), partner.get("site")) for partner in said.get("partners", ())
        ),
        competitors=tuple(tuple(spellings) for spellings in said.get("competitors", ())),
        contacts={
            role: Contact(
                role,
                contact.get("title") or titles.get(role, {}),
                contact.get("email"),
                contact.get("phone"),
                contact.get("url"),
            )
            for role, contact in pack.get("contacts", {}).items()
        },
        **{
            name: tuple(said.get(name, ()))
            for name in ("handles", "services", "products", "domains", "emails", "phones", "addresses")
        },
    )


def _ladder(said: Table) -> Ladder:
    steps = tuple(Step(step["id"], step["title"]) for step in said["steps"])
    return Ladder(said["id"], said["clause"], said["title"], said["kind"], steps)


def _voices(names: Iterable[str]) -> tuple[Voice, ...]:
    return tuple(Voice(name) for name in names)


def _clause(file: str, said: Table, draft: Draft) -> Clause:
    modality = Modality(said.get("modality", Modality.MAY))
    voices = _voices(said.get("voices", ()))
    return Clause(
        id=said["id"],
        slug=PurePosixPath(file).stem.removeprefix(said["id"] + "-"),
        title=said["title"],
        modality=modality,
        binds=tuple(said.get("binds", ())),
        voices=voices,
        rules=tuple(_rule(rule, modality, voices) for rule in said.get("rules", ())),
        texts={language: _text(language, part, voices) for language, part in draft.documents[file].parts.items()},
        looked_after_by=said.get("looked_after_by"),
        retired_into=said.get("retired_into"),
    )


def _situations(draft: Draft, order: list[str]) -> tuple[Situation, ...]:
    """In the order of their clauses, then of their files; those of no clause last."""
    made = [
        Situation(
            id=PurePosixPath(file).stem,
            clause=said["clause"],
            answer=said["answer"],
            texts={language: _situation_text(part) for language, part in draft.documents[file].parts.items()},
        )
        for file, said in draft.tables.items()
        if file.startswith("situations/")
    ]
    ranks = {clause: rank for rank, clause in enumerate(order)}
    return tuple(sorted(made, key=lambda one: (ranks.get(one.clause, len(ranks)), natural(one.id))))


def _situation_text(part: Part) -> SituationText:
    return SituationText(
        story=part.texts.get("story", ""),
        choices=tuple(raw.text for raw in part.examples.get("choices", ())),
        why=part.texts.get("why", ""),
        quote=part.texts.get("quote", ""),
    )


def _rule(said: Table, modality: Modality, voices: tuple[Voice, ...]) -> Rule:
    return Rule(
        category=said["category"],
        modality=Modality(said.get("modality", modality)),
        voices=_voices(said["voices"]) if "voices" in said else voices,
        severity=Severity(said["severity"]) if "severity" in said else None,
        decision=Decision.from_word(said["decision"]) if "decision" in said else None,
        detectors=tuple(said.get("detectors", ())),
        when=said.get("when"),
    )


def _text(language: str, part: Part, voices: tuple[Voice, ...]) -> ClauseText:
    return ClauseText(
        rule=part.texts.get("rule", ""),
        why=part.texts.get("why", ""),
        avoid=_examples("avoid", language, part.examples, voices),
        fine=_examples("fine", language, part.examples, voices),
    )


def _examples(
    kind: str, language: str, examples: Mapping[str, list[RawExample]], voices: tuple[Voice, ...]
) -> tuple[Example, ...]:
    default = Voice.PERSONAL if Voice.PERSONAL in voices or not voices else voices[0]
    return tuple(
        Example(
            text=raw.text,
            kind=cast("Literal['avoid', 'fine']", kind),
            language=language,
            voice=Voice(raw.attributes.get("voice", default)),
            network=raw.attributes.get("network"),
            reply_to=raw.attributes.get("reply"),
            category=raw.attributes.get("category"),
            decision=_decision(raw.attributes),
            line=raw.line,
        )
        for raw in examples.get(kind, ())
    )


def _decision(attributes: Mapping[str, Any]) -> Decision | None:
    return Decision.from_word(attributes["decision"]) if "decision" in attributes else None


def _lexicons(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """One list for each file: a term a line, blank lines and ``#`` comments left out."""
    return {
        PurePosixPath(file).stem: tuple(
            line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
        )
        for file, text in texts.items()
        if file.startswith("lexicons/")
    }
