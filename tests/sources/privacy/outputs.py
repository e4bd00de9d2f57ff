"""All text of the files that the pipeline writes, hidden places included, to look for personal data in."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
from lxml import html as lxml_html

_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+|(?<![\w+/])[A-Za-z0-9+/]{200,}={0,2}")


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """(part, text) of everything in a file; pictures and fonts as they are left out."""
    if path.suffix == ".html":
        yield from _page(path.read_text(encoding="utf-8"))
    elif path.suffix == ".pdf":
        yield from _pdf(path.read_bytes())
    elif path.suffix == ".xlsx":
        yield from _archive(path.read_bytes())
    elif path.suffix == ".ipynb":
        yield from _notebook(json.loads(path.read_text(encoding="utf-8")))
    elif path.suffix == ".parquet":
        import pyarrow.parquet

        table = pyarrow.parquet.read_table(path)
        yield "metadata", str(table.schema.metadata)
        yield "cells", table.to_pandas().to_csv(index=False)
    else:
        yield "text", path.read_text(encoding="utf-8")


def _page(text: str) -> Iterator[tuple[str, str]]:
    yield "source", _EMBEDDED.sub("", text)
    # What tags part in the source stands together on the page.
    page = lxml_html.fromstring(_EMBEDDED.sub("", text).encode("utf-8"))
    yield "page", " ".join(page.itertext())
    yield "page, joined", "".join(page.itertext())


def _pdf(data: bytes) -> Iterator[tuple[str, str]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield "metadata", " ".join(f"{key} {value}" for key, value in pdf.docinfo.items())
        yield "xmp", str(pdf.open_metadata())
        for number in range(len(pdf.objects)):
            yield "object", _strings(pdf.objects[number])
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    text = "\n".join(pages).replace("\r\n", "\n")
    yield "pages", text
    yield "pages, lines joined", re.sub(r"(?<=\w)[-\u00ad\u2010\ufffe]?\n(?=\w)", "", text)
    yield "pages, words joined", re.sub(r"\s+", " ", text.replace("\ufffe", ""))


def _strings(thing: object, depth: int = 0) -> str:
    """Texts within an object of a PDF: titles, alternatives, bookmarks, addresses of links."""
    if depth > 6:
        return ""
    if isinstance(thing, pikepdf.String):
        return str(thing)
    if isinstance(thing, pikepdf.Array):
        return " ".join(_strings(one, depth + 1) for one in thing if not _refers(one))
    if isinstance(thing, pikepdf.Dictionary):
        return " ".join(_strings(one, depth + 1) for one in thing.values() if not _refers(one))
    return ""


def _refers(thing: object) -> bool:
    return isinstance(thing, pikepdf.Object) and thing.is_indirect


def _archive(data: bytes) -> Iterator[tuple[str, str]]:
    """Every part of a workbook: cells, comments, properties, names, validations."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith((".xml", ".rels", ".vml")):
                root = ElementTree.fromstring(content)
                told = [value for element in root.iter() for value in element.attrib.values()]
                yield name, " ".join([*root.itertext(), *told])


def _notebook(content: object, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield f"{where}/{key}", str(key)
            yield from _notebook(value, f"{where}/{key}")
    elif isinstance(content, list):
        if all(isinstance(one, str) for one in content):
            yield from _notebook("".join(content), where)
        else:
            for number, one in enumerate(content):
                yield from _notebook(one, f"{where}/{number}")
    elif isinstance(content, str):
        if where.endswith(("image/png", "application/pdf")):
            return
        yield where, _EMBEDDED.sub("", content)
        if content[:1] in "[{":
            try:
                yield from _notebook(json.loads(content), f"{where}:json")
            except ValueError:
                return
