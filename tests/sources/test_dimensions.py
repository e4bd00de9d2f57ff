"""Roles, years, sexes and areas told from names, codes and labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import Sex
from hyte.sources.dimensions.roles import (
    Dimension,
    Role,
    assign_roles,
    is_total,
    regions_of,
    role_by_name,
    split_year,
    time_of,
)
from hyte.sources.sexes import sex_of_word


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Alue", Role.AREA),
        ("Alue 2017", Role.AREA),
        ("alue_23_20250101", Role.AREA),
        ("Område", Role.AREA),
        ("Region", Role.AREA),
        ("Vuosi", Role.TIME),
        ("År", Role.TIME),
        ("timeperiod_y", Role.TIME),
        ("Sukupuoli", Role.SEX),
        ("Kön", Role.SEX),
        ("gender", Role.SEX),
        ("Tiedot", Role.MEASURE),
        ("contentscode", Role.MEASURE),
        ("Mätare", Role.MEASURE),
        ("Information", Role.MEASURE),
        ("Ikä", None),
        ("Perhetyyppi", None),
    ],
)
def test_names(name, role):
    assert role_by_name(name) is role


@pytest.mark.parametrize(
    ("label", "year", "whole"),
    [
        ("2023", 2023, True),
        ("2023*", 2023, True),
        ("2020-01-01", 2020, False),
        ("1.5.2020", 2020, False),
        ("2023M05", 2023, False),
        ("2023Q1", 2023, False),
        ("2019-2021", 2019, False),
        ("2023 tammikuu", 2023, False),
    ],
)
def test_times(label, year, whole):
    found = time_of(label)
    assert (found.year, found.whole_year, found.preliminary) == (year, whole, label.endswith("*"))


@pytest.mark.parametrize(
    "label", ["", "Heinola", "12", "1899", "31.12.", "2006 Yli", "2023 Väkiluku", "20231"]
)
def test_no_times(label):
    assert time_of(label) is None


@pytest.mark.parametrize(
    ("label", "sex"),
    [
        *[(word, Sex.MALE) for word in ("Pojat", "Miehet", "Pojkar", "Män", "Boys", "Men", "male")],
        *[(word, Sex.FEMALE) for word in ("Tytöt", "Naiset", "Flickor", "Kvinnor", "Girls", "Women")],
        *[(word, Sex.TOTAL) for word in ("Yhteensä", "Totalt", "Total", "Both", "Miehet ja  naiset")],
        ("Muu", None),
    ],
)
def test_sexes(label, sex):
    assert sex_of_word(label) is sex


def test_a_year_inside_a_measures_label():
    assert split_year("Väkiluku, 2016")[0] == "Väkiluku"
    assert split_year("Työssäkäyvien osuus, %, 2015")[1].year == 2015
    assert split_year("Väkiluku 31.12.2016") is None
    assert split_year("Väkiluku") is None


def test_roles_by_content_when_nothing_is_named():
    found = assign_roles(
        [
            Dimension("", ("Heinola", "Iitti", "Toistaiseksi tuntematon")),
            Dimension("", ("2022", "2023")),
            Dimension("", ("Pojat", "Tytöt")),
            Dimension("", ("8. ja 9. lk",)),
        ]
    )
    assert [d.role for d in found] == [Role.AREA, Role.TIME, Role.SEX, Role.OTHER]


def test_a_role_goes_to_one_dimension_only():
    found = assign_roles(
        [Dimension("Kuukausi", ("Tammikuu",)), Dimension("Vuosi", ("2022",)), Dimension("År", ("2022",))]
    )
    assert [d.role for d in found] == [Role.OTHER, Role.TIME, Role.OTHER]


def test_areas():
    found = regions_of(
        Dimension(
            "Alue",
            (
                "KOKO MAA",
                "Heinola",
                "MK07 Päijät-Häme",
                "HVA06 Satakunnan hyvinvointialue",
                "HVA06 Kanta-Hämeen hyvinvointialue",
                "SK071 Lahti",
                "SK071 Muu",
            ),
        ),
        "statfin",
    )
    assert [r.code for r in found] == ["SSS", None, "MK07", "HVA06", None, None, None]
    assert [r.label for r in found][2:5] == [
        "Päijät-Häme",
        "Satakunnan hyvinvointialue",
        "Kanta-Hämeen hyvinvointialue",
    ]
    assert regions_of(Dimension("Alue", ("Heinola",), ("111",)), "statfin")[0].category == "KUNTA"
    assert regions_of(Dimension("Alue", ("Koko maa",), ("358",)), "thl")[0].category == "MAA"


def test_totals():
    assert is_total("Yhteensä") and is_total("totalt") and is_total("Perheitä", "SSS")
    assert not is_total("Muut yhteensä")


@given(st.text())
def test_any_text_is_survived(text):
    time_of(text), sex_of_word(text), split_year(text), role_by_name(text), is_total(text)
    regions_of(Dimension("", (text,)), "statfin")
    assign_roles([Dimension(text, (text,))])
