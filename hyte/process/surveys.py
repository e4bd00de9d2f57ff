"""What a survey says, ready to print: shares with their base, groups, and nothing that is too few.

An open survey is answered by those who choose to, so that no margin and no interval can be claimed for it;
only a sample survey has them. Small counts are hidden here, before anything is shown. The statistics come
from outside, as `SurveyMethods`, because this room and that of the statistics do not know each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hyte.process.rows import Row, rows_of, whole
from hyte.process.survey_values import (
    Design,
    Group,
    Hidden,
    Margin,
    NoMargin,
    Option,
    Question,
    Survey,
    SurveyMethods,
)
from hyte.reference.indicator import GROUPS
from hyte.sources.surveys.described import Description, descriptions, find_description
from hyte.sources.surveys.tables import BETWEEN_OPTIONS

if TYPE_CHECKING:
    import pandas as pd

SUPPRESSED = "suppressed"
"""Why a count is not shown that is too few, or that would give another one away."""

_PART = re.compile(r"(?P<stem>.*) \[(?P<part>.*)\]", re.S)
_EXCLUSIVE = ("single", "scale", "agree")


def survey_results(
    surveys: pd.DataFrame,
    counts: pd.DataFrame,
    methods: SurveyMethods,
    registers: pd.DataFrame | None = None,
) -> tuple[Survey, ...]:
    """The surveys of one municipality and year, in the order of their table, with small counts hidden.

    Parameters
    ----------
    surveys, counts : pandas.DataFrame
        The tables surveys and survey_counts.
    methods : SurveyMethods
        The statistics.
    registers : pandas.DataFrame, optional
        The table registers, whose register `surveys` tells the conclusions.
    """
    described = descriptions(registers)
    of: dict[str, list[Row]] = {}
    for row in rows_of(counts):
        of.setdefault(str(row["survey"]), []).append(row)
    return tuple(
        _survey(row, of.get(str(row["survey"]), []), methods, find_description(described, str(row["file"])))
        for row in rows_of(surveys)
    )


def _survey(row: Row, counts: Sequence[Row], methods: SurveyMethods, told: Description | None) -> Survey:
    answers, invited, population = int(row["answers"]), whole(row["invited"]), whole(row["population"])
    design: Design = "sample" if row["design"] == "sample" else "open"
    margin: Margin | None = None
    no_margin: NoMargin | None = None
    if design == "open":
        no_margin = "self_selected"
    elif not answers:
        no_margin = "no_answers"
    else:
        margin = Margin(methods.margin(answers, population), methods.correction(answers, population) < 1)
    return Survey(
        id=str(row["survey"]),
        file=str(row["file"]),
        title=row["title"] or PurePosixPath(str(row["file"])).stem,
        design=design,
        channel=row["channel"],
        answers=answers,
        invited=invited,
        population=population,
        # Whoever was not invited may answer an open survey, so that it has no rate.
        response_rate=answers / invited if design == "sample" and invited and answers <= invited else None,
        margin=margin,
        no_margin=no_margin,
        opened=row["opened"],
        closed=row["closed"],
        asked=told.text("asked") if told else None,
        conclusions=told.text("conclusions") if told else None,
        action=told.text("action") if told else None,
        feedback=told.text("feedback") if told else None,
        questions=_questions(counts, design, population, methods),
    )


def _questions(
    rows: Sequence[Row], design: Design, population: int | None, methods: SurveyMethods
) -> tuple[Question, ...]:
    asked: dict[str, dict[str | None, list[Row]]] = {}
    for row in rows:
        asked.setdefault(str(row["question"]), {}).setdefault(row["group"], []).append(row)
    for parts in asked.values():
        parts.setdefault(None, [])
    grouping = _grouping(asked)
    closed: frozenset[str] = frozenset()
    found: dict[str, Hidden] = {}
    if grouping is not None:
        number, within = grouping
        counts, bases = _numbers(asked[number])
        sums: dict[str | None, int | None] = dict(bases)
        for group in dict.fromkeys(group for group in within if group):
            sums[group] = sum(
                count or 0 for count, own in zip(counts[None], within, strict=True) if own == group
            )
        found[number] = methods.protect(counts, sums, exclusive=True, within=within)
        closed = frozenset(group for group in found[number].bases if group is not None)
    result = []
    for number, parts in asked.items():
        if not parts[None]:
            continue
        if number not in found:
            counts, bases = _numbers(parts)
            exclusive = parts[None][0]["kind"] in _EXCLUSIVE
            found[number] = methods.protect(counts, bases, exclusive=exclusive, closed=closed)
        makes = grouping is not None and number == grouping[0]
        result.append(_question(number, parts, found[number], design, population, methods, makes))
    return tuple(result)


def _grouping(asked: Mapping[str, Mapping[str | None, Sequence[Row]]]) -> tuple[str, list[str | None]] | None:
    """The question by which the groups were told, and the group of each of its options.

    It has no groups itself, and its options are those that the groups' texts are made of.
    """
    texts = {
        str(row["group"]): str(row["group_text"] or "")
        for parts in asked.values()
        for group, rows in parts.items()
        for row in rows
        if group is not None
    }
    of = {option: group for group, text in texts.items() for option in text.split(BETWEEN_OPTIONS)}
    for number, parts in asked.items():
        options = [str(row["option_text"]) for row in parts[None]]
        if texts and list(parts) == [None] and set(of) <= set(options):
            return number, [of.get(option) for option in options]
    return None


def _numbers(
    parts: Mapping[str | None, Sequence[Row]],
) -> tuple[dict[str | None, list[int | None]], dict[str | None, int | None]]:
    order = [None, *(group for group in GROUPS if group in parts)]
    counts = {group: [whole(row["count"]) for row in parts[group]] for group in order}
    bases = {group: whole(parts[group][0]["base"]) if parts[group] else None for group in order}
    return counts, bases


def _question(
    number: str,
    parts: Mapping[str | None, Sequence[Row]],
    hidden: Hidden,
    design: Design,
    population: int | None,
    methods: SurveyMethods,
    makes_groups: bool,
) -> Question:
    first = parts[None][0]
    match = _PART.fullmatch(str(first["question_text"])) if "." in number else None

    def options(group: str | None) -> tuple[Option, ...]:
        people = population if group is None else None
        # A share would tell the base, so that a hidden base hides it too.
        sized = group not in hidden.bases
        return tuple(
            _option(
                row if sized else row | {"base": None},
                (group, place) in hidden.counts,
                design,
                people,
                methods,
            )
            for place, row in enumerate(parts[group])
        )

    groups = []
    for group in GROUPS:
        if group in parts:
            row = parts[group][0]
            shut = group in hidden.bases
            base = None if shut else whole(row["base"])
            groups.append(Group(group, row["group_text"], base, options(group), shut))
    return Question(
        number=number,
        text=str(first["question_text"]),
        stem=match["stem"] if match else None,
        statement=match["part"] if match else str(first["question_text"]),
        kind=str(first["kind"]),
        base=None if None in hidden.bases else whole(first["base"]),
        hidden=None in hidden.bases,
        options=options(None),
        groups=tuple(groups),
        makes_groups=makes_groups,
    )


def _option(row: Row, hidden: bool, design: Design, population: int | None, methods: SurveyMethods) -> Option:
    text, count, base = str(row["option_text"]), whole(row["count"]), whole(row["base"])
    if count is None:
        return Option(text, None, missing=str(row["missing"] or "missing"))
    if hidden:
        return Option(text, None, missing=SUPPRESSED)
    if not base or count > base:
        return Option(text, count)
    interval = methods.interval(count, base, population) if design == "sample" else None
    if interval is None:
        return Option(text, count, count / base)
    return Option(text, count, count / base, interval.low, interval.high)
