"""Projects and resources, in euros and person-years, as the registers have them."""

from __future__ import annotations

from collections.abc import Sequence

from hyte.chapters import noted
from hyte.chapters.lists import cells, limited
from hyte.chapters.register_records import Record, records, source, value, written
from hyte.chapters.report_data import ReportData
from hyte.chapters.totals import hours, total
from hyte.presentation.blocks import Block, Heading, Paragraph, Row
from hyte.presentation.show import line


def projects(data: ReportData) -> tuple[Block, ...]:
    """The projects with their funding; nothing when the register has none."""
    rows = records(data, "projects")
    if not rows:
        return ()
    w = data.w
    columns = ("project", "about", "time", "funding", "responsible")
    return (
        Heading(level=3, text=w("projects.title")),
        *_sums(data, rows, "projects.sum", ("euros", "person_years"), ("euros", "person_years")),
        *limited(
            data,
            w("projects.caption"),
            (*(w(f"projects.{name}") for name in columns), w("notes.place")),
            rows,
            lambda row: _project(data, row),
            "workbook.registers",
        ),
    )


def resources(data: ReportData) -> tuple[Block, ...]:
    """Planned and used resources; the sums are those of the report year."""
    rows = records(data, "resources")
    if not rows:
        return ()
    w = data.w
    own = [row for row in rows if row.get("year") == str(data.year)]
    units = ("euros", "person_years", "hours")
    made: list[Block] = [Heading(level=3, text=w("resources.title"))]
    for side in ("planned", "used"):
        made += _sums(data, own, f"resources.sum_{side}", [f"{side}_{unit}" for unit in units], units)
    made += limited(
        data,
        w("resources.caption"),
        (*(w(f"resources.{name}") for name in ("what", "year", "planned", "used")), w("notes.place")),
        rows,
        lambda row: _resource(data, row),
        "workbook.registers",
    )
    return tuple(made)


def _sums(
    data: ReportData, rows: Sequence[Record], key: str, fields: Sequence[str], units: Sequence[str]
) -> list[Block]:
    told = [total(data, rows, field, unit) for field, unit in zip(fields, units, strict=True)]
    given = [text for text in told if text]
    if not given:
        return []
    return [Paragraph(spans=line(data.w(key, year=data.year, sums="; ".join(given))))]


def _project(data: ReportData, row: Record) -> Row:
    w = data.w
    dates = [written(data, row, name) for name in ("starts", "ends")]
    when = "–".join(dates) if any(dates) else ""
    state = written(data, row, "state")
    funding = [written(data, row, name) for name in ("euros", "person_years", "funding_source")]
    return Row(
        header=noted.opened(data, row.get("name")),
        cells=cells(
            value(data, row, "themes"),
            ", ".join(part for part in (when, state) if part) or w("shown.empty"),
            ", ".join(part for part in funding if part) or w("projects.no_funding"),
            value(data, row, "responsible"),
            source(data, row),
        ),
    )


def _resource(data: ReportData, row: Record) -> Row:
    what, given = noted.opened(data, row.get("what")), written(data, row, "source")
    return Row(
        header=f"{what} ({given})" if given else what,
        cells=cells(
            row.get("year") or data.w("shown.empty"),
            _side(data, row, "planned"),
            _side(data, row, "used"),
            source(data, row),
        ),
    )


def _side(data: ReportData, row: Record, side: str) -> str:
    told = [written(data, row, f"{side}_{unit}") for unit in ("euros", "person_years")]
    time = row.figure(f"{side}_hours")
    told.append("" if time is None else hours(data, time))
    return ", ".join(part for part in told if part) or data.w("shown.empty")
