"""The age structure: each age's share of the residents beside the whole country, as a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hyte.chapters.chart_parts import sources_of
from hyte.chapters.measure import Measure
from hyte.chapters.report_data import COUNTRY, ReportData
from hyte.language.numbers import listed
from hyte.presentation.blocks import Figure
from hyte.presentation.charts import AgeBar, AgeGroup, AgeTexts, age_chart, pyramid_chart

FEWEST = 3
"""Two ages alone show no structure."""

_ID = re.compile(r"share_aged_(\d+)_(\d+|over)(?:_projection_(\d{4}))?")
_WHOLE = 100.0
_TOTAL = ("total",)
_SEXES = ("male", "female")


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages from `low` to `high` (None: and over), both in full years, and the measure of their share."""

    low: int
    high: int | None
    measure: Measure
    projected_for: int | None = None


@dataclass(frozen=True, slots=True)
class _Projection:
    """Shares expected in the year `target`, as reckoned in the year `made`, by the lowest age of each."""

    target: int
    made: int
    ages: dict[int, Ages]


@dataclass(frozen=True, slots=True)
class _Structure:
    """The ages that are drawn, of which year and sexes, and what is expected of them."""

    ages: tuple[Ages, ...]
    year: int
    sexes: tuple[str, ...]
    projection: _Projection | None

    @property
    def by_sex(self) -> bool:
        return self.sexes == _SEXES


def figures(data: ReportData) -> tuple[Figure, ...]:
    """The chart of the newest year whose ages are all known; nothing when there is no such year.

    By sex as a pyramid when the sexes' ages are as fine as those of all residents, else both sexes together.
    """
    found = _structure(data)
    return (_drawn(data, found),) if found else ()


def _structure(data: ReportData) -> _Structure | None:
    every = [ages for measure in data.used if (ages := _ages_of(measure)) is not None]
    known = [ages for ages in every if ages.projected_for is None]
    for year in range(data.year, data.year - data.comparison.oldest_data - 1, -1):
        together, apart = (_complete(data, known, year, sexes) for sexes in (_TOTAL, _SEXES))
        chosen, sexes = (apart, _SEXES) if len(apart) >= len(together) else (together, _TOTAL)
        if chosen:
            return _Structure(chosen, year, sexes, _projection(data, chosen, every, sexes))
    return None


def finest(known: Sequence[Ages]) -> tuple[Ages, ...]:
    """The most ages that together hold everybody once, the youngest first; empty when some age is missing."""

    def onwards(low: int) -> tuple[Ages, ...]:
        best: tuple[Ages, ...] = ()
        starting = [ages for ages in known if ages.low == low]
        for ages in sorted(starting, key=lambda item: (item.high is None, item.high)):
            rest = () if ages.high is None else onwards(ages.high + 1)
            if (ages.high is None or rest) and len(rest) >= len(best):
                best = (ages, *rest)
        return best

    return onwards(0)


def _ages_of(measure: Measure) -> Ages | None:
    found = _ID.fullmatch(measure.id) if measure.registered else None
    if found is None:
        return None
    low, high, target = found.groups()
    return Ages(int(low), None if high == "over" else int(high), measure, int(target) if target else None)


def _complete(data: ReportData, known: Sequence[Ages], year: int, sexes: Sequence[str]) -> tuple[Ages, ...]:
    """The finest ages that have a figure of each sex and make up the whole; empty when there are none."""
    there = [
        ages for ages in known if all(_share(data, ages, data.own, sex, year) is not None for sex in sexes)
    ]
    chosen = finest(there)
    if len(chosen) < FEWEST:
        return ()
    sums = _sums(data, chosen, year, sexes)
    return chosen if _is_whole(sums, len(chosen)) or _is_whole([sum(sums)], 2 * len(chosen)) else ()


def _sums(data: ReportData, chosen: Sequence[Ages], year: int, sexes: Sequence[str]) -> list[float]:
    return [sum(_share(data, ages, data.own, sex, year) or 0.0 for ages in chosen) for sex in sexes]


def _is_whole(sums: Sequence[float], shares: int) -> bool:
    """Whether each sum is 100 but for the rounding of its shares to one decimal."""
    return all(abs(each - _WHOLE) <= 0.05 * shares + 0.01 for each in sums)


def _share(data: ReportData, ages: Ages, region: str, sex: str, year: int) -> float | None:
    return data.get(ages.measure.id, region, sex).value(year)


