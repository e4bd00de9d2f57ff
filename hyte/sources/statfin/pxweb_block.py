"""Where the head, the stub and the figures of a PxWeb table are in its sheet, and its dimensions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hyte.sources.dimensions.roles import Dimension, is_area_code, time_of
from hyte.sources.statfin.pxweb_foot import section_of
from hyte.sources.statfin.pxweb_titles import variables_in

if TYPE_CHECKING:
    import numpy.typing as npt

    Rows = Sequence[Sequence[object]]
    Positions = npt.NDArray[np.intp]
    Column = tuple[Positions, tuple[str, ...]]

_CODE = re.compile(r"[0-9A-Za-zÅÄÖåäö_.+\-]+")


@dataclass(frozen=True, slots=True)
class Block:
    """Where a table stands in its sheet; rows and columns are counted from 0, ends are exclusive."""

    title: str | None
    head: tuple[int, int]
    """Rows of the headings."""
    body: tuple[int, int]
    """Rows of the figures."""
    stub: int
    """How many columns are to the left of the figures."""
    columns: tuple[int, ...]
    """Columns of the figures, without those that hold notes on them."""


def text_of(cell: object) -> str:
    """A heading's cell as text: whole numbers without a decimal point, dates as ISO dates."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def find_block(rows: Rows) -> Block | None:
    """Find head, stub and figures of a PxWeb sheet; None when there is no head with figures below it."""
    first = next((r for r, row in enumerate(rows) if any(map(_is_filled, row))), None)
    if first is None:
        return None
    title = None
    top = first
    if _is_filled(rows[first][0]):
        # A title stands alone on its row; the headings leave the cells above the stub empty.
        if any(map(_is_filled, rows[first][1:])):
            return None
        title = text_of(rows[first][0])
        top = next((r for r in range(first + 1, len(rows)) if any(map(_is_filled, rows[r]))), len(rows))
    begin = next((r for r in range(top, len(rows)) if _is_filled(rows[r][0])), len(rows))
    if begin >= len(rows) or begin == top:
        return None
    stub = next(c for c, cell in enumerate(rows[top]) if _is_filled(cell))
    columns = tuple(c for c in range(stub, len(rows[begin - 1])) if _is_filled(rows[begin - 1][c]))
    end = begin
    while end < len(rows) and not _ends(rows[end], stub, columns):
        end += 1
    return Block(title, (top, begin), (begin, end), stub, columns)


def _is_filled(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _ends(row: Sequence[object], stub: int, columns: Sequence[int]) -> bool:
    if (columns and _is_filled(row[columns[0]])) or any(_is_filled(row[c]) for c in columns):
        return False
    return not _is_filled(row[stub - 1]) or (stub == 1 and section_of(text_of(row[0])) is not None)


def dimensions_of(rows: Rows, block: Block) -> tuple[tuple[Dimension, ...], tuple[Positions, ...]]:
    """Dimensions of a table, stub first, and where each figure (row by row) stands in them.

    The outer labels of the stub and of the headings are written once, at the start of their block. The sheet
    names no variable; the title may.
    """
    (top, begin), (_, end) = block.head, block.body
    body = rows[begin:end]
    printed = [[text_of(row[c]) for row in body] for c in range(block.stub)]
    coded = [factorize(_filled_down(column, c < block.stub - 1)) for c, column in enumerate(printed)]
    written = [[bool(text) for text in column] for column in printed]
    heads = begin - top
    names: tuple[str, ...] | None = None
    first: list[tuple[tuple[str, ...], tuple[str, ...] | None, Positions]] | None = None
    for surely in (True, False, None):
        found = _stub_variables(coded, written, surely)
        first = first or found
        names = variables_in(block.title, len(found) + heads)
        if names is not None:
            break
    else:
        found = first or []
    stub_count = len(found)
    for r in range(top, begin):
        across = _filled_down([text_of(rows[r][c]) for c in block.columns], r < begin - 1)
        positions, labels = factorize(across)
        found.append((labels, None, positions))
    names = names or ("",) * len(found)
    height, width = end - begin, len(block.columns)
    return (
        tuple(Dimension(n, labels, codes) for n, (labels, codes, _) in zip(names, found, strict=True)),
        tuple(
            np.repeat(positions, width) if i < stub_count else np.tile(positions, height)
            for i, (_, _, positions) in enumerate(found)
        ),
    )


def _stub_variables(
    columns: Sequence[Column], written: Sequence[Sequence[bool]], surely: bool | None
) -> list[tuple[tuple[str, ...], tuple[str, ...] | None, Positions]]:
    """Labels, codes and positions of the stub's variables; `surely` None takes no column for codes."""
    found: list[tuple[tuple[str, ...], tuple[str, ...] | None, Positions]] = []
    c = 0
    while c < len(columns):
        positions, labels = columns[c]
        paired = surely is not None and c + 1 < len(columns) and written[c] == written[c + 1]
        if paired and _are_codes(columns[c], columns[c + 1], bool(surely)):
            found.append((columns[c + 1][1], labels, columns[c + 1][0]))
            c += 2
        else:
            found.append((labels, None, positions))
            c += 1
    return found


def factorize(texts: Sequence[str]) -> tuple[Positions, tuple[str, ...]]:
    """Positions and categories of a column of labels, in order of appearance; -1 for an empty one."""
    positions, categories = pd.factorize(np.asarray([text or None for text in texts], dtype=object))
    return positions.astype(np.intp), tuple(str(category) for category in categories)


def _filled_down(texts: Sequence[str], outer: bool) -> list[str]:
    if not outer:
        return list(texts)
    filled, last = [], ""
    for text in texts:
        last = text or last
        filled.append(last)
    return filled


def _are_codes(left: Column, right: Column, surely: bool) -> bool:
    """Whether a stub column holds the codes of the labels in the next one.

    Surely it is so when a code has a digit or belongs to an area; "vaesto" may be a label as well.
    """
    codes, labels = left[1], right[1]
    if len(codes) != len(labels) or not np.array_equal(left[0], right[0]) or codes == labels:
        return False
    if not all(_CODE.fullmatch(code) for code in codes) or all(time_of(code) for code in codes):
        return False
    return not surely or any(is_area_code(code) or re.search(r"[0-9_]", code) for code in codes)
