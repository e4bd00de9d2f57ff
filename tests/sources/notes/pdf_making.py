"""PDF notes made at test time: set by Typst, and altered with pikepdf where Typst cannot."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import typst

from hyte.sources.notes.formats.pdf_files import read_pdf
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.probe import Probe

PAGE = '#set page(paper: "a4", margin: 2.5cm)\n#set text(lang: "fi", size: 11pt, hyphenate: true)\n'


def typeset(body: str, head: str = PAGE) -> bytes:
    """The PDF of a Typst text, with Typst's own fonts."""
    made = typst.compile((head + body).encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def altered(data: bytes, change: Callable[[pikepdf.Pdf], None], **save: object) -> bytes:
    """The PDF after a change by pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, **save)  # type: ignore[arg-type]
    return out.getvalue()


def drawn(orders: bytes, **resources: object) -> bytes:
    """A PDF of one page with these drawing orders; /F1 is Helvetica."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), **resources)
        pdf.pages[0].Contents = pikepdf.Stream(pdf, orders)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def at(x: float, y: float, text: str, size: float = 11) -> bytes:
    """The order to write a text at a place, y from the foot of the page."""
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n".encode("cp1252")


def scan() -> bytes:
    """A page that is one picture."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        image = pikepdf.Stream(pdf, bytes(100))
        image.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=10,
            Height=10,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        pdf.pages[0].Contents = pikepdf.Stream(pdf, b"q 595 0 0 842 0 0 cm /Im Do Q")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def lines_of(data: bytes, folder: Path) -> tuple[tuple[NumberedLine, ...], tuple[str, ...]]:
    """What `read_pdf` gives for a file with these bytes."""
    path = folder / "muistio.pdf"
    path.write_bytes(data)
    return read_pdf(Probe(path, path.name))


def texts(data: bytes, folder: Path) -> list[str]:
    """Texts of the running text."""
    return [line.text for line in lines_of(data, folder)[0] if not line.part]


def shapes(data: bytes, folder: Path) -> list[tuple[str, str, str]]:
    """Style, label and text of the running text."""
    return [(line.style, line.label, line.text) for line in lines_of(data, folder)[0] if not line.part]
