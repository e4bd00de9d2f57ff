"""Every tool's export of one survey gives the counts that the respondents themselves give."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from hyte.sources.surveys import SurveysReading, read_surveys
from hyte.store.schemas import check_table

from .exports import (
    AGES,
    CONCERNS,
    HEADINGS,
    LIKERT,
    STANDS,
    STATEMENTS,
    TEXTS,
    TOOLS,
    Respondent,
    respondents,
    webropol,
)

LANGUAGES = ("fi", "sv")


def read(*paths: Path, **options: object) -> SurveysReading:
    return read_surveys(list(paths), paths[0].parent, "111", 2024, **options)  # type: ignore[arg-type]


def counts_of(
    reading: SurveysReading, part: str, group: str | None = None
) -> tuple[dict[str, int], int, str]:
    """Counts by option, base and kind of the one question whose text has `part` in it."""
    counts = reading.counts
    own = counts["group"].isna() if group is None else counts["group"] == group
    rows = counts[own & counts["question_text"].str.contains(part, regex=False)]
    assert rows["question"].nunique() == 1, rows["question_text"].unique()
    assert rows["base"].nunique() == 1
    found = dict(zip(rows["option_text"], rows["count"].astype(int), strict=True))
    return found, int(rows["base"].iloc[0]), rows["kind"].iloc[0]


def nonzero(counts: dict[str, int]) -> dict[str, int]:
    return {option: count for option, count in counts.items() if count}


@pytest.fixture(params=[(name, language) for name in TOOLS for language in LANGUAGES], ids="-".join)
def export(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[SurveysReading, str, list[Respondent]]:
    name, language = request.param
    make: Callable[..., Path] = TOOLS[name]
    people = respondents(language)
    return read(make(tmp_path / name, language, people)), language, people


def tally(options: list[str], answers: list[tuple[int, ...]]) -> tuple[dict[str, int], int]:
    counts = {option: sum(n in answer for answer in answers) for n, option in enumerate(options)}
    return nonzero(counts), sum(bool(answer) for answer in answers)


def test_counts_are_those_of_the_respondents(
    export: tuple[SurveysReading, str, list[Respondent]],
) -> None:
    reading, language, people = export
    h = HEADINGS[language]
    wanted = {
        h["age"]: (tally(AGES[language], [(one.age,) for one in people]), "single"),
        h["concerns"].rstrip("?"): (
            tally(CONCERNS[language], [one.concerns for one in people]),
            "multiple",
        ),
        h["likert"]: (
            tally(LIKERT[language], [() if one.likert is None else (one.likert,) for one in people]),
            "scale",
        ),
        h["rating"]: (
            tally([*"012345"], [() if one.rating is None else (one.rating,) for one in people]),
            "scale",
        ),
    }
    for number, statement in enumerate(STATEMENTS[language]):
        stands = [() if one.stands[number] is None else (one.stands[number],) for one in people]
        wanted[statement] = (tally(STANDS[language], stands), "agree")  # type: ignore[arg-type]
    for part, ((counts, base), kind) in wanted.items():
        found = counts_of(reading, part)
        assert (nonzero(found[0]), *found[1:]) == (counts, base, kind)
    assert reading.counts["question_text"].nunique() == len(wanted)


def test_groups_add_up_to_all(export: tuple[SurveysReading, str, list[Respondent]]) -> None:
    reading, language, people = export
    part = HEADINGS[language]["likert"]
    everybody, base, _ = counts_of(reading, part)
    groups = {
        group: counts_of(reading, part, group) for group in ("children", "young", "working_age", "older")
    }
    assert sum(found[1] for found in groups.values()) == base
    for option, count in everybody.items():
        assert sum(found[0][option] for found in groups.values()) == count
    young = [one for one in people if one.age == 1 and one.likert is not None]
    assert groups["young"][1] == len(young)
    of_ages = reading.counts[reading.counts["question_text"] == HEADINGS[language]["age"]]
    assert of_ages["group"].isna().all()


def test_own_words_are_kept_with_themes_and_line(
    export: tuple[SurveysReading, str, list[Respondent]],
) -> None:
    reading, language, people = export
    assert list(reading.texts["text"]) == [one.text for one in people if one.text]
    assert reading.texts["id"].is_unique
    assert reading.texts["line"].is_monotonic_increasing
    unwell = reading.texts[reading.texts["text"] == TEXTS[language][4]]
    assert all("health" in themes or "services" in themes for themes in unwell["themes"])


def test_nothing_about_the_respondent_is_in_any_table(
    export: tuple[SurveysReading, str, list[Respondent]],
) -> None:
    reading, _, people = export
    for table in (reading.surveys, reading.counts, reading.texts):
        text = table.to_csv()
        assert "esimerkki.fi" not in text
        assert "Asukas Esimerkki" not in text
    assert reading.columns_personal > 0
    assert reading.columns_listed == 0
    assert len(reading.withheld) == reading.columns_personal
    assert set(reading.withheld["kind"]) == {"respondent_column"}
    assert list(reading.surveys["answers"]) == [len(people)]


def test_tables_are_those_of_the_store(export: tuple[SurveysReading, str, list[Respondent]]) -> None:
    reading, _, _ = export
    for name, table in (
        ("surveys", reading.surveys),
        ("survey_counts", reading.counts),
        ("survey_texts", reading.texts),
    ):
        check_table(name, table)


def test_all_tools_agree_but_for_their_order(tmp_path: Path) -> None:
    people = respondents("fi", 200, seed=3)
    tables = []
    for name, make in TOOLS.items():
        counts = read(make(tmp_path / name, "fi", people)).counts
        counts["question_text"] = counts["question_text"].str.replace(r"\?| *\[.*", "", regex=True)
        counts = counts[counts["kind"] != "agree"]  # the statements' common question is not in every export
        keys = ["question_text", "kind", "option_text", "group", "count", "base"]
        tables.append(sorted(map(tuple, counts[keys].astype(object).fillna("").to_numpy().tolist())))
    assert all(table == tables[0] for table in tables[1:])
    assert len(tables[0]) > 50


def test_merged_cells_and_gaps_read_alike(tmp_path: Path) -> None:
    people = respondents("fi")
    first = read(webropol(tmp_path / "a.xlsx", "fi", people)).counts
    second = read(webropol(tmp_path / "a.xlsx", "fi", people, merged=False)).counts
    pd.testing.assert_frame_equal(first, second)


def test_reading_again_gives_the_same(tmp_path: Path) -> None:
    path = TOOLS["google.csv"](tmp_path / "a.csv", "fi", respondents("fi"))
    first, second = read(path), read(path)
    pd.testing.assert_frame_equal(first.counts, second.counts)
    pd.testing.assert_frame_equal(first.texts, second.texts)
    assert [str(problem) for problem in first.problems] == [str(problem) for problem in second.problems]
