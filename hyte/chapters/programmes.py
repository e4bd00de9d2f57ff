"""Programmes and plans that guide the work, and whether they are still in force in the report year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hyte.chapters import noted
from hyte.chapters.lists import cells, limited
from hyte.chapters.register_records import records, source, value, written
from hyte.chapters.report_data import ReportData
from hyte.language.numbers import number, year_range
from hyte.presentation.blocks import Block, Cell, Heading, Paragraph, Row
from hyte.presentation.show import line
from hyte.process.statements import records as of_notes

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class _Programme:
    name: str
    first: int | None
    last: int | None
    owner: str
    scope: str
    place: str


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Programmes of the register, and those that only the notes name; nothing without any."""
    found = [*_of_register(data)]
    known = {" ".join(one.name.split()).casefold() for one in found}
    found += _of_notes(data, known)
    if not found:
        return ()
    w = data.w
    expired = [one for one in found if _expired(data, one)]
    made: list[Block] = [Heading(level=3, text=w("programmes.title"))]
    if expired:
        counts = {"count": len(expired), "all": len(found)}
        told = {name: number(count, 0, data.language) for name, count in counts.items()}
        made.append(Paragraph(spans=line(w("programmes.expired_lead", year=data.year, **told))))
    columns = ("name", "validity", "owner", "scope")
    return (
        *made,
        *limited(
            data,
            w("programmes.caption"),
            (*(w(f"programmes.{name}") for name in columns), w("notes.place")),
            found,
            lambda one: _row(data, one),
            "workbook.registers",
        ),
    )


def _of_register(data: ReportData) -> list[_Programme]:
    return [
        _Programme(
            noted.shown(data, row.get("name")),
            _whole(row.get("valid_from")),
            _whole(row.get("valid_to")),
            value(data, row, "owner"),
            written(data, row, "scope"),
            source(data, row),
        )
        for row in records(data, "programmes")
    ]


def _of_notes(data: ReportData, known: set[str]) -> list[_Programme]:
    by_name: dict[str, list[_Programme]] = {}
    for said in of_notes(data.notes, ("programme",)):
        name = " ".join((said.programme or said.text).split())
        if name.casefold() in known:
            continue
        years = [int(year) for year in _YEAR.findall(f"{said.schedule or ''} {said.text}")]
        own = _Programme(
            noted.shown(data, said.text if said.text.casefold().startswith(name.casefold()) else name),
            min(years, default=None),
            max(years, default=None),
            noted.shown(data, said.owner),
            "",
            noted.place(data, said.source),
        )
        by_name.setdefault(name.casefold(), []).append(own)
    return [_together(own) for own in by_name.values()]


def _together(found: Sequence[_Programme]) -> _Programme:
    """One programme of several mentions: the one that tells most, with the places of all."""
    best = max(found, key=lambda one: (one.last is not None, one.owner != "–"))
    places = "; ".join(list(dict.fromkeys(one.place for one in found))[: noted.PLACES])
    return _Programme(best.name, best.first, best.last, best.owner, best.scope, places)


def _row(data: ReportData, one: _Programme) -> Row:
    w = data.w
    if one.first and one.last:
        when = year_range(one.first, one.last)
    elif one.last:
        when = w("programmes.until", year=one.last)
    else:
        when = w("programmes.since", year=one.first) if one.first else w("programmes.no_validity")
    expired = _expired(data, one)
    return Row(
        header=noted.opened(data, one.name),
        cells=(
            Cell(text=w("programmes.expired", years=when) if expired else when, strong=expired),
            *cells(one.owner, one.scope or w("shown.empty"), one.place),
        ),
    )


def _expired(data: ReportData, one: _Programme) -> bool:
    return one.last is not None and one.last < data.year


def _whole(text: str | None) -> int | None:
    return int(text) if text else None
