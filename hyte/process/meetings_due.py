"""Meetings that were held against those that were due, body by body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hyte.process.rhythm import Rhythm, rhythm_of
from hyte.process.rows import Row, listed, rows_of, whole
from hyte.process.statements import Source, Statement, records
from hyte.process.stems import same_stem, words_of

if TYPE_CHECKING:
    import pandas as pd

_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held: its ISO date or None, and the notes that tell of it."""

    date: str | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyMeetings:
    """The meetings of one body in one year.

    `body` is None for the meetings whose notes do not say of whom they are. `due` is how many are due and
    `due_months` in which months (1–12), as far as they are known; `due` is None when the rhythm is not known
    or cannot be told yet. `held` are the year's meetings by date, those without a date last; `other_years`
    those whose date is of another year. `missing` is how many are due and not held, None when `due` is;
    `missing_months` the months of these, none when it cannot be told which. `source` and `rule_text` tell
    where the rhythm stands and how it is worded there.
    """

    body: str | None
    due: int | None
    due_months: tuple[int, ...]
    held: tuple[Held, ...]
    other_years: tuple[Held, ...]
    missing: int | None
    missing_months: tuple[int, ...]
    source: Source | None
    rule_text: str | None


@dataclass(frozen=True, slots=True)
class _Told:
    """A rhythm with the body that it is said of and where."""

    body: str
    rhythm: Rhythm | None
    source: Source | None
    text: str | None


def meetings_due(
    year: int,
    meetings: pd.DataFrame,
    notes: pd.DataFrame,
    registers: pd.DataFrame,
    *,
    until: date | None = None,
) -> tuple[BodyMeetings, ...]:
    """For each body the meetings due and held in `year`; a miss is told only where the rhythm is known.

    Parameters
    ----------
    year : int
        The year that is looked at.
    meetings, notes, registers : pandas.DataFrame
        Rows of these tables, of one municipality and year. What is due stands in the register of bodies
        (number of meetings, months), else in notes of the kind `meeting_rhythm`. A note that is the `same_as`
        another, or of the same body and day, is the same meeting.
    until : datetime.date, optional
        The day up to which meetings can have been held; the whole year when left out. Months after it are not
        due yet, and a number without months is not due before the year's end.

    Notes
    -----
    A meeting held in the month before or after the month that it was due in counts for it.
    """
    told = [
        *_of_register(rows_of(registers)),
        *_of_notes(rows_of(notes), records(notes, ("meeting_rhythm",))),
    ]
    held = _held(rows_of(meetings))
    bodies = _bodies([*(one.body for one in told), *(body for body, _ in held if body)])
    found = []
    for names in bodies:
        own = [one for one in told if one.body in names]
        rule = next((one for one in own if one.rhythm), None)
        if own or any(body in names for body, _ in held):
            name = own[0].body if own else names[0]
            meetings_of = [meeting for body, meeting in held if body in names]
            found.append(_compared(name, year, rule, meetings_of, until))
    nobodys = [meeting for body, meeting in held if not body]
    if nobodys:
        found.append(_compared(None, year, None, nobodys, until))
    return tuple(
        sorted(found, key=lambda one: (one.body is None, (one.body or "").casefold(), one.body or ""))
    )


def _compared(
    body: str | None, year: int, told: _Told | None, held: Sequence[Held], until: date | None
) -> BodyMeetings:
    own = _by_day(one for one in held if one.date is None or one.date.startswith(str(year)))
    other = _by_day(one for one in held if one.date is not None and not one.date.startswith(str(year)))
    due, months = _due(told.rhythm if told else None, year, until)
    missing = None if due is None else max(0, due - len(own))
    free = _without_meeting(months, own) if missing else ()
    # With more open months than meetings missing it cannot be told which month was missed.
    return BodyMeetings(
        body=body,
        due=due,
        due_months=months,
        held=own,
        other_years=other,
        missing=missing,
        missing_months=free if missing is not None and len(free) <= missing else (),
        source=told.source if told else None,
        rule_text=told.text if told else None,
    )


def _due(rhythm: Rhythm | None, year: int, until: date | None) -> tuple[int | None, tuple[int, ...]]:
    if rhythm is None:
        return None, ()
    if until is None or until >= date(year, _LAST_MONTH, 31):
        return rhythm.times, rhythm.months
    if until.year < year:
        return None, ()
    if not rhythm.months or len(rhythm.months) < rhythm.times:
        return None, ()
    # A month that is not over may still bring its meeting.
    months = tuple(month for month in rhythm.months if month < until.month)
    return len(months), months