def _projection(
    data: ReportData, drawn: Sequence[Ages], every: Sequence[Ages], sexes: Sequence[str]
) -> _Projection | None:
    """The projection that has the most of the drawn ages, at least half of them; of equal ones the latest."""
    found: dict[tuple[int, int], dict[int, Ages]] = {}
    spans = {(ages.low, ages.high) for ages in drawn}
    for ages in every:
        if ages.projected_for is None or (ages.low, ages.high) not in spans:
            continue
        for point in data.get(ages.measure.id, data.own, sexes[0]).figures:
            if all(_share(data, ages, data.own, sex, point.year) is not None for sex in sexes):
                found.setdefault((ages.projected_for, point.year), {})[ages.low] = ages
    if not found:
        return None
    (target, made), ages_by_low = max(found.items(), key=lambda item: (len(item[1]), item[0][1], item[0][0]))
    return _Projection(target, made, ages_by_low) if 2 * len(ages_by_low) >= len(drawn) else None


def _drawn(data: ReportData, found: _Structure) -> Figure:
    w, projection = data.w, found.projection
    texts = AgeTexts(
        women=w("series.female"),
        men=w("series.male"),
        own=data.name,
        other=w("series.country"),
        projected=w("ages.projected", target=projection.target, made=projection.made) if projection else "",
    )
    decimals = max(ages.measure.decimals for ages in found.ages)
    if found.by_sex:
        bars = [_bar(data, ages, found) for ages in found.ages]
        svg = pyramid_chart(bars, texts, decimals=decimals, language=data.language)
    else:
        groups = [_group(data, ages, found) for ages in found.ages]
        svg = age_chart(groups, texts, decimals=decimals, language=data.language)
    of = w("ages.of_each_sex" if found.by_sex and _of_each_sex(data, found) else "ages.of_all")
    caption = w("ages.caption", year=found.year, of=of)
    if projection:
        caption = w("ages.ahead_caption", year=found.year, target=projection.target, of=of)
    used = [*found.ages, *(projection.ages.values() if projection else ())]
    return Figure(
        svg=svg, alt=_alt(data, found), caption=caption, source=sources_of(data, [a.measure for a in used])
    )


def _of_each_sex(data: ReportData, found: _Structure) -> bool:
    """Whether shares are of the women and of the men, rather than of all residents."""
    return _is_whole(_sums(data, found.ages, found.year, _SEXES), len(found.ages))


def _group(data: ReportData, ages: Ages, found: _Structure) -> AgeGroup:
    own, other = (_share(data, ages, region, "total", found.year) for region in (data.own, COUNTRY))
    later = _expected(data, ages, found.projection, "total")
    values = (own, other, later)
    parts = [part for value in values for part in (value, _text(ages.measure, value))]
    return AgeGroup(ages.measure.short_title, *parts)  # type: ignore[arg-type]


def _text(measure: Measure, value: float | None) -> str:
    return "" if value is None else measure.figure_with_unit(value)


def _bar(data: ReportData, ages: Ages, found: _Structure) -> AgeBar:
    shares = [_share(data, ages, area, sex, found.year) for area in (data.own, COUNTRY) for sex in _SEXES]
    later = [_expected(data, ages, found.projection, sex) for sex in _SEXES]
    return AgeBar(ages.measure.short_title, *shares, *later)


def _expected(data: ReportData, ages: Ages, projection: _Projection | None, sex: str) -> float | None:
    if projection is None or ages.low not in projection.ages:
        return None
    return _share(data, projection.ages[ages.low], data.own, sex, projection.made)


def _alt(data: ReportData, found: _Structure) -> str:
    """What is larger and smaller than in the whole country where that was tested; then all figures."""
    w = data.w
    told = [w("ages.alt", municipality=data.name, year=found.year)]
    for outcome in ("higher", "lower", "no_difference"):
        titles = [each.measure.short_title for each in found.ages if _outcome(data, each, found) == outcome]
        if titles:
            told.append(w(f"ages.alt_{outcome}", ages=listed(titles, data.language)))
    for sex in reversed(found.sexes):
        parts = [_told(data, ages, found.year, sex) for ages in found.ages]
        told.append(w(f"ages.alt_{sex}", parts="; ".join(parts)))
        if found.projection:
            later = [(ages.measure, _expected(data, ages, found.projection, sex)) for ages in found.ages]
            parts = [f"{m.short_title} {_text(m, value)}" for m, value in later if value is not None]
            told.append(w("ages.alt_projected", target=found.projection.target, parts="; ".join(parts)))
    return " ".join(told)


def _outcome(data: ReportData, ages: Ages, found: _Structure) -> str | None:
    finding = data.findings.get(ages.measure.id)
    if finding is None or finding.country is None or finding.own.year != found.year:
        return None
    return finding.country.outcome


def _told(data: ReportData, ages: Ages, year: int, sex: str) -> str:
    own, other = (_share(data, ages, region, sex, year) for region in (data.own, COUNTRY))
    country = f" ({_text(ages.measure, other)})" if other is not None else ""
    return f"{ages.measure.short_title} {_text(ages.measure, own)}{country}"
