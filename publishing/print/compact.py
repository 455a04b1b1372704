"""A PDF in fewer bytes: the same letters at the same places, and the same tree of tags. Git keeps that of an edition for ever."""

from __future__ import annotations

import io
import re
from typing import Any

import deflate
import pikepdf
import pydyf

LETTERS = re.compile(rb'<([0-9a-f]*)>')
FRACTION = re.compile(rb'(\.\d\d)\d+')
ESCAPED = re.compile(rb'([\\()])')
HARDEST = 12  # of libdeflate
DIGITS = 1  # of a point, for the areas of links
WRITTEN_ANEW = ('/ObjStm', '/XRef')


def shorten(pdf: pydyf.PDF) -> None:
    """Have the pages say the same in fewer signs: letters as bytes, text placed to a hundredth of a pixel."""
    for held in pdf.objects:
        if isinstance(held, pydyf.Stream):
            held.stream = [_shorter(operation) for operation in held.stream]


def _shorter(operation: Any) -> Any:
    """One operation on a page: its operands and its name."""
    if not isinstance(operation, bytes):
        return operation
    if operation.endswith(b'] TJ'):
        return LETTERS.sub(_as_bytes, operation)
    return FRACTION.sub(rb'\1', operation) if operation.endswith(b' Tm') else operation


def _as_bytes(letters: re.Match[bytes]) -> bytes:
    """Letters in hexadecimal as a string of their bytes (ISO 32000-1, 7.3.4.2)."""
    return b'(' + ESCAPED.sub(rb'\\\1', bytes.fromhex(letters[1].decode())).replace(b'\r', b'\\r') + b')'


def packed(data: bytes) -> bytes:
    """The file without what nothing in it leads to, and the rest compressed as hard as it can be.

    The names of places get an object of their own: who adds a seal writes the root again, and would write all of them with it.
    """
    pikepdf.settings.set_flate_compression_level(9)
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if '/Names' in pdf.Root:
            pdf.Root.Names = pdf.make_indirect(pdf.Root.Names)
        for held in pdf.objects:
            if isinstance(held, pikepdf.Dictionary) and '/Rect' in held:
                held.Rect = pikepdf.Array([round(float(side), DIGITS) for side in held.Rect])
            elif isinstance(held, pikepdf.Stream) and held.get('/Filter') == '/FlateDecode' and held.get('/Type') not in WRITTEN_ANEW:
                held.write(bytes(deflate.zlib_compress(held.read_bytes(), HARDEST)), filter=pikepdf.Name.FlateDecode)
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return file.getvalue()
