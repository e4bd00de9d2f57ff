"""The frozen values that every room of the package shares."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Language = Literal["fi", "sv", "en"]
Edition = Literal["public", "working"]
"""The public edition shows roles; the working edition also names persons and is never published."""
EDITIONS: tuple[Edition, ...] = ("public", "working")
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")


class MissingKind(StrEnum):
    """Why an observation has no value. Zero is a value and never one of these."""

    MISSING = "missing"
    """The source marks the figure as missing."""
    NOT_APPLICABLE = "not_applicable"
    """The figure would make no sense (Statistics Finland "..")."""
    SUPPRESSED = "suppressed"
    """Kept secret to protect persons (Statistics Finland "...")."""
    NOT_AVAILABLE = "not_available"
    """The producer did not obtain it (Statistics Finland "....")."""
    NOT_COLLECTED = "not_collected"
    """It was not asked (Statistics Finland ".....")."""
    SUPPRESSED_OR_MISSING = "suppressed_or_missing"
    """The source does not tell which of the two (THL "..")."""
    EMPTY = "empty"
    """A cell without a value or a mark; the source gives no reason."""


class Sex(StrEnum):
    """Sex that an observation is about."""

    TOTAL = "total"
    FEMALE = "female"
    MALE = "male"


class Kind(StrEnum):
    """Statistical kind of an indicator; decides units, decimals and which interval is possible."""

    PROPORTION = "proportion"
    RATE = "rate"
    MEAN = "mean"
    COUNT = "count"
    INDEX = "index"
    MONEY = "money"


class Direction(StrEnum):
    """Whether a higher figure means better wellbeing."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class ReportKey:
    """One report to make: which notebook, for whom, of which year, in which language."""

    report: str
    municipality: str
    """Three-character municipality code, for example "111"."""
    year: int
    language: Language
