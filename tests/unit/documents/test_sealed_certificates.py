"""Certificates: readable, carrying their facts, sealed; a changed byte is seen, here and by another reader."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from balise.documents import seals
from balise.documents.certificates import (
    BadDrawing,
    Block,
    Certificate,
    Drawing,
    Line,
    NotACertificate,
    drawing_path,
    facts_of,
    written,
)
from balise.documents.glyphs import showable
from balise.documents.seals import Standing

SECRET = bytes(range(32))
OTHER = bytes(32)
NOW = dt.datetime(2026, 11, 24, 14, 5, tzinfo=dt.UTC)
NAME = 'Zoé "#strong[Œuf]" *漢* 😀 \u202eO’Neil'


def certificate(name: str = NAME) -> Certificate:
    return Certificate(
        organisation="Atelier inventé",
        title="Certificat",
        lead="Ce certificat dit ce qui a été répondu.",
        footer="Certificat",
        language="fr",
        made=NOW,
        parts=[
            Block(
                title="Réponse",
                lines=[Line(name="Nom", value=name), Line(name="Empreinte", value="ab" * 32, code=True)],
                paragraphs=["D’accord : oui."],
                drawing=Drawing(path="M 5 5 L 60 30 Q 10 40 90 20", width=300, height=100, alt="Signature dessinée"),
            )
        ],
        facts={"name": name, "agrees": True},
    )


@pytest.fixture(scope="module")
def key() -> bytes:
    """Its certificate."""
    return seals.make_certificate(organisation="Atelier inventé", secret=SECRET, now=NOW)


@pytest.fixture(scope="module")
def sealed(key: bytes) -> bytes:
    return seals.seal(written(certificate()), secret=SECRET, certificate=key, organisation="Atelier", reason="Certificat")  # fmt: skip


def test_the_pages_say_it_without_any_markup_and_show_what_no_font_has(sealed: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(sealed))
    text = "".join(page.extract_text() for page in reader.pages)
    assert 'Zoé "#strong[Œuf]" *[U+6F22]* [U+1F600] [U+202E]O’Neil' in text.replace("\n", "")
    root = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "fr-CA"
    metadata = root["/Metadata"].get_data().decode()
    assert 'pdfaid:part="2"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert 'pdfuaid:part="1"' in metadata


def test_it_carries_its_facts_whole(sealed: bytes) -> None:
    assert facts_of(sealed) == {"schema": "balise-certificate/1", "name": NAME, "agrees": True}
    with pytest.raises(NotACertificate):
        facts_of(b"%PDF-1.7")
    plain = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(72, 72)
    writer.write(plain)
    with pytest.raises(NotACertificate):
        facts_of(plain.getvalue())


def test_a_whole_seal_is_known_and_a_stranger_s_is_told_apart(sealed: bytes, key: bytes) -> None:
    found = seals.verify(sealed, trusted=[key])
    assert found.standing is Standing.INTACT
    assert found.organisation == "Atelier inventé"
    assert found.fingerprint == seals.fingerprint(key)
    other = seals.make_certificate(organisation="Atelier inventé", secret=OTHER, now=NOW)
    assert seals.verify(sealed, trusted=[other]).standing is Standing.STRANGER
    assert seals.verify(sealed, trusted=[other, key]).standing is Standing.INTACT
    assert seals.verify(written(certificate()), trusted=[key]).standing is Standing.NOT_SEALED
    assert seals.verify(b"hello", trusted=[]).standing is Standing.NOT_A_PDF


def _places(sealed: bytes) -> list[int]:
    """Bytes all over the file, the seal's own hole included: its zeros, its edges, what a CMS does not sign."""
    begin = sealed.index(b"/Contents <") + len(b"/Contents <")
    end = sealed.index(b">", begin)
    spread = list(range(0, len(sealed), len(sealed) // 60))
    return [
        *spread,
        *range(begin - 1, begin + 90, 3),
        begin + 51,
        begin + 52,
        begin + 66,
        end - 1,
        end,
        len(sealed) - 1,
    ]


def test_a_changed_byte_is_seen_wherever_it_is(sealed: bytes, key: bytes) -> None:
    for place in _places(sealed):
        changed = bytearray(sealed)
        changed[place] ^= 1
        found = seals.verify(bytes(changed), trusted=[key])
        assert found.standing is not Standing.INTACT, (place, sealed[place - 20 : place + 20])


def test_what_is_added_after_the_seal_is_seen(sealed: bytes, key: bytes) -> None:
    assert seals.verify(sealed + b"\n", trusted=[key]).standing is Standing.CHANGED
    writer = pypdf.PdfWriter(io.BytesIO(sealed), incremental=True)
    writer.add_blank_page(72, 72)
    out = io.BytesIO()
    writer.write(out)
    assert seals.verify(out.getvalue(), trusted=[key]).standing is Standing.CHANGED
    twice = seals.make_certificate(organisation="B", secret=OTHER, now=NOW)
    assert seals.verify(sealed[:-40], trusted=[twice]).standing is Standing.CHANGED


def test_another_reader_agrees(sealed: bytes, tmp_path: Path) -> None:
    pdfsig = shutil.which("pdfsig")
    if pdfsig is None:
        pytest.skip("poppler-utils is not installed")
    file = tmp_path / "certificate.pdf"
    file.write_bytes(sealed)
    said = subprocess.run([pdfsig, "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    changed = bytearray(sealed)
    changed[len(sealed) // 3] ^= 1
    file.write_bytes(bytes(changed))
    said = subprocess.run([pdfsig, "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" not in said


def test_a_key_is_drawn_from_its_secret_alone_and_always_the_same(key: bytes) -> None:
    assert seals.is_of(key, secret=SECRET)
    assert not seals.is_of(key, secret=OTHER)
    again = seals.make_certificate(organisation="Atelier inventé", secret=SECRET, now=NOW)
    assert seals.is_of(again, secret=SECRET)
    assert again != key  # two certificates of one key


def test_the_key_of_a_secret_is_the_one_it_was() -> None:
    """Written down once: another way of drawing it would make every sheet of paper useless."""
    from cryptography import x509

    made = x509.load_pem_x509_certificate(seals.make_certificate(organisation="A", secret=SECRET, now=NOW))
    numbers = made.public_key().public_numbers()  # type: ignore[union-attr]
    assert f"{numbers.x:064x}"[:16] == "87a9b5243aad7806"  # type: ignore[union-attr]


@pytest.mark.parametrize(("secret", "certificate_of"), [(b"short", SECRET), (OTHER, SECRET), (b"", SECRET)])
def test_a_key_that_is_not_that_of_the_certificate_seals_nothing(secret: bytes, certificate_of: bytes) -> None:
    other = seals.make_certificate(organisation="A", secret=certificate_of, now=NOW)
    with pytest.raises(seals.UnusableKey):
        seals.seal(b"", secret=secret, certificate=other, organisation="", reason="")


@pytest.mark.parametrize("path", ["", "   ", "L 1 1", "M 1 1", "M 1 1 L 2 2<script>", 'M 1 1"/><x', "M 1 1 L 1e9 2", "M 0 0 " + "L 1 1 " * 20_000])  # fmt: skip
def test_a_drawing_that_is_none_is_refused(path: str) -> None:
    with pytest.raises(BadDrawing):
        drawing_path(path)


def test_text_is_shown_as_it_is_when_fonts_have_it() -> None:
    assert showable("Œ œ ē Ω « é » — …") == "Œ œ ē Ω « é » — …"
    assert showable("e\u0301") == "é"
    assert showable(["a\x07", {"b": "\ue000"}, 3, None]) == ["a[U+0007]", {"b": "[U+E000]"}, 3, None]
