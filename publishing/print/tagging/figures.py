"""Pictures: an alternative, a place on the page, their caption inside (ISO 14289-1, 7.3; ISO 32000-1, 14.8.5.4.3)."""

from __future__ import annotations

from .tree import Kid, Node, Tree

SVG_WORDS = ('{http://www.w3.org/2000/svg}title', '{http://www.w3.org/2000/svg}desc')


def build(tree: Tree) -> None:
    """Describe each picture and join each HTML figure's caption to what it captions."""
    for picture in tree.every('Figure'):
        _describe(picture, tree)
    for frame in tree.every('Div'):
        if frame.name == 'figure':
            _caption(frame)


def _describe(picture: Node, tree: Tree) -> None:
    """Alternative text from `alt`, `aria-label`, an SVG's title and description or an object's content; none is a problem."""
    if picture.area is not None:
        picture.attributes['Layout'] = {'BBox': picture.area}
    text = picture.get('alt') or picture.get('aria-label') or _inner_text(picture)
    if text.strip():
        picture.entries['Alt'] = ' '.join(text.split())
    else:
        source = picture.get('src') or picture.get('data') or picture.name.rpartition('}')[2]
        tree.problems.append(f'Picture "{source}" has no alternative text')


def _inner_text(picture: Node) -> str:
    if picture.element is None:
        return ''
    if picture.name == 'object':
        return ''.join(picture.element.itertext())
    words = [picture.element.findtext(tag, '').strip().rstrip('.') for tag in SVG_WORDS]
    return '. '.join(word for word in words if word)


def _caption(frame: Node) -> None:
    """Move the caption of a frame with one picture or table into it, at the side where it stands.

    A frame with more in it keeps its caption and is a section: ISO/TS 32005 allows none in a Div.
    """
    captions = [node for node in frame.walk() if node.tag == 'Caption']
    targets = [node for node in frame.walk() if node.tag in ('Figure', 'Table')]
    if len(captions) != 1 or len(targets) != 1 or captions[0].parent is not frame:
        frame.tag = 'Sect' if captions else frame.tag
        return
    caption, target = captions[0], targets[0]
    first = next(iter(frame.nodes())) is caption or target.tag == 'Table'
    frame.rebuild(lambda kid: [] if kid is caption else [kid])
    target.adopt([caption, *target.kids] if first else [*target.kids, caption])
    frame.rebuild(_bare)


def _bare(kid: Kid) -> list[Kid]:
    """A wrapper that holds nothing but pictures gives way to them."""
    if isinstance(kid, Node) and kid.tag in ('P', 'Div') and all(isinstance(below, Node) and below.tag == 'Figure' for below in kid.kids):
        return kid.kids
    return [kid]
