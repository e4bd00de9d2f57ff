"""Workbooks in the layouts of THL's cubes, Statistics Finland, TEAviisari and a municipality's own hand."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from example.figures import SCHOOL_YEARS, noise
from example.places import (
    HAAVEMAKI,
    KEKSILA,
    MERGED_NAME,
    MERGED_POPULATION,
    NAMES,
    SATULAHTI,
    TARINAKYLA,
    YEARS,
)
from example.statfin import NOTE, STATFIN_REGIONS, UPDATED, Measure, statfin_label
from example.tables import (
    SCHOOL_LEVEL,
    SCHOOL_MEASURES,
    SCHOOL_REGIONS,
    SCHOOL_SEXES,
    SOURCE,
    school,
    tea_scores,
)

WHEN = datetime(2025, 4, 4, 8, 0, 0)  # noqa: DTZ001 (workbooks know no time zone)
_ZIP_TIME = (2025, 4, 4, 8, 0, 0)
_BOLD = Font(name="Arial", size=10, bold=True)
_PLAIN = Font(name="Arial", size=10)


def repacked(content: bytes) -> bytes:
    """An Office file whose bytes depend on nothing but its parts: fixed times and dates, no compression.

    Compressed bytes would differ with the machine's zlib.
    """
    packed = io.BytesIO()
    stamp = WHEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            fixed = zipfile.ZipInfo(info.filename, _ZIP_TIME)
            fixed.create_system, fixed.external_attr = 3, 0o600 << 16
            new.writestr(fixed, part)
    return packed.getvalue()


def _saved(book: Workbook) -> bytes:
    book.properties.creator = "Esimerkki"
    content = io.BytesIO()
    book.save(content)
    return repacked(content.getvalue())


def _sheet(book: Workbook, title: str) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return sheet


def cube_xlsx(indicator: int) -> bytes:
    """A cube's workbook: year over sex, one measure whose name stands in A1, the filters below."""
    figures = school(indicator)
    measure = SCHOOL_MEASURES[indicator]
    book = Workbook()
    sheet = _sheet(book, "Kouluterveyskysely (keksitty)"[:31])
    columns = [(year, sex, label) for year in SCHOOL_YEARS for sex, label in SCHOOL_SEXES]
    sheet.cell(1, 1, measure)
    for place, (year, _, label) in enumerate(columns):
        if place % len(SCHOOL_SEXES) == 0:
            sheet.cell(1, 2 + place, str(year))
            sheet.merge_cells(
                start_row=1, end_row=1, start_column=2 + place, end_column=1 + place + len(SCHOOL_SEXES)
            )
        sheet.cell(2, 2 + place, label)
    sheet.merge_cells("A1:A2")
    for line, region in enumerate(SCHOOL_REGIONS):
        sheet.cell(3 + line, 1, NAMES[region])
        for place, (year, sex, _) in enumerate(columns):
            figure = figures[region, year, sex]
            cell = sheet.cell(3 + line, 2 + place)
            if figure is None:
                cell.value = ".."
            else:
                cell.value, cell.number_format = figure.value, "#,##0.0"
    below = 3 + len(SCHOOL_REGIONS) + 2
    footer = (
        ("Käytössä olevat rajoitukset", None),
        ("Kouluaste", SCHOOL_LEVEL),
        ("Mittari", measure),
        (None, None),
        ("Kuutio päivitetty 18.09.2024", None),
        (f"(c) {SOURCE} 2024 , CC BY 4.0", None),
    )
    for line, (name, value) in enumerate(footer, start=below):
        if name:
            sheet.cell(line, 1, name)
        if value:
            sheet.cell(line, 2, value)
            sheet.merge_cells(start_row=line, end_row=line, start_column=2, end_column=2 + len(columns))
        elif name:
            sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=2 + len(columns))
    sheet.freeze_panes = "B3"
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                heading = cell.row < 3 or (cell.column == 1 and cell.row < 3 + len(SCHOOL_REGIONS))
                cell.font = _BOLD if heading else _PLAIN
    return _saved(book)


def pxweb_xlsx(matrix: str, title: str, measures: tuple[Measure, ...]) -> bytes:
    """Statistics Finland's workbook: areas and years in front without headings, notes and sources below."""
    book = Workbook()
    sheet = _sheet(book, matrix)
    sheet["A1"], sheet["A1"].font = title, Font(size=14, bold=True)
    for place, measure in enumerate(measures):
        sheet.cell(3, 3 + place, measure.label).font = Font(bold=True)
    line = 4
    for region in STATFIN_REGIONS:
        sheet.cell(line, 1, statfin_label(region)).font = Font(bold=True)
        for year in YEARS:
            sheet.cell(line, 2, str(year)).font = Font(bold=True)
            for place, measure in enumerate(measures):
                value = measure.values[region, year]
                cell = sheet.cell(line, 3 + place, value)
                if isinstance(value, str):
                    cell.alignment = Alignment(horizontal="right")
                else:
                    cell.number_format = "0.0" if measure.decimals else "0"
            line += 1
    line += 1
    texts: list[str | None] = [*NOTE.split("##"), None, "Päivitetty viimeksi:"]
    for measure in measures:
        texts += [f"{measure.label}:", UPDATED]
    texts += [None, "Lähde:", SOURCE, None, "Yksikkö:"]
    for measure in measures:
        texts += [f"{measure.label}:", measure.unit]
    texts += [None, "Tilastotietokannat:", "Esimerkki", None, "Sisäinen viitekoodi:", matrix]
    for text in texts:
        if text:
            sheet.cell(line, 1, text)
        line += 1
    return _saved(book)


