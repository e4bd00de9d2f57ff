"""Items of agendas with what was proposed, decided and agreed to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hyte.process.statements import Statement, in_order, records

if TYPE_CHECKING:
    import pandas as pd

DECISION_KINDS = ("agenda_item", "proposal", "decision", "approval_path", "measure")
"""Kinds of records that an item of an agenda is made of."""


_LABELS = frozenset(
    [
        "päätös",
        "päätökset",
        "päätösehdotus",
        "ehdotus",
        "ehdotukset",
        "esitys",
        "toimenpiteet",
        "beslut",
        "beslutsförslag",
        "förslag",
        "åtgärder",
    ]
)
"""Headings that name a part of an item and not its matter."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One item of one meeting's agenda, from the proposal to the outcome.

    `agenda` is its label ("§ 12"), `title` the item's heading as far as the note gives it. The `state` of a
    decision tells its outcome: approved, noted, amended, returned, tabled, rejected or None.
    """

    file: str
    body: str | None
    date: str | None
    agenda: str | None
    title: str | None
    proposals: tuple[Statement, ...]
    decisions: tuple[Statement, ...]
    measures: tuple[Statement, ...]
    approvals: tuple[Statement, ...]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The states of its decisions in their order, each once; those that no word tells are left out."""
        return tuple(dict.fromkeys(one.state for one in self.decisions if one.state))

    @property
    def undecided(self) -> bool:
        """Whether something was proposed and the note has no decision of it."""
        return bool(self.proposals) and not self.decisions


def matters(notes: pd.DataFrame) -> tuple[Matter, ...]:
    """The items of all meetings that hold a proposal or a decision, by meeting date, file and place.

    Records belong together when one is the other's parent, or when they stand under the same label of the
    same note; proposals right before the one that was decided belong to it where there are no labels. Others
    are an item of their own.

    Parameters
    ----------
    notes : pandas.DataFrame
        Rows of the table `notes` of one municipality and year.
    """
    found = records(notes, DECISION_KINDS)
    groups = _together(found)
    whole = [_matter(group) for group in groups if any(one.kind in ("proposal", "decision") for one in group)]
    return tuple(sorted(whole, key=_order))


def _order(matter: Matter) -> tuple[object, ...]:
    first = in_order((*matter.proposals, *matter.decisions))[0]
    return (matter.date or "9999", matter.file, first.source.order, first.id)


def _together(found: Sequence[Statement]) -> list[list[Statement]]:
    """Records in groups: those under one label of a file, parents with children, proposals in a row."""
    group_of: dict[str, list[Statement]] = {}
    by_label: dict[tuple[str, str], list[Statement]] = {}
    for one in found:
        own = [one]
        if one.agenda:
            own = by_label.setdefault((one.source.file, one.agenda), [])
            own.append(one)
        group_of[one.id] = own
    pairs = [(one.parent, one.id) for one in found if one.parent in group_of]
    decided = {one.parent for one in found if one.kind == "decision"}
    # From the last to the first: what is joined to a decided proposal is decided itself.
    for before, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if after.id in decided and _in_a_row(before, after):
            decided.add(before.id)
            pairs.append((before.id, after.id))
    for upper_id, lower_id in pairs:
        upper, lower = group_of[upper_id or ""], group_of[lower_id]
        if upper is lower or upper[0].source.file != lower[0].source.file:
            continue
        upper.extend(lower)
        for moved in lower:
            group_of[moved.id] = upper
    return [list(in_order(group)) for group in {id(group): group for group in group_of.values()}.values()]


def _in_a_row(before: Statement, after: Statement) -> bool:
    alike = before.kind == after.kind == "proposal" and before.source.file == after.source.file
    return alike and before.agenda is None and after.agenda is None


def _matter(group: list[Statement]) -> Matter:
    def of(kind: str) -> tuple[Statement, ...]:
        return tuple(one for one in group if one.kind == kind)

    items = of("agenda_item")
    said = (*items, *of("decision"), *of("proposal"), *group)
    return Matter(
        file=group[0].source.file,
        body=next((one.body for one in said if one.body), None),
        date=next((one.date for one in said if one.date), None),
        agenda=next((one.agenda for one in said if one.agenda), None),
        title=items[0].text if items else next(filter(None, map(_heading, said)), None),
        proposals=of("proposal"),
        decisions=of("decision"),
        measures=of("measure"),
        approvals=of("approval_path"),
    )


def _heading(one: Statement) -> str | None:
    heading = (one.heading or "").strip()
    return heading if heading and heading.rstrip(": ").casefold() not in _LABELS else None
