"""What every reader gives back: tidy rows, what was refused and why, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from hyte.errors import Place

if TYPE_CHECKING:
    import pandas as pd

    from hyte.sources.probe import Probe

RAW_COLUMNS: dict[str, str] = {
    "source": "str",  # sotkanet, thl, statfin, tea, sheet
    "table": "str",  # table or cube id in the source ("12c1"), if any
    "indicator_code": "str",  # id in the source ("127"), if any
    "indicator_label": "str",  # title as printed, if any
    "breakdown": "str",  # other dimensions as "Name=label; Name=label", in file order, "" when none
    "region_code": "str",  # as printed, text: "127", "KU111", "005", "5"; if any
    "region_category": "str",  # KUNTA, HYVINVOINTIALUE, ... in Sotkanet's words, if the file tells
    "region_label": "str",  # as printed, if any
    "year": "int64",
    "sex": "str",  # total, female, male
    "value": "float64",  # NaN when there is none
    "numerator": "float64",
    "denominator": "float64",
    "ci_low": "float64",
    "ci_high": "float64",
    "missing": "str",  # a MissingKind, or missing when there is a value
    "symbol": "str",  # the text in the cell when it was no number ("..", "...", "-"), if any
    "preliminary": "bool",
    "updated": "str",  # ISO date of the source's own update of this figure, if the file tells
    "sheet": "str",
    "cell": "str",  # "D14", for workbooks
    "line": "Int64",  # 1-based line of a text file, or 1-based position of an item in a JSON list
}
"""Columns of `Reading.rows` and their pandas types; text columns hold None where the file says nothing."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Figures that were read and not kept.

    `code` is a word of the list in ``docs/architecture.md``; `detail` the offending text; `count` how many
    figures (cells or rows with one figure each) it stands for.
    """

    code: str
    detail: str
    place: Place
    count: int = 1


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a file tells of its own origin; None where it does not."""

    publisher: str | None = None
    title: str | None = None
    table: str | None = None
    licence: str | None = None
    updated: date | None = None
    retrieved: date | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One table read from a file.

    `rows` has exactly `RAW_COLUMNS`. `figures_read` = len(rows) + the counts of `refusals`: nothing is lost.
    `indicators` and `regions` are the lists that some files carry (Sotkanet's indicator and region lists,
    PxWeb codes), None when the file has none; see ``docs/architecture.md`` for their columns.
    """

    layout: str
    rows: pd.DataFrame
    figures_read: int
    refusals: tuple[Refusal, ...] = ()
    facts: SourceFacts = field(default_factory=SourceFacts)
    indicators: pd.DataFrame | None = None
    regions: pd.DataFrame | None = None

    def __post_init__(self) -> None:
        if list(self.rows.columns) != list(RAW_COLUMNS):
            raise AssertionError(f"reader of {self.layout} gave columns {list(self.rows.columns)}")
        kept_or_refused = len(self.rows) + sum(refusal.count for refusal in self.refusals)
        if kept_or_refused != self.figures_read:
            raise AssertionError(
                f"reader of {self.layout} read {self.figures_read} figures but accounts for {kept_or_refused}"
            )


class Reader(Protocol):
    """One layout: says whether a file has it, and reads it."""

    layout: str

    def recognises(self, probe: Probe) -> bool:
        """Look into the file, cheaply; never raise for a file of another kind."""
        ...

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read every table of the file; raise `InputError` when it is broken."""
        ...
