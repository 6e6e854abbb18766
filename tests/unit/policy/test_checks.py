"""Every check refuses what it is about, at the right line, and the model passes them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from balise.policy.checks import meaning_checks, shape_checks
from balise.policy.loading import problems_of

RESPECT = "clauses/1-respect.md"
HOURS = "clauses/2-pauses.md"
HOT = "situations/1-reponse-a-chaud.md"
BREAK = "situations/2-pause-de-dix-heures.md"
RETIRED = '+++\nid = "9"\ntitle = { fr = "Ancienne", en = "Old" }\nretired_into = "8"\n+++\n'
RETIRED_WITH_RULES = RETIRED.replace('"8"', '"1"\nvoices = ["visitor"]\n[[rules]]\ncategory = "hate"')
CROSSED = '\n[[terms]]\nterm = "a"\nkind = "b"\nstart = 2026-05-01\nembargo_end = 2026-04-01\n'
NO_STEP = '\n[[ladders]]\nid = "b"\nclause = "1"\nkind = "steps"\ntitle = { fr = "a", en = "b" }\nsteps = []\n'

# (check, file, passage, what stands there instead, code, what the line must hold, a piece of the English text)
CASES = [
    ("unknown_keys", "pack.toml", "[organisation]\n", "[organisation]\nadresses = []\n",
     "unknown-key", "adresses", "addresses"),
    ("unknown_keys", RESPECT, 'severity = "high"', 'gravity = "high"', "unknown-key", "gravity", "Possible keys"),
    ("unknown_keys", "ladders.toml", 'kind = "choice"', 'kind = "choice"\nklause = "1"',
     "unknown-key", "klause", "clause"),
    ("missing_keys", "pack.toml", 'version = "2026-01-01"', "", "missing-key", "", "version"),
    ("missing_keys", RESPECT, 'category = "threat"', "", "missing-key", "[[rules]]", "category"),
    ("wrong_types", "pack.toml", "comments = 90", 'comments = "90"', "wrong-type", "[delays]", "whole numbers"),
    ("wrong_types", "pack.toml", "comments = 90", "comments = -1", "wrong-type", "[delays]", "none below zero"),
    ("wrong_types", "pack.toml", "handles = []", 'handles = "@a"', "wrong-type", "handles", "a list of texts"),
    ("wrong_types", "pack.toml", "competitors = []", 'competitors = ["a"]', "wrong-type", "competitors", "lists"),
    ("wrong_types", "form.toml", 'kind = "yes-no"', 'kind = "yes-no"\nrequired = 1',
     "wrong-type", "required", "true or false"),
    ("wrong_types", HOURS, 'looked_after_by = "manager"', 'looked_after_by = " "',
     "wrong-type", "looked_after", "not empty"),
    ("wrong_types", "register.toml", "", '\n[[terms]]\nterm = "a"\nkind = "b"\nstart = "x"\n',
     "wrong-type", "start", "a date"),
    ("unknown_words", RESPECT, 'modality = "forbidden"', 'modality = "forbiden"',
     "unknown-word", "forbiden", "forbidden"),
    ("unknown_words", RESPECT, "decision=forbidden} Je", "decision=forbid} Je",
     "unknown-word", "forbid}", "forbidden"),
    ("unknown_words", RESPECT, '"official", "visitor"]', '"boss", "visitor"]', "unknown-word", "boss", "personal"),
    ("unknown_words", "ladders.toml", '"choice"', '"stairs"', "unknown-word", "stairs", "steps"),
    ("every_language", "pack.toml", 'title.en = "Manager"\n', "", "missing-language", "title.fr", "en"),
    ("every_language", HOURS, 'en = "During working hours"', 'en = "x", es = "y"', "extra-language", "es", "es"),
    ("file_names", "ladder.toml", "", "\n", "unknown-file", "", "ladders.toml"),
    ("file_names", HOURS, 'id = "2"', 'id = "3"', "file-name", 'id = "3"', "3-"),
    ("file_names", HOURS, 'id = "2"', 'id = "é 2"', "clause-id", "é 2", "plain letters"),
    ("unique_ids", "clauses/1-encore.md", "", "COPY", "repeated-id", 'id = "1"', "already used"),
    ("unique_ids", "pack.toml", 'id = "visitor"', 'id = "staff"', "repeated-id", "staff", "already used"),
    ("unique_ids", "ladders.toml", 'id = "apology"', 'id = "retraction"',
     "repeated-id", "retraction", "ladders.toml"),
    ("same_headings", HOURS, "# en", "<!--\n# en", "missing-part", "", "# en"),
    ("same_headings", HOURS, "## Why\nAttention is what we owe one another.", "", "missing-section", "# en", "Why"),
    ("same_headings", HOURS, "# en", "# es\n## Rule\na\n## Why\nb\n# en", "extra-part", "# es", "es"),
    ("enough_examples", RESPECT, "- That joke is killing me.\n", "", "few-examples", "## Fine", "5 different"),
    ("enough_examples", RESPECT, "- Vous êtes une bande d'idiots.", "- T'es juste un imbécile.",
     "few-examples", "## À éviter", "5"),
    ("examples_fit", RESPECT, "{category=insult voice=visitor} La", "{category=hate} La",
     "example-category", "hate", "insult"),
    ("examples_fit", RESPECT, "- Je ne suis", "- T'es juste un imbécile.\n- Je ne suis",
     "example-on-both-sides", "T'es", "avoid"),
    ("examples_fit", RESPECT, '"threat"\n', '"threat"\ndecision = "advise"\n',
     "example-decision", "Je vais", "advise"),
    ("examples_fit", HOURS, "# en", "## À éviter\n- a\n# en\n## Avoid\n- a", "example-voice", "- a", "No rule"),
    ("examples_fit", RESPECT, "- Vous êtes une bande d'idiots.", "- {category=insult}",
     "empty-example", "{cat", "empty"),
    ("bounded_decisions", RESPECT, '"threat"\n', '"threat"\nmodality = "asked"\ndecision = "forbidden"\n',
     "decision-beyond-modality", "decision", "approval"),
    ("rule_voices", HOURS, "+++\n# fr", '[[rules]]\ncategory = "insult"\nvoices = ["visitor"]\n+++\n# fr',
     "rule-voice", "visitor", "personal"),
    ("obligations_known", "pack.toml", 'by = "communications"', 'by = "comunication"',
     "unknown-role", "by =", "communications"),
    ("obligations_known", "pack.toml", 'clause = "1"', 'clause = "7"', "unknown-clause", 'clause = "7"', "1, 2"),
    ("contacts_known", "pack.toml", "[contacts.communications]", "[contacts.press]",
     "unknown-role", "contacts.press", "manager"),
    ("contacts_known", "pack.toml", 'email = "communications@organisation.example"', "",
     "unreachable-contact", "[contacts", "phone"),
    ("ladder_clause", "ladders.toml", 'clause = "1"', 'clause = "4.2"', "ladder-clause", "4.2", "in force"),
    ("ladder_clause", "ladders.toml", "", NO_STEP, "empty-ladder", "[[ladders]]", "no step"),
    ("conditions_compile", "pack.toml", "voice == \"official\"'", "voise == \"official\"'",
     "condition", "when", "voise"),
    ("conditions_compile", "pack.toml", "'voice == \"official\"'", "'voice'", "condition", "when", "not a yes or no"),
    ("conditions_compile", "pack.toml", "'voice == \"official\"'", "'categories[0] == \"a\"'",
     "condition", "when", "no answer"),
    ("conditions_compile", RESPECT, 'severity = "high"', "when = '\"x\" in categories'",
     "condition", "when", "categories"),
    ("retired_ids", "clauses/9-ancienne.md", "", RETIRED, "retired-into", "retired_into", "not in force"),
    ("retired_ids", "clauses/9-a.md", "", RETIRED_WITH_RULES,
     "retired-with-rules", "[[rules]]", "Move them"),
    ("looked_after", HOURS, 'looked_after_by = "manager"', "", "not-looked-after", 'id = "2"', "nobody"),
    ("looked_after", HOURS, '"manager"', '"manageress"', "unknown-role", "manageress", "manager"),
    ("accounts_known", "presence.toml", 'network = "web"\naddress', 'network = "orkut"\naddress',
     "unknown-network", "orkut", "facebook"),
    ("accounts_known", "presence.toml", 'address = "www', 'owner = "x"\naddress = "www',
     "unknown-owner", "owner", "organisation"),
    ("register_dates", "register.toml", "", CROSSED,
     "register-dates", "start", "until"),
    ("file_names", "situations/Été.md", "", "+++\n+++\n", "file-name", "", "lower-case"),
    ("missing_keys", HOT, 'answer = "b"\n', "", "missing-key", "", "answer"),
    ("unknown_words", HOT, 'answer = "b"', 'answer = "bee"', "unknown-word", "bee", "yes, no, a, b"),
    ("unknown_keys", HOT, 'answer = "b"', 'answer = "b"\nright = "b"', "unknown-key", "right", "clause, answer"),
    ("situations_clause", HOT, 'clause = "1"', 'clause = "7"', "situation-clause", 'clause = "7"', "1, 2"),
    ("situations_whole", BREAK, "# en", "<!--\n# en", "missing-part", "", "# en"),
    ("situations_whole", BREAK, "# en", "# es\n## Situation\na\n## Why\nb\n## Quote\nc\n# en",
     "extra-part", "# es", "es"),
    ("situations_whole", BREAK, "## Why\nThe break is yours.", "", "missing-section", "# en", "## Why"),
    ("situations_whole", BREAK, "## Why", "## Choices\n- a\n- b\n## Why", "situation-choices", "## Choices", "yes or no"),
    ("situations_whole", HOT, 'answer = "b"', 'answer = "d"', "situation-choices", "## Choix", "two to four"),
    ("situations_whole", HOT, "- You write none of them.\n", "", "situation-choices", "## Choix", "fr 3, en 2"),
    ("situations_whole", HOT, "- You write none of them.", "- You choose the sharpest.",
     "situation-choices", "- You choose the sharpest.", "repeated"),
    ("situations_quote", HOT, "One may disagree with an idea;", "You may disagree with an idea;",
     "situation-quote", "## Quote", "as it stands"),
    ("order_known", "pack.toml", "languages =", 'order = ["1", "4"]\nlanguages =', "unknown-clause", "order", "1, 2"),
    ("order_known", "pack.toml", '["fr", "en"]', '["fr", "en", "fr"]', "languages", "languages", "once"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "file", "old", "new", "code", "line", "piece"), CASES)
def test_check_refuses(pack: Path, edit, check, file, old, new, code, line, piece) -> None:
    text = (pack / RESPECT).read_text(encoding="utf-8") if new == "COPY" else new
    edit(file, old, text)
    found = [problem for problem in problems_of(pack) if problem.code == code]
    assert found, f"no {code} among {[problem.say('en') for problem in problems_of(pack)]}"
    english = found[0].say("en")
    assert piece in english
    assert found[0].message["fr"] != found[0].message["en"]
    places = {(problem.file, problem.line) for problem in found}
    lines = (pack / found[0].file).read_text(encoding="utf-8").splitlines()
    held = [lines[number - 1] for _, number in places if number]
    assert not line or any(line in text for text in held), f"{held} lack {line!r}"


def test_a_quote_may_be_cut_and_spaced_otherwise(pack: Path, edit) -> None:
    edit(HOT, "on ne s'en prend pas aux personnes", "on ne s’en\nprend pas aux personnes")
    assert problems_of(pack) == ()


def test_every_check_has_a_case() -> None:
    names = {check.__module__.rsplit(".", 1)[1] for check in (*shape_checks(), *meaning_checks())}
    assert names == {case[0] for case in CASES}


def test_model_and_built_in_packs_pass(pack: Path) -> None:
    assert problems_of(pack) == ()
    assert [problem.say("en") for problem in problems_of("exemple")] == []


def test_tolerant_terms_are_counted(pack: Path) -> None:
    rows = "\n".join(f"terme {number},projet,true" for number in range(10_001))
    (pack / "register.csv").write_text("term,kind,tolerant\n" + rows, encoding="utf-8")
    assert [problem.code for problem in problems_of(pack)] == ["register-tolerant"]


def test_problems_come_by_file_and_line_in_two_languages(edit, pack: Path) -> None:
    edit(RESPECT, 'modality = "forbidden"', 'modality = "no"')
    edit("pack.toml", "handles = []", "handels = []")
    edit(RESPECT, "decision=forbidden} Je", "decision=no} Je")
    problems = problems_of(pack)
    assert [(p.file, p.line) for p in problems] == sorted((p.file, p.line) for p in problems)
    assert len(problems) == 3
    french = problems[0].say("fr")
    assert french.startswith("clauses/1-respect.md:9: «\u00a0no\u00a0» n’est pas une valeur possible")
    assert "Valeurs possibles\u00a0: forbidden" in french
