"""A large csv of Sotkanet's programming interface, block by block as columns of numbers.

Texts become numbers that stand for them, so that a row takes some forty bytes. What a block holds is decided
by Arrow where all of it is plain, and by the reader of small files line by line where anything in it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hyte.model import MissingKind, Sex
from hyte.sources.reading import Refusal
from hyte.sources.sexes import sex_of
from hyte.sources.sotkanet.rest import HEADER, code_of, read_lines, separator_of
from hyte.sources.years import year_of

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd
    import pyarrow

    Column = npt.NDArray[np.generic]
    Columns = dict[str, Column]

COLUMNS = {
    "indicator": "int32",
    "region": "int32",
    "year": "int16",
    "sex": "int8",
    "value": "float64",
    "numerator": "float64",
    "missing": "int8",
    "symbol": "int32",
    "preliminary": "bool",
    "line": "int64",
}
"""Columns of a block. Indicator, region and symbol are positions in `Words`, sex and missing in the lists
below; -1 is none. Lines are counted from 0 at the start of the part."""
SEXES = tuple(str(sex) for sex in sorted(Sex, key=str))
KINDS = tuple(str(kind) for kind in MissingKind)

_HEAD = 4096
_MOST_DECIMALS = 4
_EMPTY = KINDS.index(str(MissingKind.EMPTY))
_NO_DIGIT_BEHIND = re.compile(rb"\.[;,\t\r\n ]")


@dataclass(slots=True)
class Words:
    """The texts of a part of a file, in order of appearance; `decimals` of the values, by indicator."""

    indicators: dict[str, int] = field(default_factory=dict)
    regions: dict[str, int] = field(default_factory=dict)
    symbols: dict[str, int] = field(default_factory=dict)
    decimals: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Some lines of a file: their figures, what was refused, and how many lines they are."""

    columns: Columns
    refusals: tuple[Refusal, ...]
    absolute_only: int
    lines: int


class NotPlainError(Exception):
    """The file has letters that have to be decoded first."""


