"""What the values of a workbook's cells do not say: formulas without one, errors, percentages, hiding."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from hyte.errors import InputError
from hyte.sources.workbooks import BROKEN_ZIP

Cell = tuple[int, int]
"""Row and column, counted from 0."""

_MAIN = "xl/workbook.xml"
_PERCENT_FORMATS = frozenset({9, 10})
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PLAIN_PARTS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Cells of one sheet by what is the matter with them."""

    without_value: frozenset[Cell] = frozenset()
    """Formulas that were never calculated."""
    errors: Mapping[Cell, str] | None = None
    """Error values such as #REF!."""
    percent: frozenset[Cell] = frozenset()
    """Numbers that are shown as percentages."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def read_facts(data: bytes, name: str) -> Mapping[str, SheetFacts]:
    """The facts of each sheet by its name. The workbook is one that `read_sheets` has read without complaint.

    Raises
    ------
    InputError
        When a part of the workbook is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            percent = _percent_styles(archive)
            return {
                title: _sheet_facts(archive.read(path), percent)
                for title, path in _sheet_paths(archive)
                if path in archive.namelist()
            }
    except (*BROKEN_ZIP, etree.XMLSyntaxError, KeyError) as error:
        raise InputError(
            "The workbook is damaged.",
            place=name,
            remedy="Open it in Excel and save it anew as .xlsx.",
        ) from error


def _parsed(content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def _sheet_paths(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = _parsed(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target") or "" for each in relations}
    for sheet in _parsed(archive.read(_MAIN)).iter("{*}sheet"):
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        target = targets.get(link, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        yield sheet.get("name") or "", path


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = _parsed(archive.read("xl/styles.xml"))
    formats = {
        int(each.get("numFmtId", "0"))
        for each in styles.iter("{*}numFmt")
        if "%" in _PLAIN_PARTS.sub("", each.get("formatCode") or "")
    } | _PERCENT_FORMATS
    return frozenset(
        str(number)
        for cells in styles.iter("{*}cellXfs")
        for number, each in enumerate(cells.iterchildren("{*}xf"))
        if int(each.get("numFmtId") or 0) in formats
    )


def _sheet_facts(content: bytes, percent_styles: frozenset[str]) -> SheetFacts:
    without_value: set[Cell] = set()
    percent: set[Cell] = set()
    errors: dict[Cell, str] = {}
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    stream = io.BytesIO(content)
    rows = 0
    for _, element in etree.iterparse(
        stream, tag=("{*}row", "{*}col"), resolve_entities=False, no_network=True, load_dtd=False
    ):
        if etree.QName(element).localname == "col":
            if _true(element.get("hidden")):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                hidden_columns.update(range(first - 1, min(last, 16_384)))
            continue
        rows = int(element.get("r") or rows + 1)
        if _true(element.get("hidden")):
            hidden_rows.add(rows - 1)
        for column, cell in enumerate(element):
            kind, formula, value = cell.get("t"), None, None
            for child in cell:
                tag = child.tag.rpartition("}")[2]
                formula = child if tag == "f" else formula
                value = child.text if tag == "v" else value
            if kind == "e":
                errors[_place(cell, rows, column)] = value or "#ERROR!"
            elif formula is not None and value is None and kind != "inlineStr":
                without_value.add(_place(cell, rows, column))
            elif value is not None and kind in (None, "n") and cell.get("s") in percent_styles:
                percent.add(_place(cell, rows, column))
        element.clear()
    return SheetFacts(
        frozenset(without_value),
        errors,
        frozenset(percent),
        frozenset(hidden_rows),
        frozenset(hidden_columns),
    )


def _place(cell: Any, row: int, column: int) -> Cell:
    match = _REFERENCE.fullmatch(cell.get("r") or "")
    if match is None:
        return row - 1, column
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return int(match[2]) - 1, number - 1


def _true(text: str | None) -> bool:
    return text in ("1", "true")
