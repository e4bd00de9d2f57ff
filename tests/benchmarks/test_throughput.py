"""What the benchmark of throughput takes for the same, and when it says that an aim is missed."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks")]

import throughput  # noqa: E402
from throughput import Report, Way  # noqa: E402


def way(seconds: float, sums: dict[str, str] | None = None) -> Way:
    return Way(seconds, seconds, {"execute": seconds}, (seconds / 2, seconds / 2), sums or {})


def ways(stock: float, one: float, two: float, plain: float) -> dict[str, Way]:
    return {
        "stock": way(stock),
        "ours, one worker": way(one),
        "ours, two workers": way(two),
        "plain": way(plain),
    }


def test_ratios_are_of_wall_clock_time(capsys: pytest.CaptureFixture[str]) -> None:
    ratios = throughput.tell(ways(240, 40, 20, 32), 2)["ratios"]
    assert list(ratios.values()) == [6.0, 12.0, 1.25, 1.25, 1.25]
    assert throughput.missed(ratios) == []
    assert "stock ÷ ours, one worker: 6.00 (aim ≥ 6)" in capsys.readouterr().out


def test_each_missed_aim_is_told() -> None:
    ratios = throughput.tell(ways(200, 40, 20, 20), 2)["ratios"]
    assert throughput.missed(ratios) == [
        "stock ÷ ours, one worker is 5.00, not 6",
        "stock ÷ ours, two workers is 10.00, not 11",
        "ours, one worker ÷ plain is 2.00, not 1.35",
    ]


def test_the_quickest_of_several_counts() -> None:
    assert throughput.best([way(3), way(2), way(4)]).seconds == 2


def test_bytes_are_compared_with_and_without_links(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    report = Report("M", {"municipality": "111"}, "annual_report.fi", tmp_path, tmp_path / "manifest")
    page, pdf = "111.annual_report.fi.html", "111.annual_report.fi.pdf"
    own = {page: "linked", pdf: "p"}

    def pages_of(reports: object, notebook_of: object, *, linked: bool) -> set[str]:
        return {f"{page} {'linked' if linked else 'bare'}"}

    monkeypatch.setattr(throughput, "pages_of", pages_of)

    def compared(stock: dict[str, str], plain: dict[str, str], ours: dict[str, str] = own) -> list[str]:
        named = {"ours, one worker": way(1, ours), "plain": way(1, plain)}
        return throughput.differences([report], way(1, stock), tmp_path, named, "ours, one worker")

    assert compared({page: "bare", pdf: "p"}, own) == []
    assert compared({page: "bare", pdf: "q"}, own) == [f"{pdf}: other bytes by stock"]
    assert compared({page: "other", pdf: "p"}, own) == [f"{page}: other bytes by stock"]
    assert compared({page: "bare", pdf: "p"}, {page: "linked", pdf: "x"}) == [f"{pdf}: other bytes by plain"]
    odd = {page: "odd", pdf: "p"}
    assert compared({page: "bare", pdf: "p"}, odd, odd) == [f"{page}: other bytes from the stock notebook"]
