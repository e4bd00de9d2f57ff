"""The word lists beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _file(name: str) -> dict[str, Any]:
    text = resources.files("hyte.sources.privacy").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def words(part: str) -> dict[str, Any]:
    """A part of the word lists for names ("titles") or for places and numbers ("streets")."""
    names = _file("names.toml")
    return dict(names[part] if part in names else _file("numbers.toml")[part])
