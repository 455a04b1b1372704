"""`![what it shows](x.jpg)`: on the site in the sizes of screens, in print in the one of paper, never the file itself."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as etree

from publishing import folders
from publishing.markdown.context import OfPage
from publishing.pictures import photos
from publishing.pictures.photos import Photo
from publishing.sources.attachments import is_photo

SITE_FOLDER = 'assets/pictures'
# The room that the style gives a photo: the whole screen but its margins, and from 46rem on the text column or half of it.
SIZES = '(min-width: 46rem) {}rem, calc(100vw - 2rem)'
COLUMN = 42


class Pictures(OfPage):
    """Runs after attribute lists, which set the class `half`, and before the references of MkDocs."""

    def run(self, root: etree.Element) -> None:
        """Replace every photo; what is no photo or is not there stays as it is, and the checks tell."""
        seen = 0
        for parent in list(root.iter()):
            for index, picture in enumerate(list(parent)):
                photo = self._photo(picture) if picture.tag == 'img' else None
                if photo is None:
                    continue
                if 'decoration' in picture.get('class', '').split():
                    picture.set('alt', '')
                if self.page.medium == 'print':
                    picture.set('src', f'/{photos.FOLDER}/{photo.print}')
                else:
                    parent[index] = self._responsive(picture, photo, lazy=seen > 0)
                seen += 1

    def _photo(self, picture: etree.Element) -> Photo | None:
        root, address = self.page.catalogue.root, picture.get('src', '')
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.page.source.path), address))
        if ':' in address or not is_photo(path) or not path.startswith('docs/') or not folders.is_file(root / path):
            return None
        try:
            return photos.made(root, root / path)
        except photos.Unreadable:
            if self.page.lenient:
                return None
            raise

    def _responsive(self, picture: etree.Element, photo: Photo, lazy: bool) -> etree.Element:
        """A `picture` element with the room kept free (no layout shift); only the first of a page loads at once."""
        width, height, fallback = photo.fallback
        half = 'half' in picture.get('class', '').split()
        holder = etree.Element('picture')
        top = self.page.top
        sources = ', '.join(f'{top}{SITE_FOLDER}/{name} {size}w' for size, _, name in photo.web)
        sizes = SIZES.format(COLUMN // 2 if half else COLUMN)
        etree.SubElement(holder, 'source', {'type': 'image/webp', 'srcset': sources, 'sizes': sizes})
        # relative to the source file: MkDocs makes it relative to the page, as it does with every link
        picture.set('src', posixpath.relpath(f'docs/{SITE_FOLDER}/{fallback}', posixpath.dirname(self.page.source.path)))
        picture.set('width', str(width))
        picture.set('height', str(height))
        if lazy:
            picture.set('loading', 'lazy')
        holder.append(picture)
        holder.tail, picture.tail = picture.tail, None
        return holder
