"""The kinds of pages, one entry a kind: all that the rest must know of a kind to check, list, follow, describe and edit its pages.

Its words stand in words/fields.yml (each field of its model) and words/site.yml (`kind_<name>`, and `feed_<name>` where it has a feed).
"""

from __future__ import annotations

from dataclasses import dataclass

from publishing.sources.schema.pages import Chapter, Initiative, Meeting, Page, Publication, Story


@dataclass(frozen=True)
class Kind:
    """What a kind of page is.

    `folders` of docs/ hold its pages; none: they may stand anywhere. `listed` is the name of its list (`/// list | stories`); a page that
    is listed needs no line in the navigation, and can be made and removed in the editor. `feed` is its place among the feeds, 0 for
    none. `schema_type` is what schema.org calls it. `facts` are the fields that a reader sees above the text and in the list, for a
    kind that has no template of its own in overrides/partials/kinds/ and markdown/lists/. `of_others`: its pages tell of people or places
    that may ask to be left out, so one that is gone is named nowhere.
    """

    model: type[Page]
    folders: tuple[str, ...] = ()
    listed: str = ''
    feed: int = 0
    schema_type: str = 'WebPage'
    facts: tuple[str, ...] = ()
    of_others: bool = False

    @property
    def folder(self) -> str:
        """The only folder of a kind that has one."""
        (folder,) = self.folders
        return folder

    @property
    def overview(self) -> str:
        """The name of the page that lists its pages. It is an ordinary page itself."""
        return self.named('index')

    def named(self, slug: str) -> str:
        """The name of one of its pages: `initiatieven/de-ponderosa`."""
        return f'{self.folder}/{slug}'


KINDS = {
    'page': Kind(Page),
    'chapter': Kind(Chapter, ('ontwikkelingsgerichte-benadering', 'samenwerking'), schema_type='Article'),
    'story': Kind(Story, ('verhalen',), 'stories', feed=1, schema_type='Article', of_others=True),
    'initiative': Kind(Initiative, ('initiatieven',), 'initiatives', of_others=True),
    'meeting': Kind(Meeting, ('bijeenkomsten',), 'meetings', feed=3, schema_type='Event'),
    'publication': Kind(Publication, ('publicaties',), 'publications', feed=2, schema_type='Report'),
}
MODELS = {name: kind.model for name, kind in KINDS.items()}
FOLLOWED = tuple(sorted((name for name, kind in KINDS.items() if kind.feed), key=lambda name: KINDS[name].feed))  # those with a feed


def publication(slug: str) -> str:
    """The name of the page of a report of ours."""
    return KINDS['publication'].named(slug)
