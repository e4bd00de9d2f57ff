"""The indicator register: its data, its strict reader, and finding indicators by id and title."""

import html
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.errors import InputError
from hyte.model import LANGUAGES, Direction, Kind
from hyte.reference.indicator import GROUPS, THEMES
from hyte.reference.indicator_files import read_indicators
from hyte.reference.labels import normalised, slug
from hyte.reference.register import FOLDER, Register
from hyte.reference.teaviisari import read_teaviisari

MEASURES_OF_12C1 = {
    "perhlkm": "families",
    "hloperh": "persons_in_families",
    "perhkoko": "family_size",
    "lapsiperhe": "families_with_children",
    "hloperh_a18": "persons_in_families_with_children",
    "perhkoko_a18": "size_of_families_with_children",
    "perhlkm_a3": "families_with_children_under_3",
    "a3lkm_perh": "children_under_3_in_families",
    "perhlkm_a7": "families_with_children_under_7",
    "a7lkm_perh": "children_under_7_in_families",
    "perhlkm_a18": "families_with_children_under_18",
    "a18lkm_perh": "children_under_18_in_families",
    "a18perperh": "children_under_18_per_family",
    "perhlkm_a25": "families_with_children_under_25",
    "a25lkm_perh": "children_under_25_in_families",
    "a25perperh": "children_under_25_per_family",
}
# fmt: off
IDS_OF_THE_SPECIFICATION = (
    127, 7, 167, 168, 169, 170, 171, 74, 178, 180, 181, 189, 182, 184, 186, 187, 191, 3563, 1086, 228, 5, 234,
    493, 306, 714, 683, 688, 286, 288, 289, 1514, 3904, 3905, 3219, 3076, 4072, 4092, 4093, 4094,
)
# fmt: on


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="module")
def real_list(shared: Path) -> dict[int, dict[str, str]]:
    items = json.loads((shared / "real/sotkanet/indicators.json").read_text(encoding="utf-8"))
    return {item["id"]: item["title"] for item in items}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small register of its own: one theme with two indicators."""
    for name in ("_units.toml", "_reasons.toml", "_breaks.toml", "_breakdowns.toml"):
        shutil.copy(FOLDER / name, tmp_path / name)
    (tmp_path / "employment.toml").write_text(ONE_THEME, encoding="utf-8")
    return tmp_path


ONE_THEME = """theme = "employment"

[unemployed]
title = { fi = "Työttömät, %", sv = "Arbetslösa, %", en = "Unemployed, %" }
unit = "percent"
decimals = 1
kind = "proportion"
direction = "lower_is_better"
reason = "unemployment"
group = "working_age"
sotkanet = 181

[young_unemployed]
title = { fi = "Nuorisotyöttömät", sv = "Arbetslösa unga", en = "Young unemployed" }
unit = "per_1000"
decimals = 1
kind = "rate"
base = 1000
direction = "lower_is_better"
reason = "unemployment"
group = "young"
sotkanet = 189

