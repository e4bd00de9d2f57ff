"""What bodies and offices are there to do: "Koordinaattorin tehtävät", "Rehtorit: keräävät palautteen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hyte.sources.notes.arrangements.actors import is_actor, whose
from hyte.sources.notes.arrangements.arrangement import announced, path_cue, words
from hyte.sources.notes.arrangements.doings import DEFINED, dated, does, ends_with_verb, has_subject, often
from hyte.sources.notes.arrangements.part_stems import heading_parts
from hyte.sources.notes.folding import fold, sentences
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.vocabulary import kinds_within, known_label

_TASK_IS = re.compile(
    r"\b(?P<who>[\w-]+(?:n|s)) (?:(?:paa|ydin)?tehtava(?:na|t|ksi)?|rooli(?:na)?|mandaatti(?:na)?|vastuulla"
    r"|vastuuna|homma(?:na)?|(?:huvud)?uppgift(?:er)?|uppdrag|roll|ansvar|mandat)"
    r" (?:on|ovat|uskottiin|ar|blir)(?: att)?:?\s+(?P<what>\S.*?)\.?$"
)
_MOST_WHO, _LONGEST_HEADING = 6, 90
_RULE = "tasks"


@dataclass(frozen=True, slots=True)
class _Scope:
    """A part about tasks: whose they are when its heading tells, and whether its words leave no doubt."""

    strong: bool
    owner: str | None
    level: int
    heading: str
    listed: bool = False
    """Whether the items of its lists are tasks, whoever they are of."""


def tasks(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give what bodies and offices are there to do, where a note lists it or says it in so many words.

    `owner` is who does it where it stands apart. An item that tells how often a body meets, or who approves
    what, is left to the rules for that.
    """
    found: list[Record] = []
    scope: _Scope | None = None
    title: _Scope | None = None
    actor: str | None = None
    heading = ""
    for position, line in enumerate(lines):
        if line.style == "table":
            scope = scope if position and lines[position - 1].style == "table" else None
            continue
        if (single := _genitive_label(line) or _own_label(line, actor)) is not None:
            found.append(single)
            scope = replace(scope, listed=scope.owner is not None) if scope is not None else None
            continue
        if line.style == "heading" or line.text.endswith(":"):
            heading = line.text
        if line.style == "heading":
            actor = line.text.strip(" :") if is_actor(line.text) and _few(line.text) else None
        opened = _opened(lines, position, scope or title)
        if opened is not None:
            scope = opened
            title = opened if opened.level == _title_level(lines) else title
            continue
        if line.style == "heading" or _closes(line):
            scope = _below_title(line, title)
            continue
        record = _task(lines, position, scope) if scope is not None else _in_run(lines, position, heading)
        record = record or _sentence(line)
        if record is not None:
            found.append(record)
    return tuple(found)


def _title_level(lines: Sequence[NumberedLine]) -> int:
    first = next(iter(lines), None)
    return first.level if first is not None and first.style == "heading" else 0


def _opened(lines: Sequence[NumberedLine], position: int, around: _Scope | None) -> _Scope | None:
    """The part that a line opens: a heading, a label, or the name of an actor within such a part."""
    line = lines[position]
    text = line.text.strip(" :")
    if not _may_open(lines, position):
        return None
    level = line.level if line.style == "heading" else (around.level if around else 0) + 1
    if _names_tasks(text):
        strong = "tasks" in heading_parts(text)
        owner = whose(text) or (around.owner if around is not None else None)
        return _Scope(strong, owner, level, text, listed=bool(strong or owner))
    if around is not None and is_actor(text) and not kinds_within(text):
        return _Scope(around.strong, text, level, text, listed=line.style != "heading" or _few(text))
    return None


def _few(text: str) -> bool:
    return len(text.split()) <= _MOST_WHO


def _names_tasks(text: str) -> bool:
    if known_label(text) is not None and known_label(text).role == "kind":  # type: ignore[union-attr]
        return False
    parts = heading_parts(text, weak=True)
    others = set(kinds_within(text)) - {"measure", "role"}
    return "tasks" in parts and "members" not in heading_parts(text) and not others


def _may_open(lines: Sequence[NumberedLine], position: int) -> bool:
    line = lines[position]
    if len(line.text) > _LONGEST_HEADING or line.text.endswith((".", ",", ";")) or line.style == "list":
        return line.style == "list" and line.text.endswith(":") and len(line.text.split()) <= _MOST_WHO
    if line.style == "heading" or line.text.endswith((":", "?")):
        return True
    below = next(iter(lines[position + 1 : position + 2]), None)
    listed = below is not None and (below.style == "list" or DEFINED.match(below.text) is not None)
    return listed and len(line.text.split()) <= _MOST_WHO and DEFINED.match(line.text) is None


def _closes(line: NumberedLine) -> bool:
    """Whether a line begins something else: a label of its own, or words that announce a list."""
    label = known_label(line.text.strip(" :"))
    return (
        line.text.endswith(":") or (label is not None and label.role == "kind") or announced(line) is not None
    )


