"""Every template, filled, read, written and read again gives equal records."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hyte.model import LANGUAGES, Language
from hyte.sources.registers.choice_lists import choice_lists
from hyte.sources.registers.indicator_names import indicator_names
from hyte.sources.registers.layout import Field, RegisterLayout, register_layouts
from hyte.sources.registers.template import template_bytes
from hyte.sources.registers.values import as_text, number_text
from hyte.sources.registers.words import without_example_mark

from .workbooks import read, records

Records = dict[str, list[dict[str, str]]]

TEXTS = (
    (
        st.text(max_size=60)
        | st.sampled_from(["=1+1", "+358", "-", "@a", "_x0041_", "3/4", "0012", "1e5", "TRUE"])
    )
    .map(as_text)
    .filter(lambda text: text and without_example_mark(text) is None)
)
DAYS = st.dates(min_value=date(1900, 3, 1), max_value=date(2100, 12, 31))
MONTHS = DAYS.map(lambda day: day.isoformat()[:7])
IDS = sorted(indicator.id for indicator in indicator_names()._register)


def numbers(low: int, high: int, decimals: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda whole: number_text(whole / 10**decimals))


def values(field: Field) -> st.SearchStrategy[str]:
    """Canonical values of a field."""
    if field.type in ("choice", "yes_no"):
        return st.sampled_from([choice.id for choice in choice_lists()[field.choices or ""].choices])
    if field.type == "choices":
        ids = [choice.id for choice in choice_lists()[field.choices or ""].choices]
        return st.lists(st.sampled_from(ids), min_size=1, max_size=4, unique=True).map(";".join)
    if field.type == "indicators":
        return st.lists(
            st.sampled_from([*IDS, "oma mittari", "egen indikator"]), min_size=1, max_size=3, unique=True
        ).map(";".join)
    return {
        "date": DAYS.map(lambda day: day.isoformat()) | MONTHS,
        "month": MONTHS,
        "year": st.integers(1900, 2100).map(str),
        "whole": st.integers(0, 10**9).map(str),
        "number": numbers(-(10**9), 10**9, 3),
        "money": numbers(-(10**10), 10**10, 2),
        "person_years": numbers(0, 10**6, 2),
    }.get(field.type, TEXTS)


def rows(layout: RegisterLayout) -> st.SearchStrategy[list[dict[str, str]]]:
    own = {"Oma sarake": TEXTS, "Saraketta ei tunneta (?)": TEXTS}
    fields = {field.id: values(field) for field in layout.fields}
    required = {id: fields[id] for id in layout.required}
    optional = {id: value for id, value in (fields | own).items() if id not in required}
    return st.lists(st.fixed_dictionaries(required, optional=optional), min_size=1, max_size=3)


BOOKS = st.fixed_dictionaries({layout.id: rows(layout) for layout in register_layouts().values()})


@pytest.mark.parametrize("language", LANGUAGES)
# Shrinking some hundred values takes minutes; the differences tell enough.
@settings(max_examples=6, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate))
@given(filled=BOOKS)
def test_what_is_filled_in_is_read_and_written_and_read_again(
    tmp_path_factory: pytest.TempPathFactory, language: Language, filled: dict[str, list[dict[str, str]]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("round")
    first = read(folder, template_bytes(language, rows=filled))
    found = {id: records(first, id, extra=True) for id in filled}
    assert differences(found, filled) == []
    assert first.rows_in == first.rows_read == sum(map(len, filled.values()))
    other = LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
    second = read(folder, template_bytes(other, rows=found))
    assert differences({id: records(second, id, extra=True) for id in filled}, filled) == []


def differences(found: Records, filled: Records) -> list[tuple[str, int, str, str | None, str | None]]:
    """Register, row, field, value read, value written of all that is not equal."""
    return [
        (id, number, key, one.get(key), other.get(key))
        for id in filled
        for number, (one, other) in enumerate(zip_longest(found[id], filled[id], fillvalue={}))
        for key in sorted(one.keys() | other.keys())
        if one.get(key) != other.get(key)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_register_makes_the_round(tmp_path: Path, language: Language) -> None:
    filled = {}
    for layout in register_layouts().values():
        examples = layout.example("fi")
        filled[layout.id] = [
            {field.id: examples.get(field.id) or _some_value(field) for field in layout.fields}
        ]
    reading = read(tmp_path, template_bytes(language, rows=filled))
    assert {id: records(reading, id) for id in filled} == filled
    assert reading.problems == ()
    assert reading.persons == ("Aino Mallikas",)


def _some_value(field: Field) -> str:
    if field.choices:
        return choice_lists()[field.choices].choices[-1].id
    some = {"date": "2024-12-31", "month": "2025-12", "year": "2027", "person": "Aino Mallikas"}
    numbers = dict.fromkeys(("whole", "number", "money", "person_years"), "3")
    return (some | numbers | {"indicators": "tax_revenue"}).get(field.type, "jotakin; toista")
