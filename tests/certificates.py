"""Certificates made for a test, and a server on this machine that says what time it is (RFC 3161)."""

from __future__ import annotations

import functools
import http.server
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign import signers
from pyhanko.sign.timestamps import DummyTimeStamper

from tests.ports import serving

PASSPHRASE = 'geheim'
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Holder:
    """Who holds a certificate, with its key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


@functools.cache
def key() -> rsa.RSAPrivateKey:
    """One for all: to make a key takes longest."""
    return rsa.generate_private_key(65537, 2048)


def holder(name: str, by: Holder | None = None, *, for_time: bool = False, sign: bool = True, since: timedelta = -YEAR) -> Holder:
    """A certificate of a year and more from `since` on, given out `by` another; without one it is its own."""
    subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name), x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime.now(UTC) + since
    made = x509.CertificateBuilder(
        issuer_name=by.certificate.subject if by else subject, subject_name=subject, public_key=key().public_key(),
        serial_number=x509.random_serial_number(), not_valid_before=start, not_valid_after=start + 1.5 * YEAR,
    )  # fmt: skip
    made = made.add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
    uses = dict.fromkeys((
        'content_commitment', 'key_encipherment', 'data_encipherment', 'key_agreement', 'crl_sign', 'encipher_only', 'decipher_only',
    ), False)  # fmt: skip
    made = made.add_extension(x509.KeyUsage(digital_signature=sign, key_cert_sign=by is None, **uses), critical=True)
    if for_time:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(made.sign(key(), hashes.SHA256()), key())


def packed(file: Path, held: Holder, *others: Holder) -> Path:
    """A certificate with its key, and those that it rests on, in a file with a passphrase."""
    file.write_bytes(pkcs12.serialize_key_and_certificates(
        b'', held.key, held.certificate, [other.certificate for other in others], BestAvailableEncryption(PASSPHRASE.encode())
    ))  # fmt: skip
    return file


def plain(file: Path, held: Holder) -> Path:
    """A certificate alone, for anyone."""
    file.write_bytes(held.certificate.public_bytes(Encoding.PEM))
    return file


@contextmanager
def clock(folder: Path, held: Holder) -> Iterator[str]:
    """The address of a time server that holds this certificate."""
    signer = signers.SimpleSigner.load_pkcs12_data(packed(folder / 'clock.p12', held).read_bytes(), [], PASSPHRASE.encode())
    stamper = DummyTimeStamper(signer.signing_cert, signer.signing_key)

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers['Content-Length'])))
            data = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header('Content-Type', 'application/timestamp-reply')
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with serving(http.server.ThreadingHTTPServer(('127.0.0.1', 0), Answer)) as address:
        yield f'{address}/'
