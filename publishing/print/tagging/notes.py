"""Footnotes are read where they are called: Reference, then Note (ISO 14289-1, 7.9; ISO 14289-2, 8.2.5.14)."""

from __future__ import annotations

from .tree import Kid, Node, Tree


def place(tree: Tree) -> None:
    """Move each note from the foot of its page to right after its call; a note without a call stays at the end.

    A call whose note stands on no page is a problem.
    """
    notes = {id(note.element): note for note in tree.notes.nodes()}
    for note in notes.values():
        note.entries['ID'] = tree.new_id('note')
    calls = [node for node in tree.root.walk() if node.part == 'footnote-call']
    for parent in {id(call.parent): call.parent for call in calls}.values():
        if parent is not None:
            parent.rebuild(lambda kid: _with_note(kid, notes, tree.problems))
    for lost in notes.values():
        tree.root.add(lost)
    tree.notes.kids.clear()


def _with_note(kid: Kid, notes: dict[int, Node], problems: list[str]) -> list[Kid]:
    """A call together with its note, which is taken out of `notes`; any other kid alone."""
    if not isinstance(kid, Node) or kid.part != 'footnote-call':
        return [kid]
    note = notes.pop(id(kid.element), None)
    if note is None:
        problems.append(f'Note {kid.text(calls=True).strip()} is called and stands on no page')
        return [kid]
    kid.refs.append(note)
    note.refs.append(kid)
    return [kid, note]
