"""An OpenDocument text (.odt) from its parts: headings, paragraphs, lists and tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_SPACES = {
    "office": "office",
    "text": "text",
    "table": "table",
    "style": "style",
    "fo": "xsl-fo-compatible",
}
_NAMES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in _SPACES.items()
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_TYPE = "application/vnd.oasis.opendocument.text"


def heading(text: str, level: int = 1) -> str:
    """One heading."""
    return (
        f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{escape(text)}</text:h>'
    )


def paragraph(text: str) -> str:
    """One paragraph."""
    return f'<text:p text:style-name="Standard">{escape(text)}</text:p>'


def bullets(items: Sequence[str]) -> str:
    """A list with bullets."""
    inside = "".join(f"<text:list-item>{paragraph(item)}</text:list-item>" for item in items)
    return f'<text:list text:style-name="L1">{inside}</text:list>'


def table(name: str, rows: Sequence[Sequence[str]]) -> str:
    """A table whose first row is its heading."""

    def line(row: Sequence[str]) -> str:
        cells = "".join(f"<table:table-cell>{paragraph(text)}</table:table-cell>" for text in row)
        return f"<table:table-row>{cells}</table:table-row>"

    return (
        f'<table:table table:name="{escape(name)}"><table:table-column '
        f'table:number-columns-repeated="{len(rows[0])}"/><table:table-header-rows>{line(rows[0])}'
        f"</table:table-header-rows>{''.join(map(line, rows[1:]))}</table:table>"
    )


def document(blocks: Sequence[str]) -> bytes:
    """The file; its members get their times when it is packed again."""
    styles = (
        '<style:style style:name="Standard" style:family="paragraph"/>'
        + "".join(
            f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" '
            f'style:family="paragraph" style:parent-style-name="Standard" '
            f'style:default-outline-level="{level}"><style:text-properties fo:font-weight="bold"/>'
            "</style:style>"
            for level in (1, 2)
        )
        + '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="•"/></text:list-style>'
    )
    parts = {
        "mimetype": _TYPE,
        "content.xml": f'{_XML}<office:document-content{_NAMES} office:version="1.3"><office:body>'
        "<office:text>"
        f"{''.join(blocks)}</office:text></office:body></office:document-content>",
        "styles.xml": f'{_XML}<office:document-styles{_NAMES} office:version="1.3"><office:styles>{styles}'
        "</office:styles></office:document-styles>",
        "META-INF/manifest.xml": f'{_XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
        'xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return content.getvalue()
