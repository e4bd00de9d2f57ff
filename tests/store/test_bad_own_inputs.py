"""Bad input of a municipality's own: one message that says what to do, and the other files go on."""

from __future__ import annotations

import json
import re
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import util
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from typer.testing import CliRunner

from hyte.errors import Place
from hyte.store.ingest import IngestResult, ingest
from hyte.store.tables import read_table

from . import bad_inputs as b
from . import bad_notes as n
from . import bad_tables as t
from .bad_inputs import Placed, placed

Command = Callable[..., tuple[int, str]]
TABLES = ("notes", "note_lines", "meetings", "registers", "surveys", "survey_counts", "survey_texts")
_CODE = re.compile(r"Traceback|\b\w+(?:Error|Exception|Warning)\b|<\w+ object|\bNone\b|\bnan\b")
"""What only programmers understand."""


@pytest.fixture(scope="session")
def pipeline(root: Path) -> ModuleType:
    """The coordinator's command, as a module."""
    spec = util.spec_from_file_location("pipeline_and_bad_inputs", root / "pipeline.py")
    assert spec and spec.loader
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def told_by(pipeline: ModuleType, *words: str) -> tuple[int, str]:
    """Exit code and output of a command."""
    done = CliRunner().invoke(pipeline.app, list(words))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@dataclass(frozen=True)
class World:
    """A raw folder that was read, and what the command check said of it."""

    folder: Path

    @cached_property
    def problems(self) -> dict[str, list[tuple[str, str, str]]]:
        """Place, reason and remedy of every problem, by file."""
        found: dict[str, list[tuple[str, str, str]]] = json.loads((self.folder / "problems.json").read_text())
        return found

    @cached_property
    def check(self) -> tuple[int, str]:
        """Exit code and output of the command check."""
        code, output = json.loads((self.folder / "check.json").read_text())
        return code, output

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        return {name: read_table(self.folder / "processed", name) for name in TABLES}

    def of(self, table: str, file: str) -> pd.DataFrame:
        """The rows of a file."""
        rows = self.tables[table]
        return rows[rows["file"] == file]

    def said(self, file: str) -> list[str]:
        """Texts of notes, first values of the rows of registers, numbers of answers."""
        registers = self.of("registers", file)
        return [
            *self.of("notes", file)["text"],
            *registers.drop_duplicates("record")["value"],
            *map(str, self.of("surveys", file)["answers"]),
        ]


def by_file(result: IngestResult) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for problem in result.problems:
        file = problem.place.file if isinstance(problem.place, Place) else str(problem.place)
        found.setdefault(file, []).append((str(problem.place), problem.reason, problem.remedy or ""))
    return found


@pytest.fixture(scope="session")
def world(once: Callable[[str, Callable[[Path], None]], Path], pipeline: ModuleType) -> World:
    """Every case in one raw folder, read once and checked once."""

    def make(folder: Path) -> None:
        b.build(folder / "raw")
        result = ingest(folder / "raw", folder / "processed")
        (folder / "problems.json").write_text(json.dumps(by_file(result)))
        (folder / "check.json").write_text(
            json.dumps(told_by(pipeline, "check", "--raw", str(folder / "raw")))
        )

    return World(once("bad-own-inputs", make))


def names(each: Placed) -> str:
    return f"{each.role or 'review'}-{each.path.split('/')[0] if not each.role else each.case.name[:24]}"


CASES = [pytest.param(each, id=names(each)) for each in placed()]


@pytest.mark.parametrize("each", CASES)
def test_one_message_with_place_reason_and_next_step(world: World, each: Placed) -> None:
    problems = world.problems.get(each.path, [])
    assert len(problems) == len(each.case.told), problems
    code, output = world.check
    assert code == 1
    for (place, reason, remedy), expected in zip(problems, each.case.told, strict=True):
        assert place.startswith(each.path)
        assert reason.endswith(".")
        assert remedy.endswith((".", "?"))
        message = f"{place}: {reason} {remedy}"
        assert expected in message
        assert not _CODE.search(f"{reason} {remedy}")
        assert output.count(f"  To look at: {message}\n") == 1
    assert output.count(f"\n{each.path}: ") + output.startswith(f"{each.path}: ") == 1


