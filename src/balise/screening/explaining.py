"""What a verdict says to people, in their language. The engine gives ids; sentences are made here, when shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from balise.policy.decisions import DEFAULTS
from balise.policy.model import Policy
from balise.screening.detecting import Detector, Message
from balise.screening.detectors import all_detectors
from balise.screening.learned.proposing import proposals
from balise.screening.model import Finding, Obligation, Verdict

LANGUAGES = ("fr", "en")

_HEADLINES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "fr": {
        "author": {
            "clear": "Rien à signaler",
            "advise": "À relire avant de publier",
            "approval": "Approbation nécessaire avant de publier",
            "forbidden": "À ne pas publier tel quel",
        },
        "visitor": {
            "clear": "Rien à signaler",
            "advise": "À regarder par une personne",
            "forbidden": "Retrait proposé, à décider par une personne",
        },
    },
    "en": {
        "author": {
            "clear": "Nothing to report",
            "advise": "Read it again before publishing",
            "approval": "Needs approval before publishing",
            "forbidden": "Not to be published as it is",
        },
        "visitor": {
            "clear": "Nothing to report",
            "advise": "For a person to look at",
            "forbidden": "Removal proposed, for a person to decide",
        },
    },
}

_OBLIGATIONS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "approval": "Faites approuver ce message par : {by} (article {clause}).",
        "consent": "Obtenez le consentement : {by} (article {clause}).",
        "source": "Indiquez votre source et vérifiez-la : {by} (article {clause}).",
        "authorisation": "Obtenez l’autorisation : {by} (article {clause}).",
    },
    "en": {
        "approval": "Have this post approved by: {by} (clause {clause}).",
        "consent": "Get the consent of: {by} (clause {clause}).",
        "source": "Name your source and check it: {by} (clause {clause}).",
        "authorisation": "Get the authorisation of: {by} (clause {clause}).",
    },
}

_SEVERITIES: Mapping[str, Mapping[str, str]] = {
    "fr": {"low": "léger", "medium": "à corriger", "high": "grave"},
    "en": {"low": "minor", "medium": "to correct", "high": "serious"},
}

_LONGEST_QUOTE = 80


class Explanation(NamedTuple):
    """One finding for people: the clause's id and title, how grave, what was seen, what to do."""

    clause: str
    title: str
    severity: str
    what: str
    do: str


class _Blanks(dict[str, str]):
    """Parameters of a message; an absent one is left as it stands rather than failing in front of somebody."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@cache
def _by_id() -> Mapping[str, Detector]:
    known = all_detectors()
    proposing = proposals(tuple(DEFAULTS), known).values()
    return {detector.id: detector for detector in (*known, *proposing)}


def _message(detector: Detector, finding: Finding, language: str) -> Message:
    messages = detector.messages[language]
    variant = finding.parameters.get("variant")
    if variant:
        chosen = messages.get(f"{finding.category}/{variant}")
        if chosen is not None:
            return chosen
    return messages[finding.category]


def typeset(text: str, language: str) -> str:
    """``text`` with the no-break spaces that French asks for inside quotation marks and before a colon."""
    if language != "fr":
        return text
    text = text.replace("de {organisation}", "{of_organisation}")
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:").replace(" %", "\u00a0%")


def of_name(name: str) -> str:
    """«de» and a name, elided before a vowel: «d’Ardoise», «de Boréal»."""
    return f"d’{name}" if name[:1].lower() in "aeiouyhàâäéèêëîïôöùûü" else f"de {name}"


def in_words(texts: Mapping[str, str], language: str) -> str:
    """The sentence in ``language``, else in whatever language there is."""
    return texts.get(language) or next(iter(texts.values()), "")


def explain_finding(
    finding: Finding, policy: Policy, language: str, detectors: Mapping[str, Detector] | None = None
) -> Explanation:
    """The finding in words, in ``fr`` or ``en``."""
    detector = (_by_id() if detectors is None else detectors)[finding.detector]
    message = _message(detector, finding, language)
    matched = " ".join((finding.matched or "").split())
    if len(matched) > _LONGEST_QUOTE:
        head = matched[:_LONGEST_QUOTE]
        matched = (head.rpartition(" ")[0] or head[:-1]).rstrip(" ,;:") + "…"
    values = _Blanks(finding.parameters)
    name = policy.organisation.name
    values.update(matched=matched, organisation=name, of_organisation=of_name(name))
    return Explanation(
        finding.clause,
        in_words(policy.clause(finding.clause).title, language),
        _SEVERITIES[language][finding.severity.value],
        typeset(message.what, language).format_map(values),
        typeset(message.do, language).format_map(values),
    )


def explain_obligation(obligation: Obligation, policy: Policy, language: str) -> str:
    """The obligation as one sentence."""
    sentence = typeset(_OBLIGATIONS[language][obligation.kind], language)
    return sentence.format(by=_who(obligation.by, policy, language), clause=obligation.clause)


def _who(by: str, policy: Policy, language: str) -> str:
    kind, _, name = by.partition(":")
    if kind == "partner":
        for partner in policy.organisation.partners:
            if partner.id == name:
                return partner.names[0]
    contact = policy.organisation.contacts.get(by)
    for role in policy.roles:
        if role.id == by:
            title = in_words(role.title, language)
            return f"{title} ({contact.email})" if contact is not None and contact.email else title
    return by


def headline(verdict: Verdict, language: str) -> str:
    """The decision in a few words."""
    table = _HEADLINES[language]["visitor" if verdict.content.voice == "visitor" else "author"]
    return table[verdict.decision.word]


def finding_message(finding: Finding, policy: Policy, language: str) -> str:
    """The ``message`` of a finding in JSON: what was seen and what to do, as one text."""
    explanation = explain_finding(finding, policy, language)
    return f"{explanation.what} {explanation.do}".strip()
