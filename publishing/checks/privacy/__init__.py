"""What leads to a person: stories are about children, and every old version of a file is kept for ever.

These know words and numbers (words/privacy.yml); they can't know whether a child can be recognised. A person reads every story besides.
"""

from publishing.checks.privacy.births import births
from publishing.checks.privacy.names import names
from publishing.checks.privacy.numbers import numbers_of_persons
from publishing.checks.privacy.reach import addresses
from publishing.checks.privacy.traces import traces

__all__ = ['addresses', 'births', 'names', 'numbers_of_persons', 'traces']
