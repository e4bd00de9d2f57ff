"""Column widths of printed tables, worked out before Typst runs, and the call that sets the table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hyte.presentation.blocks import Row, Table
from hyte.publishing.typst_text import breakable, literal, printable, width

TEXT_WIDTH = 493.2
"""Width of the text on an upright A4 page with margins of 18 mm, in points."""
LANDSCAPE_WIDTH = 739.8
"""The same on a page turned on its side."""

_SIZES = (8.5, 8.0, 7.5, 7.0)
_SMALLEST = 6.5
_UNBROKEN_ROWS = 10
_HEADER_WORD = 7.0
"""Longest piece of a header in em that stands unhyphenated in a column of figures."""
_TEXT_WORD = 9.0
_FIGURE = 16
"""Shorter texts in a column of figures are figures; longer ones are explanations and may wrap."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths of the columns in points, the size of the letters, and whether the page must be turned."""

    columns: tuple[float, ...]
    size: float
    landscape: bool = False

    @property
    def width(self) -> float:
        """Width of the whole table in points."""
        return sum(self.columns)


@dataclass(frozen=True, slots=True)
class _Need:
    least: float
    wanted: float
    ample: float
    """Width at which even the header stands on one line."""


def full_layout(table: Table) -> Layout:
    """The layout of a table that has the page to itself: the largest letters that fit, else a turned page."""
    for size in _SIZES:
        needs = _needs(table, size, pad=5.0)
        if sum(need.least for need in needs) <= TEXT_WIDTH:
            return Layout(_shared(needs, TEXT_WIDTH, table), size)
    for size in (8.0, 7.5, 7.0, _SMALLEST):
        needs = _needs(table, size, pad=4.0)
        if sum(need.least for need in needs) <= LANDSCAPE_WIDTH:
            break
    return Layout(_shared(needs, LANDSCAPE_WIDTH, table), size, landscape=True)


def side_layout(table: Table, narrowest: float, widest: float) -> Layout | None:
    """The layout of a table beside a chart, between two widths in points; None when it does not fit there."""
    for size in (8.0, 7.5):
        needs = _needs(table, size, pad=3.0)
        if sum(need.least for need in needs) <= widest:
            wanted = min(widest, max(narrowest, sum(need.wanted for need in needs)))
            return Layout(_shared(needs, wanted, table), size)
    return None


def table_call(table: Table, layout: Layout, *, tight: bool = False) -> str:
    """Typst code of the call that sets the table."""
    rows = ", ".join(
        "(strong: (false, {}), target: {}, cells: ({},))".format(
            "".join("true, " if cell.strong else "false, " for cell in row.cells),
            literal((row.href or "").removeprefix("#")),
            ", ".join(literal(text) for text in _texts(row, table)),
        )
        for row in table.rows
    )
    headers = "".join(
        _header(column.label, layout, place, tight) for place, column in enumerate(table.columns)
    )
    notes = "".join(f"{literal(note)}, " for note in table.notes)
    return (
        f"data-table({literal(table.caption)}, "
        f"({''.join(f'{points:.2f}pt, ' for points in layout.columns)}), "
        f"({''.join('true, ' if column.numeric else 'false, ' for column in table.columns)}), "
        f"({headers}), "
        f"({rows},), "
        f"source: {literal(table.source)}, notes: ({notes}), size: {layout.size}pt, "
        f"tight: {'true' if tight else 'false'}, "
        f"breakable: {'true' if len(table.rows) > _UNBROKEN_ROWS else 'false'})"
    )


def _header(label: str, layout: Layout, place: int, tight: bool) -> str:
    """A header's words, each with whether it is too long for its column: no other word is to be parted."""
    room = (layout.columns[place] - 2 * (3.0 if tight else 5.0)) / layout.size
    words = ((word, width(printable(word), bold=True) > room) for word in label.split(" "))
    return "({}), ".format(
        "".join(f"({literal(word)}, {'true' if long else 'false'}), " for word, long in words)
    )


def _needs(table: Table, size: float, pad: float) -> list[_Need]:
    needs: list[_Need] = []
    for place, column in enumerate(table.columns):
        texts = [printable(_texts(row, table)[place]) for row in table.rows]
        lines = [width(text, bold=True) for text in texts]
        label = printable(column.label)
        head_words = max(min(_longest_word(label), _HEADER_WORD), width(label, bold=True) / 3)
        if column.numeric:
            least = max(*lines, head_words)
            two_lines = max(head_words, width(label, bold=True) / 2)
            wanted = max(*lines, min(width(label, bold=True), two_lines))
        else:
            words = max(min(_longest_word(text), _TEXT_WORD) for text in texts)
            least = max(words, head_words, min(max(lines), 5.0))
            # One long line in ten may wrap: it must not push the figures away from all the others.
            wanted = max(least, sorted(lines)[(9 * len(lines) - 1) // 10], width(label, bold=True))
        ample = max(wanted, width(label, bold=True))
        # A hair more than measured: kerning may widen a line.
        needs.append(_Need(*(1.02 * em * size + 2 * pad for em in (least, wanted, ample))))
    return needs


def _shared(needs: list[_Need], available: float, table: Table) -> tuple[float, ...]:
    if sum(need.ample for need in needs) <= available:
        needs = [_Need(need.least, need.ample, need.ample) for need in needs]
    wanted = sum(need.wanted for need in needs)
    least = sum(need.least for need in needs)
    if wanted <= available:
        spare = available - wanted
        texts = [place for place, column in enumerate(table.columns) if not column.numeric] or [0]
        if len(texts) == 1:
            # Figures far from their row's header are hard to follow: every column takes its part.
            return tuple(
                need.wanted + spare * (0.4 if place == texts[0] else 0.6 / max(len(needs) - 1, 1))
                for place, need in enumerate(needs)
            )
        return tuple(
            need.wanted + (spare / len(texts) if place in texts else 0.0) for place, need in enumerate(needs)
        )
    if least >= available:
        return tuple(need.least * available / least for need in needs)
    # The square root keeps one long column from starving its neighbours.
    hunger = [(need.wanted - need.least) ** 0.5 for need in needs]
    spare, total = available - least, sum(hunger)
    shares = [
        min(spare * part / total, need.wanted - need.least) for part, need in zip(hunger, needs, strict=True)
    ]
    left = spare - sum(shares)
    longing = [need.wanted - need.least - share for need, share in zip(needs, shares, strict=True)]
    rest = sum(longing)
    return tuple(
        need.least + share + (left * want / rest if rest else 0.0)
        for need, share, want in zip(needs, shares, longing, strict=True)
    )


def _texts(row: Row, table: Table) -> tuple[str, ...]:
    """What a row prints: a figure with its unit or thousands on one line, a long file name in pieces."""
    texts = (row.header, *(cell.text for cell in row.cells))
    return tuple(
        text.replace(" ", "\u00a0") if column.numeric and len(text) < _FIGURE else breakable(text)
        for text, column in zip(texts, table.columns, strict=True)
    )


def _longest_word(text: str) -> float:
    return max((width(word, bold=True) for word in re.split("[ \\-–/\u200b]+", text)), default=0.0)
