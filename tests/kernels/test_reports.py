"""Reports made in forked kernels: what stops one is said in words, and the bytes are those of cold ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

import nbformat
import pytest

from hyte.errors import ReportError
from hyte.model import ReportKey
from hyte.reference.areas import Areas
from hyte.running.execute import execute
from hyte.running.make import make_report
from hyte.running.plan import Job
from hyte.running.request import Wanted
from hyte.settings import Settings

from .conftest import linux


def job_of(report: str, municipality: str, year: int, folder: Path, areas: Areas) -> Job:
    finding = areas.find(municipality)
    key = ReportKey(report, finding.municipality.code, year, "fi")
    return Job(Wanted(key, finding), folder, {}, ("not made yet",))


@pytest.mark.parametrize(
    ("cell", "limits", "place", "expected", "remedy"),
    [
        (
            "held = []\nwhile True: held.append(bytearray(2**24))",
            {"memory": 700},
            "x.ipynb, cell 2",
            "The notebook needs more memory than the 700 MiB that it may use.",
            "Raise memory in pipeline.toml",
        ),
        (
            "import time; time.sleep(60)",
            {"report_timeout": 10},
            "x.ipynb, cell 2",
            "The notebook took longer than 10 seconds.",
            "with a longer report_timeout in pipeline.toml",
        ),
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
            {},
            "x.ipynb, cell 2",
            "The notebook's process ended before its time (Kernel died: SIGKILL).",
            "It may have run out of memory",
        ),
        (
            "while True: print('x' * 1000)",
            {},
            "x.ipynb, cell 2",
            "The cell shows more and more without end (More than 1 MiB were shown).",
            "Let it show less.",
        ),
    ],
    ids=["memory", "time", "killed", "output"],
)
@linux
def test_what_stops_a_report_is_said_in_words(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    cell: str,
    limits: dict[str, int],
    place: str,
    expected: str,
    remedy: str,
) -> None:
    if "MiB were" in expected:
        monkeypatch.setattr("hyte.kernels.execution._MOST_OUTPUT", 2**20)
    parameters = nbformat.v4.new_code_cell(
        'municipality, year, language, edition = "111", 2022, "fi", "public"',
        metadata={"tags": ["parameters"]},
    )
    notebook = nbformat.v4.new_notebook(cells=[parameters, nbformat.v4.new_code_cell(cell)])
    nbformat.write(notebook, tmp_path / "x.ipynb")
    settings = Settings.model_validate({"folders": {"notebooks": tmp_path}, "run": limits})
    job = job_of("x", "Heinola", 2022, tmp_path / "out", Areas.official())
    job.folder.mkdir()
    with pytest.raises(ReportError) as caught:
        execute(job, settings, tmp_path / "pipeline.toml", tmp_path / "x.out.ipynb")
    assert (caught.value.place, caught.value.reason) == (place, expected)
    assert remedy in (caught.value.remedy or "")
    assert "The notebook as far as it got: " in (caught.value.remedy or "")


@linux
def test_slow_a_report_has_the_same_bytes_warm_and_cold(
    example_settings: Settings, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hyte.store import slices

    areas = slices.areas_of(example_settings.folders.processed)
    made = {}
    for kind in ("1", "0"):
        monkeypatch.setenv("HYTE_WARM", kind)
        job = job_of("annual_report", "Hiljala", 2024, tmp_path / kind, areas)
        outcome = make_report(job, example_settings, root / "pipeline.toml")
        assert outcome.result == "made", outcome.message
        made[kind] = {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in job.folder.iterdir()
            if not path.name.endswith(".manifest.json")
        }
    assert made["1"] == made["0"]
    assert {name.rpartition(".")[2] for name in made["1"]} == {"html", "pdf", "xlsx", "ipynb"}
