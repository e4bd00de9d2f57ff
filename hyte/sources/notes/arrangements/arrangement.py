"""What announces a part of a document ("Tavoitteet", "Painopisteet 2024:"), and the items that follow it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hyte.sources.notes.arrangements.part_stems import plan_parts
from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.topics import topics_of
from hyte.sources.notes.vocabulary import Cue, cues, data, known_label, label_of, label_within

_LONGEST, _MOST_WORDS, _MOST_ITEM_WORDS = 130, 15, 20
_MOST_STEM_WORDS = 7
_PARTS_OF = {"goal": "goals", "change": "changes", "means": "means", "priority": "priorities"}
_CUT = re.compile(r"\s*(?:\(|, j[ao]|,? som\b|,? vilka\b).*$")
_TRAILING = re.compile(
    r"\s+(?:(?:\w+(?:lle|lla|ksi|lta|ssa)|vuonna|vuosina|vuoden|vuoteen|kohti|fram|v|vv|for|aren|ar|under|till|i|fullmaktigeperioden)\b\.?\s*)*"
    r"(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|\d\d))?)?\s*$"
)
_ONE = re.compile(r"^([^\W\d_]+ \d{1,2})(?:[.)]| [–-])\s+(?=[^\W\d_])")
_NUMBER = re.compile(r"\s*(?:nro )?\d{1,2}$")
_AND = re.compile(r"\s+(?:ja|seka|och|samt)\s+|\s*[/,&]\s*")
_BULLET = re.compile(r"^\s*[-–—•*·▪❑]\s*")
LAST_AND = re.compile(r"(?<![-‐–])\s(?:ja|sekä|seka|och|samt)\s")
"""What parts the last of an enumeration."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A line that says what stands below it, or behind its colon.

    `parts` are ids of ``structures.toml``; `printed` is the line without its colon, `rest` what stands behind
    the colon; `single` tells of one goal or change ("Tavoite 2: …"), `loose` that only the stems of its words
    announce something: it does when items follow.
    """

    parts: tuple[str, ...]
    printed: str
    rest: str = ""
    single: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, or one box of a diagram, which may go over several lines."""

    text: str
    line: int
    lines: frozenset[int]
    level: int = 1


@cache
def words(table: str, key: str) -> frozenset[str]:
    """A folded word list of ``structures.toml``."""
    return frozenset(fold(word) for word in data("structures.toml")[table][key])


@cache
def _part_words(table: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (fold(word), part) for part, found in data("structures.toml")[table].items() for word in found
    )


@cache
def _part_of(word: str, table: str) -> str | None:
    """The part that a folded word announces; a compound ends with what it is ("paatavoitteet")."""
    known = dict(_part_words(table))
    if word in known:
        return known[word]
    ends = [(end, part) for end, part in known.items() if len(end) >= 7 and word.endswith(end)]
    return max(ends)[1] if ends else None


def announced(line: NumberedLine) -> Announcement | None:
    """What a line announces, None when it announces nothing that is known."""
    text = _form_row(line) if line.style == "table" else line.text
    if len(text.split(":")[0]) > _LONGEST:
        return None
    head, colon, rest = (piece.strip() for piece in _ONE.sub(r"\1: ", text, count=1).partition(":"))
    rest = rest if _says(rest) else ""
    if not head or not head[0].isalpha() or head[0].islower() or len(head.split()) > _MOST_WORDS:
        return None
    if asked := _questions().get(fold(head).rstrip(" ?")):
        return Announcement((asked,), head, rest)
    if not colon and (
        head.endswith((".", "?", "!", ",", ";")) or (line.style == "list" and not line.numbered)
    ):
        wanted = _by_stems(line, head, colon, rest) if head.endswith("?") else ()
        return Announcement(wanted, head, loose=True) if wanted else None
    if single := _single(line, head, bool(rest)):
        return Announcement((single,), head, rest, single=True)
    known = _parts(head)
    found = known or _by_stems(line, head, colon, rest)
    if not found and not rest and (colon or _counts(line, head)):
        last = _part_of(fold(head).split()[-1], "counted")
        return Announcement((last,), head) if last else None
    # "Ohjelman tavoitteet ovat selvät: …" is a sentence; what announces is short when its text follows.
    if not found or (rest and (len(head.split()) > 4 or line.style == "list")):
        return None
    return Announcement(found, head, rest, loose=not known)


