"""The items of a meeting's agenda: which lines are their titles, once each, and which are standing items."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from hyte.sources.notes.folding import fold, squeezed
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.vocabulary import FIELDS, data, kinds_within, label_of, standing

_LONGEST = 200
_LONGEST_NUMBERED = 120
_LONGEST_BARE = 90
_SECTION = re.compile(
    # "Vapltk 41 §": the body may stand before the number in short.
    r"(?:[A-ZÅÄÖ][a-zåäö]{1,12}\.?\s+(?=§|\d+\s*§))?(?:§\s*(?P<after>\d{1,4})|(?P<before>\d{1,4})\s*§)(?!\s*:)\s*[.:–-]?\s*(?P<title>.*)$",
    re.S,
)
_NUMBER = re.compile(r"\(?(?P<number>\d{1,2})(?:[.)]|\s*[–-])\s+(?P<title>\S.*)$", re.S)
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5})[.)]?\s+(?P<title>[A-ZÅÄÖ]\S.*)$", re.S)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_BARE_NUMBER = re.compile(r"(?P<number>\d{1,2})\s+(?P<title>[A-ZÅÄÖ][^\W\d_].*)$")
_PAGE = re.compile(r"(?:\s*\.{3,}\s*|\s*…+\s*|\t+|\s{3,})\d{1,4}\s*$")


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One title of an item: `label` is "§ 12" or "3."; `lines` are the numbers of its lines.

    `standing` tells that every agenda has the item, and of which kind it is; `repeated` that the title stands
    elsewhere too, above what was said of the matter.
    """

    label: str
    title: str
    lines: tuple[int, ...]
    standing: Literal["procedural", "open"] | None = None
    repeated: bool = False


@dataclass(slots=True)
class _Found:
    position: int
    number: int
    title: str
    section: bool
    contents: bool = False
    lines: tuple[int, ...] = ()


def agenda_of(
    lines: Sequence[NumberedLine], passed: AbstractSet[int] = frozenset()
) -> Mapping[int, AgendaItem]:
    """Agenda items by the number of their first line; lines in `passed` (attendance, the head) are none."""
    found = [one for position in range(len(lines)) if (one := _found(lines, position, passed))]
    sections = [one for one in found if one.section]
    numbered = _agenda_sequences(lines, [one for one in found if not one.section])
    items = _once(lines, sections, "§ {}") | _once(lines, numbered, "{}.")
    return _with_plain_headings(lines, items) if numbered else items


def under_items(
    records: Sequence[Record], lines: Sequence[NumberedLine], items: Mapping[int, AgendaItem]
) -> tuple[Record, ...]:
    """The records, each that has no item of the agenda yet with the one that it stands under."""
    if not items:
        return tuple(records)
    label: str | None = None
    above: dict[int, str | None] = {}
    part = ""
    for line in lines:
        if line.part != part:
            part, label = line.part, label if line.part in ("", "text box") else None
        if (item := items.get(line.number)) is not None:
            label = None if item.repeated and item.label != label else item.label
        above[line.number] = label
    return tuple(
        record if record.agenda else replace(record, agenda=above.get(record.line)) for record in records
    )


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(squeezed(word) for word in data("labels.toml")["agenda"][part])


@cache
def _item_word() -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)) for word in data("labels.toml")["agenda"]["items"])
    return re.compile(rf"(?:{words})\s+(?P<number>\d{{1,2}})\s*[.:–-]?\s+(?P<title>\S.*)$", re.S)


