"""Applying a coordinator's corrections to what was read from the notes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hyte.errors import HyteError, InputError, Place
from hyte.sources.notes.folding import squeezed
from hyte.sources.review.matching import Candidate, match
from hyte.sources.review.read import Correction, Review

if TYPE_CHECKING:
    import pandas as pd

LEFT_OUT = "left_out"
"""Reason, in the table of lines, of a record that the coordinator left out."""
RULE = "review"
"""Rule of a record that the coordinator made of a line."""
_MASKED = ("text", "owner", "schedule", "body")
_FROM_LINE = ("file", "line", "page", "part")


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """The corrected tables `notes` and `note_lines`, the table `corrections`, and what to tell.

    `found` gives, for each correction that found its place, the id of the record, or `line <file> <line>`.
    """

    notes: pd.DataFrame
    lines: pd.DataFrame
    corrections: pd.DataFrame
    problems: tuple[HyteError, ...]
    found: Mapping[str, Correction] = field(default_factory=dict)
    lost: tuple[Correction, ...] = ()
    refused: tuple[HyteError, ...] = ()
    """Cells that could not be used."""


def line_key(file: str, line: int | None, text: str) -> str:
    """What an unread line is called."""
    return hashlib.sha256(f"{file}\n{line}\n{squeezed(text)}".encode()).hexdigest()[:12]


def apply_review(
    review: Review,
    notes: pd.DataFrame,
    lines: pd.DataFrame,
    municipality: str,
    year: int,
    mask: Callable[[str], str],
) -> Applied:
    """Change, leave out and make records as the workbook says.

    `mask` takes personal data out of what the coordinator wrote. A correction whose place is no longer found
    is listed and told; a record that is left out becomes a line with the reason "left_out", so that no line
    is lost.
    """
    work = _Work(review, rows_of(notes), rows_of(lines), municipality, year, mask)
    for correction in review.corrections:
        if correction.target == "record":
            work.record(correction)
        else:
            work.line(correction)
    return work.applied(notes, lines)


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table, values by column."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


@dataclass(slots=True)
class _Work:
    review: Review
    notes: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    municipality: str
    year: int
    mask: Callable[[str], str]
    rows: list[dict[str, object]] = field(default_factory=list)
    problems: list[HyteError] = field(default_factory=list)
    found: dict[str, Correction] = field(default_factory=dict)
    lost: list[Correction] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)
    made: list[dict[str, Any]] = field(default_factory=list)

    def record(self, correction: Correction) -> None:
        """Change a record, or leave it out."""
        candidates = (
            Candidate(n, row["id"], row["file"], _whole(row["line"]), row["kind"], str(row["quote"]))
            for n, row in enumerate(self.notes)
            if row["id"] not in self.found
        )
        there = match(correction, tuple(candidates))
        if there is None:
            self._not_found(correction)
            return
        row = self.notes[there.position]
        self.found[there.id] = correction
        if correction.leave_out:
            self.gone.add(there.position)
            origin = {key: row[key] for key in ("municipality", "year", *_FROM_LINE)}
            self.lines.append(origin | {"text": row["quote"], "reason": LEFT_OUT})
            self._tell(correction, "left_out", there.id)
            return
        for key, value in self._masked(correction.changes).items():
            row[key] = value or None
        row["corrected"] = ";".join(correction.changes)
        self._tell(correction, "changed", there.id)

    def line(self, correction: Correction) -> None:
        """Make a record of a line that was not read."""
        candidates = (
            Candidate(
                n,
                line_key(row["file"], _whole(row["line"]), row["text"]),
                row["file"],
                _whole(row["line"]),
                "",
                row["text"],
            )
            for n, row in enumerate(self.lines)
            if isinstance(row["text"], str) and n not in self.used and row["reason"] != LEFT_OUT
        )
        there = match(correction, tuple(candidates))
        if there is None:
            self._read_by_now(correction)
            return
        line = self.lines[there.position]
        self.used.add(there.position)
        self.found[there.id] = correction
        values = self._masked(correction.changes)
        self.made.append(
            dict.fromkeys(self.notes[0] if self.notes else ())
            | {key: line[key] for key in ("municipality", "year", *_FROM_LINE)}
            | {"text": line["text"], "quote": line["text"]}
            | {key: value or None for key, value in values.items()}
            | {"id": there.id, "rule": RULE, "corrected": ";".join(correction.changes)}
        )
        self._tell(correction, "made", there.id)

    def _read_by_now(self, correction: Correction) -> None:
        """A line that is gone may have become a record since, because the reader learned or the note did."""
        said = squeezed(correction.quote)
        for row in self.notes:
            if squeezed(str(row["quote"])) == said and row["kind"] == correction.changes["kind"]:
                for key, value in self._masked(correction.changes).items():
                    row[key] = value or row[key]
                row["corrected"] = ";".join(correction.changes)
                self.found[row["id"]] = correction
                self._tell(correction, "changed", row["id"])
                return
        self._not_found(correction)

    def _masked(self, changes: Mapping[str, str]) -> dict[str, str]:
        return {key: self.mask(value) if key in _MASKED else value for key, value in changes.items()}

    def _not_found(self, correction: Correction) -> None:
        self.lost.append(correction)
        self._tell(correction, "not_found", None, self.mask(correction.quote)[:200])
        self.problems.append(
            InputError(
                "A correction no longer finds its place in the notes"
                f" ({correction.file}, line {correction.line}: {self.mask(correction.quote)[:60]!r}).",
                place=Place(self.review.file, sheet=correction.sheet, cell=correction.cell),
                remedy="Make it again where it belongs. `pipeline.py review` puts it on the sheet of those "
                "that were not found; delete its row there when it is not needed any more.",
            )
        )

    def _tell(
        self, correction: Correction, action: str, record: str | None, detail: str | None = None
    ) -> None:
        self.rows.append(
            {
                "municipality": self.municipality,
                "year": self.year,
                "file": self.review.file,
                "sheet": correction.sheet,
                "cell": correction.cell,
                "action": action,
                "record": record,
                "fields": ";".join(correction.changes) or None,
                "detail": detail,
            }
        )

    def applied(self, notes: pd.DataFrame, lines: pd.DataFrame) -> Applied:
        """The tables as they are after all corrections."""
        import pandas as pd

        gone = {self.notes[position]["id"] for position in self.gone}
        kept = [row for position, row in enumerate(self.notes) if position not in self.gone]
        for row in kept:
            if row["parent"] in gone:
                row["parent"] = None
        for problem in self.review.problems:
            self.rows.append(self._refused(problem))
        left = (row for position, row in enumerate(self.lines) if position not in self.used)
        return Applied(
            _frame([*kept, *self.made], notes),
            _frame(left, lines),
            pd.DataFrame(self.rows, columns=_CORRECTION_COLUMNS),
            tuple(self.problems),
            self.found,
            tuple(self.lost),
            self.review.problems,
        )

    def _refused(self, problem: HyteError) -> dict[str, object]:
        place = problem.place if isinstance(problem.place, Place) else Place(self.review.file)
        return {
            "municipality": self.municipality,
            "year": self.year,
            "file": self.review.file,
            "sheet": place.sheet or "",
            "cell": place.cell or "",
            "action": "refused",
            "detail": self.mask(problem.reason),
        }


_CORRECTION_COLUMNS = (
    "municipality",
    "year",
    "file",
    "sheet",
    "cell",
    "action",
    "record",
    "fields",
    "detail",
)


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int) else None


def _frame(rows: Iterable[Mapping[str, Any]], like: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    listed: Sequence[Mapping[str, Any]] = tuple(rows)
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in listed], dtype=like[name].dtype) for name in like.columns},
        columns=like.columns,
    )