def data_start(path: Path) -> tuple[str, int] | None:
    """The separator of a csv of this layout and where its second line begins; None for every other file."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    first, end, _ = head.partition(b"\n")
    if not end or not (plain := first.removeprefix(b"\xef\xbb\xbf")).isascii():
        return None
    separator = separator_of(plain.decode("ascii").rstrip("\r"))
    return (separator, len(first) + 1) if separator else None


def parts_of(path: Path, start: int, size: int) -> list[tuple[int, int]]:
    """Where parts of about `size` bytes begin and end; each ends with a line."""
    cuts = [start]
    with path.open("rb") as stream:
        end = stream.seek(0, 2)
        while cuts[-1] + size < end:
            stream.seek(cuts[-1] + size)
            stream.readline()
            cuts.append(stream.tell())
    cuts += [end] if cuts[-1] < end else []
    return list(pairwise(cuts))


def blocks(
    path: Path, name: str, part: tuple[int, int], separator: str, words: Words, size: int
) -> Iterator[Block]:
    """Read one part in blocks of about `size` bytes; `words` grows with what is found.

    Raises
    ------
    NotPlainError
        The file is not in plain ASCII; nothing but its figures would be.
    """
    line, (at, end) = 0, part
    with path.open("rb") as stream:
        stream.seek(at)
        while at < end:
            data = stream.read(min(size, end - at))
            if at + len(data) < end:
                data += stream.readline()
            at += len(data)
            if not data.isascii():
                raise NotPlainError
            block = _quick(data, separator, words, line) or _careful(data, name, separator, words, line)
            yield block
            line += block.lines


def _quick(data: bytes, separator: str, words: Words, first: int) -> Block | None:
    """A block in which every line is a figure in its plainest form; None for every other block."""
    ends, returns = data.count(b"\n"), data.count(b"\r")
    lines = ends + (not data.endswith(b"\n"))
    if b'"' in data or returns not in (0, ends) or _NO_DIGIT_BEHIND.search(data):
        return None
    table = _parsed(data, separator)
    if table is None or table.num_rows != lines:
        return None
    primary, absolute = (table[name].combine_chunks().to_numpy(zero_copy_only=False) for name in HEADER[4:])
    if np.isinf(primary).any() or np.isinf(absolute).any():
        return None
    texts = {name: table[name].combine_chunks() for name in HEADER[:4]}
    found = {name: texts[name].dictionary.to_pylist() for name in texts}
    years = [year_of(text) for text in found["year"]]
    sexes = [sex_of(text) for text in found["gender"]]
    indicators, regions = ([code_of(text) for text in found[name]] for name in ("indicator", "region"))
    if any(each is None for each in (*years, *sexes, *indicators, *regions)):
        return None
    position = {name: texts[name].indices.to_numpy() for name in texts}
    indicator = np.array([_number(words.indicators, code) for code in indicators], dtype=np.int32)
    columns: Columns = {
        "indicator": indicator[position["indicator"]],
        "region": np.array([_number(words.regions, code) for code in regions], np.int32)[position["region"]],
        "year": np.array([year.year for year in years if year], dtype=np.int16)[position["year"]],
        "sex": np.array([SEXES.index(str(sex)) for sex in sexes], dtype=np.int8)[position["gender"]],
        "symbol": np.full(lines, -1, dtype=np.int32),
        "preliminary": np.zeros(lines, dtype=bool),
        "line": np.arange(first, first + lines, dtype=np.int64),
    }
    no_primary, no_absolute = np.isnan(primary), np.isnan(absolute)
    absolute_only = 0
    if no_primary.any():
        absolute_only = int((no_primary & ~no_absolute).sum())
        columns["value"] = np.where(no_primary, absolute, primary)
        columns["numerator"] = np.where(no_primary, np.nan, absolute)
        columns["missing"] = np.where(no_primary & no_absolute, _EMPTY, -1).astype(np.int8)
    else:
        columns |= {"value": primary, "numerator": absolute, "missing": np.full(lines, -1, dtype=np.int8)}
    _count_decimals(words, columns)
    return Block(columns, (), absolute_only, lines)


def _parsed(data: bytes, separator: str) -> pyarrow.Table | None:
    import pyarrow
    from pyarrow import csv

    text, number = pyarrow.dictionary(pyarrow.int32(), pyarrow.string()), pyarrow.float64()
    try:
        return csv.read_csv(
            pyarrow.BufferReader(data),
            read_options=csv.ReadOptions(column_names=HEADER, use_threads=False, block_size=len(data) + 1),
            parse_options=csv.ParseOptions(delimiter=separator, quote_char=False, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types={name: text if name in HEADER[:4] else number for name in HEADER},
                null_values=[""],
                strings_can_be_null=False,
            ),
        )
    except pyarrow.ArrowException:
        return None


def _careful(data: bytes, name: str, separator: str, words: Words, first: int) -> Block:
    """A block as the reader of small files reads it, line by line."""
    lines = re.split(r"\r\n|\n|\r", data.decode("ascii"))
    if lines and not lines[-1]:
        lines.pop()
    found = read_lines(name, lines, separator, first)
    rows = found.rows
    columns: Columns = {
        "indicator": _numbers(rows["indicator_code"], words.indicators),
        "region": _numbers(rows["region_code"], words.regions),
        "symbol": _numbers(rows["symbol"], words.symbols),
        "year": rows["year"].to_numpy(dtype=np.int16),
        "sex": _numbers(rows["sex"], {sex: at for at, sex in enumerate(SEXES)}).astype(np.int8),
        "missing": _numbers(rows["missing"], {kind: at for at, kind in enumerate(KINDS)}).astype(np.int8),
        "value": rows["value"].to_numpy(),
        "numerator": rows["numerator"].to_numpy(),
        "preliminary": rows["preliminary"].to_numpy(),
        "line": rows["line"].to_numpy(dtype=np.int64),
    }
    _count_decimals(words, columns)
    return Block(columns, found.refusals, found.absolute_only, len(lines))


def _numbers(texts: pd.Series, known: dict[str, int]) -> npt.NDArray[np.int32]:
    import pandas as pd

    codes, values = pd.factorize(texts)
    numbers = np.array([*(_number(known, str(value)) for value in values), -1], dtype=np.int32)
    return numbers[codes]


def _number(known: dict[str, int], text: str | None) -> int:
    return known.setdefault(text or "", len(known))


def _count_decimals(words: Words, columns: Columns) -> None:
    """Note with how many decimals the values of each indicator are given, four for more than three."""
    indicator, value = columns["indicator"], columns["value"].astype(np.float64, copy=False)
    words.decimals += [0] * (len(words.indicators) - len(words.decimals))
    at = np.flatnonzero(~np.isnan(value))
    indicator, value = indicator[at], value[at]
    for decimals in range(_MOST_DECIMALS):
        # As `numpy.allclose` tells the decimals of the values of a small file.
        more = np.abs(value - np.round(value, decimals)) > 1e-9
        indicator, value = indicator[more], value[more]
        if not len(value):
            return
        for number in np.flatnonzero(np.bincount(indicator)).tolist():
            words.decimals[number] = max(words.decimals[number], decimals + 1)
