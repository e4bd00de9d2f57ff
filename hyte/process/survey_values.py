"""Results of surveys as frozen values, and the statistics that they are made with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Design = Literal["open", "sample"]
NoMargin = Literal["self_selected", "no_answers"]
"""Why a survey has no margin: anybody could answer it, or nobody did."""


class Interval(Protocol):
    """Limits of a share, between 0 and 1."""

    @property
    def low(self) -> float:
        """The lower limit."""

    @property
    def high(self) -> float:
        """The upper limit."""


class Hidden(Protocol):
    """What of a question may not be shown, see `hyte.statistics.disclosure.Hidden`."""

    @property
    def counts(self) -> frozenset[tuple[str | None, int]]:
        """Counts by group and number of the option."""

    @property
    def bases(self) -> frozenset[str | None]:
        """Bases by group."""


class Protect(Protocol):
    """Finds what must be hidden, see `hyte.statistics.disclosure.protect`."""

    def __call__(
        self,
        counts: Mapping[str | None, Sequence[int | None]],
        bases: Mapping[str | None, int | None],
        *,
        exclusive: bool,
        closed: frozenset[str] = ...,
        within: Sequence[str | None] | None = ...,
    ) -> Hidden:
        """Find it for one question."""


class IntervalOf(Protocol):
    """Gives a share's interval, see `hyte.statistics.proportion.proportion`."""

    def __call__(self, count: int, base: int, population: int | None = ...) -> Interval | None:
        """Give the interval of a count among a base."""


class MarginOf(Protocol):
    """Gives a sample's margin in percentage points, see `hyte.statistics.proportion.margin_of_error`."""

    def __call__(self, n: int, population: int | None = ...) -> float:
        """Give the margin of n answers."""


class CorrectionOf(Protocol):
    """Tells by what a margin shrinks, see `hyte.statistics.proportion.correction`."""

    def __call__(self, n: int, population: int | None) -> float:
        """Give the factor."""


@dataclass(frozen=True, slots=True)
class SurveyMethods:
    """The statistics that results of surveys rest on: of `hyte.statistics.proportion` and `.disclosure`."""

    interval: IntervalOf
    margin: MarginOf
    correction: CorrectionOf
    protect: Protect


@dataclass(frozen=True, slots=True)
class Margin:
    """The margin of a sample survey in percentage points, and whether it was corrected for the population."""

    points: float
    corrected: bool


@dataclass(frozen=True, slots=True)
class Option:
    """An option with its count and share (0 to 1); `missing` says why there is none.

    "suppressed" is what the file or this report hides because it is too few, or because it would give others
    away. `low` and `high` are the interval of a sample survey's share.
    """

    text: str
    count: int | None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of a population group; `base` is None when the group is hidden or its base is not known."""

    group: str
    text: str | None
    base: int | None
    options: tuple[Option, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question of all respondents.

    `stem` is the question that a statement is a part of, `statement` the statement itself; a question of its
    own has its text in `statement`. `base` are those who answered it, None when hidden or not known.
    """

    number: str
    text: str
    stem: str | None
    statement: str
    kind: str
    base: int | None
    hidden: bool
    options: tuple[Option, ...]
    groups: tuple[Group, ...] = ()
    makes_groups: bool = False
    """Whether it is the question by which the groups are told."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey and its results; `response_rate` is between 0 and 1."""

    id: str
    file: str
    title: str
    design: Design
    channel: str | None
    answers: int
    invited: int | None
    population: int | None
    response_rate: float | None
    margin: Margin | None
    no_margin: NoMargin | None
    opened: str | None
    closed: str | None
    asked: str | None
    conclusions: str | None
    action: str | None
    feedback: str | None
    questions: tuple[Question, ...]
