"""How a translation says in `made_from` which text it was made from: `INTRO=1a2b3c kleuren=4d5e6f`."""

KEY = 'made_from'
FRONT, INTRO = 'FRONT', 'INTRO'  # the words of the front matter, and the text before the first heading; headings have small letters
LENGTH = 6  # hexadecimal signs of SHA-256: a change goes unseen once in 16 million
ITEM = rf'[\w-]+=[0-9a-f]{{{LENGTH}}}'
PATTERN = rf'^{ITEM}(\s+{ITEM})*$'
