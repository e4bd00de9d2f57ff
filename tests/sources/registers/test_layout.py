"""The data of the registers: complete, unambiguous, and in words that fit a spreadsheet."""

from __future__ import annotations

import re

import pytest

from hyte.errors import UsageError
from hyte.model import LANGUAGES
from hyte.reference.indicator import GROUPS, THEMES
from hyte.reference.word_lists import CHANNELS, SECTORS
from hyte.sources.registers.choice_lists import choice_lists
from hyte.sources.registers.indicator_names import indicator_names
from hyte.sources.registers.layout import find_register, person_fields, register_layouts, sheet_names
from hyte.sources.registers.matching import name_key
from hyte.sources.registers.values import read_value
from hyte.sources.registers.words import other_sheets

LAYOUTS = list(register_layouts().values())
LISTS = list(choice_lists().values())
FIELDS = [(layout, field) for layout in LAYOUTS for field in layout.fields]


def test_the_registers_are_those_of_the_process_in_order() -> None:
    assert list(register_layouts()) == [
        "concerns_and_joys",
        "deeds_and_brakes",
        "plan",
        "programmes",
        "priorities",
        "bodies",
        "approvals",
        "projects",
        "resources",
        "left_out",
        "teaviisari_answers",
        "surveys",
        "process",
    ]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_no_heading_means_two_columns_in_any_two_languages(layout) -> None:
    assert layout.names.shared == set()
    for field in layout.fields:
        for name in (*field.headings.all(), field.id):
            assert layout.names.find(name) == field.id
            assert layout.names.find(f" {name.upper()} *") == field.id
            assert layout.names.find(name.replace("ä", "a").replace("ö", "o").replace("å", "a")) == field.id


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_a_heading_whose_letters_were_lost_is_still_known(layout) -> None:
    for field in layout.fields:
        for name in field.headings.all():
            damaged = re.sub("[äöåÄÖÅ]", "?", name)
            if len(name_key(damaged)) > 2:
                assert layout.names.find(damaged) == field.id
            mojibake = name.encode().decode("cp1252", errors="replace")
            if len(name_key(re.sub("[äöåÄÖÅ]", "", name))) > 2:
                assert layout.names.find(mojibake) == field.id


def test_sheet_names_fit_and_are_all_different() -> None:
    assert sheet_names().shared == set()
    for layout in LAYOUTS:
        for name in layout.sheets.all():
            assert len(name) <= 31
            assert not re.search(r"[\[\]:*?/\\]", name)
            assert other_sheets().find(name) is None
            assert find_register(name) is layout


def test_an_unknown_register_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="Did you mean 'Ohjelmat'"):
        find_register("Ohjelma")


@pytest.mark.parametrize(("layout", "field"), FIELDS, ids=lambda value: getattr(value, "id", ""))
def test_the_words_of_a_field_fit_a_prompt_and_its_example_is_a_value(layout, field) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", field.id)
    for language in LANGUAGES:
        assert len(field.helps.of(language)) <= 255
        assert len(field.heading(language)) <= 60
        assert not field.heading(language).endswith(("*", "(?)"))
    if field.examples:
        for language in LANGUAGES:
            value = field.examples.of(language)
            parsed = read_value(field, value)
            assert (parsed.value, parsed.rest) == (value, "")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_an_example_row_has_all_that_is_required(layout) -> None:
    for language in LANGUAGES:
        assert set(layout.required) <= set(layout.example(language))
        assert layout.fields[0].id in layout.example(language)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_rules_speak_of_fields_of_the_register(layout) -> None:
    for id in (*(id for pair in layout.before for id in pair), *layout.least[0]):
        assert layout.has(id)


def test_lists_have_the_ids_of_the_reference() -> None:
    ids = {each.id: tuple(choice.id for choice in each.choices) for each in LISTS}
    assert ids["themes"] == THEMES
    assert ids["groups"] == GROUPS
    assert ids["sectors"] == SECTORS
    assert ids["channels"] == CHANNELS
    assert ids["measure_state"] == ("done", "under_way", "not_begun", "dropped")
    assert set(ids["decision"]) == {"approved", "noted", "amended", "returned", "tabled", "rejected"}


@pytest.mark.parametrize("options", LISTS, ids=lambda options: options.id)
def test_every_name_of_a_choice_finds_it_and_no_other(options) -> None:
    for choice in options.choices:
        for name in choice.all_names():
            assert options.find(name) == choice.id
            assert ";" not in name
        for language in LANGUAGES:
            assert options.label(choice.id, language) == choice.names.of(language)
    for language in LANGUAGES:
        assert len(set(options.labels(language))) == len(options.choices)


def test_every_indicator_is_found_again_by_the_name_that_is_shown() -> None:
    names = indicator_names()
    for language in LANGUAGES:
        for label in names.labels(language):
            assert ";" not in label
            found = names.find(label)
            assert found is not None
            assert names.label(found, language) == label
        assert len(set(names.labels(language))) == len(names.labels(language))


def test_only_the_names_of_members_are_persons() -> None:
    assert person_fields() == (("bodies", "member_names"),)
