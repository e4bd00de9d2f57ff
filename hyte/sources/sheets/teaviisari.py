"""TEAviisari's scores as a long sheet: sector, dimension, year, area, score."""

from __future__ import annotations

from collections.abc import Iterator

from hyte.sources.grids import Grid, grids
from hyte.sources.numbers import figure_of
from hyte.sources.probe import Probe
from hyte.sources.reading import Reading, Refusal, SourceFacts
from hyte.sources.tidy import rows_of
from hyte.sources.years import year_of

_HEADINGS = {
    "sector": "toimiala, sektori, sektor, sector",
    "dimension": "ulottuvuus, osa-alue, osaalue, dimensio, dimension",
    "year": "vuosi, tietovuosi, tiedonkeruuvuosi, år, year",
    "region": "alue, kunta, alueen nimi, kunnan nimi, område, kommun, area, region, municipality",
    "code": "koodi, aluekoodi, kuntakoodi, kuntanumero, kod, områdeskod, kommunkod, code, area code",
    "category": "aluetyyppi, alueluokitus, aluetaso, områdestyp, area type, region type",
    "value": "val, arvo, pisteet, pistemäärä, tulos, värde, poäng, value, score, points",
}
_HEADING_OF = {word: name for name, words in _HEADINGS.items() for word in words.split(", ")}
_NEEDED = ("sector", "dimension", "year", "value")
_LOOKED_AT = 20


def _header(grid: Grid) -> tuple[int, dict[str, int], list[tuple[int, str]]] | None:
    """Row of the header, column of each known heading, and the other headings."""
    for row in range(min(_LOOKED_AT, len(grid.rows))):
        columns: dict[str, int] = {}
        others: list[tuple[int, str]] = []
        for column in grid.filled(row):
            heading = _HEADING_OF.get(grid.text(row, column).rstrip(":").casefold())
            if heading is None or heading in columns:
                others.append((column, grid.text(row, column)))
            else:
                columns[heading] = column
        if all(name in columns for name in _NEEDED):
            return row, columns, others
    return None


class TeaviisariSheet:
    """Headings Toimiala, Ulottuvuus, Vuosi, Alue, val, or their other Finnish, Swedish and English names."""

    layout = "teaviisari-long"

    def recognises(self, probe: Probe) -> bool:
        """Whether a sheet has a row with the headings of sector, dimension, year and score."""
        if probe.kind == "text":
            telltale = " ".join(probe.lines[:_LOOKED_AT]).casefold()
            if not any(word in telltale for word in _HEADINGS["sector"].split(", ")):
                return False
        return any(_header(grid) is not None for grid in grids(probe))

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read every sheet that has the headings; a score outside 0–100 is refused."""
        for grid in grids(probe):
            found = _header(grid)
            if found is not None:
                yield self._sheet(grid, *found)

    def _sheet(
        self, grid: Grid, header: int, columns: dict[str, int], others: list[tuple[int, str]]
    ) -> Reading:
        records: list[dict[str, object]] = []
        refusals: list[Refusal] = []
        for row in range(header + 1, len(grid.rows)):
            if not any(grid.text(row, column) for column in columns.values()):
                continue
            texts = {name: grid.text(row, column) for name, column in columns.items()}
            given = grid.cell(row, columns["value"])
            fault = _fault(texts, grid.cell(row, columns["year"]), given)
            if fault is not None:
                refusals.append(Refusal(*fault, grid.place(row, columns["value"])))
                continue
            year, figure = year_of(grid.cell(row, columns["year"])), figure_of(given, "thl")
            assert year is not None and figure is not None
            records.append(
                {
                    "source": "tea",
                    "indicator_label": f"{texts['sector']} / {texts['dimension']}",
                    "region_code": texts.get("code") or None,
                    "region_category": texts.get("category") or None,
                    "region_label": texts.get("region") or None,
                    "year": year.year,
                    "value": figure.value,
                    "missing": figure.missing.value if figure.missing else None,
                    "symbol": figure.symbol,
                    "preliminary": figure.preliminary or year.preliminary,
                    **grid.origin(row, columns["value"]),
                }
            )
        notes = [
            f"Column {text!r} was left out: a TEAviisari sheet has no such column." for _, text in others
        ]
        if grid.hidden:
            notes.append(f"Sheet {grid.sheet!r} is hidden; it was read.")
        return Reading(
            self.layout,
            rows_of(records),
            len(records) + len(refusals),
            tuple(refusals),
            SourceFacts(title="TEAviisari", notes=tuple(notes)),
        )


def _fault(texts: dict[str, str], year: object, value: object) -> tuple[str, str] | None:
    if not texts["sector"] or not texts["dimension"]:
        return "no_indicator", f"{texts['sector']} / {texts['dimension']}"
    if not texts.get("region") and not texts.get("code"):
        return "no_area", f"{texts['sector']} / {texts['dimension']}"
    if year_of(year) is None:
        return ("not_a_year", texts["year"]) if texts["year"] else ("no_year", "")
    figure = figure_of(value, "thl")
    if figure is None:
        return "not_a_number", texts["value"]
    if figure.value is not None and not 0 <= figure.value <= 100:
        return "out_of_range", texts["value"]
    return None
