"""Photos brought once to the sizes of site and print: upright, in sRGB, and with nothing of the camera in them.

What an author puts in docs/ is never published itself: it may hold where and when it was taken, and by whom.
"""

from __future__ import annotations

import functools
import io
import json
import math
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from PIL import Image, ImageCms, ImageFile, ImageOps

from publishing import folders
from publishing.cache import FOLDER as CACHE
from publishing.cache import digest, is_whole, seal
from publishing.sources.attachments import is_photo

FOLDER = f'{CACHE}/photos'
FORMATS = ('JPEG', 'PNG', 'WEBP')
MOVING = ('GIF', 'PNG', 'WEBP')  # a JPEG of several pictures holds other sizes of one
WEB_WIDTHS = (480, 800, 1344)  # pixels; the text column is 672 wide, twice that for sharp screens
PRINT_WIDTH, PRINT_HEIGHT = 160.0, 150.0  # mm: what print/report.css gives a figure at most
HALF = 0.5  # the share of the width that the class `half` gives
BEST_DPI, LEAST_DPI = 300, 150
MOST_SIDE, MOST_PIXELS = 12_000, 60_000_000  # more than any camera, and than any page can show
LARGE = 8_000_000  # bytes: every version of a file is kept for ever
FEW_COLOURS = 4096  # a PNG with so few in a sample is a drawing or screenshot, and is kept without loss
GPS = 0x8825  # the part of Exif that holds the place (Exif 2.32, 4.6.3)


class Unreadable(Exception):
    """The file is no picture, or a damaged one."""


class TooLarge(Unreadable):
    """A picture with so many pixels that a small file of it takes all the memory of a computer; the size in pixels."""

    def __init__(self, width: int, height: int):
        super().__init__(f'{width} × {height}')
        self.width, self.height = width, height


@dataclass(frozen=True)
class Measures:
    """The size of a picture as it stands upright, in pixels, and whether it tells where it was taken."""

    width: int
    height: int
    place: bool


@dataclass(frozen=True)
class Photo(Measures):
    """What was made of one file: names in FOLDER.

    `web` is width, height and name of each WebP, from small to large; `fallback` the same as JPEG or PNG.
    """

    web: tuple[tuple[int, int, str], ...]
    fallback: tuple[int, int, str]
    print: str


def made(root: Path, file: Path) -> Photo:
    """The renditions of a file, made when its content was not seen before; Unreadable for what is no whole picture."""
    data = file.read_bytes()
    key = digest([data, metadata.version('pillow'), Path(__file__).read_bytes()])[:16]
    name = f'{_stem(file)}-{key}'
    held = root / FOLDER / f'{name}.json'
    if is_whole(held):
        photo = _read(held)
        if all(is_whole(root / FOLDER / part) for part in names(photo)):
            return photo
    photo = _make(root / FOLDER, name, data)
    seal(held, json.dumps(asdict(photo)).encode())
    return photo


def facts(file: Path) -> Measures:
    """What a check must know of a file, without making anything of it; Unreadable for what is no whole picture."""
    return _facts(file.read_bytes())


def frames(file: Path) -> int:
    """How many pictures are shown one after the other, of which only the first would be; 1 for what stands still or is no picture."""
    try:
        with Image.open(file, formats=MOVING) as opened:
            return int(getattr(opened, 'n_frames', 1))
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return 1


@functools.lru_cache(maxsize=64)  # a picture is often shown by both languages of a page
def _facts(data: bytes) -> Measures:
    opened, place = _opened(data)
    upright = ImageOps.exif_transpose(opened)
    return Measures(upright.width, upright.height, place)


def forget(root: Path, files: Iterable[str]) -> None:
    """Remove all that was ever made of these files (paths from the root), in any version of them."""
    for path in files:
        for held in (root / FOLDER).glob(f'{_stem(Path(path))}-*') if is_photo(path) else ():
            held.unlink()


def _stem(file: Path) -> str:
    return re.sub(r'[^a-z0-9]+', '-', file.stem.lower()).strip('-') or 'photo'


def names(photo: Photo) -> list[str]:
    """The files of a photo for both outputs."""
    return [*web_names(photo), photo.print]


def web_names(photo: Photo) -> list[str]:
    """The files of a photo that the site offers."""
    return [*(name for _, _, name in photo.web), photo.fallback[2]]


def printed_dpi(photo: Measures, half: bool) -> int:
    """Pixels per inch at the width that paper gives the photo."""
    return int(photo.width / (_printed_width(photo, half) / 25.4))


def wanted_width(photo: Measures, half: bool) -> int:
    """The width in pixels from which the photo prints well enough."""
    return math.ceil(_printed_width(photo, half) / 25.4 * LEAST_DPI)


def _printed_width(photo: Measures, half: bool) -> float:
    """In mm."""
    return min(PRINT_WIDTH * (HALF if half else 1), PRINT_HEIGHT * photo.width / photo.height)


