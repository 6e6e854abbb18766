"""The organisation's seal is there from the end of set-up, under its name, so that the first sheet of keys carries it."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography import x509

from balise.web.evidence import sealing
from balise.web.keys import key_files
from balise.web.setup.transitions import FOUND, SET_UP, configure, open_house
from balise.web.workflow import create

pytestmark = pytest.mark.django_db


def test_it_is_made_when_the_house_opens(
    settings: Any, tmp_path: Any, now: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.BALISE_KEYS = tmp_path / "keys"
    settings.BALISE_DATA = tmp_path
    organisation = create(actor=SET_UP, transition=FOUND, now=now, inputs={"pack": "opeq"})
    organisation = configure(actor=SET_UP, organisation=organisation, now=now, name="Atelier inventé", pack="opeq")
    assert sealing.trusted() == []
    with django_capture_on_commit_callbacks(execute=True):
        open_house(actor=SET_UP, organisation=organisation, now=now)
    (certificate,) = sealing.trusted()
    assert "Atelier inventé" in x509.load_pem_x509_certificate(certificate).subject.rfc4514_string()
    assert "seal" in key_files(settings.BALISE_KEYS)
    assert sealing.the_seal(organisation="Un autre nom", now=now).certificate == certificate
