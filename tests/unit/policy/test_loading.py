"""Packs are found, read, refused and remembered."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from balise.caching import cache_folder
from balise.policy.files import built_in_packs, read_pack
from balise.policy.loading import load_policy, problems_of
from balise.policy.model import Decision, Modality, Policy, Severity, Voice
from balise.policy.problems import PackError
from balise.policy.validating import validate


def test_built_in_pack_by_name() -> None:
    policy = load_policy("exemple")
    assert policy.reference == "exemple@2026-03-01"
    assert policy.languages == ("en", "fr")
    assert [clause.id for clause in policy.clauses] == ["L1", "L2", "L3", "L4", "L5", "L6"]
    assert "exemple" in built_in_packs()
    assert not any(name.startswith("_") for name in built_in_packs())


def test_everything_of_a_pack_is_there(pack: Path, edit) -> None:
    edit("pack.toml", "# [[organisation.partners]]\n# id", "[[organisation.partners]]\nid")
    edit("pack.toml", '# names = ["Notre', 'names = ["Notre')
    edit(
        "register.toml",
        "",
        '\n[[terms]]\nterm = "Héron"\nkind = "project"\nstart = 2026-01-15\ntolerant = true\n',
    )
    (pack / "register.csv").write_text('kind,term,embargo_end\nclient,"Dupont, Ltée",2026-06-30\n', encoding="utf-8")
    (pack / "lexicons").mkdir()
    (pack / "lexicons" / "sobriquets.txt").write_text("# a comment\n\nplumeau \n", encoding="utf-8")
    policy = load_policy(pack)
    clause = policy.clause("1")
    assert clause.slug == "respect"
    assert clause.modality is Modality.FORBIDDEN
    assert [rule.category for rule in clause.rules] == ["insult", "threat"]
    assert clause.rules[1].severity is Severity.HIGH
    assert clause.rules[0].voices == tuple(Voice)
    avoid = clause.texts["fr"].avoid
    assert avoid[2].voice is Voice.VISITOR
    assert avoid[3].decision is Decision.FORBIDDEN
    assert avoid[5].reply_to == "Le local est fermé le lundi."
    assert avoid[0].voice is Voice.PERSONAL
    lines = (pack / "clauses/1-respect.md").read_text(encoding="utf-8").splitlines()
    assert avoid[3].text in lines[avoid[3].line - 1]
    assert policy.organisation.names == ("Votre organisation", "Your organisation")
    assert policy.organisation.partners[0].names == ("Notre partenaire", "Our partner")
    assert policy.organisation.contacts["communications"].title["en"] == "Communications"
    assert policy.accounts[0].owner == "organisation"
    hot = policy.situations_of("1")[1]
    assert (hot.id, hot.answer, hot.answers) == ("1-reponse-a-chaud", "b", ("a", "b", "c"))
    assert hot.texts["en"].choices[1] == "You write none of them."
    assert policy.situations_of("2")[1].answers == ("yes", "no")
    assert policy.form[0].required
    assert policy.delays == {"comments": 90}
    assert [(t.term, t.start, t.embargo_end, t.tolerant) for t in policy.register] == [
        ("Héron", date(2026, 1, 15), None, True),
        ("Dupont, Ltée", None, date(2026, 6, 30), False),
    ]
    assert policy.lexicons == {"sobriquets": ("plumeau",)}
    assert load_policy(pack) == policy


def test_a_retired_id_redirects(pack: Path) -> None:
    header = '+++\nid = "0.9"\ntitle = { fr = "Avant", en = "Before" }\nretired_into = "1"\n+++\n'
    (pack / "clauses" / "0.9-avant.md").write_text(header, encoding="utf-8")
    assert load_policy(pack).clause("0.9").id == "1"


def test_order_is_natural_unless_said(pack: Path, edit) -> None:
    text = (pack / "clauses/2-pauses.md").read_text(encoding="utf-8")
    for name in ("10", "3.10", "3.2", "avant"):
        (pack / "clauses" / f"{name}-x.md").write_text(text.replace('id = "2"', f'id = "{name}"'), encoding="utf-8")
    assert [clause.id for clause in load_policy(pack).clauses] == ["1", "2", "3.2", "3.10", "10", "avant"]
    edit("pack.toml", "languages =", 'order = ["avant", "2"]\nlanguages =')
    assert [clause.id for clause in load_policy(pack).clauses] == ["avant", "2", "1", "3.2", "3.10", "10"]


@pytest.mark.parametrize("name", ["nobody", "/nowhere/at/all", "../exemple"])
def test_unknown_pack(name: str) -> None:
    with pytest.raises(PackError) as caught:
        load_policy(name)
    assert caught.value.problems[0].code == "unknown-pack"
    assert "exemple" in caught.value.say("en")
    assert f"«\u00a0{name}\u00a0»" in caught.value.say("fr")


def test_folder_without_pack_file(tmp_path: Path) -> None:
    assert [problem.code for problem in problems_of(tmp_path)] == ["no-pack-file"]


@pytest.mark.parametrize(
    ("file", "data", "code", "line"),
    [
        ("pack.toml", b'id = "a"\nid = "b"\n', "syntax", 2),
        ("clauses/1-respect.md", b'+++\nid = "1"\ntitle = {\n+++\n', "syntax", 3),
        ("clauses/1-respect.md", b"id = 1\n", "header", 1),
        ("clauses/1-respect.md", b"+++\nid = 1\n", "header", 3),
        ("clauses/2-pauses.md", b"+++\n\xe9\n+++\n", "encoding", 2),
        ("register.csv", b"term,sort\na,b\n", "register", 1),
        ("register.csv", b"term\na\n", "register", 1),
        ("register.csv", b"term,kind,start\na,b,2026-01-01\n\nc,d,demain\n", "register", 4),
        ("register.csv", b"term,kind\na\n", "register", 2),
        ("register.csv", b'term,kind\n"a', "register", 2),
        ("register.csv", b"term,kind,tolerant\na,b,maybe\n", "register", 2),
    ],
)
def test_broken_files(pack: Path, file: str, data: bytes, code: str, line: int) -> None:
    (pack / file).write_bytes(data)
    with pytest.raises(PackError) as caught:
        load_policy(pack)
    assert (file, line, code) in {(p.file, p.line, p.code) for p in caught.value.problems}


def test_every_problem_is_told_at_once(pack: Path, edit) -> None:
    edit("pack.toml", "handles = []", "handels = []")
    edit("form.toml", 'kind = "date"', 'kind = "day"')
    with pytest.raises(PackError) as caught:
        load_policy(pack)
    assert caught.value.say("fr").count("\n") == 2
    assert "2 problèmes" in caught.value.say("fr")


def cached_file() -> Path:
    (file,) = (cache_folder() / "policies").iterdir()
    return file


def test_cache_gives_the_same_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    policy, _ = validate(read_pack("exemple"))
    assert load_policy("exemple") == policy
    monkeypatch.setattr("balise.policy.loading._validate", lambda files: pytest.fail("read again"))
    again = load_policy("exemple")
    assert again == policy
    assert same_types(again, policy)


def same_types(first: object, second: object) -> bool:
    """Whether two values are built of the same types all the way down."""
    if type(first) is not type(second):
        return False
    if isinstance(first, tuple) and isinstance(second, tuple):
        return all(map(same_types, first, second))
    if isinstance(first, dict) and isinstance(second, dict):
        return all(same_types(first[key], second[key]) for key in first)
    names = getattr(first, "__slots__", ())
    return all(same_types(getattr(first, name), getattr(second, name)) for name in names)


def test_cache_is_private_and_left_out_of_the_pack(pack: Path) -> None:
    before = sorted(pack.rglob("*"))
    load_policy(pack)
    assert sorted(pack.rglob("*")) == before
    assert stat.S_IMODE(cached_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(cached_file().parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("spoil", [lambda d: d[:-5], lambda d: d.replace(b"fr", b"en"), lambda d: b"", lambda d: b"\n"])
def test_damaged_cache_is_passed_over(pack: Path, spoil) -> None:
    policy = load_policy(pack)
    file = cached_file()
    file.write_bytes(spoil(file.read_bytes()))
    assert load_policy(pack) == policy
    assert cached_file().read_bytes().startswith(file.read_bytes()[:64])


def test_a_changed_file_is_read_again(pack: Path, edit) -> None:
    first = load_policy(pack)
    edit("pack.toml", '"2026-01-01"', '"2026-02-02"')
    second = load_policy(pack)
    assert (first.version, second.version) == ("2026-01-01", "2026-02-02")
    assert first.fingerprint != second.fingerprint


def test_a_bad_pack_is_never_kept(pack: Path, edit) -> None:
    edit("pack.toml", "handles = []", "handels = []")
    for _ in range(2):
        with pytest.raises(PackError):
            load_policy(pack)
    assert not (cache_folder() / "policies").exists()


def test_no_cache_folder_is_no_failure(pack: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BALISE_CACHE", str(tmp_path / "file" / "cache"))
    assert isinstance(load_policy(pack), Policy)


def test_fingerprint_tells_files_apart(pack: Path) -> None:
    (pack / "lexicons").mkdir()
    (pack / "lexicons" / "a.txt").write_text("bc")
    first = read_pack(pack).fingerprint
    (pack / "lexicons" / "a.txt").rename(pack / "lexicons" / "ab.txt")
    assert read_pack(pack).fingerprint != first
