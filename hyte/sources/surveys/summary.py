"""Summary tables of surveys: questions with a count for each option, as tools print their reports.

Three layouts: a long table (question, option, number, per cent), blocks of one question under its title, and
tables with a column for each step of a scale or for each population group. Counts are taken as printed; what
the file hides stays hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hyte.sources.grids import Grid
from hyte.sources.numbers import figure_of
from hyte.sources.surveys.answers import Kind, read_steps
from hyte.sources.surveys.summary_cells import Count, Header, read_count, read_header
from hyte.sources.surveys.words import is_one, plain, speaks_of, words

_AFTER_NAME = re.compile(r"\D{0,4}(\d[\d \u00a0]*)")
_ASKS_FOR_SEVERAL = re.compile(
    r"useita|useampi|useamman|kaikki sopivat|enintaan|korkeintaan|flera|hogst|alla som|several|all that"
)
_CHOSEN = re.compile(r"(?:valittujen vastausten|valda svar|selected answers)[^\d]*(\d+)")


@dataclass(slots=True)
class SummaryQuestion:
    """A question of a summary: the options' counts for all (key None) and for population groups."""

    text: str
    row: int
    kind: Kind = "single"
    base: int | None = None
    bases: dict[str, int | None] = field(default_factory=dict)
    group_texts: dict[str, str] = field(default_factory=dict)
    options: list[str] = field(default_factory=list)
    counts: dict[str | None, list[Count]] = field(default_factory=dict)
    chosen: int | None = None
    part: bool = False
    """Whether it is a row of a table of statements, whose question is the one above."""


@dataclass(slots=True)
class Summary:
    """A sheet of summary tables; `unread` are filled rows that are neither titles, options nor totals."""

    questions: list[SummaryQuestion] = field(default_factory=list)
    title: str | None = None
    respondents: int | None = None
    unread: list[int] = field(default_factory=list)
    only_shares: list[int] = field(default_factory=list)


def read_summary(grid: Grid) -> Summary | None:
    """The summary tables of a sheet; None when there is no table with counts under a heading such as "n"."""
    found = Summary()
    reader = _Reader(grid, found)
    for row in range(len(grid.rows)):
        if grid.filled(row):
            reader.take(row)
    reader.close()
    found.questions = [question for question in found.questions if question.options]
    for question in found.questions:
        _settle(question)
    return found if found.questions or found.only_shares else None


