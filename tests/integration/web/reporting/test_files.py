"""Files from strangers: made bare, or refused with a message that names them and says what to do."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from balise.web.reporting import uploads
from balise.web.reporting.cleaning import MOST_BYTES, Bare, Given, cleaned
from balise.web.reporting.models import Part
from balise.web.reporting.receipts import draw_form
from balise.web.workflow import Invalid


def _pdf(change: Any = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "kanari Auteur"})
    if change is not None:
        change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _scripted(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )


def _bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 5_000_000)
    return written.getvalue()


def _huge_picture() -> bytes:
    written = io.BytesIO()
    Image.new("1", (12_001, 10)).save(written, "PNG")
    return written.getvalue()


REFUSED = {
    "zip bomb": (_bomb(), "archive"),
    "program": (b"MZ\x90\x00" + b"\0" * 100, "programme"),
    "program of another system": (b"\x7fELF" + b"\0" * 100, "programme"),
    "script of a shell": (b"#!/bin/sh\nrm -rf /\n", "programme"),
    "empty": (b"", "vide"),
    "too big": (None, "10 Mo"),
    "too big by a byte": (b"\xff\xd8\xff" + b"\0" * MOST_BYTES, "10 Mo"),
    "anything": (b"bonjour", "ni une image"),
    "PDF with a script": (_pdf(_scripted), "programme"),
    "PDF with a file": (_pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")), "d’autres fichiers"),
    "PDF with a password": (_pdf(lambda writer: writer.encrypt("x")), "mot de passe"),
    "PDF cut short": (b"%PDF-1.7\n1 0 obj <<", "abîmé"),
    "picture cut short": (b"\xff\xd8\xff\xe0" + b"\0" * 50, "image"),
    "picture of too many pixels": (_huge_picture(), "pixels"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_says_which_and_why(content: bytes | None, said: str) -> None:
    with pytest.raises(Invalid) as raised:
        cleaned([Given(name="le mien.bin", content=content)])
    french, english = raised.value.message("fr"), raised.value.message("en")
    assert said in french
    assert "«\u00a0le mien.bin\u00a0»" in french
    assert "Rien n’a été envoyé." in french
    assert "Nothing was sent." in english
    assert french != english


def test_too_many_at_once_and_too_much_together() -> None:
    with pytest.raises(Invalid):
        cleaned([Given(name="a", content=b"x")] * 6)
    with pytest.raises(Invalid) as raised:
        cleaned([Given(name="a", content=b"\xff\xd8\xff" + b"\0" * 9_000_000)] * 3)
    assert "25 Mo" in raised.value.message("fr")


def test_a_picture_and_a_pdf_are_made_bare(photo: bytes) -> None:
    picture, document = cleaned(
        [Given(name="a.exe.jpg", content=photo), Given(name="b", content=_pdf())]
    )  # names are not believed
    assert b"kanari" in photo
    assert (picture.ending, b"kanari" in picture.content) == ("jpg", False)
    assert not Image.open(io.BytesIO(picture.content)).getexif()
    assert (document.ending, b"kanari" in document.content) == ("pdf", False)
    assert len(PdfReader(io.BytesIO(document.content)).pages) == 1


def _mail(**more: Any) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Un inconnu <inconnu@ailleurs.example>"
    mail["To"] = "temoin@ici.example"
    mail["Subject"] = "Votre organisation"
    mail["Date"] = "Tue, 17 Nov 2026 09:12:45 -0500"
    mail.set_content(more.get("text", "Bonjour,\nCe que vous faites est honteux."))
    if "html" in more:
        mail.add_alternative(more["html"], subtype="html")
    for content, subtype in more.get("attached", ()):
        mail.add_attachment(content, maintype="application", subtype=subtype, filename="kanari.bin")
    return mail.as_bytes()


def test_a_mail_becomes_its_words_and_its_attachments(photo: bytes) -> None:
    found = cleaned([Given(name="courriel.eml", content=_mail(attached=[(photo, "octet-stream"), (_bomb(), "zip")]))])
    assert [one.ending for one in found] == ["txt", "jpg"]
    words = found[0].content.decode()
    assert "inconnu@ailleurs.example" in words
    assert "honteux" in words
    assert "2026-11-17" in words
    assert "09:12" not in words
    assert "temoin@ici.example" not in words  # to whom it was sent is who reports it
    assert "kanari" not in words
    assert "left out: 1" in words


def test_a_mail_written_as_a_page_loses_its_scripts() -> None:
    only_html = EmailMessage()
    only_html["From"], only_html["Subject"] = "a@b.example", "x"
    only_html.set_content("<p>Bonjour &amp; merci</p><script>alert(1)</script>", subtype="html")
    words = cleaned([Given(name="x.eml", content=only_html.as_bytes())])[0].content.decode()
    assert "Bonjour & merci" in words
    assert "alert" not in words


@pytest.mark.parametrize(
    "content",
    [
        b"From: a\nSubject: b\nContent-Type: text/plain; charset=nope\n\n\xff\xfe",
        b"From: =?x?q?\nSubject: =?utf-8?b?!!?=\n\n",
        b"From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\n\n--\n",
    ],
)
def test_a_broken_mail_breaks_nothing(content: bytes) -> None:
    found = cleaned([Given(name="x.eml", content=content)])
    assert [one.ending for one in found] == ["txt"]
    assert isinstance(found[0], Bare)


@pytest.mark.django_db
def test_a_request_of_two_gigabytes_is_not_read(cast: Any) -> None:
    answer = Client().post("/signalements/", {"step": "kinds"}, headers={"content-length": "2000000000"})
    assert answer.status_code == 413
    assert "votre texte y est encore" in answer.content.decode()


@pytest.mark.django_db
def test_a_file_too_big_is_named_and_the_text_stays(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 1_000)
    said = {"step": "send", "kinds": "work", "form": draw_form(), "hr-what": "Mon texte."}
    big = SimpleUploadedFile("gros.jpg", b"\xff\xd8\xff" + b"\0" * 200_000)
    page = Client().post("/signalements/", {**said, "hr-files": big})
    assert page.status_code == 422
    assert "gros.jpg" in page.content.decode()
    assert "Mon texte." in page.content.decode()
    assert not Part.objects.exists()


@pytest.mark.django_db
def test_a_forged_form_is_refused_although_files_are_read_inside(cast: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/signalements/", {"step": "kinds", "kinds": "work"}).status_code == 403
