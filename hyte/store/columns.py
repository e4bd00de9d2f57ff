"""The columns of every processed table, in order, and the key that identifies a row.

Dates are ISO text (``2024-05-31``), because a yearly report compares and prints them and nothing else. Text
columns are empty (None) where the source says nothing; ``value`` is in the unit of its indicator.
"""

from __future__ import annotations

from hyte.model import Direction, Kind, MissingKind
from hyte.store.column_types import (
    COUNT,
    FLAG,
    LINE,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    SEX,
    TEXT,
    YEAR,
    Column,
    Table,
)
from hyte.store.local_columns import LOCAL_TABLES

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "observations",
            {
                "region": TEXT,
                "indicator": TEXT,
                "year": YEAR,
                "sex": SEX,
                "value": MAYBE_NUMBER,
                "numerator": MAYBE_NUMBER,
                "denominator": MAYBE_NUMBER,
                "ci_low": MAYBE_NUMBER,
                "ci_high": MAYBE_NUMBER,
                "missing": Column("text", optional=True, words=tuple(MissingKind)),
                "symbol": MAYBE_TEXT,
                "preliminary": FLAG,
                "updated": MAYBE_TEXT,
                "invented": FLAG,
                "file": TEXT,
                "sheet": MAYBE_TEXT,
                "cell": MAYBE_TEXT,
                "line": LINE,
            },
            key=("region", "indicator", "year", "sex", "invented"),
        ),
        Table(
            "indicators",
            {
                "indicator": TEXT,
                "source": MAYBE_TEXT,
                "code": MAYBE_TEXT,
                "table": MAYBE_TEXT,
                "title_fi": MAYBE_TEXT,
                "title_sv": MAYBE_TEXT,
                "title_en": MAYBE_TEXT,
                "unit_fi": MAYBE_TEXT,
                "unit_sv": MAYBE_TEXT,
                "unit_en": MAYBE_TEXT,
                "decimals": Column("whole", optional=True, low=0, high=9),
                "kind": Column("text", optional=True, words=tuple(Kind)),
                "direction": Column("text", words=tuple(Direction)),
                "direction_reason": MAYBE_TEXT,
                "theme": MAYBE_TEXT,
                "group": MAYBE_TEXT,
                "registered": FLAG,
            },
            key=("indicator",),
        ),
        Table(
            "distributions",
            {
                "indicator": TEXT,
                "year": YEAR,
                "sex": SEX,
                "invented": FLAG,
                "scope": TEXT,
                "municipalities": COUNT,
                "p10": Column("number"),
                "q1": Column("number"),
                "median": Column("number"),
                "q3": Column("number"),
                "p90": Column("number"),
            },
            key=("indicator", "year", "sex", "invented", "scope"),
        ),
        Table(
            "regions",
            {
                "region": TEXT,
                "category": MAYBE_TEXT,
                "name_fi": MAYBE_TEXT,
                "name_sv": MAYBE_TEXT,
                "name_en": MAYBE_TEXT,
                "county": MAYBE_TEXT,
                "country_part": MAYBE_TEXT,
                "language": MAYBE_TEXT,
                "municipality_group": MAYBE_TEXT,
                "successor": MAYBE_TEXT,
                "successor_year": Column("whole", optional=True, low=1900, high=2100),
                "invented": FLAG,
            },
            key=("region",),
        ),
        Table(
            "sources",
            {
                "file": TEXT,
                "sha256": TEXT,
                "bytes": COUNT,
                "layout": MAYBE_TEXT,
                "publisher": MAYBE_TEXT,
                "title": MAYBE_TEXT,
                "table": MAYBE_TEXT,
                "licence": MAYBE_TEXT,
                "updated": MAYBE_TEXT,
                "retrieved": MAYBE_TEXT,
                "notes": MAYBE_TEXT,
                "invented": FLAG,
                "figures_read": COUNT,
                "kept": COUNT,
                "refused": COUNT,
                "problem": MAYBE_TEXT,
            },
            key=("file",),
        ),
        Table(
            "refusals",
            {
                "file": TEXT,
                "sheet": MAYBE_TEXT,
                "cell": MAYBE_TEXT,
                "line": LINE,
                "code": TEXT,
                "detail": MAYBE_TEXT,
                "count": Column("whole", low=1),
            },
        ),
        Table(
            "conflicts",
            {
                "region": TEXT,
                "indicator": TEXT,
                "year": YEAR,
                "sex": SEX,
                "value_used": MAYBE_NUMBER,
                "file_used": TEXT,
                "place_used": MAYBE_TEXT,
                "updated_used": MAYBE_TEXT,
                "value_other": MAYBE_NUMBER,
                "file_other": TEXT,
                "place_other": MAYBE_TEXT,
                "updated_other": MAYBE_TEXT,
            },
        ),
        *LOCAL_TABLES,
    )
}
