"""The columns of the tables that notes are read into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_OWNER = {"municipality": "str", "year": "int64"}
NOTES: dict[str, str] = _OWNER | {
    "id": "str",
    "file": "str",
    "line": "Int64",
    "page": "Int64",
    "part": "str",
    "kind": "str",
    "text": "str",
    "quote": "str",
    "body": "str",
    "date": "str",
    "owner": "str",
    "schedule": "str",
    "state": "str",
    "themes": "str",
    "groups": "str",
    "sector": "str",
    "channel": "str",
    "programme": "str",
    "heading": "str",
    "agenda": "str",
    "parent": "str",
    "rule": "str",
    "corrected": "str",
}
LINES: dict[str, str] = _OWNER | {
    "file": "str",
    "line": "Int64",
    "page": "Int64",
    "part": "str",
    "text": "str",
    "reason": "str",
}
MEETINGS: dict[str, str] = _OWNER | {
    "file": "str",
    "line": "Int64",
    "body": "str",
    "number": "str",
    "date": "str",
    "place": "str",
    "present": "int64",
    "absent": "int64",
    "language": "str",
    "same_as": "str",
}
ATTENDANCE: dict[str, str] = _OWNER | {
    "file": "str",
    "line": "Int64",
    "body": "str",
    "date": "str",
    "role": "str",
    "sector": "str",
    "status": "str",
    "count": "int64",
}
WITHHELD: dict[str, str] = _OWNER | {
    "file": "str",
    "sheet": "str",
    "cell": "str",
    "line": "Int64",
    "page": "Int64",
    "kind": "str",
    "count": "int64",
}
ORIGINALS: dict[str, str] = _OWNER | {"table": "str", "id": "str", "field": "str", "text": "str"}


def frame(rows: Sequence[Mapping[str, object]], columns: Mapping[str, str]) -> pd.DataFrame:
    """A table of `columns` (name → type in pandas); what a row does not hold is empty."""
    import pandas as pd

    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, kind in columns.items()},
        columns=list(columns),
    )
