"""CSV exports of PxWeb as text: title, head, stub and figures, and what the head's names are made of."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from hyte.model import Sex
from hyte.sources.dimensions.roles import Role, role_by_name, time_of
from hyte.sources.numbers import figure_of
from hyte.sources.sexes import sex_of_word

_SAMPLE = 50
_MOST_WAYS = 1000
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_MARK = re.compile(r"[.…]{1,6}|-")
_YEAR = r"(?:19|20)\d\d\*?"
_YEAR_FIRST = re.compile(rf"({_YEAR}) (.+)")
_YEAR_LAST = re.compile(rf"(.+[^,\s]) ({_YEAR})")
_NUMBERED = frozenset(("ikä", "ålder", "age"))
"""Stub variables whose labels may be bare numbers."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A PxWeb text table split into fields.

    `quoted` tells whether texts stand in quotes, which only PxWeb itself does. `lines` are the lines of the
    file that the rows stand on, counted from 1; `bad` holds lines with a wrong number of fields.
    """

    title: str | None
    quoted: bool
    names: tuple[str, ...]
    stub: int
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    bad: tuple[tuple[int, str], ...]


def split_table(lines: Sequence[str], most: int | None = None) -> TextTable | None:
    """Split a text into title, head and rows; None when it is no such table.

    Parameters
    ----------
    lines : sequence of str
        The whole file.
    most : int, optional
        How many rows to read; all by default.
    """
    filled = [i for i, line in enumerate(lines) if line.strip(" \t;,")]
    if len(filled) < 2:
        return None
    title, head = None, filled[0]
    if filled[1] > filled[0] + 1 and _is_title(lines[head]):
        title, head = _unquoted(lines[head].rstrip("\t;, ")), filled[1]
    separator, wrapped = _separator(lines[head])
    if separator is None:
        return None
    body = lines[head:] if most is None else lines[head : head + most + 1]
    texts = [_unquoted(line.rstrip(";")) for line in body] if wrapped else list(body)
    try:
        fields = list(_fields(texts, separator))
    except csv.Error:
        return None
    names = tuple(name.strip() for name in fields[0][1])
    while names and not names[-1]:
        names = names[:-1]
    if len(names) < 2 or not all(names):
        return None
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    bad: list[tuple[int, str]] = []
    for offset, row in fields[1:]:
        if len(row) >= len(names) and not any(row[len(names) :]):
            rows.append(tuple(field.strip() for field in row[: len(names)]))
            numbers.append(head + offset + 1)
        elif any(field.strip() for field in row):
            bad.append((head + offset + 1, texts[offset]))
    quoted = texts[0].startswith('"')
    stub = _quoted_stub(texts[1 : _SAMPLE + 1], separator, len(names)) if quoted else _named_stub(names, rows)
    if not rows or not 0 < stub < len(names):
        return None
    return TextTable(title, quoted, names, stub, tuple(rows), tuple(numbers), tuple(bad))


def _is_title(line: str) -> bool:
    text = line.strip().rstrip("\t;, ")
    return _QUOTED.fullmatch(text) is not None or not re.search(r'[;\t"]', text)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1].replace('""', '"') if _QUOTED.fullmatch(text) else text


def _separator(head: str) -> tuple[str | None, bool]:
    """Separator of a head; True when a spreadsheet has put each whole line into one quoted field."""
    text = head.strip()
    first = _QUOTED.match(text)
    if first is not None:
        rest = text[first.end() :]
        if rest[:1] and rest[0] in ",;\t " and rest.strip(";"):
            return rest[0], False
        return (",", True) if ',""' in first[0] else (None, False)
    return next((sign for sign in ";\t," if sign in text), None), False


def _fields(texts: Sequence[str], separator: str) -> list[tuple[int, list[str]]]:
    """Fields of each record, with the offset of its first line."""
    reader = csv.reader((f"{text}\n" for text in texts), delimiter=separator)
    records: list[tuple[int, list[str]]] = []
    offset = 0
    for record in reader:
        records.append((offset, record))
        offset = reader.line_num
    return records


def _quoted_stub(texts: Sequence[str], separator: str, width: int) -> int:
    """How many columns from the left hold quoted labels; marks of missing figures may be quoted too."""
    field = re.compile(rf'("(?:[^"]|"")*"|[^{re.escape(separator)}"]*)(?:{re.escape(separator)}|$)')
    columns: list[list[str]] = [[] for _ in range(width)]
    for text in texts:
        for column, match in zip(columns, field.finditer(text), strict=False):
            column.append(match[1])
    stub = 0
    for column in columns:
        labels = [text for text in column if text]
        if not labels or not all(text.startswith('"') for text in labels):
            break
        if all(_MARK.fullmatch(text.strip('"')) for text in labels):
            break
        stub += 1
    return stub


def _named_stub(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How many columns from the left hold labels, when no quotes tell: by name first, then by content."""
    for c, name in enumerate(names):
        if time_of(name) is not None:
            return c
        if role_by_name(name) is not None or name.casefold() in _NUMBERED:
            continue
        if all(figure_of(row[c], "statfin") is not None for row in rows[:_SAMPLE]):
            return c
    return len(names)


