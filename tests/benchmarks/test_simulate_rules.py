"""The simulation uses the rules as the report does, gives the same numbers each time, and can fail."""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks")]

from simulate_rules import (  # noqa: E402
    PARTS,
    POPULATIONS,
    RESPONDENTS,
    Measured,
    has_order,
    like_the_year_before,
    main,
    simulate,
    survey_draws,
)

from hyte.model import Kind  # noqa: E402
from hyte.statistics.estimate import estimate  # noqa: E402
from hyte.statistics.finding import Estimate  # noqa: E402
from hyte.statistics.series import Point  # noqa: E402
from hyte.statistics.trend import trend  # noqa: E402
from hyte.statistics.trend_tests import trend_of_proportions  # noqa: E402

SIGNS = {"rising": 1, "falling": -1, "no_trend": 0}


def test_a_small_run_prints_writes_and_draws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--quick", "--only", "coverage", "--json", str(tmp_path / "numbers.json")])
    printed = capsys.readouterr().out
    assert code == 0
    assert "Wilson 95 %, n 80, lowest" in printed
    rows = json.loads((tmp_path / "numbers.json").read_text(encoding="utf-8"))
    held = {row["case"]: row["per_cent"] for row in rows}
    assert held["Wilson 95 %, n 6,400, mean over p 1-50 %"] == pytest.approx(95.0, abs=0.05)
    assert held["Byar/exact 95 %, 2-10 events, lowest"] > 95


def test_no_rule_raises_more_false_alarms_than_it_promises_and_numbers_do_not_change() -> None:
    parts = [name for name in PARTS if name not in ("coverage", "false differences", "smallest seen")]
    first = simulate(0.005, parts)
    assert not [row for row in first if row.too_often]
    assert first == simulate(0.005, parts)
    assert {row.part for row in first if row.at_most is not None} == {
        "false trend, persons",
        "false trend, events",
        "false trend, weighted regression with the source's intervals",
        "false trend, survey",
        "false trend, Mann-Kendall",
        "restless years, our rule",
    }


def test_what_is_above_the_promise_is_told() -> None:
    assert Measured("part", "case", 5.7, 0.2, 5.0).too_often
    assert not Measured("part", "case", 5.5, 0.2, 5.0).too_often
    assert not Measured("part", "case", 99.0, 0.1).too_often


def figures(events: list[int], persons: int, step: int) -> list[Estimate]:
    return [
        estimate(
            Point(2014 + step * number, 100 * each / persons, numerator=each, denominator=persons),
            kind=Kind.PROPORTION,
            base=100,
        )
        for number, each in enumerate(events)
    ]


def test_drawn_series_are_judged_as_the_report_judges_them() -> None:
    random = np.random.default_rng(5)
    counts = random.binomial(700, np.linspace(0.1, 0.16, 5), (60, 5))
    signs = trend_of_proportions(range(5), counts, np.full(counts.shape, 700)).signs(0.002)
    assert len(set(signs.tolist())) > 1
    for events, sign in zip(counts.tolist(), signs.tolist(), strict=True):
        assert SIGNS[trend(figures(events, 700, 1)).outcome] == sign


def test_drawn_surveys_are_judged_as_the_report_judges_them() -> None:
    line, noteworthy = survey_draws(np.random.default_rng(6), 60, 80, 0.15, 0.2, 4, 1.0)
    random = np.random.default_rng(6)
    counts = random.binomial(80, 0.15 + 0.2 * np.linspace(0, 1, 4), (60, 4))
    signs = np.where(noteworthy, line.signs(0.01), 0).tolist()
    assert len(set(signs)) > 1
    for events, sign in zip(counts.tolist(), signs, strict=True):
        assert SIGNS[trend(figures(events, 80, 2), survey=True).outcome] == sign


def test_drawn_orders_are_judged_as_the_report_judges_them() -> None:
    values = like_the_year_before(np.random.default_rng(7), 60, 8, 1)
    found = has_order(values).tolist()
    assert len(set(found)) > 1
    for row, ordered in zip(values.tolist(), found, strict=True):
        series = [Estimate(2014 + number, each, reason="index") for number, each in enumerate(row)]
        assert (SIGNS[trend(series).outcome] != 0) == ordered


def test_pictures_are_small_and_the_same_each_time(tmp_path: Path) -> None:
    from rules_plots import write_plots

    results = simulate(0.002, ["false orders", "restless years"])
    numbers = {(row.part, row.case): row.per_cent for row in results}
    part = "seen 80 of 100 times, percentage points"
    numbers |= {
        (part, f"{share} %, {size:,} residents"): 1.0 for share in (2, 10, 30) for size in POPULATIONS
    }
    numbers |= {(part, f"survey 15 %, {rounds} rounds of {n}"): 9.0 for rounds in (4, 5) for n in RESPONDENTS}
    for folder in ("one", "two"):
        write_plots(numbers, tmp_path / folder, POPULATIONS, RESPONDENTS)
    for name in ("smallest_change.svg", "false_trends.svg"):
        first = (tmp_path / "one" / name).read_bytes()
        assert first == (tmp_path / "two" / name).read_bytes()
        assert len(first) < 150_000
        assert ElementTree.fromstring(first).tag == "{http://www.w3.org/2000/svg}svg"
