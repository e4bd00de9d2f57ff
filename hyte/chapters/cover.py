"""Title page, and the notices that must not be missed."""

from __future__ import annotations

from datetime import date

from hyte.chapters.report_data import ReportData, rows_of
from hyte.language.numbers import date_text, listed
from hyte.presentation.blocks import Block, Callout, Cover
from hyte.presentation.show import Blocks, line


def blocks(data: ReportData) -> Blocks:
    """Cover, then notices: a merger, or a year without any figure."""
    w = data.w
    made: list[Block] = [_cover(data)]
    merger = data.finding.merged_from
    if merger is not None:
        text = w("report.merged", old=merger.name(data.language), new=data.name, year=merger.year)
        made.append(Callout(tone="info", title=w("report.merged_title"), lines=(line(text),)))
    else:
        joined = [item for item in data.areas.mergers if item.new_code == data.municipality.code]
        if joined:
            names = listed([f"{item.name(data.language)} ({item.year})" for item in joined], data.language)
            text = w("report.predecessors", names=names)
            made.append(Callout(tone="info", title=w("report.merged_title"), lines=(line(text),)))
    if not data.used:
        first = data.year - data.comparison.oldest_data
        made.append(
            Callout(
                tone="warning",
                title=w("no_data.title", year=data.year),
                lines=(
                    line(w("no_data.text", municipality=data.name, first=first, last=data.year)),
                    line(w("no_data.remedy")),
                ),
            )
        )
    return Blocks(made)


def _cover(data: ReportData) -> Cover:
    w = data.w
    updated = newest_update(data)
    approval = data.approval
    approved = approval is not None and approval.state == "approved"
    return Cover(
        language=data.language,
        title=w("report.title", year=data.year, municipality=data.name),
        report_name=w("report.name"),
        municipality=data.name,
        municipality_code=data.municipality.code,
        county=data.county.name(data.language),
        year=data.year,
        state="approved" if approved else "draft",
        state_text=_state_text(data) if approved else w("report.draft"),
        organisation=data.name,
        data_date=updated or date(data.year, 12, 31),
        data_date_text=w("report.data_date", date=date_text(updated, data.language))
        if updated
        else w("report.no_data_date"),
        notice=_notice(data),
        description=w("report.description", year=data.year, municipality=data.name),
    )


def _notice(data: ReportData) -> str:
    w = data.w
    working = [w("report.working")] if data.edition == "working" else []
    return " ".join([*working, *([w("report.invented")] if data.municipality.invented else [])])


def _state_text(data: ReportData) -> str:
    w, approval = data.w, data.approval
    assert approval is not None
    parts = [approval.body or ""]
    if approval.date:
        parts.append(date_text(approval.date, data.language))
    if approval.section:
        parts.append(approval.section if "§" in approval.section else f"§ {approval.section}")
    details = " ".join(part for part in parts if part)
    return w("report.approved_by", details=details) if details else w("report.approved")


def newest_update(data: ReportData) -> date | None:
    """The newest update date among the figures and files that the report uses."""
    files = set(data.observations["file"])
    days = [day for day in data.observations["updated"] if isinstance(day, str)]
    for row in rows_of(data.sources):
        if row.file in files:
            days += [day for day in (row.updated, row.retrieved) if isinstance(day, str)]
    return date.fromisoformat(max(days)[:10]) if days else None
