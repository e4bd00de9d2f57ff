"""Reads every figure out of what was published: pages, PDFs, workbooks, notebooks' output, manifests.

It works on the output folder of any run: `figures(folder)` for what can be read as figures,
`suspicious(folder)` for figures marked as suppressed that sums give away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
from lxml import html

from tests.attack.attack import Recovered, Sum, pinned, ranges

Figure = tuple[str, str, int, str]
"""Indicator's title, region id, year, sex."""

SEXES = {
    "total": ("yhteensä", "totalt", "total", "båda könen", "both sexes"),
    "female": ("naiset", "kvinnor", "women", "female"),
    "male": ("miehet", "män", "men", "male"),
}
_SEX_OF = {word: sex for sex, words in SEXES.items() for word in words}
_NUMBER = re.compile(r"[-−]?\d[\d\u00a0 ]*(?:[.,]\d+)?")


def figures(folder: Path) -> dict[Figure, float]:
    """Every figure of every report together; a contradiction between two places raises `ValueError`."""
    found: dict[Figure, float] = {}
    for path in sorted(folder.rglob("*")):
        reader = {".xlsx": _workbook, ".ipynb": _notebook, ".html": _page}.get(path.suffix)
        for key, value in reader(path) if reader else ():
            if found.setdefault(key, value) != value:
                raise ValueError(f"{key} is {value} in {path.name}, but {found[key]} elsewhere")
    return found


def texts(folder: Path) -> dict[str, str]:
    """The whole content of every published file as text, by its place in the folder.

    What differs from run to run whatever the figures are is left out: when, how long, how much memory.
    """
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".pdf":
            with pdfplumber.open(path) as document:
                found[name] = "\n".join(page.extract_text() or "" for page in document.pages)
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            rows = [(sheet.title, row) for sheet in book for row in sheet.iter_rows(values_only=True)]
            found[name] = "\n".join(map(repr, rows))
        elif path.suffix == ".json":
            content = json.loads(path.read_text(encoding="utf-8"))
            for of_the_run in ("timings", "memory", "written"):
                content.pop(of_the_run, None)
            found[name] = json.dumps(content, sort_keys=True)
        elif path.suffix in (".html", ".ipynb"):
            found[name] = path.read_text(encoding="utf-8")
    return found


def _rows(path: Path) -> list[tuple[Any, ...]]:
    """The rows of a workbook's first sheet, under its headings: one figure in each."""
    book = openpyxl.load_workbook(path)
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    book.close()
    return rows


def _workbook(path: Path) -> Iterator[tuple[Figure, float]]:
    for row in _rows(path):
        title, region, year, sex, value, numerator = row[1], row[3], row[5], row[6], row[7], row[8]
        for number, kind in ((value, ""), (numerator, "numerator of ")):
            if number is not None:
                yield (f"{kind}{title}", str(region), int(year), _SEX_OF[str(sex)]), float(number)


def _notebook(path: Path) -> Iterator[tuple[Figure, float]]:
    """The rows of figures in the outputs of the cells, wherever they stand."""
    for node in _nodes(json.loads(path.read_text(encoding="utf-8"))):
        if isinstance(node.get("value"), (int, float)) and {"indicator_title", "region", "year"} <= set(node):
            key = (node["indicator_title"], node["region"], int(node["year"]), _SEX_OF[node["sex"]])
            yield key, float(node["value"])


def _nodes(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each)


def _page(path: Path) -> Iterator[tuple[Figure, float]]:
    """The tables of years beside areas; each stands under the title of its indicator."""
    code = re.match(r"\w+", path.parent.name)
    tree = html.parse(str(path))
    titles = [title for title in _titles(path.with_suffix(".xlsx")) if title]
    heading = ""
    for element in tree.iter("h2", "h3", "h4", "h5", "h6", "table", "summary"):
        text = " ".join(element.text_content().split())
        if element.tag != "table":
            heading = next((title for title in titles if text.startswith(title)), "")
            continue
        rows = [[" ".join(cell.text_content().split()) for cell in row] for row in element.iter("tr")]
        for row in rows[1:] if heading and code else ():
            if re.fullmatch(r"(?:19|20)\d\d", row[0]) and len(row) > 1 and _NUMBER.fullmatch(row[1]):
                number = row[1].replace("\u00a0", "").replace(" ", "").replace(",", ".").replace("−", "-")
                yield (heading, f"KU{code[0]}", int(row[0]), "total"), float(number)


def _titles(book: Path) -> list[str]:
    return sorted({str(row[1]) for row in _rows(book)}, key=len, reverse=True) if book.exists() else []


def marked(folder: Path) -> set[Figure]:
    """Figures that some workbook marks as suppressed."""
    found = set()
    for path in sorted(folder.rglob("*.xlsx")):
        for row in _rows(path):
            if row[12]:
                found.add((str(row[1]), str(row[3]), int(row[5]), _SEX_OF[str(row[6])]))
    return found


def suspicious(
    folder: Path, parts: Mapping[str, tuple[str, ...]], more: tuple[Sum, ...] = ()
) -> list[Recovered]:
    """Suppressed figures of any output folder that the published ones give away, without knowing the truth.

    `parts` gives the municipalities (region ids) of each larger area, `more` further sums. Women and men are
    taken to make all. Told are figures that follow exactly, and those that can be 1 to 4 only.
    """
    known, secret = figures(folder), marked(folder)
    sums: list[Sum] = list(more)
    for title, region, year, _ in sorted({*known, *secret}):
        sexes = {(title, region, year, sex): -1 for sex in ("female", "male")}
        sums.append({(title, region, year, "total"): 1} | sexes)
        for sex in SEXES if region in parts else ():
            members = {(title, part, year, sex): -1 for part in parts[region]}
            sums.append({(title, region, year, sex): 1} | members)
    exact = pinned(known, sums)
    found = [Recovered(key, int(exact[key]), int(exact[key])) for key in sorted(secret) if key in exact]
    for key, (low, high) in ranges(known, sums, sorted(secret)).items():
        if key not in exact and low > 0 and high < 5:
            found.append(Recovered(key, low, high))
    return found
