"""Programmes and plans that a note lists: their names, years and who is responsible for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hyte.sources.notes.arrangements.arrangement import announced, kind_of_heading, words
from hyte.sources.notes.arrangements.part_stems import heading_parts
from hyte.sources.notes.arrangements.programme_names import (
    Programme,
    may_name,
    programme_name,
    programme_named,
)
from hyte.sources.notes.folding import fold, squeezed
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.vocabulary import label_of, role_of

TITLE_RULE = "programme_title"
_PARTS = ("vision", "values", "target_groups", "goals", "changes", "choices", "cornerstones")


def _record(named: Programme, number: int, quote: str, rule: str, heading: str | None) -> Record:
    return Record(
        number,
        "programme",
        named.printed,
        quote,
        rule,
        heading=heading,
        owner=named.owner,
        schedule=named.years,
        lines=frozenset({number}),
        programme=named.name,
    )


def programme_items(
    items: Sequence[tuple[str, int]], quotes: Sequence[str], heading: str | None, *, certain: bool = False
) -> tuple[Record, ...]:
    """Give the programmes of one list, () when most of its items are something else.

    `items` are texts with the numbers of their lines; `schedule` is the years for which a programme is valid.
    """
    found: list[Record] = []
    for text, number in items:
        named = programme_named(text, certain=certain)
        if named is None:
            continue
        found.append(_record(named, number, text, "programme_list", heading))
    enough = bool(found) if certain else len(found) > 1
    if not enough or (not certain and 5 * len(found) < 3 * len(quotes)):
        return ()
    if not certain and len(found) < len(quotes):
        # Where most items are programmes, the others are programmes under another name.
        return programme_items(items, quotes, heading, certain=True)
    return tuple(found)


def programme_lists(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give the programmes in lists and tables of a note, and those that have a part of it each."""
    found: list[Record] = list(programme_titles(lines))
    heading: NumberedLine | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        printed = heading.text.strip(" :") if heading else None
        if line.style == "list" and not line.text.endswith(":"):
            end = at
            while (
                end < len(lines)
                and lines[end].style == "list"
                and lines[end].level >= line.level
                # "3. Huolet" after bullets goes on with the agenda.
                and (lines[end].numbered == line.numbered or lines[end].level > line.level)
            ):
                end += 1
            block = [other for other in lines[at:end] if other.level == line.level]
            if not _of_a_kind(heading):
                texts = [other.text for other in block]
                certain = heading is not None and _announces(heading)
                pairs = [(other.text, other.number) for other in block]
                found.extend(programme_items(pairs, texts, printed, certain=certain))
            if end < len(lines) and lines[end].style == "list":
                heading = None
            at = end
            continue
        if line.style == "table":
            rows, end = _table(lines, at, heading)
            found.extend(rows)
            at = max(end, at + 1)
            continue
        if (named := _labelled(line)) is not None:
            found.append(_record(named, line.number, line.text, "programme_label", printed))
        heads = line.style == "heading" or line.text.endswith(":")
        heading = line if heads or announced(line) or label_of(line.text) else None
        at += 1
    return tuple(found)


def _labelled(line: NumberedLine) -> Programme | None:
    """The programme behind a label: "Ohjelma / Program: Ikäohjelma 2024–2027"."""
    head, colon, rest = (piece.strip() for piece in line.text.partition(":"))
    kinds = words("programmes", "labels")
    if not colon or not rest or not all(piece in kinds for piece in re.split(r"\s*/\s*", fold(head))):
        return None
    return programme_named(rest)


def _announces(heading: NumberedLine) -> bool:
    said = announced(heading)
    return (said is not None and said.parts == ("programmes",)) or "programmes" in heading_parts(heading.text)


def _of_a_kind(heading: NumberedLine | None) -> bool:
    """Whether a heading says that its list is of measures, decisions or the like."""
    return heading is not None and not _announces(heading) and kind_of_heading(heading.text) is not None


