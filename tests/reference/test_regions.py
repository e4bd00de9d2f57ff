"""Every form in which a file names an area leads to one id."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.reference.areas import Areas
from hyte.reference.regions import region_category, region_id, region_name

AREAS = Areas.official()


@pytest.mark.parametrize(
    ("source", "code", "category", "label", "expected"),
    [
        ("sotkanet", "44", None, None, ("KU111", "KUNTA")),
        ("sotkanet", "658", None, None, ("SSS", "MAA")),
        ("sotkanet", "975", None, None, ("HVA09", "HYVINVOINTIALUE")),
        ("sotkanet", "895", None, None, ("HVA09", "HYVINVOINTIALUE")),
        ("sotkanet", "493", None, None, ("MK07", "MAAKUNTA")),
        ("sotkanet", "605", None, None, ("SHP07", "SAIRAANHOITOPIIRI")),
        ("sotkanet", "727", None, None, ("MANNER", "MANNER-SUOMI")),
        ("sotkanet", "9001", None, None, ("SOTKANET9001", "MUU")),
        ("sotkanet", "998", "Kunta", "Esimerkkilä", ("KU998", "KUNTA")),
        ("sotkanet", "111", "Kunta", "Heinola", ("KU111", "KUNTA")),
        ("sotkanet", "111", None, "Heinola", ("KU111", "KUNTA")),
        ("sotkanet", "5", "KUNTA", None, ("KU005", "KUNTA")),
        ("sotkanet", "9", "HYVINVOINTIALUE", None, ("HVA09", "HYVINVOINTIALUE")),
        ("sotkanet", "7", "HYVINVOINTIALUE", "Etelä-Karjalan hyvinvointialue", ("HVA11", "HYVINVOINTIALUE")),
        ("sotkanet", "358", "MAA", "Koko maa", ("SSS", "MAA")),
        ("sotkanet", "1", "NUTS1", "Manner-Suomi", ("MANNER", "MANNER-SUOMI")),
        ("sotkanet", "246", "EUROOPPA", "Suomi", ("EUROOPPA246", "EUROOPPA")),
        ("statfin", "SSS", None, "KOKO MAA", ("SSS", "MAA")),
        ("statfin", "KU111", None, "Heinola", ("KU111", "KUNTA")),
        ("statfin", "KU413", None, "Lavia", ("KU413", "KUNTA")),
        ("statfin", "HVA07", None, "HVA06 Kanta-Hämeen hyvinvointialue", ("HVA07", "HYVINVOINTIALUE")),
        ("statfin", None, None, "HVA06 Kanta-Hämeen hyvinvointialue", ("HVA07", "HYVINVOINTIALUE")),
        ("statfin", None, None, "MK07 Päijät-Häme", ("MK07", "MAAKUNTA")),
        ("statfin", None, None, "SK071 Lahti", ("SK071", "SEUTUKUNTA")),
        ("statfin", None, None, "KOKO MAA", ("SSS", "MAA")),
        ("statfin", None, None, "HELA LANDET", ("SSS", "MAA")),
        ("statfin", None, None, "WHOLE COUNTRY", ("SSS", "MAA")),
        ("statfin", None, None, "MA1 MANNER - SUOMI", ("MANNER", "MANNER-SUOMI")),
        ("statfin", "MA1", None, None, ("MANNER", "MANNER-SUOMI")),
        ("statfin", None, None, "SHP00 Ahvenanmaa", ("SHP00", "SAIRAANHOITOPIIRI")),
        ("statfin", None, None, "FI1D7 Lappi", ("FI1D7", "NUTS")),
        ("statfin", None, None, "TK1 Urban municipalities", ("TK1", "KUNTARYHMÄ")),
        ("thl", None, None, "Päijät-Hämeen SHP", ("SHP07", "SAIRAANHOITOPIIRI")),
        ("thl", None, None, "Päijät-Hämeen hyvinvointialue", ("HVA09", "HYVINVOINTIALUE")),
        ("thl", "358", None, "Koko maa", ("SSS", "MAA")),
        ("thl", "358", None, None, ("SSS", "MAA")),
        ("thl", "005", None, "Alajärvi", ("KU005", "KUNTA")),
        ("thl", "5", None, None, ("KU005", "KUNTA")),
        ("thl", "998", None, "Esimerkkilä", ("KU998", "KUNTA")),
        ("thl", "87263", None, "Heinola", ("KU111", "KUNTA")),
        ("thl", "87263", None, "Outola", ("NAME:Outola", "MUU")),
        ("sheet", None, None, "heinola ", ("KU111", "KUNTA")),
        ("sheet", None, None, "Ruokolax", ("KU700", "KUNTA")),
        ("sheet", None, None, "Lavia", ("KU413", "KUNTA")),
        ("sheet", None, None, "Kainuu", ("MK18", "MAAKUNTA")),
        ("sheet", None, "HYVINVOINTIALUE", "Kainuu", ("HVA20", "HYVINVOINTIALUE")),
        ("sheet", None, None, "Kainuun hyvinvointialue", ("HVA20", "HYVINVOINTIALUE")),
        ("sheet", None, None, "Päijät-Hämeen", ("HVA09", "HYVINVOINTIALUE")),
        ("sheet", None, None, "Päijänne-Tavastlands välfärdsområde", ("HVA09", "HYVINVOINTIALUE")),
        ("sheet", None, None, "Wellbeing services county of Päijät-Häme", ("HVA09", "HYVINVOINTIALUE")),
        ("sheet", None, None, "Manner-Suomi", ("MANNER", "MANNER-SUOMI")),
        ("sheet", None, None, "Suomi", ("SSS", "MAA")),
        ("sheet", None, None, "Ahvenanmaa", ("MK21", "MAAKUNTA")),
        ("sheet", None, None, "Mariehamn", ("KU478", "KUNTA")),
        ("sheet", None, None, "Outola", ("NAME:Outola", "MUU")),
        ("sheet", None, "KUNTA", "Kainuu", ("NAME:Kainuu", "KUNTA")),
    ],
)
def test_every_form_leads_to_its_area(
    source: str, code: str | None, category: str | None, label: str | None, expected: tuple[str, str]
) -> None:
    assert region_id(source, code, category, label, AREAS) == expected


@settings(deadline=None)
@given(
    st.sampled_from(["sotkanet", "thl", "statfin", "tea", "sheet"]),
    st.none() | st.text(max_size=12) | st.integers(0, 99999).map(str),
    st.none() | st.sampled_from(["KUNTA", "Hyvinvointialue", "MAA", "NUTS1", "KUU"]),
    st.none() | st.text(max_size=25),
)
def test_no_text_breaks_it_and_nothing_is_lost(
    source: str, code: str | None, category: str | None, label: str | None
) -> None:
    region, kind = region_id(source, code, category, label, AREAS)
    assert region
    assert kind


def test_every_id_of_the_region_list_is_known(shared: Path) -> None:
    regions = json.loads((shared / "real/sotkanet/regions.json").read_text(encoding="utf-8"))
    assert len(regions) == 511
    for region in regions:
        by_id = region_id("sotkanet", str(region["id"]), None, None, AREAS)
        assert not by_id[0].startswith("SOTKANET"), region
        if region["category"] not in {"NUTS1"}:
            assert by_id[1] == region["category"]
        by_code = region_id("sotkanet", region["code"], region["category"], region["title"]["fi"], AREAS)
        assert by_code == by_id, region


def test_county_ids_old_and_new_lead_to_the_county(shared: Path) -> None:
    lines = (shared / "reference/hyvinvointialue_region_ids.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(lines) == 23
    for line in lines:
        name, new, old, code, _ = line.split(",")
        for number in filter(None, (new, old)):
            assert region_id("sotkanet", number, None, None, AREAS) == (
                f"HVA{code.zfill(2)}",
                "HYVINVOINTIALUE",
            ), name


def test_labels_of_a_statfin_table_lead_to_their_codes(shared: Path) -> None:
    text = (shared / "real/statfin/001_12c1_2022.px").read_text(encoding="iso-8859-15")

    def values(keyword: str) -> list[str]:
        found = re.search(r"\n" + re.escape(keyword) + r"=(.*?);\n", text, re.DOTALL)
        assert found
        return re.findall(r'"([^"]*)"', found[1])

    codes = values('CODES("Alue")')
    assert len(codes) == 551
    for keyword in ('VALUES("Alue")', 'VALUES[sv]("Område")', 'VALUES[en]("Area")'):
        for code, label in zip(codes, values(keyword), strict=True):
            by_label = region_id("statfin", None, None, label, AREAS)
            if code == "FI1D7" and label == "FI1D7Lapland":
                continue  # the English table lacks the blank here
            assert by_label == region_id("statfin", code, None, label, AREAS), label


def test_names_are_the_official_ones() -> None:
    assert region_name("KU700", "sv", AREAS) == "Ruokolax"
    assert region_name("HVA09", "en", AREAS) == "Päijät-Häme wellbeing services county"
    assert region_name("HVA09", "sv", AREAS) == "Päijänne-Tavastlands välfärdsområde"
    assert region_name("MK07", "sv", AREAS) == "Päijänne-Tavastland"
    assert [region_name("SSS", language, AREAS) for language in ("fi", "sv", "en")] == [  # type: ignore[arg-type]
        "Koko maa",
        "Hela landet",
        "Whole country",
    ]
    assert region_name("KU413", "fi", AREAS) == "Lavia"
    assert region_name("SHP07", "fi", AREAS) == "Päijät-Hämeen sairaanhoitopiiri"
    assert region_name("SOTKANET9001", "fi", AREAS) is None
    assert region_category("MK07", AREAS) == "MAAKUNTA"
    assert region_category("NAME:Outola", AREAS) is None
