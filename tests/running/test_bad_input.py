"""Bad input and bad luck: one clear message, the others go on, and nothing that was published is damaged."""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import io
import multiprocessing
import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import pytest
from filelock import FileLock
from openpyxl import Workbook
from rich.console import Console
from typer.testing import CliRunner

from hyte.errors import UsageError
from hyte.model import Language, ReportKey
from hyte.presentation.blocks import Callout, Cover
from hyte.publishing.document import Document
from hyte.reference.areas import Areas
from hyte.running import make, run
from hyte.running.dispatch import Tally
from hyte.running.execute import one_line, parameters_of
from hyte.running.executors import local_crew
from hyte.running.make import Outcome, make_report
from hyte.running.manifest import read_manifest
from hyte.running.place import put_in_place, remove_leftovers
from hyte.running.plan import Job
from hyte.running.request import Options, Wanted, check_peers, with_options
from hyte.settings import Settings, read_settings
from hyte.store.files import hash_file

HEADER = "indicator;region;year;gender;primary value;absolute value\r\n"
COVER = """\
from datetime import date
from hyte.presentation.blocks import Cover
Cover(language=language, title=f"Kertomus {year}", report_name="Kertomus", municipality="Heinola",
      municipality_code=municipality, year=year, state="draft", state_text="Luonnos", organisation="Kunta",
      data_date=date(2024, 12, 31), data_date_text="31.12.2024", description="Lyhyt kertomus")"""
KILL_THE_WORKER = """\
import psutil
next(one for one in psutil.Process().parents() if "spawn_main" in " ".join(one.cmdline())).kill()"""
NOTEBOOKS = {
    "ok": (COVER,),
    "raises": (COVER, "raise ValueError('first line\\nsecond [bold]line[/bold]')"),
    "refuses": (COVER, "from hyte.errors import UsageError\nraise UsageError('Not so.', remedy='But so.')"),
    "dies": (COVER, "import os; os._exit(1)"),
    "slow": (COVER, "import time; time.sleep(60)"),
    "nocover": ("1 + 1",),
    "another": (COVER.replace("municipality_code=municipality", "municipality_code='142'"),),
    "killer": (COVER, KILL_THE_WORKER),
}


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A folder with settings, one good export and notebooks that go wrong in different ways."""
    raw, notebooks = tmp_path / "raw", tmp_path / "notebooks"
    raw.mkdir()
    notebooks.mkdir()
    good = "127;44;2021;total;18344;\r\n127;44;2022;total;18131;\r\n"
    (raw / "good.csv").write_bytes((HEADER + good).encode())
    for name, cells in NOTEBOOKS.items():
        first = nbformat.v4.new_code_cell(
            'municipality, year, language = "111", 2022, "fi"',
            id="parameters",
            metadata={"tags": ["parameters"]},
        )
        others = [nbformat.v4.new_code_cell(cell, id=f"cell-{n}") for n, cell in enumerate(cells)]
        nbformat.write(nbformat.v4.new_notebook(cells=[first, *others]), notebooks / f"{name}.ipynb")
    settings = """\
