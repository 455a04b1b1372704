"""What comes along when a text is taken from elsewhere: from Word, a mail, a chat, a wiki or another program's markup.

Looked for in the words that are left when a text has been read, so what stands in code is never meant.
"""

from __future__ import annotations

import re

DAY, TIME = r'\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}', r'\d{1,2}[:.]\d{2}(?:[:.]\d{2})?'
HEADER = r'(?:Van|From|Afzender|Aan|To|CC|Verzonden|Sent|Datum|Date|Onderwerp|Subject)'
PASTED = (  # rule, and what it looks like
    ('left-paste', re.compile(
        r'\b(?:Fout! (?:Verwijzingsbron|Bladwijzer)|Error! (?:Reference source|Bookmark))[^.!\n]*[.!]?'
        r'|\b(?:Klik(?: of tik)?(?: hier)? om (?:tekst|een datum) in te voeren|Click (?:or tap )?(?:here )?to enter (?:text|a date))\.?'
        r'|^(?:Met opmerkingen|Opmerking|Commented|Comment) \[\w+\]:.*|\[[A-Z]{2,3}\d{1,3}\]'
        r'|^(?:Verwijderd|Opgemaakt|Ingevoegd|Deleted|Formatted|Inserted): .*|\[(?:verwijderd|ingevoegd|deleted|inserted):[^\]\n]*\]'
        r'|^(?:Pagina|Bladzijde|Page) \d+ (?:van|of) \d+[ ]*$'
        rf'|^{HEADER}: .*\n{HEADER}: [\s\S]*'
        r'|^[-–—_]{2,}[ ]?(?:Oorspronkelijk|Doorgestuurd|Original|Forwarded) (?:bericht|message)\b.*'
        r'|^(?:Verzonden (?:vanaf|vanuit|met)|Sent from) (?:mijn|my|Outlook)\b.*'
        r'|^Dit (?:e-mail)?bericht is (?:uitsluitend|alleen) bestemd\b.*|^This (?:e-?mail|message) is intended (?:only|solely)\b.*'
        rf'|^\[(?:{TIME},? {DAY}|{DAY},? {TIME}|{TIME})(?: ?[AP]M)?\][\s\S]*|^{DAY},? {TIME} - [\s\S]*'
        r'|^(?:Op|On) [^\n]{6,60}\b(?:schreef|wrote)\b[^\n]*:$|^(?:LET OP|CAUTION|WARNING): (?:Deze e-?mail|This e-?mail)\b.*'
        r'|^@[A-Z][\w-]+[ ,].*|\[cid:[^\]\n]*\]'
        r'|\b(?:HYPERLINK|INCLUDEPICTURE) ["“]?[^\s"”]+["”]?|\bPAGEREF \S+(?: \\h)?|\b_Toc\d{5,}'  # fields of Word
        r'|(?<=[a-z.,!?])\[[a-z]\](?=[\s.,]|$)|^\[[a-z]\](?=[^\W\d_]).*', re.M,  # remarks of Google Docs
    )),
    ('left-chat', re.compile(
        r'【[^】\n]*】|:?contentReference\S*|\boaicite\S*|(?:cite)?turn\d+(?:search|view|news)\d+\S*'
        r'|^(?:Natuurlijk|Zeker|Uiteraard|Certainly|Sure|Of course)[!,.][^\n]{0,12}\b(?i:hier (?:is|zijn)|here (?:is|are))\b.*'
        r'|^(?:Hier(?:onder)? (?:is|volgt|vind je|staat)|Below is|Here is|Here’s) [^.\n]{0,50}\b'
        r'(?:vertaling|samenvatting|versie|tekst|opzet|translation|summary|version|text|draft|outline)\b[^.\n]{0,20}:$'
        r'|\b(?:Als je wilt,? kan ik|If you(?:’d)? like,? I can|mijn kennis (?:tot|reikt)|my (?:last )?knowledge (?:update|cutoff))\b.*'
        r'|^(?:Hieronder vind je|Hier (?:is|volgt)|Below is|Here is|Here’s) (?:een|de|je|a|an|the|your) (?:verbeterde|herschreven'
        r'|aangepaste|kortere|bijgewerkte|improved|revised|rewritten|updated|polished|shorter) (?:versie|tekst|version|text|draft)\b.*'
        r'|\b(?:Ik hoop dat (?:dit|het) helpt|I hope this helps|Laat (?:het )?me weten als je|Let me know if you)\b.*'
        r'|\b(?:Als|As an?) (?:een )?AI[- ](?:taalmodel|assistent|language model|assistant)\b.*'
        r'|^(?:Kopieer code|Code kopiëren|Copy code|(?:ChatGPT|Jij|You) (?:zei|said):)[ ]*$'
        r'|\b(?:Wil je dat ik|Zal ik (?:de|het|deze) tekst|Would you like me to)\b[^\n]*\?', re.M,
    )),
    ('left-other', re.compile(
        r'(?<=[^\W\d_][.!?:;])\\n(?![a-z])\S{0,20}'
        r'|[‘’\']{2,3}\w[^‘’\'\n]*[‘’\']{2,3}|^={2,6} ?[^=\n“"]+ ?={2,6}[ ]*$|\[(?:bron\?|citation needed|(?:bewerken|edit)\b[^\]\n]*)\]'
        r'|\[/?(?:b|i|u|url|img|quote|code|color|size|gallery|caption|embed|video|audio)(?:[= ][^\]\n]*)?\]'
        r'|^h[1-6]\. \S.*|%%[^%\n]+%%|^\[\[?_?TOC_?\]\]?$|^\\(?:newpage|pagebreak|section|textbf|begin|item|tableofcontents)\b.*'
        r'|^[-–]{1,2}8<.*|(?<![\w:/]):[a-z][a-z_]{2,}:(?![\w:/])|^\*\[[^\]\n]+\]:.*|(?<!\S)#[a-z]\w{2,}(?:[ ]+#[a-z]\w*)*[ ]*$', re.M,
    )),
)  # fmt: skip
# What stands in all that PASTED can find: where a line has none of it, no pattern need be tried.
SIGNS = (
    'Fout! ', 'Error! ', ' in te voeren', 'to enter ', '[', 'Verwijderd:', 'Opgemaakt:', 'Ingevoegd:', 'Deleted:', 'Formatted:',
    'Inserted:', '\nPagina ', '\nBladzijde ', '\nPage ', 'Van:', 'From:', 'Afzender:', 'Aan:', 'To:', 'CC:', 'Verzonden', 'Sent',
    'Datum:', 'Date:', 'Onderwerp:', 'Subject:', ' bericht', ' message', 'schreef', 'wrote', 'Deze e', 'This e', 'This m', '\n@',
    '【', 'aicite', 'tentReference', 'turn', 'Natuurlijk', 'Zeker', 'Uiteraard', 'Certainly', 'Sure', 'Of course', '\nHier',
    '\nBelow', '\nHere', ' helpt', 'this helps', 'weten als je', 'know if you', 'AI', 'Als je wilt', 'If you', 'mijn kennis',
    'my ', 'Wil je dat', 'Zal ik', 'Would you', '‘‘', '’’', '’‘', '‘’', '==', '%%', '\nh', '\\', '8<', ' - ', '\n*[', '#', '_',
    ': :', 'HYPERLINK', 'INCLUDEPICTURE', 'PAGEREF', 'Kopieer', 'kopiëren', 'Copy', 'zei:', 'said:',
)  # fmt: skip
