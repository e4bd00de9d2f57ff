"""How a text that a municipality brought is shown: with who said it, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from hyte.chapters.report_data import ReportData
from hyte.language.numbers import date_text, listed
from hyte.process.statements import Source, Statement
from hyte.reference.word_lists import channel_names, sector_names
from hyte.sources.privacy import TOKENS
from hyte.sources.privacy.kinds import ANY_TOKEN

PLACES = 3
"""So many places or groups are named in a cell; the workbook has them all."""

LONGEST = 500
"""Characters of a noted text that a table prints; the workbook has it whole."""

_WHOLE_DATE = len("2024-06-05")
_KIND_OF = {token: kind for kind, token in reversed(TOKENS.items())}
_BY_LINES = frozenset({".txt", ".md", ".markdown", ".text", ".csv", ".tsv"})
_PARTS = {
    "comment": "comment",
    "footnote": "footnote",
    "contents": "contents",
    "page header": "header",
    "text box": "text_box",
}


def shown(data: ReportData, text: str | None) -> str:
    """A stored text in the report: marks of withheld personal data in its language; "–" for none."""
    if text is None or not text.strip():
        return data.w("shown.empty")
    return ANY_TOKEN.sub(lambda found: data.w(f"token.{_KIND_OF[found[0]]}"), text.strip())


def opened(data: ReportData, text: str | None) -> str:
    """A noted text as `shown`, with a capital letter and not too long to print.

    In the notes it may stand within a sentence, and a decision may fill a page.
    """
    told = shown(data, text)
    if len(told) > LONGEST:
        told = f"{told[:LONGEST].rsplit(maxsplit=1)[0]} …"
    return told[:1].upper() + told[1:]


def day(data: ReportData, text: object) -> str:
    """An ISO date or month in the report's language; other text as it stands; empty when there is none."""
    if not isinstance(text, str):
        return ""
    try:
        if len(text) == 7:
            month = date.fromisoformat(f"{text}-01")
            return data.w("shown.month", month=data.w(f"month.{month.month:02}"), year=month.year)
        return date_text(date.fromisoformat(text), data.language)
    except ValueError:
        return text


def groups(data: ReportData, ids: Sequence[str]) -> str:
    """Names of population groups; "–" for none."""
    return _joined(data, [data.w(f"group.{id_}") for id_ in ids])


def about(data: ReportData, group_ids: Sequence[str], theme_ids: Sequence[str]) -> str:
    """Population groups and themes in one cell; "–" for neither."""
    told = [groups(data, group_ids) if group_ids else "", themes(data, theme_ids) if theme_ids else ""]
    return ": ".join(part for part in told if part) or data.w("shown.empty")


def themes(data: ReportData, ids: Sequence[str]) -> str:
    """Names of themes; "–" for none."""
    return _joined(data, [data.w(f"theme.{id_}") for id_ in ids])


def sector(data: ReportData, id_: str | None) -> str:
    """Name of a sector, or that none is given."""
    names = sector_names().get(id_ or "")
    return names.of(data.language) if names else data.w("shown.no_sector")


def channel(data: ReportData, id_: str | None) -> str:
    """Name of a channel through which residents were heard, or that none is given."""
    names = channel_names().get(id_ or "")
    return names.of(data.language) if names else data.w("shown.no_channel")


def who(data: ReportData, statement: Statement) -> str:
    """The body that said something and the day of its meeting."""
    when = day(data, statement.date)
    if not statement.body:
        return ", ".join(part for part in (data.w("shown.no_body"), when) if part)
    # A whole date follows its meeting; a month needs a comma.
    between = " " if len(statement.date or "") == _WHOLE_DATE else ", "
    return between.join(part for part in (shown(data, statement.body), when) if part)


def bodies(data: ReportData, names: Sequence[str], only: Statement) -> str:
    """The groups that said something: how many and which, or the one and the day of its meeting."""
    if len(names) < 2:
        return who(data, only)
    told = [shown(data, name) for name in names]
    if len(told) > PLACES:
        told = [*told[:PLACES], data.w("shown.others", count=len(told) - PLACES)]
    return data.w("shown.said_by", count=len(names), names=listed(told, data.language))


def place(data: ReportData, source: Source) -> str:
    """File and place: "muistio.docx, kappale 12", "muistio.pdf, s. 3", "r.xlsx, välilehti Ilot, solu A4"."""
    w = data.w
    file = Path(source.file)
    if source.cell:
        return w("table.place_sheet_cell", file=file.name, sheet=source.sheet or "", cell=source.cell)
    parts = [file.name]
    if source.part:
        parts.append(w(f"part.{_PARTS[source.part]}") if source.part in _PARTS else source.part)
    if source.sheet:
        parts.append(w("shown.sheet", sheet=source.sheet))
    if source.page is not None:
        parts.append(w("shown.page", page=source.page))
    elif source.line is not None:
        in_lines = file.suffix.lower() in _BY_LINES or source.sheet is not None
        parts.append(w("shown.line" if in_lines else "shown.paragraph", line=source.line))
    return ", ".join(parts)


def places(data: ReportData, sources: Iterable[Source]) -> str:
    """The places of several sources, the first few by name."""
    told = list(dict.fromkeys(place(data, source) for source in sources))
    if len(told) > PLACES:
        told = [*told[:PLACES], data.w("shown.more_places", count=len(told) - PLACES)]
    return "; ".join(told)


def _joined(data: ReportData, names: Sequence[str]) -> str:
    return ", ".join(names) or data.w("shown.empty")
