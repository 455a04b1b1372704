"""Photos as cameras make them, small and made up here: what both outputs keep of them, and what they never show."""

from __future__ import annotations

import functools
import io
import shutil
import subprocess
import sys
from pathlib import Path

import lxml.html
import pikepdf
import pytest
from PIL import Image, ImageCms, ImageStat

from publishing import checks
from publishing.pictures import icons, photos, share_cards
from publishing.pictures.photos import Photo
from publishing.print import build
from publishing.sources import catalogue, manifest
from publishing.sources.attachments import is_photo
from tests.projects import change, lay, lay_site

SECRETS = (
    b'Exif',
    b'GPS',
    b'ns.adobe.com',
    b'<x:xmp',
    b'Photoshop 3.0',
    b'ICC_PROFILE',
    b'iCCP',
    b'eXIf',
    b'tEXt',
    b'iTXt',
    b'Camera of somebody',
)
ORIENTATION, MAKE = 0x0112, 0x010F
PLACE = {1: 'N', 2: (52.0, 5.0, 20.0), 3: 'E', 4: (5.0, 7.0, 17.0)}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF/></x:xmpmeta>'


def scene(width: int, height: int, mode: str = 'RGB') -> Image.Image:
    """Red above, blue below."""
    picture = Image.new('RGB', (width, height), '#c03030')
    picture.paste('#3060a0', (0, height // 2, width, height))
    return picture.convert(mode)


@functools.cache
def camera() -> bytes:
    """A photo taken on its side, with the place, the maker, a comment, XMP and a colour profile in it."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE], exif[photos.GPS] = 6, 'Camera of somebody', PLACE
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()
    return saved(scene(1500, 1000), 'JPEG', exif=exif, xmp=XMP, comment=b'Camera of somebody', icc_profile=profile)


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    picture.save(file, kind, **more)
    return file.getvalue()


def made(root: Path, data: bytes, name: str = 'Foto 1.jpg') -> Photo:
    """What is made of a file with these bytes."""
    (root / name).write_bytes(data)
    return photos.made(root, root / name)


def renditions(root: Path, photo: Photo) -> dict[str, bytes]:
    """Every file that was made."""
    return {name: (root / photos.FOLDER / name).read_bytes() for name in photos.names(photo)}


def test_a_photo_of_a_camera(tmp_path: Path) -> None:
    """Upright, in the sizes of screens and of paper, and nothing in it but pixels; the original held all of it."""
    data = camera()
    assert [secret for secret in (b'Exif', b'ns.adobe.com', b'ICC_PROFILE', b'Camera of somebody') if secret not in data] == []
    photo = made(tmp_path, data)
    assert (photo.width, photo.height, photo.place) == (1000, 1500, True)
    assert [(width, height) for width, height, _ in photo.web] == [(480, 720), (800, 1200), (1000, 1500)]
    for name, content in renditions(tmp_path, photo).items():
        assert name.startswith('foto-1-')
        assert [secret for secret in SECRETS if secret in content] == [], name
        with Image.open(io.BytesIO(content)) as picture:
            left, right = (picture.convert('RGB').getpixel((at, picture.height // 2)) for at in (20, picture.width - 20))
            assert left[2] > left[0] and right[0] > right[2], 'turned: red is right and blue is left'  # type: ignore[index]


def test_never_larger_than_it_was(tmp_path: Path) -> None:
    """A small picture has one size; a large one stops at what screens and paper can show."""
    assert [width for width, _, _ in made(tmp_path, saved(scene(300, 200), 'PNG'), 'klein.png').web] == [300]
    photo = made(tmp_path, saved(scene(2600, 400), 'WEBP'), 'groot.webp')
    assert [width for width, _, _ in photo.web] == [480, 800, 1344]
    with Image.open(tmp_path / photos.FOLDER / photo.print) as printed:
        assert printed.width == 1890, '300 dpi at 160 mm'


@pytest.mark.parametrize('kind', ['JPEG', 'PNG', 'WEBP'])
def test_colours_stay_what_they_were(tmp_path: Path, kind: str) -> None:
    """Grey, palette, transparent and printer's colours all end as what was seen."""
    modes = {'JPEG': ('RGB', 'L', 'CMYK'), 'PNG': ('RGB', 'RGBA', 'P', 'L'), 'WEBP': ('RGB', 'RGBA')}
    for mode in modes[kind]:
        source = scene(500, 300).quantize(8) if mode == 'P' else scene(500, 300, mode)
        photo = made(tmp_path, saved(source, kind), f'{mode}.{kind.lower()}')
        wanted = ImageStat.Stat(source.convert('RGB').crop((0, 0, 500, 100))).mean
        for content in renditions(tmp_path, photo).values():
            with Image.open(io.BytesIO(content)) as picture:
                seen = ImageStat.Stat(picture.convert('RGB').crop((0, 0, picture.width, picture.height // 3))).mean
            assert all(abs(one - other) < 12 for one, other in zip(seen, wanted)), (mode, seen, wanted)


def test_another_colour_profile_is_converted(tmp_path: Path) -> None:
    """In a profile in which red and blue have changed places, red pixels are blue."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()
    first, second = sorted((profile.index(b'rXYZ'), profile.index(b'bXYZ')))  # in the table of its tags
    one, other = profile[first : first + 4], profile[second : second + 4]
    swapped = profile[:first] + other + profile[first + 4 : second] + one + profile[second + 4 :]
    photo = made(tmp_path, saved(scene(480, 320), 'JPEG', icc_profile=swapped))
    with Image.open(tmp_path / photos.FOLDER / photo.print) as picture:
        red, _, blue = ImageStat.Stat(picture.crop((0, 0, 480, 100))).mean
    assert blue > red + 50


def test_sixteen_bits_of_grey(tmp_path: Path) -> None:
    """Half grey stays half grey."""
    photo = made(tmp_path, saved(Image.new('I;16', (500, 300), 0x8000), 'PNG'), 'scan.png')
    with Image.open(tmp_path / photos.FOLDER / photo.print) as picture:
        assert picture.convert('RGB').getpixel((9, 9)) == (128, 128, 128)


@pytest.mark.parametrize(
    'data', [b'', b'GIF89a', camera()[:4000], saved(scene(900, 900), 'PNG')[:500]], ids=['empty', 'gif', 'jpeg', 'png']
)
def test_half_a_file_is_refused(tmp_path: Path, data: bytes) -> None:
    """Also when its head is whole."""
    with pytest.raises(photos.Unreadable):
        made(tmp_path, data)


def test_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same content is not made again, also under a new date; a part that is gone is."""
    photo = made(tmp_path, camera())
    (tmp_path / photos.FOLDER / photo.print).unlink()
    assert made(tmp_path, camera()) == photo
    monkeypatch.setattr(photos, '_make', lambda *arguments: pytest.fail('made again'))
    assert made(tmp_path, camera()) == photo


def test_a_very_large_file(tmp_path: Path) -> None:
    """Advice, no more, and once for the pages of both languages: it is published as well as any."""
    root = lay(tmp_path)
    picture = root / 'docs/assets/vierkant.png'
    picture.write_bytes(picture.read_bytes() + b'\0' * photos.LARGE)
    found = checks.check(catalogue.load(root))
    assert [(problem.rule, problem.level, problem.path, problem.line) for problem in found] == [
        ('picture-too-large', 'advice', 'docs/uitleg/hoofdstuk.nl.md', 24)
    ]


def test_the_report_holds_no_secret(tmp_path: Path) -> None:
    """The picture in the PDF is the JPEG that was made, byte for byte, and the original is nowhere in it."""
    root = lay(tmp_path, printable=True)
    (root / 'docs/assets/plek.jpg').write_bytes(camera())
    change(root / 'docs/uitleg/hoofdstuk.nl.md', '../assets/vierkant.png', '../assets/plek.jpg')
    assert build.reports(root, locales=['nl'], jobs=1, check=False) == 1
    photo = photos.made(root, root / 'docs/assets/plek.jpg')
    with pikepdf.open(root / manifest.FOLDER / 'voorbeeld.nl.pdf') as document:
        pictures = [
            item.read_raw_bytes() for item in document.objects if isinstance(item, pikepdf.Stream) and item.get('/Subtype') == '/Image'
        ]
        streams = b''.join(item.read_raw_bytes() for item in document.objects if isinstance(item, pikepdf.Stream))
    assert (root / photos.FOLDER / photo.print).read_bytes() in pictures
    assert [secret for secret in (b'Exif', b'Camera of somebody', b'Photoshop 3.0') if secret in streams] == []
    shutil.rmtree(root / photos.FOLDER)
    assert build.reports(root, locales=['nl'], jobs=1, check=False) == 0, 'the cache may be thrown away'


def test_the_site_holds_no_secret(tmp_path: Path) -> None:
    """MkDocs publishes what was made and not what the author put there, and every address in the page leads to a file."""
    root = lay_site(tmp_path)
    (root / 'docs/assets/plek.jpg').write_bytes(camera())
    for locale in ('nl', 'en'):
        change(root / f'docs/uitleg/hoofdstuk.{locale}.md', '../assets/vierkant.png', '../assets/plek.jpg')
    done = subprocess.run([sys.executable, '-m', 'mkdocs', 'build', '--quiet', '--strict'], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    drawn = root / 'site' / share_cards.SITE_FOLDER
    pictures = [file for file in (root / 'site').rglob('*') if is_photo(file) and drawn not in file.parents]
    at_the_top = {root / 'site' / name for name in icons.SIZES}
    assert {file.parent.relative_to(root / 'site').as_posix() for file in {*pictures} - at_the_top} == {'assets/pictures'}
    published = [*pictures, root / 'site' / icons.FAVICON]
    assert [file.name for file in published for secret in SECRETS if secret in file.read_bytes()] == []
    for page in ('uitleg/hoofdstuk', 'en/uitleg/hoofdstuk'):
        held = lxml.html.document_fromstring((root / 'site' / page / 'index.html').read_text(encoding='utf-8'))
        (source,), (picture,) = held.xpath('//figure//source'), held.xpath('//figure//img')
        named = [picture.get('src'), *(part.split()[0] for part in source.get('srcset').split(','))]
        assert all((root / 'site' / page / address).resolve() in pictures for address in named)
        assert (picture.get('width'), picture.get('height'), picture.get('loading')) == ('1000', '1500', None)