[folders]
raw = "raw"
processed = "processed"
output = "output"
notebooks = "notebooks"
[reports]
reports = ["ok"]
municipalities = ["Heinola"]
years = [2022]
languages = ["fi"]
formats = ["html"]
[run]
workers = 2
"""
    (tmp_path / "pipeline.toml").write_text(settings, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def pipeline(root: Path) -> ModuleType:
    """The coordinator's command, as a module."""
    spec = importlib.util.spec_from_file_location("pipeline_under_test", root / "pipeline.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def command(world: Path, pipeline: ModuleType) -> Callable[..., tuple[int, str]]:
    """Runs a command with the world's settings; gives exit code and output."""

    def call(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(pipeline.app, [*words, "--settings", str(world / "pipeline.toml")])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    return call


def job_of(world: Path, report: str, *, year: int = 2022, municipality: str = "111") -> Job:
    finding = Areas.official().find(municipality)
    key = ReportKey(report, finding.municipality.code, year, "fi")
    return Job(Wanted(key, finding), world / "output" / str(year) / "111-heinola", {}, ("not made yet",))


def settings_of(world: Path, **run_values: int) -> Settings:
    settings = read_settings(world / "pipeline.toml")
    return settings.model_copy(update={"run": settings.run.model_copy(update=run_values)})


def made(world: Path, report: str, **run_values: int) -> Outcome:
    return make_report(job_of(world, report), settings_of(world, **run_values), world / "pipeline.toml")


def bytes_of(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock")
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def cover_of(code: str = "111", year: int = 2022, language: Language = "fi", title: str = "T") -> Cover:
    return Cover.model_validate(
        {
            "language": language,
            "title": title,
            "report_name": "R",
            "municipality": "Heinola",
            "municipality_code": code,
            "year": year,
            "state": "draft",
            "state_text": "Luonnos",
            "organisation": "Kunta",
            "data_date": "2024-12-31",
            "data_date_text": "31.12.2024",
            "description": "D",
        }
    )


@pytest.fixture
def without_kernel(monkeypatch: pytest.MonkeyPatch) -> list[Cover]:
    """Notebooks are not executed: what they would show is the last cover in this list."""
    covers = [cover_of()]

    def execute(job: Job, settings: Settings, settings_file: Path, target: Path) -> Any:
        output = nbformat.v4.new_output("display_data", data=covers[-1]._repr_mimebundle_())
        cell = nbformat.v4.new_code_cell("report.cover()", id="cover", outputs=[output])
        notebook = nbformat.v4.new_notebook(cells=[cell])
        nbformat.write(notebook, target)
        return notebook

    monkeypatch.setattr(make, "execute", execute)
    return covers


@pytest.fixture
def ingested(world: Path, command: Callable[..., tuple[int, str]]) -> Path:
    """The world after its raw files were read."""
    assert command("plan")[0] == 0
    return world


# Wrong use


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--format", "pfd"), "Unknown format 'pfd'. Did you mean 'pdf'?"),
        (("--language", "fin"), "Unknown language 'fin'. Did you mean 'fi'?"),
        (("--report", "okk"), "Unknown report 'okk'. Did you mean 'ok'?"),
        (("--year", "22"), "22 is not a report year. Give a year such as 2022."),
        (("--year", "abc"), "'--year'"),
        (("--workers", "-1"), "--workers must be 0 or more."),
        (("--municipalty", "Heinola"), "--municipality"),
        (("--municipality", "478"), "is in Åland"),
        (("--municipality", "Maarianhamina"), "is in Åland"),
        (("--municipality", "HVA09"), "HVA09 is a wellbeing services county, not a municipality."),
        (("--municipality", "Päijät-Hämeen hyvinvointialue"), "Give one of its municipalities: Asikkala"),
        (("--municipality", "Päijät-Häme"), "is a region, not a municipality."),
        (("--municipality", "MK07"), "is a region, not a municipality."),
        (("--municipality", "koko maa"), "is the whole country, not a municipality."),
        (("--municipality", "SSS"), "is the whole country, not a municipality."),
        (("--municipality", "Heinla"), "Did you mean Heinola"),
        (("--municipality", "[bold]x[/bold]"), "There is no municipality '[bold]x[/bold]'."),
        (("--raw", "nowhere"), "The folder of raw files is not there. Give the folder"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(
    command: Callable[..., tuple[int, str]], world: Path, words: tuple[str, ...], expected: str
) -> None:
    code, output = command("run", *words)
    assert code == 2
    assert expected in output
    assert "Traceback" not in output
    assert not (world / "output" / "index.html").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[folders]\nrawr = 'x'\n", "Unknown setting 'folders.rawr'; did you mean 'raw'?"),
        ("[reports]\nlanguages = ['fin']\n", "reports.languages: 'fin' is not one of fi, sv, en, own."),
        ("[reports]\nformats = ['pfd']\n", "reports.formats: 'pfd' is not one of html, pdf, xlsx."),
        ("[reports]\nyears = [22]\n", "reports.years: 22 is not a report year."),
        ("[run]\nworkers = -1\n", "run.workers: -1 must be 0 or more."),
        ("[run]\ntimeout = 'soon'\n", "run.timeout: 'soon' must be a whole number."),
        ("run = 3\n", "run: 3 must be a section."),
        ("[reports\n", "not valid TOML"),
    ],
)
def test_wrong_settings_end_with_2(
    command: Callable[..., tuple[int, str]], world: Path, text: str, expected: str
) -> None:
    (world / "pipeline.toml").write_text(text, encoding="utf-8")
    code, output = command("plan")
    assert code == 2
    assert f"pipeline.toml: {expected}" in output or expected in output
    assert output.count("Error:") == 1


def test_an_unknown_peer_is_told_with_its_place(world: Path) -> None:
    with (world / "pipeline.toml").open("a", encoding="utf-8") as file:
        file.write('[comparison.peers]\n"Iitti" = ["Heinla"]\n')
    with pytest.raises(UsageError, match=r"pipeline\.toml, \[comparison\.peers\].*'Heinla'.*Heinola"):
        check_peers(read_settings(world / "pipeline.toml"), Areas.official())


def test_a_folder_without_notebooks_is_told(world: Path) -> None:
    for path in (world / "notebooks").iterdir():
        path.unlink()
    with pytest.raises(UsageError, match="no notebook in the folder of notebooks"):
        with_options(read_settings(world / "pipeline.toml"), Options())


@pytest.mark.parametrize(
    ("output", "processed"), [("raw", "p"), ("raw/out", "p"), ("p/out", "p"), ("out", "raw"), ("out", ".")]
)
def test_folders_that_would_eat_each_other_are_refused(world: Path, output: str, processed: str) -> None:
    options = Options(raw=world / "raw", output=world / output, processed=world / processed)
    with pytest.raises(UsageError, match=r"lies in the \w+ folder"):
        with_options(read_settings(world / "pipeline.toml"), options)


def test_the_command_to_try_again_can_be_pasted(
    pipeline: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["pipeline.py", "run", "--force", "--municipality", "Heinola; rm -rf ~", "--raw", "it's $HOME\n"]
    monkeypatch.setattr(sys, "argv", words)
    monkeypatch.setattr(sys, "orig_argv", ["python3", *words])
    monkeypatch.setattr(os, "name", "posix")
    again = shlex.split(pipeline._same_command_again())
    assert again == ["python3", *(word for word in words if word != "--force")]


# Raw files


def _workbook(path: Path, *rows: tuple[str | int, ...]) -> None:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)


def bad_files(raw: Path) -> None:
    (raw / "empty.xlsx").write_bytes(b"")
    _workbook(raw / "truncated.xlsx", ("Kunta", 2021, 2022), ("Heinola", 1, 2))
    whole = (raw / "truncated.xlsx").read_bytes()
    (raw / "truncated.xlsx").write_bytes(whole[: len(whole) // 2])
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    (raw / "locked.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 400)
    (raw / "zero.csv").write_bytes(HEADER.encode())
    (raw / "error.xlsx").write_text("<!DOCTYPE html><html><body>500</body></html>", encoding="utf-8")
    _workbook(raw / "unknown.xlsx", ("Osallistujat", "Puhelin"), ("abc", "def"))
    (raw / "keyed.csv").write_bytes(f"{HEADER}181;44;2022;total;9.5;\r\n".encode())
    (raw / "keyed.csv.meta.toml").write_text('publiser = "THL"\n', encoding="utf-8")
    notes = raw / "Heinola" / "2022" / "notes"
    notes.mkdir(parents=True)
    (notes / "broken.docx").write_bytes(b"PK\x03\x04 word/document.xml")
    (notes / "locked.docx").write_bytes((raw / "locked.xlsx").read_bytes())
    (notes / "wrong.txt").write_text("Hyvinvointityöryhmä 3.5.2012\n\nHuolet\n- Yksinäisyys\n", "utf-8")
    (notes.parent / "approval.toml").write_text('state = "draft"\nboddy = "x"\n', encoding="utf-8")
    (raw / "own").mkdir()
    (raw / "own" / "areas.csv").write_text(
        "code;name_fi;name_sv;language;county;county_fi;county_sv;county_en;group;"
        "merged_into;merged_year;invented\n111;Uusila;;fi;99;Satumaan hyvinvointialue;;;rural;;;1\n",
        encoding="utf-8",
    )


BAD_FILES = {
    "empty.xlsx: The file is empty.",
    "truncated.xlsx: The workbook is cut short or damaged",
    "locked.xlsx: The workbook is locked with a password.",
    "zero.csv: The file has a header and no figures.",
    "error.xlsx: The file is a web page and no table",
    "unknown.xlsx: No reader knows the layout of this Excel workbook. Looked for: ",
    "keyed.csv.meta.toml: The sidecar has the unknown key 'publiser'. Did you mean 'publisher'?",
    "Heinola/2022/notes/broken.docx: The document is damaged or is no Word document.",
    "Heinola/2022/notes/locked.docx: The document is locked with a password",
    "Heinola/2022/notes/wrong.txt, line 1: The note is dated 2012-05-03, but lies in the folder of 2022.",
    "Heinola/2022/approval.toml: The approval has the unknown key 'boddy'. Did you mean 'body'?",
    "own/areas.csv, line 2: The code 111 belongs to Heinola already.",
}


def test_check_tells_every_bad_file_once_with_place_and_reason(
    world: Path, command: Callable[..., tuple[int, str]]
) -> None:
    bad_files(world / "raw")
    code, output = command("check")
    assert code == 1
    for message in BAD_FILES:
        assert output.count(message) == 1, message
    assert "good.csv: sotkanet-rest-csv, 2 figures kept of 2" in output
    assert str(world) not in output


def test_a_run_goes_on_beside_bad_files_and_names_them_at_the_end(
    world: Path, command: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad_files(world / "raw")

    monkeypatch.setattr(run, "make_all", make_nothing)
    code, output = command("run")
    assert code == 0
    assert f"To look at in the raw files ({len(BAD_FILES)}):" in output
    for message in BAD_FILES:
        assert output.count(f"  - {message}") == 1, message
    assert "1 made, 0 unchanged, 0 failed." in output


def test_a_raw_folder_without_one_usable_file_ends_with_2(
    world: Path, command: Callable[..., tuple[int, str]]
) -> None:
    (world / "raw" / "good.csv").write_bytes(b"")
    for name in ("run", "plan", "check"):
        code, output = command(name)
        assert code == 2, name
        assert "There is no file in the raw folder that can be used" in output
        assert output.count("good.csv: The file is empty.") == 1
    (world / "raw" / "good.csv").unlink()
    code, output = command("check")
    assert code == 2
    assert "Put the downloaded exports there." in output


def test_check_names_both_places_of_figures_that_differ(
    world: Path, command: Callable[..., tuple[int, str]]
) -> None:
    (world / "raw" / "other.csv").write_bytes(f"{HEADER}127;44;2022;total;18130;\r\n".encode())
    code, output = command("check")
    assert code == 0
    expected = (
        "KU111 population 2022 total: 18131 (good.csv, line 3) is used, 18130 (other.csv, line 2) is not."
    )
    assert f"Differs: {expected}" in output


def test_the_same_file_twice_and_lock_files_are_no_problem(
    world: Path, command: Callable[..., tuple[int, str]]
) -> None:
    (world / "raw" / "copy.csv").write_bytes((world / "raw" / "good.csv").read_bytes())
    (world / "raw" / "~$good.xlsx").write_bytes(b"\x05user")
    code, output = command("check")
    assert code == 0
    assert "Differs" not in output
    assert "~$good.xlsx: not read (a lock file of an open document)" in output
    assert "2 files read, 0 problems, 1 left alone." in output


def test_a_file_that_may_not_be_read_is_told_and_the_others_go_on(
    world: Path, command: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (world / "raw" / "secret.csv").write_bytes(b"x")

    def hash_but_one(path: Path) -> tuple[str, int]:
        if path.name == "secret.csv":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return hash_file(path)

    monkeypatch.setattr("hyte.store.ingest.hash_file", hash_but_one)
    code, output = command("check")
    assert code == 1
    assert output.count("secret.csv: The file cannot be opened (Permission denied). Close it in other") == 1
    assert "good.csv: sotkanet-rest-csv, 2 figures kept of 2" in output


def test_a_console_without_the_letters_is_no_reason_to_stop(
    world: Path,
    command: Callable[..., tuple[int, str]],
    pipeline: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (world / "raw" / "😀 <script>.csv").write_bytes(b"")
    poor = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", poor)
    with pytest.raises(pipeline.typer.Exit) as ended:
        pipeline.check(settings=world / "pipeline.toml")
    poor.flush()
    assert ended.value.exit_code == 1
    assert rb"\U0001f600 <script>.csv: The file is empty." in poor.buffer.getvalue()


def test_a_municipality_without_data_gets_a_notice(ingested: Path) -> None:
    from hyte.chapters import open_report

    report = open_report("Enontekiö", 2022, "fi", settings=read_settings(ingested / "pipeline.toml"))
    notices = [block for block in report.cover() if isinstance(block, Callout)]
    assert [(notice.tone, notice.title) for notice in notices] == [
        ("warning", "Vuodelta 2022 ei ole tietoja")
    ]


def test_a_merged_municipality_leads_to_its_successor_and_keeps_its_own_code(world: Path) -> None:
    job = job_of(world, "ok", municipality="Lavia")
    assert job.wanted.finding.municipality.name_fi == "Pori"
    assert parameters_of(job)["municipality"] == "413"


# Notebooks


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (
            "raises",
            "raises.ipynb, cell 3: ValueError: first line second [bold]line[/bold]. Correct the cause",
        ),
        ("refuses", "refuses.ipynb, cell 3: Not so. But so. Correct the cause"),
        ("dies", "dies.ipynb, cell 3: The notebook's process ended before its time (Kernel died)."),
        ("slow", "slow.ipynb, cell 3: The cell took longer than 2 seconds."),
        ("nocover", "nocover.ipynb: the notebook shows no Cover"),
        ("another", "The notebook made the report of 142 2022 fi and not of Heinola 2022 fi (another)."),
    ],
)
def test_a_notebook_that_goes_wrong_says_where_and_is_kept(world: Path, report: str, expected: str) -> None:
    outcome = made(world, report, timeout=2 if report == "slow" else 60)
    assert outcome.result == "failed"
    assert expected in outcome.message
    assert "\n" not in outcome.message
    assert str(world) not in outcome.message
    kept = f"2022/111-heinola/{report}.fi.failed.ipynb"
    assert outcome.message.endswith(f"The notebook as far as it got: {kept} in the output folder.")
    assert [*bytes_of(world / "output")] == [kept]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "broken.ipynb: The notebook cannot be read. Restore it"),
        ("{", "broken.ipynb: The notebook cannot be read. Restore it"),
        ("[]", "broken.ipynb: The notebook cannot be read. Restore it"),
        (None, "broken.ipynb: The notebook cannot be read. Restore it"),
        (
            '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
            "broken.ipynb: The notebook has no cell with the tag 'parameters'",
        ),
    ],
)
def test_a_notebook_that_cannot_be_used_says_so(world: Path, content: str | None, expected: str) -> None:
    if content is not None:
        (world / "notebooks" / "broken.ipynb").write_text(content, encoding="utf-8")
    outcome = made(world, "broken")
    assert outcome.result == "failed"
    assert expected in outcome.message
    assert bytes_of(world / "output") == {}


def test_a_failed_report_is_tried_again_and_its_notebook_goes_when_it_is_made(
    ingested: Path, command: Callable[..., tuple[int, str]], without_kernel: list[Cover]
) -> None:
    without_kernel.append(cover_of(code="142"))
    assert made(ingested, "ok").result == "failed"
    failed = ingested / "output" / "2022" / "111-heinola" / "ok.fi.failed.ipynb"
    assert failed.is_file()
    assert "the last try failed" in command("plan")[1]
    assert "The last try failed" in command("status")[1]
    without_kernel.append(cover_of())
    assert made(ingested, "ok").result == "made"
    assert not failed.exists()
    assert "The last try failed" not in command("status")[1]


def test_folders_with_braces_are_taken_as_they_are(world: Path, ingested: Path) -> None:
    settings = settings_of(world)
    folder = world / "{year}"
    (world / "notebooks").rename(folder)
    folders = settings.folders.model_copy(update={"notebooks": folder})
    outcome = make_report(
        job_of(world, "ok"), settings.model_copy(update={"folders": folders}), world / "pipeline.toml"
    )
    assert outcome.result == "made", outcome.message


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals to end a process by")
def test_a_worker_that_is_killed_costs_only_its_own_report(
    ingested: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A warm kernel's parent is not the worker.
    monkeypatch.setenv("HYTE_WARM", "0")
    jobs = [job_of(ingested, "killer"), job_of(ingested, "ok")]
    told, tally = _Told(), Tally()
    with local_crew(2, make_report) as crew:
        run.make_all(jobs, settings_of(ingested), ingested / "pipeline.toml", crew, told, tally)
        assert crew.size() == 1
    assert tally.made == 1
    assert list(tally.failed) == [0]
    assert "its worker process was ended from outside" in tally.failed[0].message
    assert told.labels == [jobs[1].label, jobs[0].label]
    assert told.lost_ones == [jobs[0].label] * 2


def test_an_interrupt_ends_the_run_without_making_the_rest(ingested: Path) -> None:
    jobs = [job_of(ingested, "ok", year=year) for year in (2020, 2021, 2022)]
    told, tally = _Told(stop_after=1), Tally()
    with pytest.raises(KeyboardInterrupt), local_crew(1, make_report) as crew:
        run.make_all(jobs, settings_of(ingested), ingested / "pipeline.toml", crew, told, tally)
    assert told.labels == ["Heinola 2020 fi (ok)"]
    assert tally.made == 1
    remove_leftovers(ingested / "output")
    finished = [path.parts[-3] for path in (ingested / "output").rglob("*.manifest.json")]
    assert finished == ["2020"]
    assert not list((ingested / "output").rglob(".making-*"))
    assert not multiprocessing.active_children()


class _Told:
    def __init__(self, stop_after: int | None = None) -> None:
        self.labels: list[str] = []
        self.lost_ones: list[str] = []
        self.stop_after = stop_after

    def finished(self, outcome: Outcome) -> None:
        self.labels.append(outcome.label)
        if len(self.labels) == self.stop_after:
            raise KeyboardInterrupt

    def lost(self, label: str) -> None:
        self.lost_ones.append(label)


def make_nothing(jobs: list[Job], _1: object, _2: object, _3: object, _4: object, tally: Tally) -> None:
    """Stands for `make_all` where it does not matter what is made."""
    tally.made += len(jobs)


def test_a_failure_is_named_in_the_recap_with_the_command_and_exit_code_1(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_fails(jobs: list[Job], *rest: object) -> None:
        tally = rest[-1]
        assert isinstance(tally, Tally)
        tally.made = len(jobs) - 1
        reason = "x.ipynb, cell 2: [red]No[/red]. Do it."
        tally.failed[0] = Outcome(jobs[0].label, "failed", 1.0, reason)

    monkeypatch.setattr(run, "make_all", one_fails)
    text = io.StringIO()
    code = run.run(
        world / "pipeline.toml",
        Options(reports=("ok", "raises")),
        Console(file=text, width=400, emoji=False),
        retry="python pipeline.py run --raw '[b]x'",
    )
    assert code == 1
    assert "1 made, 0 unchanged, 1 failed." in text.getvalue()
    assert "  - Heinola 2022 fi (ok): x.ipynb, cell 2: [red]No[/red]. Do it.\n" in text.getvalue()
    assert text.getvalue().rstrip().endswith("python pipeline.py run --raw '[b]x'")


def test_what_was_forced_and_left_no_mark_is_forced_again(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_fail(jobs: list[Job], *rest: object) -> None:
        tally = rest[-1]
        assert isinstance(tally, Tally)
        failures = (Outcome(job.label, "failed", 1.0, "disk full") for job in jobs)
        tally.failed |= dict(enumerate(failures))

    monkeypatch.setattr(run, "make_all", all_fail)
    text = io.StringIO()
    console = Console(file=text, width=400)
    run.run(world / "pipeline.toml", Options(), console, retry="again", force=True)
    assert text.getvalue().rstrip().endswith("again --force")


def test_one_line_keeps_messages_short_and_without_controls() -> None:
    assert one_line("a\n\n b\x1b[31m\tc\u202e") == "a b [31m c"
    assert len(one_line("x" * 5000)) == 600


# Putting files in place


def test_a_full_disk_leaves_what_was_published(
    ingested: Path, without_kernel: list[Cover], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(ingested, "ok").result == "made"
    before = bytes_of(ingested / "output")
    without_kernel.append(cover_of(title="Another"))

    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device", str(ingested / "ok.fi.html"))

    monkeypatch.setattr(make, "_publish", full)
    outcome = made(ingested, "ok")
    assert outcome.result == "failed"
    assert outcome.message.startswith("ok.fi.html: the disk is full. Free some space and run again")
    assert bytes_of(ingested / "output") == before


@pytest.mark.parametrize("stuck", ["ok.fi.ipynb", "ok.fi.html", "ok.fi.manifest.json"])
def test_a_file_that_cannot_be_replaced_brings_all_the_old_ones_back(
    ingested: Path, without_kernel: list[Cover], monkeypatch: pytest.MonkeyPatch, stuck: str
) -> None:
    assert made(ingested, "ok").result == "made"
    before = bytes_of(ingested / "output")
    without_kernel.append(cover_of(title="Another"))
    replace = Path.replace

    def replace_but_one(self: Path, target: Path) -> Path:
        if (
            self.name == stuck
            and self.parent.name.startswith(".making-")
            and target.parent == _folder(ingested)
        ):
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", replace_but_one)
    outcome = made(ingested, "ok")
    assert outcome.result == "failed"
    assert outcome.message.startswith(f"{stuck}: writing is not allowed. Close the file")
    assert bytes_of(ingested / "output") == before


def _folder(world: Path) -> Path:
    return world / "output" / "2022" / "111-heinola"


def test_formats_that_were_made_before_stay_in_step(
    ingested: Path, without_kernel: list[Cover], monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish(form: str, document: Document, job: Job, work: Path, formats: object) -> str:
        (work / f"ok.fi.{form}").write_text(f"{document.cover.title} {formats}")
        return f"ok.fi.{form}"

    monkeypatch.setattr(make, "_publish", publish)
    job, settings_file, settings = job_of(ingested, "ok"), ingested / "pipeline.toml", settings_of(ingested)
    both = with_options(settings, Options(formats=("pdf", "html")))
    assert make_report(job, both, settings_file).result == "made"
    without_kernel.append(cover_of(title="Another"))
    assert make_report(job, settings, settings_file).result == "made"
    for form in ("html", "pdf"):
        assert (_folder(ingested) / f"ok.fi.{form}").read_text() == "Another ('html', 'pdf')"


def test_a_broken_off_run_is_healed(tmp_path: Path) -> None:
    folder = tmp_path / "2022" / "111-heinola"
    work = folder / ".making-abc"
    (work / "previous").mkdir(parents=True)
    (folder / "r.fi.html").write_text("new")
    (work / "r.fi.pdf").write_text("new")
    for name in ("r.fi.html", "r.fi.pdf", "r.fi.manifest.json"):
        (work / "previous" / name).write_text("old")
    for name in (".writable-12", ".index.html.12.part", "2022/111-heinola/.r.fi.manifest.json.12"):
        (tmp_path / name).write_text("")
    remove_leftovers(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == {
        "r.fi.html": "old",
        "r.fi.pdf": "old",
        "r.fi.manifest.json": "old",
    }
    assert not work.exists()


def test_a_run_that_was_broken_off_after_its_last_step_keeps_the_new_files(tmp_path: Path) -> None:
    folder = tmp_path / "2022" / "111-heinola"
    work = folder / ".making-abc"
    work.mkdir(parents=True)
    (folder / "a").write_text("old")
    (work / "a").write_text("new")
    put_in_place(work, folder, ("a",))
    remove_leftovers(tmp_path)
    assert bytes_of(tmp_path) == {"2022/111-heinola/a": hashlib.sha256(b"new").hexdigest()}


def test_every_run_clears_leftovers_away(
    ingested: Path, command: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = _folder(ingested) / ".making-xyz"
    left.mkdir(parents=True)
    (left / "ok.fi.ipynb").write_text("{}")
    monkeypatch.setattr(run, "make_all", make_nothing)
    assert command("run")[0] == 0
    assert not left.exists()


def test_two_runs_do_not_write_into_one_folder(world: Path, command: Callable[..., tuple[int, str]]) -> None:
    (world / "output").mkdir()
    text = (world / "pipeline.toml").read_text(encoding="utf-8")
    (world / "pipeline.toml").write_text(text.replace("[run]\n", "[run]\nwait = 0\n"), encoding="utf-8")
    with FileLock(world / "output" / ".lock"):
        code, output = command("run")
    assert code == 2
    assert "Another run is writing into the output folder. Wait until it has ended" in output


@pytest.mark.parametrize("name", ["output", "processed"])
def test_a_folder_that_cannot_be_written_ends_with_2(
    world: Path, command: Callable[..., tuple[int, str]], name: str
) -> None:
    (world / name).write_text("a file where the folder should be")
    code, output = command("run")
    assert code == 2
    assert output.startswith("Error: ")
    assert f"{name}: " in output
    assert "Traceback" not in output


def test_a_full_disk_is_told_before_anything_is_read(
    ingested: Path, command: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    code, output = command("run")
    assert code == 2
    assert "Nothing can be written into the output folder (No space left on device)." in output


def test_a_site_that_cannot_be_written_ends_with_1(
    ingested: Path, command: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "make_all", make_nothing)
    (ingested / "output" / "index.html").mkdir(parents=True)
    code, output = command("run")
    assert code == 1
    assert "The reviewers' page is not up to date: " in output


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        '{"report": 1}',
        '{"a": "\\ud800"}',
        "files is a list",
        "timings are text",
        "title is 3",
    ],
)
def test_a_damaged_manifest_is_none(
    ingested: Path, command: Callable[..., tuple[int, str]], without_kernel: list[Cover], content: str
) -> None:
    assert made(ingested, "ok").result == "made"
    path = _folder(ingested) / "ok.fi.manifest.json"
    text = path.read_text(encoding="utf-8")
    changes = {
        "files is a list": text.replace('"files": {', '"files": [], "x": {'),
        "timings are text": text.replace('"timings": {', '"timings": {"x": "y", '),
        "title is 3": text.replace('"title": "T"', '"title": 3'),
    }
    path.write_text(changes.get(content, content), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    assert read_manifest(path) is None
    code, output = command("status")
    assert code == 0
    assert "damaged; the next run makes the report again." in output
    assert command("plan")[0] == 0
