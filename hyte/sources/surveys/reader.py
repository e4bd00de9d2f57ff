"""Reading the survey files of one municipality and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from hyte.errors import HyteError, InputError
from hyte.sources.file_names import shown_below
from hyte.sources.grids import Grid
from hyte.sources.privacy.letters import fold
from hyte.sources.probe import Probe
from hyte.sources.surveys.described import Description, descriptions, find_description, odd_numbers, unused
from hyte.sources.surveys.files import Found, read_file
from hyte.sources.surveys.respondents import Respondents
from hyte.sources.surveys.summary import Summary, odd_shares
from hyte.sources.surveys.tables import (
    COUNT_COLUMNS,
    SURVEY_COLUMNS,
    TEXT_COLUMNS,
    WITHHELD_COLUMNS,
    Row,
    counted,
    find_grouping,
    frame,
    summarised,
    told,
)

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 8


@dataclass(frozen=True, slots=True, eq=False)
class SurveysReading:
    """What the survey files of one municipality and year say.

    `surveys`, `counts`, `texts` and `withheld` have the columns of the tables surveys, survey_counts,
    survey_texts and withheld (columns about the respondent); texts are raw and unmasked. Of the columns of
    tables of respondents, `columns_in`, each is read, about the respondent and so left alone, or listed in a
    problem. `persons` are the respondents whose names the files hold: nobody reads them, and they are hidden
    wherever another answer names them.
    """

    surveys: pd.DataFrame
    counts: pd.DataFrame
    texts: pd.DataFrame
    withheld: pd.DataFrame
    problems: tuple[HyteError, ...]
    columns_in: int = 0
    columns_read: int = 0
    columns_personal: int = 0
    columns_listed: int = 0
    persons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.columns_read + self.columns_personal + self.columns_listed != self.columns_in:
            raise AssertionError(
                f"{self.columns_in} columns of surveys, but {self.columns_read} read, "
                f"{self.columns_personal} personal and {self.columns_listed} listed"
            )


@dataclass(slots=True)
class _Gathered:
    municipality: str
    year: int
    described: tuple[Description, ...]
    problems: list[HyteError] = field(default_factory=list)
    surveys: list[Row] = field(default_factory=list)
    counts: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    withheld: list[Row] = field(default_factory=list)
    columns: list[int] = field(default_factory=lambda: [0, 0, 0])
    taken: set[str] = field(default_factory=set)


def read_surveys(
    files: Sequence[Path],
    raw_root: Path,
    municipality: str,
    year: int,
    *,
    registers: pd.DataFrame | None = None,
) -> SurveysReading:
    """Read any number of survey files: answers of respondents, or summaries.

    Parameters
    ----------
    files : sequence of pathlib.Path
        Files of one municipality and year.
    raw_root : pathlib.Path
        The raw folder: `file` in the tables is relative to it.
    municipality : str
        What the column `municipality` holds: a code, or a name.
    year : int
        The year of the folder.
    registers : pandas.DataFrame, optional
        The long table `registers`, whose register `surveys` describes the files.

    Notes
    -----
    A file that cannot be read becomes a problem and does not stop the others.
    """
    gathered = _Gathered(municipality, year, descriptions(registers))
    names = []
    found: list[Found] = []
    for path in sorted(files, key=lambda path: path.as_posix()):
        name = shown_below(path, raw_root)
        names.append(name)
        try:
            found += read_file(Probe(path, name), year, gathered.problems)
        except InputError as error:
            gathered.problems.append(error)
    for survey in _without_copies(found, gathered):
        _keep(survey, gathered)
    gathered.problems += unused(gathered.described, names)
    read, personal, listed = gathered.columns
    return SurveysReading(
        frame(gathered.surveys, SURVEY_COLUMNS),
        frame(gathered.counts, COUNT_COLUMNS),
        frame(gathered.texts, TEXT_COLUMNS),
        frame(gathered.withheld, WITHHELD_COLUMNS),
        tuple(gathered.problems),
        sum(len(survey.respondents.answers.columns) for survey in found if survey.respondents),
        read,
        personal,
        listed,
        tuple(dict.fromkeys(name for one in found if one.respondents for name in one.respondents.persons())),
    )


def _without_copies(found: Sequence[Found], gathered: _Gathered) -> list[Found]:
    """Surveys without those whose answers are another one's: the described copy counts, else the first."""
    kept: dict[object, Found] = {}
    for survey in found:
        print_ = survey.fingerprint()
        first = kept.get(print_)
        if first is None:
            kept[print_] = survey
            continue
        described = [find_description(gathered.described, each.file) for each in (first, survey)]
        keep, drop = (survey, first) if described[1] and not described[0] else (first, survey)
        kept[print_] = keep
        if drop.respondents:
            gathered.columns = [
                a + b for a, b in zip(gathered.columns, drop.respondents.columns(), strict=True)
            ]
        gathered.problems.append(
            InputError(
                f"It holds the same answers as {keep.file}, which counts; this copy was left out.",
                place=drop.file,
                remedy="Take one of the two out of the folder surveys.",
            )
        )
    return list(kept.values())


