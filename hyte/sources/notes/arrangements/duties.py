"""What bodies and offices are there to do: "Koordinaattorin tehtävät", "Rehtorit: keräävät palautteen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hyte.sources.notes.arrangements.actors import bodies, is_actor, whose
from hyte.sources.notes.arrangements.arrangement import announced, path_cue, words
from hyte.sources.notes.arrangements.part_stems import frequency, heading_parts
from hyte.sources.notes.arrangements.times import time_at_end
from hyte.sources.notes.folding import fold, sentences
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record
from hyte.sources.notes.vocabulary import kinds_within, known_label

_DEFINED = re.compile(r"^(?P<who>[^:|\[\]]{2,60}?)\s*(?::|\s[–—-])\s+(?P<what>\S.*)$")
_VERB = re.compile(
    r"(?:aa|ee|oi|ii|uu|yy|vat|nee|ko|ar|er|or|as|es|svarar|leder|foljer|skoter|gor|ser|ger|tar|har)$"
)
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
    for position, line in enumerate(lines):
        if line.style == "table":
            scope = scope if position and lines[position - 1].style == "table" else None
            continue
        if (single := _genitive_label(line) or _own_label(line, actor)) is not None:
            found.append(single)
            scope = replace(scope, listed=scope.owner is not None) if scope is not None else None
            continue
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
        record = _task(line, scope, lines) if scope is not None else None
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
    listed = below is not None and (below.style == "list" or _DEFINED.match(below.text) is not None)
    return listed and len(line.text.split()) <= _MOST_WHO and _DEFINED.match(line.text) is None


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


def _task(line: NumberedLine, scope: _Scope, lines: Sequence[NumberedLine]) -> Record | None:
    defined = _DEFINED.match(line.text)
    if defined is not None and _defines(defined["who"], scope):
        what = defined["what"].strip()
        if not scope.strong and (_dated(what) or not _mostly_actors(lines, line)):
            return None
        return None if _often(what) else _record(line, what, defined["who"].strip(), scope)
    item = line.style == "list" and scope.listed and _says_much(line.text)
    named = _subject(line.text)
    if not (item or named) or _meets(line.text):
        return None
    if item and not named and not scope.strong and _dated(line.text):
        return None
    return _record(line, line.text, scope.owner, scope)


def _says_much(text: str) -> bool:
    several = len(text.split()) > 1 or _VERB.search(fold(text)) is not None
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


def _mostly_actors(lines: Sequence[NumberedLine], line: NumberedLine) -> bool:
    """Whether the lines of one sort beside this one define what actors do, and not what persons promised."""
    at = next(n for n, other in enumerate(lines) if other is line)
    beside = lines[max(0, at - 4) : at + 5]
    defined = [
        match for other in beside if other.style == line.style and (match := _DEFINED.match(other.text))
    ]
    actors = [match for match in defined if is_actor(match["who"]) and not _dated(match["what"])]
    return len(actors) > 1 and 5 * len(actors) >= 3 * len(defined)


def _dated(text: str) -> bool:
    return time_at_end(text) is not None or bool(re.search(r"\([^()]*\)\s*$", text))


def _often(text: str) -> bool:
    """Whether a text only tells how often: "kerran kuussa, maanantaisin"."""
    said = frequency(text)
    return said is not None and said[0] == 0


def _genitive_label(line: NumberedLine) -> Record | None:
    """One line that says whose task it is and which: "Johtoryhmän mandaatti: linjaa ja priorisoi"."""
    head, colon, rest = (piece.strip() for piece in line.text.partition(":"))
    if not colon or len(rest.split()) < 2 or len(head.split()) > _MOST_WHO:
        return None
    owner = whose(head)
    last = fold(head).split()[-1] if head else ""
    if owner is None or last not in words("roles", "duty") or _often(rest) or _dated(rest):
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
    if _dated(rest) or line.style == "heading":
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


def _subject(text: str) -> bool:
    """Whether a text begins with an actor and what it does: "Ikäryhmä seuraa …", "Varje chef svarar …"."""
    folded = fold(text)
    match = bodies().match(folded)
    behind = re.match(r"\s(\w+)", folded[match.end() :]) if match else None
    if behind is not None:
        return bool(_VERB.search(behind[1]))
    said = folded.split()
    for length in (1, 2, 3):
        if len(said) > length + 1 and is_actor(" ".join(said[:length])):
            return bool(_VERB.search(said[length])) and not said[length].endswith(("nen", "den"))
    return False


def _meets(text: str) -> bool:
    folded = fold(text)
    first = folded.split(" ")[0] in words("roles", "meets")
    return first or path_cue(text) is not None or bool(set(folded.split()[:3]) & words("roles", "meets"))