[labour_force]
title = { fi = "Työvoima", sv = "Arbetskraft", en = "Labour force" }
unit = "persons"
decimals = 0
kind = "count"
direction = "neutral"
reason = "jobs"
group = "working_age"
"""


def test_every_indicator_is_complete(register: Register) -> None:
    for indicator in register:
        for language in LANGUAGES:
            assert indicator.title(language).strip(), indicator.id
            assert indicator.short_title(language).strip(), indicator.id
            assert indicator.unit(language).strip(), indicator.id
            reason = indicator.direction_reason(language)
            assert reason.endswith(".") and len(reason) > 20, indicator.id
            for broken in indicator.breaks:
                assert broken.reason(language).endswith(".") and 1990 < broken.year < 2030
        assert indicator.theme in THEMES[:-1] and indicator.group in GROUPS
        assert indicator.registered
        assert re.fullmatch(r"[a-z][a-z0-9_]*", indicator.id)


def test_bases_go_with_kinds_and_units(register: Register) -> None:
    for indicator in register:
        if indicator.base == 100:
            assert indicator.kind is Kind.PROPORTION and indicator.unit("fi") == "%", indicator.id
        elif indicator.kind in (Kind.PROPORTION, Kind.RATE):
            number = re.match(r"/ ((\d| )+) ", indicator.unit("fi"))
            assert number and str(indicator.base) == number[1].replace(" ", ""), indicator.id
        else:
            assert indicator.base is None, indicator.id
        if indicator.kind is Kind.COUNT:
            assert indicator.decimals == 0, indicator.id


def test_only_what_can_be_counted_has_a_base(register: Register) -> None:
    def kind(id: str) -> tuple[Kind, int | None]:
        indicator = register.get(id)
        assert indicator is not None
        return indicator.kind, indicator.base

    assert (
        kind("net_migration")
        == kind("life_years_lost")
        == kind("relative_indebtedness")
        == (Kind.INDEX, None)
    )
    assert kind("sickness_allowance_16_64") == (Kind.PROPORTION, 1_000)
    assert kind("mortality") == (Kind.RATE, 100_000)
    assert kind("unemployed") == (Kind.PROPORTION, 100)


SURVEYED_SCHOOLS = ("_pupils", "_grades_4_5", "_grades_8_9", "_upper_secondary", "_vocational")


def test_what_people_answered_is_marked(register: Register) -> None:
    surveys = {indicator.id for indicator in register if indicator.survey}
    # THL's surveys of adults word their shares "osuus (%)", those of schools name the pupils.
    assert surveys >= {i.id for i in register if "osuus (%)" in i.title("fi")}
    pupils = {i.id for i in register if i.id.endswith(SURVEYED_SCHOOLS)} - {"at_least_upper_secondary"}
    assert surveys >= pupils
    assert {"trust_in_decisions_adults", "too_little_help_65_over", "lonely_grades_4_5"} <= surveys
    by_register = {"unemployed", "mortality", "turnout_municipal_elections", "injuries_65_over", "homeless"}
    by_register |= {"at_least_upper_secondary", "employment_rate"}
    assert not surveys & by_register
    assert all(i.kind in (Kind.PROPORTION, Kind.MEAN) for i in register if i.survey)
    assert len(surveys) == 153


def test_denominators_are_those_that_the_title_names(register: Register) -> None:
    per_resident = re.compile(r"/ [\d ]+ asukasta|% (väestöstä|asukkaista)")
    by_mean = {"life_years_lost", "net_migration", "mental_health_visits"}
    by_mean |= {i.id for i in register if i.projection}
    expected = {i.id for i in register if per_resident.search(i.title("fi"))} - by_mean
    marked = {i.id for i in register if i.share_of == "population"}
    assert marked == expected | {"pensioners"}
    for indicator in register:
        if indicator.share_of is not None and indicator.share_of != "population":
            counted = register.get(indicator.share_of)
            assert counted is not None and counted.kind is Kind.COUNT
            assert indicator.title("fi").endswith(
                {
                    "households": ("asuntokunnista", "asuntokuntien osuus, %"),
                    "families": ("perheistä",),
                    "families_with_children": ("lapsiperheistä",),
                    "jobs_in_area": ("työpaikkojen osuus, %",),
                }[counted.id]
            ), indicator.id
    assert sum(i.share_of is not None for i in register) == 43


def test_no_more_than_six_key_facts(register: Register) -> None:
    key_facts = [indicator.id for indicator in register if indicator.key_fact]
    assert 4 <= len(key_facts) <= 6
    assert {"population", "unemployed"} <= set(key_facts)


def test_titles_of_sotkanet_are_the_real_ones(
    register: Register, real_list: dict[int, dict[str, str]]
) -> None:
    compared = 0
    for indicator in register:
        for number in indicator.sotkanet[:1]:
            if indicator.id.startswith("tea_"):
                continue
            for language in LANGUAGES:
                real = re.sub(r"\s+", " ", html.unescape(real_list[number][language])).strip()
                assert indicator.title(language) == real, indicator.id
            compared += 1
    assert compared >= 230


def test_every_sotkanet_title_leads_to_the_indicator_of_its_id(
    register: Register, real_list: dict[int, dict[str, str]]
) -> None:
    for number, titles in real_list.items():
        by_id = register.resolve("sotkanet", None, str(number), None)
        for title in titles.values():
            if by_id is not None:
                assert register.resolve("sotkanet", None, None, title) is by_id
                assert register.resolve("sheet", None, None, title.upper()) is by_id
            else:
                assert register.resolve("sotkanet", None, str(number), title) is None


def test_every_real_file_and_every_id_of_the_specification_is_registered(
    register: Register, shared: Path
) -> None:
    files = sorted((shared / "real/sotkanet/rest_csv").glob("indicator_*.csv"))
    assert len(files) == 43
    numbers = {file.stem.removeprefix("indicator_") for file in files} | {
        str(number) for number in IDS_OF_THE_SPECIFICATION
    }
    missing = [n for n in sorted(numbers) if register.resolve("sotkanet", None, n, None) is None]
    assert missing == []


def test_measures_of_12c1_meet_in_three_languages(register: Register, shared: Path) -> None:
    text = (shared / "real/statfin/001_12c1_2022.px").read_text(encoding="iso-8859-15")

    def listed(keyword: str) -> list[str]:
        found = re.search(re.escape(keyword) + r"=(.*?);\n", text, re.S)
        assert found
        return re.findall(r'"([^"]*)"', found[1].replace('"\n"', ""))

    codes = listed('CODES("Tiedot")')
    assert codes == list(MEASURES_OF_12C1)
    for keyword in ('VALUES("Tiedot")', 'VALUES[sv]("Uppgifter")', 'VALUES[en]("Information")'):
        for code, label in zip(codes, listed(keyword), strict=True):
            wanted = register.get(MEASURES_OF_12C1[code])
            assert wanted is not None
            assert register.resolve("statfin", "12c1", None, label) is wanted
            assert register.resolve("statfin", "12c1", code, label) is wanted
            assert register.resolve("statfin", "001_12c1_2022", code.upper(), None) is wanted
            assert register.resolve("sheet", None, None, label) is wanted


def test_a_part_is_not_the_total(register: Register) -> None:
    part = "Perhetyyppi=Aviopari ilman lapsia"
    assert register.resolve("statfin", "12c1", "perhlkm", "Perheitä", part) is None
    assert register.resolve("sotkanet", None, "127", None, "Ikä=0–6") is None


def test_the_source_can_contradict_a_label(register: Register) -> None:
    assert register.resolve("statfin", "11xx", None, "Perheitä") is None
    assert register.resolve("statfin", "12c1", "another", "Perheitä") is None
    assert register.resolve("sotkanet", None, "9999", "Työttömät, % työvoimasta") is None


def test_labels_are_compared_without_their_typography(register: Register) -> None:
    for label in (
        "0–6-vuotiaat, % väestöstä",
        "0 - 6-VUOTIAAT,\u00a0%  väestöstä",
        "0 − 6-vuotiaat,% väestöstä.",
    ):
        found = register.resolve("sheet", None, None, label)
        assert found is not None and found.id == "share_aged_0_6"
    dotted = register.resolve("thl", None, None, "Väestö 31.12")
    assert dotted is not None and dotted.id == "population"


def test_the_labels_of_the_invented_layouts_are_known(register: Register) -> None:
    found = [
        register.resolve("statfin", "999x", "vaesto", "Väkiluku"),
        register.resolve("statfin", "999x", "vaesto_yli64_p", "Yli 64-v. osuus, %"),
        register.resolve("tea", None, None, "Kuntajohto / Seuranta ja tarveanalyysi"),
        register.resolve("sotkanet", None, "5", None),
    ]
    ids = [indicator.id if indicator else None for indicator in found]
    assert ids == [
        "population",
        "share_aged_65_over",
        "tea_municipal_management_monitoring",
        "social_assistance_25_64",
    ]


def test_key_figures_of_municipalities_meet_sotkanet(register: Register) -> None:
    table = "kuntien_avainluvut_2021_aikasarja"
    labels = {
        "Väkiluku": "population",
        "Yli 64-vuotiaiden osuus väestöstä, %": "share_aged_65_over",
        "Perheiden lukumäärä": "families",
        "Lainakanta, euroa/asukas": "loans",
        "Työttömien osuus työvoimasta, %": "unemployed_year_end",
        "Työpaikkaomavaraisuus": "job_self_sufficiency",
    }
    for label, id in labels.items():
        found = register.resolve("statfin", table, "M1", label)
        assert found is not None and found.id == id


def test_levels_of_school_are_kept_apart(register: Register) -> None:
    def found(label: str, breakdown: str = "", source: str = "thl") -> str | None:
        indicator = register.resolve(source, None, None, label, breakdown)
        return indicator.id if indicator else None

    anxiety = "Kohtalainen tai vaikea ahdistuneisuus,%"
    assert found(anxiety) == found(anxiety, source="sheet") == "anxiety_pupils"
    assert found(anxiety, "Kouluaste=8. ja 9. lk") == "anxiety_grades_8_9"
    assert found(anxiety, "Kouluaste=Lukio") == "anxiety_upper_secondary"
    assert found(anxiety, "Kouluaste=Ammatillinen oppilaitos") == "anxiety_vocational"
    assert found(anxiety, "Kouluaste=Jokin muu") is None
    assert (
        found("Kohtalainen tai vaikea ahdistuneisuus, % 8. ja 9. luokan oppilaista") == "anxiety_grades_8_9"
    )
    assert found("Ylipaino, %") == "overweight_pupils"
    assert found("Ylipaino, %", source="sheet") is None
    assert found("Känner sig ensam, %", "Skolstadium=Åk 4 och 5") == "lonely_grades_4_5"
    lonely = register.get("lonely_grades_4_5")
    assert lonely is not None and lonely.group == "children"


def test_every_theme_and_group_of_a_report_has_something(register: Register) -> None:
    known = [i for i in register if not i.id.startswith("tea_")]
    assert len(known) >= 300
    assert {i.theme for i in register} == set(THEMES[:-1])
    have = {(i.theme, i.group) for i in known}
    for theme in ("health", "mental_health", "substance_use", "physical_activity", "safety", "participation"):
        for group in ("everyone", "young", "working_age", "older"):
            assert (theme, group) in have, (theme, group)
    for theme in ("health", "mental_health", "physical_activity", "safety", "participation", "education"):
        assert (theme, "children") in have, theme
    for group, themes in {
        "children": ("population", "families", "income", "services"),
        "young": ("population", "education", "employment", "income"),
        "families": ("families", "income", "housing", "services"),
        "older": ("population", "income", "housing", "services"),
    }.items():
        for theme in themes:
            assert (theme, group) in have, (theme, group)


def test_short_titles_differ(register: Register) -> None:
    for language in LANGUAGES:
        seen: dict[str, str] = {}
        for indicator in register:
            other = seen.setdefault(indicator.short_title(language), indicator.id)
            assert other == indicator.id, indicator.short_title(language)


def test_teaviisari_has_every_sector_and_dimension(register: Register) -> None:
    tea = [indicator for indicator in register if indicator.id.startswith("tea_")]
    assert len(tea) == 7 * 8
    assert all(i.direction is Direction.HIGHER_IS_BETTER and i.kind is Kind.INDEX for i in tea)
    total = register.get("tea_municipal_management_total")
    assert total is not None
    assert total.title("fi") == "TEAviisari, Kuntajohto: kokonaistulos"
    assert total.title("sv") == "TEAviisari, Kommunledning: helhetsresultat"
    assert register.resolve("sotkanet", None, "4072", None) is total
    assert register.resolve("tea", None, None, "Kommunledning / Helhetsresultat") is total
    closed = register.get("tea_primary_health_care_total")
    assert closed is not None and closed.ended == 2022


@pytest.mark.parametrize(
    ("id", "direction"),
    [
        ("unemployed", Direction.LOWER_IS_BETTER),
        ("education_index", Direction.HIGHER_IS_BETTER),
        ("dependency_ratio", Direction.NEUTRAL),
        ("population", Direction.NEUTRAL),
        ("share_aged_65_over", Direction.NEUTRAL),
        ("net_migration", Direction.HIGHER_IS_BETTER),
        ("loans", Direction.LOWER_IS_BETTER),
        ("turnout_municipal_elections", Direction.HIGHER_IS_BETTER),
        ("sickness_index", Direction.LOWER_IS_BETTER),
        ("antidepressants_18_64", Direction.NEUTRAL),
    ],
)
def test_directions_that_an_expert_expects(register: Register, id: str, direction: Direction) -> None:
    indicator = register.get(id)
    assert indicator is not None and indicator.direction is direction


def test_one_reason_speaks_for_one_direction(register: Register) -> None:
    directions: dict[str, set[Direction]] = {}
    for indicator in register:
        directions.setdefault(indicator.direction_reason("en"), set()).add(indicator.direction)
    assert {reason for reason, found in directions.items() if len(found) > 1} == set()


def test_series_break_where_the_law_changed(register: Register) -> None:
    for id, years in {
        "social_assistance_25_64": [2017],
        "tax_revenue": [2023],
        "child_welfare_support": [2015],
        "population": [],
    }.items():
        indicator = register.get(id)
        assert indicator is not None and [b.year for b in indicator.breaks] == years


def test_projections_and_closed_series_are_marked(register: Register) -> None:
    for number in (733, 746, 751, 753, 759, 760):
        projection = register.resolve("sotkanet", None, str(number), None)
        assert projection is not None and projection.projection
    for indicator in register:
        assert indicator.projection == ("projection" in indicator.title("en").casefold()), indicator.id
        assert (indicator.ended == 2007) == ("(-2007)" in indicator.title("fi")), indicator.id


def test_an_unknown_indicator_is_neutral_and_keeps_its_title(register: Register) -> None:
    plain = register.unknown("sotkanet", None, "9999", None, "", 1)
    assert plain.id == "sotkanet-9999"
    assert plain.id == register.unknown("sotkanet", None, "9999", "Jokin muu, %", "", 1).id
    assert plain.title("sv") == "Sotkanet 9999" and plain.unit("fi") == ""
    found = register.unknown("statfin", "001_12c1_2022", "perhlkm", "Perheitä, %", "Perhetyyppi=Aviopari", 2)
    assert found.id == "statfin-12c1-perheita-pct-perhetyyppi-aviopari"
    assert found.title("en") == "Perheitä, % (Perhetyyppi=Aviopari)"
    assert (found.unit("fi"), found.decimals, found.registered) == ("%", 2, False)
    assert (found.direction, found.theme, found.group) == (Direction.NEUTRAL, "other", "everyone")
    assert found.direction_reason("sv").startswith("Indikatorn finns inte")


def test_unknown_parts_do_not_meet(register: Register) -> None:
    ids = {
        register.unknown("sheet", None, None, label, breakdown).id
        for label in ("Työttömät", "Työttömät, %", "Työttömät, €", "Työttömät < 25 v", "Työttömät > 25 v")
        for breakdown in ("", "Ikä=15–24", "Ikä=25–64")
    }
    assert len(ids) == 15


def test_nearest_names_the_likely_indicator(register: Register) -> None:
    assert register.nearest("Tyottomat, % tyovoimasta")[0] == "unemployed"
    assert register.nearest("unemployd")[0] == "unemployed"
    assert register.nearest("xyzzy") == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("decimals = 1", "decimal = 1", "'decimal' is not known. Did you mean 'decimals'"),
        ('kind = "rate"', 'kind = "rates"', "Did you mean 'rate'"),
        ('unit = "percent"', 'unit = "precent"', "Did you mean 'percent'"),
        ('reason = "unemployment"', 'reason = "unemploymnt"', "Did you mean 'unemployment'"),
        ('direction = "lower_is_better"', 'direction = "lower"', "direction = 'lower' is not known"),
        ('group = "young"', 'group = "youth"', "Did you mean 'young'"),
        ('theme = "employment"', 'theme = "employmnt"', "Did you mean 'employment'"),
        ('theme = "employment"', 'theme = "employment"\ntitle = "x"', "'title' is not known"),
        ("decimals = 1", 'decimals = "1"', "is not a whole number"),
        ("decimals = 1", "decimals = 7", "0 to 4"),
        ("base = 1000\n", "", "'base' is missing"),
        ("base = 1000", "base = 999", "base = 999"),
        ("sotkanet = 181", "base = 10", "base = 10 is not one of 100, 1000"),
        ('kind = "rate"', 'kind = "money"', "Only a proportion or a rate"),
        (', en = "Unemployed, %"', "", "'en' is missing"),
        ('en = "Unemployed, %"', 'en = " "', "'en' is empty"),
        ("sotkanet = 181", 'sotkanet = "181"', "must be a number"),
        ("sotkanet = 181", 'breaks = ["nothing"]', "'nothing', which is not known"),
        ("sotkanet = 181", 'statfin = [{ tabel = "12c1" }]', "Did you mean 'table'"),
        ("sotkanet = 181", "labels = [1]", "list of texts"),
        (
            "sotkanet = 181",
            'thl = [{ labels = ["x"], breakdown = "grade_8_9" }]',
            "Did you mean 'grades_8_9'",
        ),
        (
            "base = 1000",
            "base = 1000\nsurvey = true",
            "Only a proportion or a mean can be what people answered",
        ),
        ("sotkanet = 181", "survey = 1", "not a true or false"),
        ("sotkanet = 181", 'share_of = "labour_forse"', "Did you mean 'labour_force'"),
        ("sotkanet = 181", 'share_of = "young_unemployed"', "is no count"),
        ("sotkanet = 181", 'survey = true\nshare_of = "labour_force"', "those who answered"),
        (
            'kind = "count"',
            'kind = "count"\nshare_of = "labour_force"',
            "Only a proportion or a rate has a denom",
        ),
        ("[unemployed]", "[Unemployed]", "a-z, 0-9 and _"),
        ("[unemployed]", "[young_unemployed]", "not valid TOML"),
    ],
)
def test_mistakes_in_the_files_are_refused(folder: Path, old: str, new: str, message: str) -> None:
    file = folder / "employment.toml"
    assert old in ONE_THEME
    file.write_text(ONE_THEME.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_indicators(folder)
    assert "employment.toml" in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sotkanet = 189", "sotkanet = 181", "Sotkanet 181: 'unemployed' and 'young_unemployed'"),
        ('fi = "Nuorisotyöttömät"', 'fi = "työttömät,  %"', "the label 'työttömät,  %'"),
        ("sotkanet = 189", 'labels = ["Arbetslösa, %"]', "the label 'Arbetslösa, %'"),
    ],
)
def test_two_indicators_may_not_claim_the_same(folder: Path, old: str, new: str, message: str) -> None:
    (folder / "employment.toml").write_text(ONE_THEME.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Register(read_indicators(folder))
    assert message in str(caught.value)


def test_an_id_in_two_files_is_refused(folder: Path) -> None:
    (folder / "income.toml").write_text(ONE_THEME.replace('"employment"', '"income"', 1), encoding="utf-8")
    with pytest.raises(InputError, match="have the id 'unemployed'"):
        Register(read_indicators(folder))


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "_units.toml").unlink()
    with pytest.raises(InputError, match="cannot be read"):
        read_indicators(folder)
    with pytest.raises(InputError, match="cannot be read"):
        read_teaviisari(folder / "_teaviisari.toml")


@given(st.text(max_size=200))
def test_slugs_are_safe_file_names(text: str) -> None:
    name = slug(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 80
    assert slug(name) == name
    assert slug(normalised(text)) == name or normalised(normalised(text)) != normalised(text)


@given(st.text(max_size=120))
def test_comparing_is_stable(text: str) -> None:
    assert normalised("  " + text.replace(" ", "\u00a0") + " ") == normalised(text)


def test_long_titles_stay_apart() -> None:
    long = "Kodin ulkopuolelle sijoitetut 0 - 20-vuotiaat lapset ja nuoret, joiden sijoituspaikkana "
    assert slug(long + "perhe") != slug(long + "laitos")
    assert slug(long + "perhe").startswith("kodin-ulkopuolelle-sijoitetut-0-20-vuotiaat")
    assert slug("Perheitä") == "perheita" and slug("Åland Ö") == "aland-o"
    assert slug("населення") != slug("людей")
