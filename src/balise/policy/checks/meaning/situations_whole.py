"""A situation says the same thing in every language: what happens, as many choices, why, and words of its clause."""

from __future__ import annotations

from collections.abc import Iterator

from balise.policy.documents import SITUATION, Part
from balise.policy.draft import Draft
from balise.policy.files import situation_file
from balise.policy.model import LETTERS, YES_NO, Policy, Situation
from balise.policy.problems import Problem


def check(draft: Draft, policy: Policy) -> Iterator[Problem]:
    """One problem for each part or section that is missing or too many, and for choices that do not fit the answer."""
    for situation in policy.situations:
        file = situation_file(situation)
        parts = draft.documents[file].parts
        for language in policy.languages:
            part = parts.get(language)
            if part is None:
                yield draft.problem(
                    "missing-part",
                    file,
                    1,
                    (f"La partie « # {language} » manque.", f"The part “# {language}” is missing."),
                    (
                        f"Écrivez la situation dans chaque langue : {', '.join(policy.languages)}.",
                        f"Write the situation in each language: {', '.join(policy.languages)}.",
                    ),
                )
                continue
            yield from _sections(draft, file, language, part)
            yield from _choices(draft, situation, language, part)
        for language in parts:
            if language not in policy.languages:
                yield draft.problem(
                    "extra-part",
                    file,
                    parts[language].line,
                    (
                        f"« {language} » n'est pas une langue de la politique.",
                        f"“{language}” is not a language of the pack.",
                    ),
                    (
                        "Ajoutez-la à « languages » dans pack.toml, ou retirez cette partie.",
                        "Add it to “languages” in pack.toml, or take this part away.",
                    ),
                )


def _sections(draft: Draft, file: str, language: str, part: Part) -> Iterator[Problem]:
    for section, title in zip(SITUATION.sections, SITUATION.names(language), strict=True):
        if section not in SITUATION.lists and not part.texts.get(section):
            yield draft.problem(
                "missing-section",
                file,
                part.lines.get(section, part.line),
                (
                    f"La section « ## {title} » manque ou est vide en « {language} ».",
                    f"The section “## {title}” is missing or empty in “{language}”.",
                ),
                (
                    "Dites ce qui arrive, pourquoi on répond ainsi, et citez la clause.",
                    "Say what happens, why one answers so, and quote the clause.",
                ),
            )


def _choices(draft: Draft, situation: Situation, language: str, part: Part) -> Iterator[Problem]:
    file, choices = situation_file(situation), part.examples.get("choices", [])
    title = SITUATION.names(language)[SITUATION.sections.index("choices")]
    line = part.lines.get("choices", part.line)
    if situation.answer in YES_NO:
        if "choices" in part.lines:
            yield draft.problem(
                "situation-choices",
                file,
                line,
                (
                    f"La réponse est oui ou non, mais il y a une section « ## {title} » en « {language} ».",
                    f"The answer is yes or no, but there is a section “## {title}” in “{language}”.",
                ),
                (
                    "Retirez-la, ou donnez à « answer » la lettre du bon choix.",
                    "Take it away, or give “answer” the letter of the right choice.",
                ),
            )
        return
    texts = [choice.text.strip() for choice in choices]
    wanted = max(2, LETTERS.index(situation.answer) + 1)
    if len(texts) < wanted or len(texts) > len(LETTERS):
        yield draft.problem(
            "situation-choices",
            file,
            line,
            (
                f"« ## {title} » a {len(texts)} choix en « {language} »; la réponse est « {situation.answer} ».",
                f"“## {title}” has {len(texts)} choices in “{language}”; the answer is “{situation.answer}”.",
            ),
            (
                "Écrivez de deux à quatre choix, dont celui que « answer » nomme (a est le premier).",
                "Write two to four choices, with the one that “answer” names (a is the first).",
            ),
        )
    for at, choice in enumerate(choices):
        if not texts[at] or texts[at] in texts[:at]:
            yield draft.problem(
                "situation-choices",
                file,
                choice.line,
                ("Ce choix est vide ou se répète.", "This choice is empty or repeated."),
                ("Écrivez-en un autre, ou retirez la ligne.", "Write another one, or take the line away."),
            )
    counts = {one: len(draft.documents[file].parts[one].examples.get("choices", ())) for one in situation.texts}
    if len(set(counts.values())) > 1 and language == next(iter(counts)):
        said = ", ".join(f"{one} {count}" for one, count in counts.items())
        yield draft.problem(
            "situation-choices",
            file,
            line,
            (f"Les langues n'ont pas autant de choix : {said}.", f"Languages differ in their choices: {said}."),
            (
                "Écrivez les mêmes choix, dans le même ordre, dans chaque langue.",
                "Write the same choices, in the same order, in each language.",
            ),
        )
