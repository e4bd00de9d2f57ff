"""Reports of the shipped example and of a small raw folder, without drawing their charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import pytest

from hyte.chapters import AnnualReport, open_report
from hyte.presentation.charts import Line
from hyte.settings import Comparison, Folders, Settings
from hyte.store.ingest import ingest

from .small_world import write_small_world

Open = Callable[..., AnnualReport]


@pytest.fixture(scope="session")
def small_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("small")
    write_small_world(folder / "raw")
    ingest(folder / "raw", folder / "processed")
    chosen = Comparison(peers={"Heinola": ("Hollola", "Iitti", "Orimattila")})
    return Settings(folders=Folders(raw=folder / "raw", processed=folder / "processed"), comparison=chosen)


@pytest.fixture(scope="session")
def small(small_settings: Settings) -> Open:
    """A report from the small raw folder."""

    @cache
    def opened(municipality: str = "Heinola", year: int = 2024, language: str = "en") -> AnnualReport:
        return open_report(municipality, year, language, settings=small_settings)

    return opened


@pytest.fixture(scope="session")
def example(example_settings: Settings) -> Open:
    """A report from the shipped example."""

    @cache
    def opened(municipality: str, year: int = 2024, language: str = "en") -> AnnualReport:
        return open_report(municipality, year, language, settings=example_settings)

    return opened


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[Line]]:
    """The lines of each chart that would be drawn; drawing is slow and is tested elsewhere."""
    charts: list[Sequence[Line]] = []

    def draw(lines: Sequence[Line], **options: object) -> str:
        charts.append(lines)
        return "<svg xmlns='http://www.w3.org/2000/svg'/>"

    monkeypatch.setattr("hyte.chapters.panel.series_chart", draw)
    return charts
