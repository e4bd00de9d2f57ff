"""What surveys one file holds: every sheet is read as answers or as a summary, or told as neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hyte.errors import HyteError, InputError
from hyte.sources.grids import Grid
from hyte.sources.probe import Probe
from hyte.sources.registers.workbook_facts import SheetFacts, read_facts
from hyte.sources.surveys.respondents import Respondents, read_respondents
from hyte.sources.surveys.summary import Summary, read_summary
from hyte.sources.surveys.text_tables import text_table
from hyte.sources.workbooks import cell_name

_SHOWN = 8
_NO_SURVEY = (
    "No survey was found in it: neither answers of respondents, one on each row under a row of questions, "
    "nor a summary with a number for each option."
)
_CALLED = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "html": "a web page",
}
_EXPORT = (
    "Export the answers from the form's tool as xlsx or csv, or take the file out of the folder surveys."
)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """One survey of one file, not yet in tables: answers of respondents, or sheets of summaries."""

    file: str
    sheet: str | None
    title: str | None
    respondents: Respondents | None
    summaries: tuple[tuple[Grid, Summary], ...] = ()
    several: bool = False
    """Whether the file has other surveys too."""

    def fingerprint(self) -> object:
        """What two copies of a survey have in common."""
        if self.respondents is not None:
            return self.respondents.fingerprint()
        return tuple(
            (
                question.text,
                tuple(question.options),
                tuple(cell.count for cell in question.counts.get(None, ())),
            )
            for _, summary in self.summaries
            for question in summary.questions
        )


def read_file(probe: Probe, year: int, problems: list[HyteError]) -> list[Found]:
    """The surveys of a file; problems that do not stop the reading are added to `problems`.

    Raises
    ------
    InputError
        When the file cannot be opened, or holds no survey.
    """
    answers: list[Respondents] = []
    summaries: list[tuple[Grid, Summary]] = []
    left: list[tuple[Grid, str]] = []
    for grid in _grids(probe, problems):
        summary = read_summary(grid)
        if summary is not None and summary.questions:
            summaries.append((grid, summary))
            continue
        if summary is not None:
            left.append((grid, "It has percentages, but no numbers of answers."))
            continue
        found = read_respondents(grid, year)
        if isinstance(found, Respondents):
            answers.append(found)
        else:
            left.append((grid, found))
    if not answers and not summaries:
        raise _no_survey(probe, left)
    problems += [
        InputError(
            f"The sheet was not read. {reason}",
            place=probe.place(sheet=grid.sheet),
            remedy="Nothing has to be done if it is not part of the survey.",
        )
        for grid, reason in left
        if not (grid.hidden and len(grid.rows) <= 2)  # form tools keep a note to themselves there
    ]
    if answers:
        problems += [
            InputError(
                "The sheet has a summary of the answers on another sheet; the answers were counted instead.",
                place=probe.place(sheet=grid.sheet),
                remedy="Nothing has to be done.",
            )
            for grid, _ in summaries
        ]
        return [
            Found(probe.name, each.grid.sheet, each.answers.title, each, several=len(answers) > 1)
            for each in answers
        ]
    sheet = summaries[0][0].sheet if len(summaries) == 1 else None
    title = next((summary.title for _, summary in summaries if summary.title), None)
    return [Found(probe.name, sheet, title, None, tuple(summaries))]


def _no_survey(probe: Probe, left: Sequence[tuple[Grid, str]]) -> InputError:
    reasons = list(dict.fromkeys(reason for _, reason in left if reason))
    only = f" {reasons[0]}" if len(reasons) == 1 else ""
    return InputError(f"{_NO_SURVEY}{only}", place=probe.name, remedy=_EXPORT)


def _grids(probe: Probe, problems: list[HyteError]) -> list[Grid]:
    if probe.kind in ("xlsx", "xls", "ods", "encrypted"):
        probe.require_readable()
        if probe.kind == "xlsx":
            _tell_formulas(probe, problems)
        sheets = [
            Grid(probe.name, sheet.name, sheet.hidden, sheet.rows, sheet.merged) for sheet in probe.sheets
        ]
        return [grid for grid in sheets if any(grid.filled(row) for row in range(len(grid.rows)))]
    if probe.kind in ("text", "unknown"):
        table = text_table(probe)
        problems += table.problems
        return [table.grid]
    if probe.kind in _CALLED:
        raise InputError(
            f"The file is {_CALLED[probe.kind]} and no table of answers.", place=probe.name, remedy=_EXPORT
        )
    probe.require_readable()
    raise InputError(_NO_SURVEY, place=probe.name, remedy=_EXPORT)


def _tell_formulas(probe: Probe, problems: list[HyteError]) -> None:
    for sheet, facts in read_facts(probe.data, probe.name).items():
        problems += _formulas(probe, sheet, facts)


def _formulas(probe: Probe, sheet: str, facts: SheetFacts) -> list[HyteError]:
    found: list[HyteError] = []
    for cells, what in (
        (facts.without_value, "formulas that were never calculated"),
        (facts.errors or {}, "formulas with an error"),
    ):
        if cells:
            shown = ", ".join(cell_name(*cell) for cell in sorted(cells)[:_SHOWN])
            found.append(
                InputError(
                    f"{len(cells)} cells hold {what} and no answer ({shown}).",
                    place=probe.place(sheet=sheet, cell=cell_name(*min(cells))),
                    remedy="Open the file in Excel, replace the formulas by their values and save it.",
                )
            )
    return found
