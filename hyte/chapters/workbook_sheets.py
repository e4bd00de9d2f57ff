"""What the sheets of the data workbook with the municipality's own inputs have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hyte.chapters import noted
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import DataSheet
from hyte.process.rows import Row
from hyte.process.statements import Source

SheetRow = tuple[str | float | int | None, ...]

PLACE = ("annex.file", "notes.place")
"""Columns that every sheet has: the file, and the place in it."""


def sheet(data: ReportData, name: str, columns: Sequence[str], rows: Iterable[SheetRow]) -> DataSheet:
    """A sheet; `name` and `columns` are keys of texts."""
    return DataSheet(name=data.w(name), columns=tuple(data.w(key) for key in columns), rows=tuple(rows))


def about(
    data: ReportData, groups: Sequence[str], themes: Sequence[str], sector: str | None, channel: str | None
) -> SheetRow:
    """Population groups, themes, sector and channel in words."""
    return (
        noted.groups(data, groups) if groups else None,
        noted.themes(data, themes) if themes else None,
        noted.sector(data, sector) if sector else None,
        noted.channel(data, channel) if channel else None,
    )


def at(data: ReportData, row: Row) -> tuple[str, str]:
    """File and place of a row of a processed table."""
    keys = ("line", "page", "part", "sheet", "cell")
    return row["file"], noted.place(data, Source(row["file"], *(row.get(key) for key in keys)))


def text_in(data: ReportData, text: str | None) -> str | None:
    """A stored text; None for none."""
    return noted.shown(data, text) if text else None


def state_in(data: ReportData, state: str | None) -> str | None:
    """A state or outcome in words; None for none."""
    return data.w(f"state.{state}") if state else None
