"""The rules for names that no list has, tried on the names that one has: an answer is never wrong."""

from __future__ import annotations

import csv
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.language.inflection import Case, inflect

LISTED = [
    {case: row[case] for case in Case}
    for row in csv.DictReader(
        (resources.files("hyte.language") / "place_names_fi.csv").read_text(encoding="utf-8").splitlines()
    )
]
LOCAL = (Case.IN, Case.FROM, Case.TO)
# The list has what the municipality itself says; the forms of the other series are as right.
IN_BOTH_SERIES = {"Mynämäki": {"Mynämäellä", "Mynämäeltä", "Mynämäelle"}}


def test_no_answer_is_wrong() -> None:
    wrong = [
        (listed[case], form)
        for listed in LISTED
        for case, form in inflect(listed[Case.NOMINATIVE]).items()
        if form != listed[case] and form not in IN_BOTH_SERIES.get(listed[Case.NOMINATIVE], ())
    ]
    assert wrong == []


def test_most_names_are_answered() -> None:
    answers = [inflect(listed[Case.NOMINATIVE]) for listed in LISTED]
    answered = {case: sum(case in answer for answer in answers) / len(answers) for case in Case}
    assert answered[Case.GENITIVE] > 0.7
    assert answered[Case.IN] > 0.35


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Keksilä", "Keksilän Keksilää Keksilässä Keksilästä Keksilään"),
        ("Hiljala", "Hiljalan Hiljalaa Hiljalassa Hiljalasta Hiljalaan"),
        ("Haavemäki", "Haavemäen Haavemäkeä Haavemäellä Haavemäeltä Haavemäelle"),
        ("Tarinakylä", "Tarinakylän Tarinakylää Tarinakylässä Tarinakylästä Tarinakylään"),
        ("Koivukoski", "Koivukosken Koivukoskea Koivukoskella Koivukoskelta Koivukoskelle"),
        ("Hietaniemi", "Hietaniemen Hietaniemeä Hietaniemellä Hietaniemeltä Hietaniemelle"),
        ("Saunavesi", "Saunaveden Saunavettä Saunavedellä Saunavedeltä Saunavedelle"),
        ("Kuivanranta", ""),
        ("Haaveranta", "Haaverannan Haaverantaa Haaverannassa Haaverannasta Haaverantaan"),
        ("Sadunlinna", "Sadunlinnan Sadunlinnaa Sadunlinnassa Sadunlinnasta Sadunlinnaan"),
    ],
)
def test_whole_series(name: str, forms: str) -> None:
    assert list(inflect(name).values()) == [name, *forms.split()]


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Satulahti", "Satulahden"),
        ("Tarusaari", "Tarusaaren"),
        ("Lumikko", "Lumikon"),
        ("Satumaa", "Satumaan"),
        ("Tarunka", "Tarungan"),
        ("Haavio", "Haavion"),
        ("Kangasvuori", "Kangasvuoren"),
    ],
)
def test_only_the_genitive_is_certain_where_usage_is_divided(name: str, genitive: str) -> None:
    forms = inflect(name)
    assert forms[Case.GENITIVE] == genitive
    assert not set(LOCAL) & set(forms)


@pytest.mark.parametrize(
    "name",
    [
        "Vanhapitäjä",
        "Uusikylä",
        "Isoranta",
        "Satulampi",
        "Sagoviken",
        "Åminne",
        "Kuvi",
        "Haave",
        "Virrat",
        "",
    ],
)
def test_nothing_is_said_of_names_that_may_go_either_way(name: str) -> None:
    assert dict(inflect(name)) == {Case.NOMINATIVE: name}


def test_a_name_of_two_words_is_inflected_by_its_head() -> None:
    forms = inflect("Esimerkkimaakunnan hyvinvointialue")
    assert forms[Case.IN] == "Esimerkkimaakunnan hyvinvointialueella"
    assert forms[Case.GENITIVE] == "Esimerkkimaakunnan hyvinvointialueen"
    assert dict(inflect("Koski Tl")) == {Case.NOMINATIVE: "Koski Tl"}


@given(st.text(max_size=30))
def test_any_text_is_answered_with_itself_in_front(name: str) -> None:
    forms = inflect(name)
    assert forms[Case.NOMINATIVE] == name
    assert len(set(LOCAL) & set(forms)) in (0, 3)
    assert all(form.endswith("n") for case, form in forms.items() if case == Case.GENITIVE)
