"""Counts and shares of surveys as text: those that are too few are said to be so."""

from __future__ import annotations

from hyte.chapters.report_data import ReportData
from hyte.language.numbers import number, with_unit
from hyte.model import MissingKind
from hyte.presentation.blocks import Cell
from hyte.process.survey_values import Question, Survey
from hyte.process.surveys import SUPPRESSED
from hyte.statistics.count_network import FEWEST, is_small


def count_of(data: ReportData, count: int | None, missing: str | None = SUPPRESSED) -> Cell:
    """A count; else why it is not shown."""
    if count is None:
        kind = MissingKind(missing or SUPPRESSED)
        return Cell(text=data.w(f"missing.{kind}"), missing=kind)
    return Cell(text=number(count, 0, data.language), value=count)


def share_of(data: ReportData, share: float | None, low: float | None, high: float | None) -> str:
    """A share in per cent, with its interval where it has one; "–" for none."""
    if share is None:
        return data.w("shown.empty")
    told = percent(data, share)
    if low is None or high is None:
        return told
    ends = (number(100 * end, 0, data.language) for end in (low, high))
    return data.w("surveys.interval", share=told, low=next(ends), high=next(ends))


def percent(data: ReportData, share: float) -> str:
    """A share between 0 and 1 in per cent, without decimals."""
    return with_unit(number(100 * share, 0, data.language), "%", data.language)


def answers_of(data: ReportData, survey: Survey) -> str:
    """Number of answers, of how many invited, and the response rate."""
    w = data.w
    if is_small(survey.answers):
        return w("surveys.fewer", fewest=FEWEST)
    answers = number(survey.answers, 0, data.language)
    if survey.invited is None:
        return answers
    invited = number(survey.invited, 0, data.language)
    if survey.response_rate is None:
        return w("surveys.of_invited", answers=answers, invited=invited)
    rate = percent(data, survey.response_rate)
    return w("surveys.response", answers=answers, invited=invited, rate=rate)


def base_of(data: ReportData, question: Question) -> str:
    """How many answered a question."""
    if question.base is not None:
        return number(question.base, 0, data.language)
    w = data.w
    return w("surveys.fewer", fewest=FEWEST) if question.hidden else w("surveys.unknown")
