"""What one report reads: the figures of the municipality and of those it is compared with, and its notes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hyte.chapters.cells import number_of, rows_of, text_of, whole_of
from hyte.chapters.measure import Measure, measure_of
from hyte.chapters.report_regions import COUNTRY, Peers, peers_of, regions_of
from hyte.chapters.told_words import Names, names_of
from hyte.language.place_names import PlaceNames
from hyte.language.wording import Wording, wording
from hyte.model import Edition, Language, MissingKind
from hyte.reference.areas import Areas, County, FoundMunicipality, Municipality
from hyte.reference.register import Register
from hyte.settings import Comparison
from hyte.statistics.finding import Estimate, Finding, Spread
from hyte.statistics.peers import median_series
from hyte.statistics.series import Point, Series
from hyte.store import slices
from hyte.store.approval import Approval
from hyte.store.local_tables import LocalTables, read_local_inputs
from hyte.store.named_owner import is_of_others
from hyte.store.scopes import scopes_of

if TYPE_CHECKING:
    import pandas as pd

_OF_POINTS = (
    *("indicator", "region", "sex", "year", "value", "missing", "preliminary"),
    *("numerator", "denominator", "ci_low", "ci_high"),
)

__all__ = ["COUNTRY", "ReportData", "load_report_data", "rows_of"]


@dataclass(frozen=True)
class ReportData:
    """All that the chapters of one report draw on; nothing else is read."""

    finding: FoundMunicipality
    county: County
    peers_found: Peers
    year: int
    language: Language
    comparison: Comparison
    areas: Areas
    measures: dict[str, Measure]
    observations: pd.DataFrame
    sources: pd.DataFrame
    refusals: pd.DataFrame
    conflicts: pd.DataFrame
    distributions: pd.DataFrame
    local: LocalTables
    edition: Edition
    approval: Approval | None
    later: dict[str, int]
    """First year of the municipality's figures after the report year, by indicator."""

    @property
    def municipality(self) -> Municipality:
        """The municipality that the report is about."""
        return self.finding.municipality

    @property
    def name(self) -> str:
        """Its name in the report's language."""
        return self.municipality.name(self.language)

    @property
    def peers(self) -> tuple[Municipality, ...]:
        """The municipalities that it is compared with."""
        return self.peers_found.municipalities

    @property
    def peers_chosen(self) -> bool:
        """Whether `pipeline.toml` names the peers."""
        return self.peers_found.rule == "chosen"

    @property
    def own(self) -> str:
        """Its region id."""
        return self.municipality.region_id

    @property
    def notes(self) -> pd.DataFrame:
        """Records of the meeting notes."""
        return self.local.notes

    @property
    def note_lines(self) -> pd.DataFrame:
        """Lines of the notes that became no record."""
        return self.local.note_lines

    @property
    def w(self) -> Wording:
        """The texts of the report's language."""
        return wording(self.language)

    @cached_property
    def series(self) -> dict[tuple[str, str, str], Series]:
        """Series by indicator, region id and sex."""
        points: dict[tuple[str, str, str], list[Point]] = {}
        for row, item in enumerate(rows_of(self.observations[list(_OF_POINTS)])):
            kind = MissingKind(item.missing) if isinstance(item.missing, str) else None
            point = Point(
                int(item.year),
                None if kind else float(item.value),
                kind,
                bool(item.preliminary),
                row,
                number_of(item.numerator),
                number_of(item.denominator),
                number_of(item.ci_low),
                number_of(item.ci_high),
            )
            points.setdefault((item.indicator, item.region, item.sex), []).append(point)
        return {
            key: Series(tuple(sorted(items, key=lambda item: item.year))) for key, items in points.items()
        }

    def get(self, indicator: str, region: str, sex: str = "total") -> Series:
        """A series; empty when the data hold none."""
        return self.series.get((indicator, region, sex), Series())

    def peer_median(self, indicator: str, sex: str = "total") -> Series:
        """Median of the peers, year by year."""
        return median_series(self.get(indicator, peer.region_id, sex) for peer in self.peers)

    @property
    def merged_in(self) -> tuple[int, ...]:
        """Years in which other municipalities became part of this one."""
        code = self.municipality.code
        return tuple(sorted({merger.year for merger in self.areas.mergers if merger.new_code == code}))

    def estimate(
        self, measure: Measure, region: str, sex: str = "total", year: int | None = None
    ) -> Estimate | None:
        """A figure with its interval; the municipality's newest year of that sex when `year` is None."""
        from hyte.chapters.findings import estimate_of

        if year is None:
            latest = self.get(measure.id, self.own, sex).latest
            if latest is None:
                return None
            year = latest.year
        return estimate_of(self, measure, region, sex, year)

    @cached_property
    def names(self) -> Names:
        """The names of the places that sentences speak of, in the cases that they need."""
        return names_of(PlaceNames(self.areas), self.municipality, self.county, self.language)

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """What the rules say of every measure that the report shows, by indicator; of both sexes together."""
        from hyte.chapters.findings import findings_of

        return findings_of(self)

    def spread(self, indicator: str, year: int, sex: str = "total", scope: str = "all") -> Spread | None:
        """The middle of all municipalities' figures of a year, None where too few have one."""
        return self._spreads.get((indicator, year, sex, scope))

    @cached_property
    def _spreads(self) -> dict[tuple[str, int, str, str], Spread]:
        return {
            (row.indicator, int(row.year), row.sex, row.scope): Spread(
                int(row.municipalities), row.p10, row.q1, row.median, row.q3, row.p90
            )
            for row in rows_of(self.distributions)
        }

    def newest(self, measure: Measure) -> int | None:
        """Year of the municipality's newest figure of an indicator, of any sex."""
        years = [
            latest.year
            for sex in ("total", "female", "male")
            if (latest := self.get(measure.id, self.own, sex).latest)
        ]
        return max(years) if years else None

    @cached_property
    def used(self) -> tuple[Measure, ...]:
        """Measures that the report shows: the municipality has a figure that is not too old."""
        oldest = self.year - self.comparison.oldest_data
        return tuple(
            measure
            for measure in self.measures.values()
            if (newest := self.newest(measure)) is not None and newest >= oldest
        )

    def source_in(self, measure: Measure, file: str) -> str:
        """Source of a measure's figures in a file."""
        found = self._sources_in.get((measure.id, file))
        if found is None:
            found = self._sources_in[measure.id, file] = measure.source_in(*self._layouts.get(file, ("", "")))
        return found

    @cached_property
    def _sources_in(self) -> dict[tuple[str, str], str]:
        return {}

    def source_of(self, measure: Measure) -> str:
        """Source of the municipality's newest figure of a measure; the register's when it has none."""
        own = self._own_files.get(measure.id)
        return self.source_in(measure, own) if own else measure.source_text

    @cached_property
    def _layouts(self) -> dict[str, tuple[str, str]]:
        return {
            row.file: (text_of(row.layout) or "", text_of(row.table) or "") for row in rows_of(self.sources)
        }

    @cached_property
    def _own_files(self) -> dict[str, str]:
        """File of the municipality's newest figure by indicator; of both sexes' figure where there is one."""
        own = self.observations[self.observations["region"] == self.own].dropna(subset=["value"])
        own = own.assign(_order=own["sex"].map({"male": 0, "female": 1, "total": 2}))
        own = own.sort_values(["_order", "year"], kind="stable")
        return dict(zip(own["indicator"], own["file"], strict=True))

    def place(self, row: Any) -> str:
        """Where a row of observations or refusals was read, in the report's language."""
        w = self.w
        file = Path(row.file).name
        if isinstance(row.cell, str):
            if isinstance(row.sheet, str):
                return w("table.place_sheet_cell", file=file, sheet=row.sheet, cell=row.cell)
            return w("table.place_cell", file=file, cell=row.cell)
        line = whole_of(row.line)
        return file if line is None else w("table.place_line", file=file, line=line)


