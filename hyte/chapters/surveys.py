"""Surveys of the residents: how they were made, what was answered, and what may not be claimed of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from hyte.chapters import noted
from hyte.chapters.gathered import joined_of
from hyte.chapters.lists import cells, figure_column, limited
from hyte.chapters.report_data import ReportData
from hyte.chapters.survey_figures import answers_of, base_of, count_of, share_of
from hyte.language.numbers import number
from hyte.presentation.blocks import Block, Callout, Cell, Heading, Line, Listing, Paragraph, Row, Span
from hyte.presentation.show import line
from hyte.process.survey_values import Option, Question, Survey, SurveyMethods
from hyte.process.survey_voices import Agreement, OwnWords, ThemeCount, agreement, own_words
from hyte.process.surveys import survey_results
from hyte.statistics.count_network import FEWEST
from hyte.statistics.disclosure import protect
from hyte.statistics.proportion import correction, margin_of_error, proportion
from hyte.store.local_tables import LocalTables

METHODS = SurveyMethods(interval=proportion, margin=margin_of_error, correction=correction, protect=protect)
PRINTED = 8
"""So many questions of a survey are printed beside its statements; the workbook has all."""


@lru_cache(maxsize=2)
def all_surveys(local: LocalTables) -> tuple[Survey, ...]:
    """The results of the year's surveys, small counts hidden."""
    return survey_results(local.surveys, local.survey_counts, METHODS, local.registers)


def blocks(data: ReportData) -> tuple[Block, ...]:
    """A table of the surveys and their caveats, then each survey; nothing without any survey."""
    found = all_surveys(data.local)
    if not found:
        return ()
    w = data.w
    made: list[Block] = [Heading(level=3, text=w("surveys.title"))]
    made += limited(
        data,
        w("surveys.caption"),
        (
            *(w(f"surveys.{name}") for name in ("survey", "design", "answers", "margin", "time")),
            w("notes.place"),
        ),
        found,
        lambda one: _survey(data, one),
        "workbook.surveys",
    )
    caveats = [w(f"surveys.caveat_{design}") for design in ("open", "sample") if _any(found, design)]
    caveats.append(w("surveys.hidden", fewest=FEWEST))
    made.append(
        Callout(tone="info", title=w("surveys.caveat_title"), lines=tuple(line(caveat) for caveat in caveats))
    )
    for one in found:
        made += _results(data, one)
    return tuple(made)


def words_of(data: ReportData, survey: Survey) -> OwnWords:
    """The answers in own words by theme; a theme that no concern or joy has is new."""
    items = (*joined_of(data.local, "concern"), *joined_of(data.local, "joy"))
    known = {theme for item in items for theme in item.themes}
    return own_words(data.local.survey_texts, survey.id, known)


def _any(found: Sequence[Survey], design: str) -> bool:
    return any(one.design == design and (design == "open" or one.margin) for one in found)


def _survey(data: ReportData, one: Survey) -> Row:
    w = data.w
    design = [w(f"surveys.design_{one.design}")]
    if one.channel and one.channel != "survey":
        design.append(noted.channel(data, one.channel))
    margin = w(f"surveys.no_margin_{one.no_margin}") if one.no_margin else w("shown.empty")
    if one.margin:
        points = number(one.margin.points, 1, data.language)
        margin = w("surveys.points_corrected" if one.margin.corrected else "surveys.points", points=points)
    days = [day for day in (noted.day(data, one.opened), noted.day(data, one.closed)) if day]
    return Row(
        header=noted.opened(data, one.title),
        cells=cells(
            ", ".join(design),
            answers_of(data, one),
            margin,
            "–".join(dict.fromkeys(days)) or w("shown.empty"),
            Path(one.file).name,
        ),
    )


def _results(data: ReportData, one: Survey) -> list[Block]:
    w = data.w
    stands = agreement(one, METHODS)
    asked = {stand.question for stand in stands}
    others = [question for question in one.questions if question.number not in asked]
    made: list[Block] = [*_told(data, one), *_agreements(data, one, stands)]
    for question in others[:PRINTED]:
        made += _question(data, one, question)
    if len(others) > PRINTED:
        left = number(len(others) - PRINTED, 0, data.language)
        text = w("surveys.more_questions", count=left, sheet=w("workbook.survey_counts"))
        made.append(Paragraph(spans=line(text), style="note"))
    made += _own_words(data, one)
    return [Heading(level=4, text=noted.opened(data, one.title)), *made] if made else []


