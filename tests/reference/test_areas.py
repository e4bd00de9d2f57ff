"""FoundMunicipality municipalities by what people write, and adding one's own."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.errors import InputError, UsageError
from hyte.reference.areas import Areas, OwnArea
from hyte.reference.own_areas import COLUMNS, read_own_areas

AREAS = Areas.official()


def own(code: str, name_fi: str, **changes: object) -> OwnArea:
    fields: dict[str, object] = {
        "code": code,
        "name_fi": name_fi,
        "name_sv": "",
        "language": "fi",
        "county": "99",
        "county_fi": "Keksitty hyvinvointialue",
        "county_sv": "",
        "county_en": "",
        "group": "rural",
    }
    return OwnArea(**(fields | changes))  # type: ignore[arg-type]


def test_counts_are_those_of_the_division_of_2026() -> None:
    everything = AREAS.municipalities(mainland_only=False)
    mainland = AREAS.municipalities()
    assert (len(everything), len(mainland)) == (308, 292)
    assert Counter(m.language for m in everything) == {"fi": 259, "fi-sv": 18, "sv-fi": 15, "sv": 16}
    assert Counter(m.group for m in everything) == {"urban": 56, "semi_urban": 67, "rural": 185}
    assert sum(m.bilingual for m in mainland) == 33
    assert {m.language for m in everything if not m.mainland} == {"sv"}
    counties = Counter(m.county for m in everything)
    assert (counties["19"], counties["05"], counties["04"], counties["90"], counties["91"]) == (
        30,
        27,
        2,
        1,
        16,
    )
    assert [c.code for c in AREAS.counties if not c.is_county] == ["90", "91"]
    assert (len(AREAS.counties), len(AREAS.regions), len(AREAS.mergers)) == (23, 19, 12)


def test_facts_have_no_stray_blanks_and_refer_to_each_other() -> None:
    counties = {c.code for c in AREAS.counties}
    regions = {r.code for r in AREAS.regions}
    for m in AREAS.municipalities(mainland_only=False):
        assert len(m.code) == 3
        assert m.code.isdigit()
        assert all(name == name.strip() and name for name in (m.name_fi, m.name_sv, m.name_en))
        assert m.county in counties
        assert m.region in regions
    for county in AREAS.counties:
        assert all(name == name.strip() for name in (county.name_fi, county.name_sv, county.name_en))


def test_facts_equal_the_classification(shared: Path) -> None:
    with (shared / "reference/classification/kunnat_2026.csv").open(encoding="utf-8") as file:
        official = {row["kunta_code"]: row for row in csv.DictReader(file)}
    assert {m.code for m in AREAS.municipalities(mainland_only=False)} == set(official)
    for m in AREAS.municipalities(mainland_only=False):
        row = official[m.code]
        assert (m.name_fi, m.name_sv) == (row["kunta_fi"].strip(), row["kunta_sv"].strip())
        assert (m.county, m.region) == (row["hyvinvointialue_code"], row["maakunta_code"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (5, "005"),
        ("5", "005"),
        ("005", "005"),
        ("KU005", "005"),
        ("ku5", "005"),
        (" ALAJÄRVI ", "005"),
        ("heinola", "111"),
        ("\u00a0Heinola\u00a0", "111"),
        ("142", "142"),
        ("Itis", "142"),
        ("Ruokolax", "700"),
        ("KU167", "167"),
        ("ii", "139"),
        ("Koski Tl", "284"),
        ("Koski", "284"),
        ("Pedersören kunta", "599"),
        ("pedersöre", "599"),
        ("Kristinestad", "287"),
        ("Inkoo - Ingå", "149"),
        ("S:t Karins", "202"),
        ("Helsingin kaupunki", "091"),
        (unicodedata.normalize("NFD", "Äänekoski"), "992"),
    ],
)
def test_find_takes_codes_and_names_in_every_form(text: str | int, code: str) -> None:
    finding = AREAS.find(text)
    assert finding.municipality.code == code
    assert finding.merged_from is None


@settings(deadline=None)
@given(
    st.sampled_from(AREAS.municipalities()),
    st.sampled_from(["code", "KU", "fi", "sv", "en"]),
    st.sampled_from([str.upper, str.lower, str.title, str]),
    st.sampled_from(["NFC", "NFD"]),
    st.text(" \t\u00a0", max_size=3),
)
def test_every_municipality_is_found_by_every_name_of_its_own(m, how, case, form, blanks) -> None:  # type: ignore[no-untyped-def]
    text = {"code": m.code, "KU": m.region_id, "fi": m.name_fi, "sv": m.name_sv, "en": m.name_en}[how]
    text = unicodedata.normalize(form, blanks + case(text) + blanks)
    assert AREAS.find(text).municipality == m


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_other_text_is_refused_with_a_reason(text: str) -> None:
    try:
        AREAS.find(text)
    except UsageError as error:
        assert error.remedy


@pytest.mark.parametrize(
    ("text", "successor", "year"),
    [
        ("Lavia", "609", 2015),
        ("413", "609", 2015),
        ("KU174", "297", 2017),
        ("Kjulö", "783", 2016),
        ("valtimo", "541", 2020),
        ("99", "214", 2021),
        ("Pertunmaa", "507", 2025),
    ],
)
def test_a_merged_municipality_leads_to_its_successor_and_says_so(
    text: str, successor: str, year: int
) -> None:
    finding = AREAS.find(text)
    assert finding.municipality.code == successor
    assert finding.merged_from is not None
    assert finding.merged_from.year == year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heinolla", "Did you mean Heinola or Hollola?"),
        ("Hameenlinna", "Hämeenlinna"),
        ("Jyväskyla", "Jyväskylä"),
        ("Ruokolaks", "Ruokolax"),
        ("Lavja", "Lavia"),
        ("999", "992 Äänekoski"),
        ("qqqqqqqq", "Give the name or the three-digit code"),
        ("", "Give its name or its code"),
        ("HVA09", "Asikkala, Hartola, Heinola, Hollola, Iitti"),
        ("Päijät-Hämeen hyvinvointialue", "Asikkala, Hartola, Heinola"),
        ("Päijät-Häme", "Päijät-Häme is a region, not a municipality."),
        ("MK07", "is a region"),
        ("Södra Karelen", "Ruokolahti"),
        ("Koko maa", "is the whole country"),
        (
            "HVA90",
            "an area of health services, not a municipality. Give one of its municipalities: Helsinki.",
        ),
        ("Kainuun hva", "Kajaani"),
        ("SSS", "is the whole country"),
        ("Mariehamn", "Åland, whose municipalities"),
        ("478", "Åland, whose municipalities"),
        ("KU035", "Åland, whose municipalities"),
        ("Åland", "Give a municipality of mainland Finland"),
    ],
)
def test_a_wrong_name_is_refused_with_what_to_give_instead(text: str, expected: str) -> None:
    with pytest.raises(UsageError) as caught:
        AREAS.find(text)
    assert expected in str(caught.value)


def test_a_municipality_of_aland_is_found_when_no_report_is_asked_for() -> None:
    assert AREAS.find("Mariehamn", reportable=False).municipality.code == "478"


def test_peers_are_of_the_same_county_and_group_or_else_the_whole_county() -> None:
    assert [m.name_fi for m in AREAS.peers("700")] == [
        "Lemi",
        "Luumäki",
        "Parikkala",
        "Rautjärvi",
        "Savitaipale",
        "Taipalsaari",
    ]
    heinola = AREAS.find("Heinola").municipality
    peers = AREAS.peers("111")
    assert len([m for m in peers if m.group == heinola.group]) < 3
    assert len(peers) == 9
    assert AREAS.peers("091") == ()


def test_own_municipalities_are_added_with_county_and_merger() -> None:
    areas = AREAS.extended(
        [
            own(
                "990", "Mallila", name_sv="Modellby", language="fi-sv", county_sv="Påhittade välfärdsområdet"
            ),
            own("991", "Vanhala", merged_into="990", merged_year=2020),
        ]
    )
    found = areas.find("modellby").municipality
    assert (found.code, found.bilingual, found.invented, found.mainland) == ("990", True, True, True)
    assert areas.county("99").name("sv") == "Påhittade välfärdsområdet"
    assert areas.county("99").name("en") == "Keksitty hyvinvointialue"
    finding = areas.find("Vanhala")
    assert finding.municipality.code == "990"
    assert finding.merged_from is not None
    assert finding.merged_from.year == 2020
    assert len(areas.municipalities()) == 293
    assert len(AREAS.municipalities()) == 292


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (own("111", "Mallila"), "belongs to Heinola"),
        (own("413", "Mallila"), "belongs to Lavia"),
        (own("99", "Mallila"), "not three digits"),
        (own("990", "Heinola"), "called Heinola already"),
        (own("990", " "), "no name_fi"),
        (own("990", "Mallila", language="se"), "language 'se'"),
        (own("990", "Mallila", group="town"), "group 'town'"),
        (own("990", "Mallila", county="9"), "not two digits"),
        (own("990", "Mallila", county_fi=""), "has no name"),
        (own("990", "Mallila", county="09"), "belongs to Päijät-Hämeen hyvinvointialue"),
        (own("990", "Mallila", merged_into="111"), "needs both"),
        (own("990", "Mallila", merged_into="998", merged_year=2020), "Nobody knows"),
    ],
)
def test_own_rows_that_do_not_fit_are_refused(row: OwnArea, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        AREAS.extended([row])


def test_two_own_rows_with_one_code_are_refused() -> None:
    with pytest.raises(InputError, match="twice"):
        AREAS.extended([own("990", "Mallila"), own("990", "Toinen")])


def test_own_areas_are_read_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(
        ";".join(COLUMNS) + "\n\n990;Mallila;Modellby;fi-sv;99;Keksitty hyvinvointialue;;;urban;;;1\n",
        encoding="utf-8",
    )
    (row,) = read_own_areas(path, shown_as="areas.csv")
    assert (row.code, row.merged_year, row.invented) == ("990", None, True)
    assert str(row.place) == "areas.csv, line 3"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "'code' is missing"),
        (";".join(COLUMNS).replace("county_en", "county_eng") + "\n", "Did you mean 'county_en'"),
        (";".join(COLUMNS) + "\n990;Mallila\n", "line 2: The line has 2 fields"),
        (";".join(COLUMNS) + "\n990;M;;fi;99;K;;;rural;991;xx;1\n", "merger year 'xx'"),
        (";".join(COLUMNS) + "\n990;M;;fi;99;K;;;rural;;;yes\n", "invented holds 'yes'"),
    ],
)
def test_a_broken_areas_file_is_refused_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_own_areas(path)
    assert expected in str(caught.value)


def test_an_areas_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_bytes("code;näme".encode("cp1252"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_own_areas(path)
