"""From source to bytes: what its authors typed for a report is what a reader gets from its finished files, and nothing else.

Each text is taken from the one reading of it (tests/typed.py), each file is read by what its standard says (tests/finished.py): words,
signs, numbers, marks, addresses, notes and pictures, in their order and in their place. What the program adds has a name in
tests/expected.py.
"""

from __future__ import annotations

import functools
import io
import random
import zipfile
from pathlib import Path
from typing import Any

import lxml.etree
import pikepdf
import pytest

from publishing.languages import ORIGINAL
from publishing.print import pdf, workers, xmp
from publishing.print.proof import epub as epubcheck
from publishing.print.proof import reading, verapdf
from publishing.report import composer, epub, plain_text, web_page
from publishing.report.form import BOOK
from publishing.site import page_text
from publishing.sources import admission, catalogue, manifest
from publishing.sources.catalogue import Catalogue
from publishing.sources.manifest import Made
from tests import expected, finished, typed, web
from tests.expected import Form
from tests.finished import Finished
from tests.kinds import reports
from tests.projects import ROOT, TESTS, lay
from tests.test_reading import PIECES

FORMS: tuple[Form, ...] = ('pdf', 'book', 'page', 'plain')
SLUG = 'voorbeeld'
every_form = pytest.mark.parametrize('form', FORMS)
FILES = {'pdf': 'klein.pdf', 'book': 'klein.epub', 'page': 'klein.html', 'plain': 'klein.txt'}


@functools.cache
def sources() -> Catalogue:
    return admission.admitted(catalogue.load(ROOT), 'pdf')


@every_form
@reports
def test_a_real_report_has_what_was_typed(made: Made, form: Form, built: None) -> None:
    place, page = ROOT / manifest.FOLDER, sources().settings.page_path(web_page.name(made.slug), made.locale)
    others = {held.kind: place / held.file for held in made.forms}
    file = {'pdf': place / made.file, 'book': others['epub'], 'plain': others['plain'], 'page': ROOT / 'site' / page / 'index.html'}[form]
    wanted = typed.report(sources(), made.slug, made.locale, form)
    assert len(wanted.blocks) > 300
    assert expected.differences(wanted, opened(file, form), form) == []


def opened(file: Path, form: Form) -> Finished:
    """A file as it is read."""
    match form:
        case 'pdf':
            return finished.of_pdf(file)
        case 'book':
            return finished.of_book(file)
        case 'page':
            return finished.of_page(file.read_text(encoding='utf-8'))
        case 'plain':
            return finished.of_text(file.read_text(encoding='utf-8'))


class Small:
    """A made-up report and its files, made as a build makes them."""

    def __init__(self, root: Path):
        self.root = root
        self.sources = admission.admitted(catalogue.load(root), 'pdf')
        document = composer.compose(self.sources, SLUG, ORIGINAL)
        self.document = document
        printed = pdf.render(document.html, files={'': root}, created=document.report.date)
        assert printed.problems == []
        book = composer.composed(self.sources, SLUG, ORIGINAL, BOOK, document.converted)
        whole, report = web_page.compose(self.sources, SLUG, ORIGINAL), document.report
        head = f'<h1>{report.title.of(ORIGINAL)}</h1><p>{report.description.of(ORIGINAL)}</p>'
        self.file('pdf').write_bytes(printed.data)
        self.file('book').write_bytes(epub.write(book))
        self.file('plain').write_bytes(plain_text.write(book))
        self.file('page').write_text(f'<main>{head}{page_text.finished(str(whole.text))}</main>', encoding='utf-8')

    def file(self, form: Form) -> Path:
        return self.root / FILES[form]

    def differences(self, form: Form, file: Path | None = None) -> list[str]:
        """What is not as it was typed, in the file that was made or in another."""
        return expected.differences(typed.report(self.sources, SLUG, ORIGINAL, form), opened(file or self.file(form), form), form)