@pytest.mark.parametrize("each", CASES)
def test_nothing_is_half_read(world: World, each: Placed) -> None:
    assert world.said(each.path) == list(each.case.said)
    found = {table for table in TABLES if len(world.of(table, each.path))}
    if not each.case.said and not each.case.listed:
        assert not found
    elif not each.case.listed:
        assert not found & {"note_lines", "meetings"}


@pytest.mark.parametrize("each", CASES)
def test_the_other_files_go_on(world: World, each: Placed) -> None:
    own = {role: f"{each.folder}/{role}/own.{end}" for role, end in OWN_ENDINGS.items()}
    assert world.said(own["notes"]) == [b.SOUND]
    assert world.said(own["registers"])[0] == "own.csv"
    assert world.said(own["surveys"]) == [b.ALL]
    assert not set(own.values()) & world.problems.keys()


OWN_ENDINGS = {"notes": "txt", "registers": "xlsx", "surveys": "csv"}


def test_no_problem_is_told_of_any_other_file(world: World) -> None:
    assert set(world.problems) == {each.path for each in placed() if each.case.told}


def test_the_recap_counts_and_shows_no_traceback(world: World) -> None:
    _, output = world.check
    count = sum(len(each.case.told) for each in placed())
    files = len(placed()) + 3 * len({each.folder for each in placed()})
    assert f"\n{files} files read, {count} problems, 0 left alone.\n" in output
    assert "Traceback" not in output


def test_each_file_tells_how_much_was_read_of_it(world: World) -> None:
    _, output = world.check
    folder = next(each.folder for each in placed() if each.case.name == "cut.docx")
    assert f"{folder}/notes/own.txt: notes, 1 record\n" in output
    assert f"{folder}/registers/own.xlsx: registers, 1 row\n" in output
    assert f"{folder}/surveys/own.csv: survey, 24 answers\n" in output
    assert f"{folder}/notes/cut.docx: notes, 0 records\n  To look at: " in output


def test_survey_letters_are_mended(world: World) -> None:
    (each,) = (each for each in placed() if each.case.name == "mojibake.csv")
    assert set(world.of("survey_counts", each.path)["question_text"]) >= {"Mitä mieltä olet kunnasta?"}


def test_a_renamed_heading_names_the_nearest_and_keeps_its_column(world: World) -> None:
    (each,) = (each for each in placed() if each.case.name == "renamed.xlsx")
    ((_, _, remedy),) = world.problems[each.path]
    assert remedy == "Did you mean 'Mistä ryhmästä'? Then write the heading so."
    kept = world.of("registers", each.path)
    assert list(kept[kept["extra"]]["value"]) == ["Vanhusneuvosto"]


def test_merged_cells_speak_for_each_row(world: World) -> None:
    (each,) = (each for each in placed() if each.case.name == "merged.xlsx")
    rows = world.of("registers", each.path)
    assert list(rows[rows["field"] == "origin"]["value"]) == ["Vanhusneuvosto"] * 3


def test_what_other_programs_would_run_is_text(world: World) -> None:
    (each,) = (each for each in placed() if each.case.name == "hostile.xlsx")
    rows = world.of("registers", each.path)
    assert list(rows[rows["field"] == "origin"]["value"]) == list(t.HOSTILE)


@pytest.fixture
def heinola(tmp_path: Path) -> Path:
    """The folder of a municipality and year, with sound files."""
    folder = tmp_path / "raw" / "Heinola" / str(b.YEAR)
    for role, files in b.sound_files().items():
        n.written(folder / role, files)
    return folder


def test_all_bad_files_in_one_folder(heinola: Path, pipeline: ModuleType) -> None:
    for each in placed():
        if each.role:
            n.written(heinola / each.role, {each.case.file: each.case.content()})
    code, output = told_by(pipeline, "check", "--raw", str(heinola.parents[1]))
    assert code == 1
    assert "Traceback" not in output
    assert "could not be read (" not in output
    for each in placed():
        if each.role:
            name = f"Heinola/{b.YEAR}/{each.role}/{each.case.name}"
            told = [line for line in output.splitlines() if line.startswith(f"  To look at: {name}")]
            for expected in each.case.told:
                assert sum(expected in line for line in told) == 1, (name, expected)


