"""A bag (BagIt 1.0, RFC 8493): files with lists of their sums, as archives take them in; and the same as one zip file.

The same files give the same bytes: no clock, no order of a disk.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import date

PAYLOAD = 'data/'
DECLARATION = b'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
ALGORITHMS = ('sha256', 'sha512')
PACKED = ('.pdf', '.epub')  # what is packed already


def bag(files: Mapping[str, bytes], facts: Mapping[str, str]) -> dict[str, bytes]:
    """All files of a bag by name, sorted. `files` below `data/` are what it carries, others tell of it; `facts` go into bag-info.txt."""
    payload = {name: data for name, data in files.items() if name.startswith(PAYLOAD)}
    told = dict(facts) | {'Payload-Oxum': f'{sum(map(len, payload.values()))}.{len(payload)}'}
    info = ''.join(f'{name}: {" ".join(value.split())}\n' for name, value in told.items() if value)
    held = dict(files) | {'bagit.txt': DECLARATION, 'bag-info.txt': info.encode()}
    held |= {f'manifest-{algorithm}.txt': sums(payload, algorithm) for algorithm in ALGORITHMS}
    tags = {name: data for name, data in held.items() if name not in payload}
    held |= {f'tagmanifest-{algorithm}.txt': sums(tags, algorithm) for algorithm in ALGORITHMS}
    return dict(sorted(held.items()))


def sums(files: Mapping[str, bytes], algorithm: str = 'sha256') -> bytes:
    """The sum and name of each file, in the form that `sha256sum -c` takes and a bag too."""
    return ''.join(f'{hashlib.new(algorithm, files[name]).hexdigest()}  {name}\n' for name in sorted(files)).encode()


def archive(files: Mapping[str, bytes], folder: str, day: date) -> bytes:
    """The files as one zip, in a folder of this name, each with this day."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w') as zipped:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f'{folder}/{name}', (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16  # the same on Windows
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            zipped.writestr(entry, files[name], compresslevel=9)
    return file.getvalue()
