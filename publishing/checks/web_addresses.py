"""Addresses that lead nowhere, or round about: typed wrongly, of one's own computer, or of a program that watches who follows them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote

from publishing.address import parts

SCHEME = re.compile(r'(?:(?:h{1,2}t{1,4}p{1,3}s{0,2})(?:[:;]?/{1,3}|[:;](?=www\.)))+', re.I)
HOST = re.compile(r'(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?=[/?#]|$)', re.I)
BARE = re.compile(r'(?:www\.|(?:[\w-]+\.)+(?:nl|com|org|eu|net|be|info)(?=[/?#]|$))[^\s]*', re.I)
OWN = re.compile(r'(?:file:|sandbox:|blob:|https?://(?:localhost|127\.0\.0\.1|192\.168\.)|[A-Za-z]:[\\/])')
ROUND_ABOUT = {  # host → where the address is
    'google.com': ('q', 'url'), 'google.nl': ('q', 'url'), 'safelinks.protection.outlook.com': ('url',), 'l.facebook.com': ('u',),
    'lm.facebook.com': ('u',), 'l.instagram.com': ('u',), 'linkedin.com': ('url',), 'slack-redir.net': ('url',),
}  # fmt: skip
WATCHES = re.compile(r'(?<=[?&])(?:utm_[a-z]+=|fbclid=|gclid=|mc_[ce]id=)[^&#]*&?|#:~:text=.*')
# What only those see who may: files of a group, a mailbox, a meeting.
FOR_FEW = re.compile(
    r'https?://(?:[\w-]+\.sharepoint\.com|docs\.google\.com/\w+/(?:u/\d/)?d/(?!e/)[^/]+/edit|drive\.google\.com|onedrive\.live\.com|1drv\.ms|we\.tl'
    r'|wetransfer\.com/downloads|mail\.google\.com|outlook\.(?:office|live)\.com|teams\.microsoft\.com|chatgpt\.com/c/|web\.whatsapp\.com)',
    re.I,
)
AROUND = '()<>[]`"\'“”‘’ '
UNKNOWN = '-'  # it is wrong, and what was meant can't be said


def meant(target: str) -> str:
    """The address that was likely meant, '' when this one is right; UNKNOWN when it is wrong and nobody can say what was meant."""
    bare = target.strip(AROUND)
    bare += ')' * min(bare.count('(') - bare.count(')'), target.rstrip().count(')') - bare.count(')'))  # Leerplicht_(Nederland) has its own
    if OWN.match(bare):
        return UNKNOWN
    if bare.startswith('mailto://'):
        return bare.replace('mailto://', 'mailto:')
    if bare.startswith(('mailto:', 'tel:', '#', '.')) or '://' not in bare and not SCHEME.match(bare) and not BARE.fullmatch(bare):
        return ''
    address = _direct('https://' + SCHEME.sub('', bare, count=1) if _is_misspelt(bare) else bare)
    host = SCHEME.sub('', address, count=1)
    wanted = address.rstrip('.,;')
    return (wanted if wanted != target else '') if HOST.match(host) else UNKNOWN


def _is_misspelt(address: str) -> bool:
    found = SCHEME.match(address)
    return found is None or found[0].lower() not in ('https://', 'http://')


def _direct(address: str) -> str:
    """Without the way through a mail program or search engine, and without what tells where a reader came from."""
    told = parts(address)
    for host, keys in ROUND_ABOUT.items():
        if (told.hostname or '').endswith(host):
            held = parse_qs(told.query)
            led_to = next((held[key][0] for key in keys if key in held and held[key][0].startswith('http')), '')
            if led_to:
                return unquote(led_to)
    return WATCHES.sub('', address).rstrip('?&') if WATCHES.search(address) else address
