"""Sentences of findings: what is said in each language, and what must never be said."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.chapters import told
from hyte.chapters.told_words import degree_of, noun_of, relative
from hyte.language.place_names import PlaceNames
from hyte.language.wording import Wording, wording
from hyte.model import LANGUAGES, Direction, Language
from hyte.reference.areas import Areas
from hyte.statistics.finding import CERTAIN, LIKELY, Comparison, Estimate, Finding, Trend

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "benchmarks" / "sentences")]

from sample_values import against, finding, measure_in, moving, share, stopped  # noqa: E402

BULLIED = "bullied_grades_8_9"
SMALL = share(15.0, 80)
LARGE = share(15.0, 1000)


def names(language: Language, municipality: str = "Heinola") -> told.Names:
    areas = Areas.official()
    own = areas.find(municipality).municipality
    return told.names_of(PlaceNames(areas), own, areas.county(own.county), language)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def compared(found: Finding, language: Language = "fi", municipality: str = "Heinola") -> str:
    measure = measure_in(found.indicator, language)
    return plain(told.comparison(found, measure, names(language, municipality)))


def level(found: Finding, language: Language = "fi", year: int = 2023) -> str:
    return plain(told.level(found, measure_in(found.indicator, language), names(language), year))


def trend(found: Finding, language: Language = "fi") -> str:
    return plain(told.trend(found, measure_in(found.indicator, language)))


def test_the_newest_figure_with_its_interval_and_its_small_numbers() -> None:
    one = finding(BULLIED, SMALL)
    assert level(one) == (
        "Vuonna 2023 osuus oli Heinolassa 15,0 % (luottamusväli 8,8–24,4 %). "
        "Osuus perustuu pieniin lukumääriin: 80 vastaajasta 12."
    )
    assert level(one, "sv") == (
        "År 2023 var andelen i Heinola 15,0 % (konfidensintervall 8,8–24,4 %). "
        "Andelen grundar sig på små antal: 12 av 80 svarande."
    )
    assert level(one, "en") == (
        "In 2023 the share in Heinola was 15.0% (confidence interval 8.8–24.4%). "
        "The share is based on small numbers: 12 of 80 respondents."
    )


@pytest.mark.parametrize("persons, events", [(120, 3), (120, 117), (80, 1)])
def test_counts_of_one_to_four_are_never_printed(persons: int, events: int) -> None:
    own = share(round(100 * events / persons, 1), persons, numerator=events)
    text = level(finding(BULLIED, own))
    assert "hyvin pieniin lukumääriin." in text
    assert str(persons) not in text


def test_hidden_numbers_are_not_told() -> None:
    assert "pieniin" not in level(finding(BULLIED, replace(SMALL, reason="hidden")))


def test_large_numbers_are_not_mentioned() -> None:
    assert (
        level(finding(BULLIED, LARGE))
        == "Vuonna 2023 osuus oli Heinolassa 15,0 % (luottamusväli 12,9–17,3 %)."
    )


def test_old_figures_say_so_after_three_years() -> None:
    assert "raporttivuotta vanhempi" not in level(finding(BULLIED, share(15.0, 1000, 2021)), year=2024)
    old = level(finding(BULLIED, share(15.0, 1000, 2020)), year=2024)
    assert old.endswith("Tieto on 4 vuotta raporttivuotta vanhempi, joten tilanne on voinut muuttua.")


def test_three_outcomes_in_one_sentence() -> None:
    one = finding(
        BULLIED,
        LARGE,
        country=against(LARGE, 10.8, "worse", CERTAIN),
        county=against(LARGE, 12.8, "worse", LIKELY),
        peers=against(LARGE, 14.1),
    )
    assert compared(one) == (
        "Osuus oli selvästi suurempi kuin koko maassa (10,8 %) sekä suurempi kuin Päijät-Hämeen "
        "hyvinvointialueella (12,8 %), mutta ei eronnut tilastollisesti verrokkikuntien (14,1 %) osuudesta. "
        "Pienempi osuus on parempi, joten tilanne oli huonompi kuin koko maassa ja omalla "
        "hyvinvointialueella."
    )
    assert compared(one, "sv").startswith(
        "Andelen var klart större än i hela landet (10,8 %) samt större än i Päijänne-Tavastlands "
        "välfärdsområde (12,8 %), men skilde sig inte statistiskt från andelen i jämförelsekommunerna "
        "(14,1 %)."
    )


def test_clearly_needs_the_higher_level_and_much_needs_it_for_the_near_end() -> None:
    measure = measure_in(BULLIED, "fi")

    def degree(other: float, level: float, own: Estimate = LARGE) -> str:
        return degree_of(against(own, other, "worse", level), measure)

    assert degree(12.0, LIKELY) == "plain"
    assert degree(12.0, CERTAIN) == "clearly"
    assert degree(14.0, LIKELY) == "slightly"
    assert degree(14.0, CERTAIN) == "slightly_certain"
    near = LARGE.interval(CERTAIN)
    assert near is not None
    assert degree(near.low / 1.51, CERTAIN) == "much"
    assert degree(near.low / 1.49, CERTAIN) == "clearly"
    assert degree(near.low / 1.51, LIKELY) == "plain"
    # A figure twice as large whose interval nearly reaches the other is not much larger for certain.
    assert degree(7.5, CERTAIN, SMALL) == "clearly"


def test_a_share_near_the_whole_is_measured_by_what_is_missing() -> None:
    measure = measure_in(BULLIED, "fi")
    assert relative(2.0, 95.0, measure) == pytest.approx(0.4)
    assert relative(1.0, 50.0, measure) == pytest.approx(0.02)
    assert relative(2.0, 95.0, measure_in("property_offences", "fi")) == pytest.approx(2 / 95)
    assert relative(1.0, 0.0, measure) is None


def test_figures_printed_alike_are_the_same_whatever_the_test_says() -> None:
    own = share(15.0, 400_000)
    made = Comparison("worse", own, Estimate(2023, 15.0, 100, denominator=1e6), 0.0, CERTAIN)
    assert compared(finding(BULLIED, own, country=made)) == "Osuus oli sama kuin koko maassa (15,0 %)."
    assert told.short_verdict(finding(BULLIED, own, country=made), measure_in(BULLIED, "sv")) == (
        "no_difference",
        "Samma som i hela landet",
    )


def test_a_large_part_of_its_county_is_told_once_in_a_report_and_not_of_each_figure() -> None:
    made = against(LARGE, 12.5, "worse", LIKELY, own_share=0.572)
    assert compared(finding(BULLIED, LARGE, county=made), municipality="Lahti") == (
        "Osuus oli suurempi kuin Päijät-Hämeen hyvinvointialueella (12,5 %). "
        "Pienempi osuus on parempi, joten tilanne oli huonompi kuin omalla hyvinvointialueella."
    )


def test_what_cannot_be_tested_gives_the_figures_and_the_reason() -> None:
    own = Estimate(2023, 112.3, reason="index")
    one = finding(
        "sickness_index_thl",
        own,
        country=against(own, 100.0, "not_testable", reason="index"),
        peers=against(own, 109.8, "not_testable", reason="index", persons=None),
    )
    assert compared(one) == (
        "Koko maassa indeksi oli 100,0 ja verrokkikunnissa 109,8 (mediaani); eroja ei voi testata "
        "tilastollisesti, koska tällaiselle tunnusluvulle ei ole luottamusväliä. Pienempi indeksi on parempi."
    )


def test_nothing_to_compare_with_says_nothing() -> None:
    assert compared(finding(BULLIED, LARGE)) == ""


def test_a_trend_with_its_size_its_direction_and_its_certainty() -> None:
    one = finding(BULLIED, LARGE, trend=moving("rising", slope=0.81))
    assert trend(one) == (
        "Vuosina 2019–2023 osuus on suurentunut noin 0,8 prosenttiyksikköä vuodessa. "
        "Muutos on huonompaan suuntaan "
        "ja erottuu selvästi satunnaisvaihtelusta."
    )
    likely = finding(BULLIED, LARGE, trend=moving("rising", slope=0.81, level=LIKELY))
    assert trend(likely).endswith("Muutos on huonompaan suuntaan ja erottuu satunnaisvaihtelusta.")
    assert trend(one, "en") == (
        "From 2019 to 2023 the share rose by about 0.8 percentage points a year. "
        "The change is for the worse and "
        "stands out clearly from chance variation."
    )


def test_a_slope_against_the_outcome_is_not_told() -> None:
    one = finding(BULLIED, LARGE, trend=moving("rising", slope=-0.1))
    assert "(2019: 10,1 %, 2023: 13,4 %)" in trend(one)


def test_a_break_is_told_only_where_it_cut_the_figures() -> None:
    assert "katkeaa vuonna 2019" in trend(finding(BULLIED, LARGE, trend=moving("rising", since=2019)))
    assert "katkeaa" not in trend(finding(BULLIED, LARGE, trend=moving("rising", since=2015)))


def test_why_there_is_no_trend() -> None:
    assert trend(finding(BULLIED, LARGE, trend=stopped("too_few", 3))).endswith(
        "koska vertailukelpoisia lukuja on vain 3 vuodelta."
    )
    rounds = stopped("too_few_rounds", 3)
    assert trend(finding(BULLIED, LARGE, trend=rounds)).endswith("kyselykierroksia on vain 3.")
    elections = replace(rounds, survey=False)
    assert trend(finding("turnout_municipal_elections", LARGE, trend=elections)).endswith("vain 3 vuodelta.")
    assert trend(finding(BULLIED, LARGE, trend=stopped("broken", 2, 2021)), "sv").endswith(
        "eftersom serien bryts år 2021 och det inte finns tillräckligt många siffror efter det."
    )


def test_what_is_not_chance_but_too_little_is_not_called_chance() -> None:
    text = trend(finding(BULLIED, LARGE, trend=moving("no_trend", p_value=0.01)))
    assert "satunnais" not in text and "suurentunut" not in text


def test_nouns_follow_the_kind_of_figure() -> None:
    ids = {
        BULLIED: "osuus",
        "property_offences": "luku",
        "population": "määrä",
        "loans": "summa",
        "sickness_index_thl": "indeksi",
        "tea_basic_education_total": "pistemäärä",
        "net_migration": "luku",
    }
    assert {id: noun_of(measure_in(id, "fi")).noun for id in ids} == ids
    # A loss is no number of anything.
    loss = finding("net_migration_persons", Estimate(2023, -12.0, reason="count"))
    assert noun_of(measure_in("net_migration_persons", "fi"), loss).noun == "luku"


def test_marks_and_cells() -> None:
    one = finding(
        BULLIED,
        LARGE,
        country=against(LARGE, 12.6, "worse", LIKELY),
        peers=against(LARGE, 14.1),
        trend=moving("falling", slope=-0.8),
    )
    assert told.short_verdict(one, measure_in(BULLIED, "fi")) == ("worse", "Huonompi kuin koko maassa")
    cells = told.cell_texts(one, measure_in(BULLIED, "fi"))
    assert (cells.country, cells.county, plain(cells.peers)) == ("huonompi", "–", "ei eroa")
    assert (cells.trend, cells.tendency) == ("laskeva, paranee", "improving")
    assert cells.styles == ("worse", None, "no_difference")


def test_what_chance_alone_would_give() -> None:
    worse = finding(BULLIED, LARGE, country=against(LARGE, 10.8, "worse", CERTAIN))
    alike = finding(BULLIED, LARGE, country=against(LARGE, 14.8), peers=against(LARGE, 15.2))
    own = Estimate(2023, 112.3, reason="index")
    untested = finding("sickness_index_thl", own, country=against(own, 100.0, "not_testable", reason="index"))
    text = plain(told.counted_by_chance([*[worse] * 10, *[alike] * 25, untested], "en"))
    assert text.startswith("Statistical comparisons made: 60 (confidence level 95%).")
    assert "chance would give about 3 differences. Differences found: 10;" in text


def test_variants_are_chosen_by_the_name_and_differ_within_a_page() -> None:
    w = Wording("en", {"a.a": "one {x}", "a.b": "two {x}", "a.c": "three {x}", "plain": "{x}"})
    said = [w.varied("a", f"indicator_{at}", x="x") for at in range(30)]
    assert said == [w.varied("a", f"indicator_{at}", x="x") for at in range(30)]
    assert set(said) == {"one x", "two x", "three x"}
    assert w.varied("plain", "indicator", x="x") == "x"


WORDS: dict[Language, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fi": (
        ("parempi", "huonompi", "paranee", "huononee", "parempaan", "huonompaan"),
        ("suurempi", "pienempi"),
    ),
    "sv": (("bättre", "sämre"), ("större", "mindre", "högre", "lägre")),
    "en": (("better", "worse"), ("higher", "lower")),
}
OWN = st.builds(
    lambda events, persons: share(round(100 * min(events, persons) / persons, 1), persons),
    st.integers(0, 500),
    st.integers(20, 5000),
)
OTHERS = st.one_of(st.none(), st.floats(0.1, 99.9).map(lambda value: round(value, 1)))


@given(OWN, OTHERS, OTHERS, OTHERS, st.sampled_from(["bullied_grades_8_9", "single_parent_families"]))
def test_no_sentence_claims_more_than_the_finding(
    own: Estimate, country: float | None, county: float | None, peers: float | None, id: str
) -> None:
    neutral = measure_in(id, "fi").direction is Direction.NEUTRAL
    made = [None if other is None else against(own, other) for other in (country, county, peers)]
    untested = finding(id, own, country=made[0], county=made[1], peers=made[2], trend=moving("no_trend"))
    for language in LANGUAGES:
        measure = measure_in(id, language)
        judging, sizing = WORDS[language]
        text = " ".join(told.sentences(untested, measure, names(language), 2023)).casefold()
        # Nothing was found: nothing is larger, better or going anywhere.
        assert not [word for word in (*judging, *sizing) if f" {word}" in text]
        if neutral:
            outcome = "higher"
            different = [
                None if each is None or each.difference == 0 else replace(each, outcome=outcome, level=LIKELY)
                for each in made
            ]
            found = finding(
                id, own, country=different[0], peers=different[2], trend=moving("rising", slope=1.0)
            )
            said = " ".join(told.sentences(found, measure, names(language), 2023)).casefold()
            mark = told.short_verdict(found, measure)[1].casefold()
            cells = told.cell_texts(found, measure)
            said = " ".join((said, mark, cells.country, cells.peers, cells.trend))
            assert not [word for word in judging if word in said]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_begins_large_and_ends_with_a_full_stop(language: Language) -> None:
    none = Trend("not_computable", reason="no_figure")
    one = finding(BULLIED, SMALL, country=against(SMALL, 10.8), trend=none)
    for text in told.sentences(one, measure_in(BULLIED, language), names(language), 2023):
        assert text[0].isupper() and text.endswith(".") and "  " not in text and "{" not in text


def test_the_words_of_the_languages_are_those_of_the_glossary() -> None:
    assert [
        plain(wording("sv")(f"told.word.{key}")) for key in ("better", "no_difference", "not_testable")
    ] == [
        "bättre",
        "ingen skillnad",
        "kan inte testas",
    ]