def _keep(survey: Found, gathered: _Gathered) -> None:
    key = _key(survey, gathered.taken)
    gathered.taken.add(key)
    owner: Row = {"municipality": gathered.municipality, "year": gathered.year, "survey": key}
    if survey.respondents is not None:
        answers = _keep_respondents(survey.respondents, owner, gathered)
    else:
        answers = _keep_summaries(survey, owner, gathered)
    description = find_description(gathered.described, survey.file)
    design = description.text("design") if description else None
    if description is None or design not in ("open", "sample"):
        gathered.problems.append(
            InputError(
                "Nothing tells how the respondents were chosen, so that it is taken for an open survey: "
                "no margin is claimed.",
                place=survey.file,
                remedy="Describe it in the register workbook's sheet Kyselyt.",
            )
        )
    row: Row = {"file": survey.file, "sheet": survey.sheet, "title": survey.title, "answers": answers}
    row["design"] = design if design in ("open", "sample") else "open"
    if description is not None:
        row["title"] = description.text("title") or survey.title
        row |= {name: description.text(name) for name in ("channel", "opened", "closed")}
        row |= {name: description.whole(name) for name in ("population", "invited")}
        gathered.problems += odd_numbers(description, answers)
    gathered.surveys.append(owner | row)


def _keep_respondents(found: Respondents, owner: Row, gathered: _Gathered) -> int:
    gathered.problems += found.problems()
    owned = {"municipality": gathered.municipality, "year": gathered.year}
    gathered.withheld += [owned | row for row in found.withheld()]
    gathered.columns = [a + b for a, b in zip(gathered.columns, found.columns(), strict=True)]
    form = found.form
    rows = counted(form.questions, find_grouping(form.questions))
    gathered.counts += [owner | row for row in rows]
    key = str(owner["survey"])
    gathered.texts += [owner | row for row in told(key, form.open_questions, found.grid, found.answers.rows)]
    return found.respondents


def _keep_summaries(survey: Found, owner: Row, gathered: _Gathered) -> int:
    number, part = 0, 0
    stem: str | None = None
    bases = []
    respondents = None
    for grid, summary in survey.summaries:
        respondents = summary.respondents or respondents
        for question in summary.questions:
            above = question.text.rpartition(" [")[0] if question.part else None
            if above is None or above != stem:
                number, part = number + 1, 0
            stem = above
            part += 1
            name = f"{number}.{part}" if question.part else str(number)
            gathered.counts += [owner | row for row in summarised(name, question, grid)]
            bases.append(question.base or 0)
            gathered.problems += [
                InputError(
                    f"The printed share {cell.share:g} % is not {cell.count} of {question.base}; "
                    "the number was taken.",
                    place=grid.place(cell.row, cell.column),
                    remedy="Look which of the two is right.",
                )
                for cell in odd_shares(question)
            ]
        gathered.problems += _unread_rows(grid, summary)
    if respondents is None and not any(bases):
        gathered.problems.append(
            InputError(
                "The summary does not tell how many answered.",
                place=survey.file,
                remedy='Write a line such as "Vastaajien määrä: 123" above its first question.',
            )
        )
    return max(respondents or 0, *bases, 0)


def _unread_rows(grid: Grid, summary: Summary) -> list[HyteError]:
    found: list[HyteError] = []
    for rows, what in (
        (summary.unread, "that are neither a question nor an option with its number"),
        (summary.only_shares, "with percentages, but no numbers of answers,"),
    ):
        if rows:
            shown = ", ".join(
                str(grid.lines[row] if grid.sheet is None else row + 1) for row in rows[:_SHOWN]
            )
            found.append(
                InputError(
                    f"Rows {what} were not read ({len(rows)} in all: {shown}).",
                    place=grid.place(rows[0], (grid.filled(rows[0]) or [0])[0]),
                    remedy="Nothing has to be done if they are not results.",
                )
            )
    return found


def _key(survey: Found, taken: set[str]) -> str:
    """The survey's id from the name of its file; the ending or a number tells those of one name apart."""
    path = PurePosixPath(survey.file)
    names = [path.stem, path.name]
    if survey.several and survey.sheet:
        names = [f"{path.stem} {survey.sheet}", f"{path.name} {survey.sheet}"]
    forms = [re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "survey" for name in names]
    forms += [f"{forms[1]}-{number}" for number in range(2, len(taken) + 3)]
    return next(form for form in forms if form not in taken)