def _found(lines: Sequence[NumberedLine], position: int, passed: AbstractSet[int]) -> _Found | None:
    line = lines[position]
    if line.number in passed or line.part in ("comment", "footnote", "page header", "page footer"):
        return None
    if line.style == "table":
        return _in_contents(line, position) or _in_table(lines, position)
    text = line.text if line.text.startswith(line.label) else f"{line.label} {line.text}".strip()
    if match := _SECTION.match(text):
        title = _PAGE.sub("", match["title"]).strip()
        lines_of: tuple[int, ...] = (line.number,)
        if not any(map(str.isalpha, title)):
            # The number stands alone and the title on the line below it.
            below = lines[position + 1] if position + 1 < len(lines) else None
            if (
                below is None
                or below.style == "table"
                or below.label
                or ((label := label_of(below.text)) and label.role != "boilerplate")
                or not below.text
            ):
                return None
            title, lines_of = below.text, (line.number, below.number)
        if not any(map(str.isalnum, title)):
            return None
        if len(title) > _LONGEST or not (title[0].isupper() or title[0].isdigit() or title[0] in "\"”’'("):
            return None
        number = int(match["after"] or match["before"])
        return _Found(position, number, title, True, bool(_PAGE.search(match["title"])), lines_of)
    named = _item_word().match(fold(text))
    bare = _BARE_NUMBER.match(text) if line.style == "paragraph" and not line.label else None
    match = _NUMBER.match(text)
    if named is not None:
        title, number = text[named.start("title") :], int(named["number"])
    elif match and (line.style == "heading" or (line.style == "list" and line.level <= 1)):
        title, number = match["title"], int(match["number"])
    elif line.style == "heading" and (roman := _ROMAN.match(text)) and roman["number"] in _ROMANS:
        title, number = roman["title"], _ROMANS.index(roman["number"]) + 1
    elif bare and len(text) <= _LONGEST_BARE and not text.endswith((".", ",", ";")):
        title, number = bare["title"], int(bare["number"])
    else:
        return None
    title = _PAGE.sub("", title).strip()
    if not any(map(str.isalnum, title)):
        return None
    return _Found(position, number, title, False, lines=(line.number,))


def _in_contents(line: NumberedLine, position: int) -> _Found | None:
    """The entry of a contents table, "§ 12 | Title | 3" or "§ 12 Title | 3"."""
    cells = [" ".join(cell.split()) for cell in line.cells if cell]
    if len(cells) > 1 and re.fullmatch(r"\d{1,4}", cells[-1]):
        cells = cells[:-1]
    match = _SECTION.match(" ".join(cells)) if cells else None
    if match is None or len(cells) > 2 or not any(map(str.isalpha, match["title"])):
        return None
    number = int(match["after"] or match["before"])
    return _Found(position, number, match["title"].strip(), True, True, (line.number,))


def _in_table(lines: Sequence[NumberedLine], position: int) -> _Found | None:
    """The matter of a row below "# | Asia | Vetäjä"."""
    cells = lines[position].cells
    if not cells or not re.fullmatch(r"\d{1,2}\.?", cells[0].strip()):
        return None
    at = position
    while at and lines[at - 1].style == "table" and len(lines[at - 1].cells) == len(cells):
        at -= 1
    head = [squeezed(cell) for cell in lines[at].cells]
    column = next((number for number, word in enumerate(head) if word in _words("columns")), 0)
    if not column or len(head) != len(cells) or any(word in _words("no_columns") for word in head):
        return None
    title = cells[column].replace("\n", " ").strip()
    if not any(map(str.isalnum, title)):
        return None
    return _Found(position, int(cells[0].strip(" .")), title, False, lines=(lines[position].number,))


def _agenda_sequences(lines: Sequence[NumberedLine], found: Sequence[_Found]) -> list[_Found]:
    """Those of the numbered lines that number an agenda and no list within a part."""
    return [one for run in _sequences(lines, found) if _is_agenda(lines, run) for one in run if _titled(one)]


def _titled(one: _Found) -> bool:
    return len(one.title) <= _LONGEST_NUMBERED and not re.search(r"[a-zåäö]{3,}[.;,]$", one.title)


