"""What a PDF says of itself in XMP: PDF/UA beside PDF/A, and its record in the terms of Dublin Core, XMP and PRISM.

The record stands in the head of the HTML, as `<meta name="dcterms.…">` and `<meta name="prism.…">` (report/paper/report.html).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

UA = 'http://www.aiim.org/pdfua/ns/id/'
SPACES = {
    'dc': 'http://purl.org/dc/elements/1.1/',
    'xmpMM': 'http://ns.adobe.com/xap/1.0/mm/',
    'prism': 'http://prismstandard.org/namespaces/basic/3.0/',
}
ABOUT = '<rdf:Description rdf:about="" xmlns:'
CONFORMANCE = ABOUT + f'pdfuaid="{UA}"><pdfuaid:part>{{part}}</pdfuaid:part>{{revision}}</rdf:Description>'
REVISION_2 = '<pdfuaid:rev>2024</pdfuaid:rev>'
# Name in the head of the HTML → property of XMP, and the array that holds its value (XMP 2005, part 2).
PROPERTIES = {
    'dcterms.identifier': ('dc:identifier', ''),
    'dcterms.source': ('dc:source', ''),
    'dcterms.publisher': ('dc:publisher', 'Bag'),
    'dcterms.date': ('dc:date', 'Seq'),
    'dcterms.rights': ('dc:rights', 'Alt'),
    'dcterms.language': ('dc:language', 'Bag'),
    'dcterms.ispartof': ('dc:relation', 'Bag'),
    'dcterms.hasversion': ('xmpMM:VersionID', ''),
    'prism.seriestitle': ('prism:seriesTitle', ''),
    'prism.seriesnumber': ('prism:seriesNumber', ''),
    'prism.isbn': ('prism:isbn', ''),
    'prism.doi': ('prism:doi', ''),
}
# What PDF/A-2 and -3 do not know of themselves has to be described (ISO 19005-2 and -3, 6.6.2.3); PDF/A-4 asks no more for that.
DESCRIBED = {
    'pdfuaid': ('PDF/UA identification schema', UA, {'part': ('Integer', 'internal', 'Part of ISO 14289 the file conforms to')}),
    'prism': (
        'PRISM basic metadata', SPACES['prism'],
        {
            'seriesTitle': ('Text', 'external', 'Title of the series that the publication is part of'),
            'seriesNumber': ('Text', 'external', 'Number of the publication in its series'),
            'isbn': ('Text', 'external', 'International Standard Book Number'),
            'doi': ('Text', 'external', 'Digital Object Identifier'),
        },
    ),
}  # fmt: skip


def declare(pdf: Any, part: int, metadata: Any) -> None:
    """Add PDF/UA `part` (1 or 2) and the record of WeasyPrint's `metadata` to the one rdf:RDF; a second one no validator reads.

    WeasyPrint's XMP is the stream that the catalog's Metadata refers to; it stays uncompressed, to be found by anyone.
    """
    stream = pdf.objects[int(pdf.catalog['Metadata'].split()[0])]
    head, end, tail = stream.stream[0].rpartition(b'</rdf:RDF>')
    told = CONFORMANCE.format(part=part, revision=REVISION_2 if part == 2 else '')
    told += ''.join(_told({'dcterms.language': metadata.lang or ''} | metadata.custom))
    told += _described() if part == 1 else ''
    stream.stream[0] = head + told.encode() + end + tail
    stream.compress = False


def _told(record: Mapping[str, str]) -> Iterator[str]:
    for name, (tag, array) in PROPERTIES.items():
        value, prefix = escape(record.get(name, '')), tag.partition(':')[0]
        if array:
            lang = ' xml:lang="x-default"' if array == 'Alt' else ''
            held = f'<rdf:{array}><rdf:li{lang}>{value}</rdf:li></rdf:{array}>'
        else:
            held = value
        if value:
            yield f'{ABOUT}{prefix}="{SPACES[prefix]}"><{tag}>{held}</{tag}></rdf:Description>'


def _described() -> str:
    schemas = ''.join(_schema(prefix, *held) for prefix, held in DESCRIBED.items())
    return (
        f'{ABOUT}pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
        ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        f'<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas></rdf:Description>'
    )


def _schema(prefix: str, name: str, space: str, properties: Mapping[str, tuple[str, str, str]]) -> str:
    told = ''.join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{key}</pdfaProperty:name><pdfaProperty:valueType>{kind}'
        f'</pdfaProperty:valueType><pdfaProperty:category>{category}</pdfaProperty:category>'
        f'<pdfaProperty:description>{text}</pdfaProperty:description></rdf:li>'
        for key, (kind, category, text) in properties.items()
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema>'
        f'<pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>'
        f'<pdfaSchema:property><rdf:Seq>{told}</rdf:Seq></pdfaSchema:property></rdf:li>'
    )