def _counts(line: NumberedLine, head: str) -> bool:
    """Whether a heading counts what it announces: "Kolme kärkeä", "5 tavoitetta"."""
    first = fold(head).split()[0]
    return (
        line.style == "heading"
        and len(head.split()) < 4
        and (first in words("counts", "words") or first.isdigit())
    )


def _by_stems(line: NumberedLine, head: str, colon: str, rest: str) -> tuple[str, ...]:
    """The parts that the stems of a heading, or of a label of a few words, announce."""
    if line.style not in ("heading", "paragraph") or len(head.split()) > _MOST_STEM_WORDS:
        return ()
    if rest and len(head.split()) > 3:
        return ()
    if line.style == "paragraph" and not colon and len(head.split()) > 4:
        return ()
    kinds = topics_of(head)
    parts = plan_parts(head) or tuple(_PARTS_OF[kind] for kind in kinds if kind in _PARTS_OF)
    if not 0 < len(parts) < 3 or (len(parts) != len(kinds) and not plan_parts(head)):
        return ()
    # "Painopiste: liikunta" may tell of the measure before it.
    return () if rest and "priorities" in parts and "," not in rest else parts


def _single(line: NumberedLine, head: str, said: bool) -> str | None:
    """The part of "Tavoite 2: …", and of a heading "Muutos 1" whose text stands below."""
    core = _NUMBER.sub("", fold(head))
    if not said and not (line.style == "heading" and core != fold(head)):
        return None
    numbered = core != fold(head)
    if _parts(head) and not numbered and core != "mal":
        return None
    part = _part_of(core, "single")
    # "Painopiste: liikunta" may tell of the measure before it.
    return part if part != "priorities" or numbered else None


@cache
def _questions() -> dict[str, str]:
    return dict(_part_words("questions"))


def _form_row(line: NumberedLine) -> str:
    """A row of a form, "Tavoitteet | Melu vähenee", as a label with its text; "" when it is no such row."""
    filled = [cell for cell in line.cells if cell]
    if len(filled) != 2 or len(line.cells) > 2 or len(filled[0].split()) > 4 or "\n" in filled[0]:
        return ""
    heads_column = known_label(filled[1]) is not None or len(filled[1].split()) < 2
    return "" if heads_column else f"{filled[0].rstrip(': ')}: {filled[1]}"


def _parts(head: str) -> tuple[str, ...]:
    core = _CUT.sub("", fold(head))
    for core_form in (core, _TRAILING.sub("", core)):
        pieces = [piece for piece in _AND.split(core_form) if piece]
        if not pieces or not pieces[-1].split():
            continue
        last = _part_of(pieces[-1].split()[-1], "parts")
        # "Valinnat" alone are elections.
        if last is None or (last == "choices" and len(core_form.split()) < 2):
            continue
        # "Tavoitteet ja keinot" announces both, "ohjelmat ja muut painopisteet" the last one.
        first = _part_of(pieces[0].split()[-1], "parts") if len(pieces) == 2 and pieces[0].split() else None
        return (first, last) if first and first != last else (last,)
    return ()


def about_itself(text: str) -> bool:
    """Whether a box tells its writer what to put in ("Toimenpiteisiin myös seurattavat mittarit")."""
    folded = fold(text)
    stems = sum(stem in folded for stem in words("about", "stems"))
    return stems > 1 or (stems == 1 and any(request in folded for request in words("about", "requests")))