def _told(data: ReportData, one: Survey) -> list[Block]:
    """What the municipality says of the survey itself: asked, concluded, done, told to the respondents."""
    items: list[Line] = [
        (
            Span(text=f"{data.w(f'surveys.{name}')}: ", strong=True),
            Span(text=" ".join(noted.shown(data, text).split())),
        )
        for name in ("asked", "conclusions", "action", "feedback")
        if (text := getattr(one, name))
    ]
    return [Listing(items=tuple(items))] if items else []


def _agreements(data: ReportData, one: Survey, stands: Sequence[Agreement]) -> tuple[Block, ...]:
    w = data.w
    return limited(
        data,
        w("surveys.agree_caption", title=noted.shown(data, one.title)),
        (
            w("surveys.statement"),
            figure_column(w("surveys.agree")),
            figure_column(w("surveys.disagree")),
            figure_column(w("surveys.share")),
            w("notes.place"),
        ),
        stands,
        lambda stand: _stand(data, one, stand),
        "workbook.survey_counts",
        notes=(
            w("surveys.agree_note"),
            *([w("surveys.interval_note")] if one.design == "sample" else []),
        ),
    )


def _stand(data: ReportData, one: Survey, stand: Agreement) -> Row:
    return Row(
        header=noted.opened(data, stand.statement),
        cells=(
            count_of(data, stand.agree),
            count_of(data, stand.disagree),
            Cell(text=share_of(data, stand.share, stand.low, stand.high), value=stand.share),
            Cell(text=Path(one.file).name),
        ),
    )


def _question(data: ReportData, one: Survey, question: Question) -> tuple[Block, ...]:
    w = data.w
    return limited(
        data,
        noted.opened(data, question.text),
        (w("surveys.option"), figure_column(w("surveys.count")), figure_column(w("surveys.share"))),
        question.options,
        lambda option: _option(data, option),
        "workbook.survey_counts",
        notes=(w("surveys.base", base=base_of(data, question), file=Path(one.file).name),),
    )


def _option(data: ReportData, option: Option) -> Row:
    return Row(
        header=noted.opened(data, option.text),
        cells=(
            count_of(data, option.count, option.missing),
            Cell(text=share_of(data, option.share, option.low, option.high), value=option.share),
        ),
    )


def _own_words(data: ReportData, one: Survey) -> list[Block]:
    w = data.w
    found = words_of(data, one)
    if found.answers == 0:
        return []
    count = w("surveys.fewer", fewest=FEWEST) if found.answers is None else _number(data, found.answers)
    texts = [w("surveys.own_words", count=count)]
    if found.themes and any(theme.new for theme in found.themes):
        texts.append(w("surveys.new_themes"))
    if found.others:
        texts.append(w("surveys.other_themes", fewest=FEWEST))
    if found.without_theme:
        texts.append(w("surveys.without_theme", count=_number(data, found.without_theme)))
    made: list[Block] = [Paragraph(spans=line(" ".join(texts)))]
    made += limited(
        data,
        w("surveys.themes_caption", title=noted.shown(data, one.title)),
        (w("concerns.theme"), figure_column(w("surveys.count")), w("surveys.new")),
        found.themes,
        lambda theme: _theme(data, theme),
        "workbook.survey_counts",
        notes=(w("surveys.file", file=Path(one.file).name),),
    )
    return made


def _theme(data: ReportData, one: ThemeCount) -> Row:
    w = data.w
    return Row(
        header=noted.opened(data, w(f"theme.{one.theme}")),
        cells=(
            count_of(data, one.count),
            Cell(text=w("surveys.is_new") if one.new else w("shown.empty"), strong=one.new),
        ),
    )


def _number(data: ReportData, count: int) -> str:
    return number(count, 0, data.language)
