"""Rows of the tables `survey_counts` and `survey_texts` from what was read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hyte.errors import Place
from hyte.reference.indicator import GROUPS
from hyte.reference.word_lists import groups_of, themes_of
from hyte.sources.grids import Grid
from hyte.sources.surveys.form import OpenQuestion, Question
from hyte.sources.surveys.groups import AGE_CLASSES, LAST_CLASS, group_of, group_of_class, makes_groups
from hyte.sources.surveys.summary import SummaryQuestion
from hyte.sources.surveys.words import speaks_of

if TYPE_CHECKING:
    import pandas as pd

_OWNER = {"municipality": "str", "year": "int64", "survey": "str"}
SURVEY_COLUMNS: dict[str, str] = {
    **_OWNER,
    "file": "str",
    "sheet": "str",
    "title": "str",
    "design": "str",
    "channel": "str",
    "population": "Int64",
    "invited": "Int64",
    "answers": "int64",
    "opened": "str",
    "closed": "str",
}
COUNT_COLUMNS: dict[str, str] = {
    **_OWNER,
    "question": "str",
    "question_text": "str",
    "kind": "str",
    "option": "str",
    "option_text": "str",
    "group": "str",
    "group_text": "str",
    "count": "Int64",
    "base": "Int64",
    "missing": "str",
    "file": "str",
    "sheet": "str",
    "cell": "str",
    "line": "Int64",
}
TEXT_COLUMNS: dict[str, str] = {
    **_OWNER,
    "id": "str",
    "question": "str",
    "question_text": "str",
    "text": "str",
    "themes": "str",
    "groups": "str",
    "file": "str",
    "sheet": "str",
    "line": "Int64",
}
WITHHELD_COLUMNS: dict[str, str] = {
    "municipality": "str",
    "year": "int64",
    "file": "str",
    "sheet": "str",
    "cell": "str",
    "line": "Int64",
    "page": "Int64",
    "kind": "str",
    "count": "int64",
}
BETWEEN_OPTIONS = "; "
"""What stands between the options of a group in `group_text`."""

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which respondents are in which population group, and the question that tells it."""

    question: Question
    groups: tuple[str, ...]
    texts: Mapping[str, str]
    of: tuple[str | None, ...]
    """The group of each respondent."""


def find_grouping(questions: Sequence[Question]) -> Grouping | None:
    """The first question on age, or else on family or role, whose options mean population groups."""
    choices = [question for question in questions if question.choices.kind == "single"]
    for asks_age in (True, False):
        for question in choices:
            options = question.choices.options
            groups = _groups_of_options(question.text, options)
            if speaks_of(question.text, "headings", "age") is asks_age and makes_groups(
                question.text, groups
            ):
                found = tuple(group for group in GROUPS if group in groups)
                texts = {
                    group: BETWEEN_OPTIONS.join(
                        option for option, own in zip(options, groups, strict=True) if own == group
                    )
                    for group in found
                }
                of = tuple(groups[chosen[0]] if chosen else None for chosen in question.choices.chosen)
                return Grouping(question, found, texts, of)
    return None


def _groups_of_options(heading: str, options: Sequence[str]) -> list[str | None]:
    classes = {label for label, _, _ in AGE_CLASSES} | {LAST_CLASS}
    if set(options) <= classes:
        return [group_of_class(option) for option in options]
    return [group_of(option, heading) for option in options]


def counted(questions: Sequence[Question], grouping: Grouping | None) -> Iterator[Row]:
    """A row for each option of each question, for all and for each population group."""
    for question in questions:
        yield from _counts(question, None, None, None)
        if grouping is not None and question is not grouping.question:
            for group in grouping.groups:
                yield from _counts(question, group, grouping.texts[group], grouping.of)


def _counts(
    question: Question, group: str | None, text: str | None, of: Sequence[str | None] | None
) -> Iterator[Row]:
    choices = question.choices
    chosen = choices.chosen
    if of is not None:
        chosen = tuple(each for each, own in zip(chosen, of, strict=True) if own == group)
    counts = Counter(option for each in chosen for option in each)
    base = sum(bool(each) for each in chosen)
    for number, option in enumerate(choices.options):
        yield {
            "question": question.number,
            "question_text": question.text,
            "kind": choices.kind,
            "option": str(number + 1),
            "option_text": option,
            "group": group,
            "group_text": text,
            "count": counts[number],
            "base": base,
            **place_columns(question.place),
        }


def summarised(number: str, question: SummaryQuestion, grid: Grid) -> Iterator[Row]:
    """A row for each printed count of a summary's question."""
    for group, cells in question.counts.items():
        for position, (option, cell) in enumerate(zip(question.options, cells, strict=True)):
            yield {
                "question": number,
                "question_text": question.text or "–",
                "kind": question.kind,
                "option": str(position + 1),
                "option_text": option,
                "group": group,
                "group_text": question.group_texts.get(group) if group else None,
                "count": cell.count,
                "base": question.bases.get(group) if group else question.base,
                "missing": cell.missing.value if cell.missing else None,
                **place_columns(grid.place(cell.row, cell.column)),
            }


def told(survey: str, questions: Iterable[OpenQuestion], grid: Grid, rows: Sequence[int]) -> Iterator[Row]:
    """A row for each answer in words of one's own; its id stays the same when the file's rows move."""
    seen: Counter[tuple[str, str]] = Counter()
    for question in questions:
        for respondent, text in question.answers:
            said = (question.text, text)
            seen[said] += 1
            content = "\n".join((survey, *said, str(seen[said])))
            place = grid.place(rows[respondent], 0)
            yield {
                "id": hashlib.sha256(content.encode()).hexdigest()[:12],
                "question": question.number,
                "question_text": question.text,
                "text": text,
                "themes": ";".join(themes_of(text)) or None,
                "groups": ";".join(groups_of(text)) or None,
                "file": grid.file,
                "sheet": grid.sheet,
                "line": place.line if place.line is not None else rows[respondent] + 1,
            }


def place_columns(place: Place) -> Row:
    """A place as columns of a table."""
    return {"file": place.file, "sheet": place.sheet, "cell": place.cell, "line": place.line}


def frame(rows: Sequence[Row], columns: Mapping[str, str]) -> pd.DataFrame:
    """A table with exactly these columns and types; what a row lacks is empty."""
    import pandas as pd

    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=kind) for name, kind in columns.items()},
        columns=list(columns),
    )