def items(lines: Sequence[NumberedLine], start: int, *, boxes: bool = True) -> tuple[Item, ...]:
    """The items from position `start` on: a list, or short lines without a full stop.

    Sentences that explain a heading may stand before a list. Lines of one box stand side by side; when no
    blank line parts any of the lines, each of them is an item.
    """
    at = start
    while (
        at < len(lines)
        and at < start + 2
        and lines[at].style == "paragraph"
        and lines[at].text.endswith((".", "?", ":", "!"))
        and announced(lines[at]) is None
    ):
        at += 1
    if at < len(lines) and lines[at].style == "list":
        return _listed(lines, at)
    return _boxes(lines, start) if boxes else ()


def _listed(lines: Sequence[NumberedLine], at: int) -> tuple[Item, ...]:
    found: list[Item] = []
    for line in lines[at:]:
        if line.style != "list" or (found and line.level == 1 and _restarts(lines[at], line)):
            break
        if _says(line.text):
            found.append(Item(line.text, line.number, frozenset({line.number}), max(line.level, 1)))
    low = min((item.level for item in found), default=1)
    return tuple(Item(item.text, item.line, item.lines, item.level - low + 1) for item in found)


def _restarts(first: NumberedLine, line: NumberedLine) -> bool:
    """Whether a list of bullets has ended where a numbered one begins, or the other way round."""
    return line.numbered != first.numbered and line.level <= first.level


def box(line: NumberedLine) -> bool:
    """Whether a line may be what stands in a box: short, and no sentence."""
    return (
        line.style == "paragraph"
        and not line.text.endswith((".", ":", ";", "?"))
        and len(line.text.split()) <= _MOST_ITEM_WORDS
        and any(letter.isalpha() for letter in line.text)
    )


def _boxes(lines: Sequence[NumberedLine], start: int) -> tuple[Item, ...]:
    taken: list[NumberedLine] = []
    for line in lines[start:]:
        if not box(line) or announced(line) is not None:
            break
        taken.append(line)
    found: list[Item] = []
    for item in grouped(taken):
        if about_itself(item.text):
            break
        found.append(item)
    return tuple(found)


def grouped(lines: Sequence[NumberedLine]) -> tuple[Item, ...]:
    """Lines as boxes: those without a blank line between belong together, unless no line is parted at all."""
    groups: list[list[NumberedLine]] = []
    for line in lines:
        if groups and line.number == groups[-1][-1].last + 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    if len(groups) == 1:
        groups = [[line] for line in lines]
    return tuple(
        Item(
            " ".join(line.text for line in group),
            group[0].number,
            frozenset(line.number for line in group),
        )
        for group in groups
    )


def enumerated(text: str, most_words: int = 6) -> tuple[str, ...]:
    """The parts of "a, b ja c" or "a; b; c"; the whole text when it is no enumeration of short parts."""
    text = text.strip().rstrip(".")
    if ";" in text or "\n" in text:
        parts = [_BULLET.sub("", part).strip() for part in re.split(r"[;\n]", text)]
        return tuple(filter(_says, parts))
    parts = [part.strip() for part in re.split(r",\s+", text)]
    if len(parts) > 1:
        # "hallinto- ja talousjohtaja" is one office.
        split = LAST_AND.split(parts[-1])
        if len(split) == 2 and all(split):
            parts[-1:] = [part.strip() for part in split]
    if len(parts) < 2 or any(len(part.split()) > most_words for part in parts):
        parts = [text]
    return tuple(filter(_says, parts))


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def kind_of_heading(text: str) -> str | None:
    """The kind of record that a heading names by a word of the lists, not by what it is about."""
    label = label_of(text) or label_within(text)
    return label.kind if label is not None and label.role == "kind" and not label.loose else None


def path_cue(sentence: str) -> Cue | None:
    """The rule by which a sentence tells how often a body meets or by whom something is approved."""
    folded = fold(sentence)
    kinds = ("approval_path", "meeting_rhythm")
    return next((cue for cue in cues() if cue.kind in kinds and cue.pattern.search(folded)), None)
