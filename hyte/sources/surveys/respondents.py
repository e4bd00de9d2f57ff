"""One table of respondents: its form, who answered, and what a coordinator should know of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from hyte.errors import HyteError, InputError
from hyte.sources.grids import Grid
from hyte.sources.notes.language import language_of
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.surveys.columns import Answers, read_answers
from hyte.sources.surveys.form import Form, asks_anything, read_form
from hyte.sources.surveys.words import other_answer, plain

_SHOWN = 8
_MISSING_HEADING = 0.5
_PERSON = re.compile(r"[^\W\d_][^\W\d_'’.-]+(?:[ -]+[^\W\d_]['’.\w-]*){1,3}")


@dataclass(frozen=True, slots=True, eq=False)
class Respondents:
    """A table of answers and its questions; `shifted` and `short` are rows with too many or too few cells."""

    grid: Grid
    answers: Answers
    form: Form
    respondents: int
    shifted: tuple[int, ...]
    short: tuple[int, ...]

    def columns(self) -> tuple[int, int, int]:
        """How many columns were read, are about the respondent, and are listed."""
        return self.form.columns_read, len(self.form.personal), len(self.form.listed)

    def persons(self) -> tuple[str, ...]:
        """Names in the columns about the respondents: two to four words, which no other answer there is."""
        texts = (text for column in self.form.personal for text in column.texts)
        return tuple(dict.fromkeys(text for text in texts if _PERSON.fullmatch(text)))

    def fingerprint(self) -> object:
        """What two copies of one survey have in common, in whatever order and file format they are."""
        personal = {column.position for column in self.form.personal}
        kept = [column for column in self.answers.columns if column.position not in personal]
        headings = tuple(plain(column.heading) for column in kept)
        rows = Counter(zip(*(column.texts for column in kept), strict=True)) if kept else Counter()
        return headings, frozenset(rows.items())

    def withheld(self) -> list[dict[str, object]]:
        """Columns about the respondent or the form, which are left alone, as rows of the table `withheld`."""
        return [
            {
                "file": column.place.file,
                "sheet": column.place.sheet,
                "cell": column.place.cell,
                "line": column.place.line,
                "page": None,
                "kind": "respondent_column",
                "count": 1,
            }
            for column in self.form.personal
        ]

    def problems(self) -> list[HyteError]:
        """What was not read and why, and what looks odd."""
        found: list[HyteError] = []
        for item in self.form.listed:
            named = f"The column {item.heading!r}" if item.heading else "A column"
            found.append(
                InputError(
                    f"{named} {item.reason}; it was not read.",
                    place=item.place,
                    remedy="Nothing has to be done if it is no question of the survey.",
                )
            )
        found += self._rows(self.shifted, "that have more cells than there are headings were left out")
        found += self._rows(
            self.short, "that have fewer cells than there are headings were read as partly unanswered"
        )
        found += self._rows(self._silent(), "without any answer are not counted")
        found += self._lost()
        found += self._typed()
        headings = Counter(column.heading for column in self.answers.columns if column.heading)
        twice = sorted(heading for heading, count in headings.items() if count > 1)
        if twice:
            found.append(
                InputError(
                    f"Several columns have the same heading; each was read by itself: {', '.join(twice)}.",
                    place=next(c.place for c in self.answers.columns if c.heading == twice[0]),
                    remedy="Give them different headings if they are different questions.",
                )
            )
        return found

    def _rows(self, rows: Iterable[int], what: str) -> list[HyteError]:
        rows = list(rows)
        if not rows:
            return []
        shown = ", ".join(str(self._number(row)) for row in rows[:_SHOWN]) + (
            " …" if len(rows) > _SHOWN else ""
        )
        return [
            InputError(
                f"Rows {what} ({len(rows)} in all: {shown}).",
                place=self.grid.place(rows[0], 0),
                remedy="Look whether they are whole; an answer of several lines must be in quotation marks.",
            )
        ]

    def _number(self, row: int) -> int:
        return row + 1 if self.grid.sheet is not None else self.grid.lines[row]

    def _silent(self) -> list[int]:
        answered = _answered(self.form, len(self.answers.rows))
        return [row for number, row in enumerate(self.answers.rows) if not answered[number]]

    def _lost(self) -> list[HyteError]:
        return [
            InputError(
                f"Answers to {question.text!r} that are no ages were not counted: "
                f"{len(question.choices.lost)}.",
                place=self.grid.place(self.answers.rows[question.choices.lost[0]], 0),
                remedy="Nothing has to be done if they are mistakes of the respondents.",
            )
            for question in self.form.questions
            if question.choices.lost
        ]

    def _typed(self) -> list[HyteError]:
        return [
            InputError(
                f"{len(question.choices.typed)} answers to {question.text!r} were typed beside the options; "
                "they count as one option and are kept as answers in the respondents' own words.",
                place=question.place,
                remedy="Nothing has to be done.",
            )
            for question in self.form.questions
            if question.choices.typed
        ]


def read_respondents(grid: Grid, year: int) -> Respondents | str:
    """Read a grid as a table of respondents, or tell in a sentence why it is none."""
    grid, shifted, short = _even(grid)
    answers = read_answers(grid)
    if answers is None:
        return ""
    if not answers.rows:
        return "It has headings, but no answers yet."
    form = read_form(answers, year, other_answer(_language(answers)))
    if not asks_anything(form):
        return ""
    respondents = sum(_answered(form, len(answers.rows)))
    return Respondents(grid, answers, form, respondents, shifted, short)


def _answered(form: Form, rows: int) -> list[bool]:
    found = [False] * rows
    for question in form.questions:
        for row, chosen in enumerate(question.choices.chosen):
            found[row] = found[row] or bool(chosen)
    for item in form.open_questions:
        for row, _ in item.answers:
            found[row] = True
    return found


def _even(grid: Grid) -> tuple[Grid, tuple[int, ...], tuple[int, ...]]:
    """The grid of a text file without rows whose cells do not stand under their headings."""
    if grid.sheet is not None:
        return grid, (), ()
    found = read_answers(grid)
    if found is None or not found.rows:
        return grid, (), ()
    width = max([column.position for column in found.columns if column.stem or column.option], default=-1) + 1
    wide = tuple(row for row in found.rows if (grid.filled(row) or [0])[-1] >= width)
    short = tuple(row for row in found.rows if len(grid.rows[row]) < width)
    if len(wide) >= _MISSING_HEADING * len(found.rows):
        return grid, (), short  # the heading is missing, not the order
    if not wide:
        return grid, (), short
    rows: list[list[object]] = [[] if row in set(wide) else cells for row, cells in enumerate(grid.rows)]
    return replace(grid, rows=rows), wide, short


def _language(answers: Answers) -> str:
    text = " ".join(column.heading for column in answers.columns)
    found = language_of([NumberedLine(1, 1, text)])
    return found if found in ("fi", "sv", "en") else "fi"
