"""Phrases get the themes, groups, sectors, channels and programmes that a coordinator would give them."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.reference.indicator import GROUPS, THEMES
from hyte.reference.word_lists import (
    CHANNELS,
    SECTORS,
    channel_names,
    channel_of,
    groups_of,
    programme_of,
    sector_names,
    sector_of,
    themes_of,
)
from hyte.reference.word_patterns import WordList

PHRASES = tomllib.loads(Path(__file__).with_name("word_list_phrases.toml").read_text(encoding="utf-8"))
THEME_PHRASES = [*PHRASES["themes"], *PHRASES["more"]]


def without_dots(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@pytest.mark.parametrize(("text", "theme", "groups"), THEME_PHRASES)
def test_theme_and_groups_of_phrase(text: str, theme: str, groups: list[str]) -> None:
    assert themes_of(text)[:1] == ((theme,) if theme else ())
    assert set(groups_of(text)) == set(groups)


@pytest.mark.parametrize(("text", "theme", "groups"), THEME_PHRASES)
def test_theme_survives_capitals_and_separated_marks(text: str, theme: str, groups: list[str]) -> None:
    assert themes_of(text.upper()) == themes_of(text)
    assert themes_of(unicodedata.normalize("NFD", text)) == themes_of(text)
    assert groups_of(unicodedata.normalize("NFD", text)) == groups_of(text)


@pytest.mark.parametrize(("text", "theme", "groups"), THEME_PHRASES)
def test_theme_survives_lost_dots(text: str, theme: str, groups: list[str]) -> None:
    # Without its ring "våld" is a form of "to choose", so it is not taken for violence.
    if "åld " not in text.lower() and "köer" not in text.lower():
        assert themes_of(without_dots(text))[:1] == ((theme,) if theme else ())
        assert set(groups_of(without_dots(text))) == set(groups)


@pytest.mark.parametrize(("text", "sector"), PHRASES["sectors"])
def test_sector_of_role_or_body(text: str, sector: str) -> None:
    assert sector_of(text) == (sector or None)
    assert sector_of(without_dots(text)) == (sector or None)


@pytest.mark.parametrize(("text", "channel"), PHRASES["channels"])
def test_channel_of_resident_input(text: str, channel: str) -> None:
    assert channel_of(text) == (channel or None)


@pytest.mark.parametrize(("text", "name"), PHRASES["programmes"])
def test_programme_that_is_referred_to(text: str, name: str) -> None:
    assert programme_of(text) == (name or None)


def test_letters_with_dots_are_not_taken_for_others() -> None:
    assert themes_of("vald ordförande") == ()
    assert themes_of("våld i hemmet") == ("safety",)
    assert "health" not in themes_of("aamupalaa syövät lapset")


def test_names_in_three_languages() -> None:
    for ids, names in ((SECTORS, sector_names()), (CHANNELS, channel_names())):
        assert tuple(names) == ids
        assert all(all(name.all()) for name in names.values())
        for language in range(3):
            assert len({name.all()[language] for name in names.values()}) == len(ids)


@given(st.text(max_size=200))
def test_any_text_is_classified_within_the_lists(text: str) -> None:
    themes, groups = themes_of(text), groups_of(text)
    assert len(themes) <= 3
    assert set(themes) <= set(THEMES) - {"other"}
    assert len(set(groups)) == len(groups) <= 3
    assert set(groups) <= set(GROUPS)
    assert sector_of(text) in (None, *SECTORS)
    assert channel_of(text) in (None, *CHANNELS)
    programme_of(text)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("75 vuotta täyttäneet", ("older",)),
        ("65+", ("older",)),
        ("yli 65-vuotiaat", ("older",)),
        ("65 år och äldre", ("older",)),
        ("personer som fyllt 75 år", ("older",)),
        ("18–24-vuotiaat", ("young",)),
        ("0-17-åringar", ("children",)),
        ("alle 18-vuotiaat", ("children",)),
        ("16 - 64-vuotiaat", ("working_age",)),
        ("8. ja 9. luokat", ("young",)),
        ("8.-9. lk", ("young",)),
        ("åk 4–6", ("children",)),
        ("5-luokkalaiset ja 8.-luokkalaiset", ("children", "young")),
        ("kokous 12.5.2024 klo 9–11", ()),
        ("75 % vastaajista, 18 vastausta", ()),
    ],
)
def test_groups_of_ages_and_school_years(text: str, groups: tuple[str, ...]) -> None:
    assert groups_of(text) == groups


def test_longer_word_hides_the_shorter_one_within_it() -> None:
    words = WordList({"a": {"fi": {"sure": "laps*"}}, "b": {"fi": {"sure": "lapsiperhe*"}}}, ("a", "b"))
    assert words.labels("Lapsiperheet") == ("b",)
    assert words.labels("lapset ja lapsiperheet") == ("a", "b")


def test_what_is_sure_outweighs_what_may_be() -> None:
    words = WordList({"a": {"fi": {"maybe": "koulu*"}}, "b": {"fi": {"sure": "*kiusa*"}}}, ("a", "b"))
    assert words.labels("koulu") == ("a",)
    assert words.labels("koulukiusaaminen kouluissa") == ("b",)


def test_list_with_unknown_label_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody knows: c"):
        WordList({"c": {"fi": {"sure": "x"}}}, ("a",))