def tea_xlsx(sectors: tuple[str, ...]) -> bytes:
    """TEAviisari's scores as a long sheet."""
    book = Workbook()
    sheet = _sheet(book, "TEAviisari")
    for row in (("Toimiala", "Ulottuvuus", "Vuosi", "Alue", "val"), *tea_scores(sectors)):
        sheet.append(row)
    return _saved(book)


def own_xlsx() -> bytes:
    """Sheets kept by hand: two tables with a note between them, two other sheets, a hidden one."""
    book = Workbook()
    sheet = _sheet(book, "Kuntien omat")
    loans = _own_table("Kirjastolainat asukasta kohti, kpl", 13.4, -0.22, 1)
    line = _write_table(sheet, 1, "Kirjastolainat asukasta kohti, kpl", loans)
    sheet.cell(line, 1, "Huom. vuonna 2020 kirjastot olivat osan vuotta suljettuina.")
    clubs = _own_table("Kunnan avustusta saaneet yhdistykset, lkm", 24.0, 0.5, 0)
    line = _write_table(sheet, line + 2, "Kunnan avustusta saaneet yhdistykset, lkm", clubs)
    sheet.cell(line, 1, "Lähde: kuntien omat tilastot (keksitty)")
    merged = book.create_sheet("Vanhapitäjä")
    merged.cell(1, 1, "Väestö 31.12.")
    merged.cell(3, 1, "Kunta")
    merged.cell(4, 1, MERGED_NAME)
    for place, (year, persons) in enumerate(MERGED_POPULATION.items()):
        merged.cell(3, 2 + place, year)
        merged.cell(4, 2 + place, persons)
    merged.cell(
        6, 1, f"Lähde: entisen kunnan tilastot; {MERGED_NAME} liitettiin Keksilään 1.1.2020 (keksitty)"
    )
    _write_workshops(book.create_sheet("Nuorten työpaja"))
    hidden = book.create_sheet("Työarkki")
    hidden.sheet_state = "hidden"
    hidden.cell(1, 1, "Laskennan muistiinpanoja, ei julkaista.")
    hidden.cell(2, 1, "Tarkista seuran avustuslista ennen ensi vuoden lukuja.")
    return _saved(book)


def _write_workshops(sheet: Worksheet) -> None:
    """Clients by sex, whom nobody has counted in the nation's statistics and nobody has protected."""
    title = "Nuorten työpajan asiakkaat, hlö"
    years = YEARS[-8:]
    sheet.cell(1, 1, title).font = Font(bold=True)
    for column, heading in enumerate(("Kunta", "Sukupuoli", *years), start=1):
        sheet.cell(3, column, heading).font = Font(bold=True)
    line = 4
    for place in (KEKSILA, HAAVEMAKI, SATULAHTI, TARINAKYLA):
        women, men = (
            [
                max(0, round(place.population_2013 * part * (1 + 0.9 * noise(title, place.code, sex, year))))
                for year in years
            ]
            for sex, part in (("female", 0.00074), ("male", 0.00108))
        )
        both = [sum(counts) for counts in zip(women, men, strict=True)]
        for sex, counts in (("Yhteensä", both), ("Miehet", men), ("Naiset", women)):
            for column, value in enumerate((place.name_fi, sex, *counts), start=1):
                sheet.cell(line, column, value)
            line += 1
    sheet.cell(line + 1, 1, "Lähde: työpajojen omat tilastot (keksitty)")


def _own_table(name: str, level: float, slope: float, digits: int) -> dict[str, list[float | str | None]]:
    table: dict[str, list[float | str | None]] = {}
    for place in (KEKSILA, HAAVEMAKI, SATULAHTI, TARINAKYLA):
        values: list[float | str | None] = []
        for year in YEARS:
            value = (level + slope * (year - YEARS[0])) * (1 + 0.25 * noise(name, place.code))
            value *= 1 + 0.04 * noise(name, place.code, year) - (0.18 if year == 2020 and digits else 0.0)
            if not digits:
                value = value * place.population_2013 / 9_000 + 3
            values.append(round(value, digits) if digits else round(value))
        table[place.name_fi] = values
    # A municipality did not count in every year, and once wrote why.
    table[TARINAKYLA.name_fi][2] = None
    table[TARINAKYLA.name_fi][7] = "-" if not digits else None
    return table


def _write_table(sheet: Worksheet, line: int, title: str, table: dict[str, list[float | str | None]]) -> int:
    sheet.cell(line, 1, title).font = Font(bold=True)
    sheet.cell(line + 1, 1, "Kunta").font = Font(bold=True)
    for place, year in enumerate(YEARS):
        sheet.cell(line + 1, 2 + place, year).font = Font(bold=True)
    for below, (name, values) in enumerate(table.items(), start=line + 2):
        sheet.cell(below, 1, name)
        for place, value in enumerate(values):
            if value is not None:
                sheet.cell(below, 2 + place, value)
    return line + 2 + len(table) + 1
