"""Reading what one municipality brings for one year: registers, surveys, notes, corrections, approval.

The order matters: persons whom a register or an attendance list names are known before anything is written,
so that they are withheld from every text of the same municipality and year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import pandas as pd

from hyte.errors import HyteError, InputError, Place
from hyte.reference.areas import Areas
from hyte.store.approval import Approval, parse_approval
from hyte.store.file_names import words_of_name
from hyte.store.files import RawFile, Role
from hyte.store.masking import masked_problem, masked_table
from hyte.store.owners import OwnFiles
from hyte.store.sheet_names import with_masked_sheets

if TYPE_CHECKING:
    from hyte.sources.notes import NotesReading
    from hyte.sources.privacy import Withholder
    from hyte.sources.registers import RegistersReading
    from hyte.sources.review import Applied
    from hyte.sources.surveys import SurveysReading


class _Reading(Protocol):
    @property
    def problems(self) -> Sequence[HyteError]: ...


R = TypeVar("R", bound=_Reading)


@dataclass(slots=True)
class LocalInputs:
    """The tables of `LOCAL_INPUTS`, approvals by (municipality code, year), and problems by file name."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    approvals: dict[tuple[str, int], Approval] = field(default_factory=dict)
    problems: dict[str, list[InputError]] = field(default_factory=dict)
    names: dict[str, Withholder] = field(default_factory=dict)
    """What hides personal data in the municipality's own texts, by the name of each of its files."""

    def blame(self, file: str, problem: HyteError) -> None:
        """Note a problem of one file."""
        told = InputError(problem.reason, place=problem.place or file, remedy=problem.remedy)
        self.problems.setdefault(file, []).append(told)


@dataclass(frozen=True, slots=True)
class OwnInputs:
    """The tables of one municipality and year, those from before its corrections, and the corrections."""

    tables: dict[str, pd.DataFrame]
    uncorrected: dict[str, pd.DataFrame] | None = None
    applied: Applied | None = None


def read_own(
    raw: Path,
    files: OwnFiles,
    areas: Areas,
    owner: tuple[str, int],
    found: LocalInputs,
    broken: Mapping[str, HyteError] | None = None,
) -> OwnInputs:
    """Read what one (municipality code, year) brings; approval, names and problems are put into `found`.

    `broken` names files that are not to be opened, each with its problem.
    """
    for file in files.of(Role.APPROVAL):
        _take_approval(found, file, owner)
    for name, problem in (broken or {}).items():
        found.blame(name, problem)
    return _Owner(found, raw, *owner, areas, frozenset(broken or ())).read(files)


def _places(areas: Areas) -> list[str]:
    return sorted({name for m in areas.all_municipalities if m.invented for name in (m.name_fi, m.name_sv)})


def _texts(registers: RegistersReading | None, surveys: SurveysReading | None) -> Iterable[str]:
    """Every text of registers and surveys, each once: who is named in one may be named in a note as well."""
    columns = [] if registers is None else [registers.cells["value"], registers.cells["field"]]
    if surveys is not None:
        columns += [surveys.texts["text"], surveys.texts["question_text"], surveys.surveys["title"]]
        columns += [surveys.counts[name] for name in ("question_text", "option_text")]
        columns += [table["sheet"] for table in (surveys.surveys, surveys.withheld)]
    return dict.fromkeys(text for column in columns for text in column if isinstance(text, str))


