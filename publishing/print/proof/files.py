"""The proof beside its PDF: `<report>.<language>.proof.json` for programs, `.proof.txt` for people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.numbers import format_decimal
from pydantic import ValidationError

from publishing.formats.downloads import size
from publishing.languages import LANGUAGES
from publishing.print.proof import Found, Proof
from publishing.sources.manifest import Made
from publishing.words import words


def names(file: str) -> tuple[str, str]:
    """The names of both reports on a PDF."""
    stem = file.removesuffix('.pdf')
    return f'{stem}.proof.json', f'{stem}.proof.txt'


def read(folder: Path, made: Made) -> Proof | None:
    """The proof of exactly this file, passed; None when there is none."""
    try:
        proof = Proof.model_validate_json((folder / names(made.file)[0]).read_bytes())
    except (OSError, ValidationError):
        return None
    return proof if proof.sha256 == made.sha256 and proof.passed else None


def write(folder: Path, proof: Proof) -> None:
    """Both reports, into a folder that is not yet in its place."""
    data, text = names(proof.file)
    (folder / data).write_text(proof.model_dump_json(indent=1) + '\n', encoding='utf-8')
    (folder / text).write_text(readable(proof, proof.locale), encoding='utf-8')


def readable(proof: Proof, locale: str) -> str:
    """The proof in words."""
    word = words('proof', locale)

    def count(value: float) -> str:
        return format_decimal(value, locale=LANGUAGES[locale].cldr)

    def rows(texts: list[str]) -> list[str]:
        return [f'  - {text}' for text in texts]

    lines = [
        f'{proof.title} ({proof.file})', word['passed'] if proof.passed else word['failed'], '',
        proof.edition, word['judge'].format(proof.validator),
    ]  # fmt: skip
    for standard in proof.standards:
        lines += [
            f'{standard.name}: {word["broken" if standard.broken else "holds"].format(count(standard.checks))}',
            *rows(standard.broken),
        ]
    lines += [
        word['pages'].format(count(proof.pages)), word['size'].format(count(proof.bytes)), f'SHA-256: {proof.sha256}',
        word['fonts'].format(count(len(proof.fonts)), ', '.join(proof.fonts)), *rows(proof.fonts_missing),
        word['sentences'].format(count(proof.sentences.expected - len(proof.sentences.missing)), count(proof.sentences.expected)),
        *rows(proof.sentences.missing),
        word['links'].format(count(proof.links.expected - len(proof.links.missing)), count(proof.links.expected)),
        *rows(proof.links.missing),
        word['pictures'].format(count(proof.pictures - proof.pictures_without_text), count(proof.pictures)),
        word['contrast'].format(count(proof.contrast.lowest), count(proof.contrast.combinations)), *rows(proof.contrast.too_low),
        word['tags'].format(', '.join(f'{name} {count(number)}' for name, number in proof.tags.items())),
        '', word['reading'], *(f'  {line}' for line in proof.reading),
    ]  # fmt: skip
    return '\n'.join(lines) + '\n'


def summary(proof: Proof, made: Made, locale: str) -> dict[str, Any]:
    """What a reader without knowledge of PDFs is told: `facts` as label and text, and the addresses of the whole proof."""
    word = words('proof', locale)

    def count(value: float) -> str:
        return format_decimal(value, locale=LANGUAGES[locale].cldr)

    def found(what: Found) -> str:
        return word['of'].format(count(what.expected - len(what.missing)), count(what.expected))

    names_of_standards = word['and'].join(standard.name for standard in proof.standards)
    facts = {
        'standards': word['standards_text'].format(names_of_standards, proof.validator),
        'sentences_label': found(proof.sentences),
        'links_label': found(proof.links),
        'pages_label': count(proof.pages),
        'fonts_label': word['fonts_text'].format(count(len(proof.fonts))),
        'tags_label': count(sum(proof.tags.values())),
        'size_label': size(proof.bytes, locale),
        'edition_label': proof.edition,
    }
    data, text = (made.address(name) for name in names(proof.file))
    shown = [(word[key], value) for key, value in facts.items()]
    return {'word': word, 'facts': shown, 'sha256': proof.sha256, 'data': data, 'text': text}