def split_heads(heads: Sequence[str], variables: Sequence[str] | None) -> list[list[str]]:
    """Take apart names of columns that are the labels of several variables joined with a blank.

    Parameters
    ----------
    heads : sequence of str
        Names of the columns with figures, the last variable varying fastest.
    variables : sequence of str or None
        Names of the variables that are joined; None when the title does not tell.

    Returns
    -------
    list of list of str
        One list of labels per variable, each as long as `heads`; a single list when they cannot be parted.
    """
    if variables is not None:
        fitting = (parts for parts in _factors(heads, len(variables)) if _fit(variables, parts))
        # 2 × 2 labels explain four names better than 4 × 1 do.
        return min(
            islice(fitting, _MOST_WAYS),
            key=lambda parts: sum(len(set(labels)) for labels in parts),
            default=[list(heads)],
        )
    for pattern, year in ((_YEAR_FIRST, 1), (_YEAR_LAST, 2)):
        matches = [pattern.fullmatch(head) for head in heads]
        if all(matches):
            years = [match[year] for match in matches if match]
            rest = [match[3 - year] for match in matches if match]
            parts = _sexes_apart(rest)
            return [years, *parts] if year == 1 else [*parts, years]
    return _sexes_apart(heads)


def _sexes_apart(heads: Sequence[str]) -> list[list[str]]:
    first = [head.partition(" ")[::2] for head in heads]
    last = [head.rpartition(" ")[::2] for head in heads]
    for parts, sex in ((first, 0), (last, 2)):
        pairs = [(part[0], part[1]) for part in parts]
        words = [pair[0] if sex == 0 else pair[1] for pair in pairs]
        others = [pair[1] if sex == 0 else pair[0] for pair in pairs]
        kinds = {sex_of_word(word) for word in words}
        if None not in kinds and kinds != {Sex.TOTAL} and all(others):
            return [words, others] if sex == 0 else [others, words]
    return [list(heads)]


def _fit(variables: Sequence[str], parts: Sequence[Sequence[str]]) -> bool:
    """Whether the labels given to a time are times, and those given to a sex are sexes."""
    for name, labels in zip(variables, parts, strict=True):
        role = role_by_name(name)
        if role is Role.TIME and not all(map(time_of, labels)):
            return False
        if role is Role.SEX and not all(map(sex_of_word, labels)):
            return False
    return True


def _factors(heads: Sequence[str], variables: int) -> Iterator[list[list[str]]]:
    """Every way to see the names as combinations of labels joined with blanks, one list per variable."""
    if variables == 1:
        yield [list(heads)]
        return
    count = len(heads)
    cuts = [match.start() for match in re.finditer(" ", heads[0])]
    for inner in (size for size in range(1, count + 1) if count % size == 0):
        blocks = heads[::inner]
        # A label that all names share belongs, all of it, to the variable with one category.
        for cut in cuts if len(blocks) > 1 else cuts[::-1]:
            front, rest = heads[0][: cut + 1], heads[0][cut:]
            if not all(head.startswith(front) for head in heads[:inner]):
                continue
            if not all(block.endswith(rest) for block in blocks):
                continue
            tails = [head[len(front) :] for head in heads[:inner]]
            fronts = [block[: len(block) - len(rest)] for block in blocks]
            if len(set(fronts)) < len(fronts) or len(set(tails)) < len(tails):
                continue
            if [f"{front} {tail}" for front in fronts for tail in tails] != list(heads):
                continue
            for inside in _factors(tails, variables - 1):
                repeated = [[label for _ in fronts for label in labels] for labels in inside]
                yield [[front for front in fronts for _ in tails], *repeated]


def is_long_table(names: Sequence[str]) -> bool:
    """Whether a head without quotes names an area and a time, as a table re-saved in a spreadsheet does."""
    folded = {name.casefold() for name in names}
    roles = {role_by_name(name) for name in names}
    foreign = {"val", "primary value", "absolute value", "toimiala", "ulottuvuus"}
    return {Role.AREA, Role.TIME} <= roles and not folded & foreign
