"""Results of surveys as a report prints them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.process.survey_values import Question, Survey, SurveyMethods
from hyte.process.survey_voices import agreement, free_texts, own_words
from hyte.process.surveys import survey_results
from hyte.statistics.disclosure import protect
from hyte.statistics.proportion import correction, margin_of_error, proportion

METHODS = SurveyMethods(interval=proportion, margin=margin_of_error, correction=correction, protect=protect)
AGES = ["Alle 18", "18–64", "65+"]
GROUPS = {"children": "Alle 18", "working_age": "18–64", "older": "65+"}
LIKERT = ["Täysin samaa mieltä", "Samaa mieltä", "Ei samaa eikä eri mieltä", "Täysin eri mieltä"]


def survey(**changed: object) -> pd.DataFrame:
    row: dict[str, object] = {
        **{"municipality": "111", "year": 2024, "survey": "asukaskysely", "file": "E/2024/asukaskysely.csv"},
        **{"sheet": None, "title": None, "design": "open", "channel": "survey", "population": None},
        **{"invited": None, "answers": 60, "opened": None, "closed": None},
    }
    return pd.DataFrame([row | changed]).astype({"population": "Int64", "invited": "Int64"})


def question(
    number: str,
    text: str,
    counts: dict[str, int | None],
    *,
    kind: str = "single",
    base: int | None = None,
    group: str | None = None,
) -> list[dict[str, object]]:
    known = [count for count in counts.values() if count is not None]
    return [
        {
            **{"municipality": "111", "year": 2024, "survey": "asukaskysely", "question": number},
            **{"question_text": text, "kind": kind, "option": str(place), "option_text": option},
            **{"group": group, "group_text": GROUPS[group] if group else None, "count": count},
            "base": sum(known) if base is None and kind != "multiple" else base,
            "missing": None if count is not None else "suppressed",
            **{"file": "E/2024/asukaskysely.csv", "sheet": None, "cell": None, "line": 1},
        }
        for place, (option, count) in enumerate(counts.items(), start=1)
    ]


def results(
    *rows: Sequence[dict[str, object]], registers: pd.DataFrame | None = None, **of: object
) -> Survey:
    table = pd.DataFrame([row for part in rows for row in part]).astype({"count": "Int64", "base": "Int64"})
    (found,) = survey_results(survey(**of), table, METHODS, registers)
    return found


def shown(found: Question) -> dict[str, int | None]:
    return {option.text: option.count for option in found.options}


SAFE = question("1", "Onko kunta turvallinen?", {"Kyllä": 45, "Ei": 15})


def test_an_open_survey_claims_no_margin() -> None:
    found = results(SAFE, population=6500, invited=100)
    assert (found.margin, found.no_margin, found.response_rate) == (None, "self_selected", None)
    (safe,) = found.questions
    assert shown(safe) == {"Kyllä": 45, "Ei": 15}
    assert [option.share for option in safe.options] == [0.75, 0.25]
    assert [option.low for option in safe.options] == [None, None]
    assert found.title == "asukaskysely"


def test_a_sample_survey_has_its_margin_rate_and_intervals() -> None:
    found = results(
        question("1", "Q", {"Kyllä": 300, "Ei": 200}),
        design="sample",
        answers=500,
        invited=1000,
        population=18131,
        title="Kuntalaiskysely",
    )
    assert found.margin is not None
    assert (round(found.margin.points, 2), found.margin.corrected, found.no_margin) == (4.38, False, None)
    assert (found.response_rate, found.title) == (0.5, "Kuntalaiskysely")
    yes = found.questions[0].options[0]
    assert yes.low == pytest.approx(0.5565, abs=5e-4) and yes.high == pytest.approx(0.6421, abs=5e-4)


def test_a_small_population_narrows_the_margin_and_says_so() -> None:
    found = results(SAFE, design="sample", answers=500, population=2000)
    assert found.margin is not None and found.margin.corrected
    assert found.margin.points == pytest.approx(3.796, abs=1e-3)


def test_a_sample_without_answers_has_no_margin() -> None:
    assert results(SAFE, design="sample", answers=0).no_margin == "no_answers"


def test_small_counts_are_hidden_with_another() -> None:
    (found,) = results(question("1", "Q", {"A": 3, "B": 20, "C": 30, "D": 0})).questions
    assert shown(found) == {"A": None, "B": None, "C": 30, "D": 0}
    assert {option.missing for option in found.options if option.count is None} == {"suppressed"}
    assert found.options[0].share is None
    assert (found.base, found.hidden) == (53, False)


def test_a_question_with_few_answers_is_hidden_whole() -> None:
    (found,) = results(question("1", "Q", {"A": 3, "B": 1})).questions
    assert (found.base, found.hidden, shown(found)) == (None, True, {"A": None, "B": None})


def test_what_the_file_hides_stays_hidden_and_protected() -> None:
    rows = question("1", "Q", {"A": None, "B": 20, "C": 30}, base=53)
    (found,) = results(rows).questions
    assert shown(found) == {"A": None, "B": None, "C": 30}


def grouped(ages: dict[str, int], by_group: dict[str, dict[str, int]]) -> Survey:
    everybody: dict[str, int | None] = {
        option: sum(counts[option] for counts in by_group.values())
        for option in next(iter(by_group.values()))
    }
    return results(
        question("1", "Ikäryhmä", dict(ages)),
        question("2", "Viihdytkö?", everybody),
        *(question("2", "Viihdytkö?", dict(counts), group=group) for group, counts in by_group.items()),
    )


def test_groups_are_shown_where_they_are_large() -> None:
    found = grouped(
        {"Alle 18": 20, "18–64": 30, "65+": 25},
        {
            "children": {"Kyllä": 12, "Ei": 8},
            "working_age": {"Kyllä": 20, "Ei": 10},
            "older": {"Kyllä": 15, "Ei": 10},
        },
    )
    ages, happy = found.questions
    assert (ages.makes_groups, happy.makes_groups, ages.groups) == (True, False, ())
    assert [(group.group, group.text, group.base) for group in happy.groups] == [
        ("children", "Alle 18", 20),
        ("working_age", "18–64", 30),
        ("older", "65+", 25),
    ]
    assert [option.count for option in happy.groups[2].options] == [15, 10]
    assert happy.groups[2].options[0].share == 0.6


def test_a_group_that_is_hidden_among_the_ages_is_hidden_everywhere() -> None:
    found = grouped(
        {"Alle 18": 3, "18–64": 30, "65+": 25},
        {
            "children": {"Kyllä": 3, "Ei": 0},
            "working_age": {"Kyllä": 20, "Ei": 10},
            "older": {"Kyllä": 15, "Ei": 10},
        },
    )
    ages, happy = found.questions
    # The few children, and the smaller of the others so that nobody can subtract.
    assert shown(ages) == {"Alle 18": None, "18–64": 30, "65+": None}
    assert [group.hidden for group in happy.groups] == [True, False, True]
    assert [option.count for option in happy.groups[0].options] == [None, None]
    assert [option.count for option in happy.groups[1].options] == [20, 10]
    assert shown(happy) == {"Kyllä": 38, "Ei": 20}


def test_conclusions_come_from_the_register() -> None:
    fields = {"file": "asukaskysely.csv", "conclusions": "Valaistusta lisätään", "action": "Rahaa varattiin"}
    registers = pd.DataFrame(
        [
            {
                **{"municipality": "111", "year": 2024, "file": "E/2024/registers/r.xlsx"},
                **{"register": "surveys", "record": "r#K!3", "field": field, "value": value},
                **{"extra": False, "sheet": "Kyselyt", "cell": "A3"},
            }
            for field, value in fields.items()
        ]
    )
    found = results(SAFE, registers=registers)
    assert (found.conclusions, found.action, found.feedback) == (
        "Valaistusta lisätään",
        "Rahaa varattiin",
        None,
    )


def stands(number: str, concern: str, *counts: int) -> list[dict[str, object]]:
    options = dict(zip(LIKERT, counts, strict=True))
    return question(number, f"Oletko samaa mieltä? [{concern}]", dict(options), kind="scale")


def test_statements_are_ranked_by_agreement() -> None:
    found = results(
        stands("1.1", "Melu", 10, 10, 20, 20),
        stands("1.2", "Yksinäisyys", 25, 15, 10, 10),
        question(
            "2", "Bussit", {"Av samma åsikt": 30, "Av annan åsikt": 30, "Kan inte säga": 12}, kind="agree"
        ),
        SAFE,
    )
    ranked = agreement(found, METHODS)
    assert [(each.statement, each.agree, each.stands) for each in ranked] == [
        ("Yksinäisyys", 40, 50),
        ("Bussit", 30, 60),
        ("Melu", 20, 40),
    ]
    assert [each.share for each in ranked] == [0.8, 0.5, 0.5]
    assert ranked[0].stem == "Oletko samaa mieltä?"
    assert ranked[0].low is None


def test_agreement_of_a_sample_has_an_interval() -> None:
    found = results(stands("1.1", "Melu", 10, 10, 20, 20), design="sample")
    (melu,) = agreement(found, METHODS)
    assert melu.low is not None and melu.high is not None and melu.low < 0.5 < melu.high


def test_agreement_never_shows_what_is_hidden() -> None:
    # 3 agree fully and 7 disagree; both are hidden, and 3 + 20 would give the 3 away.
    (across,) = agreement(results(stands("1.1", "Melu", 3, 20, 30, 7)), METHODS)
    assert (across.agree, across.disagree, across.share) == (None, None, None)
    # Both hidden ones agree: their sum is what the base leaves over.
    (within,) = agreement(results(stands("1.1", "Melu", 3, 8, 30, 12)), METHODS)
    assert (within.agree, within.disagree) == (11, 12)


def texts(*themes: str | None) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                **{"municipality": "111", "year": 2024, "survey": "asukaskysely", "id": f"{number:012x}"},
                **{"question": "4", "question_text": "Muuta?", "text": f"Vastaus {number}"},
                **{"themes": theme, "groups": None, "file": "a.csv", "sheet": None, "line": number + 2},
            }
            for number, theme in enumerate(themes)
        ]
    ).astype({"line": "Int64"})


def test_own_words_are_counted_by_theme_and_new_ones_told() -> None:
    table = texts(*["safety;housing"] * 6, *["safety"] * 2, *["health"] * 4, *[None] * 5)
    found = own_words(table, "asukaskysely", known={"safety"})
    assert [(each.theme, each.count, each.new) for each in found.themes] == [
        ("safety", 8, False),
        ("housing", 6, True),
    ]
    assert (found.answers, found.others, found.without_theme) == (17, True, 5)
    assert own_words(table, "muu").answers == 0


def test_few_own_words_are_not_counted() -> None:
    found = own_words(texts("safety", "safety", None))
    assert (found.answers, found.themes, found.others, found.without_theme) == (None, (), True, None)


def test_what_is_without_a_theme_does_not_tell_of_the_few_with_one() -> None:
    assert own_words(texts(*[None] * 9, "health", "health")).without_theme is None


def test_the_working_edition_lists_the_texts() -> None:
    table = texts("safety", "health", "safety;health")
    assert [each.text for each in free_texts(table, theme="safety")] == ["Vastaus 0", "Vastaus 2"]
    assert free_texts(table)[1].themes == ("health",)
    assert free_texts(table)[0].line == 2


people = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=60)


@given(people)
def test_no_small_count_is_ever_shown(answers: list[tuple[int, int]]) -> None:
    by_group = {
        group: {
            option: sum(age == place and AGES[age] == text and choice == number for age, choice in answers)
            for number, option in enumerate(LIKERT)
        }
        for place, (group, text) in enumerate(GROUPS.items())
    }
    ages = {text: sum(AGES[age] == text for age, _ in answers) for text in AGES}
    everybody: dict[str, int | None] = {
        option: sum(counts[option] for counts in by_group.values()) for option in LIKERT
    }
    found = results(
        question("1", "Ikäryhmä", dict(ages)),
        question("2", "Viihdyn", everybody, kind="scale"),
        *(
            question("2", "Viihdyn", dict(counts), kind="scale", group=group)
            for group, counts in by_group.items()
        ),
    )
    for one in found.questions:
        for table in (one, *one.groups):
            counts = [option.count for option in table.options]
            assert not any(count is not None and 0 < count < 5 for count in counts)
            assert table.base is None or table.base == 0 or table.base >= 5
            hidden = [option for option in table.options if option.count is None]
            assert len(hidden) != 1 or table.base is None or len(table.options) == 1
    for each in agreement(found, METHODS):
        assert each.agree is None or each.agree == 0 or each.agree >= 5
