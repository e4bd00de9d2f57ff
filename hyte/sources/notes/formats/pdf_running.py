"""Running heads, running feet and page numbers: what stands in the same place on several pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hyte.sources.notes.folding import fold
from hyte.sources.notes.formats.pdf_page import Page
from hyte.sources.notes.formats.pdf_rows import Piece, joined
from hyte.sources.notes.vocabulary import label_of

_HEAD_ZONE, _FOOT_ZONE = 0.17, 0.87
_MOST_ROWS = 5
_NEAR = 4.0
_FEW_PAGES = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:sivu|sida|page|s\.)?\s*[-–]?\s*\d{1,4}\s*(?:[/(]\s*\d{1,4}\s*\)?|(?:av|of)\s+\d{1,4})?\s*[-–]?"
)
_CONTENTS = re.compile(r"(.*?\w.*?)(?:\s?[.…_·]){4,}\s*(\d{1,4})")

Row = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Running:
    """A running head: its words as its first page has them, and that page."""

    text: str
    page: int


def without_running(
    rows: Mapping[int, Sequence[Row]], pages: Sequence[Page], body: float
) -> tuple[dict[int, tuple[Row, ...]], tuple[Running, ...]]:
    """Part the running heads from the rows of each page.

    `rows` are those of the pages by number, `body` the font size of running text. Rows are compared without
    digits ("Sivu 1", "Sivu 2"). A row that is no running head itself hides all those behind it, seen from the
    edge of the page, so that only rows at the edge go; a large one must be on most pages, for it may be the
    title of two slides. A lone page number goes too.
    """
    sizes = {page.number: page for page in pages}
    edges = {
        number: [*_edge(page_rows, sizes[number], head=True), *_edge(page_rows, sizes[number], head=False)]
        for number, page_rows in rows.items()
    }
    places: dict[tuple[str, int], set[int]] = {}
    for number, candidates in edges.items():
        for _, row in candidates:
            places.setdefault((_key(row), round(row[0].base / _NEAR)), set()).add(number)
    gone: dict[int, set[int]] = {number: set() for number in rows}
    found: dict[str, Running] = {}
    for number, candidates in edges.items():
        blocked: set[bool] = set()
        for head, row in candidates:
            if head in blocked:
                continue
            if _is_running(row, number, places, len(rows), body) or _is_page_number(row, sizes[number]):
                gone[number].add(id(row))
                found.setdefault(_key(row), Running(" | ".join(one.text for one in row), number))
            else:
                blocked.add(head)
    kept = {
        number: tuple(row for row in page_rows if id(row) not in gone[number])
        for number, page_rows in rows.items()
    }
    return kept, tuple(found.values())


def _edge(rows: Sequence[Row], page: Page, *, head: bool) -> list[tuple[bool, Row]]:
    """The rows at the upper or lower edge, from the edge inwards."""
    if head:
        near = [row for row in rows[:_MOST_ROWS] if row[0].base <= _HEAD_ZONE * page.height]
    else:
        near = [row for row in reversed(rows[-_MOST_ROWS:]) if row[0].base >= _FOOT_ZONE * page.height]
    return [(head, row) for row in near]


def _key(row: Row) -> str:
    return _DIGITS.sub("0", fold(" | ".join(one.text for one in row)))


def _is_running(
    row: Row, number: int, places: Mapping[tuple[str, int], set[int]], count: int, body: float
) -> bool:
    step = round(row[0].base / _NEAR)
    near = [places.get((_key(row), step + by), set()) for by in (-1, 0, 1)]
    if sum(map(len, near)) < 2:
        return False
    same = near[1] if len(near[1]) >= _FEW_PAGES + 2 else near[0] | near[1] | near[2]
    if len(same) < 2:
        return False
    labels = [label_of(one.text) for one in row]
    if any(label and label.role in ("kind", "owner", "schedule") for label in labels):
        return False
    if joined(row).size > 1.1 * body:
        return len(same) >= _FEW_PAGES and len(same) >= 0.6 * count
    return len(same) >= _FEW_PAGES or count <= _FEW_PAGES + 1 or bool({number - 1, number + 1} & same)


def _is_page_number(row: Row, page: Page) -> bool:
    text = " ".join(one.text for one in row).strip()
    edge = row[0].base <= 0.1 * page.height or row[0].base >= 0.9 * page.height
    return edge and bool(_PAGE_NUMBER.fullmatch(text.lower()))


def contents_line(row: Row) -> str | None:
    """The entry of a table of contents that a row is ("Kokouksen avaus ........ 3"), without its dots."""
    match = _CONTENTS.fullmatch(" ".join(one.text for one in row))
    return f"{match[1].strip()} {match[2]}" if match else None
