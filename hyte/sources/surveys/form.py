"""From the columns of a table of answers to questions: which columns belong together, and what each holds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hyte.errors import Place
from hyte.sources.surveys.answers import Choices, OwnWords, read_column, read_matrix
from hyte.sources.surveys.columns import Answers, Column
from hyte.sources.surveys.personal import personal_kind
from hyte.sources.surveys.words import is_one, speaks_of

_COMMENT = ("kommentti", "kommentar", "comment")


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A question with options: its number in the form ("3", and "3.2" for the second part of it)."""

    number: str
    text: str
    choices: Choices
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class OpenQuestion:
    """Answers in words of one's own: (respondent, text) of those who gave any."""

    number: str
    text: str
    answers: tuple[tuple[int, str], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Listed:
    """A column that was not read, and why, as the rest of a sentence."""

    heading: str
    place: Place
    reason: str


@dataclass(slots=True)
class Form:
    """All that a table of answers holds; every column is read, personal, or listed."""

    questions: list[Question] = field(default_factory=list)
    open_questions: list[OpenQuestion] = field(default_factory=list)
    personal: list[Column] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    columns_read: int = 0


@dataclass(frozen=True, slots=True)
class _Setting:
    year: int
    other: str


def read_form(answers: Answers, year: int, other: str) -> Form:
    """Tell the questions of a table of answers; `year` and `other` are those of `read_column`."""
    form = Form()
    setting = _Setting(year, other)
    first = next((column.position for column in answers.columns if any(column.texts)), None)
    left: list[Column] = []
    for column in answers.columns:
        if personal_kind(column, column.position == first):
            form.personal.append(column)
        elif not column.stem and not column.option:
            form.listed.append(Listed("", column.place, "has no heading"))
        else:
            left.append(column)
    number = 0
    for block in _blocks(left):
        before = len(form.questions) + len(form.open_questions)
        _read_block(form, block, str(number + 1), setting)
        number += len(form.questions) + len(form.open_questions) > before
    return form


def _blocks(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Neighbouring columns of one question; a column without an option of its own stands alone."""
    for _, found in itertools.groupby(columns, key=lambda column: (column.stem, bool(column.option))):
        block = list(found)
        if block[0].option:
            yield block
        else:
            yield from ([column] for column in block)


def _read_block(form: Form, block: Sequence[Column], number: str, setting: _Setting) -> None:
    if len(block) == 1 and not block[0].option:
        _read_alone(form, block[0], number, setting)
        return
    comments = [column for column in block if column.option.casefold() in _COMMENT]
    block = [column for column in block if column not in comments]
    ticks = [column for column in block if _is_ticked(column)]
    ticked = any(_is_yes(column, text) for column in ticks for text in column.texts)
    rest = [column for column in block if column not in ticks and any(column.texts)]
    asks = read_matrix([column.texts for column in block], block[0].stem) if block else None
    part = itertools.count(1)
    if ticked and len(ticks) > len(rest) and not (asks and asks[0].kind == "agree"):
        _read_ticks(form, [column for column in block if column not in rest], rest, number)
        rest = [column for column in rest if not is_one(column.option, "answers", "other")]
        next(part)
    elif asks:
        for column, choices in zip(block, asks, strict=True):
            _take(form, column, f"{number}.{next(part)}", choices)
        rest = []
    else:
        rest = list(block)
    for column in [*rest, *comments]:
        _read_alone(form, column, f"{number}.{next(part)}", setting)


def _read_alone(form: Form, column: Column, number: str, setting: _Setting) -> None:
    found = read_column(column.texts, column.heading, setting.year, setting.other)
    if isinstance(found, Choices):
        _take(form, column, number, found)
    elif isinstance(found, OwnWords):
        answers = tuple((row, text) for row, text in enumerate(column.texts) if text)
        form.open_questions.append(OpenQuestion(number, column.heading, answers, column.place))
        form.columns_read += 1
    else:
        form.listed.append(Listed(column.heading, column.place, found.reason))


def _take(form: Form, column: Column, number: str, choices: Choices) -> None:
    form.questions.append(Question(number, column.heading, choices, column.place))
    form.columns_read += 1
    if choices.typed:
        form.open_questions.append(OpenQuestion(number, column.heading, choices.typed, column.place))


def _read_ticks(form: Form, ticks: Sequence[Column], rest: Sequence[Column], number: str) -> None:
    """One question whose options are the columns; what is typed behind "Other" counts as that option."""
    typed = [column for column in rest if is_one(column.option, "answers", "other")]
    known = {column.option for column in ticks}
    counted = sorted(
        [*ticks, *(column for column in typed if column.option not in known)], key=lambda c: c.position
    )
    marked = [
        [bool(text) if column in typed else _is_yes(column, text) for text in column.texts]
        for column in counted
    ]
    chosen = tuple(
        tuple(option for option, yes in enumerate(row) if yes) for row in zip(*marked, strict=True)
    )
    choices = Choices("multiple", tuple(column.option for column in counted), chosen)
    form.questions.append(Question(number, counted[0].stem, choices, counted[0].place))
    form.columns_read += len(ticks)
    for column in typed:
        answers = tuple((row, text) for row, text in enumerate(column.texts) if text)
        form.open_questions.append(OpenQuestion(number, column.heading, answers, column.place))
        form.columns_read += 1


def _is_ticked(column: Column) -> bool:
    found = {text for text in column.texts if text}
    return bool(found) and all(_is_yes(column, text) or is_one(text, "marks", "no") for text in found)


def _is_yes(column: Column, text: str) -> bool:
    return bool(text) and (text == column.option or is_one(text, "marks", "yes"))


def asks_anything(form: Form) -> bool:
    """Whether the table looks like a survey at all: a tool numbered or timed it, or its headings ask.

    A list of measures, a table of statistics and an attendance list have columns of words and numbers too.
    """
    if not form.questions and not form.open_questions:
        return False
    if sum(item.reason.startswith("holds numbers") for item in form.listed) > form.columns_read:
        return False
    if any(question.choices.kind != "single" for question in form.questions):
        return True
    headings = [question.text for question in form.questions] + [item.text for item in form.open_questions]
    asking = any(
        "?" in text or any(speaks_of(text, "headings", name) for name in ("open", "age", "family"))
        for text in headings
    )
    made = any(is_one(column.stem, "metadata", kind) for column in form.personal for kind in ("id", "time"))
    return asking or made
