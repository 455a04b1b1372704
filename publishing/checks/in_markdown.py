"""What was likely meant by markup of another program, or by a reference that is none: as it is written in Markdown here."""

from __future__ import annotations

from publishing.late import late

UNTOLD = late(r'[\0-\x1f]|.{60}')
# The whole of what was typed → how it is written; what is in none of them is told in general.
WRITTEN = tuple(
    (late(pattern), written)
    for pattern, written in (
        (r'\\textbf\{([^}]+)\}', r'**\1**'),
        (r'\\(?:emph|textit)\{([^}]+)\}', r'*\1*'),
        (r'\\texttt\{([^}]+)\}', r'`\1`'),
        (r'\\(?:chapter|section)\*?\{([^}]+)\}', r'## \1'),
        (r'\\(?:sub)+section\*?\{([^}]+)\}', r'### \1'),
        (r'\\(?:page)?ref\{([^}]+)\}', r'[](#\1)'),
        (r'h[2-6]\. (.+)', r'## \1'),
        (r'={2,6} ([^=]+?) ={2,6}', r'## \1'),
        (r'==([^=]+)==|\+\+([^+]+)\+\+', r'**\1\2**'),
        (r'</?(?:b|strong)>|\[/?b\]', r'**'),
        (r'</?(?:i|em)>|\[/?i\]', r'*'),
        (r"[‘’']{3}([^‘’']+)[‘’']{3}", r'**\1**'),
        (r"[‘’']{2}([^‘’']+)[‘’']{2}", r'*\1*'),
        (r'\|\|(.+)\|\|', r'\1'),
        (r'[(\[]{0,2}[#@]{0,2}((?:fig|tab)-[\w-]+)[)\]]{0,2}', r'[](#\1)'),
        (r'\\cite\w*\{([\w-]+)\}|[({]@([\w-]+)[)}]|\[\[@([\w-]+)\]\]?|\[@@([\w-]+)\]', r'[@\1\2\3\4]'),
    )
)


def in_markdown(typed: str) -> str:
    """How it is written here, '' when that can't be told: of more than a line, and of what holds code or marks."""
    for pattern, written in WRITTEN if not UNTOLD.search(typed) else ():
        if match := pattern.fullmatch(typed.strip()):
            return match.expand(written)
    return ''
