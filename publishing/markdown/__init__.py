"""What plain Markdown lacks, as one Python-Markdown extension for site and print.

mkdocs.yml lists `publishing.markdown` like any other extension; what it must know of the page (locale, numbers, who cites
what) comes in as its `page` option, which `configs` fills.
"""

from __future__ import annotations

from typing import Any

import markdown
from markdown.extensions import Extension

from publishing.markdown.apostrophes import Apostrophes
from publishing.markdown.behind import Behind
from publishing.markdown.blocks import GeneratedBlocks
from publishing.markdown.captions import Captions
from publishing.markdown.checklists import Checklists
from publishing.markdown.citations import Citations, NoteOrder
from publishing.markdown.contentnotes import ContentNotes
from publishing.markdown.context import OfPage, PageContext
from publishing.markdown.headings import Headings
from publishing.markdown.inline import quicken
from publishing.markdown.passage_numbers import NumberedBoxes, Paragraphs, PullQuotes
from publishing.markdown.pictures import Pictures
from publishing.markdown.references import References
from publishing.markdown.tabs import Tabs
from publishing.markdown.terms import Terms
from publishing.markdown.withheld import Withheld
from publishing.words import words

# In the order of the work; the numbers are Python-Markdown's priorities (inline patterns run at 20).
PROCESSORS: dict[str, tuple[type[OfPage], float]] = {
    'content-notes': (ContentNotes, 46),
    'tabs': (Tabs, 45.5),
    'captions': (Captions, 45),
    'checklists': (Checklists, 44),
    'paragraphs': (Paragraphs, 43),
    'numbered-boxes': (NumberedBoxes, 42),
    'pull-quotes': (PullQuotes, 41),
    'headings': (Headings, 7),
    'withheld': (Withheld, 6.5),
    'references': (References, 6),
    'pictures': (Pictures, 5),
    'terms': (Terms, 4),
    'behind': (Behind, 1),
}


class Publishing(Extension):
    """All our processors. Without a page (a tool that only lists extensions) it adds nothing."""

    def __init__(self, **options: Any):
        self.config = {'page': ['', 'PageContext of the page that is converted']}  # None would make Python-Markdown read a truth value
        super().__init__(**options)

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Python-Markdown's entry point."""
        page: PageContext | str = self.getConfig('page')
        if isinstance(page, str):
            return
        quicken(md)
        GeneratedBlocks(page).extendMarkdown(md)
        citations = Citations(md, page)
        md.preprocessors.register(citations, 'publishing-citations', 15)
        md.treeprocessors.register(NoteOrder(md, citations), 'publishing-note-order', 55)
        for name, (processor, priority) in PROCESSORS.items():
            md.treeprocessors.register(processor(md, page), f'publishing-{name}', priority)
        md.inlinePatterns.register(Apostrophes(), 'publishing-apostrophes', 185)


def makeExtension(**options: Any) -> Publishing:
    """Python-Markdown's entry point."""
    return Publishing(**options)


def configs(page: PageContext) -> dict[str, dict[str, Any]]:
    """Options per extension for one page: those of mkdocs.yml, in the page's language, plus our own."""
    text = words('markdown', page.locale)
    options = {name: dict(values) for name, values in page.catalogue.settings.options.items()}
    options['publishing.markdown'] = {'page': page}
    options.setdefault('toc', {}).update(permalink='#' if page.medium == 'site' else False, permalink_title=text['permalink'])
    options.setdefault('footnotes', {}).update(BACKLINK_TITLE=text['backlink'], SEPARATOR='-')
    return options


def convert(page: PageContext) -> str:
    """The body of a page as an HTML fragment, by the extensions of mkdocs.yml."""
    converter = markdown.Markdown(
        extensions=list(page.catalogue.settings.extensions), extension_configs=configs(page), output_format='xhtml'
    )
    return converter.convert(page.source.body)


__all__ = ['PageContext', 'configs', 'convert', 'makeExtension']
