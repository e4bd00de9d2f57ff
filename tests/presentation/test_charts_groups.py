"""Sexes, groups, TEAviisari's sectors and ages: what is drawn, in which order, where letters stand."""

import itertools
from typing import Any

import pytest

from hyte.model import LANGUAGES, Language
from hyte.presentation.charts import (
    AgeBar,
    AgeGroup,
    AgeTexts,
    GroupRow,
    Mark,
    Reference,
    ScoreRow,
    SexRow,
    SexTexts,
    age_chart,
    group_chart,
    groups,
    pyramid,
    pyramid_chart,
    sector_chart,
    sectors,
    sexes,
    sexes_chart,
)
from hyte.presentation.palette import HEAT, HEAT_INK, PALETTE
from hyte.presentation.svg import _compact as drawn_before
from hyte.presentation.svg import compact_svg
from hyte.reference.register import Register

from .extents import assert_letters_are_apart, drawn_on

SEXES = SexTexts("Tytöt", "Pojat", "95 %:n luottamusväli", "ero on varma", "ero voi olla sattumaa")
AGES = AgeTexts("Naiset", "Miehet", "Ruokolahti", "Koko maa", "Ennuste 2040", "suojattu")
SECRET = Mark(None, "suojattu")


def mark(value: float, half: float | None = None) -> Mark:
    ends = (None, None) if half is None else (value - half, value + half)
    return Mark(value, f"{value:.1f}", *ends)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def marks(sheet: object) -> list[Any]:
    return [line for line in drawn_on(sheet, "Line2D") if line.get_linestyle() == "None"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sexes_with_the_longest_titles_stand_apart(language: Language) -> None:
    titles = sorted(
        {item.title(language) for item in Register.load()}, key=lambda title: (-len(title), title)
    )
    rows = [
        SexRow(title, mark(n * 3.0, 2.0), mark(n * 2.5, 4.0), n % 2 == 0)
        for n, title in enumerate(titles[:8])
    ]
    assert_letters_are_apart(sexes.drawn(rows, SEXES, decimals=1, language=language).canvas)


def test_a_certain_difference_is_filled_and_an_uncertain_one_hollow() -> None:
    for certain, fill in ((True, PALETTE.ochre), (False, PALETTE.paper)):
        sheet = sexes.drawn([SexRow("Osoitin", mark(5), mark(3), certain)], SEXES, decimals=1, language="fi")
        women, men = marks(sheet)[-2:]
        assert (women.get_marker(), men.get_marker()) == ("o", "s")
        assert men.get_markerfacecolor() == fill
        assert men.get_markeredgecolor() == PALETTE.ochre


def test_a_sex_without_a_figure_has_its_reason_and_no_mark() -> None:
    sheet = sexes.drawn([SexRow("Osoitin", mark(5), SECRET)], SEXES, decimals=1, language="fi")
    assert len(marks(sheet)) == 3  # two in the legend
    assert "suojattu" in assert_letters_are_apart(sheet.canvas)
    with pytest.raises(ValueError, match="at least one figure"):
        sexes_chart([SexRow("Osoitin", SECRET, SECRET)], SEXES, decimals=1, language="fi")


def test_groups_are_ranked_by_figure_then_label_and_those_without_come_last() -> None:
    rows = [
        GroupRow(name, item)
        for name, item in (("b", mark(3)), ("x", SECRET), ("a", mark(3)), ("c", mark(-9)), ("d", mark(7)))
    ]
    assert [row.label for row in groups.ranked(rows)] == ["d", "a", "b", "c", "x"]
    assert groups.ranked(rows) == groups.ranked(rows[::-1])


@pytest.mark.parametrize("scale", [1e-3, -1.0, 1.0, 1e9])
def test_groups_and_references_stand_apart(scale: float) -> None:
    rows = [
        GroupRow("Perusopetus, 8. ja 9. luokka", mark(22 * scale, 3 * abs(scale))),
        GroupRow("Ympäristöterveydenhuollosta-vastaava yhteistoiminta-alue", SECRET),
    ]
    sheet = groups.drawn(
        rows,
        decimals=1,
        language="fi",
        group_label="Ruokolahti",
        interval_label="95 %:n luottamusväli",
        references=(
            Reference("Koko maa", 20 * scale, "country"),
            Reference("Etelä-Karjala", 18 * scale, "county"),
        ),
    )
    assert "suojattu" in assert_letters_are_apart(sheet.canvas)
    with pytest.raises(ValueError, match="at least one figure"):
        group_chart(rows[1:], decimals=1, language="fi")


def test_scores_are_readable_on_every_shade_and_shades_are_apart_in_grey() -> None:
    lights = [luminance(colour) for colour in HEAT]
    for back, ink in zip(lights, map(luminance, HEAT_INK), strict=True):
        assert (max(back, ink) + 0.05) / (min(back, ink) + 0.05) >= 4.5
    assert all(light + 0.05 > 1.5 * (dark + 0.05) for light, dark in itertools.pairwise(lights))
    assert [sectors.shade(score) for score in (0, 24.4, 24.6, 50, 74, 75, 100)] == [0, 0, 1, 2, 2, 3, 3]


def test_every_score_of_teaviisari_fits_its_cell() -> None:
    columns = [
        "Kokonaispistemäärä",
        "Sitoutuminen",
        "Johtaminen",
        "Seuranta ja tarveanalyysi",
        "Voimavarat",
        "Yhteiset käytännöt",
        "Osallisuus",
        "Muut ydintoiminnat",
    ]
    rows = [
        ScoreRow(f"Ikääntyneen väestön terveyden edistäminen {n}", (100.0,) * 7 + (None,)) for n in range(9)
    ]
    sheet = sectors.drawn(columns, rows, language="fi", missing_label="ei tietoa")
    texts = assert_letters_are_apart(sheet.canvas)
    assert texts.count("100") == 63
    assert "ei tietoa" in texts and "75–100" in texts
    assert sum(patch.get_hatch() is not None for patch in drawn_on(sheet, "Rectangle")) == 10


def test_scores_that_cannot_be_are_refused() -> None:
    for columns, scores in ((["a"], (None,)), (["a"], (101.0,)), (["a", "b"], (1.0,))):
        with pytest.raises(ValueError, match=r"figure|between|column"):
            sector_chart(columns, [ScoreRow("x", scores)], language="fi", missing_label="–")


def ages(**changes: float) -> list[AgeBar]:
    return [AgeBar(f"{at}–{at + 4}", 2.0 + at / 90, 3.0, **changes) for at in range(0, 90, 5)]


def bars(sheet: object) -> list[Any]:
    return [patch for patch in drawn_on(sheet, "Rectangle") if patch.get_zorder() == 3]


def test_a_pyramid_has_a_bar_for_each_sex_and_the_youngest_at_the_bottom() -> None:
    sheet = pyramid.drawn_pyramid(ages(male_other=2.5, female_other=2.4), AGES, decimals=1, language="fi")
    assert_letters_are_apart(sheet.canvas)
    found = bars(sheet)
    assert len(found) == 36
    men, women = found[0], found[1]
    assert men.get_x() + men.get_width() < women.get_x()
    assert women.get_width() / men.get_width() == pytest.approx(1.5)
    assert found[0].get_y() > found[-1].get_y()


def test_a_projection_is_hatched_and_named() -> None:
    sheet = pyramid.drawn_pyramid(
        ages(male_projected=2.5, female_projected=2.4), AGES, decimals=0, language="sv"
    )
    assert "Ennuste 2040" in assert_letters_are_apart(sheet.canvas)
    hatched = [bar for bar in bars(sheet) if bar.get_hatch()]
    assert len(hatched) == 36


def test_an_age_without_a_figure_says_so_and_breaks_the_outline() -> None:
    known = ages(male_other=2.5, female_other=2.5)
    gap = AgeBar("90–", None, 1.0, None, 1.0)
    sheet = pyramid.drawn_pyramid([*known[:4], gap, *known[5:]], AGES, decimals=1, language="fi")
    assert "suojattu" in assert_letters_are_apart(sheet.canvas)
    outlines = [line for line in drawn_on(sheet, "Line2D") if line.get_zorder() == 7]
    assert len(outlines) == 3
    for wrong in ([AgeBar("a", None, None)], [AgeBar("a", -1.0, 1.0)]):
        with pytest.raises(ValueError, match=r"at least one figure|below zero"):
            pyramid_chart(wrong, AGES, decimals=1, language="fi")


def test_ages_without_sexes_are_pairs_of_bars_with_their_figures() -> None:
    found = [
        AgeGroup("75 vuotta täyttäneet", 14.9, "14,9 %", 9.5, "9,5 %"),
        AgeGroup("0–6-vuotiaat", 5.2, "5,2 %", 7.1, "7,1 %", None, "suojattu"),
        AgeGroup("7–15-vuotiaat", None, "", 10.0, "10,0 %", 9.0, "9,0 %"),
    ]
    sheet = pyramid.drawn_ages(found, AGES, decimals=1, language="fi")
    texts = assert_letters_are_apart(sheet.canvas)
    assert {"14,9 %", "9,5 %", "9,0 %"} <= set(texts)
    assert texts.count("suojattu") == 3
    assert len(bars(sheet)) == 6
    with pytest.raises(ValueError, match="at least one figure"):
        age_chart(found[2:], AGES, decimals=1, language="fi")


def test_the_same_values_give_the_same_bytes_and_are_small_already() -> None:
    for draw in (
        lambda: sexes_chart([SexRow("Osoitin", mark(5, 1), mark(3))], SEXES, decimals=1, language="fi"),
        lambda: group_chart([GroupRow("a", mark(5, 1))], decimals=1, language="fi", group_label="b"),
        lambda: sector_chart(
            ["a"], [ScoreRow("b", (1.0,)), ScoreRow("c", (None,))], language="fi", missing_label="–"
        ),
        lambda: pyramid_chart(ages(male_projected=2.5), AGES, decimals=1, language="fi"),
        lambda: age_chart([AgeGroup("a", 1.0, "1,0", 2.0, "2,0")], AGES, decimals=1, language="fi"),
    ):
        svg = draw()
        assert svg == draw()
        assert "<text" not in svg
        drawn_before.clear()  # or it would only be remembered
        assert compact_svg(svg) == svg
