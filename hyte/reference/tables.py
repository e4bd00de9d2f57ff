"""The facts of this room as they lie in its csv files: one dictionary of texts per row."""

from __future__ import annotations

import csv
from importlib import resources


def rows_of(name: str) -> list[dict[str, str]]:
    """Rows of a csv file of this room, in file order.

    Parameters
    ----------
    name : str
        File name, for example ``"municipalities.csv"``. Every value stays a text, so "005" keeps its zeros.
    """
    text = resources.files("hyte.reference").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
