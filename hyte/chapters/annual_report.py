"""The annual report as a notebook calls it: one method for each chapter."""

from __future__ import annotations

from dataclasses import dataclass

from hyte.chapters import (
    background,
    corrections,
    cover,
    coverage,
    group_gaps,
    plan,
    population,
    reading,
    strengths,
    summary,
    unread,
    withheld,
    workbook_data,
)
from hyte.chapters import sources as sources_annex
from hyte.chapters.report_data import ReportData, load_report_data
from hyte.errors import UsageError
from hyte.model import EDITIONS, LANGUAGES
from hyte.presentation.blocks import Heading
from hyte.presentation.show import Blocks
from hyte.settings import Settings, find_settings
from hyte.store import slices


@dataclass(frozen=True)
class AnnualReport:
    """The chapters of one municipality's report, in THL's order."""

    data: ReportData

    def cover(self) -> Blocks:
        """Title page, and notices that must not be missed."""
        return cover.blocks(self.data)

    def summary(self) -> Blocks:
        """Key facts, what improved, what worsened."""
        return summary.blocks(self.data)

    def background(self) -> Blocks:
        """Purpose and law; meetings, decisions, bodies, the year's process and programmes."""
        return background.blocks(self.data)

    def population(self) -> Blocks:
        """Opening of the description of the population."""
        return population.opening(self.data)

    def group(self, section: str) -> Blocks:
        """One population group's indicators, or those of participation, vitality or wellbeing work."""
        return population.section(self.data, section)

    def gaps(self) -> Blocks:
        """Differences between the municipality's own population groups."""
        return Blocks(group_gaps.blocks(self.data))

    def indicator(self, indicator: str) -> Blocks:
        """One indicator's panel, by its id in the register."""
        return population.single(self.data, indicator)

    def strengths(self) -> Blocks:
        """Strengths and development needs; concerns, joys, deeds, phenomena and the residents' voice."""
        return strengths.blocks(self.data)

    def plan(self) -> Blocks:
        """Goals, the plan and how it is carried out, measures, projects and resources."""
        return plan.blocks(self.data)

    def annexes(self) -> Blocks:
        """Coverage, unread lines, corrections, what was withheld, sources, how to read the report."""
        return Blocks(
            (
                Heading(level=2, text=self.data.w("annex.title")),
                *coverage.blocks(self.data),
                *unread.blocks(self.data),
                *corrections.blocks(self.data),
                *withheld.blocks(self.data),
                *sources_annex.blocks(self.data),
                *reading.blocks(self.data),
            )
        )

    def workbook(self) -> Blocks:
        """Everything behind the figures, for the data workbook."""
        return workbook_data.blocks(self.data)


def open_report(
    municipality: str | int,
    year: int | str,
    language: str = "fi",
    edition: str = "public",
    *,
    settings: Settings | None = None,
) -> AnnualReport:
    """Read what the report of a municipality and year needs.

    Parameters
    ----------
    municipality : str or int
        Code in any form ("111", 5, "KU005") or name in Finnish, Swedish or English.
    year : int or str
        Report year; figures up to and including it are used.
    language : str
        "fi", "sv" or "en".
    edition : str
        "public", or "working": with the persons' names and other personal data that are withheld from the
        public edition, and a notice on each page.

    Raises
    ------
    UsageError
        When the municipality, the year or the language is not known, or nothing has been ingested.
    """
    for known in LANGUAGES:
        if language == known:
            break
    else:
        raise UsageError(f"Unknown language {language!r}.", remedy=f"Use one of: {', '.join(LANGUAGES)}.")
    if not str(year).isdigit() or not 1990 <= int(year) <= 2100:
        raise UsageError(f"{year!r} is not a report year.", remedy="Give a year such as 2022.")
    for chosen in EDITIONS:
        if edition == chosen:
            break
    else:
        raise UsageError(f"Unknown edition {edition!r}.", remedy=f"Use one of: {', '.join(EDITIONS)}.")
    settings = settings or find_settings()
    areas = slices.areas_of(settings.folders.processed)
    finding = areas.find(municipality)
    processed = settings.folders.processed
    data = load_report_data(processed, finding, areas, int(year), known, settings.comparison, chosen)
    return AnnualReport(data)
