"""From phenomenon to measure: what was seen, and what was agreed or done because of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from hyte.process.duplicates import joined
from hyte.process.likeness import LIKE_ENOUGH, gist_of, likeness
from hyte.process.statements import Source, Statement, in_order

Link = Literal["parent", "row", "named", "agenda"]
"""How an answer hangs on its phenomenon: it says so, stands in the same row of a table, names the phenomenon
in the register, or was noted under the same item of the same meeting; the earlier the surer."""

_LINKS: tuple[Link, ...] = ("parent", "row", "named", "agenda")
_ANSWERS = ("measure", "deed", "brake")
_GOES_BACK = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """A measure, a deed or a brake of a phenomenon, and what links the two."""

    statement: Statement
    link: Link


@dataclass(frozen=True, slots=True)
class Phenomenon:
    """A phenomenon with every place where it was seen and every answer to it.

    `seen` are the records of the phenomenon itself; none when only the register of deeds and brakes names it.
    """

    text: str
    seen: tuple[Statement, ...]
    answers: tuple[Answer, ...]

    @property
    def answered(self) -> bool:
        """Whether a measure or a deed answers it; a brake does not."""
        return any(answer.statement.kind != "brake" for answer in self.answers)


def phenomena(statements: Iterable[Statement]) -> tuple[Phenomenon, ...]:
    """Each phenomenon once, those first that nothing answers; else in the order of their sources.

    An answer is given to the phenomenon that it is linked to most surely. Under one item of a meeting with
    several phenomena all of them have the item's answers, because the notes do not tell which is whose.
    """
    ordered = in_order(statements)
    seen_as_one = joined(said for said in ordered if said.kind == "phenomenon")
    groups = [one.originals for one in seen_as_one]
    answers: dict[int, list[Answer]] = defaultdict(list)
    named: dict[str, list[Answer]] = defaultdict(list)
    by_id = {said.id: said for said in ordered}
    for said in ordered:
        if said.kind not in _ANSWERS:
            continue
        link, own = _linked(said, groups, by_id)
        if link is not None:
            for number in own:
                answers[number].append(Answer(said, link))
        elif said.phenomenon:
            named[_same_name(said.phenomenon, named)].append(Answer(said, "named"))
    found = [
        *(
            Phenomenon(one.text, one.originals, tuple(answers[number]))
            for number, one in enumerate(seen_as_one)
        ),
        *(Phenomenon(name, (), tuple(own)) for name, own in named.items()),
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Phenomenon) -> tuple[bool, tuple[object, ...], str]:
    place: Source = one.seen[0].source if one.seen else one.answers[0].statement.source
    return one.answered, place.order, one.text


def _linked(
    said: Statement, groups: Sequence[Sequence[Statement]], by_id: dict[str, Statement]
) -> tuple[Link | None, list[int]]:
    """The surest link that there is, and the phenomena that hang on it."""
    parents = _ancestors(said, by_id)
    for link in _LINKS:
        own = [
            number
            for number, group in enumerate(groups)
            if any(_hangs(said, seen, link, parents) for seen in group)
        ]
        if own:
            return link, own
    return None, []


def _hangs(said: Statement, seen: Statement, link: Link, parents: frozenset[str]) -> bool:
    if link == "named":
        return said.phenomenon is not None and _alike(said.phenomenon, seen.text)
    if link == "parent":
        return seen.id in parents or seen.parent == said.id
    if said.source.file != seen.source.file:
        return False
    if link == "row":
        return said.source.line is not None and said.source.line == seen.source.line
    return said.agenda is not None and said.agenda == seen.agenda


def _ancestors(said: Statement, by_id: dict[str, Statement]) -> frozenset[str]:
    """Ids of what `said` belongs to, over any number of records between; a circle ends."""
    found: set[str] = set()
    parent = said.parent
    while parent is not None and parent not in found and len(found) < _GOES_BACK:
        found.add(parent)
        parent = by_id[parent].parent if parent in by_id else None
    return frozenset(found)


def _alike(name: str, text: str) -> bool:
    plain = " ".join(name.split()).casefold()
    return plain == " ".join(text.split()).casefold() or likeness(gist_of(name), gist_of(text)) >= LIKE_ENOUGH


def _same_name(name: str, known: Iterable[str]) -> str:
    return next((other for other in known if _alike(name, other)), name)
