"""The small file beside an export, "<export>.meta.toml", with what the export cannot tell of itself."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from hyte.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".meta.toml"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a coordinator writes beside an export; None where nothing was written."""

    publisher: str | None = None
    title: str | None = None
    licence: str | None = None
    updated: date | None = None
    retrieved: date | None = None
    measure: str | None = None
    """Title of the indicator, for a file that does not name it."""
    indicator: str | None = None
    """The register's id of the indicator."""
    invented: bool = False


_DATES = frozenset({"updated", "retrieved"})
_KEYS = tuple(field.name for field in fields(Sidecar))


def sidecar_path(export: Path) -> Path:
    """Where the sidecar of an export lies."""
    return export.with_name(export.name + SUFFIX)


def read_sidecar(path: Path, name: str) -> Sidecar:
    """Read a sidecar strictly.

    Parameters
    ----------
    path : pathlib.Path
        The sidecar itself.
    name : str
        Its path as messages shall print it.

    Raises
    ------
    InputError
        The file is no TOML, or holds an unknown key, an empty text, or a value of the wrong kind.
    """
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"The sidecar cannot be read: {error}.",
            place=name,
            remedy='Write lines such as: publisher = "THL" or updated = 2025-04-04.',
        ) from error
    values: dict[str, str | date | bool] = {}
    for key, value in content.items():
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            raise InputError(
                f"The sidecar has the unknown key {key!r}.",
                place=name,
                remedy=f"{hint}Known keys are {', '.join(_KEYS)}.",
            )
        values[key] = _typed(key, value, name)
    return Sidecar(**values)  # type: ignore[arg-type]


def _typed(key: str, value: object, name: str) -> str | date | bool:
    if key in _DATES:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        wanted = f"a date such as {key} = 2025-04-04"
    elif key == "invented":
        if isinstance(value, bool):
            return value
        wanted = "true or false"
    else:
        if isinstance(value, str) and value.strip():
            return value.strip()
        wanted = f'a text such as {key} = "…"'
    raise InputError(
        f"The sidecar's key {key!r} holds {value!r}.", place=name, remedy=f"Write {wanted}, or leave it out."
    )
