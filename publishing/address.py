"""The parts of an address that somebody typed, which need not be one."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit


def parts(typed: str) -> SplitResult:
    """Scheme, host, path and the rest; of what no browser can open all of it is the path."""
    return urlsplit(typed) if is_whole(typed) else SplitResult('', '', typed, '', '')


def is_whole(typed: str) -> bool:
    """Whether it can be parted: no bracket around a host but around a number, no host with a sign that is read as a slash.

    Some versions of Python refuse the first of these, others give it a host that is none.
    """
    try:
        host = urlsplit(typed).netloc.rpartition('@')[2]
        return not host.startswith('[') or ipaddress.ip_address(host[1:].partition(']')[0]).version == 6
    except ValueError:
        return False
