"""Proofs: made once, sealed, kept apart from the database, read by whoever may, each reading in the audit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from balise.cli import balise
from balise.documents.certificates import facts_of
from balise.documents.seals import Standing
from balise.web.access import Refused
from balise.web.audit.models import Head, Record
from balise.web.events import subscribe, unsubscribe
from balise.web.evidence import queries, rules, sealing, transitions
from balise.web.evidence.events import CertificateMade
from balise.web.evidence.models import SealedFile
from balise.web.evidence.storing import Lost
from balise.web.outbox.models import OutboxRow
from balise.web.vault.sealing import Destroyed
from balise.web.workflow import Invalid, System

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_certificate_is_made_once_told_and_verifies(asked: Any, cast: Any, now: Any) -> None:
    told: list[Any] = []
    subscribe(CertificateMade, told.append)
    try:
        head = Head.objects.first()
        file = asked(times=2)
    finally:
        unsubscribe(CertificateMade, told.append)
    assert told == [CertificateMade("invented", "one", file.pk)]
    assert set(OutboxRow.objects.values_list("state", flat=True)) == {"done"}
    content = queries.opened(cast.employee, file, now=now)
    assert sealing.verified(content).standing is Standing.INTACT
    facts = facts_of(content)
    assert facts["audit"]["number"] == (head.number if head else 0)
    assert facts["person"] == cast.employee.pk
    assert queries.certificate_of(source_kind="invented", source_id="one") == file


def test_what_is_gone_is_not_certified(asked: Any) -> None:
    assert asked("gone") is None
    assert OutboxRow.objects.get().state == "failed"


def test_nothing_of_it_lies_in_clear(asked: Any, settings: Any) -> None:
    asked()
    stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert len(stored) == 1
    assert b"%PDF" not in stored[0].read_bytes()


@pytest.mark.parametrize("role", ["manager", "management", "communications", "privacy", "auditor", "admin", "partner"])
def test_the_certificate_of_somebody_is_not_read_by_others(
    role: str, asked: Any, cast: Any, signed_in: Any, now: Any
) -> None:
    file, other = asked(), getattr(cast, role)
    assert signed_in(other).get(f"/preuves/{file.reference}/").status_code == 404
    with pytest.raises(Refused):
        queries.opened(other, file, now=now)
    assert not Record.objects.filter(tag="person:sealedfile:read").exists()
    assert "certificat-1.pdf" not in signed_in(other).get("/preuves/").content.decode()


@pytest.mark.parametrize("role", ["employee", "hr"])
def test_every_reading_is_written_before_it_is_sent(role: str, asked: Any, cast: Any, signed_in: Any) -> None:
    file, reader = asked(), getattr(cast, role)
    response = signed_in(reader).get(f"/preuves/{file.reference}/")
    assert response.content.startswith(b"%PDF")
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"] == 'attachment; filename="certificat-1.pdf"'
    record = Record.objects.get(tag="person:sealedfile:read")
    assert (record.actor_id, record.subject_id) == (str(reader.pk), str(file.pk))


def test_what_it_proves_may_let_others_read(asked: Any, cast: Any, now: Any, monkeypatch: Any) -> None:
    file = asked()
    monkeypatch.setattr(rules, "_others", {"invented": lambda person, _file, _today: person.pk == cast.manager.pk})
    assert queries.opened(cast.manager, file, now=now).startswith(b"%PDF")
    with pytest.raises(Refused):
        queries.opened(cast.management, file, now=now)


def test_a_changed_or_lost_file_is_told(asked: Any, cast: Any, signed_in: Any, settings: Any, now: Any) -> None:
    file = asked()
    path = Path(settings.MEDIA_ROOT) / file.stored
    changed = bytearray(path.read_bytes())
    changed[-1] ^= 1
    path.write_bytes(bytes(changed))
    with pytest.raises(Lost):
        queries.opened(cast.hr, file, now=now)
    page = signed_in(cast.employee).get(f"/preuves/{file.reference}/", follow=True).content.decode()
    assert "ne peut pas être lue" in page
    path.unlink()
    with pytest.raises(Lost):
        queries.opened(cast.hr, file, now=now)


def test_at_the_end_its_key_and_bytes_go_and_that_it_was_there_stays(
    asked: Any, cast: Any, settings: Any, now: Any
) -> None:
    file = asked()
    with pytest.raises(Refused):
        transitions.destroy(actor=System("schedule"), file=file, now=now)
    gone = transitions.destroy(actor=System("retention"), file=file, now=now)
    assert (gone.state, gone.filename, gone.sha256) == ("destroyed", "", file.sha256)
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    with pytest.raises((Lost, Destroyed)):
        queries.opened(cast.hr, gone, now=now)
    assert list(queries.own(cast.employee)) == []


@pytest.mark.parametrize("content", [b"", b"x" * (transitions.LARGEST + 1)])
def test_an_empty_or_huge_scan_is_refused_and_nothing_is_kept(
    content: bytes, cast: Any, now: Any, settings: Any
) -> None:
    with pytest.raises(Invalid):
        transitions.keep(
            actor=cast.hr, kind="scan", content=content, media_type="image/png", filename="p.png",
            source_kind="invented", source_id="1", person=cast.employee.pk, now=now,
        )  # fmt: skip
    assert not SealedFile.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()


def test_a_new_key_leaves_old_proofs_valid_and_is_the_one_that_seals(asked: Any, cast: Any, now: Any) -> None:
    old = queries.opened(cast.hr, asked("one"), now=now)
    before = sealing.key_file().read_bytes()
    sealing.replace_seal(organisation="Atelier inventé", now=now)
    assert sealing.key_file().read_bytes() != before
    assert sealing.key_file().stat().st_mode & 0o777 == 0o600
    new = queries.opened(cast.hr, asked("two"), now=now)
    first, second = sealing.verified(old), sealing.verified(new)
    assert first.standing is second.standing is Standing.INTACT
    assert first.fingerprint != second.fingerprint
    assert len(sealing.trusted()) == 2


def _run(*arguments: str, settings: Any) -> Any:
    environment = {"BALISE_KEYS": str(settings.BALISE_KEYS), "LC_ALL": "fr_CA.UTF-8", "BALISE_LANG": "fr"}
    return CliRunner().invoke(balise, list(arguments), env=environment)


def test_the_command_tells_intact_changed_and_strangers(
    asked: Any, cast: Any, now: Any, tmp_path: Path, settings: Any
) -> None:
    content = queries.opened(cast.hr, asked(), now=now)
    file = tmp_path / "certificat.pdf"
    file.write_bytes(content)
    done = _run("evidence", "verify", str(file), settings=settings)
    assert done.exit_code == 0, done.output
    assert "audit:" in done.output
    file.write_bytes(content[:5_000] + bytes([content[5_000] ^ 1]) + content[5_001:])
    assert _run("evidence", "verify", str(file), settings=settings).exit_code == 1
    file.write_bytes(content)
    certificate = tmp_path / "sceau.pem"
    certificate.write_bytes(sealing.trusted()[0])
    settings.BALISE_KEYS = tmp_path / "elsewhere"
    assert _run("evidence", "verify", str(file), settings=settings).exit_code == 1
    assert _run("evidence", "verify", "--certificate", str(certificate), str(file), settings=settings).exit_code == 0
    assert _run("evidence", "verify", "--certificate", str(file), str(file), settings=settings).exit_code == 2
    assert not (tmp_path / "elsewhere").exists()


def test_the_command_replaces_the_key(asked: Any, settings: Any, tmp_path: Path) -> None:
    asked()
    refused = CliRunner().invoke(balise, ["keys", "replace-seal"], input="n\n")
    assert refused.exit_code == 2
    assert len(sealing.trusted()) == 1
    done = CliRunner().invoke(balise, ["keys", "replace-seal", "--yes"])
    assert done.exit_code == 0, done.output
    assert len(sealing.trusted()) == 2


def test_the_page_tells_how_to_check(asked: Any, cast: Any, signed_in: Any) -> None:
    asked()
    client = signed_in(cast.employee)
    page = client.get("/preuves/").content.decode()
    assert "certificat-1.pdf" in page
    assert sealing.verified(client.get(f"/preuves/{SealedFile.objects.get().reference}/").content).fingerprint in page
    assert client.get("/preuves/sceau.pem").content == sealing.trusted()[0]
