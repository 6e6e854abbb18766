"""The organisation's seal on a PDF: PAdES, by a key of its own, and its verification without any network (pyHanko).

A seal says that the file is, byte for byte, the one that whoever holds the key sealed. It does not say who signed the
policy: that is written in the certificate. Certificates of former keys are kept, so that old seals still check out.
"""

from __future__ import annotations

import datetime as dt
import enum
import io
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

_LIFE = dt.timedelta(days=365 * 40)  # longer than any retention: no authority renews it, the house replaces it
FIELD = "Balise"
SECRET = 32  # bytes
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (FIPS 186-5)


class Standing(enum.StrEnum):
    """What a verification found."""

    CHANGED = "changed"  # or added to after the seal
    INTACT = "intact"
    NOT_A_PDF = "not-a-pdf"
    NOT_SEALED = "not-sealed"
    STRANGER = "stranger"  # whole, but sealed with a key that is not among those known


@dataclass(frozen=True, kw_only=True)
class Verified:
    """``sealed_at`` is what the sealing machine's clock said; ``fingerprint`` (SHA-256, hex) is the certificate's."""

    standing: Standing
    organisation: str = ""
    sealed_at: dt.datetime | None = None
    fingerprint: str = ""


class UnusableKey(Exception):
    """The secret is not 32 bytes, or the certificate is not that of its key."""


def make_certificate(*, organisation: str, secret: bytes, now: dt.datetime) -> bytes:
    """The certificate (PEM) of the key (ECDSA, P-256) that ``secret`` stands for; readers show ``organisation``.

    Made twice it is two certificates of one key. Raises ``UnusableKey``.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    key = _key(secret)
    said = (organisation.strip() or "Balise")[:64]
    name = x509.Name(
        [
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, said),
            x509.NameAttribute(x509.NameOID.COMMON_NAME, said),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))  # clocks of the readers differ
        .not_valid_after(now + _LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM)


def is_of(certificate: bytes, *, secret: bytes) -> bool:
    """Whether a certificate (PEM) is one of the key that ``secret`` stands for. Raises ``UnusableKey``."""
    from cryptography import x509

    return bool(x509.load_pem_x509_certificate(certificate).public_key() == _key(secret).public_key())


def _key(secret: bytes) -> Any:
    """A private key drawn from 32 bytes, and always the same from the same: so much fits on a sheet of paper.

    HKDF (RFC 5869) with SHA-256 gives 48 bytes, taken modulo the order less one: no scalar is told from another by
    more than 2^-128 (NIST SP 800-56A, appendix A.2).
    """
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    if len(secret) != SECRET:
        raise UnusableKey
    drawn = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"balise: key of the seal").derive(secret)
    return ec.derive_private_key(int.from_bytes(drawn, "big") % (_ORDER - 1) + 1, ec.SECP256R1())


def certificates_in(content: bytes) -> list[bytes]:
    """The certificates of a PEM file, one by one. Raises ``ValueError`` when it holds none."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return [one.public_bytes(Encoding.PEM) for one in x509.load_pem_x509_certificates(content)]


def fingerprint(certificate: bytes) -> str:
    """SHA-256 (hex) of a certificate given as PEM: what two people read to one another."""
    return sha256(_der(certificate)).hexdigest()


def seal(content: bytes, *, secret: bytes, certificate: bytes, organisation: str, reason: str) -> bytes:
    """The PDF with its seal, which forbids any change after it. The time of sealing is this machine's clock.

    ``certificate`` (PEM) is one of the key that ``secret`` stands for. Raises ``UnusableKey``.
    """
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives import serialization
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    if not is_of(certificate, secret=secret):
        raise UnusableKey
    written = _key(secret).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(_der(certificate)),
        signing_key=keys.PrivateKeyInfo.load(written),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    said = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        name=organisation,
        reason=reason,
    )
    outside = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    field = fields.SigFieldSpec(FIELD, invis_sig_settings=outside)
    signing = signers.PdfSigner(said, signer=signer, new_field_spec=field)
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    signing.sign_pdf(writer, output=out)
    return out.getvalue()


def verify(content: bytes, *, trusted: Sequence[bytes]) -> Verified:
    """Whether the file is as it was sealed, by one of the ``trusted`` certificates (PEM). Never opens a socket."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    if b"%PDF-" not in content[:1_024]:
        return Verified(standing=Standing.NOT_A_PDF)
    try:
        seals = PdfFileReader(io.BytesIO(content)).embedded_signatures
        if not seals:
            return Verified(standing=Standing.NOT_SEALED)
        return _read(content, seals[0], len(seals), trusted)
    except Exception:  # noqa: BLE001 - a changed byte may break anything in the reader: it was changed
        return Verified(standing=Standing.CHANGED)


def _read(content: bytes, found: Any, count: int, trusted: Sequence[bytes]) -> Verified:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    signer = found.signer_cert
    mark = sha256(signer.dump()).hexdigest()
    sealed_at = found.self_reported_timestamp
    context = ValidationContext(
        trust_roots=[signer], allow_fetching=False, moment=sealed_at, best_signature_time=sealed_at
    )
    status = validate_pdf_signature(found, context, key_usage_settings=KeyUsageConstraints(key_usage=set()))
    whole = (
        count == 1
        and _nothing_beside(content, found)
        and status.intact
        and status.valid
        and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and found.field_name == FIELD
    )
    known = {fingerprint(one) for one in trusted}
    standing = Standing.CHANGED if not whole else Standing.INTACT if mark in known else Standing.STRANGER
    name = str(signer.subject.native.get("common_name", ""))
    return Verified(standing=standing, organisation=name, sealed_at=sealed_at, fingerprint=mark)


def _nothing_beside(content: bytes, found: Any) -> bool:
    """Whether the hole that a seal leaves for itself holds the seal as it was written, zeros, nothing else."""
    from asn1crypto import cms, parser

    _first, before, after, _rest = (int(one) for one in found.sig_object["/ByteRange"])
    der = bytes(found.pkcs7_content)[: parser.peek(bytes(found.pkcs7_content))]
    hole, seal = content[before:after], der.hex().upper().encode()  # as the seal was written above
    written_so = cms.ContentInfo.load(der).dump(force=True) == der
    # what a CMS says of itself outside of what it signs
    algorithms = [one["algorithm"].native for one in found.signed_data["digest_algorithms"]]
    versions = {found.signed_data["version"].native, found.signer_info["version"].native}
    return (
        written_so
        and algorithms == ["sha256"]
        and versions == {"v1"}
        and hole == b"<" + seal + b"0" * (len(hole) - 2 - len(seal)) + b">"
    )


def _der(certificate: bytes) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.load_pem_x509_certificate(certificate).public_bytes(Encoding.DER)
