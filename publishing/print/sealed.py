"""What the seals on a PDF say, and whether they hold: in sentences that also say what was not looked at."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.dates import written
from publishing.print import seal
from publishing.processes import apart
from publishing.words import words

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus
    from pyhanko.sign.validation.status import TimestampSignatureStatus

MARK = b'/ByteRange'  # of a signature (ISO 32000-1, 12.8.1): stands in the file as it is, or it can't be one
QUIET = ('pyhanko', 'pyhanko_certvalidator')  # who tell on the screen what we tell in a sentence


def told(data: bytes, language: str, trusted: Sequence[Certificate] | None = None) -> list[str]:
    """A line for each seal on a file: none when it has none. `trusted` are the certificates that one must rest on, None for any."""
    if not data.startswith(b'%PDF-') or MARK not in data:
        return []
    word = words('commands', language)
    if not seal.is_here():
        return [word['sealed-not-read']]
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        with _quietly():
            return [' '.join(_lines(held, language, trusted)) for held in PdfFileReader(io.BytesIO(data)).embedded_signatures]
    except (PdfError, ValueError, LookupError, TypeError):  # whatever somebody made of a file
        return [word['sealed-unreadable']]


def certificates(file: Path) -> list[Certificate]:
    """Those in a file (PEM or DER). Raises OSError, or ValueError when it holds none."""
    from pyhanko.keys import load_certs_from_pemder_data

    return list(load_certs_from_pemder_data(file.read_bytes()))


@contextmanager
def _quietly() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in QUIET]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before):
            logger.setLevel(level)


def _lines(held: EmbeddedPdfSignature, language: str, trusted: Sequence[Certificate] | None) -> Iterator[str]:
    """Whose it is and whether it holds; then when; then what the certificate is worth."""
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    word = words('commands', language)
    status = _status(held, trusted or ())
    by = seal.named(status.signing_cert)
    if not (status.intact and status.valid):
        yield word['sealed-broken'].format(by=by)
        return
    yield word['sealed-by'].format(by=by)
    yield word['sealed-whole' if status.coverage == SignatureCoverageLevel.ENTIRE_FILE else 'sealed-added-to']
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.intact and stamp.valid and (trusted is None or stamp.trusted)):
        stamp = None
    yield from _when(status, stamp, language)
    if trusted and stamp is not None:
        status = _status(held, trusted, stamp.timestamp)  # whether it was worth something then, also when it ended since
    yield _worth(status, language, trusted)


def _status(held: EmbeddedPdfSignature, trusted: Iterable[Certificate], moment: datetime | None = None) -> PdfSignatureStatus:
    """What the library finds, without asking anything of anyone; a certificate has to be valid now, or at a moment."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    uses = KeyUsageConstraints(key_usage=seal.FOR_SIGNING, match_all_key_usages=False)
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, moment=moment)
    return apart(lambda: validate_pdf_signature(held, context, key_usage_settings=uses))


def _when(status: PdfSignatureStatus, stamp: TimestampSignatureStatus | None, language: str) -> Iterator[str]:
    """By whose clock it was put on, and whether the certificate was valid by then."""
    word = words('commands', language)
    when = stamp.timestamp if stamp is not None else status.signer_reported_dt
    if when is None:
        yield word['sealed-undated']
        return
    server = seal.named(stamp.signing_cert) if stamp is not None else ''
    yield word['sealed-at' if stamp is not None else 'sealed-says-at'].format(date=written(when.date(), language), server=server)
    first, last = status.signing_cert.not_valid_before, status.signing_cert.not_valid_after
    if not first <= when <= last:
        yield word['sealed-out-of-date'].format(first=written(first.date(), language), last=written(last.date(), language))


def _worth(status: PdfSignatureStatus, language: str, trusted: Sequence[Certificate] | None) -> str:
    """Who gave out the certificate, and whether that rests on what is trusted."""
    word, certificate = words('commands', language), status.signing_cert
    issuer = str(certificate.issuer.native.get('common_name') or certificate.issuer.human_friendly)
    if trusted is not None:
        return word['sealed-trusted' if status.trusted else 'sealed-not-trusted'].format(issuer=issuer)
    return word['sealed-own' if certificate.self_issued else 'sealed-issued'].format(issuer=issuer)
