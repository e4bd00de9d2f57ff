"""Tables of survey answers in text files, whatever encoding and separator a tool or a person chose."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from hyte.errors import HyteError, InputError
from hyte.sources.grids import Grid
from hyte.sources.notes.folding import mended
from hyte.sources.probe import Probe

_SEPARATORS = (";", "\t", ",", "|")
_TOLD_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\s*")
_OLD_LETTERS = re.compile("(?<=[a-zA-Z])[„”Ž™†](?=[a-z])|(?<=[a-zA-Z])[„”†](?=[\\s,;.])")
_LOOKED_AT = 400
_LONGEST_CELL = 1_000_000
_SAVE = "Export it again as xlsx, or as CSV UTF-8."


@dataclass(frozen=True, slots=True, eq=False)
class TextTable:
    """The table of a text file, and what was wrong with its letters."""

    grid: Grid
    problems: tuple[HyteError, ...]


def text_table(probe: Probe) -> TextTable:
    """Split a text file into cells.

    Raises
    ------
    InputError
        When it cannot be read as text, or a quotation mark is opened and never closed.
    """
    text, problems = _letters(probe)
    first_line = 1
    told = _TOLD_SEPARATOR.fullmatch(text.partition("\n")[0].strip("\r"))
    if told:
        text, first_line = text.partition("\n")[2], 2
    separator = told[1] if told and told[1] in _SEPARATORS else _separator(text)
    rows, lines = _split(probe, text, separator, first_line)
    grid = Grid(probe.name, None, False, rows, (), tuple(lines))
    return TextTable(grid, tuple(problems))


def _letters(probe: Probe) -> tuple[str, list[HyteError]]:
    """The text with its letters mended where a program has read them in the wrong encoding."""
    text = _without_mark(probe)
    problems: list[HyteError] = []
    if probe.encoding == "cp1252" and len(_OLD_LETTERS.findall(text)) >= 2:
        text = probe.data.decode("cp850")
        problems.append(
            InputError(
                "The letters ä, ö and å are in an old encoding (DOS); they were read as such.",
                place=probe.name,
                remedy=f"Look whether they are right. {_SAVE}",
            )
        )
    better = mended(text)
    if better != text:
        problems.append(
            InputError(
                "Letters such as ä and ö were saved in the wrong encoding; those that could be were mended.",
                place=probe.name,
                remedy=f"Look whether they are right. {_SAVE}",
            )
        )
    if "\ufffd" in better:
        line = better[: better.index("\ufffd")].count("\n") + 1
        problems.append(
            InputError(
                "Letters are lost: the file holds the mark that stands for unreadable ones.",
                place=probe.place(line=line),
                remedy=_SAVE,
            )
        )
    return better, problems


def _without_mark(probe: Probe) -> str:
    # UTF-16 whose opening mark is lost: every second byte of Western text is zero.
    head = probe.head
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[start::2].count(0)
        if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and zeros * 10 > len(head) * 4:
            try:
                return probe.data.decode(encoding)
            except UnicodeDecodeError:
                continue
    if probe.kind == "unknown":
        raise InputError(
            "The file is neither a workbook nor text.", place=probe.name, remedy="Export it as xlsx or csv."
        )
    return probe.text


def _separator(text: str) -> str:
    """The separator by which most records have as many fields as the first one; more fields decide."""
    best, merit = ";", (0.0, 0)
    for separator in _SEPARATORS:
        lengths = []
        try:
            for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                if record:
                    lengths.append(len(record))
                if len(lengths) >= _LOOKED_AT:
                    break
        except csv.Error:
            continue
        widest = max(lengths[:3], default=0)
        if widest < 2:
            continue
        alike = sum(length == widest for length in lengths) / len(lengths)
        if (alike > 0.5, widest) > merit:
            best, merit = separator, (alike > 0.5, widest)
    return best


def _split(probe: Probe, text: str, separator: str, start: int) -> tuple[list[list[object]], list[int]]:
    rows: list[list[object]] = []
    numbers: list[int] = []
    line = start
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for cells in reader:
            rows.append(list(cells))
            numbers.append(line)
            line = start + reader.line_num
    except csv.Error as error:
        raise InputError(
            f"The line cannot be split into cells ({error}).", place=probe.place(line=line), remedy=_SAVE
        ) from error
    finally:
        csv.field_size_limit(limit)
    if rows and _is_open(text, numbers[-1] - start, separator):
        raise InputError(
            "A quotation mark is opened and never closed, so that the answers behind it run together.",
            place=probe.place(line=numbers[-1]),
            remedy=f"Close it, or take it out. {_SAVE}",
        )
    return rows, numbers


def _is_open(text: str, lines_before: int, separator: str) -> bool:
    """Whether the last record ends within a quoted cell."""
    last = "".join(text.splitlines(keepends=True)[lines_before:])
    try:
        list(csv.reader(io.StringIO(last, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False
