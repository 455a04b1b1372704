"""How text looks that came along from another program, or is markup of one: rule, cheap signs of it, and pattern.

A line begins after a line break; `\\0` stands in for what was understood, `\\x02` for the marks around words.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase

DAY, TIME = r'\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}', r'\d{1,2}[:.]\d{2}(?:[:.]\d{2})?'
HEADERS = ('Van', 'From', 'Afzender', 'Aan', 'To', 'CC', 'Verzonden', 'Sent', 'Datum', 'Date', 'Onderwerp', 'Subject')  # of a mail
DEVICE = r'(?:mijn|my|Outlook|een mobiel|a mobile|Samsung|Yahoo|Gmail|Mail|Proton)'  # what a mail was sent with
HEADER = rf'(?:{"|".join(HEADERS)})'
SLOTS = (
    'naam', 'namen', 'datum', 'plaats', 'adres', 'telefoonnummer', 'e-mailadres', 'bedrag', 'aantal', 'organisatie', 'titel', 'jaartal',
    'bron', 'name', 'date', 'place', 'address', 'phone', 'e-mail', 'amount', 'number', 'organisation', 'organization', 'title', 'source',
)  # fmt: skip
PICTURES = (
    'Afbeelding', 'afbeelding', 'Foto', 'foto', 'Plaatje', 'plaatje', 'Image', 'image', 'Photo', 'photo', 'Picture', 'picture',
    'Logo', 'logo',
)  # fmt: skip
WILLING = (  # how a program that writes texts begins
    'Natuurlijk', 'Zeker', 'Uiteraard', 'Absoluut', 'Prima', 'Graag', 'Goed idee', 'Oké', 'Dank je',
    'Certainly', 'Sure', 'Of course', 'Absolutely', 'Great', 'Got it', 'Okay', 'Happy to help', 'Thanks',
)  # fmt: skip
FIELDS = (  # of Word, opened
    'PAGE', 'NUMPAGES', 'TOC', 'REF', 'SEQ', 'DATE', 'TIME', 'MERGEFIELD', 'HYPERLINK', 'INCLUDEPICTURE', 'STYLEREF', 'XE', 'FORMTEXT',
)  # fmt: skip
QUOTES = "‘’'"  # as other markup has them, by two or three


def lines(*starts: str) -> tuple[str, ...]:
    """The signs of what a line begins with."""
    return tuple(f'\n{start}' for start in starts)


OF_OTHERS: tuple[tuple[str, Iterable[str], str], ...] = (
    # Of Word, a mail, a chat.
    ('left-reference', ('Fout! ', 'Error! '),
        r'\b(?:Fout! (?:Verwijzingsbron|Bladwijzer|De (?:hyper)?(?:link|koppeling)|Geen |Onbekende |Ongeldig)'
        r'|Error! (?:Reference source|Bookmark|Hyperlink|No |Unknown |Not a valid))[^.!\n]*[.!]?',
    ),
    ('left-paste', (' in te voeren', 'to enter '),
        r'\b(?:Klik(?: of tik)?(?: hier)? om (?:tekst|een datum) in te voeren|Click (?:or tap )?(?:here )?to enter (?:text|a date))\.?',
    ),
    ('left-paste', '[',
        r'\b(?:Met opmerkingen|Opmerking|Commented|Comment) \[\w+\]:.*|\[[A-Z]{2,3}\d{1,3}\]'
        r'|\[(?:verwijderd|ingevoegd|deleted|inserted):[^\]\n]*\]|\[cid:[^\]\n]*\]'
        rf'|^\[(?:{TIME},? {DAY}|{DAY},? {TIME}|{TIME})(?: ?[AP]M)?\][\s\S]*'
        r'|(?<=[a-z.,!?])\[[a-z]\](?=[\s.,]|$)|^\[[a-z]\](?=[^\W\d_]).*',  # remarks of Google Docs
    ),
    ('picture-slot', ('![',), r'!\[[^\]\n]*\]\[[^\]\n]*\]'),
    ('picture-slot', lines(*(f'[{word}' for word in PICTURES)), rf'^\[(?:{"|".join(PICTURES)})\b[^\]\n]*\][.]?$'),
    ('left-paste', lines('Verwijderd: ', 'Opgemaakt: ', 'Ingevoegd: ', 'Deleted: ', 'Formatted: ', 'Inserted: '),
        r'^(?:Verwijderd|Opgemaakt|Ingevoegd|Deleted|Formatted|Inserted): .*',
    ),
    ('left-paste', lines('Pagina ', 'Bladzijde ', 'Page '), r'^(?:Pagina|Bladzijde|Page) \d+ (?:van|of) \d+[ ]*$'),
    ('left-paste', lines(*(f'{header}: ' for header in HEADERS)), rf'^{HEADER}: .*\n{HEADER}: [\s\S]*'),
    ('left-paste', (' bericht', ' message'),
        r'^[-–—_]{2,}[ ]?(?:Oorspronkelijk|Doorgestuurd|Original|Forwarded) (?:bericht|message)\b.*',
    ),
    ('left-greeting',
        lines('Met vr', 'Met ha', 'Vriendelijke gr', 'Hartelijke gr', 'Hoogachtend', 'Kind regards', 'Best regards', 'Yours '),
        r'^(?:(?:Met )?(?i:vriendelijke|hartelijke) groet(?:en)?|Hoogachtend|(?:Kind|Best) regards|Yours (?:sincerely|faithfully)),?[ ]*$'
        r'(?:\n.*)*',
    ),
    ('left-paste', lines('Verzonden ', 'Verstuurd ', 'Sent from', 'Sent with', 'Get Outlook', 'Outlook voor'),
        rf'^(?:(?:Verzonden|Verstuurd) (?:vanaf|vanuit|van|via|met)|Sent (?:from|with)) {DEVICE}\b.*'
        r'|^(?:Get Outlook for|Outlook voor) (?:iOS|Android)\b.*',
    ),
    ('left-paste', (' bestemd', ' is intended '),
        r'^Dit (?:e-mail)?bericht is (?:uitsluitend|alleen) bestemd\b.*|^This (?:e-?mail|message) is intended (?:only|solely)\b.*',
    ),
    ('left-paste', (' - ',), rf'^{DAY},? {TIME} - [\s\S]*'),
    ('left-paste', ('schreef', 'wrote'), r'^(?:Op|On) [^\n]{6,60}\b(?:schreef|wrote)\b[^\n]*:$'),
    ('left-paste', lines('@@ -', 'diff --git ', 'index ', '+++ b/'),
        r'^(?:@@ -\d+\S* \+\d+.*|diff --git .*|index [0-9a-f]{7,}\.\..*|\+\+\+ b/.*)$',
    ),
    ('left-paste', ('Deze e', 'This e'), r'^(?:LET OP|CAUTION|WARNING): (?:Deze e-?mail|This e-?mail)\b.*'),
    ('left-paste', lines('@'), r'^@[A-Z][\w-]+[ ,].*'),
    ('left-paste', ('ARABIC',), r'\bSEQ \w+ \\?\* ?ARABIC\b.*'),
    ('left-paste', lines('Kop ', 'Heading '), r'^(?:Kop|Heading) [1-6][ ]*$'),
    ('left-paste', lines('De informatie in dit e', 'The information in this e', 'The information contained in this e'),
        r'^(?:De informatie in dit e-?mail(?:bericht)?|The information (?:contained )?in this e-?mail)\b.*',
    ),
    ('left-paste', ('  ', '\t'), r'^[A-ZÀ-Þ][^\n\d.:|]{2,40}(?:[ ]{2,}|\t)\d{1,2}:\d{2}(?: ?[AP]M)?[ ]*$(?:\n.+)*'),  # of Teams
    ('left-paste', tuple(f'{{{space}{word}' for word in FIELDS for space in ('', ' ')), rf'\{{ ?(?:{"|".join(FIELDS)})\b[^}}\n]*\}}?'),
    ('left-slot', '«', r'«[A-Z]\w{2,30}»'),  # of a letter that is sent to many
    ('left-paste', ('HYPERLINK', 'INCLUDEPICTURE', 'PAGEREF', '_Toc'),  # fields of Word
        r'\b(?:HYPERLINK|INCLUDEPICTURE) ["“]?[^\s"”]+["”]?|\bPAGEREF \S+(?: \\h)?|\b_Toc\d{5,}',
    ),
    ('left-letter', '\ufffd', r'(?<!\S)[^\s\ufffd]*+\ufffd\S*'),  # of a file in another encoding
    ('left-ligature', 'ﬀﬁﬂﬃﬄﬅﬆ', r'(?<!\S)[^\sﬀﬁﬂﬃﬄﬅﬆ]*+[ﬀﬁﬂﬃﬄﬅﬆ]\S*'),  # of a PDF
    ('left-change', ('{+', '{-', '{–', '{=', '{>', '{~', '{\x02'), r'\{(?:\+\+|--|–|==|>>|~~|\x02)[^}\n]*\}?'),  # CriticMarkup
    # Of a program that writes texts.
    ('left-chat', ('【', '†', 'contentReference', 'oaicite', 'oai_citation', 'turn'),
        r'【[^】\n]*】|\[\d+(?::\d+)?†[^\]\n]*\]|\boai_citation[^\s)]*|:?contentReference\S*|\[?\boaicite[^\s.,]*|(?:cite)?turn\d+(?:search|view|news)\d+\S*',
    ),
    ('left-chat', lines(*WILLING),
        rf'^(?:{"|".join(WILLING)})[!,.][^\n]{{0,12}}\b'
        r'(?i:hier (?:is|zijn|volgt)|hier(?:bij|onder)|here (?:is|are|you)|here’s)\b.*',
    ),
    ('left-chat', lines('Hier', 'Below is', 'Here is', 'Here’s'),
        r'^(?:Hier(?:onder)? (?:is|volgt|vind je|staat)|Below is|Here is|Here’s) [^.\n]{0,50}\b'
        r'(?:vertaling|samenvatting|versie|tekst|opzet|translation|summary|version|text|draft|outline)\b[^.\n]{0,20}:$'
        r'|^(?:Hieronder vind je|Hier (?:is|volgt)|Below is|Here is|Here’s) (?:een|de|je|a|an|the|your) (?:verbeterde|herschreven'
        r'|aangepaste|kortere|bijgewerkte|improved|revised|rewritten|updated|polished|shorter) (?:versie|tekst|version|text|draft)\b.*',
    ),
    ('left-chat', ('Als je wilt', 'If you', 'mijn kennis ', ' knowledge '),
        r'\b(?:Als je wilt,? kan ik|If you(?:’d)? like,? I can|mijn kennis (?:tot|reikt)|my (?:last )?knowledge (?:update|cutoff))\b.*',
    ),
    ('left-chat', (' helpt', ' this helps', ' weten als je', ' know if you'),
        r'\b(?:Ik hoop dat (?:dit|het) helpt|I hope this helps|Laat (?:het )?me weten als je|Let me know if you)\b.*',
    ),
    ('left-chat', (' AI',), r'\b(?:Als|As an?) (?:een )?AI[- ](?:taalmodel|assistent|language model|assistant)\b.*'),
    ('left-chat', ('Kopieer code', 'Code kopiëren', 'Copy code', *lines('Kopiëren', 'Copy'), ' zei:', ' said:'),
        r'^(?:Kopieer code|Code kopiëren|Kopiëren|Copy(?: code)?|(?:ChatGPT|Jij|You) (?:zei|said):)[ ]*$',
    ),
    ('left-chat', ('illen dat ik', 'Wil je dat ik', 'Wilt u dat ik', 'Zal ik ', 'Would you like me to', 'Do you want me to'),
        r'\b(?:Zou (?:je|u) willen dat ik|Wil je dat ik|Wilt u dat ik|Zal ik (?:de|het|deze) tekst'
        r'|Do you want me to|Would you like me to)\b[^\n]*\?',
    ),
    ('left-chat', ('[cite',),
        r'\[cite_(?:start|end)\][^\n]*?\[cite:[\d, ]+\]|\[cite(?:_start|_end|:[\d, ]+)\]'  # of Gemini
    ),
    ('left-chat', '[',
        r'(?i:\[(?:(?:\.{3}|…) ?)?(?:(?:de|het|the) )?(?:rest|overige|remaining|existing|bestaande|vorige|previous)\b[^\]\n]{0,40}'
        r'\b(?:ongewijzigd|onveranderd|hetzelfde|gelijk|unchanged|same|hier|here)\b[^\]\n]{0,20}\])',
    ),
    # Of a wiki, or another program's markup.
    ('left-contents', ('TOC', 'toc', 'INHOUD'),
        r'^\[\[?(?:_?TOC_?|\x02TOC\x02|INHOUD)\]\]?$|^\{\{?:?[ ]?toc\b[^}\n]*\}\}?$|^\x02(?:NO)?TOC\x02$',
    ),
    ('left-command', ('{%', '{{'), r'\{%[^\n]*?(?:%\}|$)|\{\{[^\n]*?(?:\}\}+|$)'),  # Jekyll, Hugo, a wiki
    ('left-other', lines('! '), r'^! \S.*'),
    ('left-rule', lines('===', '+++', '^^^', '...', '…', '!!!', '???'), r'^(?:!{3,}|\?{3,}|={3,}|\+{4,}|\^{4,}|[.…]{3,})[ ]*$'),
    ('left-table', lines('{|'), r'^\{\|[\s\S]*'),
    ('left-other', ('#',), r'(?:issue|PR|in|zie|see|fixes|closes) #\d{1,5}\b'),
    ('left-break', ('\\n',), r'(?<=[^\W\d_][.!?:;])\\n(?![a-z])\S{0,20}'),
    ('left-other', tuple(one + other for one in QUOTES for other in QUOTES), rf'[{QUOTES}]{{2,3}}\w[^{QUOTES}\n]*[{QUOTES}]{{2,3}}'),
    ('left-other', lines('=='), r'^={2,6} ?[^=\n“"]+ ?={2,6}[ ]*$|^(?:={2}|={4,6}) [^=\n“"]+$'),
    ('left-command', ('::', 'link:', 'xref:', 'image:'),  # AsciiDoc, and directives of reStructuredText
        r'(?<![\w:])(?:image|include|video|audio|link|xref|footnote|toc):{1,2}[^\s\[:]*\[[^\]\n]*\]|^\.\. [\w-]+::.*',
    ),
    ('left-other', ('\0_', ':\0'), r'\0__?(?!\w)|:[a-z]+:\0'),  # a link or role of reStructuredText, behind what is code here
    ('left-other', '[',
        r'\[(?:bewerken|edit)\b[^\]\n]*\]'
        r'|\[/?(?:b|i|u|url|img|quote|code|color|size|gallery|caption|embed|video|audio)(?:[= ][^\]\n]*)?\]',
    ),
    ('left-other', '[', r'\[(?P<code>[a-z][\w-]*)(?: [\w-]+=[^\]\n]*)\](?:[^\[\]\n]*\[/(?P=code)\])?|\[/[a-z][\w-]*\]'),  # of WordPress
    ('left-citation', '[', r'\[(?:bron\?|citation needed)\]'),
    ('left-other', lines(*(f'h{level}. ' for level in range(1, 7)), 'bq. '), r'^(?:h[1-6]|bq)\. \S.*'),
    ('left-note', (*lines('fn'), '\\footnote'), r'^fn\d\. \S.*|\\footnote\{[^}\n]*\}?'),
    ('left-other', '<', r'</?(?:b|i|u|p|br|span|div|strong|em|ul|li)(?: [^<>\n]*)?/?>'),  # HTML whose brackets were typed by their names
    ('left-other', lines(*QUOTES), rf'^[{QUOTES}]{{3}}[ \w]*$(?:(?:\n.*)*?\n[{QUOTES}]{{3}}[ ]*$)?'),  # for the signs around code
    ('left-other', ('%%',), r'%%[^%\n]+%%'),
    ('left-other', '\\',  # LaTeX
        r'\\begin\{\w+\*?\}[\s\S]*?(?:\\end\{\w+\*?\}|\Z)|\\(?:(?:sub)*section|chapter|text(?:bf|it|tt)|emph|href|url|(?:page)?ref|label'
        r'|includegraphics|caption|end)\*?(?:\[[^\]\n]*\])?\{[^}\n]*\}?|\\(?:newpage|pagebreak|clearpage|item|tableofcontents|noindent|hline)\b.*',
    ),
    ('left-other', ('``',), r"``[^`'’”\n]{1,100}(?:['’]{2}|”)"),  # quotation marks of LaTeX
    ('left-command', lines('#+'), r'^#\+\w+:.*'),  # org-mode
    ('left-other', lines('% '), r'^% \S.*'),  # a remark of LaTeX
    ('left-command', ('8<',), r'^[-–]{1,2}8<.*'),
    ('left-emoji', tuple(f':{first}' for first in (*ascii_lowercase, '+', '-')),
        r'(?<![\w:/]):(?:[a-z][a-z_]{2,}|[a-z][a-z\d]+(?:-[a-z\d]+)+|[+-]1):(?![\w:/])',
    ),
    ('left-abbreviation', lines('*['), r'^\*\[[^\]\n]+\]:.*'),
    ('left-other', '^', r'(?<=\s)\^[a-z\d][a-z\d-]{3,}[ ]*$'),  # the name of a block, of Obsidian
    ('left-slot', '[', rf'(?i:\[(?:(?:uw|je|jouw|de|het|een|your|the|a|an|insert|vul) )*(?:{"|".join(SLOTS)})\b[^\]\n]{{0,40}}\])(?!\()'),
    ('left-label', '#', r'(?<!\S)#[a-z]\w{2,}(?:[ ]+#[a-z]\w*)*[ ]*$'),
)  # fmt: skip
