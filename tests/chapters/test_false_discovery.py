"""The control of false differences: done once, over all comparisons, so that everything agrees."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hyte.chapters import overview, summary, told, told_words
from hyte.chapters.findings import against_country, controlled
from hyte.chapters.told_words import comparisons, differs
from hyte.settings import Comparison as ComparisonSettings
from hyte.statistics.finding import LIKELY, Comparison, Finding

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "benchmarks" / "sentences")]

from sample_values import against, finding, share  # noqa: E402

from .found import texts  # noqa: E402

Open = Any
OWN = share(15.0, 1000)


def compared(p_value: float, outcome: str = "worse") -> Comparison:
    made = against(OWN, 10.8, outcome, LIKELY) if outcome != "no_difference" else against(OWN, 14.8)
    return replace(made, p_value=p_value)


def findings(*p_values: float) -> dict[str, Finding]:
    return {
        f"i{number}": finding("bullied_grades_8_9", OWN, country=compared(p))
        for number, p in enumerate(p_values)
    }


def every_test(data: Any) -> list[Comparison]:
    made = [each for finding in data.findings.values() for _, each in comparisons(finding)]
    return [each for each in made if told_words.tested(each)]


def remaining(found: dict[str, Finding]) -> list[str]:
    return [id for id, each in found.items() if each.country and each.country.outcome == "worse"]


def test_what_remains_is_what_benjamini_and_hochberg_leave() -> None:
    # The example of their paper: fifteen tests, of which four remain at 5 per cent.
    p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p_values += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert remaining(controlled(findings(*p_values), 0.05)) == ["i0", "i1", "i2", "i3"]


def test_what_does_not_remain_is_no_difference_and_keeps_its_p_value() -> None:
    made = controlled(findings(0.04, 0.9, 0.9), 0.05)["i0"].country
    assert made is not None
    assert (made.outcome, made.level, made.p_value) == ("no_difference", None, 0.04)


def test_a_low_p_value_makes_no_difference_where_the_interval_has_none() -> None:
    plain = {"a": finding("bullied_grades_8_9", OWN, country=compared(0.001, "no_difference"))}
    assert controlled(plain, 0.05) == plain


def test_all_comparators_are_judged_together_and_what_is_not_tested_is_left_alone() -> None:
    untested = replace(compared(0.01), outcome="not_testable", level=None, p_value=None, reason="index")
    one = finding("bullied_grades_8_9", OWN, country=compared(0.02), county=compared(0.9), peers=untested)
    made = controlled({"a": one}, 0.05)["a"]
    assert made.country is not None and made.country.outcome == "worse"  # 0.02 <= 0.05 / 2
    assert made.county is not None and made.county.outcome == "no_difference"
    assert made.peers == untested
    assert controlled({}, 0.05) == {}


def test_off_nothing_changes_and_on_the_report_agrees_with_itself(example: Open) -> None:
    data = example("Keksilä").data
    assert data.comparison.false_discovery == 0
    every = [
        made for each in data.findings.values() for _, made in comparisons(each) if told_words.tested(made)
    ]
    rate = 0.0001
    on = replace(data, comparison=ComparisonSettings(false_discovery=rate))
    kept = every_test(on)
    assert len(kept) == len(every)
    assert 0 < sum(map(differs, kept)) < sum(map(differs, every))
    p_values = np.sort([made.p_value for made in every])
    limits = rate * np.arange(1, len(every) + 1) / len(every)
    limit = p_values[np.flatnonzero(p_values <= limits)[-1]]
    for before, after in zip(every, kept, strict=True):
        if before.p_value is not None and before.p_value <= limit:
            assert after == before
        else:
            assert (after.outcome, after.level) == ("no_difference", None)
    lost = [
        each
        for each, strict in zip(data.findings.values(), on.findings.values(), strict=True)
        if each.country is not None
        and strict.country is not None
        and differs(each.country)
        and not differs(strict.country)
    ]
    assert lost
    for each in lost:
        measure, strict = data.measures[each.indicator], on.findings[each.indicator]
        said = " ".join(told.sentences(strict, measure, on.names, on.year))
        assert "in the whole country" in said
        table = overview.overview(on, [measure, measure], "x")
        assert table is not None
        assert table.rows[0].cells[-2].text.replace("\u00a0", " ") == "no difference"
        assert strict not in against_country(on, "better") + against_country(on, "worse")
        assert told.short_verdict(strict, measure)[0] == "no_difference"
    assert "Hochberg" in texts(summary.blocks(on))
    assert "Hochberg" not in texts(summary.blocks(data))


@pytest.mark.parametrize("rate", [0.0, 0.05])
def test_the_trends_are_not_touched(example: Open, rate: float) -> None:
    data = example("Haavemäki").data
    on = replace(data, comparison=ComparisonSettings(false_discovery=rate))
    assert [each.trend for each in on.findings.values()] == [each.trend for each in data.findings.values()]