# Folders


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Heinolla/2024/notes", "The folder 'Heinolla' does not name a municipality."),
        ("Heinolla/2024/registers", "Did you mean Heinola or Hollola? Rename the folder; until then"),
        ("Heinolla/2024/surveys", "Did you mean Heinola or Hollola? Rename the folder; until then"),
        ("Uusikunta/2024/notes", "There is no municipality 'Uusikunta'."),
        ("Päijät-Häme/2024/notes", "is a region, not a municipality."),
        ("Maarianhamina/2024/notes", "is in Åland"),
        ("Heinola/registers", "for which municipality and year this is. Put it at <municipality>/<year>/reg"),
        ("Heinola/notes", "for which municipality and year this is. Put it at <municipality>/<year>/notes/"),
        (
            "Heinola/24/surveys",
            "for which municipality and year this is. Put it at <municipality>/<year>/sur",
        ),
        ("2024/Heinola/notes", "for which municipality and year this is."),
        ("registers", "for which municipality and year this is."),
    ],
)
def test_a_folder_that_says_too_little(heinola: Path, pipeline: ModuleType, place: str, told: str) -> None:
    raw = heinola.parents[1]
    role = place.rpartition("/")[2]
    ((_, content),) = b.sound_files()[role].items()
    n.written(raw / place, {"oma.txt": content})
    code, output = told_by(pipeline, "check", "--raw", str(raw))
    assert code == 1
    messages = [line for line in output.splitlines() if told in line]
    assert [message.count(f"{place}/oma.txt: ") for message in messages] == [1]
    assert f"Heinola/{b.YEAR}/notes/own.txt: notes, 1 record" in output
    assert " 1 problems," in output


@pytest.mark.parametrize(
    ("folder", "meant"),
    [
        ("muistiot", "notes"),
        ("Pöytäkirjat", "notes"),
        ("note", "notes"),
        ("rekisterit", "registers"),
        ("regsiters", "registers"),
        ("enkäter", "surveys"),
        ("survey", "surveys"),
    ],
)
def test_a_folder_called_otherwise_is_told_with_its_right_name(
    heinola: Path, pipeline: ModuleType, folder: str, meant: str
) -> None:
    ((name, content),) = b.sound_files()[meant].items()
    n.written(heinola / folder, {name: content})
    code, output = told_by(pipeline, "check", "--raw", str(heinola.parents[1]))
    assert code == 1
    place = f"Heinola/{b.YEAR}/{folder}/{name}"
    expected = f"{place}: Nobody reads what lies in a folder called {folder!r}. Did you mean {meant!r}?"
    assert output.count(f"Problem: {expected} Rename the folder to that.\n") == 1
    assert " 1 problems," in output


def test_folders_of_exports_may_be_called_anything(heinola: Path, pipeline: ModuleType) -> None:
    export = b"indicator;region;year;gender;primary value;absolute value\r\n127;44;2022;total;18131;\r\n"
    for folder in ("tilastot", "Sotkanet", "kouluterveyskysely"):
        n.written(heinola / folder, {"a.csv": export})
    code, output = told_by(pipeline, "check", "--raw", str(heinola.parents[1]))
    assert code == 0, output
    assert output.count("a.csv: sotkanet-rest-csv, 1 figures kept of 1") == 3


# What cannot be used at all, and what can


@pytest.mark.parametrize("role", ["notes", "registers", "surveys"])
def test_a_municipality_may_begin_with_its_own_files(tmp_path: Path, pipeline: ModuleType, role: str) -> None:
    n.written(tmp_path / "raw" / "Heinola" / "2024" / role, b.sound_files()[role])
    code, output = told_by(pipeline, "check", "--raw", str(tmp_path / "raw"))
    assert "There is no file" not in output
    assert code == (1 if role == "surveys" else 0)  # nothing says how the respondents were chosen


