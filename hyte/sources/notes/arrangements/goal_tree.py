"""Visions, goals, changes and means: from headings with lists, and from slides whose boxes became lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hyte.sources.notes.arrangements.arrangement import (
    Announcement,
    Item,
    about_itself,
    announced,
    box,
    enumerated,
    grouped,
    items,
)
from hyte.sources.notes.arrangements.diagrams import numbered_lists, same, with_repeats
from hyte.sources.notes.folding import squeezed
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record

_KINDS = {"goals": "goal", "changes": "change", "means": "means", "choices": "means"}
_ONE_BY_ONE = ("single", "heading")
"""Rules of goals and changes that have what belongs to them below each of them."""
_SENTENCE = re.compile(r"[a-zåäö]{2,}[.!](?:\s|$)")
_MOST_BEFORE_STATEMENT = 3


@dataclass(slots=True)
class _Tree:
    lines: Sequence[NumberedLine]
    records: list[Record] = field(default_factory=list)
    since: list[int] = field(default_factory=list)
    """Positions of the goals and changes since the last list of means."""

    def add(self, kind: str, item: Item, rule: str, heading: str | None, parent: int | None = None) -> int:
        self.records.append(
            Record(
                item.line,
                kind,
                item.text.strip(" ;,"),
                item.text,
                rule,
                heading=heading,
                lines=item.lines,
                parent=parent,
            )
        )
        if kind != "means":
            self.since.append(len(self.records) - 1)
        return len(self.records) - 1

    def taken(self) -> frozenset[int]:
        return frozenset(number for record in self.records for number in record.lines)


def goal_tree(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give the goals, changes and means of a note; `parent` is the goal or change that one belongs to.

    A vision is of the kind "vision". Means belong to a change where the note shows it: by depth, by
    order below a single one, or by as many numbered lists as there are changes just above them.
    """
    tree = _Tree(lines)
    for position, line in enumerate(lines):
        said = announced(line)
        if said is None or line.number in tree.taken():
            continue
        if said.parts == ("vision",):
            _vision(tree, position, said)
        elif any(part in _KINDS for part in said.parts):
            _part(tree, position, said)
    for item, parent in numbered_lists(lines, tree.records):
        tree.add("means", _item(item), "diagram", tree.records[parent].text, parent)
    return with_repeats(lines, tree.records)


def _part(tree: _Tree, position: int, said: Announcement) -> None:
    """What one announcement of goals, changes or means has below it, or behind its colon."""
    line = tree.lines[position]
    kinds = [_KINDS[part] for part in said.parts if part in _KINDS]
    kind, below = kinds[0], kinds[1] if len(kinds) > 1 else None
    # "Muutokset" as a part of its own relates to no goal; "Keinot" below one change is about that one.
    above = _container(tree, line, kind) if kind != "goal" else None
    if said.rest:
        texts = (said.rest,) if said.single else enumerated(said.rest)
        rule = "single" if said.single else "label"
        for text in texts:
            tree.add(kind, Item(text, line.number, frozenset({line.number})), rule, said.printed, above)
    elif said.single:
        _single(tree, position, said, kind, above)
    elif headings := _headed(tree, position):
        for found in headings:
            tree.add(kind, found, "heading", said.printed, above)
    else:
        _items(tree, position, said, kind, below, above)
    if kind == "means":
        tree.since = [n for n in tree.since[-1:] if tree.records[n].rule in _ONE_BY_ONE]


def _single(tree: _Tree, position: int, said: Announcement, kind: str, above: int | None) -> None:
    """The goal or change that stands below "Muutos 1": one paragraph, or the items of a list."""
    line = next(iter(tree.lines[position + 1 : position + 2]), None)
    if line is None or announced(line) is not None:
        return
    if line.style == "paragraph" and not line.text.endswith(":"):
        tree.add(kind, _item(line), "single", said.printed, above)
    elif line.style == "list":
        for item in items(tree.lines, position + 1):
            tree.add(kind, item, "list", said.printed, above)


def _items(
    tree: _Tree, position: int, said: Announcement, kind: str, below: str | None, above: int | None
) -> None:
    found = [item for item in items(tree.lines, position + 1) if "?" not in item.text]
    rule = "choices" if said.parts[-1] == "choices" else "list"
    last: int | None = None
    for item in found:
        if item.level == 1 or kind == "means":
            last = tree.add(kind, item, rule, said.printed, above)
        elif last is not None:
            # Below a change stands how it is brought about, below a goal a smaller goal.
            deeper = below or ("means" if kind == "change" else "goal")
            tree.add(deeper, item, "list", said.printed, last)
    # Boxes with a list under each: the list is that box's means.
    if found and last is not None and kind != "means":
        _interleaved(tree, found, said, kind, below)


