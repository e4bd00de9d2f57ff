"""What residents agree with, and what they say in their own words: counted, and never too few to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hyte.process.rows import listed, rows_of, whole
from hyte.process.survey_values import Question, Survey, SurveyMethods
from hyte.reference.indicator import THEMES
from hyte.sources.surveys.words import Stance, stance

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 5
"""The smallest number of answers that is shown."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A statement and how many agree with it.

    `share` (0 to 1) is that of `agree` among those who took a stand, `agree` and `disagree` together; those
    who said neither or could not say are not among them. All are None when too few would show. `low` and
    `high` are the interval of a sample survey.
    """

    question: str
    stem: str | None
    statement: str
    agree: int | None
    disagree: int | None
    share: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def stands(self) -> int | None:
        """How many took a stand."""
        return None if self.agree is None or self.disagree is None else self.agree + self.disagree


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many answers in own words are about a theme, and whether nobody had named it before."""

    theme: str
    count: int
    new: bool


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Answers in the respondents' own words, counted by theme; an answer may be about several.

    `answers` is None when there are some, but fewer than five. `others` tells that fewer than five answers
    are about each of some other themes, which are not named. `without_theme` is None when it would tell of
    fewer than five.
    """

    answers: int | None
    themes: tuple[ThemeCount, ...]
    others: bool
    without_theme: int | None


@dataclass(frozen=True, slots=True)
class FreeText:
    """One answer in the respondent's own words, for the working edition alone."""

    id: str
    question: str
    text: str
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    file: str
    sheet: str | None
    line: int | None


def agreement(survey: Survey, methods: SurveyMethods) -> tuple[Agreement, ...]:
    """The survey's statements, the one with the largest share of agreement first, those hidden last."""
    found = [
        _agreement(question, survey, methods)
        for question in survey.questions
        if any(stance(option.text) in ("agree", "disagree") for option in question.options)
    ]
    order = {each.question: place for place, each in enumerate(found)}
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.share is None,
                -(each.share or 0),
                -(each.agree or 0),
                order[each.question],
            ),
        )
    )


def _agreement(question: Question, survey: Survey, methods: SurveyMethods) -> Agreement:
    agree, disagree = _with_stance(question, "agree"), _with_stance(question, "disagree")
    if agree is None or disagree is None or 0 < agree + disagree < FEWEST:
        agree = disagree = None
    stands = None if agree is None or disagree is None else agree + disagree
    if not stands or agree is None:
        return Agreement(question.number, question.stem, question.statement, agree, disagree)
    interval = methods.interval(agree, stands) if survey.design == "sample" else None
    return Agreement(
        question.number,
        question.stem,
        question.statement,
        agree,
        disagree,
        agree / stands,
        interval.low if interval else None,
        interval.high if interval else None,
    )


def _with_stance(question: Question, wanted: Stance) -> int | None:
    """How many chose an option with this stance; None when that would show what is hidden.

    Hidden options that all have this stance are what the base leaves over, which everybody can compute.
    """
    own = [option for option in question.options if stance(option.text) == wanted]
    hidden = [option for option in question.options if option.count is None]
    count = sum(option.count or 0 for option in own)
    if any(option in own for option in hidden):
        if question.base is None or any(option not in own for option in hidden):
            return None
        count = question.base - sum(option.count or 0 for option in question.options if option not in own)
    return None if 0 < count < FEWEST else count


def own_words(texts: pd.DataFrame, survey: str | None = None, known: Collection[str] = ()) -> OwnWords:
    """Count answers in own words by theme, for the public edition.

    Parameters
    ----------
    texts : pandas.DataFrame
        The table survey_texts.
    survey : str, optional
        The id of one survey; all of them when left out.
    known : collection of str
        Themes that a concern or joy of the notes or registers has; any other theme is new.
    """
    rows = [row for row in rows_of(texts) if survey in (None, row["survey"])]
    counts = Counter(theme for row in rows for theme in listed(row["themes"]))
    shown = [theme for theme in THEMES if counts[theme] >= FEWEST]
    without = sum(not listed(row["themes"]) for row in rows)
    return OwnWords(
        answers=_shown(len(rows)),
        themes=tuple(
            ThemeCount(theme, counts[theme], theme not in known)
            for theme in sorted(shown, key=lambda theme: (-counts[theme], THEMES.index(theme)))
        ),
        others=len(shown) < len([theme for theme in counts if counts[theme]]),
        without_theme=None if 0 < len(rows) - without < FEWEST else _shown(without),
    )


def free_texts(
    texts: pd.DataFrame, survey: str | None = None, theme: str | None = None
) -> tuple[FreeText, ...]:
    """The answers themselves, in file order: for the working edition, never for the public one."""
    return tuple(
        FreeText(
            id=str(row["id"]),
            question=str(row["question_text"]),
            text=str(row["text"]),
            themes=listed(row["themes"]),
            groups=listed(row["groups"]),
            file=str(row["file"]),
            sheet=row["sheet"],
            line=whole(row["line"]),
        )
        for row in rows_of(texts)
        if survey in (None, row["survey"]) and (theme is None or theme in listed(row["themes"]))
    )


def _shown(count: int) -> int | None:
    return None if 0 < count < FEWEST else count
