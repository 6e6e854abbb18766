"""Files that come with a report or a message: told apart by what they hold, made bare, or refused with a reason.

A picture is drawn again, a PDF is copied page by page, a mail (RFC 5322, .eml) becomes its words and its attachments.
Names of files are forgotten: they often say who, where and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

import nh3

from balise.documents.stripping import MOST_PAGES, Fault, Refused, stripped
from balise.web.evidence.pictures import drawn_again
from balise.web.workflow import Invalid

MOST_BYTES = 10_000_000  # one file
MOST_FILES = 5  # chosen at once
MOST_ATTACHED = 10  # in one mail
MOST_IN_ALL = 25_000_000  # bytes, all that is chosen at once
_LONGEST_MAIL = 200_000  # characters
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"\xca\xfe\xba\xbe", b"#!")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
    "webp": "image/webp",
}
_FAULTS = {
    Fault.ACTIVE: (
        "contient un programme, un formulaire ou d’autres fichiers. Imprimez-le en PDF, ou faites-en une capture",
        "holds a program, an active form or other files. Print it as PDF, or take a screenshot of it",
    ),
    Fault.DAMAGED: ("est abîmé\u00a0: enregistrez-le de nouveau", "is damaged: save it again"),
    Fault.LOCKED: (
        "demande un mot de passe\u00a0: enregistrez-en une copie sans mot de passe",
        "asks for a password: save a copy without one",
    ),
    Fault.TOO_LONG: (
        f"a trop de pages ({MOST_PAGES} au plus)\u00a0: n’envoyez que celles qui comptent",
        f"has too many pages ({MOST_PAGES} at most): send only those that matter",
    ),
    Fault.TOO_SLOW: (
        "est trop long à lire\u00a0: faites-en des captures d’écran",
        "takes too long to read: take screenshots of it",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Given:
    """A file as it was chosen: ``content`` is None when it was too big to be read at all."""

    name: str
    content: bytes | None


@dataclass(frozen=True, kw_only=True)
class Bare:
    """What is kept of a file: bytes, and the ending of its kind, a key of ``MEDIA_TYPES``."""

    content: bytes
    ending: str


def cleaned(files: Sequence[Given]) -> list[Bare]:
    """All of them made bare. Raises ``Invalid``, which names the file: nothing is kept of any."""
    if len(files) > MOST_FILES:
        raise Invalid(
            field="files",
            fr=f"Vous avez choisi {len(files)} fichiers\u00a0: {MOST_FILES} au plus à la fois. Envoyez les autres "
            "ensuite, dans un message.",
            en=f"You chose {len(files)} files: {MOST_FILES} at most at once. Send the others afterwards, in a message.",
        )
    if sum(len(one.content or b"") for one in files) > MOST_IN_ALL:
        raise _wrong("", "Vos fichiers font ensemble plus de 25 Mo", "Your files together are over 25 MB")
    return [bare for one in files for bare in _cleaned(one)]


def _cleaned(given: Given, *, inside: bool = False) -> list[Bare]:
    content, name = given.content, given.name
    if content is None or len(content) > MOST_BYTES:
        raise _refused(name, "dépasse 10 Mo\u00a0: réduisez-le", "is over 10 MB: make it smaller")
    if not content:
        raise _refused(name, "est vide", "is empty")
    if content.startswith(_PROGRAMS):
        raise _refused(
            name,
            "est un programme. Faites plutôt une capture d’écran de ce que vous voulez montrer",
            "is a program. Take a screenshot of what you want to show instead",
        )
    if content.startswith(_ARCHIVES):
        raise _refused(
            name,
            "est une archive ou un document de bureau. Envoyez des images, des PDF ou des courriels (.eml)",
            "is an archive or an office document. Send pictures, PDF or mails (.eml)",
        )
    if b"%PDF-" in content[:1024]:
        try:
            return [Bare(content=stripped(content), ending="pdf")]
        except Refused as refused:
            raise _refused(name, *_FAULTS[refused.fault]) from None
    if content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        try:
            drawn = drawn_again(content)
        except Invalid as problem:
            raise _wrong(name, problem.message("fr").rstrip("."), problem.message("en").rstrip(".")) from None
        return [Bare(content=drawn.content, ending=drawn.extension)]
    mail = None if inside else _mail(content)
    if mail is not None:
        return _of_mail(mail)
    raise _refused(
        name,
        "n’est ni une image (JPEG, PNG, WebP, GIF), ni un PDF, ni un courriel (.eml)",
        "is neither a picture (JPEG, PNG, WebP, GIF), nor a PDF, nor a mail (.eml)",
    )


def _mail(content: bytes) -> EmailMessage | None:
    """The mail that these bytes are; None when they are none."""
    try:
        parsed = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(content)
    except (MessageError, ValueError, LookupError, IndexError):
        return None
    if sum(header in parsed for header in ("From", "Subject", "Date", "MIME-Version", "Message-ID")) < 2:
        return None
    return parsed


def _of_mail(mail: EmailMessage) -> list[Bare]:
    """Its words, then what was attached to it. To whom it was sent is left out: it often is who reports."""
    lines = [f"De / From: {_header(mail, 'From')}", f"Objet / Subject: {_header(mail, 'Subject')}"]
    day = _day(mail)
    if day:
        lines.append(f"Date: {day}")
    body = _body(mail)
    attached: list[Bare] = []
    left_out = 0
    for part in _attachments(mail):
        try:
            content = part.get_payload(decode=True)
            attached += _cleaned(Given(name="", content=content if isinstance(content, bytes) else b""), inside=True)
        except (Invalid, ValueError, LookupError):
            left_out += 1  # a mail carries logos and signatures that nobody chose to send: they do not refuse it
    if left_out:
        lines.append(f"Pièces jointes laissées de côté / Attachments left out: {left_out}")
    words = "\n".join([*lines, "", body])[:_LONGEST_MAIL]
    return [Bare(content=words.encode(), ending="txt"), *attached[:MOST_ATTACHED]]


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name, "")).split())[:500]
    except (ValueError, IndexError, LookupError, AttributeError):
        return ""


def _day(mail: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(mail.get("Date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError, AttributeError):
        return ""


def _body(mail: EmailMessage) -> str:
    try:
        part = mail.get_body(preferencelist=("plain", "html"))
        if part is None:
            return ""
        text = str(part.get_content())
    except (KeyError, ValueError, LookupError, MessageError):
        return ""
    if part.get_content_type() == "text/html":
        text = nh3.clean(text, tags=set(), clean_content_tags={"script", "style"})
        for entity, letter in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            text = text.replace(entity, letter)
    return text.replace("\r\n", "\n").replace("\0", "")


def _attachments(mail: EmailMessage) -> list[EmailMessage]:
    try:
        found = list(mail.iter_attachments())
    except (AttributeError, KeyError, TypeError, ValueError):
        return []
    return [one for one in found if isinstance(one, EmailMessage)]


def _refused(name: str, french: str, english: str) -> Invalid:
    return _wrong(name, f"Ce fichier {french}", f"This file {english}")


def _wrong(name: str, french: str, english: str) -> Invalid:
    """One sentence that names the file, says what is wrong, and that nothing was sent."""
    said = " ".join(name.split())[:80]
    return Invalid(
        field="files",
        fr=(f"«\u00a0{said}\u00a0»\u00a0: " if said else "") + f"{french}. Rien n’a été envoyé.",
        en=(f"“{said}”: " if said else "") + f"{english}. Nothing was sent.",
    )
