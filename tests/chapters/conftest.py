"""Reports of the shipped example and of a small raw folder, without drawing their charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from hyte import chapters
from hyte.chapters import AnnualReport, open_report
from hyte.presentation import charts
from hyte.presentation.charts import DotRow, Line, Tile
from hyte.settings import Comparison, Folders, Settings
from hyte.store.ingest import ingest

from .small_world import write_small_world
from .tested_world import write_tested_world

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
def tested(tmp_path_factory: pytest.TempPathFactory) -> Open:
    """A report of Heinola from the raw folder whose figures can be tested."""
    folder = tmp_path_factory.mktemp("tested")
    write_tested_world(folder / "raw")
    ingest(folder / "raw", folder / "processed")
    chosen = Comparison(peers={"Heinola": ("Hollola", "Iitti", "Orimattila")})
    settings = Settings(
        folders=Folders(raw=folder / "raw", processed=folder / "processed"), comparison=chosen
    )

    @cache
    def opened(municipality: str = "Heinola", year: int = 2024, language: str = "en") -> AnnualReport:
        return open_report(municipality, year, language, settings=settings)

    return opened


@pytest.fixture(scope="session")
def example(example_settings: Settings) -> Open:
    """A report from the shipped example."""

    @cache
    def opened(municipality: str, year: int = 2024, language: str = "en") -> AnnualReport:
        return open_report(municipality, year, language, settings=example_settings)

    return opened


@dataclass
class Drawn:
    """What would have been drawn, in the order of drawing."""

    series: list[Sequence[Line]] = field(default_factory=list)
    """The lines of each chart of one indicator."""
    tiles: list[Sequence[Tile]] = field(default_factory=list)
    """The small charts of each figure of a section."""
    rows: list[Sequence[DotRow]] = field(default_factory=list)
    """The rows of each overview against the country."""
    others: list[str] = field(default_factory=list)
    """Names of the other charts."""


SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='10pt' height='10pt' viewBox='0 0 10 10'/>"


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """The charts that would be drawn; drawing is slow and is tested elsewhere."""
    found = Drawn()
    known = {"series_chart": found.series, "small_multiples": found.tiles, "dot_range_chart": found.rows}

    def drawing(name: str) -> Callable[..., str]:
        def draw(first: Any, *more: object, **options: object) -> str:
            known.get(name, found.others).append(first if name in known else name)
            return SVG

        return draw

    charting = [name for name in charts.__all__ if name.endswith("_chart") or name == "small_multiples"]
    for module in iter_modules(chapters.__path__):
        room = import_module(f"hyte.chapters.{module.name}")
        for name in charting:
            if hasattr(room, name):
                monkeypatch.setattr(room, name, drawing(name))
    return found
