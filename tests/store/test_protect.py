"""Small counts are hidden with what would give them back, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hyte.reference.areas import Areas, OwnArea
from hyte.settings import Disclosure
from hyte.store.ingest import ingest
from hyte.store.protect import HIDDEN, protect
from hyte.store.schemas import check_table, conform
from hyte.store.tables import read_table
from tests.attack.attack import Recovered, pinned, recover
from tests.attack.worlds import COUNTY, COUNTY_NAME, NAMES, PLANTED, TWIN, World, sums

OWN = Disclosure()
NOTHING = Disclosure(sheets=0)


AREAS = Areas.official().extended(
    OwnArea(code, name, "", "fi", "97", COUNTY_NAME, "", "", "rural") for code, name in NAMES.items()
)


def tables_of(
    rows: Iterable[Mapping[str, object]],
    *,
    layout: str = "year-sheet",
    indicators: Mapping[str, Mapping[str, object]] | None = None,
    invented: bool = True,
) -> dict[str, pd.DataFrame]:
    """Tables as they are before protection; each row has at least indicator and value or missing."""
    usual = {"region": "KU990", "year": 2024, "sex": "total", "file": "a.csv", "line": 1}
    frame = pd.DataFrame([usual | {"preliminary": False, "invented": invented} | dict(row) for row in rows])
    observations = conform("observations", frame)
    described = [
        {
            "indicator": name,
            "source": "sheet",
            "title_fi": name,
            "kind": "index",
            "decimals": 0,
            "direction": "neutral",
            "registered": False,
        }
        | dict((indicators or {}).get(name, {}))
        for name in sorted(observations["indicator"].unique())
    ]
    sources = [
        {"file": file, "sha256": "0", "bytes": 1, "layout": layout, "invented": invented}
        | {"figures_read": 1, "kept": 1, "refused": 0}
        for file in sorted(observations["file"].unique())
    ]
    return {
        "observations": observations,
        "indicators": conform("indicators", pd.DataFrame(described)),
        "sources": conform("sources", pd.DataFrame(sources)),
        "conflicts": conform("conflicts", None),
        "refusals": conform("refusals", None),
    }


def world_tables(world: World) -> dict[str, pd.DataFrame]:
    return tables_of(
        {"indicator": f"Asiakkaat (Ikä={age})", "region": region, "year": year, "sex": sex, "value": count}
        for (age, region, year, sex), count in world.counts.items()
    )


def shown_of(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str, int, str], float]:
    rows = tables["observations"].dropna(subset=["value"])
    names = rows["indicator"].str.removeprefix("Asiakkaat (Ikä=").str.removesuffix(")")
    keys = zip(names, rows["region"], rows["year"], rows["sex"], strict=True)
    return dict(zip(keys, rows["value"].tolist(), strict=True))


def hidden_of(tables: Mapping[str, pd.DataFrame]) -> set[tuple[str, str, str]]:
    rows = tables["observations"]
    gone = rows[rows["symbol"] == HIDDEN]
    return set(zip(gone["indicator"], gone["region"], gone["sex"], strict=True))


def attack(world: World, disclosure: Disclosure = OWN) -> list[Recovered]:
    made = protect(world_tables(world), AREAS, disclosure)
    shown = shown_of(made)
    secret = {key: count for key, count in world.counts.items() if key not in shown}
    secret |= {key: world.counts[key] for key in world.small()}
    return recover(shown, sums(world), secret)


def test_the_attack_recovers_small_counts_of_what_is_not_protected() -> None:
    found = attack(PLANTED, NOTHING)
    assert {one.key for one in found} == PLANTED.small()
    assert len(found) == 8


def test_the_attack_recovers_what_only_primary_hiding_hides() -> None:
    shown = {key: count for key, count in PLANTED.counts.items() if key not in PLANTED.small()}
    secret = {key: PLANTED.counts[key] for key in PLANTED.small()}
    assert len(recover(shown, sums(PLANTED), secret)) == 8
    assert len(pinned(shown, sums(PLANTED))) >= 6


def test_the_attack_recovers_nothing_of_what_is_protected() -> None:
    assert attack(PLANTED) == []


numbers = st.one_of(st.integers(0, 9), st.integers(0, 60))
worlds = st.lists(st.tuples(numbers, numbers, numbers), min_size=8, max_size=8).map(
    lambda rows: World.of(
        {
            (code, 2024, sex): rows[2 * place + number]
            for place, code in enumerate(NAMES)
            for number, sex in enumerate(("female", "male"))
        }
    )
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(worlds)
def test_no_world_can_be_attacked(world: World) -> None:
    assert attack(world) == []


def marked_world(world: World, *, absent: bool) -> dict[str, pd.DataFrame]:
    """The small counts are hidden by the publisher: by a mark, or by leaving out the row."""
    tables = world_tables(world)
    rows = tables["observations"]
    few = rows["value"].between(1, 4)
    if absent:
        rows = rows[~few].reset_index(drop=True)
    else:
        rows = rows.assign(value=rows["value"].mask(few), missing=rows["missing"].mask(few, "suppressed"))
    return tables | {"observations": rows, "sources": tables["sources"].assign(layout="px")}


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(worlds, st.booleans())
def test_what_a_publisher_hides_cannot_be_computed(world: World, absent: bool) -> None:
    shown = shown_of(protect(marked_world(world, absent=absent), AREAS, OWN))
    assert [key for key in pinned(shown, sums(world)) if key in world.small()] == []


def test_what_a_publisher_hides_is_given_away_without_protection() -> None:
    shown = shown_of(marked_world(PLANTED, absent=True))
    assert len(set(pinned(shown, sums(PLANTED))) & PLANTED.small()) >= 6


def test_another_truth_with_the_same_figures_shown_gives_the_same_tables() -> None:
    one, other = (protect(world_tables(world), AREAS, OWN) for world in (PLANTED, TWIN))
    order = ["indicator", "region", "year", "sex"]
    columns = [*order, "value", "missing", "symbol"]
    frames = [made["observations"].sort_values(order, ignore_index=True)[columns] for made in (one, other)]
    pd.testing.assert_frame_equal(*frames)


SEXES = ("total", "female", "male")


def sexes(indicator: str, *values: float | None, **more: object) -> list[dict[str, object]]:
    """Rows of one area for all, women and men; None leaves the row out."""
    found: list[dict[str, object]] = []
    for sex, value in zip(SEXES, values, strict=True):
        if value is not None:
            found.append({"indicator": indicator, "sex": sex, "value": value, **more})
    return found


def hidden_sexes(tables: Mapping[str, pd.DataFrame], disclosure: Disclosure = OWN) -> set[str]:
    return {sex for _, _, sex in hidden_of(protect(tables, AREAS, disclosure))}


def test_a_small_count_takes_the_other_sex_with_it_and_leaves_the_total() -> None:
    made = protect(tables_of(sexes("Asiakkaat", 20, 3, 17)), AREAS, OWN)
    assert hidden_of(made) == {("Asiakkaat", "KU990", "female"), ("Asiakkaat", "KU990", "male")}
    rows = made["observations"].set_index("sex")
    assert rows.loc["total", "value"] == 20
    assert rows.loc[["female", "male"], "missing"].tolist() == ["suppressed", "suppressed"]
    assert rows.loc[["female", "male"], "value"].isna().all()
    check_table("observations", made["observations"])


def test_zero_and_five_are_shown() -> None:
    assert hidden_sexes(tables_of(sexes("Asiakkaat", 5, 0, 5))) == set()


def test_the_threshold_is_that_of_the_source() -> None:
    rows = sexes("Asiakkaat", 20, 3, 17)
    assert hidden_sexes(tables_of(rows), NOTHING) == set()
    for layout in ("px", "pxweb-xlsx", "json-stat2", "sotkanet-rest-csv", "thl-cube-csv"):
        assert hidden_sexes(tables_of(rows, layout=layout)) == set(), layout
    assert hidden_sexes(tables_of(rows, layout="px"), Disclosure(statfin=5)) == {"female", "male"}
    assert hidden_sexes(tables_of(sexes("Asiakkaat", 20, 8, 12)), Disclosure(sheets=10)) == {"female", "male"}


def test_all_but_a_few_are_hidden_like_a_few() -> None:
    row = {"indicator": "Osallistujat", "value": 96.0, "numerator": 48.0, "denominator": 50.0}
    made = protect(
        tables_of([row], indicators={"Osallistujat": {"kind": "proportion", "registered": True}}), AREAS, OWN
    )
    figures = ["value", "numerator", "denominator", "ci_low", "ci_high"]
    assert made["observations"][figures].isna().all(axis=None)
    row["numerator"] = 45.0
    assert hidden_of(protect(tables_of([row]), AREAS, OWN)) == set()


@pytest.mark.parametrize(
    "title",
    [
        "Kirjaston lainat, kpl",
        "Kunnan avustamat yhdistykset, lkm",
        "Nuorisovaltuuston kokoukset",
        "Etsivän nuorisotyön tapahtumat, kpl",
        "Kerhoja",
        "Kokoontumistilat",
        "Nuorten osuus, %",
        "Företag som fått bidrag",
    ],
)
def test_things_are_not_persons(title: str) -> None:
    assert hidden_of(protect(tables_of([{"indicator": title, "value": 3}]), AREAS, OWN)) == set()


@pytest.mark.parametrize(
    "title",
    [
        "Perhetyön asiakkaat, lkm",
        "Etsivän nuorisotyön tavoittamat nuoret",
        "Kerhojen osallistujat",
        "Omaishoidon tuen saajat",
        "Nuorten työpaja",
        "Unga i ungdomsverkstaden",
        "Lkm",
    ],
)
def test_what_may_be_persons_is_protected(title: str) -> None:
    assert len(hidden_of(protect(tables_of([{"indicator": title, "value": 3}]), AREAS, OWN))) == 1


def test_the_only_municipality_that_is_left_out_is_not_given_away_by_the_county() -> None:
    def rows(county: int) -> list[dict[str, object]]:
        shown = {"KU990": 30, "KU993": 12, "KU994": 50, COUNTY: county}
        return [{"indicator": "Asiakkaat", "region": name, "value": count} for name, count in shown.items()]

    # Three of 995 are missing: the smallest of the others goes, and the county stays.
    made = protect(tables_of(rows(95), layout="sotkanet-rest-csv"), AREAS, OWN)
    assert hidden_of(made) == {("Asiakkaat", "KU993", "total")}
    # Twelve are no secret, and neither is nobody.
    for county in (104, 92):
        assert hidden_of(protect(tables_of(rows(county), layout="sotkanet-rest-csv"), AREAS, OWN)) == set()


def test_categories_that_add_up_are_found_in_the_figures() -> None:
    """The titles do not tell that the three make the fourth."""
    rows = []
    for year in range(2010, 2025):
        parts = [11 + year % 7, 23 + year % 5, 40 + (year * year) % 11]
        if year == 2024:
            parts[0] = 2
        rows += [
            {"indicator": name, "year": year, "value": count}
            for name, count in zip(
                ("Hoidossa", "Jonossa olevat", "Muut", "Piirissä"), (*parts, sum(parts)), strict=True
            )
        ]
    made = protect(tables_of(rows), AREAS, OWN)
    gone = {indicator for indicator, _, _ in hidden_of(made)}
    assert "Hoidossa" in gone
    assert len(gone) == 2
    assert "Piirissä" not in gone
    assert (made["observations"]["symbol"] == HIDDEN).sum() == 2


def test_the_same_count_elsewhere_is_hidden_too() -> None:
    """A number in one's own sheet is the numerator of a published share."""
    years = range(2015, 2025)
    counts = {year: 3 if year == 2024 else 6 + year % 4 for year in years}
    own = [{"indicator": "Nuoret pajalla", "year": year, "value": counts[year]} for year in years]
    share = [
        {
            "indicator": "osuus",
            "year": year,
            "value": counts[year] / 2,
            "numerator": counts[year],
            "file": "b.csv",
        }
        for year in years
    ]
    tables = tables_of([*own, *share], indicators={"osuus": {"kind": "proportion", "registered": True}})
    tables["sources"].loc[1, "layout"] = "sotkanet-rest-csv"
    assert hidden_of(protect(tables, AREAS, OWN)) == {
        ("Nuoret pajalla", "KU990", "total"),
        ("osuus", "KU990", "total"),
    }


