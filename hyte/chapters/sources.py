"""The source annex: every file behind the report, its producer, licence and dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hyte.chapters.lists import limited
from hyte.chapters.noted import day
from hyte.chapters.report_data import ReportData, rows_of
from hyte.presentation.blocks import Block, Cell, Column, Heading, Paragraph, Row
from hyte.presentation.show import Blocks, line

_OWN = (
    ("own_review", ("corrections",)),
    ("own_registers", ("registers",)),
    ("own_survey", ("surveys", "survey_counts", "survey_texts")),
    ("own_notes", ("notes", "note_lines", "meetings")),
)
"""What the municipality's own files are, and the tables that they are found in."""


def blocks(data: ReportData) -> Blocks:
    """A table of the files that gave this report a figure or a text."""
    w = data.w
    own, found = own_files(data), used(data)
    made: list[Block] = [Heading(level=3, text=w("annex.sources"))]
    if not found:
        return Blocks((*made, Paragraph(spans=line(w("annex.no_sources")))))
    columns = ("file", "publisher", "licence", "updated", "retrieved", "figures")
    made.append(Paragraph(spans=line(w("annex.sources_lead"))))
    made += limited(
        data,
        w("annex.sources_caption"),
        [Column(label=w(f"annex.{name}"), numeric=name == "figures") for name in columns],
        found,
        lambda item: _row(data, own, item),
        "workbook.sources",
    )
    return Blocks(made)


def used(data: ReportData) -> list[Any]:
    """Rows of the table of sources: the files that gave this report a figure or a text."""
    files = {*data.observations["file"], *own_files(data)}
    return rows_of(data.sources[data.sources["file"].isin(files)].sort_values("file", kind="stable"))


def own_files(data: ReportData) -> dict[str, str]:
    """The files that the municipality itself brought, with the key of the text that says what each is."""
    return {
        file: kind
        for kind, tables in reversed(_OWN)
        for table in tables
        for file in sorted(set(getattr(data.local, table)["file"]))
    }


def _row(data: ReportData, own: Mapping[str, str], item: Any) -> Row:
    w = data.w
    if item.file in own:
        what = w(f"annex.{own[item.file]}")
        return Row(header=item.file, cells=(Cell(text=what), *(Cell(text="–") for _ in range(4))))
    parts = [text for text in (item.publisher, item.title, item.table) if isinstance(text, str)]
    unknown = w("annex.unknown")
    return Row(
        header=item.file,
        cells=(
            Cell(text=": ".join(dict.fromkeys(parts)) or unknown),
            Cell(text=item.licence if isinstance(item.licence, str) else unknown),
            Cell(text=day(data, item.updated) or unknown),
            Cell(text=day(data, item.retrieved) or unknown),
            Cell(text=f"{item.figures_read} / {item.kept} / {item.refused}"),
        ),
    )
