"""The real table 12c1 in three formats, and the invented layouts of Statistics Finland, read in full."""

import time

import pandas as pd
import pytest

from hyte.sources.probe import Probe
from hyte.sources.statfin.json_stat import JsonStat
from hyte.sources.statfin.px_file import PxFile
from hyte.sources.statfin.pxweb_csv import PxWebCsv
from hyte.sources.statfin.pxweb_sheet import PxWebSheet

LAYOUTS = {
    "pxweb_statfin_fi.csv": PxWebCsv(),
    "pxweb_statfin_fi.json-stat2.json": JsonStat(),
    "pxweb_statfin_fi.px": PxFile(),
    "pxweb_statfin_fi.xlsx": PxWebSheet(),
    "pxweb_statfin_fi_koodi_ja_teksti.xlsx": PxWebSheet(),
}
FIGURES = {
    ("KOKO MAA", 2022): (5563970.0, 23.3),
    ("KOKO MAA", 2023): (5603851.0, 23.5),
    ("KOKO MAA", 2024): (5635971.0, 23.8),
    ("Esimerkkilä", 2022): (2431.0, 31.0),
    ("Esimerkkilä", 2023): (2418.0, 31.6),
    ("Esimerkkilä", 2024): (2406.0, 32.1),
    ("Mallikylä", 2022): (612.0, "suppressed"),
    ("Mallikylä", 2023): (601.0, "suppressed"),
    ("Mallikylä", 2024): (590.0, "missing"),
}
MEASURES = ("Väkiluku", "Yli 64-v. osuus, %")


def one(reader, path):
    probe = Probe(path, path.name)
    assert reader.recognises(probe)
    (reading,) = reader.read(probe)
    return reading


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_are_read_in_full(shared, name):
    reading = one(LAYOUTS[name], shared / "layouts" / name)
    rows = reading.rows
    figures = [m if isinstance(m, str) else v for v, m in zip(rows["value"], rows["missing"], strict=True)]
    found = dict(
        zip(
            zip(rows["region_label"], rows["year"], rows["indicator_label"], strict=True),
            figures,
            strict=True,
        )
    )
    years = (2022, 2023, 2024) if name.endswith("xlsx") else (2023, 2024)
    assert found == {
        (area, year, measure): figure
        for (area, year), pair in FIGURES.items()
        if year in years
        for measure, figure in zip(MEASURES, pair, strict=True)
    }
    assert reading.figures_read == len(found)
    assert set(rows["table"]) == {"999x"}
    assert set(rows["sex"]) == {"total"}
    assert set(rows["breakdown"]) == {""}


def test_codes_cells_and_updates_of_the_layouts(shared):
    rows = one(PxWebSheet(), shared / "layouts" / "pxweb_statfin_fi_koodi_ja_teksti.xlsx").rows
    assert list(rows["region_code"].unique()) == ["SSS", "KU998", "KU997"]
    assert rows["cell"].iloc[0] == "D4" and rows["cell"].iloc[-1] == "E12"
    assert rows["symbol"].iloc[-1] == "."
    assert set(rows["updated"]) == {"2025-04-04"}
    px = one(PxFile(), shared / "layouts" / "pxweb_statfin_fi.px")
    assert list(px.rows["indicator_code"].unique()) == ["vaesto", "vaesto_yli64_p"]
    assert px.rows["line"].iloc[-1] == 33
    assert px.facts.publisher == "Tilastokeskus, väestörakenne"
    units = one(JsonStat(), shared / "layouts" / "pxweb_statfin_fi.json-stat2.json").indicators
    assert list(units["unit_fi"]) == ["Lukumäärä", "Prosenttia"]
    assert list(units["decimals"]) == [0, 1]


@pytest.fixture(scope="module")
def px(shared):
    return one(PxFile(), shared / "real" / "statfin" / "001_12c1_2022.px")


