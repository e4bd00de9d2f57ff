"""A Word document from its parts (headings, paragraphs, bullet lists, tables), with no template."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_STYLES = (
    ("paragraph", "Normal", "Normal", ""),
    (
        "paragraph",
        "Heading1",
        "heading 1",
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>',
    ),
    (
        "paragraph",
        "Heading2",
        "heading 2",
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr>',
    ),
    ("paragraph", "ListBullet", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    ("table", "TableGrid", "Table Grid", ""),
)
_DEFAULT = ' w:default="1"'
_BORDER = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def paragraph(text: str, style: str = "Normal") -> str:
    """One paragraph in a style: Normal, Heading1, Heading2 or ListBullet."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def changed(style: str, *pieces: tuple[str, str]) -> str:
    """A paragraph whose pieces were changed while changes were tracked: ("", "ins" or "del", text)."""
    runs = "".join(_piece(kind, text) for kind, text in pieces)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _piece(kind: str, text: str) -> str:
    name = "delText" if kind == "del" else "t"
    run = f'<w:r><w:{name} xml:space="preserve">{escape(text)}</w:{name}></w:r>'
    if not kind:
        return run
    return f'<w:{kind} w:id="7" w:author="Esimerkki" w:date="2025-01-01T00:00:00Z">{run}</w:{kind}>'


def remarked(text: str, style: str, remark: int) -> str:
    """A paragraph with a remark in the margin, the one with this number."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:commentRangeStart w:id="{remark}"/>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r><w:commentRangeEnd w:id="{remark}"/>'
        f'<w:r><w:commentReference w:id="{remark}"/></w:r></w:p>'
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table with lines; its first row is a header row."""
    return _table([[paragraph(text) for text in row] for row in rows], header=True)


def table_with(rows: Sequence[tuple[str, str]]) -> str:
    """A table of a text and a block, such as another table, on every row."""
    # Word wants a paragraph at the end of every cell.
    return _table([[paragraph(text), block + paragraph("")] for text, block in rows], header=False)


def _table(rows: Sequence[Sequence[str]], *, header: bool) -> str:
    width = 9000 // len(rows[0])
    grid = f'<w:gridCol w:w="{width}"/>' * len(rows[0])
    lines = []
    for number, row in enumerate(rows):
        marked = "<w:trPr><w:tblHeader/></w:trPr>" if header and number == 0 else ""
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{block}</w:tc>' for block in row
        )
        lines.append(f"<w:tr>{marked}{cells}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        f"<w:tblBorders>{_BORDER}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _remarks(remarks: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f'<w:comment w:id="{number}" w:author="{escape(author)}" w:date="2025-01-01T00:00:00Z">'
        f"{paragraph(text)}</w:comment>"
        for number, (author, text) in enumerate(remarks)
    )
    return f'<w:comments xmlns:w="{_MAIN}">{inside}</w:comments>'


def document(title: str, blocks: Sequence[str], remarks: Sequence[tuple[str, str]] = ()) -> bytes:
    """A .docx file of the blocks; its properties get their dates when it is packed again.

    `remarks` are those in the margin: (who wrote it, text), numbered from 0.
    """
    styles = "".join(
        f'<w:style w:type="{kind}"{_DEFAULT if key == "Normal" else ""} w:styleId="{key}">'
        f'<w:name w:val="{name}"/>{more}</w:style>'
        for kind, key, name, more in _STYLES
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{_WORD_TYPE}.numbering+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Esimerkki</dc:creator>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2025-01-01T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2025-01-01T00:00:00Z</dcterms:modified>'
        "</cp:coreProperties>",
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{"".join(blocks)}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_MAIN}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{_MAIN}">{numbering}</w:numbering>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/></Relationships>',
    }
    if remarks:
        override = (
            f'<Override PartName="/word/comments.xml" ContentType="{_WORD_TYPE}.comments+xml"/></Types>'
        )
        relation = (
            f'<Relationship Id="rId3" Type="{_OFFICE}/comments" Target="comments.xml"/></Relationships>'
        )
        types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
        parts[types] = parts[types].replace("</Types>", override)
        parts[relations] = parts[relations].replace("</Relationships>", relation)
        parts["word/comments.xml"] = _remarks(remarks)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, text in parts.items():
            package.writestr(name, _XML + text)
    return content.getvalue()
