"""Input that no author means, made from what authors did write: whatever it is, the program says a sentence, soon, and gives nothing away.

`make hostile` tries a thousand; tests/test_hostile.py some of them. The same number gives the same input, so that a fault can be looked at:
`python -m tests.hostile_input 417`.
"""

from __future__ import annotations

import sys

from tests.hostile_input.tried import main

if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