def _interleaved(
    tree: _Tree, found: Sequence[Item], said: Announcement, kind: str, below: str | None
) -> None:
    at = next(n for n, line in enumerate(tree.lines) if line.number in found[-1].lines)
    lines = tree.lines
    at += sum(1 for line in lines if line.number in found[-1].lines)
    if len(found) != 1 or lines[at - 1].style != "paragraph":
        return
    parent = len(tree.records) - 1
    while at < len(lines):
        line = lines[at]
        if line.style == "list":
            tree.add(below or "means", _item(line), "list", said.printed, parent)
        elif box(line) and announced(line) is None and at + 1 < len(lines) and lines[at + 1].style == "list":
            parent = tree.add(kind, _item(line), "list", said.printed)
        else:
            break
        at += 1


def _item(line: NumberedLine) -> Item:
    return Item(line.text, line.number, frozenset({line.number}), line.level)


def _headed(tree: _Tree, position: int) -> tuple[Item, ...]:
    """Goals that are headings themselves, one level below the heading that announces them."""
    top = tree.lines[position]
    if top.style != "heading" or position + 1 == len(tree.lines):
        return ()
    following = [line for line in tree.lines[position + 1 :] if line.style == "heading"]
    first = tree.lines[position + 1]
    if first.style != "heading" or first.level <= top.level:
        return ()
    found: list[Item] = []
    for line in following:
        if line.level <= top.level:
            break
        if line.level == first.level and announced(line) is None:
            found.append(_item(line))
    return tuple(found)


def _container(tree: _Tree, line: NumberedLine, kind: str) -> int | None:
    """The one goal or change that a further part can only be about, None when there are several."""
    before = [n for n in tree.since if tree.records[n].line < line.number]
    changes = [n for n in before if tree.records[n].kind == "change"]
    goals = [n for n in before if tree.records[n].kind == "goal"]
    among = changes or goals if kind == "means" else goals
    if not among or (len(among) > 1 and tree.records[among[-1]].rule not in _ONE_BY_ONE):
        return None
    return among[-1]


def _vision(tree: _Tree, position: int, said: Announcement) -> None:
    """The vision: what follows its colon, or the boxes below it up to the first whole sentence.

    A diagram goes on with boxes: those between the sentence and the changes that are announced are goals.
    """
    if said.rest:
        line = tree.lines[position]
        tree.add("vision", Item(said.rest, line.number, frozenset({line.number})), "vision", said.printed)
        return
    following: list[NumberedLine] = []
    stop: Announcement | None = None
    for line in tree.lines[position + 1 :]:
        stop = announced(line)
        if line.style not in ("paragraph",) or stop is not None:
            break
        following.append(line)
    boxes = grouped(following)
    if len(boxes) == len(following) > 1 and not any(_SENTENCE.search(item.text) for item in boxes):
        boxes = boxes[:1]
    sentence = next(
        (n for n, item in enumerate(boxes[: _MOST_BEFORE_STATEMENT + 1]) if _SENTENCE.search(item.text)), None
    )
    if not boxes or _known(tree, boxes[0 if sentence is None else sentence]):
        return
    slogan = boxes[0]
    if sentence is None or sentence == 0:
        vision = tree.add("vision", slogan, "vision", said.printed)
    else:
        statement = boxes[sentence]
        whole = replace(statement, lines=statement.lines | slogan.lines)
        vision = tree.add("vision", whole, "vision", f"{said.printed}: {slogan.text}")
    if sentence is None or stop is None or not set(stop.parts) & {"changes", "means"}:
        return
    goals = boxes[sentence + 1 :]
    if len(goals) > 1 and all(map(_is_box, goals)):
        for item in goals:
            tree.add("goal", item, "diagram", f"{said.printed}: {tree.records[vision].text}", vision)


def _is_box(item: Item) -> bool:
    return not about_itself(item.text) and not item.text.endswith((".", ":", "?")) and len(item.text) <= 120


def _known(tree: _Tree, item: Item) -> bool:
    """Whether a box repeats the vision of a slide before."""
    said = squeezed(item.text)
    return any(
        same(record.text, item.text) or squeezed(record.heading or "").endswith(said)
        for record in tree.records
        if record.kind == "vision"
    )
