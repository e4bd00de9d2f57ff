"""Names of areas in cases: every row of the lists against the areas and against Voikko."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from hyte.language.place_names import Case, PlaceNames
from hyte.model import Language
from hyte.reference.area_index import index_of
from hyte.reference.areas import Areas, OwnArea

from .spelling import Voikko

AREAS = Areas.official()
NAMES = PlaceNames(AREAS)


def rows(language: str) -> list[dict[str, str]]:
    file = resources.files("hyte.language") / f"place_names_{language}.csv"
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def forms(area: str, language: Language = "fi") -> list[str]:
    return [NAMES.inflected(area, case, language) for case in Case]


def test_every_official_area_has_a_row_under_its_name() -> None:
    listed = {row["region"]: row["nominative"] for row in rows("fi")}
    assert len(listed) == len(rows("fi"))
    places = (*AREAS.all_municipalities, *AREAS.counties, *AREAS.regions)
    assert {place.region_id: place.name_fi for place in places}.items() <= listed.items()
    assert {f"KU{merger.old_code}": merger.old_name_fi for merger in AREAS.mergers}.items() <= listed.items()
    assert len(listed) == 308 + 12 + 23 + 19 + 2


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_rows_are_whole_and_of_known_areas(language: str) -> None:
    known = index_of(AREAS).by_region
    for row in rows(language):
        assert row["region"] in known
        assert all(value and value == " ".join(value.split()) for value in row.values()), row


def bare(form: str) -> str:
    """A form without the abbreviation that keeps one Koski apart from others."""
    return form.removesuffix(" Tl")


BOTH_PARTS = {
    "Isokyrö": "Isonkyrön Isoakyröä Isossakyrössä Isostakyröstä Isoonkyröön",
    "Uusikaarlepyy": (
        "Uudenkaarlepyyn Uuttakaarlepyytä Uudessakaarlepyyssä Uudestakaarlepyystä Uuteenkaarlepyyhyn"
    ),
    "Uusikaupunki": "Uudenkaupungin Uuttakaupunkia Uudessakaupungissa Uudestakaupungista Uuteenkaupunkiin",
    "Uusimaa": "Uudenmaan Uuttamaata Uudellamaalla Uudeltamaalta Uudellemaalle",
}
"""Names of which the adjective in front is inflected too."""


def test_finnish_forms_have_the_ending_of_their_case() -> None:
    for row in rows("fi"):
        if row["nominative"] in BOTH_PARTS:
            assert list(row.values())[2:] == BOTH_PARTS[row["nominative"]].split()
            continue
        assert bare(row["genitive"]).endswith("n"), row
        assert bare(row["partitive"]).endswith(("a", "ä")), row
        where, whence, whither = (bare(row[case]) for case in ("in", "from", "to"))
        stem, vowel = where[:-3], where[-1]
        if where[-3:-1] == "ll":
            assert (whence, whither) == (f"{stem}lt{vowel}", f"{stem}lle"), row
        else:
            assert (where, whence) == (f"{stem}ss{vowel}", f"{stem}st{vowel}"), row
            assert whither.endswith("n"), row


CASES = {
    "nominative": {"nimento"},
    "genitive": {"omanto"},
    "partitive": {"osanto"},
    "in": {"sisaolento", "ulkoolento"},
    "from": {"sisaeronto", "ulkoeronto"},
    "to": {"sisatulento", "ulkotulento"},
}
# Names that Voikko has not at all or only in some cases.
UNKNOWN_TO_VOIKKO = {"Lemland", "Lumparland", "Saltvik", "Sund", "Uusikaarlepyy"}
UNKNOWN_FORMS = {"Laukaaseen", "Toholampia"}
# Voikko takes it for the plural of a common noun.
BASE_FORMS = {"Virrat": "virta"}


def test_voikko_reads_every_form_as_the_case_of_its_name(voikko: Voikko) -> None:
    wrong, checked = [], 0
    for row in rows("fi"):
        name = bare(row["nominative"]).split()[-1]
        if name in UNKNOWN_TO_VOIKKO:
            continue
        base = BASE_FORMS.get(name, name).casefold()
        for case, wanted in CASES.items():
            form = bare(row[case]).split()[-1]
            if form in UNKNOWN_FORMS:
                continue
            checked += 1
            if not any(
                found.get("SIJAMUOTO") in wanted and found["BASEFORM"].casefold() == base
                for found in voikko.analyses(form)
            ):
                wrong.append((name, form))
    assert wrong == []
    assert checked > 2100


@pytest.mark.parametrize(
    ("region", "name", "where"),
    [
        ("KU111", "Heinola", "Heinolassa"),
        ("KU142", "Iitti", "Iitissä"),
        ("KU700", "Ruokolahti", "Ruokolahdella"),
        ("KU167", "Joensuu", "Joensuussa"),
        ("KU837", "Tampere", "Tampereella"),
        ("KU698", "Rovaniemi", "Rovaniemellä"),
        ("KU211", "Kangasala", "Kangasalla"),
        ("KU140", "Iisalmi", "Iisalmessa"),
        ("KU475", "Maalahti", "Maalahdessa"),
        ("KU440", "Luoto", "Luodossa"),
        ("KU893", "Uusikaarlepyy", "Uudessakaarlepyyssä"),
        ("KU152", "Isokyrö", "Isossakyrössä"),
        ("KU284", "Koski Tl", "Koskella Tl"),
        ("KU599", "Pedersören kunta", "Pedersören kunnassa"),
        ("KU410", "Laukaa", "Laukaassa"),
        ("KU430", "Loimaa", "Loimaalla"),
        ("KU236", "Kaustinen", "Kaustisella"),
        ("KU445", "Parainen", "Paraisilla"),
        ("KU171", "Joroinen", "Joroisissa"),
        ("KU976", "Ylitornio", "Ylitorniolla"),
        ("KU851", "Tornio", "Torniossa"),
        ("KU438", "Lumparland", "Lumparlandissa"),
        ("HVA09", "Päijät-Hämeen hyvinvointialue", "Päijät-Hämeen hyvinvointialueella"),
        ("MK01", "Uusimaa", "Uudellamaalla"),
        ("MK08", "Kymenlaakso", "Kymenlaaksossa"),
        ("SSS", "koko maa", "koko maassa"),
    ],
)
def test_where_in_finnish(region: str, name: str, where: str) -> None:
    assert NAMES.inflected(region, Case.NOMINATIVE, "fi") == name
    assert NAMES.inflected(region, Case.IN, "fi") == where


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("KU111", ["Heinola", "Heinolas", "Heinola", "i Heinola", "från Heinola", "till Heinola"]),
        (
            "KU091",
            [
                "Helsingfors",
                "Helsingfors",
                "Helsingfors",
                "i Helsingfors",
                "från Helsingfors",
                "till Helsingfors",
            ],
        ),
        ("KU318", ["Kökar", "Kökars", "Kökar", "på Kökar", "från Kökar", "till Kökar"]),
        ("MK21", ["Åland", "Ålands", "Åland", "på Åland", "från Åland", "till Åland"]),
        (
            "SSS",
            [
                "hela landet",
                "hela landets",
                "hela landet",
                "i hela landet",
                "från hela landet",
                "till hela landet",
            ],
        ),
    ],
)
def test_swedish(region: str, told: list[str]) -> None:
    assert forms(region, "sv") == told


def test_swedish_names_in_s_x_and_z_are_their_own_genitive() -> None:
    own = {NAMES.inflected(m, Case.GENITIVE, "sv") for m in AREAS.all_municipalities}
    assert {"Malax", "Borgnäs", "Jakobstads", "Kimitoöns", "S:t Karins", "Åbos"} <= own
    assert not any(name.endswith(("ss", "xs", "zs")) for name in own)
    assert NAMES.inflected("HVA09", Case.IN, "sv") == "i Päijänne-Tavastlands välfärdsområde"
    assert NAMES.inflected("KU322", Case.IN, "sv") == "i Kimitoöns kommun"


def test_english() -> None:
    assert forms("KU541", "en") == ["Nurmes", "Nurmes's", "Nurmes", "in Nurmes", "from Nurmes", "to Nurmes"]
    assert NAMES.inflected("HVA09", Case.IN, "en") == "in the Päijät-Häme wellbeing services county"
    assert NAMES.inflected("HVA90", Case.GENITIVE, "en") == "the City of Helsinki's"
    assert NAMES.inflected("SSS", Case.IN, "en") == "in the whole country"


def own(code: str, name: str, name_sv: str = "") -> OwnArea:
    county = ("99", "Keksityn maakunnan hyvinvointialue", "Påhittade landskapets välfärdsområde", "")
    return OwnArea(code, name, name_sv, "fi", *county, "rural")


def test_municipalities_of_ones_own() -> None:
    mine = Areas.official().extended(
        [own("990", "Keksilä"), own("994", "Satulahti", "Sagoviken"), own("996", "Vanhapitäjä")]
    )
    names = PlaceNames(mine)
    told = {case: names.inflected("KU994", case, "fi") for case in Case}
    assert list(told.values()) == [
        "Satulahti",
        "Satulahden",
        "Satulahtea",
        "Satulahden kunnassa",
        "Satulahden kunnasta",
        "Satulahden kuntaan",
    ]
    assert names.inflected("KU990", Case.IN, "fi") == "Keksilässä"
    assert names.inflected("KU996", Case.IN, "fi") == "kunnassa Vanhapitäjä"
    assert names.inflected("KU996", Case.GENITIVE, "fi") == "kunnan Vanhapitäjä"
    assert names.inflected("KU994", Case.IN, "sv") == "i Sagoviken"
    assert names.inflected(mine.county("99"), Case.IN, "fi") == "Keksityn maakunnan hyvinvointialueella"


def test_other_areas_are_told_in_the_safe_way() -> None:
    assert NAMES.inflected("SK071", Case.IN, "fi") == "Lahden seutukunnassa"
    assert NAMES.inflected("ELY01", Case.IN, "fi") == "alueella Uudenmaan ELY-keskus"
    assert NAMES.inflected("NAME:Itäkylän koulupiiri", Case.FROM, "fi") == "alueelta Itäkylän koulupiiri"
    assert NAMES.inflected("SOTKANET9001", Case.IN, "sv") == "i SOTKANET9001"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_known_area_has_every_form(language: Language) -> None:
    for region in index_of(AREAS).by_region:
        told = forms(region, language)
        assert all(text and "{" not in text for text in told)