@dataclass(slots=True)
class _Reader:
    grid: Grid
    found: Summary
    header: Header | None = None
    title: str = ""
    titles: list[tuple[int, str]] = field(default_factory=list)
    base: int | None = None
    chosen: int | None = None
    question: SummaryQuestion | None = None

    def take(self, row: int) -> None:
        header = read_header(self.grid, row)
        if header is not None:
            self._open(header)
        elif self._base_line(row):
            return
        elif len(self.grid.filled(row)) == 1 and not self._is_option(row):
            self._title(row)
        elif self.header is None or not self._option(row):
            self.found.unread.append(row)

    def close(self) -> None:
        """Titles after which no table came are told as unread."""
        self.found.unread += [row for row, _ in self.titles]
        self.found.unread.sort()

    def _open(self, header: Header) -> None:
        self.header, self.question = header, None
        if header.title:
            self.titles.append((header.row, header.title))
        if not self.titles:
            return
        above = self.titles[:-1]
        if above and not self.found.questions and self.found.title is None:
            self.found.title, above = above[0][1], above[1:]
        self.found.unread += [row for row, _ in above]
        self.title, self.titles = self.titles[-1][1], []

    def _title(self, row: int) -> None:
        (column,) = self.grid.filled(row)
        text = self.grid.text(row, column)
        if (
            self.header is not None
            and "question" in self.header.places
            and column == self.header.places["question"]
        ):
            self.title, self.question = text, None
            return
        self.titles.append((row, text))
        self.header, self.question, self.base, self.chosen = None, None, None, None

    def _base_line(self, row: int) -> bool:
        texts = [self.grid.text(row, column) for column in self.grid.filled(row)]
        if self.header is not None and len(texts) > 2:
            return False
        name = plain(texts[0])
        known = next(
            (word for word in words("summary", "base") if name.startswith(word) and len(word) > 3), None
        )
        match = _AFTER_NAME.match(" ".join([name, *texts[1:]])[len(known) :]) if known else None
        if known is None or match is None:
            return False
        number = int(re.sub(r"\D", "", match[1]))
        chosen = _CHOSEN.search(name)
        if speaks_of(name, "summary", "of_all"):
            self.found.respondents = number
        elif self.titles or self.question is not None or self.title:
            self.base, self.chosen = number, int(chosen[1]) if chosen else None
            if self.question is not None:
                self.question.base = number
        else:
            self.found.respondents = number
        return True

    def _is_option(self, row: int) -> bool:
        """Whether a row with one cell is an option whose count is empty, in the middle of a table."""
        if self.header is None or self.question is None or "count" not in self.header.places:
            return False
        if self.grid.filled(row)[0] != self.header.places["option"]:
            return False
        following = row + 1 < len(self.grid.rows) and self.header.places["count"] in self.grid.filled(row + 1)
        return following and read_header(self.grid, row + 1) is None

    def _option(self, row: int) -> bool:
        header = self.header
        assert header is not None
        name = self.grid.text(row, header.places["option"])
        if header.steps:
            return self._statement(row, name, header)
        if "question" in header.places and (asked := self.grid.text(row, header.places["question"])):
            self._ask(asked)
        if not name:
            return False
        if is_one(name, "summary", "mean"):
            return True
        columns = header.groups or [(header.places.get("count", -1), None, "")]
        cells = {group: read_count(self.grid, row, column, header) for column, group, _ in columns}
        if header.groups and is_one(name, "summary", "total"):
            for group, cell in cells.items():
                if cell is not None and self.question is not None:
                    self._set_base(group, cell.count)
            return True
        if any(cell is None for cell in cells.values()):
            if "count" not in header.places and not header.groups:
                self.found.only_shares.append(row)
                return True
            return False
        if is_one(name, "summary", "total") and self.question is not None:
            (cell,) = cells.values()
            if self.question.base is None and cell is not None:
                self.question.base = cell.count
            return True
        question = self._current(row)
        if "base" in header.places:
            base = figure_of(self.grid.cell(row, header.places["base"]), "sheet")
            if base is not None and base.value is not None:
                question.base = int(base.value)
        question.options.append(name)
        for (_, group, text), cell in zip(columns, cells.values(), strict=True):
            assert cell is not None
            question.counts.setdefault(group, []).append(cell)
            if group is not None:
                question.group_texts[group] = text
                question.bases.setdefault(group, None)
        return True

    def _ask(self, asked: str) -> None:
        """A table with a column of questions names the question on each row, or on its first one."""
        if asked != self.title or self.question is None:
            self.title, self.question, self.base, self.chosen = asked, None, None, None

    def _set_base(self, group: str | None, count: int | None) -> None:
        assert self.question is not None
        if group is None:
            self.question.base = count
        else:
            self.question.bases[group] = count

    def _current(self, row: int) -> SummaryQuestion:
        if self.question is None:
            self.question = SummaryQuestion(self.title, row, base=self.base, chosen=self.chosen)
            self.found.questions.append(self.question)
        return self.question

    def _statement(self, row: int, name: str, header: Header) -> bool:
        """A row of a table with a column for each step is a question of its own."""
        if not name or is_one(name, "summary", "total"):
            return bool(name)
        cells = [read_count(self.grid, row, column, header) for column, _ in header.steps]
        if any(cell is None for cell in cells):
            self.found.only_shares.append(row)
            return True
        text = f"{self.title} [{name}]" if self.title else name
        question = SummaryQuestion(text, row, part=bool(self.title))
        question.options = [step for _, step in header.steps]
        question.counts[None] = [cell for cell in cells if cell is not None]
        if "base" in header.places:
            base = figure_of(self.grid.cell(row, header.places["base"]), "sheet")
            question.base = int(base.value) if base is not None and base.value is not None else None
        self.found.questions.append(question)
        return True


def _settle(question: SummaryQuestion) -> None:
    """The kind of a question and its base, from what is printed; nothing is computed over a hidden count."""
    counts = question.counts.get(None, [])
    printed = [cell.count for cell in counts if cell.count is not None]
    shares = [cell.share for cell in counts if cell.share is not None]
    steps = read_steps(question.options, question.text)
    if steps is not None:
        question.kind = steps.kind
    elif (
        (question.base is not None and sum(printed) > question.base)
        or (question.chosen or 0) > (question.base or 10**9)
        or sum(shares) > 105
        or _ASKS_FOR_SEVERAL.search(plain(question.text))
    ):
        question.kind = "multiple"
    whole = len(printed) == len(counts)
    # Every respondent chose one of the options when they make up a hundred per cent, or a whole scale.
    complete = steps is not None or (len(shares) == len(counts) and 98 <= sum(shares) <= 102)
    if question.base is None and whole and question.kind != "multiple" and complete:
        question.base = sum(printed)
    for group, cells in question.counts.items():
        known = [cell.count for cell in cells if cell.count is not None]
        if group is not None and question.bases.get(group) is None and steps is not None:
            question.bases[group] = sum(known) if len(known) == len(cells) else None


def odd_shares(question: SummaryQuestion) -> Iterator[Count]:
    """Counts whose printed share is not that of the base, by more than a point."""
    if question.base:
        for cell in question.counts.get(None, ()):
            if cell.count is None or cell.share is None:
                continue
            if abs(100 * cell.count / question.base - cell.share) > 1.5:
                yield cell
