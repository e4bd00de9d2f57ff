"""The data workbook: every figure of a report as a real number, with its unit and the cell it comes from."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from hyte.errors import PublishingError
from hyte.model import Language
from hyte.presentation.blocks import Cover, Dataset, DataSheet
from hyte.presentation.data_rows import DataRow
from hyte.publishing.document import Document
from hyte.publishing.xlsx import Value, add_sheet, fill, put
from hyte.sources.workbook_cells import clean, with_fixed_times

_ABOUT: dict[Language, dict[str, str]] = {
    "fi": {
        "sheet": "Tietoa",
        "title": "Raportti",
        "report": "Raportin laji",
        "municipality": "Kunta",
        "code": "Kuntakoodi",
        "year": "Vuosi",
        "state": "Tila",
        "organisation": "Julkaisija",
        "data_date": "Tietojen päiväys",
        "description": "Kuvaus",
        "notice": "Huomio",
        "licence": "Käyttöoikeus",
        "licence_text": "Lukujen käyttöehdot ovat lähteiden omat; katso kunkin luvun lähde.",
    },
    "sv": {
        "sheet": "Om",
        "title": "Rapport",
        "report": "Typ av rapport",
        "municipality": "Kommun",
        "code": "Kommunkod",
        "year": "År",
        "state": "Status",
        "organisation": "Utgivare",
        "data_date": "Uppgifternas datum",
        "description": "Beskrivning",
        "notice": "Observera",
        "licence": "Användningsrätt",
        "licence_text": "Siffrornas användningsvillkor är källornas egna; se källan för varje siffra.",
    },
    "en": {
        "sheet": "About",
        "title": "Report",
        "report": "Kind of report",
        "municipality": "Municipality",
        "code": "Municipality code",
        "year": "Year",
        "state": "State",
        "organisation": "Publisher",
        "data_date": "Date of the data",
        "description": "Description",
        "notice": "Notice",
        "licence": "Terms of use",
        "licence_text": "The figures' terms of use are those of their sources; see each figure's source.",
    },
}
_YES_NO: dict[Language, tuple[str, str]] = {"fi": ("kyllä", "ei"), "sv": ("ja", "nej"), "en": ("yes", "no")}

_INTEGERS = frozenset({"year", "line"})
_BY_INDICATOR = frozenset({"value", "ci_low", "ci_high"})


def write_workbook(document: Document, path: Path) -> None:
    """Write the data behind a report as xlsx; the same document gives the same bytes.

    Raises
    ------
    PublishingError
        When the document has no dataset, a dataset names a column that no figure has, a number is not finite,
        or the file cannot be written.
    """
    content = workbook_bytes(document)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise PublishingError(
            f"the data workbook cannot be written: {error.strerror or error}.",
            place=str(path),
            remedy="Close the file if it is open elsewhere; check the folder's permissions and free space.",
        ) from error


def workbook_bytes(document: Document) -> bytes:
    """The workbook as bytes: the figures, the further sheets of each dataset, and a sheet about the report.

    Raises
    ------
    PublishingError
        As `write_workbook`.
    """
    if not document.datasets:
        raise PublishingError(
            "the report shows no Dataset, so there is nothing to write into a data workbook.",
            remedy="Let the notebook show its Dataset as a block.",
        )
    book = Workbook()
    book.remove(book.worksheets[0])
    language = document.cover.language
    for dataset in document.datasets:
        _figures(add_sheet(book, dataset.sheet_name), dataset, language)
        for further in dataset.sheets:
            _plain(add_sheet(book, further.name), further)
    _about(add_sheet(book, _ABOUT[language]["sheet"]), document.cover)
    cover, properties = document.cover, book.properties
    for sheet in book.worksheets if cover.notice else ():
        # On every printed page of every sheet; "&" begins a command in a page's head.
        head = HeaderFooterItem(center=_HeaderFooterPart(clean(cover.notice).replace("&", "&&")))
        sheet.HeaderFooter.oddHeader = head
    moment = datetime.fromtimestamp(document.epoch, UTC).replace(tzinfo=None)
    properties.title, properties.creator = clean(cover.title), clean(cover.organisation)
    properties.description, properties.language = clean(cover.description), cover.language
    properties.subject = clean(cover.notice or cover.report_name)
    properties.created, properties.modified = moment, moment
    raw = io.BytesIO()
    book.save(raw)
    return with_fixed_times(raw.getvalue(), moment)


def _figures(sheet: Worksheet, dataset: Dataset, language: Language) -> None:
    unknown = [name for name in dataset.headers if name not in DataRow._fields]
    if unknown:
        raise PublishingError(
            f"the dataset has headers for {', '.join(map(repr, unknown))}, which no figure has.",
            remedy=f"A figure has: {', '.join(DataRow._fields)}.",
        )
    # A notebook stores its outputs with sorted keys, so the order is the figure's own.
    names = [name for name in DataRow._fields if name in dataset.headers]
    rows = [[_value(row, name, language) for name in names] for row in dataset.rows]
    formats = [
        [_format(row, name, dataset.decimals.get(row.indicator)) for name in names] for row in dataset.rows
    ]
    fill(sheet, [dataset.headers[name] for name in names], rows, formats)


def _value(row: DataRow, name: str, language: Language) -> Value:
    value = getattr(row, name)
    if isinstance(value, bool):
        return _YES_NO[language][0 if value else 1]
    return value  # type: ignore[no-any-return]


def _format(row: DataRow, name: str, decimals: int | None) -> str:
    if name in _INTEGERS:
        return "0"
    if name in _BY_INDICATOR and decimals is not None:
        return "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    return "General"


def _plain(sheet: Worksheet, data: DataSheet) -> None:
    for row in data.rows:
        if len(row) != len(data.columns):
            raise PublishingError(
                f"the sheet {data.name!r} has a row of {len(row)} cells under {len(data.columns)} headers.",
                remedy="Give every row as many cells as there are headers.",
            )
    fill(sheet, data.columns, data.rows, [["General"] * len(data.columns)] * len(data.rows))


def _about(sheet: Worksheet, cover: Cover) -> None:
    words = _ABOUT[cover.language]
    lines: list[tuple[str, Value]] = [
        ("title", cover.title),
        ("report", cover.report_name),
        ("municipality", cover.municipality),
        ("code", cover.municipality_code),
        ("year", cover.year),
        ("state", cover.state_text),
        ("organisation", cover.organisation),
        ("data_date", cover.data_date_text),
        ("description", cover.description),
        *([("notice", cover.notice)] if cover.notice else []),
        ("licence", words["licence_text"]),
    ]
    for number, (name, value) in enumerate(lines, start=1):
        put(sheet.cell(number, 1), words[name]).font = Font(name="Calibri", bold=True)
        put(sheet.cell(number, 2), value).alignment = Alignment(
            wrap_text=True, vertical="top", horizontal="left"
        )
        sheet.cell(number, 1).alignment = Alignment(vertical="top")
    sheet.column_dimensions["A"].width = 24.0
    sheet.column_dimensions["B"].width = 80.0