def test_px_names_in_three_languages(px):
    first = px.indicators.set_index("code").loc["perhkoko"]
    assert first["title_fi"] == "Perheen keskikoko, henkilöä"
    assert first["title_sv"] == "Familjens medelstorlek, personer"
    assert first["title_en"] == "Average family size, persons"
    assert (first["unit_fi"], first["unit_sv"], first["unit_en"]) == ("Suhdeluku", "Relationstal", "Ratio")
    assert first["decimals"] == 2
    assert px.figures_read == 149_872 == len(px.rows)
    assert px.rows["region_code"].nunique() == 551


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("001_12c1_2022_fi.xlsx", "title_fi"),
        ("001_12c1_2022_fi_koodi_ja_teksti.xlsx", "title_fi"),
        ("001_12c1_2022_sv.xlsx", "title_sv"),
    ],
)
def test_12c1_sheets_equal_the_px_file(shared, px, name, title):
    probe = Probe(shared / "real" / "statfin" / name, name)
    assert probe.sheets
    start = time.perf_counter()
    (reading,) = PxWebSheet().read(probe)
    assert time.perf_counter() - start < 6, "about a third of a second on an idle machine"
    assert reading.figures_read == 95_744 == len(reading.rows)
    wanted = px.rows.merge(px.indicators[["code", title]], left_on="indicator_code", right_on="code")
    by_code = "koodi" in name
    key = "region_code" if by_code else "region_label"
    sheet = reading.rows
    if not by_code:
        # The Swedish names come from the sheet itself; only the order of areas ties it to the PX file.
        areas = list(dict.fromkeys(sheet["region_label"]))
        order = list(dict.fromkeys(px.rows["region_label"]))
        if title == "title_fi":
            assert set(areas) <= set(order)
        else:
            coded = Probe(probe.path.with_name("001_12c1_2022_fi_koodi_ja_teksti.xlsx"), "coded.xlsx")
            (codes,) = PxWebSheet().read(coded)
            assert len(areas) <= 352
            sheet = sheet.assign(region_code=codes.rows["region_code"])
            key = "region_code"
    columns = [key, "year"]
    left = sheet.set_index([*columns, "indicator_label"])["value"]
    right = wanted.set_index([*columns, title])["value"]
    if key == "region_label":
        # Helsinki, Lahti … are names of several areas (HVA90, SK071): only names of one area are compared so.
        left, right = (s[~s.index.duplicated(keep=False)] for s in (left, right))
        left = left[left.index.isin(right.index)]
        assert len(left) > 80_000
    else:
        assert len(left) == 95_744 and left.index.is_unique
    right = right.reindex(left.index)
    assert not right.isna().all()
    pd.testing.assert_series_equal(left, right, check_names=False, check_exact=True)


def test_12c1_heinola(shared):
    rows = one(PxWebSheet(), shared / "real" / "statfin" / "001_12c1_2022_fi_koodi_ja_teksti.xlsx").rows
    wanted = rows[(rows["region_code"] == "KU111") & (rows["year"] == 2022)].set_index("indicator_label")
    assert wanted.loc["Perheitä", "region_label"] == "Heinola"
    assert wanted.loc["Perheitä", "updated"] == "2023-06-16"
    county = rows[rows["region_code"] == "HVA07"]
    assert set(county["region_label"]) == {"Kanta-Hämeen hyvinvointialue"}


def test_a_wrong_code_in_a_label_gives_way_to_the_name(shared):
    rows = one(PxWebSheet(), shared / "real" / "statfin" / "001_12c1_2022_fi.xlsx").rows
    by_label = rows.groupby("region_label")["region_code"].first()
    assert by_label["Satakunnan hyvinvointialue"] == "HVA06"
    assert pd.isna(by_label["Kanta-Hämeen hyvinvointialue"])


def test_table_without_areas_is_the_whole_country(shared):
    reading = one(PxWebCsv(), shared / "real" / "statfin" / "001_128c_2023_20250619-123755.csv")
    assert set(reading.rows["region_code"]) == {"SSS"}
    assert "SSS" in reading.facts.notes[0]
    assert reading.rows["value"].iloc[0] == 16825.0
    assert reading.rows["breakdown"].iloc[0] == "Decile=I (Lowest-income 10 %)"
    assert set(reading.rows["indicator_label"]) == {"6. GROSS INCOME, mean"}
