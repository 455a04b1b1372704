"""What a PDF says of itself in XMP: PDF/UA beside PDF/A, and its language (ISO 14289-1, 5; ISO 19005-3, 6.6.2)."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

UA = 'http://www.aiim.org/pdfua/ns/id/'
ABOUT = '<rdf:Description rdf:about="" xmlns:'
LANGUAGE = (
    ABOUT + 'dc="http://purl.org/dc/elements/1.1/">'
    '<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description>'
)
CONFORMANCE = ABOUT + f'pdfuaid="{UA}"><pdfuaid:part>{{part}}</pdfuaid:part>{{revision}}</rdf:Description>'
REVISION_2 = '<pdfuaid:rev>2024</pdfuaid:rev>'
# PDF/A-3 knows no pdfuaid: its schema has to be described (ISO 19005-3, 6.6.2.3); PDF/A-4 asks no more for that.
EXTENSION = (
    ABOUT + 'pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    '<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>'
    f'<pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>'
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>'
    '<pdfaProperty:category>internal</pdfaProperty:category>'
    '<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>'
    '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>'
)


def declare(pdf: Any, part: int, language: str) -> None:
    """Add PDF/UA `part` (1 or 2) and the language to the one rdf:RDF; a second one no validator reads.

    WeasyPrint's XMP is the stream that the catalog's Metadata refers to; it stays uncompressed, to be found by anyone.
    """
    stream = pdf.objects[int(pdf.catalog['Metadata'].split()[0])]
    head, end, tail = stream.stream[0].rpartition(b'</rdf:RDF>')
    told = CONFORMANCE.format(part=part, revision=REVISION_2 if part == 2 else '')
    told += LANGUAGE.format(language=escape(language))
    told += EXTENSION if part == 1 else ''
    stream.stream[0] = head + told.encode() + end + tail
    stream.compress = False
