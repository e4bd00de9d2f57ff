"""Sheets of the data workbook: surveys and their counts as they may be shown; free answers only as counts."""

from __future__ import annotations

from collections.abc import Iterable

from hyte.chapters import noted
from hyte.chapters.report_data import ReportData
from hyte.chapters.surveys import all_surveys, words_of
from hyte.chapters.workbook_sheets import SheetRow, sheet, text_in
from hyte.presentation.blocks import DataSheet
from hyte.process.survey_values import Option, Question, Survey
from hyte.process.survey_voices import free_texts
from hyte.process.surveys import SUPPRESSED
from hyte.statistics.count_network import FEWEST, is_small


def sheets(data: ReportData) -> tuple[DataSheet, ...]:
    """Surveys, counts, themes of free answers; the answers themselves in the working edition alone."""
    return (
        sheet(data, "workbook.surveys", _SURVEY, _surveys(data)),
        sheet(data, "workbook.survey_counts", _COUNT, _counts(data)),
        sheet(data, "workbook.survey_themes", _THEME, _themes(data)),
        sheet(data, "workbook.survey_texts", _TEXT, _texts(data)),
    )


_SURVEY = (
    "surveys.survey",
    "surveys.design",
    "workbook.channel",
    "surveys.answers",
    "surveys.invited",
    "surveys.population",
    "surveys.rate",
    "surveys.margin_points",
    "surveys.opened",
    "surveys.closed",
    "surveys.asked",
    "surveys.conclusions",
    "surveys.action",
    "surveys.feedback",
    "annex.file",
)


def _surveys(data: ReportData) -> Iterable[SheetRow]:
    for one in all_surveys(data.local):
        few = is_small(one.answers)
        yield (
            noted.shown(data, one.title),
            data.w(f"surveys.design_{one.design}"),
            noted.channel(data, one.channel) if one.channel else None,
            None if few else one.answers,
            one.invited,
            one.population,
            None if few or one.response_rate is None else round(100 * one.response_rate, 1),
            round(one.margin.points, 2) if one.margin and not few else None,
            one.opened,
            one.closed,
            *(text_in(data, text) for text in (one.asked, one.conclusions, one.action, one.feedback)),
            one.file,
        )


_COUNT = (
    "surveys.survey",
    "surveys.question",
    "surveys.statement",
    "surveys.group",
    "surveys.option",
    "surveys.count",
    "surveys.share_percent",
    "surveys.low",
    "surveys.high",
    "surveys.answered",
    "workbook.missing_text",
    "annex.file",
)


def _counts(data: ReportData) -> Iterable[SheetRow]:
    for survey in all_surveys(data.local):
        for question in survey.questions:
            for option in question.options:
                yield _count(data, survey, question, data.w("group.everyone"), question.base, option)
            for group in question.groups:
                name = data.w(f"group.{group.group}")
                for option in group.options:
                    yield _count(data, survey, question, name, group.base, option)


def _count(
    data: ReportData, survey: Survey, question: Question, group: str, base: int | None, option: Option
) -> SheetRow:
    shares = (option.share, option.low, option.high)
    return (
        noted.shown(data, survey.title),
        noted.shown(data, question.stem or question.text),
        noted.shown(data, question.statement),
        group,
        noted.shown(data, option.text),
        option.count,
        *(None if share is None else round(100 * share, 1) for share in shares),
        base,
        _missing(data, option),
        survey.file,
    )


def _missing(data: ReportData, option: Option) -> str | None:
    if option.missing == SUPPRESSED:
        return data.w("surveys.missing_suppressed", fewest=FEWEST)
    return data.w(f"missing_long.{option.missing}") if option.missing else None


_THEME = ("surveys.survey", "concerns.theme", "surveys.count", "surveys.new", "annex.file")


def _themes(data: ReportData) -> Iterable[SheetRow]:
    for survey in all_surveys(data.local):
        for theme in words_of(data, survey).themes:
            yield (
                noted.shown(data, survey.title),
                data.w(f"theme.{theme.theme}"),
                theme.count,
                data.w("surveys.is_new") if theme.new else None,
                survey.file,
            )


_TEXT = (
    "surveys.question",
    "annex.text",
    "workbook.groups",
    "workbook.themes",
    "annex.file",
    "workbook.line",
)


def _texts(data: ReportData) -> Iterable[SheetRow]:
    for one in free_texts(data.local.survey_texts) if data.edition == "working" else ():
        yield (
            noted.shown(data, one.question),
            noted.shown(data, one.text),
            noted.groups(data, one.groups) if one.groups else None,
            noted.themes(data, one.themes) if one.themes else None,
            one.file,
            one.line,
        )
