"""What the rules say of real figures, year by year: four seed municipalities and ten others.

python benchmarks/backtest.py                    # prints the tables
python benchmarks/backtest.py --markdown docs/statistics/backtest.md
python benchmarks/backtest.py --json measured.json

Reads the real exports beside the project (none of them is copied) and prints, for report years 2000-2012
and 2022: how often each outcome comes, how often a rule contradicts what it said a year before, and one
table with an indicator on each row and a municipality in each column. Exit code 1 when a rule calls a change
"rising" and the next year's report "falling".
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hyte.chapters import open_report
from hyte.chapters.report_data import ReportData
from hyte.settings import Folders, Settings
from hyte.statistics.finding import Comparison, Finding
from hyte.store.ingest import ingest

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "real"
SEEDS = ("Heinola", "Joensuu", "Ruokolahti", "Iitti")
OTHERS = (
    "Helsinki",  # alone in its county, the largest
    "Luhanka",  # among the smallest
    "Kristiinankaupunki",  # bilingual, Swedish majority
    "Pedersöre",  # a long name
    "Puolanka",
    "Kauniainen",
    "Kuopio",  # merged more than once
    "Lieto",  # merged
    "Tampere",
    "Kitee",
)
YEARS = (*range(2000, 2013), 2022)
SHOWN = (2012, 2022)
TRENDS = {"rising": "↗", "falling": "↘", "no_trend": "→", "not_computable": "·"}
COMPARED = {
    "better": "+",
    "worse": "−",
    "higher": "▲",
    "lower": "▼",
    "no_difference": "=",
    "not_testable": "·",
}


@dataclass(frozen=True)
class Said:
    """What one report year says of one indicator of one municipality."""

    municipality: str
    year: int
    indicator: str
    title: str
    newest: int
    trend: str
    method: str
    peers: str
    quarter: str


def main() -> int:
    """Run it."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(folders=Folders(raw=options.raw, processed=Path(folder)))
        ingest(options.raw, settings.folders.processed)
        said = [
            each
            for name in (*SEEDS, *OTHERS)
            for year in options.years
            for each in _said(open_report(name, year, "fi", settings=settings).data, name)
        ]
    contradictions = list(_contradictions(said))
    lines = [*_counts(said), "", *_contradicted(said, contradictions)]
    for year in SHOWN:
        lines += ["", *_rug([each for each in said if each.year == year], year)]
    text = "\n".join(lines) + "\n"
    print(text)
    if options.markdown:
        options.markdown.write_text(_HEAD + text, encoding="utf-8", newline="\n")
    if options.json:
        content = {"said": len(said), "contradictions": [each[1] for each in contradictions]}
        options.json.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if contradictions else 0


_HEAD = """# What the rules say of real figures

Made by `benchmarks/backtest.py` from real exports of Sotkanet (1990-2012, 43 indicators without absolute
values) and Statistics Finland (table 12c1). Those of Sotkanet hold no row of the country or of a county,
so comparisons are with the peers. Figures: THL and the producers that Sotkanet names, and Statistics Finland
(CC BY 4.0).

"""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--raw", type=Path, default=REAL, help="folder with real exports")
    parser.add_argument("--years", type=int, nargs="+", default=list(YEARS))
    parser.add_argument("--markdown", type=Path, help="write the tables into this file")
    parser.add_argument("--json", type=Path, help="write the figures into this file")
    options = parser.parse_args()
    if not options.raw.is_dir():
        sys.exit(f"There is no folder {options.raw.name}; give the real exports with --raw.")
    return options


def _said(data: ReportData, name: str) -> Iterable[Said]:
    for indicator, finding in data.findings.items():
        yield Said(
            municipality=name,
            year=data.year,
            indicator=indicator,
            title=data.measures[indicator].short_title,
            newest=finding.own.year,
            trend=finding.trend.outcome,
            method=finding.trend.method or str(finding.trend.reason),
            peers=_of(finding.peers),
            quarter=_quarter(finding),
        )


def _of(comparison: Comparison | None) -> str:
    return "" if comparison is None else COMPARED[comparison.outcome]


def _quarter(finding: Finding) -> str:
    if finding.quarters is None:
        return ""
    low, high = finding.quarters
    return str(low) if low == high else f"{low}-{high}"


def _counts(said: Sequence[Said]) -> list[str]:
    lines = [
        "## Outcomes by report year",
        "",
        "All 14 municipalities. A figure may be up to five years older than the report.",
        "",
        "| report year | indicators | rising | falling | no trend | not computable | tested with peers "
        "| differ |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for year in sorted({each.year for each in said}):
        of_year = [each for each in said if each.year == year]
        trends = Counter(each.trend for each in of_year)
        peers = Counter(each.peers for each in of_year)
        tested = sum(peers[mark] for mark in "+−▲▼=")
        lines.append(
            f"| {year} | {len(of_year)} | {trends['rising']} | {trends['falling']} | {trends['no_trend']} "
            f"| {trends['not_computable']} | {tested} | {tested - peers['=']} |"
        )
    methods = Counter((each.method, each.trend) for each in said)
    lines += [
        "",
        "| rule, or why there is none | " + " | ".join(TRENDS) + " |",
        "|---|" + "---|" * len(TRENDS),
    ]
    for method in sorted({method for method, _ in methods}):
        lines.append(f"| {method} | " + " | ".join(str(methods[method, trend]) for trend in TRENDS) + " |")
    return lines


def _contradictions(said: Sequence[Said]) -> Iterable[tuple[Said, str]]:
    """Rising in one report and falling in the next, from newer figures."""
    found = {(each.municipality, each.indicator, each.year): each for each in said}
    for (name, indicator, year), each in found.items():
        after = found.get((name, indicator, year + 1))
        if after and {each.trend, after.trend} == {"rising", "falling"}:
            yield each, f"{name}, {each.title}: {each.trend} in {year}, {after.trend} in {year + 1}"


def _contradicted(said: Sequence[Said], found: Sequence[tuple[Said, str]]) -> list[str]:
    moving = sum(each.trend in ("rising", "falling") for each in said)
    lines = [
        f"Of {moving} trends said to rise or fall, {len(found)} are turned round in the next year's report."
    ]
    return lines + [f"- {text}" for _, text in found]


def _rug(said: Sequence[Said], year: int) -> list[str]:
    names = [*SEEDS, *OTHERS]
    cells = {(each.indicator, each.municipality): each for each in said}
    titles = dict(sorted({each.indicator: each.title for each in said}.items(), key=lambda item: item[1]))
    lines = [
        f"## Report year {year}",
        "",
        "Trend (↗ rising, ↘ falling, → none seen, · not computable), against the pooled peers (+ better, "
        "− worse, ▲ higher, ▼ lower, = no difference, · not testable), quarter of all municipalities "
        "(1 lowest).",
        "",
        "| | " + " | ".join(names) + " |",
        "|---|" + "---|" * len(names),
    ]
    for indicator, title in titles.items():
        row = [_cell(cells.get((indicator, name))) for name in names]
        lines.append(f"| {title} | " + " | ".join(row) + " |")
    return lines


def _cell(said: Said | None) -> str:
    if said is None:
        return ""
    return " ".join(part for part in (TRENDS[said.trend], said.peers, said.quarter) if part)


if __name__ == "__main__":
    sys.exit(main())