def test_a_share_beside_its_hidden_count_is_hidden() -> None:
    rows = [
        {"indicator": "Nuorten työpaja, osallistujia", "value": 3},
        {"indicator": "Nuorten työpaja, % ikäluokasta", "value": 2.5},
        {"indicator": "Kirjasto, % asukkaista", "value": 40.5},
    ]
    gone = hidden_of(protect(tables_of(rows), AREAS, OWN))
    assert {indicator for indicator, _, _ in gone} == {rows[0]["indicator"], rows[1]["indicator"]}


SHARE = {"osuus": {"kind": "proportion", "registered": True}}


def test_one_sex_of_a_share_goes_when_the_publisher_hides_the_other() -> None:
    elsewhere = sexes("osuus", 12.5, 11.0, 14.0, region="KU993")
    marked = [
        *sexes("osuus", 12.0, 10.0, None),
        {"indicator": "osuus", "sex": "male", "missing": "suppressed"},
    ]
    assert hidden_sexes(tables_of(marked, layout="thl-cube-csv", indicators=SHARE)) == {"female"}
    absent = sexes("osuus", 12.0, 10.0, None)
    tables = tables_of([*absent, *elsewhere], layout="thl-cube-csv", indicators=SHARE)
    assert hidden_of(protect(tables, AREAS, OWN)) == {("osuus", "KU990", "female")}
    # What has no figure for men anywhere is about women.
    assert hidden_sexes(tables_of(absent, layout="thl-cube-csv", indicators=SHARE)) == set()