def _without_meeting(months: Sequence[int], held: Sequence[Held]) -> tuple[int, ...]:
    """The months due that no meeting falls into or next to; each meeting counts once, its own month first."""
    left = [int(one.date[5:7]) for one in held if one.date and len(one.date) >= len("2024-06")]
    open_months = list(months)
    for distance in (0, 1):
        for month in tuple(open_months):
            near = next((own for own in left if abs(own - month) == distance), None)
            if near is not None:
                left.remove(near)
                open_months.remove(month)
    return tuple(open_months)


def _of_register(rows: Iterable[Row]) -> list[_Told]:
    by_record: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row["register"] == "bodies" and not row.get("extra"):
            by_record.setdefault(row["record"], {})[row["field"]] = row
    found = []
    for fields in by_record.values():
        if "name" not in fields:
            continue
        times = whole(fields["meetings_per_year"]["value"]) if "meetings_per_year" in fields else None
        listed_months = listed(fields["months"]["value"]) if "months" in fields else ()
        months = tuple(sorted({int(month) for month in listed_months if month.isdigit()}))
        place = fields.get("meetings_per_year") or fields.get("months") or fields["name"]
        rhythm = Rhythm(times or len(months), months) if times or months else None
        source = Source(place["file"], sheet=place["sheet"], cell=place["cell"])
        found.append(_Told(fields["name"]["value"], rhythm, source if rhythm else None, None))
    return sorted(found, key=lambda one: (one.source.order if one.source else ("",), one.body))


def _of_notes(rows: Sequence[Row], said: Iterable[Statement]) -> list[_Told]:
    """Rhythms in notes; of whom a sentence speaks is its owner, else the group whose note it is.

    A heading such as "hyvinvointityöryhmä / ohjausryhmä" tells that the two names are of one group.
    """
    headings: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.get("heading"):
            headings.setdefault(row["file"], {})[row["heading"]] = None
    found = []
    for one in said:
        body, rhythm = one.owner or one.body, rhythm_of(one.text)
        if not body or not rhythm:
            continue
        # In its own note the welfare working group calls itself "the working group".
        if one.body and (
            one.body.casefold().endswith(body.casefold())
            or any(
                _held_in(_stems(f"{body} {one.body}"), _stems(heading))
                for heading in headings.get(one.source.file, ())
            )
        ):
            body = one.body
        found.append(_Told(body, rhythm, one.source, one.text))
    return found


def _held(rows: Sequence[Row]) -> list[tuple[str, Held]]:
    """Each meeting with its body; a note that tells of the same meeting as another one joins it."""
    same_as = {row["file"]: row.get("same_as") for row in rows}
    notes: dict[str, list[str]] = {}
    for file in sorted(same_as):
        notes.setdefault(_first_note(file, same_as), []).append(file)
    return [
        (" ".join((row.get("body") or "").split()), Held(row.get("date"), tuple(notes[row["file"]])))
        for row in sorted(rows, key=lambda row: row["file"])
        if row["file"] in notes
    ]


def _first_note(file: str, same_as: Mapping[str, str | None]) -> str:
    """The note that `file` tells the same meeting as, over any number of notes between; itself when none."""
    seen = [file]
    while (other := same_as.get(seen[-1])) in same_as and other is not None:
        if other in seen:
            return min(seen[seen.index(other) :])
        seen.append(other)
    return seen[-1]


def _by_day(held: Iterable[Held]) -> tuple[Held, ...]:
    """Meetings by date, those of one day as one; without a date each is its own."""
    days: dict[str, tuple[str, ...]] = {}
    undated = []
    for one in held:
        if one.date is None:
            undated.append(one)
        else:
            days[one.date] = (*days.get(one.date, ()), *one.files)
    dated = [Held(day, tuple(sorted(files))) for day, files in sorted(days.items())]
    return (*dated, *sorted(undated, key=lambda one: one.files))


def _bodies(names: Iterable[str]) -> list[list[str]]:
    """Names of one body together: the same words, or a shorter name that only one longer name holds.

    "ohjausryhmä" is the "hyvinvointityön ohjausryhmä" when no other body's name ends so.
    """
    groups: list[list[str]] = []
    distinct = sorted(set(names), key=lambda name: (-len(_stems(name)), name))
    for name in distinct:
        stems = _stems(name)
        alike = [group for group in groups if _same_words(_stems(group[0]), stems)]
        holding = alike or [group for group in groups if stems and _held_in(stems, _stems(group[0]))]
        if len(holding) == 1:
            holding[0].append(name)
        else:
            groups.append([name])
    return groups


def _stems(name: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words_of(name) if word.low not in ("kokous", "möte", "ja", "och"))


def _same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) and _held_in(one, other) and _held_in(other, one)


def _held_in(stems: Sequence[str], others: Sequence[str]) -> bool:
    return all(any(same_stem(stem, other) for other in others) for stem in stems)
