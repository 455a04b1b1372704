"""A seal on a PDF: whoever releases answers for it with a certificate, and what is changed afterwards shows (PAdES, ETSI EN 319 142-1).

The level is B-B, with the certificate and all that it rests on inside; B-T where a server says at what time. What is signed is the whole
file, and a seal allows no change. It has no mark on the page: its area lies outside, for PDF/A forbids to hide one (ISO 19005-2, 6.3.2)
and PDF/UA asks a place in the tree of tags for all that lies inside (ISO 14289-1, 7.18.1).

What puts it on is optional (requirements-seal.txt), so none of it is imported before a seal is asked for.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.dates import written
from publishing.languages import author_language
from publishing.processes import apart
from publishing.words import words

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import SimpleSigner

FIELD = 'Zegel'
FOR_SIGNING = {'digital_signature', 'non_repudiation'}  # of which a certificate that tells its uses must have one (RFC 5280, 4.2.1.3)
PATIENCE = 20  # seconds for a time server


class CannotSeal(Exception):
    """There can be no seal; the text says why, in the author's language."""


@dataclass(frozen=True)
class Seal:
    """What seals: a certificate with its key, and the address of the server that says at what time, '' for none."""

    signer: SimpleSigner
    time_server: str = ''

    @property
    def by(self) -> str:
        """Whose seal it is."""
        return named(self._certificate)

    @property
    def key(self) -> str:
        """The same for the same certificate and server."""
        return hashlib.sha256(self._certificate.dump() + self.time_server.encode()).hexdigest()

    @property
    def _certificate(self) -> Certificate:
        held = self.signer.signing_cert
        assert held is not None  # `read` refuses a file without one
        return held

    def put_on(self, data: bytes) -> bytes:
        """The PDF with its seal. Raises CannotSeal when the time server does not answer."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers, timestamps

        place = fields.SigFieldSpec(
            FIELD, readable_field_name=FIELD, invis_sig_settings=fields.InvisSigSettings(box_out_of_bounds=True)
        )  # fmt: skip
        facts = signers.PdfSignatureMetadata(
            field_name=FIELD, md_algorithm='sha256', subfilter=fields.SigSeedSubFilter.PADES,
            certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        )  # fmt: skip
        clock = timestamps.HTTPTimeStamper(self.time_server, timeout=PATIENCE) if self.time_server else None
        signer = signers.PdfSigner(facts, self.signer, timestamper=clock, new_field_spec=place)
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        try:
            done = apart(lambda: signer.sign_pdf(writer))
        except OSError as failed:
            raise CannotSeal(_said('seal-no-time', server=self.time_server, why=str(failed))) from failed
        sealed: bytes = done.getvalue()
        return sealed


def read(file: Path, passphrase: str, time_server: str = '') -> Seal:
    """The seal in a file with a certificate and its key (PKCS#12). Raises CannotSeal for one that can't seal today."""
    if not is_here():
        raise CannotSeal(_said('seal-not-here'))
    from pyhanko.sign.signers import SimpleSigner

    try:
        signer = SimpleSigner.load_pkcs12_data(file.read_bytes(), [], passphrase.encode() or None)
    except OSError as failed:
        raise CannotSeal(_said('seal-no-file', file=str(file), why=failed.strerror or str(failed))) from failed
    except (AttributeError, TypeError, ValueError) as failed:  # no such file, another passphrase, no key in it
        raise CannotSeal(_said('seal-unreadable', file=str(file))) from failed
    _refuse(signer.signing_cert)
    return Seal(signer, time_server)


def _refuse(certificate: Certificate | None) -> None:
    """CannotSeal for a certificate that is not valid today, or not meant to sign with."""
    assert certificate is not None
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if not first <= datetime.now(UTC) <= last:
        language = author_language()
        days = {'first': written(first.date(), language), 'last': written(last.date(), language)}
        raise CannotSeal(_said('seal-not-today', by=named(certificate), **days))
    uses = certificate.key_usage_value
    if uses is not None and not FOR_SIGNING & uses.native:
        raise CannotSeal(_said('seal-not-meant', by=named(certificate)))


def named(certificate: Certificate) -> str:
    """Whose certificate it is, by what it says itself: the organisation before a person."""
    held = certificate.subject.native
    return str(held.get('organization_name') or held.get('common_name') or certificate.subject.human_friendly)


def is_here() -> bool:
    """Whether what puts on a seal, and reads one, is installed."""
    return find_spec('pyhanko') is not None


def _said(key: str, **values: str) -> str:
    return words('commands', author_language())[key].format(**values)
