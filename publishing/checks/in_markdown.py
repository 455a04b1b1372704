"""What was likely meant by markup of another program, or by a reference that is none: as it is written in Markdown here."""

from __future__ import annotations

import re

from publishing.late import late
from publishing.sources.file_names import slug

UNTOLD = late(r'[\1-\x09\x0b-\x1f]|.{200}')
PLACE = late(r'(?<=[(.\w])#([^()]*[^()\w-][^()]*)(?=\)$)')  # the words of a heading, where its name belongs
PICTURE = late(r'^\[(?=[^\[\]]*\]\([^()]+\.(?:png|jpe?g|webp|svg|gif)\)$)', re.I)  # a link that leads to one
LINKS = (
    (r'!\[\[(?:[^\]|]*/)?([^\]|/]+\.(?:png|jpe?g|webp|svg|gif))(?:\|[^\]]*)?\]\]', r'![…](../assets/\1)'),
    (r'\[\[([^\]|#@]+?)(?:\.md)?\]\]', r'[](…/\1.md)'),
    (r'\[\[([^\]|#@]+?)(?:\.md)?(#[^\]|]+)?\|([^\]]+)\]\]', r'[\3](…/\1.md\2)'),
    (r'\[\[([^\]|#@]+?)(?:\.md)?(#[^\]|]+)\]\]', r'[](…/\1.md\2)'),
    (r'\[(\[[^\[\]]+\]\([^()\s]+\))\]', r'\1'),
    (r'\[([^\[\]]+)\](?:[ :\]\n]|: )?[({]([^(){}\s]+?)(?:[)}]|[.,;:!?]*)', r'[\1](\2)'),
    (r'\[([^\[\]]+)\] ?\[([^\[\]\s]+\.(?:md|pdf)(?:#[\w-]*)?|https?:[^\[\]\s]+)\]', r'[\1](\2)'),
    (r'\(([^()]+)\) ?[\[(]([^\[\]()\s]+)[\])]', r'[\1](\2)'),
    (r'\[((?:[^\[\]]|\[[^\[\]]*\])+\w)\(([^()\s]+\.md(?:#[\w-]*)?)\)[^\[\]]*', r'[\1](\2)'),
    (r'["“]([^"“”]+)["”]:(\S+)', r'[\1](\2)'),  # of Textile
    (r'<([^|<>]+)\|([^<>]+)>', r'[\2](\1)'),  # of Slack
    (r'(https?://[^\[\s]+)\[([^\]]+)\]', r'[\2](\1)'),  # of AsciiDoc
    (r'<([\w./-]+\.md(?:#[\w-]*)?)>', r'[](\1)'),
    (r'\[(https?://[^\]\s]+)\]', r'[…](\1)'),
    (r'\[(https?://[^\]\s]+) ([^\]]+)\]', r'[\2](\1)'),  # of a wiki
    (r'(?:.* )?\[([\w./-]+\.md(?:#[\w-]*)?)\]', r'[…](\1)'),
)
# Addresses with a space in them: a size, a title that does not close, a telephone, a place, more than an address.
SPACED = (
    (r'\[([^\[\]\s]+\.md(?:#[\w-]*)?|https?:[^\[\]\s]+)\]\(([^()]+)\)', r'[\2](\1)'),  # the two in each other's place
    (r'(\[[^\]]*\]\([^()\s]+) +=\d*x\d*\)', r'\1)'),
    (r'(\[[^\]]*\]\([^()\s]+) +["“”][^()]*\)', r'\1)'),
    (r'(\[[^\]]*\]\(tel:\+?[\d-]+) ([\d-]+)(?: ([\d-]+))?(?: ([\d-]+))?\)', r'\1\2\3\4)'),
    (r'(\[[^\]]*\]\([^()\s,]+) +(#[^()\s]+)\)', r'\1\2)'),
    (r'(\[[^\]]*\]\([^()\s]*#[^()]+)\)', r'\1)'),
    (r'(\[[^\]]*\]\([^()\s,]+\.(?:md|pdf|html)),? [^()]*\)', r'\1)'),
    (r'(\[[^\]]*\]\(https?:[^()\s]+) (/[^()\s]*)\)', r'\1\2)'),
    (r'(\[[^\]]*\]\(https?://[\w-]+) ?(\.) ?([^()\s]+)\)', r'\1\2\3)'),
    (r'(\[[^\]]*\]\() *(https?:[^()\s,]+),? [^()]*\)', r'\1\2)'),
)
# Boxes of GitHub and Obsidian: what they are called, and what is nearest to them here.
BOXES = (
    ('note|info|important|abstract|summary|question|todo|faq', 'note'), ('warning|caution|danger|attention|error|bug', 'warning'),
    ('tip|hint|success|check', 'tip'), ('example', 'example'), ('quote|cite', 'quote'),
)  # fmt: skip
# A page whose name has spaces where its file has hyphens, as nearly all have.
WITH_SPACES = late(r'(?P<words>\[[^\]]*\])\((?:\.\./)*(?P<name>[\w/-]+ [\w/ -]*)\.md(?P<place>(?:#[\w-]+)?)\)')
# The whole of what was typed → how it is written; what is in none of them is told in general.
WRITTEN = tuple(
    (late(pattern), written)
    for pattern, written in (
        (r'={3} ([^="“”]+)', r'=== "\1"'),
        (r'\\textbf\{([^}]+)\}', r'**\1**'),
        (r'\\(?:emph|textit)\{([^}]+)\}', r'*\1*'),
        (r"``([^`'’”]+)(?:['’]{2}|”)", r'"\1"'),
        (r'\\texttt\{([^}]+)\}', r'`\1`'),
        (r'\\(?:chapter|section)\*?\{([^}]+)\}', r'## \1'),
        (r'\\(?:sub)+section\*?\{([^}]+)\}', r'### \1'),
        (r'\\(?:page)?ref\{([^}]+)\}', r'[](#\1)'),
        (r'h[2-6]\. (.+)', r'## \1'),
        (r'={2,6} ([^="“]+?)(?: ={2,6})?', r'## \1'),
        (r'bq\. (.+)', r'> \1'),
        (r'\\href\{([^}]+)\}\{([^}]+)\}', r'[\2](\1)'),
        (r'\\begin\{itemize\}[\s\S]*', r'- …'),
        (r'\\begin\{enumerate\}[\s\S]*', r'1. …'),
        (r'\[url=[^\]]+\]|(?:issue|PR|in|zie|see|fixes|closes) #\d+|\0__?|:[a-z]+:\0', r'[…](https://…)'),
        (r'\[img\]', r'![…](../assets/…)'),
        (r'\[quote[^\]]*\]', r'> …'),
        (r'\[[a-z][\w-]*[^\]]* (?:link|url|href)=["“”\'‘’]?([^\s\]"“”\'‘’]+)[^\]]*\]([^\[\]]+)\[/[\w-]+\]', r'[\2](\1)'),
        (r'\^([a-z\d][a-z\d-]+)', r'{#\1}'),
        (r"[‘’']{3}(?:[ \w]*|\s[\s\S]*)", r'```'),
        (r'==([^=]+)==|\+\+([^+]+)\+\+', r'**\1\2**'),
        (r'</?(?:b|strong)>|\[/?b\]', r'**'),
        (r'</?(?:i|em)>|\[/?i\]', r'*'),
        (r"[‘’']{3}([^‘’']+)[‘’']{3}", r'**\1**'),
        (r"[‘’']{2}([^‘’']+)[‘’']{2}", r'*\1*'),
        (r'\|\|(.+)\|\|', r'\1'),
        *LINKS,
        (r'\[([^\[\]]+)\]\[[\w -]*\]', r'[\1](…)'),
        *SPACED,
        (r'@([a-z0-9]+(?:-[a-z0-9]+)+)', r'[@\1]'),
        (r'[({]\^([\w-]+)[)}]', r'[^\1]'),
        (r'\[\^([\w-]+) ([\w-]+)\]', r'[^\1-\2]'),
        (r'\{#([a-z][\w-]*) ([\w-]+)\}', r'{#\1-\2}'),
        (r'! (.+)', r'\1'),
        (r'\{[# ]{0,2}((?:fig|tab)-[\w-]+) ?\}|\{# ([a-z][\w-]*) ?\}', r'{#\1\2}'),
        (r'={2,4} ?["“]([^"“”]+)["”]?', r'=== "\1"'),
        (r'!{1,5} ?([a-z]+) ["“]([^"“”]+)["”]?', r'!!! \1 "\2"'),
        (r'(\?{3}\+?) ?["“]([^"“”]+)["”]', r'\1 note "\2"'),
        (r'!{3} ?["“]([^"“”]+)["”]', r'!!! note "\1"'),
        *((rf'\[!(?i:{called})\][-+]?', f'!!! {kind} "…"') for called, kind in BOXES),
        *((rf'\[!(?i:{called})\][-+]? +(.+)', rf'!!! {kind} "\1"') for called, kind in BOXES),
        (r':{3,} ?\{?\.?([a-z]+)\}?', r'!!! \1 "…"'),
        (r':{3,} ?\{?\.?([a-z]+)\}? (.+)', r'!!! \1 "\2"'),
        (r'[(\[]{0,2}[#@]{0,2}((?:fig|tab)-[\w-]+)[)\]]{0,2}', r'[](#\1)'),
        (r'\\cite\w*\{([\w-]+)\}|[({]@([\w-]+)[)}]|\[\[@([\w-]+)\]\]?|\[@@([\w-]+)\]', r'[@\1\2\3\4]'),
    )
)


def in_markdown(typed: str) -> str:
    """How it is written here, '' when that can't be told: of more than a line, and of what holds code or marks."""
    if (match := WITH_SPACES.fullmatch(typed.strip())) is not None:
        name = '/'.join(slug(part) for part in match['name'].split('/'))
        return f'{match["words"]}(…/{name}.md{match["place"]})'
    for pattern, written in WRITTEN if not UNTOLD.search(typed) else ():
        if match := pattern.fullmatch(typed.strip()):
            near = PICTURE.sub('![', PLACE.sub(lambda place: f'#{slug(place[1])}', match.expand(written)))
            return '' if near == typed or '\0' in near else near
    return ''
