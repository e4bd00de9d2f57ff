"""Charts on one theme, drawn as SVG with their glyphs as paths: the same bytes on every machine."""

from hyte.presentation.charts.dot_range import DotRow, DotTexts, dot_range_chart
from hyte.presentation.charts.groups import GroupRow, Reference, group_chart
from hyte.presentation.charts.labels import spread
from hyte.presentation.charts.pyramid import AgeBar, AgeGroup, AgeTexts, age_chart, pyramid_chart
from hyte.presentation.charts.sectors import ScoreRow, sector_chart
from hyte.presentation.charts.series import Line, series_chart
from hyte.presentation.charts.sexes import Mark, SexRow, SexTexts, sexes_chart
from hyte.presentation.charts.small_multiples import MultiplesTexts, Tile, small_multiples
from hyte.presentation.charts.theme import Role

__all__ = [
    "AgeBar",
    "AgeGroup",
    "AgeTexts",
    "DotRow",
    "DotTexts",
    "GroupRow",
    "Line",
    "Mark",
    "MultiplesTexts",
    "Reference",
    "Role",
    "ScoreRow",
    "SexRow",
    "SexTexts",
    "Tile",
    "age_chart",
    "dot_range_chart",
    "group_chart",
    "pyramid_chart",
    "sector_chart",
    "series_chart",
    "sexes_chart",
    "small_multiples",
    "spread",
]
