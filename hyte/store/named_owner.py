"""Whose own input a raw file is, by its name alone."""

from __future__ import annotations

import re

from hyte.errors import HyteError
from hyte.reference.areas import Areas

_OWN_INPUT = re.compile(
    r"(?P<place>[^/]+)/(?P<year>\d{4})/(?:(?:notes|registers|surveys)/|(?:review\.xlsx|approval\.toml)$)"
)


def is_of_others(file: str, areas: Areas, municipality: str, year: int) -> bool:
    """Whether a file is the own input of another municipality or year than these: their report says nothing
    of it. `municipality` is the three-character code."""
    match = _OWN_INPUT.search(file)
    if match is None:
        return False
    try:
        owner = areas.find(match["place"]).municipality
    except HyteError:
        return False
    return (owner.code, int(match["year"])) != (municipality, year)