def load_report_data(
    processed: Path,
    finding: FoundMunicipality,
    areas: Areas,
    year: int,
    language: Language,
    comparison: Comparison,
    edition: Edition = "public",
) -> ReportData:
    """Read one report's slices from the processed tables.

    Only the working edition reads the texts from which personal data were withheld.
    """
    municipality = finding.municipality
    invented = municipality.invented
    facts = slices.read_municipality_facts(processed)
    peers = peers_of(municipality, areas, comparison, facts.of(invented=invented))
    county = areas.county(municipality.county)
    regions = regions_of(municipality, areas, peers)
    observations = slices.read_observations(processed, regions, invented=invented, until_year=year)
    own = slices.read_observations(processed, [municipality.region_id], invented=invented)
    after = own[(own["year"] > year) & own["value"].notna()]
    indicators = slices.read_indicators(processed)
    register, w = Register.load(), wording(language)
    present = slices.read_indicator_ids(processed, invented=invented)
    measures = {
        row.indicator: measure_of(row, register.get(row.indicator), w)
        for row in rows_of(indicators.sort_values("indicator", kind="stable"))
        if row.indicator in present
    }
    local = read_local_inputs(processed, municipality.code, year, working=edition == "working")
    sources = _sources_of(processed, observations, local, areas, municipality, year)
    refusals = slices.read_refusals(processed)
    return ReportData(
        finding=finding,
        county=county,
        peers_found=peers,
        year=year,
        language=language,
        comparison=comparison,
        areas=areas,
        measures=measures,
        observations=observations,
        sources=sources,
        refusals=refusals[refusals["file"].isin(sources["file"])].reset_index(drop=True),
        conflicts=slices.read_conflicts(processed, regions, invented=invented),
        distributions=slices.read_distributions(
            processed, scopes_of(municipality), invented=invented, until_year=year
        ),
        local=local,
        edition=edition,
        approval=slices.read_approval(processed, municipality.code, year),
        later={str(name): int(first) for name, first in after.groupby("indicator")["year"].min().items()},
    )


def _sources_of(
    processed: Path,
    observations: pd.DataFrame,
    local: LocalTables,
    areas: Areas,
    municipality: Municipality,
    year: int,
) -> pd.DataFrame:
    """The raw files that the report tells of: those behind its figures and texts, and those of the same world
    that gave nothing or have a problem, other municipalities' own files apart.

    `hyte.store.fingerprints` decides by the same files what is stale.
    """
    sources = slices.read_sources(processed, invented=municipality.invented)
    behind = {*observations["file"], *local.files}
    failed = sources["problem"].notna() | (sources["kept"] == 0)
    shown = [
        file in behind or (gave_nothing and not is_of_others(file, areas, municipality.code, year))
        for file, gave_nothing in zip(sources["file"], failed, strict=True)
    ]
    return sources[shown].reset_index(drop=True)
