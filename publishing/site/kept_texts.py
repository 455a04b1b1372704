"""The texts of pages as the site shows them, kept for the next time."""

from __future__ import annotations

from pathlib import Path

from publishing.formats import today
from publishing.sources import manifest
from publishing.sources.catalogue import Catalogue
from publishing.sources.inputs import Inputs
from publishing.sources.kept_work import KeptWork

FILE = 'build/cache/site-texts.json'


class KeptTexts(KeptWork):
    """Those of one site. `besides` stands for every file that a site is made from but texts and reports, the program among them."""

    def __init__(self, root: Path, besides: str):
        super().__init__(root / FILE, Inputs('', {}))
        self.besides, self.apart = besides, {manifest.FOLDER: manifest.state(root / manifest.FOLDER)}

    def begin(self, sources: Catalogue) -> None:
        """With what may be shown of these sources."""
        more = [self.besides, *today.parts(sources), sources.history.key, str(sources.numbering.numbers)]
        self.inputs = Inputs.of(sources, more, self.apart)
