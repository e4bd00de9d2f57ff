"""Reads a labelled note: front matter, body blocks and the records that are labelled in the body."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

KINDS = (
    "agenda_item",
    "approval_path",
    "brake",
    "change",
    "concern",
    "decision",
    "deed",
    "goal",
    "joy",
    "means",
    "measure",
    "meeting_rhythm",
    "phenomenon",
    "priority",
    "process_step",
    "programme",
    "proposal",
    "resident_input",
    "role",
)
STATES = {
    "measure": ("done", "under_way", "not_begun", "dropped"),
    "decision": ("approved", "noted", "amended", "returned", "tabled", "rejected"),
}
DAMAGES = ("lost_umlauts", "soft_hyphens", "double_spaces")
_PLAIN = (
    "format",
    "language",
    "genre",
    "year",
    "municipality",
    "encoding",
    "wrap",
    "head",
    "foot",
    "html_cells",
    "meeting",
)
_FRONT = frozenset((*_PLAIN, "names", "bullets", "damage"))
_LABEL = re.compile(r"\{([a-z_]+)((?:;[a-z]+=[^;:{}]*)*): ([^{}]*)\}")
_LONG_WORD = re.compile(r"[^\W\d_]{10,}")
_UMLAUTS = str.maketrans("äöåÄÖÅ", "aoaAOA")
HALVES = ("tuning", "held_out")
MORE = "tuning_more"  # a second set to tune on; "both" does not mean it
SETS = (*HALVES, MORE)
FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Label:
    """A record that a note holds; `text` has `[nimi]` for names and no damage that programs undo."""

    kind: str
    text: str
    owner: str | None = None
    schedule: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body: title, heading, item, number, text, blank, page, table, columns or box.

    `level` is the depth of a heading or item from 1; `rows` are a table's, `parts` the blocks inside columns
    or a box; `comments` are (author, text) of comments on the block.
    """

    kind: str
    text: str = ""
    level: int = 1
    rows: tuple[tuple[str, ...], ...] = ()
    header: bool = False
    parts: tuple[tuple[Block, ...], ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One labelled note."""

    half: str
    name: str
    format: str
    language: str
    genre: str
    year: int
    blocks: tuple[Block, ...]
    labels: tuple[Label, ...]
    municipality: str = "Mallikunta"
    encoding: str = "utf-8"
    bullets: tuple[str, ...] = ("•", "–")
    wrap: int = 0
    head: str = ""
    foot: str = ""
    html_cells: bool = False
    damage: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    meeting: dict[str, str | int] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Name of the file that is made of it."""
        return f"{self.name}.{self.format}"


def read_half(half: str) -> tuple[Note, ...]:
    """The notes of one of SETS, by name."""
    return tuple(read_note(path, half) for path in sorted((FOLDER / half).glob("*.note")))


def read_note(path: Path, half: str) -> Note:
    """Read one note file; raises ValueError for unknown keys, kinds, fields and states."""
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    keys = tomllib.loads(front)
    if unknown := set(keys) - _FRONT:
        raise ValueError(f"{path.name}: unknown keys {sorted(unknown)}")
    names = tuple(sorted(keys.get("names", ()), key=lambda name: (-len(name), name)))
    damage = tuple(keys.get("damage", ()))
    if set(damage) - set(DAMAGES):
        raise ValueError(f"{path.name}: unknown damage {damage}")
    labels = tuple(_label(match, names, path.name) for match in _LABEL.finditer(body))
    written = damaged(_LABEL.sub(r"\3", body), damage)
    if "{" in written or "}" in written:
        raise ValueError(f"{path.name}: a label that is not one: {re.findall('.*[{}].*', written)}")
    passed = {"bullets": tuple(keys["bullets"])} if "bullets" in keys else {}
    return Note(
        half=half,
        name=path.stem,
        blocks=tuple(_blocks(written.rstrip("\n").split("\n"))),
        labels=labels,
        names=names,
        damage=damage,
        **passed,
        **{name: keys[name] for name in _PLAIN if name in keys},
    )


def damaged(text: str, damage: Sequence[str]) -> str:
    """The text as a careless keyboard, program or scanner left it."""
    if "lost_umlauts" in damage:
        text = text.translate(_UMLAUTS)
    if "soft_hyphens" in damage:
        text = _LONG_WORD.sub(
            lambda word: word[0][: len(word[0]) // 2] + "\xad" + word[0][len(word[0]) // 2 :], text
        )
    if "double_spaces" in damage:
        lines = (re.split(r"(?<=\S) (?=\S)", line) for line in text.split("\n"))
        text = "\n".join(
            "".join(word + ("  " if i % 4 == 3 else " ") for i, word in enumerate(line)).rstrip()
            for line in lines
        )
    return text


def accepted(text: str) -> str:
    """The text with its tracked changes accepted and its marks of bold taken away."""
    text = re.sub(r"\[-.*?-\]", "", re.sub(r"\[\+(.*?)\+\]", r"\1", text))
    return re.sub(r" {2,}", " ", text.replace("**", "")) if "[-" in text else text.replace("**", "")


def _label(match: re.Match[str], names: Sequence[str], file: str) -> Label:
    kind, fields, text = match.groups()
    given = dict(part.split("=", 1) for part in fields.split(";")[1:])
    if kind not in KINDS or set(given) - {"owner", "schedule", "state"}:
        raise ValueError(f"{file}: unknown kind or field in {match[0]!r}")
    if "state" in given and given["state"] not in STATES.get(kind, ()):
        raise ValueError(f"{file}: no such state of a {kind}: {given['state']}")
    text = html.unescape(re.sub(r"\[-.*?-\]", "", re.sub(r"\[\+(.*?)\+\]", r"\1", text)))
    owner = given.get("owner")
    return Label(
        kind,
        " ".join(nameless(text, names).split()),
        nameless(owner, names) if owner else None,
        given.get("schedule"),
        given.get("state"),
    )


def nameless(text: str, names: Sequence[str]) -> str:
    """The text with `[nimi]` for each of the names."""
    for name in names:
        text = re.sub(rf"\b{re.escape(name)}\b", "[nimi]", text)
    return text


def _blocks(lines: list[str]) -> Iterator[Block]:
    """The blocks of lines; takes what it has read out of the list, so that it can call itself for parts."""
    while lines:
        line = lines.pop(0)
        comments = []
        if line.startswith("|"):
            yield _table(line, lines)
            continue
        if line.startswith("@page"):
            yield Block("page")
            continue
        if line.startswith(("@columns", "@box")):
            yield _parts(line, lines)
            continue
        while lines and lines[0].startswith("@comment "):
            author, _, text = lines.pop(0).removeprefix("@comment ").partition(" | ")
            comments.append((author, text))
        yield _paragraph(line, tuple(comments))


def _paragraph(line: str, comments: tuple[tuple[str, str], ...]) -> Block:
    if not line.strip():
        return Block("blank")
    if item := re.match(r"((?:  )*)- ", line):
        return Block("item", line[item.end() :], len(item[1]) // 2 + 1, comments=comments)
    for mark, kind, level in (
        ("= ", "title", 1),
        ("# ", "heading", 1),
        ("## ", "heading", 2),
        ("+ ", "number", 1),
    ):
        if line.startswith(mark):
            return Block(kind, line[len(mark) :], level, comments=comments)
    return Block("text", line, comments=comments)


def _table(line: str, lines: list[str]) -> Block:
    rows, header = [_cells(line)], False
    while lines and lines[0].startswith("|"):
        row = lines.pop(0)
        if row.startswith("|---"):
            header = True
        else:
            rows.append(_cells(row))
    width = max(map(len, rows))
    comments = []
    while lines and lines[0].startswith("@comment "):
        author, _, text = lines.pop(0).removeprefix("@comment ").partition(" | ")
        comments.append((author, text))
    padded = tuple(row + ("",) * (width - len(row)) for row in rows)
    return Block("table", rows=padded, header=header, comments=tuple(comments))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _parts(line: str, lines: list[str]) -> Block:
    parts: list[list[str]] = [[]]
    depth = 1
    while True:
        inner = lines.pop(0)
        depth += inner.startswith(("@columns", "@box")) - (inner == "@end")
        if not depth:
            break
        if inner == "@column" and depth == 1:
            parts.append([])
        else:
            parts[-1].append(inner)
    kind = "box" if line == "@box" else "columns"
    return Block(kind, parts=tuple(tuple(_blocks(part)) for part in parts))


def nested(cell: str) -> tuple[tuple[str, ...], ...] | None:
    """The rows of the table inside a cell, if there is one."""
    if not (cell.startswith("<<") and cell.endswith(">>")):
        return None
    return tuple(tuple(part.strip() for part in row.split("¦")) for row in cell[2:-2].split("//"))