@pytest.fixture(scope='module')
def every(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A report with every kind of piece that an author can type."""
    return Small(lay(tmp_path_factory.mktemp('pieces') / 'project', TESTS / 'pieces', printable=True))


@every_form
def test_every_kind_of_piece_is_in_the_file(every: Small, form: Form) -> None:
    assert every.differences(form) == []


def test_validators_have_no_complaint_of_any_piece(every: Small, tmp_path: Path) -> None:
    """PDF/A-2a and PDF/UA-1 by veraPDF, EPUB 3.3 by EPUBCheck, EPUB Accessibility by DAISY's Ace."""
    assert verapdf.validate(every.file('pdf')) == []
    assert epubcheck.complaints([every.file('book')]) == {FILES['book']: []}
    assert web.ace(every.file('book'), tmp_path) == []


@pytest.mark.parametrize('standard', [name for name, held in manifest.STANDARDS.items() if held.holds_sources])
def test_texts_and_data_travel_inside_a_file_where_asked(every: Small, standard: str, tmp_path: Path) -> None:
    """In PDF/A-3a with PDF/UA-1 and PDF/A-4f with PDF/UA-2, each with what it is to the report (AFRelationship)."""
    file = tmp_path / FILES['pdf']
    file.write_bytes(workers.render(workers.job(every.sources, every.document, standard)).data)
    assert [str(failure) for failure in verapdf.validate(file)] == []
    with pikepdf.open(file) as held:
        inside = {name: str(attached.obj.AFRelationship) for name, attached in held.attachments.items()}
        typed = held.attachments['docs/uitleg/alles.nl.md'].get_file().read_bytes()
    assert typed == (every.root / 'docs/uitleg/alles.nl.md').read_bytes()
    assert inside == {
        'reports/voorbeeld/report.yml': '/Source', 'reports/voorbeeld/samenvatting.nl.md': '/Source',
        'reports/voorbeeld/leeswijzer.nl.md': '/Source', 'docs/uitleg/hoofdstuk.nl.md': '/Source', 'docs/uitleg/alles.nl.md': '/Source',
        'docs/uitleg/vervolg.nl.md': '/Source', 'docs/assets/data/sources.yml': '/Data', 'docs/assets/data/terms.yml': '/Data',
    }  # fmt: skip


SAID = {
    'dc': ('identifier', 'publisher', 'rights', 'date', 'language'), 'xmpMM': ('VersionID',),
    'prism': ('doi', 'isbn', 'seriesTitle', 'seriesNumber'),
}  # fmt: skip


def test_pdf_and_book_say_the_same_of_themselves(every: Small) -> None:
    """What an archive or library reads of an edition without opening its text; the numbers are those of the file itself."""
    document = composer.compose(every.sources, SLUG, ORIGINAL, freezing=True)
    made = epub.write(composer.composed(every.sources, SLUG, ORIGINAL, BOOK, document.converted, freezing=True))
    with pikepdf.open(io.BytesIO(pdf.render(document.html, files={'': every.root}, created=document.version.date).data)) as held:
        said = held.open_metadata()
        paper: dict[str, Any] = {name: said[f'{{{xmp.SPACES[prefix]}}}{name}'] for prefix, names in SAID.items() for name in names}
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        package = lxml.etree.fromstring(held.read('EPUB/package.opf'))
    book: dict[str, list[str]] = {}
    for element in package[0]:
        book.setdefault(element.get('property') or lxml.etree.QName(element).localname, []).append(element.text)
    assert book['identifier'] == [paper['identifier'], 'urn:isbn:9789000000005', f'https://doi.org/{paper["doi"]}']
    assert paper['isbn'] == '978-90-00-00001-2'
    assert book['publisher'] == list(paper['publisher']) == ['Voorbeeld']
    assert book['rights'] == [paper['rights']]
    assert book['date'] == list(paper['date']) == ['2026-11-22']
    assert book['language'] == list(paper['language']) == ['nl']
    assert book['schema:bookEdition'] == [paper['VersionID']] == ['Editie 2026-11']
    assert (book['belongs-to-collection'], book['group-position']) == ([paper['seriesTitle']], [paper['seriesNumber']])
    assert paper['seriesTitle'] == 'Publicatiereeks'


@pytest.fixture(scope='module')
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A report of pieces in any order, each word of which stands nowhere else."""
    root, chance = lay(tmp_path_factory.mktemp('mixed') / 'project', printable=True), random.Random(1)
    page = root / 'docs/uitleg/hoofdstuk.nl.md'
    front = page.read_text(encoding='utf-8').partition('\n---\n')[0]
    pieces = [piece for _ in range(3) for piece in chance.sample(PIECES, k=len(PIECES))]
    body = '## Eerst {#eerst}\n\n' + '\n\n'.join(piece.format(f'een{number}q', f'twee{number}q') for number, piece in enumerate(pieces))
    page.write_text(f'{front}\n---\n\n{body}\n', encoding='utf-8')
    return Small(root)


@every_form
def test_pieces_in_any_order_are_in_the_file(mixed: Small, form: Form) -> None:
    assert mixed.differences(form) == []


# What is done to a file → the words that must be named for it.
LOSSES = {
    'a word of a paragraph': 'Een kader.', 'two cells': 'rond', 'a note': 'Een korte noot', 'the number of an item': "label '7.'",
    'a caption': 'Maten met een', 'a mark': 'doorgehaald', 'what a picture shows': 'Een rood vierkant met een rand',
    'an address': 'weg naar buiten', 'words more': "added: words 'Een kader.'", 'a language': 'Een zin met een',
}  # fmt: skip


@pytest.mark.parametrize('loss', LOSSES)
@pytest.mark.parametrize('form', ['pdf', 'book'])
def test_what_is_done_to_a_file_is_named(every: Small, form: Form, loss: str, tmp_path: Path) -> None:
    """In a file that was made, one thing is taken away, swapped, changed or added: the test above would tell it, by its words."""
    file = tmp_path / FILES[form]
    {'pdf': _spoil_pdf, 'book': _spoil_book}[form](every.file(form), file, loss)
    told = every.differences(form, file)
    assert any(LOSSES[loss] in line for line in told), told
    assert len(told) <= 10, told


class _Tags:
    """The tag tree of a PDF, to be spoiled."""

    def __init__(self, held: pikepdf.Pdf):
        self.held = held
        self.order = {page.objgen: number for number, page in enumerate(held.pages)}
        self.texts = [reading.marked(page)[0] for page in held.pages]

    def words(self, element: Any) -> str:
        return reading.whole(''.join(reading.read_element(element, None, self.order, self.texts).texts()))

    def of(self, tag: str, words: str = '') -> Any:
        """The element of a kind with these words in it and least else."""
        elements = [item for item in self.held.objects if isinstance(item, pikepdf.Dictionary) and item.get('/S') == f'/{tag}']
        return min((element for element in elements if words in self.words(element)), key=lambda element: len(self.words(element)))

    def drop(self, element: Any) -> None:
        parent = element.P
        parent.K = pikepdf.Array([kid for kid in _kids(parent) if not _is(kid, element)])

    def swap(self, one: Any, other: Any) -> None:
        one.K, other.K = other.K, one.K


def _kids(element: Any) -> list[Any]:
    return list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]


def _is(kid: Any, element: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.objgen == element.objgen


def _spoil_pdf(file: Path, spoiled: Path, loss: str) -> None:
    with pikepdf.open(file) as held:
        tags = _Tags(held)
        match loss:
            case 'a word of a paragraph':
                _drop_glyphs(tags, tags.of('P', 'Een kader.'))
            case 'two cells':
                tags.swap(tags.of('TD', '12 cm'), tags.of('TD', 'rond'))
            case 'a note':
                tags.drop(tags.of('Note', 'Een korte noot'))
            case 'the number of an item':
                tags.swap(tags.of('Lbl', '7.'), tags.of('Lbl', '9.'))
            case 'a caption':
                tags.drop(tags.of('Caption', 'Maten met een'))
            case 'a mark':
                del tags.of('Span', 'doorgehaald').A
            case 'a language':
                del tags.of('Em', 'Words in English').Lang
            case 'what a picture shows':
                pictures = (item for item in held.objects if isinstance(item, pikepdf.Dictionary) and item.get('/S') == '/Figure')
                next(picture for picture in pictures if 'met een rand' in str(picture.Alt)).Alt = 'Een vierkant'
            case 'an address':
                next(kid for kid in _kids(tags.of('Link', 'weg naar buiten')) if '/Obj' in kid).Obj.A.URI = 'https://elders.example/'
            case 'words more':
                paragraph = tags.of('P', 'Een kader.')
                paragraph.P.K = pikepdf.Array([*_kids(paragraph.P), paragraph])
        held.save(spoiled)


def _drop_glyphs(tags: _Tags, paragraph: Any) -> None:
    """The last letters of the first line of a paragraph, in the stream that draws them."""
    page, mark = paragraph.Pg, int(_kids(paragraph)[0])
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    start = next(number for number, (held, operator) in enumerate(instructions) if str(operator) == 'BDC' and _mark(held) == mark)
    place = next(number for number, (_, operator) in enumerate(instructions[start:], start) if str(operator) == 'TJ')
    shorter = pikepdf.Array(list(instructions[place].operands[0])[:-6])
    instructions[place] = pikepdf.ContentStreamInstruction([shorter], pikepdf.Operator('TJ'))
    page.Contents = tags.held.make_stream(pikepdf.unparse_content_stream(instructions))


def _mark(operands: Any) -> Any:
    return operands[1].get('/MCID') if isinstance(operands[1], pikepdf.Dictionary) else None


def _spoil_book(file: Path, spoiled: Path, loss: str) -> None:
    name = 'EPUB/uitleg-alles.xhtml'
    with zipfile.ZipFile(file) as book, zipfile.ZipFile(spoiled, 'w') as copy:
        for entry in book.infolist():
            data = book.read(entry)
            copy.writestr(entry, _spoiled_page(data.decode(), loss).encode() if entry.filename == name else data)


SPOIL_BOOK = {
    'a word of a paragraph': ('Een kader.', 'Een.'), 'the number of an item': ('start="7"', 'start="6"'),
    'a mark': ('<s>doorgehaald</s>', 'doorgehaald'), 'a language': (' lang="en"', ''),
    'what a picture shows': ('met een rand', ''), 'an address': ('https://buiten.example/pad/', 'https://elders.example/'),
    'words more': ('<p>Een kader.</p>', '<p>Een kader.</p><p>Een kader.</p>'),
}  # fmt: skip


def _spoiled_page(text: str, loss: str) -> str:
    if loss in SPOIL_BOOK:
        old, new = SPOIL_BOOK[loss]
        assert old in text
        return text.replace(old, new)
    root = lxml.etree.fromstring(text.encode())
    if loss == 'two cells':
        one, other = (next(cell for cell in root.iter('{*}td') if words in ''.join(cell.itertext())) for words in ('12', 'rond'))
        place, row = list(one.getparent()).index(one), one.getparent()
        row.insert(place, other)
    else:
        tag, words = {'a note': ('{*}aside', 'Een korte noot'), 'a caption': ('{*}caption', 'Maten met een')}[loss]
        lost = next(element for element in root.iter(tag) if words in ''.join(element.itertext()))
        lost.getparent().remove(lost)
    return str(lxml.etree.tostring(root, encoding='unicode'))