def _sequences(lines: Sequence[NumberedLine], found: Sequence[_Found]) -> list[list[_Found]]:
    """Numbered lines as lists that count upwards; a list may lie within an item of another."""
    done: list[list[_Found]] = []
    open_: list[list[_Found]] = []
    for one in found:
        fits = [run for run in open_ if run[-1].number + 1 == one.number]
        if not fits:
            fits = [run for run in open_[:1] if run[-1].number < one.number <= run[-1].number + 2]
        if one.number <= 1 or not fits:
            run = [one]
            done.append(run)
            # A list that begins again beside one of the same look ends it.
            open_.append(run)
            continue
        chosen = fits[-1]
        if len(fits) > 1:
            alike = [run for run in fits if lines[run[-1].position].style == lines[one.position].style]
            label = label_of(one.title)
            outer = standing(one.title) or (label is not None and label.role == "kind")
            chosen = fits[0] if outer else (alike or fits)[-1]
        chosen.append(one)
        del open_[open_.index(chosen) + 1 :]
    return _parted(done)


def _parted(runs: list[list[_Found]]) -> list[list[_Found]]:
    """The lists, where a list within a matter was taken to go on with the matters that follow it."""
    for outer, inner in pairwise(runs):
        last = outer[-1]
        tail = [one for one in inner if one.number > last.number]
        within = last.position < inner[0].position and len(tail) < len(inner)
        if within and any(standing(one.title) for one in outer) and any(standing(one.title) for one in tail):
            outer.extend(tail)
            del inner[-len(tail) :]
    return runs


def _is_agenda(lines: Sequence[NumberedLine], run: Sequence[_Found]) -> bool:
    if any(standing(one.title) for one in run) or all(lines[one.position].style == "table" for one in run):
        return True
    before = lines[run[0].position - 1] if run[0].position else None
    if before is not None and squeezed(before.text) in _words("lists"):
        return True
    if len(run) < 2 or any(lines[one.position].style == "paragraph" for one in run):
        return False
    if 2 * sum(bool(kinds_within(one.title)) for one in run) > len(run):
        # "1. Vad oroar? 2. Vad gläder?": themes of a discussion and no matters.
        return False
    if all(lines[one.position].style == "heading" for one in run):
        return True
    label = label_of(before.text) if before is not None else None
    if label is not None and label.role == "kind" and not label.rest:
        return False
    between = [lines[first.position + 1 : second.position] for first, second in pairwise(run)]
    return sum(any(map(_said, part)) for part in between) * 2 > len(between)


def _said(line: NumberedLine) -> bool:
    """Whether a line tells what was said of an item, and no field of a numbered measure."""
    label = label_of(line.text)
    return (label is None or label.role not in FIELDS) and (
        line.style != "list" or line.level <= 1 or bool(label)
    )


def _once(lines: Sequence[NumberedLine], found: Sequence[_Found], shape: str) -> dict[int, AgendaItem]:
    """One item for each number and title: the one with something under it, else the first."""
    positions = {one.position for one in found}
    items: dict[int, AgendaItem] = {}
    groups: dict[tuple[int, str], list[_Found]] = {}
    for one in found:
        said = "" if one.section else squeezed(one.title)
        groups.setdefault((one.number, said), []).append(one)
    for (number, _), group in groups.items():
        full = [
            one
            for one in group
            if not one.contents
            and one.position + len(one.lines) < len(lines)
            and one.position + len(one.lines) not in positions
        ]
        chosen = (full or [one for one in group if not one.contents] or group)[0]
        for one in group:
            items[one.lines[0]] = AgendaItem(
                shape.format(number), one.title, one.lines, standing(one.title), one is not chosen
            )
    return dict(sorted(items.items()))


def _with_plain_headings(
    lines: Sequence[NumberedLine], items: Mapping[int, AgendaItem]
) -> dict[int, AgendaItem]:
    """The items, with headings that repeat a title of the list of matters without its number."""
    titles = {squeezed(item.title): item for item in items.values() if not item.repeated}
    joined = dict(items)
    last = max(items, default=0)
    for line in lines:
        if line.style != "heading" or line.number in items or line.number < last:
            continue
        if item := titles.get(squeezed(line.text)):
            joined[line.number] = replace(item, lines=(line.number,))
            joined[item.lines[0]] = replace(item, repeated=True)
    return dict(sorted(joined.items()))