def _below_title(line: NumberedLine, title: _Scope | None) -> _Scope | None:
    """Under a title about tasks the parts that name nobody still tell of tasks where bodies do something."""
    if title is None or line.style != "heading" or kinds_within(line.text):
        return None
    return _Scope(False, None, line.level, line.text)


def _task(lines: Sequence[NumberedLine], position: int, scope: _Scope) -> Record | None:
    line = lines[position]
    defined = DEFINED.match(line.text)
    if defined is not None and _defines(defined["who"], scope):
        what = defined["what"].strip()
        if not scope.strong and (dated(what) or not _mostly_actors(lines, position)):
            return None
        return None if often(what) else _record(line, what, defined["who"].strip(), scope)
    item = line.style == "list" and scope.listed and _says_much(line.text)
    named = has_subject(line.text)
    if not (item or named) or _meets(line.text):
        return None
    if item and not named and not scope.strong and dated(line.text):
        return None
    return _record(line, line.text, scope.owner, scope)


def _says_much(text: str) -> bool:
    several = len(text.split()) > 1 or ends_with_verb(text)
    return several and not text.endswith(":")


def _record(line: NumberedLine, what: str, owner: str | None, scope: _Scope) -> Record:
    return Record(
        line.number,
        "role",
        what,
        line.text,
        _RULE,
        heading=scope.owner or scope.heading,
        owner=owner,
        lines=frozenset({line.number}),
    )


def _defines(who: str, scope: _Scope) -> bool:
    label = known_label(who)
    if len(who.split()) > _MOST_WHO or (label is not None and label.role not in ("person", "body", "people")):
        return False
    return is_actor(who) or (scope.strong and not kinds_within(who) and who[:1].isalpha())


def _in_run(lines: Sequence[NumberedLine], position: int, heading: str) -> Record | None:
    """One of several lines side by side that say of bodies and offices what each of them does.

    No heading asks for it, so that all of them have to begin with a verb in the present: "Lautakunnat:
    vievät tavoitteet talousarvioon".
    """
    line = lines[position]
    if kinds_within(heading) or does(line) is None:
        return None
    first = last = position
    while (
        first > position - 2
        and first
        and lines[first - 1].style == line.style
        and does(lines[first - 1]) is not None
    ):
        first -= 1
    while (
        last < position + 2
        and last + 1 < len(lines)
        and lines[last + 1].style == line.style
        and does(lines[last + 1]) is not None
    ):
        last += 1
    owner, what = does(line) or ("", "")
    return _record(line, what, owner, _Scope(False, None, 0, heading)) if last - first > 1 else None


def _mostly_actors(lines: Sequence[NumberedLine], position: int) -> bool:
    """Whether the lines of one sort beside this one define what actors do, and not what persons promised."""
    line = lines[position]
    beside = lines[max(0, position - 4) : position + 5]
    defined = [
        match for other in beside if other.style == line.style and (match := DEFINED.match(other.text))
    ]
    actors = [match for match in defined if is_actor(match["who"]) and not dated(match["what"])]
    return len(actors) > 1 and 5 * len(actors) >= 3 * len(defined)


def _genitive_label(line: NumberedLine) -> Record | None:
    """One line that says whose task it is and which: "Johtoryhmän mandaatti: linjaa ja priorisoi"."""
    head, colon, rest = (piece.strip() for piece in line.text.partition(":"))
    if not colon or len(rest.split()) < 2 or len(head.split()) > _MOST_WHO:
        return None
    owner = whose(head)
    last = fold(head).split()[-1] if head else ""
    if owner is None or last not in words("roles", "duty") or often(rest) or dated(rest):
        return None
    return Record(
        line.number,
        "role",
        rest,
        line.text,
        "task_of",
        heading=head,
        owner=owner,
        lines=frozenset({line.number}),
    )


def _own_label(line: NumberedLine, actor: str | None) -> Record | None:
    """What stands behind "Tehtävä:" below a heading that names a body."""
    head, colon, rest = (piece.strip() for piece in line.text.partition(":"))
    if actor is None or not colon or len(rest.split()) < 2 or fold(head) not in words("roles", "own_duty"):
        return None
    if dated(rest) or line.style == "heading":
        return None
    numbers = frozenset({line.number})
    return Record(line.number, "role", rest, line.text, "task_of", heading=actor, owner=actor, lines=numbers)


def _sentence(line: NumberedLine) -> Record | None:
    """A sentence of its own that says what a task is: "Ryhmän tehtävänä on seurata …"."""
    whole = sentences(line.text)
    match = _TASK_IS.search(fold(line.text)) if len(whole) == 1 else None
    if match is None:
        return None
    who = line.text[slice(*match.span("who"))]
    if whose(f"{who} x") is None:
        return None
    what = line.text[slice(*match.span("what"))]
    return Record(
        line.number,
        "role",
        what,
        line.text,
        "task_told",
        heading=who,
        owner=who,
        lines=frozenset({line.number}),
    )


def _meets(text: str) -> bool:
    folded = fold(text)
    first = folded.split(" ")[0] in words("roles", "meets")
    return first or path_cue(text) is not None or bool(set(folded.split()[:3]) & words("roles", "meets"))
