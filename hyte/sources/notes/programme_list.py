"""Programmes and plans that a note lists: their names, years and who is responsible for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from hyte.sources.notes.arrangement import announced, kind_of_heading, words
from hyte.sources.notes.folding import fold, squeezed
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.vocabulary import label_of, role_of

TITLE_RULE = "programme_title"
_LONGEST_NAME, _LONGEST_OWNER = 14, 12
_YEARS = r"(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d|\d\d(?!\d)))?(?!\d)"
_FIELD = re.compile(r"^(?P<label>[a-z]+(?: ja [a-z]+)?)\s*:\s*")
_RIGHT_BEHIND = re.compile(r"\s+\(?(?:vv?\.?\s*)?[\d\s–-]+\)?")
_CALL = re.compile(r"^\w+(?:taan|daan|llaan|nnaan|rraan|ssaan|ttiin|tiin)$")
_PARTS = ("vision", "values", "target_groups", "goals", "changes", "choices", "cornerstones")


@cache
def _name() -> re.Pattern[str]:
    ends = "|".join(sorted(words("programmes", "endings"), key=len, reverse=True))
    more = rf"(?:\s(?:ja|seka|och|samt)\s[-–‐]?(?:\w[\w-]*)?(?:{ends})(?!\w))?"
    about = r"(?:\s(?:for|mot|om|kring)\s[^/:;|,(\d]*[^/:;|,(\d\s])?"
    purpose = r"(?:(?:\s\w[\w-]*){1,5}ksi(?!\w)(?=\s*(?:$|[/:;|,(\d])))?"
    return re.compile(rf"(?P<name>[^/:;|]*?(?<!\w)[\w-]*(?:{ends})(?!\w){more}{about}{purpose})(?P<rest>.*)$")


@cache
def _validity() -> re.Pattern[str]:
    said = "|".join(sorted(words("programmes", "validity"), key=len, reverse=True))
    return re.compile(
        rf"^[\s,;(–-]*(?:(?:{said}|vv|v|vuosille|vuosiksi|vuosina|vuodelle|for|till)\b[.:]?\s*)*(?P<years>{_YEARS})(?P<close>\s?\)?)"
    )


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme or plan that an item names.

    `printed` is its name with the years that stand right behind it; `years` are those for which it is valid,
    `owner` who is responsible, both as printed.
    """

    name: str
    printed: str
    years: str | None = None
    owner: str | None = None


def programme_named(text: str, *, certain: bool = False) -> Programme | None:
    """The programme that one item of a list names, None when it names none.

    `certain` says that the item stands where only programmes do, so that its name may end with any word.
    """
    text = text.strip().rstrip(".")
    folded = fold(text)
    match = _name().match(folded)
    if match is not None and not (certain and match["rest"].lstrip()[:1] in ('"', "”", "»")):
        name, rest = text[: match.end("name")].strip(), text[match.end("name") :]
    elif certain:
        cut = re.search(rf"\s*(?:[/:;|(]|\s[–-]\s|,|\bvv?\.|{_YEARS})", text)
        name, rest = (text[: cut.start()].strip(), text[cut.start() :]) if cut else (text, "")
    else:
        return None
    if not _may_name(name):
        return None
    printed = name
    years: str | None = None
    if valid := _validity().match(fold(rest)):
        years = rest[slice(*valid.span("years"))].strip()
        whole = rest[: valid.end()]
        if _RIGHT_BEHIND.fullmatch(fold(whole)):
            printed = f"{name} {whole.strip()}"
        rest = rest[valid.end() :]
    owner = _responsible(rest)
    return None if owner is None else Programme(name, printed, years, owner or None)


def _may_name(name: str) -> bool:
    folded = fold(name)
    first = folded.split(" ")[0] if folded else ""
    return (
        bool(folded)
        and folded not in words("programmes", "generic")
        and first not in words("programmes", "deeds")
        and not _CALL.match(first)
        and len(folded.split()) <= _LONGEST_NAME
        and folded[0].isalpha()
        and not re.search(r"[.!?]\s", name)
    )