def _joined(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    filled = [part for part in (first, second) if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else first


@dataclass(slots=True)
class _Owner:
    """Reading what one municipality brings for one year."""

    found: LocalInputs
    raw: Path
    code: str
    year: int
    areas: Areas
    broken: frozenset[str] = frozenset()

    def read(self, files: OwnFiles) -> OwnInputs:
        registers = self._registers(files.of(Role.REGISTER))
        surveys = self._surveys(files.of(Role.SURVEY), None if registers is None else registers.cells)
        persons = (*(registers.persons if registers else ()), *(surveys.persons if surveys else ()))
        notes = self._notes(files.of(Role.NOTE), persons, [*self._words(files), *_texts(registers, surveys)])
        tables = {
            "notes": notes.notes,
            "note_lines": notes.lines,
            "meetings": notes.meetings,
            "attendance": notes.attendance,
            "withheld": notes.withheld,
            "originals": notes.originals,
        }
        if registers is not None:
            tables["registers"] = registers.cells
        if surveys is not None:
            tables |= {
                "surveys": surveys.surveys,
                "survey_counts": surveys.counts,
                "survey_texts": surveys.texts,
            }
            tables["withheld"] = _joined(tables["withheld"], surveys.withheld)
        for name in ("registers", "surveys", "survey_counts", "survey_texts"):
            if name in tables:
                masked = masked_table(name, tables[name], notes.names)
                tables[name] = masked.table
                tables["withheld"] = _joined(tables["withheld"], masked.withheld)
                tables["originals"] = _joined(tables["originals"], masked.originals)
        tables = with_masked_sheets(tables, notes.names)
        inputs = self._corrected(files.of(Role.REVIEW), tables, notes.names)
        self._mask_approval(notes.names)
        self._mask_problems(files, notes.names)
        return inputs

    def _words(self, files: OwnFiles) -> list[str]:
        """What else names persons: the names of the files, and who approved the report."""
        approval = self.found.approvals.get((self.code, self.year))
        names = [words_of_name(file.name) for of_role in files.files.values() for file in of_role]
        return [*names, *([approval.body] if approval and approval.body else ())]

    def _mask_approval(self, mask: Callable[[str], str]) -> None:
        approval = self.found.approvals.get((self.code, self.year))
        if approval is not None:
            body, section = (mask(text) if text else text for text in (approval.body, approval.section))
            self.found.approvals[self.code, self.year] = replace(approval, body=body, section=section)

    def _notes(self, files: Sequence[RawFile], persons: Sequence[str], others: Sequence[str]) -> NotesReading:
        from hyte.sources.notes import read_notes

        def read(paths: list[Path]) -> NotesReading:
            # All together: a name on the attendance list of one note is kept out of the others as well.
            places = _places(self.areas)
            return read_notes(
                paths, self.raw, self.code, self.year, places=places, persons=persons, others=others
            )

        reading = self._read(files, read, "Save it as txt")
        return read([]) if reading is None else reading

    def _registers(self, files: Sequence[RawFile]) -> RegistersReading | None:
        if not files:
            return None
        from hyte.sources.registers import read_registers

        return self._read(
            files,
            lambda paths: read_registers(paths, self.raw, self.code, self.year, areas=self.areas),
            "Copy its rows into a workbook that `pipeline.py template` writes",
        )

    def _surveys(self, files: Sequence[RawFile], registers: pd.DataFrame | None) -> SurveysReading | None:
        if not files:
            return None
        from hyte.sources.surveys import read_surveys

        return self._read(
            files,
            lambda paths: read_surveys(paths, self.raw, self.code, self.year, registers=registers),
            "Save it as xlsx or csv anew",
        )

    def _mask_problems(self, files: OwnFiles, mask: Withholder) -> None:
        """A message may quote a cell, and the report's list of files repeats the messages."""
        for file in (file for of_role in files.files.values() for file in of_role):
            self.found.names[file.name] = mask
            if told := self.found.problems.get(file.name):
                self.found.problems[file.name] = [masked_problem(problem, mask) for problem in told]

    def _corrected(
        self, files: Sequence[RawFile], tables: dict[str, pd.DataFrame], mask: Callable[[str], str]
    ) -> OwnInputs:
        files = [file for file in files if file.name not in self.broken]
        if not files:
            return OwnInputs(tables)
        from hyte.sources.review import apply_review, read_review

        first, *others = files
        for file in others:
            problem = InputError(
                f"There is another review workbook of this municipality and year, {first.name}; it counts.",
                place=file.name,
                remedy="Take one of the two out.",
            )
            self.found.blame(file.name, problem)
        review = self._read(
            [first],
            lambda paths: read_review(paths[0], self.raw),
            "Write it anew with `pipeline.py review`",
        )
        if review is None:
            told = self.found.problems[first.name]
            told[-1] = InputError(
                f"{told[-1].reason} No correction of it was applied.",
                place=told[-1].place,
                remedy=told[-1].remedy,
            )
            return OwnInputs(tables)
        applied = apply_review(review, tables["notes"], tables["note_lines"], self.code, self.year, mask)
        self._blame([first], applied.problems)
        corrected = {"notes": applied.notes, "note_lines": applied.lines, "corrections": applied.corrections}
        return OwnInputs(tables | corrected, tables, applied)

    def _read(self, files: Sequence[RawFile], reader: Callable[[list[Path]], R], remedy: str) -> R | None:
        """Read files together; a fault of the reader costs only the files that it comes of."""
        files = [file for file in files if file.name not in self.broken]
        if not files:
            return None
        faults: dict[str, Exception] = {}
        try:
            reading = reader([file.path for file in files])
        except Exception as fault:  # noqa: BLE001 - the other files go on, and these say what happened
            for file in files:
                try:
                    reader([file.path])
                except Exception as error:  # noqa: BLE001 - the same
                    faults[file.name] = error
            faults = faults or dict.fromkeys((file.name for file in files), fault)
        else:
            self._blame(files, reading.problems)
            return reading
        for name, told in faults.items():
            self.found.blame(name, _fault(name, told, remedy))
        return self._read([file for file in files if file.name not in faults], reader, remedy)

    def _blame(self, files: Sequence[RawFile], problems: Iterable[HyteError]) -> None:
        names = [file.name for file in files]
        for problem in problems:
            place = problem.place.file if isinstance(problem.place, Place) else str(problem.place or "")
            self.found.blame(place if place in names else names[0], problem)


def _fault(name: str, told: Exception, remedy: str) -> HyteError:
    if isinstance(told, HyteError):
        return told
    reason = f"The file could not be read ({type(told).__name__}: {str(told)[:200]})."
    return InputError(
        reason, place=name, remedy=f"{remedy}; if that does not help, tell the project's maintainers."
    )


def _take_approval(found: LocalInputs, file: RawFile, owner: tuple[str, int]) -> None:
    earlier = found.approvals.get(owner)
    try:
        if earlier:
            raise InputError(
                f"The report of {owner[0]} {owner[1]} has an approval already, in {earlier.file}.",
                place=file.name,
                remedy="Remove one of the two.",
            )
        found.approvals[owner] = parse_approval(file.path.read_bytes(), file.name)
    except InputError as problem:
        found.blame(file.name, problem)