def _read(held: Path) -> Photo:
    fields = json.loads(held.read_text(encoding='utf-8'))
    fields |= {'web': tuple(tuple(item) for item in fields['web']), 'fallback': tuple(fields['fallback'])}
    return Photo(**fields)


def _make(folder: Path, name: str, data: bytes) -> Photo:
    picture, drawing, place = _upright(data)
    kept = 'PNG' if drawing else 'JPEG'
    web = tuple(_rendered(folder, name, picture, width, 'WEBP', drawing) for width in _widths(picture.width))
    fallback = _rendered(folder, name, picture, web[-1][0], kept, drawing)
    paper = on_white(picture) if picture.mode == 'RGBA' else picture
    most = min(picture.width, round(PRINT_WIDTH / 25.4 * BEST_DPI))
    _, _, printed = _rendered(folder, f'{name}-print', paper.convert('RGB'), most, kept, drawing)
    return Photo(picture.width, picture.height, place, web, fallback, printed)


def on_white(picture: Image.Image) -> Image.Image:
    """A picture with alpha as it is on paper."""
    return Image.alpha_composite(Image.new('RGBA', picture.size, 'white'), picture)


def _widths(width: int) -> list[int]:
    """The widths for the site, none larger than the original."""
    return [wanted for wanted in WEB_WIDTHS if wanted < width] + ([width] if width <= WEB_WIDTHS[-1] else [])


def _upright(data: bytes) -> tuple[Image.Image, bool, bool]:
    """The picture as it is meant to be seen, in sRGB (with alpha where it has any); whether it is a drawing; whether it tells a place."""
    opened, place = _opened(data)
    picture = _in_srgb(ImageOps.exif_transpose(opened))
    drawing = picture.mode == 'RGBA' or (opened.format == 'PNG' and _has_few_colours(picture))
    return picture, drawing, place


def _opened(data: bytes) -> tuple[ImageFile.ImageFile, bool]:
    """The whole picture, and whether it tells a place."""
    try:
        with warnings.catch_warnings(), _whole():
            warnings.simplefilter('ignore', Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=FORMATS)
            if max(opened.size) > MOST_SIDE or math.prod(opened.size) > MOST_PIXELS:
                raise TooLarge(*opened.size)
            place = bool(opened.getexif().get_ifd(GPS))
            opened.load()
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Unreadable from error
    return opened, place


@contextmanager
def _whole() -> Iterator[None]:
    """Half a file is an error, also after WeasyPrint has told Pillow to take it for a picture."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Converted from the colour profile that the camera or a program put in; everything but the pixels is left behind."""
    if picture.mode.startswith('I'):  # 16 bits of grey, which `convert` would cut off instead of scale
        picture = picture.convert('I').point(lambda value: value * (1 / 256)).convert('L')
    alpha = picture.convert('RGBA').getchannel('A') if picture.has_transparency_data else None
    profile = picture.info.get('icc_profile')
    try:
        inside = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else None
        colours = picture if inside and picture.mode in ('RGB', 'L', 'CMYK') else picture.convert('RGB')
        converted = ImageCms.profileToProfile(colours, inside, ImageCms.createProfile('sRGB'), outputMode='RGB') if inside else None
    except (ImageCms.PyCMSError, OSError):  # a profile that can't be read, or not that of these pixels
        converted = None
    clean = (converted or picture.convert('RGB')).copy()
    if alpha is not None and alpha.getextrema() != (255, 255):
        clean.putalpha(alpha)
    clean.info = {}
    return clean


def _has_few_colours(picture: Image.Image) -> bool:
    sample = picture.resize((min(picture.width, 256), min(picture.height, 256)), Image.Resampling.NEAREST)
    return sample.getcolors(FEW_COLOURS) is not None


def _rendered(folder: Path, name: str, picture: Image.Image, width: int, kind: str, drawing: bool) -> tuple[int, int, str]:
    """Width, height and name of the picture at a width, written to the folder."""
    height = max(1, round(picture.height * width / picture.width))
    sized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
    sized.info = {}
    options = {
        'WEBP': {'lossless': True} if drawing else {'quality': 78},
        'JPEG': {'quality': 82, 'progressive': True, 'optimize': True},
        'PNG': {'optimize': True},
    }
    written = io.BytesIO()
    sized.save(written, kind, **options[kind])
    file = f'{name}-{width}.{"jpg" if kind == "JPEG" else kind.lower()}'
    seal(folder / file, written.getvalue())
    return width, height, file


def shown(links: Iterator[tuple[Path, str]]) -> Iterator[Path]:
    """The files among (folder of the page, target of a picture) that go through here, each once."""
    found = ((folder / target).resolve() for folder, target in links if is_photo(target) and ':' not in target)
    yield from dict.fromkeys(file for file in found if folders.is_file(file))
