"""Documents in every format, written by hand from the same parts."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

from hyte.sources.notes.documents import Document, read_document
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.probe import Probe

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="urn:r"'
)
ODF = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
        for name, uri in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def packed(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A zip file of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def docx_of(folder: Path, body: str, name: str = "muistio.docx", **parts: str) -> Path:
    """A Word document; `parts` are other parts of the word folder without their ending, such as comments."""
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    others = {f"word/{part}.xml": content for part, content in parts.items()}
    return packed(folder / name, {"word/document.xml": document} | others)


def odt_of(folder: Path, body: str, name: str = "muistio.odt", styles: str = "", pages: str = "") -> Path:
    """An OpenDocument text; `styles` are automatic styles, `pages` what stands in its master page."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    master = (
        f"<office:document-styles {ODF}><office:master-styles><style:master-page>{pages}</style:master-page>"
        "</office:master-styles></office:document-styles>"
    )
    return packed(folder / name, {"mimetype": ODT_TYPE, "content.xml": content, "styles.xml": master})


def document(path: Path) -> Document:
    """The note as it is read."""
    return read_document(Probe(path, path.name))


def said(lines: Sequence[NumberedLine]) -> list[tuple[str, str]]:
    """Label and text of every line."""
    return [(line.label, line.text) for line in lines]


def rising(lines: Sequence[NumberedLine]) -> bool:
    """Whether the numbers of lines are unique and rise."""
    ends = [(line.number, line.last) for line in lines]
    return all(a <= b for a, b in ends) and all(above[1] < below[0] for above, below in pairwise(ends))


@dataclass(frozen=True)
class Heading:
    """A heading of a level from 1."""

    level: int
    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph; `lines` are parted by manual breaks."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """A list item with the items below it."""

    text: str
    below: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table; the parts of a cell are paragraphs, items and tables."""

    rows: tuple[tuple[tuple["Part", ...], ...], ...]


Part = Heading | Text | Item | Grid


def as_docx(parts: Sequence[Part], level: int = 0) -> str:
    """The parts as the body of a Word document."""
    return "".join(_docx(part, level) for part in parts)


def _docx(part: Part, level: int) -> str:
    if isinstance(part, Heading):
        style = f'<w:pPr><w:pStyle w:val="Heading{part.level}"/></w:pPr>'
        return f"<w:p>{style}<w:r><w:t>{escape(part.text)}</w:t></w:r></w:p>"
    if isinstance(part, Text):
        runs = "<w:r><w:br/></w:r>".join(f"<w:r><w:t>{escape(line)}</w:t></w:r>" for line in part.lines)
        return f"<w:p>{runs}</w:p>"
    if isinstance(part, Item):
        numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        own = f"<w:p>{numbered}<w:r><w:t>{escape(part.text)}</w:t></w:r></w:p>"
        return own + as_docx(part.below, level + 1)
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{as_docx(cell)}<w:p/></w:tc>" for cell in row) + "</w:tr>"
        for row in part.rows
    )
    return f"<w:tbl>{rows}</w:tbl>"


def as_odt(parts: Sequence[Part]) -> str:
    """The parts as the body of an OpenDocument text."""
    return "".join(map(_odt, parts))


def _odt(part: Part) -> str:
    if isinstance(part, Heading):
        return f'<text:h text:outline-level="{part.level}">{escape(part.text)}</text:h>'
    if isinstance(part, Text):
        return f"<text:p>{'<text:line-break/>'.join(map(escape, part.lines))}</text:p>"
    if isinstance(part, Item):
        below = as_odt(part.below)
        own = f"<text:p>{escape(part.text)}</text:p>"
        return f"<text:list><text:list-item>{own}{below}</text:list-item></text:list>"
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{as_odt(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in part.rows
    )
    return f"<table:table>{rows}</table:table>"


def as_html(parts: Sequence[Part]) -> str:
    """The parts as the body of a web page."""
    return "".join(map(_html, parts))


def _html(part: Part) -> str:
    if isinstance(part, Heading):
        return f"<h{part.level}>{escape(part.text)}</h{part.level}>"
    if isinstance(part, Text):
        return f"<p>{'<br>'.join(map(escape, part.lines))}</p>"
    if isinstance(part, Item):
        return f"<ul><li>{escape(part.text)}{as_html(part.below)}</li></ul>"
    rows = "".join(
        "<tr>" + "".join(f"<td>{as_html(cell)}</td>" for cell in row) + "</tr>" for row in part.rows
    )
    return f"<table>{rows}</table>"


def as_markdown(parts: Sequence[Part]) -> str:
    """The parts as Markdown; of a cell only the words are kept."""
    return "\n\n".join(_markdown(part, 0) for part in parts)


def _markdown(part: Part, level: int) -> str:
    if isinstance(part, Heading):
        return f"{'#' * part.level} {part.text}"
    if isinstance(part, Text):
        return "  \n".join(part.lines)
    if isinstance(part, Item):
        own = f"{'  ' * level}- {part.text}"
        return "\n".join([own, *(_markdown(item, level + 1) for item in part.below)])
    rows = ["| " + " | ".join(" ".join(words(cell)) for cell in row) + " |" for row in part.rows]
    return "\n".join([rows[0], "|" + "---|" * len(part.rows[0]), *rows[1:]])


def words(parts: Sequence[Part]) -> list[str]:
    """Every word of the parts in order."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            found += part.text.split()
        elif isinstance(part, Text):
            found += " ".join(part.lines).split()
        elif isinstance(part, Item):
            found += part.text.split() + words(part.below)
        else:
            for row in part.rows:
                for cell in row:
                    found += words(cell)
    return found