def test_counts_can_tell_that_the_absent_sex_is_no_secret() -> None:
    def rows(of_women: int) -> list[dict[str, object]]:
        here = [
            {"indicator": "osuus", "value": 12.0, "numerator": 30.0},
            {"indicator": "osuus", "sex": "female", "value": 10.0, "numerator": float(of_women)},
        ]
        elsewhere = [
            {"indicator": "osuus", "region": "KU993", "sex": sex, "value": 12.5, "numerator": count}
            for sex, count in zip(SEXES, (90.0, 40.0, 50.0), strict=True)
        ]
        return [*here, *elsewhere]

    def of(of_women: int) -> set[tuple[str, str, str]]:
        tables = tables_of(rows(of_women), layout="sotkanet-rest-csv", indicators=SHARE)
        return hidden_of(protect(tables, AREAS, OWN))

    assert of(12) == set()
    assert of(30) == set()
    assert of(27) == {("osuus", "KU990", "female")}


def test_what_does_not_add_up_gives_nothing_away() -> None:
    # Those of whom neither is known: all are more than women and men.
    rows = [row for region in NAMES for row in sexes("Asiakkaat", 40, 15, 20, region=f"KU{region}")]
    rows[1] = rows[1] | {"value": 3}
    assert hidden_of(protect(tables_of(rows), AREAS, OWN)) == {("Asiakkaat", "KU990", "female")}