def _table(lines: Sequence[NumberedLine], at: int, heading: NumberedLine | None) -> tuple[list[Record], int]:
    """The rows below a heading row "Ohjelma | Voimassa | Vastuutaho"."""
    end = at + 1
    while end < len(lines) and lines[end].style == "table" and len(lines[end].cells) == len(lines[at].cells):
        end += 1
    rows = lines[at + 1 : end]
    columns = _columns(lines[at])
    announced_above = heading is not None and _announces(heading)
    known = _is_programme_heading(fold(lines[at].cells[0].replace("\n", " ")).strip(" :"))
    names = [row.cells[0].replace("\n", " ") for row in rows]
    said = sum(1 for name in names if programme_named(name) is not None)
    others = [cell for cell in lines[at].cells if cell and kind_of_heading(cell) is not None]
    certain = (known and len(columns) > 0) or (announced_above and not others)
    certain = certain or (not others and said > 1 and 5 * said >= 3 * len(names) and (known or bool(columns)))
    if not certain or not (said or columns):
        return [], at
    printed = heading.text.strip(" :") if heading is not None else None
    found: list[Record] = []
    for row, name in zip(rows, names, strict=True):
        named = programme_named(name, certain=True)
        if named is not None:
            years = row.cells[columns["years"]].replace("\n", " ") if "years" in columns else named.years
            owner = row.cells[columns["owner"]].replace("\n", ", ") if "owner" in columns else named.owner
            named = replace(named, years=years or None, owner=owner or None)
            found.append(_record(named, row.number, row.text, "programme_table", printed))
    return found, end if found else at


def _columns(row: NumberedLine) -> dict[str, int]:
    """The columns of validity and of who is responsible, behind the first one."""
    found: dict[str, int] = {}
    for number, cell in enumerate(row.cells[1:], start=1):
        folded = fold(cell.replace("\n", " ")).strip(" :")
        if not folded:
            continue
        first = folded.split()[0]
        if first in words("programmes", "validity") or first.startswith(("voimassa", "giltig")):
            found.setdefault("years", number)
        elif role_of(cell) == "owner" or first.startswith(("vastuu", "ansvar", "omista", "agare")):
            found.setdefault("owner", number)
    return found


def _is_programme_heading(folded: str) -> bool:
    pieces = [piece for piece in re.split(r"\s(?:tai|ja|eller|och)\s|\s*/\s*", folded) if piece]
    kinds = words("parts", "programmes") | words("programmes", "generic") | words("programmes", "labels")
    return bool(pieces) and all(piece.split()[-1] in kinds for piece in pieces)


def programme_titles(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """The programmes that a collection of them has as titles, such as one "LIIKUNTAOHJELMA" per slide.

    A title counts when there are several and a part of a programme (vision, values, target groups, choices)
    follows each of them. A title that comes again belongs to the same programme.
    """
    whole = _own_title(lines)
    if whole is not None:
        return (whole,)
    titles: dict[str, list[int]] = {}
    names: dict[str, tuple[str, NumberedLine]] = {}
    for position, line in enumerate(lines):
        name = _title(line)
        if name is not None:
            titles.setdefault(squeezed(name), []).append(position)
            names.setdefault(squeezed(name), (name, line))
    starts = sorted(position for found in titles.values() for position in found)
    told = {
        key
        for key, found in titles.items()
        for start in found
        if _tells(lines[start + 1 : next((s for s in starts if s > start), len(lines))])
    }
    if len(told) < 2:
        return ()
    records: list[Record] = []
    for key, (name, line) in names.items():
        if key not in told:
            continue
        again = {other.number for other in lines if squeezed(other.text) == key and other.style != "table"}
        record = _record(Programme(name, name), line.number, line.text, TITLE_RULE, None)
        records.append(replace(record, lines=record.lines | again))
    return tuple(records)


def _own_title(lines: Sequence[NumberedLine]) -> Record | None:
    """The programme that a whole document is, such as the draft "Liikuntaohjelma 2025–2029"."""
    first = lines[0] if lines else None
    if first is None or first.style not in ("heading", "paragraph") or first.label:
        return None
    others = (_title(line) for line in lines[1:])
    named = programme_named(first.text)
    if named is None or named.owner or any(others) or not _tells(lines[1:]):
        return None
    return _record(named, first.number, first.text, TITLE_RULE, None)


def _title(line: NumberedLine) -> str | None:
    if line.style != "heading" or line.label or len(line.text.split()) > 5:
        return None
    match = programme_name().match(fold(line.text))
    if match is None or len(match["rest"].split()) > 1 or re.search(r"[,:;]", line.text):
        return None
    name = line.text[: match.end("name")].strip()
    return name if may_name(name) else None


def _tells(lines: Sequence[NumberedLine]) -> bool:
    found = (announced(line) for line in lines)
    return any(said is not None and set(said.parts) & set(_PARTS) for said in found)