def _responsible(rest: str) -> str | None:
    """Who is named behind a programme, "" for nobody; None when the text goes on as a sentence."""
    bare = rest.strip()
    if not bare or not any(letter.isalnum() for letter in bare):
        return ""
    if bare[0] not in "/:;,(–—-|":
        return None
    said = bare.strip(" /:;,()–—-|")
    if (field := _FIELD.match(fold(said))) and role_of(field["label"]) == "owner":
        return said[field.end() :].strip(" .")
    return said if bare[0] in "/(|" or len(said.split()) <= _LONGEST_OWNER else None


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
    return tuple(found) if enough and (certain or 5 * len(found) >= 3 * len(quotes)) else ()


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
            while end < len(lines) and lines[end].style == "list" and lines[end].level >= line.level:
                end += 1
            block = [other for other in lines[at:end] if other.level == line.level]
            if not _of_a_kind(heading):
                texts = [other.text for other in block]
                certain = heading is not None and _announces(heading)
                pairs = [(other.text, other.number) for other in block]
                found.extend(programme_items(pairs, texts, printed, certain=certain))
            at = end
            continue
        if line.style == "table":
            rows, end = _table(lines, at, printed)
            found.extend(rows)
            at = max(end, at + 1)
            continue
        heads = line.style == "heading" or line.text.endswith(":")
        heading = line if heads or announced(line) or label_of(line.text) else None
        at += 1
    return tuple(found)


def _announces(heading: NumberedLine) -> bool:
    said = announced(heading)
    return said is not None and said.parts == ("programmes",)


def _of_a_kind(heading: NumberedLine | None) -> bool:
    """Whether a heading says that its list is of measures, decisions or the like."""
    return heading is not None and not _announces(heading) and kind_of_heading(heading.text) is not None


def _table(lines: Sequence[NumberedLine], at: int, heading: str | None) -> tuple[list[Record], int]:
    """The rows below a heading row "Ohjelma | Voimassa | Vastuutaho"."""
    columns = _columns(lines[at])
    if not columns:
        return [], at
    found: list[Record] = []
    end = at + 1
    while end < len(lines) and lines[end].style == "table" and len(lines[end].cells) == len(lines[at].cells):
        cells = lines[end].cells
        named = programme_named(cells[columns["name"]].replace("\n", " "), certain=True)
        if named is not None:
            years = cells[columns["years"]].replace("\n", " ") if "years" in columns else named.years
            owner = cells[columns["owner"]].replace("\n", ", ") if "owner" in columns else named.owner
            named = replace(named, years=years or None, owner=owner or None)
            found.append(_record(named, lines[end].number, lines[end].text, "programme_table", heading))
        end += 1
    return found, end


def _columns(row: NumberedLine) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in enumerate(row.cells):
        folded = fold(cell.replace("\n", " ")).strip(" :")
        if not folded:
            continue
        first = folded.split()[0]
        if number == 0 and _is_programme_heading(folded):
            found["name"] = number
        elif first in words("programmes", "validity") or first.startswith(("voimassa", "giltig")):
            found.setdefault("years", number)
        elif role_of(cell) == "owner" or first.startswith(("vastuu", "ansvar")):
            found.setdefault("owner", number)
    return found if "name" in found and len(found) > 1 else {}


def _is_programme_heading(folded: str) -> bool:
    pieces = re.split(r"\s(?:tai|ja|eller|och)\s|\s*/\s*", folded)
    kinds = words("parts", "programmes") | words("programmes", "generic")
    return all(piece.split()[-1] in kinds for piece in pieces if piece)


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
    match = _name().match(fold(line.text))
    if match is None or len(match["rest"].split()) > 1 or re.search(r"[,:;]", line.text):
        return None
    name = line.text[: match.end("name")].strip()
    return name if _may_name(name) else None


def _tells(lines: Sequence[NumberedLine]) -> bool:
    found = (announced(line) for line in lines)
    return any(said is not None and set(said.parts) & set(_PARTS) for said in found)