def test_real_and_invented_figures_do_not_meet() -> None:
    real = tables_of(sexes("Asiakkaat", 20, None, 17), invented=False, layout="px")
    other = tables_of(sexes("Asiakkaat", None, 3, None), invented=True, layout="px")
    both = {
        name: pd.concat([real[name], other[name]], ignore_index=True) for name in ("observations", "sources")
    }
    assert hidden_of(protect(real | both, AREAS, OWN)) == set()


def test_other_tables_tell_nothing_of_a_hidden_figure() -> None:
    tables = tables_of(sexes("Asiakkaat", 20, 3, 17))
    conflict = {"region": "KU990", "indicator": "Asiakkaat", "year": 2024, "value_used": 3.0}
    conflict |= {"file_used": "a.csv", "value_other": 4.0, "file_other": "b.csv"}
    rows = [conflict | {"sex": "female"}, conflict | {"sex": "total"}]
    tables["conflicts"] = conform("conflicts", pd.DataFrame(rows))
    refused = {"file": "a.csv", "code": "duplicate", "count": 1}
    details = ["4, earlier 3 in line 1", "9 twice, first in line 2"]
    tables["refusals"] = conform("refusals", pd.DataFrame([refused | {"detail": each} for each in details]))
    made = protect(tables, AREAS, OWN)
    assert made["conflicts"]["value_used"].isna().tolist() == [True, False]
    assert made["conflicts"]["value_other"].isna().tolist() == [True, False]
    assert made["refusals"]["detail"].isna().tolist() == [True, False]
    assert made["sources"]["sha256"].tolist() != ["0"]
    for name, table in made.items():
        check_table(name, table)


def test_a_file_without_hidden_figures_keeps_its_checksum() -> None:
    made = protect(tables_of(sexes("Asiakkaat", 20, 8, 12)), AREAS, OWN)
    assert made["sources"]["sha256"].tolist() == ["0"]


def test_no_rows_are_no_trouble() -> None:
    empty = tables_of([{"indicator": "a", "value": 1}])
    empty = {name: table.iloc[:0] for name, table in empty.items()}
    assert protect(empty, AREAS, OWN)["observations"].empty


def test_real_figures_of_publishers_are_all_shown(shared: Path, tmp_path: Path) -> None:
    """What Statistics Finland and Sotkanet published stays, families of three in a small municipality too."""
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "12c1.px").symlink_to(shared / "real" / "statfin" / "001_12c1_2022.px")
    ingest(raw, tmp_path / "processed")
    rows = read_table(tmp_path / "processed", "observations")
    assert len(rows) == 149_872
    assert (rows["symbol"] == HIDDEN).sum() == 0
    few = rows[rows["value"].between(1, 4) & (rows["indicator"] == "families_with_children")]
    assert len(few) > 0
