"""Families of indicators: what ships, and the strict reading of their file."""

import re
from pathlib import Path

import pytest

from hyte.errors import InputError
from hyte.model import LANGUAGES
from hyte.reference.indicator_families import DIMENSIONS, Families, Family, read_families
from hyte.reference.register import Register

TWO = """[lonely_by_school]
title = { fi = "Yksinäisyys", sv = "Ensamhet", en = "Loneliness" }
dimension = "school_level"
members = [
    { indicator = "lonely_grades_8_9", group = "grades_8_9" },
    { indicator = "lonely_upper_secondary", group = "upper_secondary" },
]

[smoking_by_age]
title = { fi = "Tupakointi", sv = "Rökning", en = "Smoking" }
dimension = "age"
members = [
    { indicator = "daily_smoking_20_64", group = "20_64" },
    { indicator = "daily_smoking_65_over", group = "65_over" },
]
"""


@pytest.fixture(scope="module")
def families() -> Families:
    return Families.load()


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


def test_every_level_of_school_is_in_a_family(families: Families, register: Register) -> None:
    levels = re.compile(rf"(.+)_({'|'.join(DIMENSIONS['school_level'])})$")
    by_question: dict[str, list[str]] = {}
    for indicator in register:
        found = levels.match(indicator.id)
        if found and indicator.survey:
            by_question.setdefault(found[1], []).append(indicator.id)
    alone = {question for question, ids in by_question.items() if len(ids) == 1}
    assert alone == {"gambles_weekly"}
    for question, ids in by_question.items():
        family = families.of(ids[0])
        if question in alone:
            assert family is None
            continue
        assert family is not None and family.dimension == "school_level"
        assert [member.indicator for member in family.members] == ids
        assert all(member.indicator == f"{question}_{member.group}" for member in family.members)


def test_surveys_of_adults_are_parted_by_age(families: Families, register: Register) -> None:
    for indicator in register:
        if indicator.survey and indicator.id.endswith("_20_64") and indicator.id != "weak_work_ability_20_64":
            family = families.of(indicator.id)
            assert family is not None, indicator.id
            assert [member.group for member in family.members] == ["20_64", "65_over"]


def test_the_age_of_a_group_is_that_of_the_indicator(families: Families, register: Register) -> None:
    for family in families:
        for member in family.members:
            indicator = register.get(member.indicator)
            assert indicator is not None
            if family.dimension == "age":
                first, last = member.group.split("_")
                ages = f"{first} vuotta täyttäneet|{first} vuotta täyttäneillä|{first} vuotta täyttäneitä"
                ages = ages if last == "over" else rf"{first} ?- ?{last}-vuotia"
                assert re.search(ages, indicator.title("fi")), member


def test_numbers_and_titles(families: Families) -> None:
    assert len(families) == 44
    assert sum(family.dimension == "age" for family in families) == 16
    for language in LANGUAGES:
        titles = [family.title(language) for family in families]
        assert len(set(titles)) == len(titles)
    assert families.of("trust_in_decisions_65_over") is None and families.of("nothing") is None


def test_the_whole_belongs_to_the_family_but_is_no_group(families: Families, register: Register) -> None:
    lonely = families.of("lonely_adults")
    assert lonely is not None and lonely is families.of("lonely_65_over") and lonely.whole == "lonely_adults"
    for family in families:
        assert family.whole not in {member.indicator for member in family.members}
    wholes = {family.whole for family in families}
    pupils = {indicator.id for indicator in register if indicator.id.endswith("_pupils")}
    assert pupils - wholes == {"gambles_weekly_pupils"}


def read(tmp_path: Path, text: str) -> tuple[Family, ...]:
    file = tmp_path / "_families.toml"
    file.write_text(text, encoding="utf-8")
    return read_families(file, Register.load())


def test_a_file_is_read(tmp_path: Path) -> None:
    first, second = read(tmp_path, TWO)
    assert (first.id, first.title("sv"), first.dimension) == ("lonely_by_school", "Ensamhet", "school_level")
    assert [(m.indicator, m.group) for m in second.members] == [
        ("daily_smoking_20_64", "20_64"),
        ("daily_smoking_65_over", "65_over"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"lonely_grades_8_9"', '"lonely_grade_8_9"', "Did you mean 'lonely_grades_8_9'"),
        ('group = "grades_8_9"', 'group = "grades_89"', "Did you mean 'grades_8_9'"),
        ('dimension = "age"', 'dimension = "ages"', "Did you mean 'age'"),
        ("dimension =", "dimensions =", "Did you mean 'dimension'"),
        ('{ indicator = "lonely_g', '{ indicators = "lonely_g', "Did you mean 'indicator'"),
        (', en = "Smoking"', "", "'en' is missing"),
        ('group = "grades_8_9"', 'group = "vocational"', "must stand before 'vocational'"),
        ('group = "grades_8_9"', 'group = "upper_secondary"', "each group once"),
        ('group = "20_64"', 'group = "65_over"', "each group once"),
        ('"daily_smoking_20_64", group = "20_64"', '"daily_smoking_20_64"', "'group' is missing"),
        ('"daily_smoking_20_64"', '"injuries_25_64"', "differ in base"),
        ('"daily_smoking_20_64"', '"quality_of_life_20_64"', "differ in direction"),
        ('"daily_smoking_20_64"', '"mortality"', "differ in kind"),
        ('"daily_smoking_20_64"', '"special_refunds_25_64"', "differ in survey"),
        ('    { indicator = "daily_smoking_20_64", group = "20_64" },\n', "", "at least two members"),
        ("members = [", 'whole = "mortality"\nmembers = [', "differ in kind"),
        ("members = [", 'whole = "lonely_pupil"\nmembers = [', "Did you mean 'lonely_pupils'"),
        ("[lonely_by_school]", 'x = "1"\n[lonely_by_school]', "is not a table"),
    ],
)
def test_mistakes_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in TWO
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        read(tmp_path, TWO.replace(old, new, 1))
    assert "_families.toml" in str(caught.value)


def test_groups_that_overlap_are_refused(tmp_path: Path) -> None:
    text = TWO.replace('_20_64", group = "20_64"', '_20_64", group = "16_24"', 1)
    text = text.replace('_65_over", group = "65_over"', '_65_over", group = "18_24"', 1)
    with pytest.raises(InputError, match="'16_24' and '18_24' overlap"):
        read(tmp_path, text)


def test_an_indicator_in_two_families_is_refused(tmp_path: Path) -> None:
    again = TWO.replace("lonely_by_school", "other", 1).replace("smoking_by_age", "another", 1)
    families = read(tmp_path, TWO + again)
    with pytest.raises(InputError, match="'lonely_by_school' and 'other'"):
        Families(families)