def test_a_note_with_a_question_is_of_use_and_a_locked_one_is_not(
    tmp_path: Path, pipeline: ModuleType
) -> None:
    folder = tmp_path / "raw" / "Heinola" / "2024" / "notes"
    words = ("--raw", str(tmp_path / "raw"))
    n.written(folder, {"a.txt": n.NOTE.replace("2024", "2021").encode()})
    assert told_by(pipeline, "check", *words)[0] == 1
    n.written(folder, {"a.txt": b""})
    code, output = told_by(pipeline, "check", *words)
    assert code == 2
    assert output.count("a.txt: The note is empty.") == 1
    assert "There is no file in the raw folder that can be used." in output


# Nobody outside is asked


class Listener:
    """A server on this machine that notes whether anybody came."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def visited(self) -> bool:
        """Whether a connection waits; a library in C does not go through Python's sockets."""
        try:
            self.socket.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def listener() -> Iterator[Listener]:
    """The server; it is proved that it would see a visitor."""
    found = Listener()
    with found.socket:
        socket.create_connection(found.socket.getsockname()).close()
        assert found.visited()
        yield found


def test_no_file_makes_the_pipeline_ask_the_network(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, server = tmp_path / "raw" / "Heinola" / "2024", listener.address
    n.written(
        folder / "notes",
        {
            "links.docx": n.docx_with_links(server),
            "entities.docx": n.docx_with_entities(server),
            "page.html": n.note_html(server).replace(b"5.6.2024", b"6.6.2024"),
        },
    )
    n.written(
        folder / "registers",
        {
            "links.xlsx": t.with_link(t.register(), server),
            "entities.xlsx": t.with_entities(t.register(), server),
        },
    )
    n.written(folder / "surveys", {"links.xlsx": t.with_link(t.xlsx_of(), server)})

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    result = ingest(tmp_path / "raw", tmp_path / "processed")
    monkeypatch.undo()
    assert not listener.visited()
    told = by_file(result)
    assert "outside entities" in told["Heinola/2024/notes/entities.docx"][0][1]
    assert "cannot be opened" in told["Heinola/2024/registers/entities.xlsx"][0][1]
    said = World(tmp_path).said
    assert said("Heinola/2024/registers/entities.xlsx") == []
    assert n.SAID in said("Heinola/2024/notes/links.docx")
    assert said("Heinola/2024/notes/page.html") == [n.SAID]
    assert said("Heinola/2024/registers/links.xlsx") == [n.SAID]
    assert said("Heinola/2024/surveys/links.xlsx") == [b.ALL]


# Much


def test_three_hundred_pages_are_read_in_bounded_time(tmp_path: Path) -> None:
    """Slow (some ten seconds): the document is set once, here, and read once."""
    folder = tmp_path / "raw" / "Heinola" / "2024" / "notes"
    n.written(folder, {"long.pdf": n.long_pdf(), "own.txt": b.OWN_NOTE.encode()})
    before = time.process_time()
    result = ingest(tmp_path / "raw", tmp_path / "processed")
    assert time.process_time() - before < 90
    assert result.problems == ()
    rows = World(tmp_path).of("notes", "Heinola/2024/notes/long.pdf")
    assert list(rows["page"]) == list(range(1, n.MANY_PAGES + 1))
    assert list(rows["text"]) == [f"{n.SAID} kylään {page}" for page in range(1, n.MANY_PAGES + 1)]


def test_ten_thousand_rows_are_read_in_bounded_time(tmp_path: Path) -> None:
    """Slow (some ten seconds)."""
    n.written(tmp_path / "raw" / "Heinola" / "2024" / "registers", {"many.xlsx": t.many_rows()})
    before = time.process_time()
    result = ingest(tmp_path / "raw", tmp_path / "processed")
    assert time.process_time() - before < 90
    assert result.problems == ()
    rows = World(tmp_path).tables["registers"]
    texts = rows[rows["field"] == "text"]["value"]
    assert len(texts) == len(set(texts)) == t.MANY
